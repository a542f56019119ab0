//! The models of the format, and how the parameters of each are read.

use serde_json::Value;

use super::case::{Failing, Queue, Station, Structure, System, Time};
use super::error::{CheckError, Problem};
use super::fields::{Fields, Place, Range};
use super::read::{Reader, failing};
use crate::model::Choice;

/// Every model, by its name in the file.
pub(super) const MODELS: &[(&str, Reader)] = &[
    ("queue", queue),
    ("queue_timeout", queue_timeout),
    ("tandem", tandem),
    ("lb_cache_db", lb_cache_db),
    ("balance", balance),
    ("jackson", jackson),
    ("closed", closed),
    ("gather", gather),
    ("retry", retry),
    ("cache", cache),
    ("availability", availability),
    ("failover", failover),
    ("outage", outage),
];

const DISTRIBUTIONS: &[(&str, Choice)] = &[
    ("exponential", Choice::Exponential),
    ("deterministic", Choice::Deterministic),
    ("erlang", Choice::Erlang),
    ("hyperexponential", Choice::HyperExponential),
    ("lognormal", Choice::LogNormal),
];
const DISCIPLINES: &[(&str, Choice)] = &[("fifo", Choice::Fifo), ("ps", Choice::ProcessorSharing)];
const POLICIES: &[(&str, Choice)] =
    &[("random", Choice::Random), ("round_robin", Choice::RoundRobin), ("least_connections", Choice::LeastConnections)];
const EVICTIONS: &[(&str, Choice)] = &[("lru", Choice::Lru), ("fifo", Choice::FifoEviction), ("lfu", Choice::Lfu)];

fn queue(mut fields: Fields<'_>) -> Result<System, CheckError> {
    fields.name("arrivals", &[("poisson", ())])?;
    let queue = Queue {
        arrival_rate_per_s: fields.number("arrival_rate_per_s", Range::Positive)?,
        servers: fields.number("servers", Range::Count)?,
        service: time(&mut fields, "service")?,
        capacity: fields.number_or_null("capacity", Range::Count)?,
        discipline: fields.name("discipline", DISCIPLINES)?,
    };
    check_capacity(&fields, &queue)?;
    fields.finish()?;
    Ok(System::Queue(queue))
}

/// As a queue; what that has besides may be missing, and is then Poisson arrivals, no limit, and first in, first out.
fn queue_timeout(mut fields: Fields<'_>) -> Result<System, CheckError> {
    fields.name_or("arrivals", &[("poisson", ())], ())?;
    let queue = Queue {
        arrival_rate_per_s: fields.number("arrival_rate_per_s", Range::Positive)?,
        servers: fields.number("servers", Range::Count)?,
        service: time(&mut fields, "service")?,
        capacity: fields.optional_number("capacity", Range::Count)?,
        discipline: fields.name_or("discipline", DISCIPLINES, Choice::Fifo)?,
    };
    let timeout_in_queue_s = fields.number("timeout_in_queue_s", Range::Positive)?;
    check_capacity(&fields, &queue)?;
    fields.finish()?;
    Ok(System::QueueTimeout { queue, timeout_in_queue_s })
}

fn check_capacity(fields: &Fields<'_>, queue: &Queue) -> Result<(), CheckError> {
    match queue.capacity {
        Some(capacity) if capacity < queue.servers => {
            Err(fields.place("capacity").wrong("a whole number from the number of servers on, or null"))
        }
        _ => Ok(()),
    }
}

fn time(fields: &mut Fields<'_>, name: &'static str) -> Result<Time, CheckError> {
    let place = fields.place(name);
    let mut inner =
        Fields::new(place.clone(), fields.required(name, "an object: {\"distribution\", \"mean_s\", \"scv\"}")?)?;
    let distribution = inner.name("distribution", DISTRIBUTIONS)?;
    let mean_s = inner.number("mean_s", Range::Positive)?;
    let scv = inner.optional_number("scv", Range::NotNegative)?;
    inner.finish()?;
    let (fits, expected) = match distribution {
        Choice::Erlang => (scv.is_some_and(|scv| scv > 0.0 && scv <= 1.0), "a number above 0, at most 1"),
        Choice::HyperExponential => (scv.is_some_and(|scv| scv >= 1.0), "a number from 1"),
        Choice::LogNormal => (scv.is_some_and(|scv| scv > 0.0), "a number above 0"),
        Choice::Deterministic => (scv.is_none_or(|scv| scv == 0.0), "0"),
        _ => (scv.is_none_or(|scv| scv == 1.0), "1"),
    };
    if fits {
        return Ok(Time { distribution, mean_s, scv });
    }
    let problem = match scv {
        Some(_) => Problem::Wrong { expected: expected.to_owned() },
        None => Problem::Missing { expected: expected.to_owned() },
    };
    Err(place.field("scv").error(problem))
}

