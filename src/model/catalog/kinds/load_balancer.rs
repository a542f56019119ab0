//! Load balancer: passes each request to one of the healthy targets.

use super::shared::{MTBF, MTTR};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{
    Group, KindSpec, Parameter, Price, PriceBasis, Product, Role, Source, Unit, choice, flag, number,
};

const ELASTIC_LOAD_BALANCING_APPLICATION: Source = Source::Published {
    title: "Elastic Load Balancing pricing, Application Load Balancer, US East (N. Virginia): 0.0225 an hour; capacity units not included",
    address: "aws.amazon.com/elasticloadbalancing/pricing",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "load-balancer",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
        choice(Parameter::Layer, &[Choice::Layer4, Choice::Layer7], Choice::Layer7, Source::Definition).important(),
        choice(
            Parameter::Policy,
            &[Choice::RoundRobin, Choice::Random, Choice::LeastConnections, Choice::PowerOfTwo, Choice::SourceHash],
            Choice::Random,
            Source::Assumption,
        )
        .important(),
        number(Parameter::RequestsPerConnection, Unit::Factor, 1.0, 100_000.0, 10.0, Source::Assumption).logarithmic(),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e12, 50_000.0, Source::Assumption)
            .logarithmic()
            .important(),
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 1.0, 0.0005, Source::Assumption).logarithmic(),
        number(Parameter::Instances, Unit::Count, 1.0, 1000.0, 1.0, Source::Definition).whole(),
        flag(Parameter::StandbyPair, false, Source::Definition),
        number(Parameter::HealthInterval, Unit::Seconds, 0.0, 600.0, 10.0, Source::Assumption).logarithmic(),
        number(Parameter::HealthThreshold, Unit::Count, 1.0, 20.0, 3.0, Source::Assumption).whole(),
        MTBF,
        MTTR,
    ],
    products: &[
        Product::AwsLoadBalancer,
        Product::GoogleCloudLoadBalancer,
        Product::AzureLoadBalancer,
        Product::HaProxy,
        Product::Nginx,
    ],
    prices: &[Price { basis: PriceBasis::InstanceMonth, dollars: 16.43, source: ELASTIC_LOAD_BALANCING_APPLICATION }],
    calls: &[(
        Role::Forward,
        &[
            Kind::LoadBalancer,
            Kind::SingleServer,
            Kind::WebServer,
            Kind::Service,
            Kind::Cache,
            Kind::ReadReplica,
            Kind::ObjectStorage,
        ],
    )],
};
