//! What the data tier is asked to do: loads of every node, by hand.

mod solve_support;

use std::rc::Rc;

use scaleground::model::catalog::{Kind, Parameter, Product};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::plan::{Class, Node, Plan, Window, compile};
use scaleground::solve::{Resource, Solution};
use solve_support::*;

fn quorum(copies: f64, read: f64, write: f64) -> Vec<(Parameter, Value)> {
    vec![
        number(Parameter::ReplicationFactor, copies),
        number(Parameter::ReadQuorum, read),
        number(Parameter::WriteQuorum, write),
    ]
}

fn key_values(nodes: f64, copies: f64, read: f64, write: f64) -> Vec<(Parameter, Value)> {
    let mut settings = quorum(copies, read, write);
    settings.extend([
        number(Parameter::Instances, nodes),
        number(Parameter::Cores, 2.0),
        number(Parameter::ReadTime, 0.001),
        number(Parameter::WriteTime, 0.002),
    ]);
    settings
}

fn at_once(plan: &Plan) -> Vec<(f64, f64)> {
    let found = plan.nodes.iter().filter_map(|node| match node {
        Node::Parallel { children, needed } => {
            Some((plan.branches[children.clone()].iter().map(|branch| branch.probability).sum(), *needed))
        }
        _ => None,
    });
    found.collect()
}

#[test]
fn a_quorum_loads_every_node_alike() {
    let tier = tier(1_000.0, [0.0, 0.8, 0.2], Kind::KeyValueStore, &key_values(5.0, 3.0, 2.0, 2.0));
    // 800 reads at 2 copies for 1 ms, 200 writes at 3 for 2 ms, on 5 nodes of 2 cores.
    let busy = (800.0 * 2.0 * 0.001 + 200.0 * 3.0 * 0.002) / 10.0;
    assert_groups(&tier.drawing.solve(), tier.store, Resource::Cores, &[busy]);
    let plan = compile(&tier.drawing.document);
    let kinds = at_once(&plan);
    assert!(kinds.iter().all(|&kind| kind == (2.0, 2.0) || kind == (3.0, 2.0)), "{kinds:?}");
    assert!(kinds.contains(&(2.0, 2.0)) && kinds.contains(&(3.0, 2.0)));
    assert!(plan.staleness.is_empty() && plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
}

#[test]
fn quorums_stay_within_the_copies_and_copies_within_the_nodes() {
    let codes = |settings: &[(Parameter, Value)]| -> Vec<DiagnosticCode> {
        let tier = tier(10.0, [0.0, 0.5, 0.5], Kind::KeyValueStore, settings);
        tier.drawing.solve().diagnostics.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&key_values(3.0, 3.0, 2.0, 2.0)), []);
    assert_eq!(codes(&key_values(2.0, 3.0, 2.0, 2.0)), [DiagnosticCode::CopiesBeyondNodes]);
    assert_eq!(codes(&key_values(3.0, 2.0, 3.0, 1.0)), [DiagnosticCode::QuorumBeyondCopies]);
}

#[test]
fn a_small_quorum_may_read_old_values_for_as_long_as_a_copy_is_behind() {
    let tier = tier(100.0, [0.0, 0.5, 0.5], Kind::KeyValueStore, &key_values(3.0, 3.0, 1.0, 1.0));
    let plan = compile(&tier.drawing.document);
    let [stale] = &plan.staleness[..] else { panic!("one store: {:?}", plan.staleness) };
    assert_eq!(stale.window, Window::After(0.002));
    assert_eq!(stale.writes.len(), 1, "only users write");
    // Two of three copies are behind at first.
    let old = plan.nodes.iter().position(|node| matches!(node, Node::Stale { .. })).expect("reads may be old");
    let chance = plan.branches.iter().find(|branch| branch.node == old).expect("by chance").probability;
    assert_close(chance, 2.0 / 3.0, 1e-12);
}

#[test]
fn a_quorum_outlives_as_many_nodes_as_it_can_spare() {
    let mut tier = tier(1_000.0, [0.0, 0.5, 0.5], Kind::KeyValueStore, &key_values(5.0, 3.0, 2.0, 2.0));
    tier.drawing.fail(tier.store, Fault::InstancesDown(1));
    assert_close(tier.drawing.solve().goodput_per_s, 1_000.0, 1e-9);
    // With two of five down, C(3,0) C(2,2) 3 of the 10 triples have one copy left.
    tier.drawing.fail(tier.store, Fault::InstancesDown(2));
    assert_close(tier.drawing.solve().goodput_per_s, 700.0, 1e-9);
}

