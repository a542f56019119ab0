//! GeoDNS: answers with the nearest healthy entry.

use super::shared::MTBF;
use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Role, Source, Unit, number};

const ROUTE_53: Source = Source::Published {
    title: "Amazon Route 53 Developer Guide: a TTL of 60 seconds or less for records with health checks",
    address: "docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html",
};

const ROUTE_53_HEALTH_CHECKS: Source = Source::Published {
    title: "Amazon Route 53, health checks: every 30 seconds, failure threshold 3",
    address: "docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
};

const ROUTE_53_2: Source = Source::Published {
    title: "Amazon Route 53 pricing: geolocation queries, first billion a month",
    address: "aws.amazon.com/route53/pricing",
};

const ROUTE_53_AGREEMENT: Source = Source::Published {
    title: "Amazon Route 53 Service Level Agreement: 100 % of the month",
    address: "aws.amazon.com/route53/sla",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "geo-dns",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Ttl, Unit::Seconds, 0.0, 604_800.0, 60.0, ROUTE_53).logarithmic().important(),
        number(Parameter::LookupTime, Unit::Seconds, 0.0, 5.0, 0.02, Source::Assumption).logarithmic(),
        number(Parameter::ResolverUsers, Unit::Count, 1.0, 1e7, 1.0, Source::Assumption).logarithmic(),
        number(Parameter::HealthInterval, Unit::Seconds, 1.0, 600.0, 30.0, ROUTE_53_HEALTH_CHECKS).logarithmic(),
        number(Parameter::HealthThreshold, Unit::Count, 1.0, 20.0, 3.0, ROUTE_53_HEALTH_CHECKS).whole(),
        MTBF,
        number(Parameter::Mttr, Unit::Hours, 0.0, 1e6, 0.0, ROUTE_53_AGREEMENT).logarithmic(),
    ],
    products: &[],
    prices: &[Price { basis: PriceBasis::MillionRequests, dollars: 0.7, source: ROUTE_53_2 }],
    calls: &[(Role::Resolve, &[Kind::Cdn, Kind::LoadBalancer, Kind::SingleServer, Kind::WebServer])],
};
