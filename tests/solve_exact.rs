//! Closed forms, through the ordinary pipeline: a document is built, compiled and solved.
//!
//! The expected values were computed apart from this code: percentiles of M/G/1 by inversion of the transform with 40
//! digits, M/D/4 and M/H2/4 from exact Markov chains, the others from their closed forms.

mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId};
use scaleground::solve::{Resource, Solution};
use solve_support::*;

/// One queue: reads at `rate` at a store with these cores and this service time.
fn queue(rate: f64, cores: f64, shape: Choice, mean_s: f64, scv: f64) -> (Solution, ComponentId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let store = drawing.add(
        Kind::KeyValueStore,
        &[
            number(Parameter::Cores, cores),
            number(Parameter::ReadTime, mean_s),
            choice(Parameter::Distribution, shape),
            number(Parameter::Scv, scv),
        ],
    );
    drawing.near(users, store);
    let solution = drawing.solve();
    assert!(solution.converged);
    assert_conserved(&solution);
    (solution, store)
}

struct Expected {
    utilization: f64,
    wait_mean_s: f64,
    response_mean_s: f64,
    /// p50, p95, p99 in seconds.
    percentiles: Option<[f64; 3]>,
}

#[track_caller]
fn check((solution, store): &(Solution, ComponentId), expected: &Expected, means: f64, percentiles: f64) {
    let cores = resource(solution, *store, Resource::Cores);
    assert_close(cores.utilization, expected.utilization, 1e-9);
    assert_close(cores.wait_mean_s, expected.wait_mean_s, means);
    let response = only_class(solution).response.as_ref().expect("something is answered");
    assert_close(response.mean_s, expected.response_mean_s, means);
    assert_close(component(solution, *store).response_mean_s, expected.response_mean_s, means);
    if let Some([p50, p95, p99]) = expected.percentiles {
        assert_close(response.quantiles.p50_s, p50, percentiles);
        assert_close(response.quantiles.p95_s, p95, percentiles);
        assert_close(response.quantiles.p99_s, p99, percentiles);
        let there = component(solution, *store).response_p99_s.expect("something arrives");
        assert_close(there, p99, percentiles);
    }
}

#[test]
fn one_exponential_server_at_any_load() {
    for load in [0.01, 0.1, 0.5, 0.8, 0.95, 0.99] {
        let (rate, mean_s) = (100.0 * load, 0.01);
        let response = mean_s / (1.0 - load);
        let expected = Expected {
            utilization: load,
            wait_mean_s: load * response,
            response_mean_s: response,
            percentiles: Some([0.5_f64, 0.95, 0.99].map(|share| -(1.0 - share).ln() * response)),
        };
        check(&queue(rate, 1.0, Choice::Exponential, mean_s, 1.0), &expected, 1e-6, 1e-3);
    }
}

#[test]
fn many_exponential_servers() {
    let four = Expected {
        utilization: 0.85,
        wait_mean_s: 1.148_860_369_468_630_8,
        response_mean_s: 2.148_860_369_468_631,
        percentiles: Some([1.655_822_712_888_428, 5.830_616_147_623_532, 8.559_388_200_240_49]),
    };
    check(&queue(3.4, 4.0, Choice::Exponential, 1.0, 1.0), &four, 1e-6, 1e-3);
    let hundred = Expected {
        utilization: 0.95,
        wait_mean_s: 0.010_129_137_078_260_412,
        response_mean_s: 0.110_129_137_078_260_41,
        percentiles: Some([0.080_791_589_737_404_43, 0.311_494_870_121_193_8, 0.472_438_704_894_91]),
    };
    check(&queue(950.0, 100.0, Choice::Exponential, 0.1, 1.0), &hundred, 1e-6, 1e-3);
}

