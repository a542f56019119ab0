//! Caches, their strategies, and where sessions live: who is asked how often, by hand.

mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::plan::{Window, compile};
use scaleground::solve::Resource;
use solve_support::*;

/// A service that reads and writes beside a cache with a typed hit ratio of a half; or with the store behind the cache.
fn cached(strategy: Choice, behind: bool) -> (Tier, ComponentId) {
    let mut tier = tier(1_000.0, [0.0, 0.8, 0.2], Kind::RelationalDatabase, &primary(&[]));
    let settings = [
        choice(Parameter::Strategy, strategy),
        (Parameter::TypedHitRatio, Value::Flag(true)),
        number(Parameter::HitRatio, 0.5),
        number(Parameter::OperationTime, 0.0001),
    ];
    let cache = tier.drawing.add(Kind::Cache, &settings);
    tier.drawing.near(tier.web, cache);
    if behind {
        tier.drawing.document.links.remove(&tier.link);
        tier.drawing.near(cache, tier.store);
    }
    (tier, cache)
}

#[test]
fn every_strategy_sends_its_writes_to_cache_and_store() {
    for strategy in
        [Choice::CacheAside, Choice::ReadThrough, Choice::WriteThrough, Choice::WriteBack, Choice::WriteAround]
    {
        for behind in [false, true] {
            if strategy == Choice::CacheAside && behind {
                continue;
            }
            let (tier, cache) = cached(strategy, behind);
            let solution = tier.drawing.solve();
            let operations = if strategy == Choice::WriteAround { 800.0 } else { 1_000.0 };
            assert_groups(&solution, cache, Resource::Operations, &[operations * 0.0001]);
            assert_groups(&solution, tier.store, Resource::Cores, &[(400.0 * 0.001 + 200.0 * 0.002) / 8.0]);
            assert_close(solution.goodput_per_s, 1_000.0, 1e-9);
            let plan = compile(&tier.drawing.document);
            assert!(plan.diagnostics.is_empty(), "{strategy:?} {:?}", plan.diagnostics);
            let drops = matches!(strategy, Choice::CacheAside | Choice::ReadThrough);
            assert_eq!(!plan.caches[0].dropping.is_empty(), drops, "{strategy:?}");
            assert_eq!(!plan.jobs.is_empty(), strategy == Choice::WriteBack, "{strategy:?}");
            assert_eq!(!plan.staleness.is_empty(), strategy == Choice::WriteAround, "{strategy:?}");
            for stale in &plan.staleness {
                assert_eq!(stale.window, Window::UntilExpiry(3_600.0));
                assert!(!stale.writes.is_empty());
            }
        }
    }
}

#[test]
fn a_write_back_cache_answers_before_the_store() {
    let time = |strategy| {
        let (tier, _) = cached(strategy, true);
        let solution = tier.drawing.solve();
        let writes = solution.classes.iter().find(|class| class.class == scaleground::plan::Class::Write);
        writes.and_then(|class| class.response.as_ref()).map(|response| response.mean_s).expect("writes are answered")
    };
    assert!(time(Choice::WriteBack) < 0.001 && time(Choice::WriteThrough) > 0.002);
}

#[test]
fn a_cluster_has_a_hottest_node_and_entries_need_not_expire() {
    let (mut tier, cache) = cached(Choice::CacheAside, false);
    let settings = [
        number(Parameter::Instances, 4.0),
        number(Parameter::Objects, 10.0),
        number(Parameter::ZipfExponent, 0.0),
        (Parameter::Expires, Value::Flag(false)),
    ];
    tier.drawing.set(cache, &settings);
    let hot = 0.1 + 0.9 / 4.0;
    let each = |share: f64| 1_000.0 * share * 0.0001;
    assert_groups(&tier.drawing.solve(), cache, Resource::Operations, &[each(hot), each((1.0 - hot) / 3.0)]);
    assert!(compile(&tier.drawing.document).caches[0].ttl_s.is_infinite());
}

#[test]
fn a_cache_that_alone_knows_the_store_takes_it_along() {
    let (mut tier, cache) = cached(Choice::ReadThrough, true);
    tier.drawing.fail(cache, Fault::Down);
    assert_eq!(tier.drawing.solve().goodput_per_s, 0.0);
    let (mut tier, cache) = cached(Choice::WriteBack, false);
    tier.drawing.fail(cache, Fault::Down);
    let solution = tier.drawing.solve();
    assert_close(solution.goodput_per_s, 1_000.0, 1e-9);
    assert_groups(&solution, tier.store, Resource::Cores, &[(800.0 * 0.001 + 200.0 * 0.002) / 8.0]);
}