fn tandem(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let arrival_rate_per_s = fields.number("arrival_rate_per_s", Range::Positive)?;
    let stations = stations(&mut fields)?;
    fields.finish()?;
    Ok(System::Tandem { arrival_rate_per_s, stations })
}

fn stations(fields: &mut Fields<'_>) -> Result<Vec<Station>, CheckError> {
    let list = fields.list("stations", "a list of stations: [{\"servers\", \"service_mean_s\"}, ...]")?;
    let place = fields.place("stations");
    list.iter().enumerate().map(|(position, value)| station(place.element(position), value)).collect()
}

fn station(place: Place, value: &Value) -> Result<Station, CheckError> {
    let mut fields = Fields::new(place, value)?;
    let station = Station {
        servers: fields.number("servers", Range::Count)?,
        service_mean_s: fields.number("service_mean_s", Range::Positive)?,
    };
    fields.finish()?;
    Ok(station)
}

fn lb_cache_db(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::LbCacheDb {
        arrival_rate_per_s: fields.number("arrival_rate_per_s", Range::Positive)?,
        web_servers: fields.number("web_servers", Range::Count)?,
        web_service_mean_s: fields.number("web_service_mean_s", Range::Positive)?,
        hit_ratio: fields.number("hit_ratio", Range::Share)?,
        db_servers: fields.number("db_servers", Range::Count)?,
        db_service_mean_s: fields.number("db_service_mean_s", Range::Positive)?,
        policy: fields.name("policy", POLICIES)?,
    };
    fields.finish()?;
    Ok(system)
}

fn balance(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::Balance {
        arrival_rate_per_s: fields.number("arrival_rate_per_s", Range::Positive)?,
        servers: fields.number("servers", Range::Count)?,
        service_mean_s: fields.number("service_mean_s", Range::Positive)?,
        policy: fields.name("policy", POLICIES)?,
    };
    fields.finish()?;
    Ok(system)
}

fn jackson(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let stations = stations(&mut fields)?;
    let count = stations.len();
    let external_per_s = numbers(&mut fields, "external_per_s", count, Range::NotNegative)?;
    if external_per_s.iter().sum::<f64>() <= 0.0 {
        return Err(fields.place("external_per_s").wrong("at least one number above 0"));
    }
    let rows = fields.list("routing", "a list of rows, one per station")?;
    let place = fields.place("routing");
    if rows.len() != count {
        return Err(place.wrong(format!("{count} rows, one per station")));
    }
    let routing = rows.iter().enumerate().map(|(position, row)| routing_row(&place.element(position), row, count));
    let routing = routing.collect::<Result<_, _>>()?;
    fields.finish()?;
    Ok(System::Jackson { external_per_s, routing, stations })
}

fn routing_row(place: &Place, row: &Value, count: usize) -> Result<Vec<f64>, CheckError> {
    let expected = format!("{count} probabilities whose sum is at most 1");
    let values = row.as_array().filter(|values| values.len() == count).ok_or_else(|| place.wrong(&expected))?;
    let row: Vec<f64> = values
        .iter()
        .enumerate()
        .map(|(position, value)| Range::Share.read(value, &place.element(position)))
        .collect::<Result<_, _>>()?;
    if row.iter().sum::<f64>() > 1.0 + 1e-9 { Err(place.wrong(&expected)) } else { Ok(row) }
}

fn numbers(fields: &mut Fields<'_>, name: &'static str, count: usize, range: Range) -> Result<Vec<f64>, CheckError> {
    let expected = format!("a list of {count} numbers");
    let list = fields.list(name, &expected)?;
    let place = fields.place(name);
    if list.len() != count {
        return Err(place.wrong(expected));
    }
    list.iter().enumerate().map(|(position, value)| range.read(value, &place.element(position))).collect()
}

fn closed(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let users = fields.number("users", Range::Count)?;
    let think_time_s = fields.number("think_time_s", Range::NotNegative)?;
    let list = fields.list("demands_s", "a list of service times, seconds")?;
    let place = fields.place("demands_s");
    let demands_s = list
        .iter()
        .enumerate()
        .map(|(position, value)| Range::Positive.read(value, &place.element(position)))
        .collect::<Result<_, _>>()?;
    fields.finish()?;
    Ok(System::Closed { users, think_time_s, demands_s })
}