#[test]
fn one_server_with_general_service() {
    let fixed = Expected {
        utilization: 0.8,
        wait_mean_s: 0.02,
        response_mean_s: 0.03,
        percentiles: Some([0.022_759_398_733_761_014, 0.076_203_249_968_396_89, 0.113_558_867_919_949_8]),
    };
    check(&queue(80.0, 1.0, Choice::Deterministic, 0.01, 0.0), &fixed, 1e-6, 1e-3);
    let erlang = Expected {
        utilization: 0.8,
        wait_mean_s: 0.08,
        response_mean_s: 0.11,
        percentiles: Some([0.080_877_250_688_306_1, 0.302_741_468_483_662_85, 0.457_818_641_078_960_64]),
    };
    check(&queue(80.0 / 3.0, 1.0, Choice::Erlang, 0.03, 1.0 / 3.0), &erlang, 1e-6, 1e-3);
    let mixed = Expected {
        utilization: 0.7,
        wait_mean_s: 0.058_333_333_333_333_33,
        response_mean_s: 0.068_333_333_333_333_33,
        percentiles: Some([0.029_067_294_796_152_696, 0.257_191_802_678_038_76, 0.418_135_593_917_659_53]),
    };
    check(&queue(70.0, 1.0, Choice::HyperExponential, 0.01, 4.0), &mixed, 1e-6, 1e-3);
    let log_normal = Expected { utilization: 0.7, wait_mean_s: 0.175, response_mean_s: 0.225, percentiles: None };
    check(&queue(14.0, 1.0, Choice::LogNormal, 0.05, 2.0), &log_normal, 1e-6, 1e-3);
}

#[test]
fn approximations_of_many_servers_with_general_service() {
    let (solution, store) = queue(170.0, 4.0, Choice::Deterministic, 0.02, 0.0);
    assert_close(resource(&solution, store, Resource::Cores).wait_mean_s, 0.011_775_326_522_236_815, 0.01);
    let (solution, store) = queue(340.0, 4.0, Choice::HyperExponential, 0.01, 4.0);
    assert_close(resource(&solution, store, Resource::Cores).wait_mean_s, 0.027_092_947_526_192_977, 0.04);
}

#[test]
fn a_tandem_of_exponential_servers() {
    // The web is at 60 %, calls a service at 40 %, which calls a store at 30 %: independent by Burke's theorem.
    let mut drawing = Drawing::new();
    let users = drawing.users(0.6, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 1.0));
    let service = drawing.add(Kind::Service, &ample_web(1.0, 1.0, 2.0 / 3.0));
    let store = drawing.add(Kind::KeyValueStore, &[number(Parameter::Cores, 1.0), number(Parameter::ReadTime, 0.5)]);
    drawing.near(users, web);
    drawing.near(web, service);
    drawing.near(service, store);
    let solution = drawing.solve();
    let response = only_class(&solution).response.as_ref().expect("answered");
    assert_close(response.mean_s, 4.325_396_825_396_825, 1e-6);
    assert_close(response.quantiles.p50_s, 3.684_823_145_115_504, 1e-3);
    assert_close(response.quantiles.p95_s, 9.783_275_624_835_838, 1e-3);
    assert_close(response.quantiles.p99_s, 13.821_356_711_071_635, 1e-3);
}

#[test]
fn balancer_cache_and_database() {
    let mut drawing = Drawing::new();
    let users = drawing.users(320.0, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let web = drawing.add(Kind::WebServer, &ample_web(4.0, 1.0, 0.01));
    let cache = drawing.add(
        Kind::Cache,
        &[
            (Parameter::TypedHitRatio, scaleground::model::Value::Flag(true)),
            number(Parameter::HitRatio, 0.8),
            number(Parameter::OperationTime, 0.0),
            number(Parameter::ItemBytes, 1.0),
            number(Parameter::Bandwidth, 1e12),
        ],
    );
    let database = drawing.add(Kind::RelationalDatabase, &core_database(2.0, 0.025));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, cache);
    drawing.near(web, database);
    let solution = drawing.solve();
    assert_close(resource(&solution, web, Resource::Cores).utilization, 0.8, 1e-9);
    assert_close(resource(&solution, database, Resource::Cores).utilization, 0.8, 1e-9);
    assert_close(component(&solution, cache).hit_ratio.expect("it is asked"), 0.8, 1e-12);
    let response = only_class(&solution).response.as_ref().expect("answered");
    assert_close(response.mean_s, 0.063_888_888_888_888_88, 1e-6);
    assert_close(response.quantiles.p50_s, 0.044_050_609_432_580_275, 1e-3);
    assert_close(response.quantiles.p95_s, 0.192_189_762_051_585_64, 1e-3);
    assert_close(response.quantiles.p99_s, 0.294_730_642_385_027_55, 1e-3);
}

#[test]
fn round_robin_is_near_erlang_arrivals() {
    let mut drawing = Drawing::new();
    let users = drawing.users(320.0, [0.0, 1.0, 0.0]);
    let mut settings = free_balancer();
    settings.push(choice(Parameter::Policy, Choice::RoundRobin));
    let balancer = drawing.add(Kind::LoadBalancer, &settings);
    let web = drawing.add(Kind::WebServer, &ample_web(4.0, 1.0, 0.01));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    let solution = drawing.solve();
    assert_close(component(&solution, web).response_mean_s, 0.032_673_836_103_193_62, 0.05);
}

