//! Cache: keeps answers in memory.

use super::shared::{BY_THE_MACHINE, MTBF, MTTR};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, choice, flag, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "cache",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        choice(
            Parameter::Strategy,
            &[Choice::CacheAside, Choice::ReadThrough, Choice::WriteThrough, Choice::WriteBack, Choice::WriteAround],
            Choice::CacheAside,
            Source::Assumption,
        )
        .important(),
        number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important(),
        number(Parameter::Memory, Unit::Bytes, 0.0, 1e14, 8e9, Source::Assumption).logarithmic().important(),
        number(Parameter::ItemBytes, Unit::Bytes, 1.0, 1e9, 2_000.0, Source::Assumption).logarithmic().important(),
        number(Parameter::Objects, Unit::Count, 1.0, 1e9, 10_000_000.0, Source::Assumption)
            .logarithmic()
            .whole()
            .important(),
        number(Parameter::ZipfExponent, Unit::Factor, 0.0, 2.5, 0.9, Source::Assumption),
        flag(Parameter::Expires, true, Source::Definition),
        number(Parameter::Ttl, Unit::Seconds, 0.0, 31_536_000.0, 3_600.0, Source::Assumption).logarithmic().important(),
        choice(Parameter::Eviction, &[Choice::Lru, Choice::Lfu, Choice::FifoEviction], Choice::Lru, Source::Assumption),
        flag(Parameter::TypedHitRatio, false, Source::Definition),
        number(Parameter::HitRatio, Unit::Ratio, 0.0, 1.0, 0.8, Source::Assumption),
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 10.0, 0.00001, Source::Assumption).logarithmic(),
        number(Parameter::Bandwidth, Unit::BytesPerSecond, 1e3, 1e12, 1.25e9, Source::Assumption).logarithmic(),
        flag(Parameter::Warmed, false, Source::Definition),
        MTBF,
        MTTR,
    ],
    products: &[Product::RedisCache, Product::Valkey, Product::Memcached],
    prices: &[BY_THE_MACHINE],
    calls: &[
        (
            Role::Access,
            &[
                Kind::RelationalDatabase,
                Kind::ReadReplica,
                Kind::ShardedDatabase,
                Kind::KeyValueStore,
                Kind::DocumentStore,
                Kind::ColumnStore,
                Kind::GraphStore,
                Kind::SearchEngine,
                Kind::SessionStore,
                Kind::ObjectStorage,
            ],
        ),
        (Role::Report, &[Kind::Metrics, Kind::Logs]),
    ],
};
