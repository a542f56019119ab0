//! Databases, stores and caches. Figures are the products' own defaults and list
//! prices; what is not published keeps the kind's default.

use super::published;
use crate::model::Value;
use crate::model::catalog::{Kind, Parameter, Price, PriceBasis, ProductSpec};

const DYNAMO_DB_ON_DEMAND: &[Price] = &[
    Price {
        basis: PriceBasis::MillionRequests,
        dollars: 0.125,
        source: published(
            "Amazon DynamoDB pricing, on demand, US East (N. Virginia), read request units (up to 4 KB); storage not included",
            "aws.amazon.com/dynamodb/pricing/on-demand",
        ),
    },
    Price {
        basis: PriceBasis::MillionWrites,
        dollars: 0.625,
        source: published(
            "Amazon DynamoDB pricing, on demand, US East (N. Virginia), write request units (up to 1 KB)",
            "aws.amazon.com/dynamodb/pricing/on-demand",
        ),
    },
];

pub(super) const MY_SQL: ProductSpec = ProductSpec {
    key: "mysql",
    name: "MySQL",
    kind: Kind::RelationalDatabase,
    values: &[(
        Parameter::Connections,
        Value::Number(151.0),
        published(
            "MySQL 8.4 Reference Manual, server system variables: max_connections 151",
            "dev.mysql.com/doc/refman/8.4/en/server-system-variables.html",
        ),
    )],
    prices: &[],
};

pub(super) const POSTGRE_SQL: ProductSpec = ProductSpec {
    key: "postgresql",
    name: "PostgreSQL",
    kind: Kind::RelationalDatabase,
    values: &[(
        Parameter::Connections,
        Value::Number(100.0),
        published(
            "PostgreSQL documentation, connections and authentication: max_connections 100",
            "www.postgresql.org/docs/current/runtime-config-connection.html",
        ),
    )],
    prices: &[],
};

pub(super) const MY_SQL_REPLICA: ProductSpec = ProductSpec {
    key: "mysql-replica",
    name: "MySQL",
    kind: Kind::ReadReplica,
    values: &[(
        Parameter::Connections,
        Value::Number(151.0),
        published(
            "MySQL 8.4 Reference Manual, server system variables: max_connections 151",
            "dev.mysql.com/doc/refman/8.4/en/server-system-variables.html",
        ),
    )],
    prices: &[],
};

pub(super) const POSTGRE_SQL_REPLICA: ProductSpec = ProductSpec {
    key: "postgresql-replica",
    name: "PostgreSQL",
    kind: Kind::ReadReplica,
    values: &[(
        Parameter::Connections,
        Value::Number(100.0),
        published(
            "PostgreSQL documentation, connections and authentication: max_connections 100",
            "www.postgresql.org/docs/current/runtime-config-connection.html",
        ),
    )],
    prices: &[],
};

pub(super) const REDIS_STORE: ProductSpec =
    ProductSpec { key: "redis-store", name: "Redis", kind: Kind::KeyValueStore, values: &[], prices: &[] };

pub(super) const DYNAMO_DB: ProductSpec = ProductSpec {
    key: "dynamodb",
    name: "Amazon DynamoDB",
    kind: Kind::KeyValueStore,
    values: &[
        (
            Parameter::Instances,
            Value::Number(3.0),
            published(
                "Amazon DynamoDB Developer Guide: data is replicated across three Availability Zones",
                "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html",
            ),
        ),
        (
            Parameter::WriteQuorum,
            Value::Number(2.0),
            published(
                "Elhemali et al., Amazon DynamoDB, USENIX ATC 2022: a write waits for a quorum of its three replicas",
                "www.usenix.org/conference/atc22/presentation/vig",
            ),
        ),
        (
            Parameter::ReadQuorum,
            Value::Number(1.0),
            published(
                "Elhemali et al., Amazon DynamoDB, USENIX ATC 2022: an eventually consistent read asks any one replica",
                "www.usenix.org/conference/atc22/presentation/vig",
            ),
        ),
        (
            Parameter::ReplicationFactor,
            Value::Number(3.0),
            published(
                "Amazon DynamoDB Developer Guide: data is replicated across three Availability Zones",
                "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html",
            ),
        ),
    ],
    prices: DYNAMO_DB_ON_DEMAND,
};

pub(super) const COUCHBASE: ProductSpec =
    ProductSpec { key: "couchbase", name: "Couchbase", kind: Kind::KeyValueStore, values: &[], prices: &[] };

pub(super) const MONGO_DB: ProductSpec = ProductSpec {
    key: "mongodb",
    name: "MongoDB",
    kind: Kind::DocumentStore,
    values: &[
        (
            Parameter::ReplicationFactor,
            Value::Number(3.0),
            published(
                "MongoDB manual, replica set architectures: three members",
                "www.mongodb.com/docs/manual/core/replica-set-architectures",
            ),
        ),
        (
            Parameter::WriteQuorum,
            Value::Number(2.0),
            published(
                "MongoDB manual, write concern: majority unless changed, two of three members",
                "www.mongodb.com/docs/manual/reference/write-concern",
            ),
        ),
    ],
    prices: &[],
};

