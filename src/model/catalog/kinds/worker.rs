//! Worker: takes messages from a queue at its own pace.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "worker",
    group: Group::Compute,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important().not_yet(),
        number(Parameter::Cores, Unit::Cores, 1.0, 896.0, 4.0, Source::Assumption).whole().logarithmic().important().not_yet(),
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Access, &[Kind::Cache, Kind::RelationalDatabase, Kind::ReadReplica, Kind::ShardedDatabase, Kind::KeyValueStore, Kind::DocumentStore, Kind::ColumnStore, Kind::GraphStore, Kind::SearchEngine, Kind::SessionStore, Kind::ObjectStorage]),(Role::Call, &[Kind::Service, Kind::LoadBalancer]),(Role::Publish, &[Kind::MessageQueue, Kind::PubSub, Kind::EventRouter]),(Role::Report, &[Kind::Metrics, Kind::Logs]),],
    modelled: false,
};
