//! The ladder of machines: scaling up is the next rung. Prices are Amazon EC2 on-demand, Linux, us-east-1.

use super::Source;

/// A rung of the ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Machine {
    /// The provider's name for it.
    pub name: &'static str,
    /// Virtual cores.
    pub cores: f64,
    /// Memory, bytes.
    pub memory_bytes: f64,
    /// US dollars per hour.
    pub dollars_per_hour: f64,
}

const GIB: f64 = 1_073_741_824.0;

const fn machine(name: &'static str, cores: f64, memory_gib: f64, dollars_per_hour: f64) -> Machine {
    Machine { name, cores, memory_bytes: memory_gib * GIB, dollars_per_hour }
}

/// Where the ladder's figures come from.
pub const SOURCE: Source = Source::Published {
    title: "Amazon EC2 On-Demand Pricing, Linux, US East (N. Virginia)",
    address: "aws.amazon.com/ec2/pricing/on-demand",
};

/// The rungs, smallest first. The price of a core is level at first and rises near the end, where the ladder ends.
pub const LADDER: &[Machine] = &[
    machine("m7g.medium", 1.0, 4.0, 0.0408),
    machine("m7g.large", 2.0, 8.0, 0.0816),
    machine("m7g.xlarge", 4.0, 16.0, 0.1632),
    machine("m7g.2xlarge", 8.0, 32.0, 0.3264),
    machine("m7g.4xlarge", 16.0, 64.0, 0.6528),
    machine("m7g.8xlarge", 32.0, 128.0, 1.3056),
    machine("m7g.16xlarge", 64.0, 256.0, 2.6112),
    machine("m7i.48xlarge", 192.0, 768.0, 9.6768),
    machine("u-6tb1.112xlarge", 448.0, 6144.0, 54.60),
    machine("u7i-12tb.224xlarge", 896.0, 12288.0, 152.88),
];

/// The smallest rung with at least `cores`; the last where none has.
pub fn machine_for(cores: f64) -> &'static Machine {
    LADDER.iter().find(|machine| machine.cores >= cores).unwrap_or(&LADDER[LADDER.len() - 1])
}

/// US dollars per hour of the smallest rung with so many cores and so much memory (bytes); beyond the end of the ladder,
/// as many of its last rung as that takes.
pub fn dollars_per_hour(cores: f64, memory_bytes: f64) -> f64 {
    let last = &LADDER[LADDER.len() - 1];
    let fitting = LADDER.iter().find(|machine| machine.cores >= cores && machine.memory_bytes >= memory_bytes);
    fitting.map_or_else(
        || (cores / last.cores).max(memory_bytes / last.memory_bytes).ceil() * last.dollars_per_hour,
        |machine| machine.dollars_per_hour,
    )
}

/// The next rung above `cores`; `None` at the end of the ladder.
pub fn next_up(cores: f64) -> Option<&'static Machine> {
    LADDER.iter().find(|machine| machine.cores > cores)
}

/// The next rung below `cores`; `None` at the foot of the ladder.
pub fn next_down(cores: f64) -> Option<&'static Machine> {
    LADDER.iter().rev().find(|machine| machine.cores < cores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_of_a_core_never_falls_on_the_way_up() {
        for pair in LADDER.windows(2) {
            assert!(pair[0].cores < pair[1].cores);
            assert!(
                pair[1].dollars_per_hour / pair[1].cores >= pair[0].dollars_per_hour / pair[0].cores - 1e-12,
                "{}",
                pair[1].name
            );
        }
    }

    #[test]
    fn up_and_down_are_inverse_on_the_ladder() {
        assert!(next_up(896.0).is_none());
        assert!(next_down(1.0).is_none());
        assert_eq!(next_down(8.0).map(|machine| machine.cores), Some(4.0));
        assert_eq!(machine_for(5.0).cores, 8.0);
    }
}
