//! The examples: they can be opened and passed on, they are drawn cleanly, and they show what their texts say.

use scaleground::base::geometry::Rect;
use scaleground::editor::route::Route;
use scaleground::lessons::{Example, Group, TEXTS, examples, find, stack_overflow as day};
use scaleground::model::catalog::{Kind, Role};
use scaleground::model::{ComponentId, Document, Severity};
use scaleground::share::link;
use scaleground::solve::{BreakingPoint, ComponentResult, Resource, Solution, solve_document};
use scaleground::text::{Language, message};

fn built() -> impl Iterator<Item = (&'static Example, Document)> {
    examples().iter().map(|example| (example, (example.build)()))
}

fn build(key: &str) -> Document {
    (find(key).expect("an example of this key").build)()
}

/// Bounds of everything that is no container.
fn cards(document: &Document) -> Vec<(ComponentId, Rect)> {
    let cards = document.components.iter().filter(|(_, component)| !component.kind.spec().container);
    cards.map(|(id, component)| (*id, component.bounds())).collect()
}

#[test]
fn keys_are_different_and_are_found() {
    for (index, example) in examples().iter().enumerate() {
        assert_eq!(examples().iter().position(|other| other.key == example.key), Some(index), "{}", example.key);
        assert_eq!(find(example.key).map(|found| found.key), Some(example.key));
    }
    assert!(find("no-such-example").is_none());
    assert!(find(scaleground::lessons::FIRST).is_some());
}

#[test]
fn every_example_has_its_texts_in_both_languages() {
    for language in Language::ALL {
        for example in examples() {
            for part in TEXTS {
                let key = format!("example-{}-{part}", example.key);
                let text = message(*language, &key, &[]);
                assert!(!text.is_empty() && !text.contains(&key), "{} {key}: {text}", language.tag());
            }
        }
    }
}

#[test]
fn every_setting_is_one_that_the_catalogue_allows() {
    for (example, document) in built() {
        for component in document.components.values() {
            for (parameter, value) in &component.settings {
                let spec = component.kind.spec().parameter(*parameter);
                assert!(spec.is_some_and(|spec| spec.accepts(*value)), "{}: {parameter:?} {value:?}", example.key);
            }
        }
        for line in document.links.values() {
            let role = document.role(line);
            assert!(role.is_some(), "{}: a link between kinds that cannot be connected", example.key);
            for (parameter, value) in &line.settings {
                let specs = role.map_or(&[][..], Role::parameters);
                let spec = specs.iter().find(|spec| spec.parameter == *parameter);
                assert!(spec.is_some_and(|spec| spec.accepts(*value)), "{}: {parameter:?} {value:?}", example.key);
            }
        }
    }
}

#[test]
fn no_example_has_an_error_and_every_one_runs_without_loss() {
    for (example, document) in built() {
        let solution = solve_document(&document);
        let errors: Vec<_> = solution.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", example.key);
        assert!(solution.converged, "{}", example.key);
        assert!(solution.offered_per_s > 0.0, "{}", example.key);
        let lost = 1.0 - solution.goodput_per_s / solution.offered_per_s;
        assert!(lost.abs() < 1e-6, "{} loses {lost}", example.key);
    }
}

#[test]
fn every_example_survives_a_link_unchanged() {
    for (example, document) in built() {
        let opened = link::decode(&link::encode(&document)).expect("a link just made opens");
        assert!(opened.problems.is_empty(), "{}: {:?}", example.key, opened.problems);
        assert_eq!(opened.document, document, "{}", example.key);
    }
}

#[test]
fn cards_keep_their_distance_and_stand_on_the_grid() {
    for (example, document) in built() {
        let cards = cards(&document);
        for (index, (id, bounds)) in cards.iter().enumerate() {
            assert_eq!((bounds.left() % 20.0, bounds.top() % 20.0), (0.0, 0.0), "{} {id:?}", example.key);
            for (other, beside) in &cards[index + 1..] {
                assert!(!bounds.grown(20.0).overlaps(*beside), "{}: {id:?} {other:?}", example.key);
            }
        }
    }
}

#[test]
fn no_link_runs_across_a_card() {
    for (example, document) in built() {
        let cards = cards(&document);
        let bounds = |id: ComponentId| document.components[&id].bounds();
        for line in document.links.values() {
            let route = Route::between(bounds(line.from), bounds(line.to), 0.0);
            for (id, card) in cards.iter().filter(|(id, _)| *id != line.from && *id != line.to) {
                assert!(!route.crosses(*card), "{}: {line:?} crosses {id:?}", example.key);
            }
        }
    }
}

#[test]
fn containers_hold_exactly_what_stands_in_them() {
    for (example, document) in built() {
        let containers = document.components.iter().filter(|(_, component)| component.kind.spec().container);
        for (container, outer) in containers {
            for (id, component) in &document.components {
                let inside = component.place == Some(*container);
                let covered = id != container && outer.bounds().overlaps(component.bounds());
                assert_eq!(covered, inside, "{}: {id:?}", example.key);
                assert!(!inside || outer.bounds().encloses(component.bounds()), "{}: {id:?}", example.key);
            }
        }
    }
}