/// A tier of one instance whose workers have a core each: M/M/c/(c+m) with c workers and m places.
fn workers(rate: f64, workers: f64, places: f64, mean_s: f64, shape: Choice) -> Solution {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let mut settings = ample_web(1.0, workers, mean_s);
    settings.extend([
        number(Parameter::Workers, workers),
        number(Parameter::AcceptQueue, places),
        choice(Parameter::Distribution, shape),
    ]);
    let web = drawing.add(Kind::WebServer, &settings);
    drawing.near(users, web);
    drawing.solve()
}

#[test]
fn a_finite_queue_refuses_what_the_formula_says() {
    for (solution, loss, mean_s) in [
        (workers(90.0, 1.0, 9.0, 0.01, Choice::Exponential), 0.050_813_731_327_412_39, 0.046_466_006_721_237_05),
        (workers(120.0, 1.0, 19.0, 0.01, Choice::Exponential), 0.170_369_949_026_591_42, 0.155_356_530_693_042_75),
        (workers(76.0, 8.0, 56.0, 0.1, Choice::Exponential), 0.002_500_814_977_617_531_3, 0.273_989_559_159_735_66),
        (workers(16.0, 10.0, 0.0, 0.5, Choice::Exponential), 0.121_661_064_252_951_5, 0.5),
        (workers(25.0, 5.0, 0.0, 0.2, Choice::Deterministic), 0.284_867_821_330_902_44, 0.2),
    ] {
        assert_conserved(&solution);
        assert_close(1.0 - solution.goodput_per_s / solution.offered_per_s, loss, 1e-6);
        assert_close(only_class(&solution).response.as_ref().expect("answered").mean_s, mean_s, 1e-6);
    }
}

/// One exponential server and `users` who think: a user who comes meets the machine repair model of the others, and is
/// answered after one exponential stage more than that. Percentiles from those stages' distribution (Gamma).
#[test]
fn users_who_think_wait_in_a_line_that_hardly_varies_when_it_is_long() {
    const THINK_S: f64 = 1.0;
    const SERVICE_S: f64 = 0.01;
    for users in [20.0, 80.0, 120.0, 300.0] {
        let mut drawing = Drawing::new();
        let source = drawing.users(1.0, [0.0, 1.0, 0.0]);
        let closed = [number(Parameter::Population, users), number(Parameter::ThinkTime, THINK_S)];
        drawing.set(source, &closed);
        drawing.set(source, &[choice(Parameter::LoadMode, Choice::Closed)]);
        let settings = [number(Parameter::Cores, 1.0), number(Parameter::ReadTime, SERVICE_S)];
        let store = drawing.add(Kind::KeyValueStore, &settings);
        drawing.near(source, store);
        let solution = drawing.solve();
        let response = only_class(&solution).response.clone().expect("they are answered");
        let exact = |share| percentile(users - 1.0, THINK_S, SERVICE_S, share);
        assert_close(response.quantiles.p50_s, exact(0.5), 0.1);
        assert_close(response.quantiles.p95_s, exact(0.95), 0.1);
        assert_close(response.quantiles.p99_s, exact(0.99), 0.1);
    }
}

/// Of 1 + J stages, J others there with weights others! / (others - j)! (service / think)^j.
fn percentile(others: f64, think_s: f64, service_s: f64, share: f64) -> f64 {
    let mut logs = vec![0.0_f64];
    for there in 1..=others as usize {
        logs.push(logs[there - 1] + ((others - there as f64 + 1.0) * service_s / think_s).ln());
    }
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logs.iter().map(|log| (log - most).exp()).collect();
    let total: f64 = weights.iter().sum();
    // P(1 + j stages take longer than t): at most j events of a Poisson stream within t.
    let longer = |time: f64| {
        let events = time / service_s;
        let (mut term, mut up_to, mut sum) = (-events, 0.0, 0.0);
        for (there, weight) in weights.iter().enumerate() {
            if there > 0 {
                term += (events / there as f64).ln();
            }
            up_to += term.exp();
            sum += weight * up_to;
        }
        sum / total
    };
    let (mut low, mut high) = (0.0, 20.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if longer(middle) > 1.0 - share { low = middle } else { high = middle }
    }
    high
}
