//! A relational database whose keys are divided among shards, each a database of its own.
//!
//! One shard keeps the most popular object and whatever else its share of the keys brings; the others are alike. A query
//! over all shards asks every one at once, as an index look-up of full cost at each, and is answered with the last.
//! Denormalised, there is no such query, and every write is done in two places, under two keys.

use super::entry::popularity;
use super::{CLASSES, Compiler, UNLIMITED_QUEUE};
use crate::model::Choice;
use crate::model::catalog::Parameter;
use crate::plan::{Arrivals, Class, Node, Resource, Service};

/// The stations of a group of equal shards.
#[derive(Clone, Copy)]
struct Shards {
    number: f64,
    connections: usize,
    cores: usize,
    disk: usize,
}

/// What a request does at one shard.
#[derive(Clone, Copy)]
struct Query {
    work: Service,
    /// Chance that it goes to disk.
    disk: f64,
}

/// The shards, the hottest first, with its share of the requests for one key.
struct Divided {
    hottest: Shards,
    others: Option<Shards>,
    share: f64,
}

impl Compiler<'_> {
    pub(super) fn compile_sharded(&mut self, part: usize) {
        let here = self.part(part);
        let number = here.number(Parameter::Shards).max(1.0);
        let scattered = here.number(Parameter::ScatterShare);
        let denormalised = here.component.flag(Parameter::Denormalised);
        let missed = 1.0 - here.number(Parameter::BufferHitRatio);
        let placement = here.component.choice(Parameter::ShardPlacement);
        let read = Query { work: self.service(part, Parameter::ReadTime), disk: missed };
        let write = Query { work: self.service(part, Parameter::WriteTime), disk: 1.0 };
        let divided = self.divided(part, number);
        let asked = |compiler: &mut Self| {
            let one = compiler.at_one_shard(part, &divided, read);
            if denormalised || scattered <= 0.0 || divided.others.is_none() {
                return one;
            }
            let all = compiler.at_all_shards(part, &divided, read);
            compiler.choose(part, &[(scattered, all), (1.0 - scattered, one)])
        };
        self.answer(part, |compiler, class| match CLASSES[class] {
            Class::Static | Class::Read => asked(compiler),
            Class::Write | Class::Job => {
                let one = compiler.at_one_shard(part, &divided, write);
                if denormalised { compiler.parallel(&[(2.0, one)], 2.0) } else { one }
            }
        });
        self.read_by_jobs(part, asked);
        if let Some(component) = self.plan.components.last_mut() {
            component.moved_share = Some(moved_share(placement, number));
        }
    }

    fn divided(&mut self, part: usize, number: f64) -> Divided {
        let (objects, _) = popularity(&self.drawing);
        let exponent = self.part(part).number(Parameter::ZipfExponent);
        let first = self.ranks(objects, exponent).first().map_or(0.0, |ranks| ranks.probability);
        let here = self.part(part);
        let share = hottest_share(here.number(Parameter::CelebrityShare), first, number);
        let hottest = self.shards(part, 1.0);
        let others = (number > 1.0).then(|| self.shards(part, number - 1.0));
        Divided { hottest, others, share }
    }

    fn shards(&mut self, part: usize, number: f64) -> Shards {
        let here = self.part(part);
        let (cores, held) = (here.number(Parameter::Cores), here.number(Parameter::Connections));
        let connections = self.held_station(part, Resource::Connections, held, UNLIMITED_QUEUE);
        let cores = self.inner_station(part, Resource::Cores, cores, connections);
        let disk = self.inner_station(part, Resource::Disk, 1.0, connections);
        for station in [connections, cores, disk] {
            self.plan.stations[station].copies = number;
            self.plan.stations[station].arrivals = Arrivals::Random;
        }
        Shards { number, connections, cores, disk }
    }

    fn at_shard(&mut self, part: usize, shards: Shards, query: Query) -> usize {
        let work = self.work(shards.cores, query.work);
        let disk = self.disk_work(part, shards.disk, 1.0);
        let disk = self.maybe(query.disk, disk);
        let mut steps = vec![work, disk];
        steps.extend(self.log(part, shards.cores));
        let body = self.sequence(&steps);
        self.push(Node::Hold { station: shards.connections, body })
    }

    fn at_one_shard(&mut self, part: usize, divided: &Divided, query: Query) -> usize {
        let hottest = self.at_shard(part, divided.hottest, query);
        let Some(others) = divided.others else { return hottest };
        let other = self.at_shard(part, others, query);
        self.choose(part, &[(divided.share, hottest), (1.0 - divided.share, other)])
    }

    fn at_all_shards(&mut self, part: usize, divided: &Divided, query: Query) -> usize {
        let groups: Vec<Shards> = [Some(divided.hottest), divided.others].into_iter().flatten().collect();
        let numbered: Vec<(f64, usize)> =
            groups.iter().map(|&shards| (shards.number, self.at_shard(part, shards, query))).collect();
        let needed = groups.iter().map(|shards| shards.number).sum();
        self.parallel(&numbered, needed)
    }
}

/// Share of the requests for one key that goes to the hottest of so many shards: all those for the celebrity, all those
/// for the most popular object (a share `first` of the others), and an equal share of the rest.
pub(super) fn hottest_share(celebrity: f64, first: f64, shards: f64) -> f64 {
    celebrity + (1.0 - celebrity) * (first + (1.0 - first) / shards)
}

/// Share of the data that moves when one shard is added to so many. With consistent hashing only what the new shard
/// takes over. With key modulo number, every key whose remainders differ: of n (n + 1) keys in a row, n stay.
fn moved_share(placement: Option<Choice>, shards: f64) -> f64 {
    match placement {
        Some(Choice::Modulo) => shards / (shards + 1.0),
        _ => 1.0 / (shards + 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hottest_shard_has_the_celebrity_and_its_share_of_the_rest() {
        assert!((hottest_share(0.0, 0.0, 4.0) - 0.25).abs() < 1e-15);
        assert!((hottest_share(0.2, 0.1, 4.0) - (0.2 + 0.8 * (0.1 + 0.9 / 4.0))).abs() < 1e-15);
        assert!((hottest_share(0.3, 0.2, 1.0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn resharding_moves_what_counting_the_keys_says() {
        for shards in 1..9_u32 {
            let keys = shards * (shards + 1);
            let moved = (0..keys).filter(|key| key % shards != key % (shards + 1)).count();
            let got = moved_share(Some(Choice::Modulo), f64::from(shards));
            assert!((got - moved as f64 / f64::from(keys)).abs() < 1e-12);
        }
        assert!((moved_share(Some(Choice::ConsistentHashing), 4.0) - 0.2).abs() < 1e-15);
    }
}