pub(super) const ELASTICSEARCH: ProductSpec = ProductSpec {
    key: "elasticsearch",
    name: "Elasticsearch",
    kind: Kind::SearchEngine,
    values: &[
        (
            Parameter::Shards,
            Value::Number(1.0),
            published(
                "Elasticsearch guide, index settings: number_of_shards 1, number_of_replicas 1",
                "www.elastic.co/guide/en/elasticsearch/reference/current/index-modules.html",
            ),
        ),
        (
            Parameter::ReplicationFactor,
            Value::Number(2.0),
            published(
                "Elasticsearch guide, index settings: number_of_shards 1, number_of_replicas 1",
                "www.elastic.co/guide/en/elasticsearch/reference/current/index-modules.html",
            ),
        ),
    ],
    prices: &[],
};

pub(super) const CASSANDRA: ProductSpec = ProductSpec {
    key: "cassandra",
    name: "Apache Cassandra",
    kind: Kind::ColumnStore,
    values: &[
        (
            Parameter::ReadQuorum,
            Value::Number(1.0),
            published(
                "Java driver for Apache Cassandra 4.17, reference configuration: consistency LOCAL_ONE",
                "docs.datastax.com/en/developer/java-driver/4.17/manual/core/configuration/reference",
            ),
        ),
        (
            Parameter::WriteQuorum,
            Value::Number(1.0),
            published(
                "Java driver for Apache Cassandra 4.17, reference configuration: consistency LOCAL_ONE",
                "docs.datastax.com/en/developer/java-driver/4.17/manual/core/configuration/reference",
            ),
        ),
    ],
    prices: &[],
};

pub(super) const BIGTABLE: ProductSpec = ProductSpec {
    key: "bigtable",
    name: "Google Cloud Bigtable",
    kind: Kind::ColumnStore,
    values: &[],
    prices: &[Price {
        basis: PriceBasis::InstanceMonth,
        dollars: 474.50,
        source: published(
            "Bigtable pricing, Iowa (us-central1): node 0.65 an hour; storage not included",
            "cloud.google.com/bigtable/pricing",
        ),
    }],
};

pub(super) const NEO4J: ProductSpec =
    ProductSpec { key: "neo4j", name: "Neo4j", kind: Kind::GraphStore, values: &[], prices: &[] };

pub(super) const NEPTUNE: ProductSpec =
    ProductSpec { key: "neptune", name: "Amazon Neptune", kind: Kind::GraphStore, values: &[], prices: &[] };

pub(super) const INFINITE_GRAPH: ProductSpec =
    ProductSpec { key: "infinitegraph", name: "InfiniteGraph", kind: Kind::GraphStore, values: &[], prices: &[] };

pub(super) const REDIS_CACHE: ProductSpec = ProductSpec {
    key: "redis-cache",
    name: "Redis",
    kind: Kind::Cache,
    values: &[(
        Parameter::OperationTime,
        Value::Number(0.000_013_47),
        published(
            "Redis documentation, benchmarks: 74,239 SET per second on one thread without pipelining (redis-benchmark -t set,lpush)",
            "redis.io/docs/latest/operate/oss_and_stack/management/optimization/benchmarks",
        ),
    )],
    prices: &[],
};

pub(super) const VALKEY: ProductSpec =
    ProductSpec { key: "valkey", name: "Valkey", kind: Kind::Cache, values: &[], prices: &[] };

pub(super) const MEMCACHED: ProductSpec = ProductSpec {
    key: "memcached",
    name: "Memcached",
    kind: Kind::Cache,
    values: &[(
        Parameter::Memory,
        Value::Number(67_108_864.0),
        published(
            "memcached(1): -m 64 megabytes of memory, -c 1024 connections",
            "github.com/memcached/memcached/blob/master/doc/memcached.1",
        ),
    )],
    prices: &[],
};

pub(super) const S3: ProductSpec =
    ProductSpec { key: "s3", name: "Amazon S3", kind: Kind::ObjectStorage, values: &[], prices: &[] };

pub(super) const REDIS_SESSIONS: ProductSpec = ProductSpec {
    key: "redis-sessions",
    name: "Redis",
    kind: Kind::SessionStore,
    values: &[(
        Parameter::OperationTime,
        Value::Number(0.000_013_47),
        published(
            "Redis documentation, benchmarks: 74,239 SET per second on one thread without pipelining (redis-benchmark -t set,lpush)",
            "redis.io/docs/latest/operate/oss_and_stack/management/optimization/benchmarks",
        ),
    )],
    prices: &[],
};

pub(super) const MEMCACHED_SESSIONS: ProductSpec = ProductSpec {
    key: "memcached-sessions",
    name: "Memcached",
    kind: Kind::SessionStore,
    values: &[(
        Parameter::Memory,
        Value::Number(67_108_864.0),
        published(
            "memcached(1): -m 64 megabytes of memory, -c 1024 connections",
            "github.com/memcached/memcached/blob/master/doc/memcached.1",
        ),
    )],
    prices: &[],
};

pub(super) const DYNAMO_DB_SESSIONS: ProductSpec = ProductSpec {
    key: "dynamodb-sessions",
    name: "Amazon DynamoDB",
    kind: Kind::SessionStore,
    values: &[(
        Parameter::Durable,
        Value::Flag(true),
        published(
            "Amazon DynamoDB, What is Amazon DynamoDB: data is stored on solid-state disks and replicated across several Availability Zones",
            "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html",
        ),
    )],
    prices: DYNAMO_DB_ON_DEMAND,
};
