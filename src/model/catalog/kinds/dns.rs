//! DNS: a look-up before the first request of a name, until the cached answer expires.

use super::shared::MTBF;
use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Role, Source, Unit, number};

const ROUTE_53: Source = Source::Published {
    title: "Amazon Route 53 pricing: standard queries, first billion a month",
    address: "aws.amazon.com/route53/pricing",
};

const ROUTE_53_AGREEMENT: Source = Source::Published {
    title: "Amazon Route 53 Service Level Agreement: 100 % of the month",
    address: "aws.amazon.com/route53/sla",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "dns",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Ttl, Unit::Seconds, 0.0, 604_800.0, 300.0, Source::Assumption).logarithmic().important(),
        number(Parameter::LookupTime, Unit::Seconds, 0.0, 5.0, 0.02, Source::Assumption).logarithmic().important(),
        number(Parameter::ResolverUsers, Unit::Count, 1.0, 1e7, 1.0, Source::Assumption).logarithmic(),
        MTBF,
        number(Parameter::Mttr, Unit::Hours, 0.0, 1e6, 0.0, ROUTE_53_AGREEMENT).logarithmic(),
    ],
    products: &[],
    prices: &[Price { basis: PriceBasis::MillionRequests, dollars: 0.4, source: ROUTE_53 }],
    calls: &[(Role::Resolve, &[Kind::Cdn, Kind::LoadBalancer, Kind::SingleServer, Kind::WebServer])],
};
