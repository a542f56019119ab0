//! Balancers and content delivery networks. Figures are the products' own defaults and list
//! prices; what is not published keeps the kind's default.

use super::published;
use crate::model::catalog::kinds::BY_THE_MACHINE;
use crate::model::catalog::{Kind, Parameter, Price, PriceBasis, ProductSpec, Source};
use crate::model::{Choice, Value};

pub(super) const AWS_LOAD_BALANCER: ProductSpec = ProductSpec {
    key: "aws-load-balancer",
    name: "AWS Elastic Load Balancing",
    kind: Kind::LoadBalancer,
    values: &[
        (Parameter::Layer, Value::Choice(Choice::Layer7), Source::Definition),
        (
            Parameter::Policy,
            Value::Choice(Choice::RoundRobin),
            published(
                "Elastic Load Balancing, Application Load Balancers, routing algorithms: round robin unless changed",
                "docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
            ),
        ),
        (
            Parameter::HealthInterval,
            Value::Number(30.0),
            published(
                "Elastic Load Balancing, Application Load Balancers, target group health checks: every 30 seconds, unhealthy after 2",
                "docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            ),
        ),
        (
            Parameter::HealthThreshold,
            Value::Number(2.0),
            published(
                "Elastic Load Balancing, Application Load Balancers, target group health checks: every 30 seconds, unhealthy after 2",
                "docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            ),
        ),
    ],
    prices: &[Price {
        basis: PriceBasis::InstanceMonth,
        dollars: 16.43,
        source: published(
            "Elastic Load Balancing pricing, Application Load Balancer, US East (N. Virginia): 0.0225 an hour; capacity units not included",
            "aws.amazon.com/elasticloadbalancing/pricing",
        ),
    }],
};

pub(super) const GOOGLE_CLOUD_LOAD_BALANCER: ProductSpec = ProductSpec {
    key: "google-cloud-load-balancer",
    name: "Google Cloud Load Balancing",
    kind: Kind::LoadBalancer,
    values: &[
        (
            Parameter::HealthInterval,
            Value::Number(5.0),
            published(
                "Google Cloud Load Balancing, health checks: every 5 seconds, unhealthy after 2",
                "cloud.google.com/load-balancing/docs/health-check-concepts",
            ),
        ),
        (
            Parameter::HealthThreshold,
            Value::Number(2.0),
            published(
                "Google Cloud Load Balancing, health checks: every 5 seconds, unhealthy after 2",
                "cloud.google.com/load-balancing/docs/health-check-concepts",
            ),
        ),
    ],
    prices: &[Price {
        basis: PriceBasis::InstanceMonth,
        dollars: 18.25,
        source: published(
            "Google Cloud Load Balancing pricing: first five forwarding rules 0.025 an hour; data processed not included",
            "cloud.google.com/vpc/network-pricing",
        ),
    }],
};

pub(super) const AZURE_LOAD_BALANCER: ProductSpec = ProductSpec {
    key: "azure-load-balancer",
    name: "Azure Load Balancer",
    kind: Kind::LoadBalancer,
    values: &[(
        Parameter::Layer,
        Value::Choice(Choice::Layer4),
        published(
            "Azure Load Balancer overview: layer 4",
            "learn.microsoft.com/azure/load-balancer/load-balancer-overview",
        ),
    )],
    prices: &[Price {
        basis: PriceBasis::InstanceMonth,
        dollars: 18.25,
        source: published(
            "Azure Load Balancer pricing, Standard: first five rules 0.025 an hour; data processed not included",
            "azure.microsoft.com/pricing/details/load-balancer",
        ),
    }],
};

pub(super) const HA_PROXY: ProductSpec = ProductSpec {
    key: "haproxy",
    name: "HAProxy",
    kind: Kind::LoadBalancer,
    values: &[
        (
            Parameter::Policy,
            Value::Choice(Choice::RoundRobin),
            published(
                "HAProxy configuration manual, balance: roundrobin unless changed",
                "docs.haproxy.org/3.0/configuration.html",
            ),
        ),
        (
            Parameter::HealthInterval,
            Value::Number(2.0),
            published(
                "HAProxy configuration manual, server options: inter 2s, fall 3",
                "docs.haproxy.org/3.0/configuration.html",
            ),
        ),
        (
            Parameter::HealthThreshold,
            Value::Number(3.0),
            published(
                "HAProxy configuration manual, server options: inter 2s, fall 3",
                "docs.haproxy.org/3.0/configuration.html",
            ),
        ),
    ],
    prices: &[BY_THE_MACHINE],
};

pub(super) const NGINX: ProductSpec = ProductSpec {
    key: "nginx",
    name: "nginx",
    kind: Kind::LoadBalancer,
    values: &[
        (
            Parameter::Policy,
            Value::Choice(Choice::RoundRobin),
            published(
                "nginx, ngx_http_upstream_module: weighted round robin unless changed",
                "nginx.org/en/docs/http/ngx_http_upstream_module.html",
            ),
        ),
        (
            Parameter::HealthThreshold,
            Value::Number(1.0),
            published(
                "nginx, ngx_http_upstream_module: max_fails 1, fail_timeout 10 seconds",
                "nginx.org/en/docs/http/ngx_http_upstream_module.html",
            ),
        ),
    ],
    prices: &[BY_THE_MACHINE],
};

pub(super) const CLOUD_FRONT: ProductSpec = ProductSpec {
    key: "cloudfront",
    name: "Amazon CloudFront",
    kind: Kind::Cdn,
    values: &[(
        Parameter::Ttl,
        Value::Number(86_400.0),
        published(
            "Amazon CloudFront API reference, CachePolicyConfig: DefaultTTL 86400",
            "docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html",
        ),
    )],
    prices: &[
        Price {
            basis: PriceBasis::GigabyteOut,
            dollars: 0.085,
            source: published(
                "Amazon CloudFront pricing, North America, first 10 TB a month",
                "aws.amazon.com/cloudfront/pricing",
            ),
        },
        Price {
            basis: PriceBasis::MillionRequests,
            dollars: 1.0,
            source: published(
                "Amazon CloudFront pricing, HTTPS requests, North America",
                "aws.amazon.com/cloudfront/pricing",
            ),
        },
        Price {
            basis: PriceBasis::GigabyteFromOrigin,
            dollars: 0.0,
            source: published(
                "Amazon CloudFront pricing: data transfer from AWS origins to CloudFront is free",
                "aws.amazon.com/cloudfront/pricing",
            ),
        },
    ],
};

pub(super) const AKAMAI: ProductSpec =
    ProductSpec { key: "akamai", name: "Akamai", kind: Kind::Cdn, values: &[], prices: &[] };

pub(super) const FASTLY: ProductSpec = ProductSpec {
    key: "fastly",
    name: "Fastly",
    kind: Kind::Cdn,
    values: &[(
        Parameter::Ttl,
        Value::Number(3_600.0),
        published(
            "Fastly documentation, cache freshness: fallback time to live 3,600 seconds",
            "www.fastly.com/documentation/guides/concepts/edge-state/cache/cache-freshness",
        ),
    )],
    prices: &[
        Price {
            basis: PriceBasis::GigabyteOut,
            dollars: 0.12,
            source: published(
                "Fastly pricing, usage based, North America and Europe, first 10 TB a month",
                "www.fastly.com/pricing",
            ),
        },
        Price {
            basis: PriceBasis::MillionRequests,
            dollars: 0.75,
            source: published(
                "Fastly pricing, usage based, North America and Europe: 0.0075 per 10,000 requests",
                "www.fastly.com/pricing",
            ),
        },
    ],
};

pub(super) const CLOUDFLARE: ProductSpec = ProductSpec {
    key: "cloudflare",
    name: "Cloudflare",
    kind: Kind::Cdn,
    values: &[(
        Parameter::Ttl,
        Value::Number(7_200.0),
        published(
            "Cloudflare documentation, default cache behaviour: edge time to live of status 200 is 120 minutes",
            "developers.cloudflare.com/cache/how-to/configure-cache-status-code",
        ),
    )],
    prices: &[Price {
        basis: PriceBasis::GigabyteOut,
        dollars: 0.0,
        source: published("Cloudflare plans: bandwidth is not metered", "www.cloudflare.com/plans"),
    }],
};

pub(super) const AZURE_FRONT_DOOR: ProductSpec = ProductSpec {
    key: "azure-front-door",
    name: "Azure Front Door",
    kind: Kind::Cdn,
    values: &[],
    prices: &[
        Price {
            basis: PriceBasis::GigabyteOut,
            dollars: 0.083,
            source: published(
                "Azure Front Door pricing, Standard, North America and Europe, first 10 TB a month",
                "azure.microsoft.com/pricing/details/frontdoor",
            ),
        },
        Price {
            basis: PriceBasis::InstanceMonth,
            dollars: 35.0,
            source: published(
                "Azure Front Door pricing, Standard, base fee a month",
                "azure.microsoft.com/pricing/details/frontdoor",
            ),
        },
        Price {
            basis: PriceBasis::MillionRequests,
            dollars: 0.90,
            source: published(
                "Azure Front Door pricing, Standard, North America and Europe: 0.009 per 10,000 requests",
                "azure.microsoft.com/pricing/details/frontdoor",
            ),
        },
    ],
};

pub(super) const NAVER_CLOUD_CDN: ProductSpec =
    ProductSpec { key: "naver-cloud-cdn", name: "Naver Cloud CDN", kind: Kind::Cdn, values: &[], prices: &[] };

pub(super) const GS_NEOTEK_CDN: ProductSpec =
    ProductSpec { key: "gs-neotek-cdn", name: "GS Neotek CDN", kind: Kind::Cdn, values: &[], prices: &[] };

pub(super) const KT_CDN: ProductSpec =
    ProductSpec { key: "kt-cdn", name: "KT CDN", kind: Kind::Cdn, values: &[], prices: &[] };

pub(super) const SK_BROADBAND_CDN: ProductSpec =
    ProductSpec { key: "sk-broadband-cdn", name: "SK Broadband CDN", kind: Kind::Cdn, values: &[], prices: &[] };

pub(super) const LG_U_PLUS_CDN: ProductSpec =
    ProductSpec { key: "lg-u-plus-cdn", name: "LG U+ CDN", kind: Kind::Cdn, values: &[], prices: &[] };