/// What each stage's text says gives way first.
const GIVES_WAY: [(&str, Kind, Resource); 7] = [
    ("single-server", Kind::SingleServer, Resource::Cores),
    ("database-apart", Kind::WebServer, Resource::Cores),
    ("scale-up", Kind::WebServer, Resource::Cores),
    ("load-balancer", Kind::RelationalDatabase, Resource::Cores),
    ("replication", Kind::ReadReplica, Resource::Cores),
    ("cache", Kind::WebServer, Resource::Cores),
    ("cdn", Kind::RelationalDatabase, Resource::Cores),
];

fn breaking_point(key: &str) -> BreakingPoint {
    solve_document(&build(key)).breaking_point.unwrap_or_else(|| panic!("{key} has a breaking point"))
}

#[test]
fn each_stage_gives_way_where_its_text_says() {
    for (key, kind, resource) in GIVES_WAY {
        let (document, point) = (build(key), breaking_point(key));
        assert_eq!((document.components[&point.component].kind, point.resource), (kind, resource), "{key}: {point:?}");
    }
}

#[test]
fn each_stage_gives_way_later_than_the_one_before_and_starts_near_its_limit() {
    let chapter: Vec<_> = examples().iter().filter(|example| example.group == Group::Chapter).collect();
    assert_eq!(chapter.len(), GIVES_WAY.len());
    let mut before = 0.0;
    for (example, (key, _, _)) in chapter.iter().zip(GIVES_WAY) {
        assert_eq!(example.key, key);
        let limit = breaking_point(key).users;
        assert!(limit > 1.1 * before, "{key} gives way at {limit}, the stage before at {before}");
        let share = (example.build)().users / limit;
        assert!((0.65..0.9).contains(&share), "{key} starts at {share} of its limit {limit}");
        before = limit;
    }
}

/// The loads of the chapter's own arithmetic: cores over core seconds per request, times what one user sends.
#[test]
fn the_first_stages_give_way_where_their_core_time_says() {
    let rate_of_one = 200.0 * 2.0 / 86_400.0;
    let (web_s, queries_s) = (0.8 * 0.0005 + 0.18 * 0.004 + 0.02 * 0.006, 4.0 * (0.18 * 0.001 + 0.02 * 0.002));
    let expected = [
        ("single-server", 2.0 / (web_s + queries_s)),
        ("database-apart", 2.0 / web_s),
        ("scale-up", 8.0 / web_s),
        ("load-balancer", 8.0 / queries_s),
        ("replication", 16.0 / (4.0 * 0.18 * 0.001)),
        ("cache", 48.0 / web_s),
        ("cdn", 8.0 / (4.0 * 0.02 * 0.002)),
    ];
    for (key, rate) in expected {
        let (limit, expected) = (breaking_point(key).users, rate / rate_of_one);
        assert!((limit / expected - 1.0).abs() < 0.02, "{key} gives way at {limit}, its core time says {expected}");
    }
}

fn of_kind<'a>(document: &Document, solution: &'a Solution, kind: Kind) -> &'a ComponentResult {
    let (id, _) = document.components.iter().find(|(_, component)| component.kind == kind).expect("it is drawn");
    &solution.components[id]
}

fn busy(result: &ComponentResult, resource: Resource) -> f64 {
    let found = result.resources.iter().find(|found| found.resource == resource);
    found.unwrap_or_else(|| panic!("{resource:?} in {result:?}")).busy
}

fn near(what: &str, solved: f64, published: f64) {
    assert!((solved / published - 1.0).abs() < 0.01, "{what}: solved {solved}, published {published}");
}

#[test]
fn the_rates_of_the_stack_overflow_day_follow_from_its_counts() {
    let document = build("stack-overflow");
    let solution = solve_document(&document);
    let rate = |kind| of_kind(&document, &solution, kind).arrival_per_s;
    near("requests per second", solution.goodput_per_s, day::HTTP_REQUESTS / day::DAY_S);
    near("queries per second", rate(Kind::RelationalDatabase), day::SQL_QUERIES / day::DAY_S);
    near("Redis operations per second", rate(Kind::KeyValueStore), day::REDIS_OPERATIONS / day::DAY_S);
    near("tag requests per second", rate(Kind::Service), day::TAG_REQUESTS / day::DAY_S);
}

#[test]
fn the_busy_servers_of_the_stack_overflow_day_follow_from_its_times() {
    let document = build("stack-overflow");
    let solution = solve_document(&document);
    let of = |kind, resource| busy(of_kind(&document, &solution, kind), resource);
    let day_ms = day::DAY_S * 1_000.0;
    near("web workers", of(Kind::WebServer, Resource::Workers), day::WEB_MS / day_ms);
    near("SQL Server", of(Kind::RelationalDatabase, Resource::Cores), day::SQL_MS / day_ms);
    near("Redis", of(Kind::KeyValueStore, Resource::Cores), day::REDIS_MS / day_ms);
    near("tag engine", of(Kind::Service, Resource::Workers), day::TAG_MS / day_ms);
}

#[test]
fn the_response_time_and_the_bytes_of_the_stack_overflow_day_follow_from_its_counts() {
    let document = build("stack-overflow");
    let solution = solve_document(&document);
    let response = solution.classes[0].response.as_ref().expect("requests are answered");
    near("mean response time", response.mean_s, day::WEB_MS / 1_000.0 / day::HTTP_REQUESTS);
    let entrance = document.links.iter().find(|(_, line)| document.role(line) == Some(Role::Visit));
    let bytes = solution.links[entrance.expect("users visit").0].bytes_per_s;
    near("bytes per second", bytes, day::HTTP_BYTES / day::DAY_S);
}
