//! Products: presets of kinds from public figures.

mod data;
mod entry;
mod messaging;
mod operations;
#[cfg(test)]
mod tests;

use super::{ProductSpec, Source};

/// A published figure.
const fn published(title: &'static str, address: &'static str) -> Source {
    Source::Published { title, address }
}

/// Declares the products.
macro_rules! products {
    ($($(#[$doc:meta])* $variant:ident = $spec:path),+ $(,)?) => {
        /// Every product in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Product { $($(#[$doc])* $variant),+ }

        impl Product {
            /// Every product, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its entry in the catalogue.
            pub const fn spec(self) -> &'static ProductSpec {
                match self { $(Self::$variant => &$spec),+ }
            }
        }
    };
}

products! {
    /// AWS Elastic Load Balancing, balancer.
    AwsLoadBalancer = entry::AWS_LOAD_BALANCER,
    /// Google Cloud Load Balancing, balancer.
    GoogleCloudLoadBalancer = entry::GOOGLE_CLOUD_LOAD_BALANCER,
    /// Azure Load Balancer, balancer.
    AzureLoadBalancer = entry::AZURE_LOAD_BALANCER,
    /// HAProxy, balancer.
    HaProxy = entry::HA_PROXY,
    /// nginx, balancer.
    Nginx = entry::NGINX,
    /// Amazon CloudFront, content delivery network.
    CloudFront = entry::CLOUD_FRONT,
    /// Akamai, content delivery network.
    Akamai = entry::AKAMAI,
    /// Fastly, content delivery network.
    Fastly = entry::FASTLY,
    /// Cloudflare, content delivery network.
    Cloudflare = entry::CLOUDFLARE,
    /// Azure Front Door, content delivery network.
    AzureFrontDoor = entry::AZURE_FRONT_DOOR,
    /// Naver Cloud CDN, content delivery network.
    NaverCloudCdn = entry::NAVER_CLOUD_CDN,
    /// GS Neotek CDN, content delivery network.
    GsNeotekCdn = entry::GS_NEOTEK_CDN,
    /// KT CDN, content delivery network.
    KtCdn = entry::KT_CDN,
    /// SK Broadband CDN, content delivery network.
    SkBroadbandCdn = entry::SK_BROADBAND_CDN,
    /// LG U+ CDN, content delivery network.
    LgUPlusCdn = entry::LG_U_PLUS_CDN,
    /// MySQL, relational database.
    MySql = data::MY_SQL,
    /// PostgreSQL, relational database.
    PostgreSql = data::POSTGRE_SQL,
    /// MySQL, read replica.
    MySqlReplica = data::MY_SQL_REPLICA,
    /// PostgreSQL, read replica.
    PostgreSqlReplica = data::POSTGRE_SQL_REPLICA,
    /// Redis, key-value store.
    RedisStore = data::REDIS_STORE,
    /// Amazon DynamoDB, key-value store.
    DynamoDb = data::DYNAMO_DB,
    /// Couchbase, key-value store.
    Couchbase = data::COUCHBASE,
    /// MongoDB, document store.
    MongoDb = data::MONGO_DB,
    /// Elasticsearch, search engine.
    Elasticsearch = data::ELASTICSEARCH,
    /// Apache Cassandra, column store.
    Cassandra = data::CASSANDRA,
    /// Google Cloud Bigtable, column store.
    Bigtable = data::BIGTABLE,
    /// Neo4j, graph store.
    Neo4j = data::NEO4J,
    /// Amazon Neptune, graph store.
    Neptune = data::NEPTUNE,
    /// InfiniteGraph, graph store.
    InfiniteGraph = data::INFINITE_GRAPH,
    /// Redis, cache.
    RedisCache = data::REDIS_CACHE,
    /// Valkey, cache.
    Valkey = data::VALKEY,
    /// Memcached, cache.
    Memcached = data::MEMCACHED,
    /// Amazon S3, object storage.
    S3 = data::S3,
    /// Redis, session store.
    RedisSessions = data::REDIS_SESSIONS,
    /// Memcached, session store.
    MemcachedSessions = data::MEMCACHED_SESSIONS,
    /// Amazon DynamoDB, session store.
    DynamoDbSessions = data::DYNAMO_DB_SESSIONS,
    /// Apache Kafka, message queue.
    Kafka = messaging::KAFKA,
    /// RabbitMQ, message queue.
    RabbitMq = messaging::RABBIT_MQ,
    /// Redis Streams, message queue.
    RedisStreams = messaging::REDIS_STREAMS,
    /// Amazon SQS, message queue.
    Sqs = messaging::SQS,
    /// NATS JetStream, message queue.
    NatsJetStream = messaging::NATS_JET_STREAM,
    /// NATS, publish-subscribe.
    NatsCore = messaging::NATS_CORE,
    /// Redis Pub/Sub, publish-subscribe.
    RedisPubSub = messaging::REDIS_PUB_SUB,
    /// Spring events, publish-subscribe.
    SpringEvents = messaging::SPRING_EVENTS,
    /// Amazon SNS and SQS, event router.
    SnsSqs = messaging::SNS_SQS,
    /// Amazon EventBridge, event router.
    EventBridge = messaging::EVENT_BRIDGE,
    /// Google Cloud Eventarc, event router.
    Eventarc = messaging::EVENTARC,
    /// Google Cloud Pub/Sub, event router.
    GooglePubSub = messaging::GOOGLE_PUB_SUB,
    /// NATS, event router.
    Nats = messaging::NATS,
    /// Knative Eventing, event router.
    KnativeEventing = messaging::KNATIVE_EVENTING,
    /// Apache Kafka, event router.
    KafkaRouter = messaging::KAFKA_ROUTER,
    /// RabbitMQ, event router.
    RabbitMqRouter = messaging::RABBIT_MQ_ROUTER,
    /// Prometheus, monitoring.
    Prometheus = operations::PROMETHEUS,
    /// Grafana, monitoring.
    Grafana = operations::GRAFANA,
    /// Pinpoint, monitoring.
    Pinpoint = operations::PINPOINT,
    /// Scouter, monitoring.
    Scouter = operations::SCOUTER,
}
