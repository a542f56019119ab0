//! Object storage: large files, slow to start, without a practical limit.

use super::CARD;
use super::shared::{MTTR, STORED_BYTES, published_mtbf};
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Product, Source, Unit, number};

const AWS_WHITEPAPER_BEST_PRACTICES: Source = Source::Published {
    title: "AWS whitepaper, Best Practices Design Patterns: Optimizing Amazon S3 Performance: requests below 512 kB have a median in the tens of milliseconds",
    address: "docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/timeouts-and-retries-for-latency-sensitive-applications.html",
};

const S3_STANDARD: Source = Source::Published {
    title: "Amazon S3 pricing, Standard, US East (N. Virginia): first 50 TB",
    address: "aws.amazon.com/s3/pricing",
};

const S3_PUT_REQUESTS: Source = Source::Published {
    title: "Amazon S3 pricing, PUT, COPY, POST and LIST requests, US East (N. Virginia): 0.005 per 1,000",
    address: "aws.amazon.com/s3/pricing",
};

const S3_GET_REQUESTS: Source = Source::Published {
    title: "Amazon S3 pricing, GET requests, US East (N. Virginia)",
    address: "aws.amazon.com/s3/pricing",
};

const S3_AVAILABILITY: Source = Source::Published {
    title: "Amazon S3 User Guide, S3 Standard: designed for 99.99 % availability; with repairs of an hour, one per 10,000 hours",
    address: "docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "object-storage",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::FirstByteTime, Unit::Seconds, 0.0, 10.0, 0.03, AWS_WHITEPAPER_BEST_PRACTICES)
            .logarithmic()
            .important(),
        number(Parameter::Bandwidth, Unit::BytesPerSecond, 1e3, 1e12, 1e8, Source::Assumption).logarithmic(),
        STORED_BYTES,
        published_mtbf(9_999.0, S3_AVAILABILITY),
        MTTR,
    ],
    products: &[Product::S3],
    prices: &[
        Price { basis: PriceBasis::GigabyteMonth, dollars: 0.023, source: S3_STANDARD },
        Price { basis: PriceBasis::MillionRequests, dollars: 0.4, source: S3_GET_REQUESTS },
        Price { basis: PriceBasis::MillionWrites, dollars: 5.0, source: S3_PUT_REQUESTS },
    ],
    calls: &[],
};