fn gather(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let branches = fields.number("branches", Range::Count)?;
    let needed = fields.number("needed", Range::Count)?;
    let latency = time(&mut fields, "latency")?;
    if branches > 10_000.0 {
        return Err(fields.place("branches").wrong("a whole number from 1 to 10000"));
    }
    if needed > branches {
        return Err(fields.place("needed").wrong("a whole number from 1 to the number of branches"));
    }
    fields.finish()?;
    Ok(System::Gather { branches: branches as usize, needed, latency })
}

fn retry(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::Retry {
        latency: time(&mut fields, "latency")?,
        timeout_s: fields.number("timeout_s", Range::Positive)?,
        retries: fields.number("retries", Range::CountOrNone)?,
        backoff_s: fields.number("backoff_s", Range::NotNegative)?,
    };
    fields.finish()?;
    Ok(system)
}

fn cache(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::Cache {
        objects: fields.number("objects", Range::Count)?,
        zipf_exponent: fields.number("zipf_exponent", Range::NotNegative)?,
        capacity_objects: fields.number_or_null("capacity_objects", Range::Positive)?,
        eviction: fields.name("eviction", EVICTIONS)?,
        ttl_s: fields.number_or_null("ttl_s", Range::Positive)?,
        request_rate_per_s: fields.number("request_rate_per_s", Range::Positive)?,
    };
    fields.finish()?;
    Ok(system)
}

fn availability(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let expected = "an object of components: {NAME: {\"mtbf_h\", \"mttr_h\"}}";
    let value = fields.required("components", expected)?;
    let place = fields.place("components");
    let named = value.as_object().ok_or_else(|| place.wrong(expected))?;
    let mut components: Vec<(String, Failing)> = Vec::new();
    for (name, value) in named {
        let mut inner = Fields::new(place.field(name), value)?;
        components.push((name.clone(), failing(&mut inner)?));
        inner.finish()?;
    }
    let drawn = fields.required("structure", "a component's name, or {\"series\": [...]} and the like")?;
    let structure = structure(&fields.place("structure"), drawn, &components)?;
    fields.finish()?;
    Ok(System::Availability { structure, components })
}

const LIST: &str = "a list of components and structures";

/// A structure; as deep as the JSON reader allows.
fn structure(place: &Place, value: &Value, components: &[(String, Failing)]) -> Result<Structure, CheckError> {
    if let Some(name) = value.as_str() {
        let found = components.iter().position(|(known, _)| known == name);
        let known = || components.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        let unknown = || place.error(Problem::UnknownName { name: name.to_owned(), known: known() });
        return found.map(Structure::Component).ok_or_else(unknown);
    }
    let mut fields = Fields::new(place.clone(), value)?;
    let parts = |list: &[Value], place: &Place| {
        let each = list.iter().enumerate();
        each.map(|(position, value)| structure(&place.element(position), value, components)).collect::<Result<_, _>>()
    };
    let structure = if value.get("series").is_some() {
        Structure::Series(parts(fields.list("series", LIST)?, &fields.place("series"))?)
    } else if value.get("parallel").is_some() {
        Structure::Parallel(parts(fields.list("parallel", LIST)?, &fields.place("parallel"))?)
    } else {
        let of = fields.place("k_of_n");
        let mut inner =
            Fields::new(of.clone(), fields.required("k_of_n", "{\"k\", \"of\": [...]}, or series or parallel")?)?;
        let needed = inner.number("k", Range::Count)?;
        let list = inner.list("of", LIST)?;
        if needed > list.len() as f64 {
            return Err(of.field("k").wrong(format!("a whole number from 1 to {}", list.len())));
        }
        inner.finish()?;
        Structure::AtLeast(needed as usize, parts(list, &of.field("of"))?)
    };
    fields.finish()?;
    Ok(structure)
}

fn failover(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::Failover {
        each: failing(&mut fields)?,
        failover_s: fields.number("failover_s", Range::NotNegative)?,
        coverage: fields.number("coverage", Range::Share)?,
        manual_failover_h: fields.number("manual_failover_h", Range::NotNegative)?,
    };
    fields.finish()?;
    Ok(system)
}

fn outage(mut fields: Fields<'_>) -> Result<System, CheckError> {
    let system = System::Outage {
        interarrival_s: fields.number("interarrival_s", Range::Positive)?,
        service_s: fields.number("service_s", Range::Positive)?,
        outage_start_s: fields.number("outage_start_s", Range::NotNegative)?,
        outage_length_s: fields.number("outage_length_s", Range::NotNegative)?,
    };
    fields.finish()?;
    Ok(system)
}
