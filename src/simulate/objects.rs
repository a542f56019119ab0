//! What requests are about: objects by their popularity.
//!
//! A request draws one number; the object that it asks any cache for follows from it, so that all look-ups of a request
//! where the plan knows one popularity are about one object. Ranks come from the plan's groups, each group spread evenly
//! over its whole ranks.
//!
//! Where there are more objects than [`MOST_OBJECTS`], one stands for several neighbours of like popularity. Only
//! requests for itself change anything; requests for its neighbours find it as they would find themselves. So each object
//! is asked for, stored and dropped as often as it would be, and only their number is smaller.

use std::rc::Rc;

use super::random::{mixed, uniform_of};
use crate::plan::Ranks;

/// Objects that are kept apart.
pub(super) const MOST_OBJECTS: f64 = 200_000.0;

/// Entries of the table that finds a group at once.
const GUIDES: usize = 2_048;

/// Objects that have one popularity, or nearly.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Probability of all groups before.
    before: f64,
    /// Probability of the whole group.
    probability: f64,
    /// The first of those kept, and how many there are.
    first: u32,
    kept: u32,
    /// Objects that each of them stands for.
    each: f64,
}

/// A popularity.
#[derive(Clone, Debug)]
pub(super) struct Popularity {
    groups: Vec<Group>,
    guides: Vec<u32>,
    salt: u64,
    source: Rc<[Ranks]>,
}

/// An object that a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Object {
    /// Position among those kept, most popular first.
    pub(super) position: u32,
    /// Whether it is the one kept, and not a neighbour that it stands for.
    pub(super) itself: bool,
}

impl Popularity {
    /// The popularity of the plan's groups; `ordinal` tells the popularities of a plan apart.
    pub(super) fn new(ranks: &Rc<[Ranks]>, ordinal: u64) -> Self {
        let objects: f64 = ranks.iter().map(|group| group.count).sum();
        let share = (MOST_OBJECTS / objects).min(1.0);
        let total: f64 = ranks.iter().map(|group| group.count * group.probability).sum();
        let (mut groups, mut before, mut end) = (Vec::with_capacity(ranks.len()), 0.0, 0.0);
        let mut first = 0;
        for group in ranks.iter() {
            let start = end;
            end += group.count;
            let alone = group.count <= 1.0;
            let whole = (libm::round(end) - libm::round(start)).max(1.0);
            let kept = if alone || share >= 1.0 { whole } else { libm::round(whole * share).max(1.0) };
            let probability = group.count * group.probability / total;
            groups.push(Group { before, probability, first, kept: kept as u32, each: whole / kept });
            before += probability;
            first += kept as u32;
        }
        let guides = (0..GUIDES)
            .map(|guide| {
                let reached = guide as f64 / GUIDES as f64;
                groups.partition_point(|group| group.before + group.probability <= reached).min(groups.len().max(1) - 1)
                    as u32
            })
            .collect();
        Self { groups, guides, salt: mixed(0x0B1E_C700 + ordinal), source: Rc::clone(ranks) }
    }

    /// Whether it was made from these groups.
    pub(super) fn is_of(&self, ranks: &Rc<[Ranks]>) -> bool {
        Rc::ptr_eq(&self.source, ranks)
    }

    /// Objects that are kept.
    pub(super) fn kept(&self) -> usize {
        self.groups.last().map_or(0, |group| (group.first + group.kept) as usize)
    }

    /// Objects that one stands for where it stands for the most.
    pub(super) fn most_each(&self) -> f64 {
        self.groups.iter().map(|group| group.each).fold(1.0, f64::max)
    }

    /// By object kept: how many it stands for, and the probability of one of these.
    pub(super) fn all(&self) -> impl Iterator<Item = (f64, f64)> {
        self.groups.iter().flat_map(|group| {
            let one = group.probability / (f64::from(group.kept) * group.each);
            (0..group.kept).map(move |_| (group.each, one))
        })
    }

    /// The object that a request is about.
    #[inline]
    pub(super) fn object(&self, about: u64) -> Object {
        let drawn = uniform_of(mixed(about ^ self.salt));
        let mut position = self.guides[(drawn * GUIDES as f64) as usize] as usize;
        while position + 1 < self.groups.len() && drawn >= self.groups[position + 1].before {
            position += 1;
        }
        let group = &self.groups[position];
        let along = (drawn - group.before) / group.probability * f64::from(group.kept);
        let within = (along as u32).min(group.kept - 1);
        let itself = group.each <= 1.0 || (along - f64::from(within)) * group.each < 1.0;
        Object { position: group.first + within, itself }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::zipf;

    #[test]
    fn objects_are_asked_for_as_often_as_they_are_popular() {
        let ranks: Rc<[Ranks]> = zipf(10_000.0, 0.8).into();
        let popularity = Popularity::new(&ranks, 0);
        assert_eq!(popularity.kept(), 10_000);
        let number = 2_000_000;
        let mut counts = vec![0_u32; popularity.kept()];
        for request in 0..number {
            counts[popularity.object(mixed(request)).position as usize] += 1;
        }
        for (position, (_, probability)) in popularity.all().enumerate().take(50) {
            let expected = probability * number as f64;
            let off = (f64::from(counts[position]) - expected).abs();
            assert!(off < 5.0 * expected.sqrt(), "{position}: {} for {expected}", counts[position]);
        }
        let tail: f64 = popularity.all().skip(5_000).map(|(_, probability)| probability).sum();
        let got = f64::from(counts[5_000..].iter().sum::<u32>()) / number as f64;
        assert!((got / tail - 1.0).abs() < 0.01, "{got} for {tail}");
    }

    #[test]
    fn one_of_very_many_is_asked_for_as_often_as_it_would_be() {
        let ranks: Rc<[Ranks]> = zipf(1e8, 0.7).into();
        let popularity = Popularity::new(&ranks, 0);
        assert!(popularity.kept() < 250_000 && popularity.most_each() > 400.0);
        let (mut itself, number) = (0, 1_000_000);
        for request in 0..number {
            itself += u32::from(popularity.object(mixed(request)).itself);
        }
        let expected: f64 = popularity.all().map(|(_, probability)| probability).sum();
        assert!((f64::from(itself) / number as f64 / expected - 1.0).abs() < 0.05, "{itself} for {expected}");
    }
}
