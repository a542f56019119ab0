//! Zipf popularity of up to a milliard objects as a few hundred groups of ranks.
//!
//! The object of rank k is asked for with probability k^-s / H, H the sum over all ranks. The first ranks stand alone;
//! the sum over the others is taken as an integral between half ranks (Euler-Maclaurin; the error of the first term left
//! out is below 1e-7 of the whole) by Gauss-Legendre quadrature over the logarithm of the rank, where any function of
//! the probability is smooth.

/// Ranks that stand alone.
const ALONE: usize = 256;

/// Width of a panel of the quadrature, in natural logarithms of the rank.
const PANEL: f64 = 0.4;

/// Nodes and weights of the Gauss-Legendre quadrature of order 4 on (-1, 1).
const GAUSS: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
];

/// Objects of about equal popularity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranks {
    /// How many; not a whole number in general.
    pub count: f64,
    /// Probability that a request asks for a given one of them.
    pub probability: f64,
}

/// The popularity of `objects` objects with this exponent, most popular first. The probabilities add up to 1.
pub fn zipf(objects: f64, exponent: f64) -> Vec<Ranks> {
    let objects = objects.max(1.0).round();
    let alone = objects.min(ALONE as f64) as usize;
    let mut ranks: Vec<Ranks> = (1..=alone).map(|rank| group(1.0, rank as f64, exponent)).collect();
    if objects > alone as f64 {
        integrate(alone as f64 + 0.5, objects + 0.5, exponent, &mut ranks);
    }
    let total: f64 = ranks.iter().map(|group| group.count * group.probability).sum();
    for group in &mut ranks {
        group.probability /= total;
    }
    ranks
}

fn group(count: f64, rank: f64, exponent: f64) -> Ranks {
    Ranks { count, probability: libm::pow(rank, -exponent) }
}

fn integrate(from: f64, to: f64, exponent: f64, ranks: &mut Vec<Ranks>) {
    let length = libm::log(to / from);
    let panels = (length / PANEL).ceil().max(1.0);
    let half = length / panels / 2.0;
    for panel in 0..panels as usize {
        let middle = libm::log(from) + half * (2.0 * panel as f64 + 1.0);
        for (node, weight) in GAUSS {
            let rank = libm::exp(middle + half * node);
            ranks.push(group(weight * half * rank, rank, exponent));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direct(objects: usize, exponent: f64, value: impl Fn(f64) -> f64) -> f64 {
        let norm: f64 = (1..=objects).rev().map(|rank| (rank as f64).powf(-exponent)).sum();
        (1..=objects).rev().map(|rank| value((rank as f64).powf(-exponent) / norm)).sum()
    }

    fn grouped(objects: usize, exponent: f64, value: impl Fn(f64) -> f64) -> f64 {
        zipf(objects as f64, exponent).iter().map(|group| group.count * value(group.probability)).sum()
    }

    #[test]
    fn groups_sum_like_single_ranks() {
        for objects in [1, 7, 256, 257, 300, 5_000, 1_000_000] {
            for exponent in [0.0, 0.4, 0.8, 1.0, 1.3, 2.5] {
                for time in [10.0, 1e3, 1e5] {
                    let kept = |p: f64| 1.0 - (-p * time).exp();
                    let hit = |p: f64| p * kept(p);
                    for value in [&kept as &dyn Fn(f64) -> f64, &hit] {
                        let (exact, got) = (direct(objects, exponent, value), grouped(objects, exponent, value));
                        assert!((got / exact - 1.0).abs() < 1e-6, "{objects} {exponent} {time}: {got} for {exact}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_milliard_objects_are_a_few_hundred_groups() {
        let ranks = zipf(1e9, 0.8);
        assert!(ranks.len() < 500);
        let count: f64 = ranks.iter().map(|group| group.count).sum();
        assert!((count / 1e9 - 1.0).abs() < 1e-9);
    }
}