#[test]
fn a_celebrity_heats_the_nodes_that_keep_it() {
    let mut settings = quorum(3.0, 1.0, 1.0);
    settings.extend([
        number(Parameter::Instances, 6.0),
        number(Parameter::Cores, 2.0),
        number(Parameter::KeyLookupTime, 0.001),
        number(Parameter::Shards, 1_000.0),
        number(Parameter::CelebrityShare, 0.3),
        number(Parameter::Iops, 2_000.0),
        choice(Parameter::AccessPattern, Choice::KeyLookup),
    ]);
    let tier = tier(1_200.0, [0.0, 1.0, 0.0], Kind::ColumnStore, &settings);
    let solution = tier.drawing.solve();
    // The three nodes that keep the celebrity share its 360 reads and half of the other 840.
    let (hot, cold) = (120.0 + 140.0, 140.0);
    assert_groups(&solution, tier.store, Resource::Cores, &[hot * 0.001 / 2.0, cold * 0.001 / 2.0]);
    assert_groups(&solution, tier.store, Resource::Disk, &[hot / 2_000.0, cold / 2_000.0]);
}

#[test]
fn the_kind_of_query_decides_the_work() {
    for (pattern, time) in [
        (Choice::KeyLookup, Parameter::KeyLookupTime),
        (Choice::RangeScan, Parameter::RangeScanTime),
        (Choice::Join, Parameter::JoinTime),
        (Choice::Traversal, Parameter::TraversalTime),
        (Choice::FullText, Parameter::FullTextTime),
        (Choice::Aggregate, Parameter::AggregateTime),
    ] {
        for kind in [Kind::DocumentStore, Kind::ColumnStore, Kind::GraphStore, Kind::SearchEngine] {
            let mut settings = quorum(1.0, 1.0, 1.0);
            settings.extend([number(Parameter::Instances, 1.0), choice(Parameter::AccessPattern, pattern)]);
            settings.extend([number(time, 0.0123), number(Parameter::Cores, 4.0)]);
            let tier = tier(100.0, [0.0, 1.0, 0.0], kind, &settings);
            assert_groups(&tier.drawing.solve(), tier.store, Resource::Cores, &[100.0 * 0.0123 / 4.0]);
        }
    }
}

#[test]
fn nodes_without_a_shard_do_nothing() {
    let mut settings = quorum(2.0, 1.0, 1.0);
    settings.extend([number(Parameter::Instances, 6.0), number(Parameter::Shards, 2.0)]);
    settings.extend([number(Parameter::Cores, 1.0), number(Parameter::FullTextTime, 0.004)]);
    let tier = tier(100.0, [0.0, 1.0, 0.0], Kind::SearchEngine, &settings);
    let solution = tier.drawing.solve();
    assert_groups(&solution, tier.store, Resource::Cores, &[100.0 * 0.004 / 4.0]);
    assert_eq!(solution.diagnostics[0].code, DiagnosticCode::NodesWithoutData);
}

fn shards(number_of: f64, more: &[(Parameter, Value)]) -> Vec<(Parameter, Value)> {
    let mut settings = vec![
        number(Parameter::Shards, number_of),
        number(Parameter::Cores, 2.0),
        number(Parameter::ReadTime, 0.001),
        number(Parameter::WriteTime, 0.002),
        number(Parameter::ZipfExponent, 0.0),
        number(Parameter::ScatterShare, 0.0),
        number(Parameter::BufferHitRatio, 1.0),
    ];
    settings.extend_from_slice(more);
    settings
}

#[test]
fn the_hottest_shard_is_the_limit() {
    let settings = shards(4.0, &[number(Parameter::CelebrityShare, 0.2)]);
    let mut tier = tier(1_000.0, [0.0, 1.0, 0.0], Kind::ShardedDatabase, &settings);
    tier.drawing.set(tier.users, &[number(Parameter::Objects, 10.0)]);
    // The most popular of ten equal objects is on it as well.
    let hot = 0.2 + 0.8 * (0.1 + 0.9 / 4.0);
    let each = |share: f64| 1_000.0 * share * 0.001 / 2.0;
    assert_groups(&tier.drawing.solve(), tier.store, Resource::Cores, &[each(hot), each((1.0 - hot) / 3.0)]);
    let plan = compile(&tier.drawing.document);
    let moved = plan.components.iter().find_map(|planned| planned.moved_share);
    assert_close(moved.expect("it has shards"), 0.2, 1e-12);
}

