//! CDN: static files from the edge; the rest goes to the origin.

use super::shared::{MTTR, published_mtbf};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{
    Group, KindSpec, Parameter, Price, PriceBasis, Product, Role, Source, Unit, choice, flag, number,
};

const CLOUDFRONT_API_REFERENCE_CACHEPOLICYCONFIG: Source = Source::Published {
    title: "Amazon CloudFront API reference, CachePolicyConfig: DefaultTTL 86400",
    address: "docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html",
};

const CLOUDFRONT_NORTH_AMERICA_10: Source = Source::Published {
    title: "Amazon CloudFront pricing, North America, first 10 TB a month",
    address: "aws.amazon.com/cloudfront/pricing",
};

const CLOUDFRONT_HTTPS_REQUESTS_NORTH: Source = Source::Published {
    title: "Amazon CloudFront pricing, HTTPS requests, North America",
    address: "aws.amazon.com/cloudfront/pricing",
};

const CLOUDFRONT_ORIGIN: Source = Source::Published {
    title: "Amazon CloudFront pricing: data transfer from AWS origins to CloudFront is free",
    address: "aws.amazon.com/cloudfront/pricing",
};

const CLOUDFRONT_AGREEMENT: Source = Source::Published {
    title: "Amazon CloudFront Service Level Agreement: 99.9 % of the month; with repairs of an hour, one per 1,000 hours",
    address: "aws.amazon.com/cloudfront/sla",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "cdn",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
        flag(Parameter::Expires, true, Source::Definition),
        number(Parameter::Ttl, Unit::Seconds, 0.0, 31_536_000.0, 86_400.0, CLOUDFRONT_API_REFERENCE_CACHEPOLICYCONFIG)
            .logarithmic()
            .important(),
        number(Parameter::Memory, Unit::Bytes, 0.0, 1e16, 1e12, Source::Assumption).logarithmic().important(),
        choice(Parameter::Eviction, &[Choice::Lru, Choice::Lfu, Choice::FifoEviction], Choice::Lru, Source::Assumption),
        number(Parameter::EdgeTime, Unit::Seconds, 0.0, 5.0, 0.001, Source::Assumption).logarithmic().important(),
        flag(Parameter::TypedHitRatio, false, Source::Definition),
        number(Parameter::HitRatio, Unit::Ratio, 0.0, 1.0, 0.95, Source::Assumption),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e9, 1e7, Source::Assumption).logarithmic(),
        number(Parameter::Invalidations, Unit::PerSecond, 0.0, 1e6, 0.0, Source::Definition).logarithmic(),
        flag(Parameter::OriginFallback, false, Source::Definition),
        published_mtbf(999.0, CLOUDFRONT_AGREEMENT),
        MTTR,
    ],
    products: &[
        Product::CloudFront,
        Product::Akamai,
        Product::Fastly,
        Product::Cloudflare,
        Product::AzureFrontDoor,
        Product::NaverCloudCdn,
        Product::GsNeotekCdn,
        Product::KtCdn,
        Product::SkBroadbandCdn,
        Product::LgUPlusCdn,
    ],
    prices: &[
        Price { basis: PriceBasis::GigabyteOut, dollars: 0.085, source: CLOUDFRONT_NORTH_AMERICA_10 },
        Price { basis: PriceBasis::MillionRequests, dollars: 1.0, source: CLOUDFRONT_HTTPS_REQUESTS_NORTH },
        Price { basis: PriceBasis::GigabyteFromOrigin, dollars: 0.0, source: CLOUDFRONT_ORIGIN },
    ],
    calls: &[(
        Role::Origin,
        &[Kind::LoadBalancer, Kind::SingleServer, Kind::WebServer, Kind::Service, Kind::ObjectStorage],
    )],
};