fn with_sessions(state: Choice) -> Tier {
    let settings = [
        number(Parameter::OperationRate, 10_000.0),
        number(Parameter::OperationTime, 0.001),
        number(Parameter::Memory, 1e6),
        number(Parameter::ItemBytes, 1_000.0),
    ];
    let mut tier = tier(1_000.0, [0.5, 0.3, 0.2], Kind::SessionStore, &settings);
    tier.drawing.set(tier.web, &[choice(Parameter::SessionState, state), number(Parameter::TokenTime, 0.002)]);
    tier
}

#[test]
fn a_session_store_is_asked_by_every_answer_and_again_by_every_write() {
    let mut tier = with_sessions(Choice::SessionStore);
    let solution = tier.drawing.solve();
    assert_groups(&solution, tier.store, Resource::Operations, &[(300.0 + 2.0 * 200.0) / 10_000.0]);
    assert!(solution.diagnostics.is_empty(), "{:?}", solution.diagnostics);
    tier.drawing.fail(tier.store, Fault::Down);
    assert_close(tier.drawing.solve().goodput_per_s, 500.0, 1e-9);
}

#[test]
fn sessions_fill_memory_for_their_time_to_live() {
    let mut tier = with_sessions(Choice::SessionStore);
    // 8,640 requests a day, half of them for pages: one in 20 s, and a session of 20 s.
    let habits =
        [number(Parameter::RequestsPerDay, 8_640.0), number(Parameter::PeakFactor, 1.0), number(Parameter::Rate, 10.0)];
    tier.drawing.set(tier.users, &habits);
    tier.drawing.set(tier.store, &[number(Parameter::Ttl, 20.0)]);
    // 100 users; 1 - 1/e of them have a session; 1,000 sessions fit.
    let used = 100.0 * (1.0 - (-1.0_f64).exp()) / 1_000.0;
    assert_groups(&tier.drawing.solve(), tier.store, Resource::Memory, &[used]);
}

#[test]
fn a_token_costs_core_time_and_no_store() {
    let tier = with_sessions(Choice::Token);
    let solution = tier.drawing.solve();
    let files = 500.0 * 0.0005;
    assert_groups(&solution, tier.web, Resource::Cores, &[(500.0 * 0.002 + files) / 100.0]);
    assert_groups(&solution, tier.store, Resource::Operations, &[0.0]);
    assert_eq!(solution.diagnostics[0].code, DiagnosticCode::SessionStoreUnused);
}

#[test]
fn sticky_sessions_fill_one_server_first() {
    for (policy, by_hand) in [(Choice::SourceHash, vec![0.75, 0.625]), (Choice::Random, vec![0.65625])] {
        let mut drawing = Drawing::new();
        let users = drawing.users(1_000.0, [0.0, 1.0, 0.0]);
        let mut free = free_balancer();
        free.push(choice(Parameter::Policy, policy));
        let balancer = drawing.add(Kind::LoadBalancer, &free);
        let mut servers = ample_web(4.0, 1.0, 0.002_625);
        servers.push(number(Parameter::SessionSkew, 8.0 / 7.0));
        let web = drawing.add(Kind::WebServer, &servers);
        drawing.near(users, balancer);
        drawing.near(balancer, web);
        assert_groups(&drawing.solve(), web, Resource::Cores, &by_hand);
    }
}

#[test]
fn a_cache_stands_in_front_of_any_store() {
    for kind in [
        Kind::ShardedDatabase,
        Kind::DocumentStore,
        Kind::ColumnStore,
        Kind::GraphStore,
        Kind::SearchEngine,
        Kind::KeyValueStore,
    ] {
        let mut tier = tier(100.0, [0.0, 0.8, 0.2], kind, &[]);
        let cache = tier.drawing.add(Kind::Cache, &[]);
        tier.drawing.near(tier.web, cache);
        let solution = tier.drawing.solve();
        assert!(solution.diagnostics.is_empty(), "{kind:?} {:?}", solution.diagnostics);
        let hits = component(&solution, cache).hit_ratio.expect("a cache has a hit ratio");
        assert_close(component(&solution, tier.store).arrival_per_s, 80.0 * (1.0 - hits) + 20.0, 1e-6);
    }
}