#[test]
fn a_query_over_all_shards_works_at_each_of_them() {
    let scattered = shards(4.0, &[number(Parameter::ScatterShare, 0.1)]);
    let tier_of = |settings| tier(1_000.0, [0.0, 0.8, 0.2], Kind::ShardedDatabase, settings);
    let drawn = tier_of(&scattered);
    let busy = |visits: f64, writes: f64| (visits * 0.001 + writes * 0.002) / 4.0 / 2.0;
    let solution = drawn.drawing.solve();
    let close = |solution: &Solution, id, hand: f64| {
        // A popular object of a million weighs next to nothing.
        for group in groups(solution, id, Resource::Cores) {
            assert_close(group, hand, 1e-5);
        }
    };
    close(&solution, drawn.store, busy(720.0 + 80.0 * 4.0, 200.0));
    assert!(at_once(&compile(&drawn.drawing.document)).contains(&(4.0, 4.0)));
    let mut settings = scattered.clone();
    settings.push((Parameter::Denormalised, Value::Flag(true)));
    let drawn = tier_of(&settings);
    close(&drawn.drawing.solve(), drawn.store, busy(800.0, 400.0));
}

fn replica(instances: f64) -> Vec<(Parameter, Value)> {
    let mut settings = core_database(4.0, 0.001);
    settings.extend([number(Parameter::Instances, instances), number(Parameter::Iops, 1_000_000.0)]);
    settings
}

/// A primary and two replicas on one card; 1,000 requests per second, a fifth of them writes.
fn replicated(replication: Choice) -> (Tier, ComponentId) {
    replicated_at(1_000.0, replication)
}

fn replicated_at(rate: f64, replication: Choice) -> (Tier, ComponentId) {
    let settings = primary(&[choice(Parameter::Replication, replication)]);
    let mut tier = tier(rate, [0.0, 0.8, 0.2], Kind::RelationalDatabase, &settings);
    let copies = tier.drawing.add(Kind::ReadReplica, &replica(2.0));
    tier.drawing.near(tier.web, copies);
    tier.drawing.link(tier.store, copies, &[number(Parameter::Latency, 0.005)]);
    (tier, copies)
}

#[test]
fn every_instance_of_a_replica_applies_every_write() {
    for replication in [Choice::Asynchronous, Choice::SemiSynchronous, Choice::Synchronous] {
        let (tier, copies) = replicated(replication);
        let solution = tier.drawing.solve();
        assert_groups(&solution, tier.store, Resource::Cores, &[200.0 * 0.002 / 8.0]);
        assert_groups(&solution, copies, Resource::Cores, &[(400.0 * 0.001 + 200.0 * 0.002) / 4.0]);
        assert_groups(&solution, copies, Resource::Disk, &[200.0 * 2.0 / 1e6]);
        // Copies are no requests.
        assert_close(component(&solution, copies).arrival_per_s, 800.0, 1e-9);
        let waited = at_once(&compile(&tier.drawing.document));
        let expected: &[(f64, f64)] = match replication {
            Choice::Asynchronous => &[],
            Choice::SemiSynchronous => &[(2.0, 1.0)],
            _ => &[(2.0, 2.0)],
        };
        assert!(waited.iter().all(|one| expected.contains(one)) && waited.is_empty() == expected.is_empty());
    }
}

/// Four cores: reads of 1 ms and copied writes of 2 ms share them in turn, and what is not applied stays in the log.
#[test]
fn a_replica_that_cannot_keep_up_falls_behind_without_end() {
    let (mut tier, copies) = replicated_at(14_000.0, Choice::Asynchronous);
    let web = Rc::make_mut(tier.drawing.document.components.get_mut(&tier.web).expect("it is drawn"));
    web.settings.insert(Parameter::Instances, Value::Number(100.0));
    let solution = tier.drawing.solve();
    assert!(solution.converged);
    let replica = component(&solution, copies);
    let growth = replica.backlog.expect("it has a log").growth_per_s;
    let written = solution.classes.iter().find(|class| class.class == Class::Write).expect("they write").goodput_per_s;
    let applied = 2.0 * written - growth;
    assert!(growth > 0.0 && applied > 0.0, "{growth} {applied}");
    assert_close((replica.throughput_per_s * 0.001 + applied * 0.002) / 8.0, 1.0, 1e-5);
    assert_close(replica.stale_share.expect("reads may be old"), 1.0, 1e-9);
}

#[test]
fn only_reads_at_copies_that_a_commit_does_not_wait_for_are_old() {
    let (tier, _) = replicated(Choice::Asynchronous);
    let plan = compile(&tier.drawing.document);
    let [stale] = &plan.staleness[..] else { panic!("one replica: {:?}", plan.staleness) };
    assert_eq!(stale.window, Window::After(0.1 + 0.005));
    let primary = plan.components.iter().find(|part| part.id == tier.store).expect("it is planned");
    assert!(stale.writes.len() == 1 && stale.writes.iter().all(|node| primary.nodes.contains(node)));
    assert!(plan.jobs.iter().all(|job| !job.counted && !job.feedback), "copies stand before their primary");
    let (tier, _) = replicated(Choice::Synchronous);
    assert!(compile(&tier.drawing.document).staleness.is_empty());
}

