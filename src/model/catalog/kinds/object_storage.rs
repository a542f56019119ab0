//! Object storage: large files, slow to start, without a practical limit.

use super::shared::{STORED_BYTES};
use super::{CARD};
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Product, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "object-storage",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::FirstByteTime, Unit::Seconds, 0.0, 10.0, 0.03, Source::Published { title: "AWS whitepaper, Best Practices Design Patterns: Optimizing Amazon S3 Performance: requests below 512 kB have a median in the tens of milliseconds", address: "docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/timeouts-and-retries-for-latency-sensitive-applications.html" }).logarithmic().important(),
        number(Parameter::Bandwidth, Unit::BytesPerSecond, 1e3, 1e12, 1e8, Source::Assumption).logarithmic(),
            STORED_BYTES,
    ],
    products: &[Product::S3],
    prices: &[Price { basis: PriceBasis::GigabyteMonth, dollars: 0.023, source: Source::Published { title: "Amazon S3 pricing, Standard, US East (N. Virginia): first 50 TB", address: "aws.amazon.com/s3/pricing" } }, Price { basis: PriceBasis::MillionRequests, dollars: 0.4, source: Source::Published { title: "Amazon S3 pricing, GET requests, US East (N. Virginia)", address: "aws.amazon.com/s3/pricing" } }],
    calls: &[],
    modelled: true,
};
