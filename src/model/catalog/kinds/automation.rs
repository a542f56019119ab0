//! Automation: builds, tests, deploys and repairs.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "automation",
    group: Group::Operations,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::DeploysPerDay, Unit::PerDay, 0.0, 1000.0, 1.0, Source::Assumption).logarithmic().important(),
        number(Parameter::FailedDeployShare, Unit::Ratio, 0.0, 1.0, 0.1, Source::Assumption).important(),
        number(Parameter::RecoveryTime, Unit::Seconds, 1.0, 1_000_000.0, 600.0, Source::Assumption)
            .logarithmic()
            .important(),
    ],
    products: &[],
    prices: &[],
    calls: &[(
        Role::Operate,
        &[
            Kind::WebServer,
            Kind::Service,
            Kind::Worker,
            Kind::SingleServer,
            Kind::RelationalDatabase,
            Kind::ReadReplica,
        ],
    )],
};