#[test]
fn a_replica_takes_the_place_of_its_primary() {
    let (mut tier, copies) = replicated(Choice::Asynchronous);
    tier.drawing.fail(tier.store, Fault::Down);
    let solution = tier.drawing.solve();
    assert_close(solution.goodput_per_s, 1_000.0, 1e-9);
    assert_groups(&solution, copies, Resource::Cores, &[(400.0 * 0.001 + 200.0 * 0.002) / 4.0]);
    assert!(solution.diagnostics.iter().any(|finding| finding.code == DiagnosticCode::Promoted));
    tier.drawing.fail(copies, Fault::Down);
    assert_eq!(tier.drawing.solve().goodput_per_s, 0.0);
}

#[test]
fn primaries_share_the_writes_and_apply_each_others() {
    let settings = primary(&[choice(Parameter::Primaries, Choice::MultiPrimary)]);
    for both_ways in [false, true] {
        let mut tier = tier(1_000.0, [0.0, 0.5, 0.5], Kind::RelationalDatabase, &settings);
        let other = tier.drawing.add(Kind::RelationalDatabase, &settings);
        tier.drawing.near(tier.web, other);
        tier.drawing.near(tier.store, other);
        if both_ways {
            tier.drawing.near(other, tier.store);
        }
        let plan = compile(&tier.drawing.document);
        assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
        assert_eq!(plan.jobs.iter().filter(|job| !job.counted).count(), 2, "writes at each; no job writes");
        assert!(plan.jobs.iter().any(|job| job.feedback), "one of the two stands behind the other");
        let writes = |id: ComponentId| component(&tier.drawing.solve(), id).arrival_per_s;
        assert_close(writes(tier.store), 500.0, 1e-9);
        assert_close(writes(other), 500.0, 1e-9);
    }
}

#[test]
fn writes_reach_copies_of_copies_once() {
    let mut tier = tier(1_000.0, [0.0, 0.0, 1.0], Kind::RelationalDatabase, &primary(&[]));
    let standby = tier.drawing.add(Kind::RelationalDatabase, &primary(&[]));
    let copies = tier.drawing.add(Kind::ReadReplica, &replica(3.0));
    tier.drawing.near(tier.store, standby);
    tier.drawing.near(standby, copies);
    tier.drawing.near(tier.store, copies);
    let busy = |drawing: &Drawing, id| groups(&drawing.solve(), id, Resource::Cores)[0];
    assert_close(busy(&tier.drawing, standby), 1_000.0 * 0.002 / 8.0, 1e-9);
    assert_close(busy(&tier.drawing, copies), 1_000.0 * 0.002 / 4.0, 1e-9);
    // The standby comes first, though only the primary is known to the service.
    tier.drawing.fail(tier.store, Fault::Down);
    assert_close(component(&tier.drawing.solve(), standby).arrival_per_s, 1_000.0, 1e-9);
    assert_close(busy(&tier.drawing, copies), 1_000.0 * 0.002 / 4.0, 1e-9);
}

#[test]
fn partitions_spare_reads_the_scan_of_the_others() {
    let parts = [number(Parameter::Partitions, 4.0), number(Parameter::ScannedShare, 0.6)];
    let mut settings = primary(&parts);
    settings.extend([number(Parameter::BufferHitRatio, 0.0), number(Parameter::Iops, 10_000.0)]);
    let tier = tier(1_000.0, [0.0, 0.5, 0.5], Kind::RelationalDatabase, &settings);
    let solution = tier.drawing.solve();
    let left = 1.0 - 0.6 + 0.6 / 4.0;
    assert_groups(&solution, tier.store, Resource::Cores, &[(500.0 * 0.001 * left + 500.0 * 0.002) / 8.0]);
    assert_groups(&solution, tier.store, Resource::Disk, &[(500.0 * 2.0 * left + 500.0 * 2.0) / 10_000.0]);
}

#[test]
fn products_of_stores_need_no_more_than_they_bring() {
    for &product in Product::ALL {
        let kind = product.spec().kind;
        let mut tier = tier(10.0, [0.0, 0.5, 0.5], kind, &[]);
        let Some(part) = tier.drawing.document.components.get_mut(&tier.store) else { continue };
        std::rc::Rc::make_mut(part).product = Some(product);
        let wrong = [DiagnosticCode::CopiesBeyondNodes, DiagnosticCode::QuorumBeyondCopies];
        let found = tier.drawing.solve().diagnostics;
        assert!(found.iter().all(|finding| !wrong.contains(&finding.code)), "{product:?} {found:?}");
    }
}
