//! The M/M/c/(c+m) queue in closed form: Poisson arrivals, exponential service, c servers, m places to wait.
//!
//! Erlang's B by the stable recurrence on its reciprocal, I(n) = 1 + I(n-1) n/a, a the offered traffic (Cooper,
//! Introduction to Queueing Theory, 1981, section 3.3). An error in the recurrence's start is multiplied by n/a at every
//! step, so it is started only some standard deviations below min(c, a), and 100,000 servers cost a few thousand steps.
//! Beyond c the state probabilities are geometric with ratio rho = a/c, so that every figure is a closed expression; m
//! may be infinite (Erlang's C), and need not be whole.

/// What arrivals meet at the queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Queue {
    /// Share of arrivals that find all places taken.
    pub(super) loss: f64,
    /// Share of arrivals that are accepted: 1 - loss, but with all its digits where hardly any is.
    pub(super) accepted: f64,
    /// Share of those accepted that have to wait.
    pub(super) wait_probability: f64,
    /// Mean number that wait.
    pub(super) waiting: f64,
}

/// Reciprocal of Erlang's B for `servers` (whole) and offered traffic `load` > 0; infinite where B underflows.
pub(super) fn reciprocal_erlang_b(servers: f64, load: f64) -> f64 {
    let top = servers.min(load).floor();
    let start = (top - 9.0 * top.sqrt() - 20.0).floor();
    // Below the load, I(n) is close to 1 / (1 - n/a).
    let (mut n, mut reciprocal) = if start > 0.0 { (start, 1.0 / (1.0 - start / load)) } else { (0.0, 1.0) };
    while n < servers && reciprocal < f64::INFINITY {
        n += 1.0;
        reciprocal = 1.0 + reciprocal * n / load;
    }
    reciprocal
}

/// The queue with `servers`, offered traffic `load` and `places` to wait.
pub(super) fn queue(servers: f64, load: f64, places: f64) -> Queue {
    if load <= 0.0 || hardly_ever_full(servers, load) {
        return Queue { loss: 0.0, accepted: 1.0, wait_probability: 0.0, waiting: 0.0 };
    }
    let ratio = load / servers;
    let below = reciprocal_erlang_b(servers, load) - 1.0;
    if ratio <= 1.0 {
        let (waits, _) = geometric(ratio, places - 1.0);
        let (_, moment) = geometric(ratio, places);
        return from_weights(below, waits, ratio.powf(places), moment);
    }
    // Weights relative to the last state, so that nothing overflows.
    let inverse = 1.0 / ratio;
    let (sum, moment) = geometric(inverse, places);
    let waits = inverse * geometric(inverse, places - 1.0).0;
    from_weights(below * inverse.powf(places), waits, 1.0, places * sum - moment)
}

/// Whether so few are in service that all servers are busy less than once in 1e17, by Chernoff's bound on a Poisson
/// number: spares the recurrence where hundreds of workers are for a handful of requests.
fn hardly_ever_full(servers: f64, load: f64) -> bool {
    load < servers && servers * (servers / load).ln() - servers + load > 40.0
}

/// From the weights of the states: all below c, all from c on but the last, the last; and the first moment of those from
/// c on.
fn from_weights(below: f64, waits: f64, last: f64, moment: f64) -> Queue {
    let accepted = below + waits;
    let total = accepted + last;
    if !total.is_finite() {
        return Queue { loss: 0.0, accepted: 1.0, wait_probability: 0.0, waiting: 0.0 };
    }
    let wait_probability = if accepted > 0.0 { (waits / accepted).clamp(0.0, 1.0) } else { 1.0 };
    Queue { loss: last / total, accepted: accepted / total, wait_probability, waiting: moment / total }
}

/// Sums over j from 0 to m of r^j and of j r^j, for r up to 1; m may be infinite for r below 1, and need not be whole.
pub(super) fn geometric(ratio: f64, places: f64) -> (f64, f64) {
    let exponent = ratio.ln();
    if (exponent * (places + 1.0)).abs() < 1e-4 {
        return nearly_flat(exponent, places);
    }
    let gap = -exponent.exp_m1();
    let power = if places.is_infinite() { 0.0 } else { (exponent * (places + 1.0)).exp() };
    let sum = -(exponent * (places + 1.0)).exp_m1() / gap;
    let tail = if power > 0.0 { (places + 1.0) * power } else { 0.0 };
    (sum, ((ratio * sum - tail) / gap).max(0.0))
}

/// The same sums where r^m is close to 1, by the powers of the exponent.
fn nearly_flat(x: f64, m: f64) -> (f64, f64) {
    let first = m * (m + 1.0) / 2.0;
    let second = first * (2.0 * m + 1.0) / 3.0;
    let third = first * first;
    (m + 1.0 + x * first + x * x * second / 2.0, first + x * second + x * x * third / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Erlang's B from logarithms of the terms a^k / k!.
    fn direct(servers: usize, load: f64) -> f64 {
        let mut log = 0.0;
        let mut logs = vec![0.0];
        for k in 1..=servers {
            log += (load / k as f64).ln();
            logs.push(log);
        }
        1.0 / logs.iter().map(|term| (term - log).exp()).sum::<f64>()
    }

    #[test]
    fn the_recurrence_agrees_with_the_sum_at_any_size() {
        for servers in [1, 2, 10, 100, 1_000, 10_000, 100_000] {
            for load in [0.3, 0.8, 0.95, 1.0, 1.1, 3.0] {
                let offered = load * servers as f64;
                let (exact, got) = (direct(servers, offered), 1.0 / reciprocal_erlang_b(servers as f64, offered));
                assert!((got - exact).abs() <= 1e-7 * exact + 1e-290, "{servers} {load}: {got} for {exact}");
            }
        }
    }

    #[test]
    fn sums_agree_with_their_terms() {
        for ratio in [0.1_f64, 0.9, 0.999_99, 1.0 - 1e-9, 1.0] {
            for places in [0_i32, 1, 5, 300] {
                let sum: f64 = (0..=places).map(|j| ratio.powi(j)).sum();
                let moment: f64 = (0..=places).map(|j| f64::from(j) * ratio.powi(j)).sum();
                let (got_sum, got_moment) = geometric(ratio, f64::from(places));
                assert!((got_sum - sum).abs() < 1e-9 * sum, "{ratio} {places}: {got_sum} for {sum}");
                assert!((got_moment - moment).abs() <= 1e-8 * moment, "{ratio} {places}: {got_moment} for {moment}");
            }
        }
    }
}
