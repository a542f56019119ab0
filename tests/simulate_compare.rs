//! `scaleground simulate --compare`: two versions under the same scenario and seeds, pair by pair.

mod command_support;

use std::path::PathBuf;

use scaleground::model::Document;
use scaleground::{lessons, share};
use serde_json::Value;

fn example(key: &str) -> Document {
    (lessons::example(key).expect("the example is there").build)()
}

/// A file of its own for each test: they run at once.
fn file_of(document: &Document, name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("scaleground-{}-{name}.json", std::process::id()));
    std::fs::write(&path, share::write_file(document)).expect("a temporary file can be written");
    path
}

fn compared(first: &Document, other: &Document, name: &str, arguments: &[&str]) -> Value {
    let path = file_of(other, name);
    let path_text = path.to_str().expect("plain letters");
    let all = [&["simulate", "-", "--compare", path_text], arguments].concat();
    let output = command_support::run(&all, &share::write_file(first));
    std::fs::remove_file(&path).expect("it was there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

fn figure<'a>(answer: &'a Value, phase: &str, figure: &str) -> &'a Value {
    let phases = answer["differences"].as_array().expect("a list");
    let phase = phases.iter().find(|own| own["phase"] == phase).expect("the phase is there");
    let figures = phase["figures"].as_array().expect("a list");
    figures.iter().find(|own| own["figure"] == figure).expect("the figure is there")
}

#[test]
fn a_store_keeps_the_sessions_that_servers_lose() {
    let arguments = ["--horizon", "60", "--replications", "5"];
    let answer = compared(&example("sticky-sessions"), &example("kept-sessions"), "sessions", &arguments);
    assert_eq!(answer["left_out"], 0);
    // The same seeds bring the same requests to both.
    let offered = |answer: &Value| answer["phases"][1]["offered_per_s"].as_f64().expect("a number");
    assert_eq!(offered(&answer), offered(&answer["compared"]));
    // A quarter of 36,000 users, in each run; none with a store. By hand in tests/lessons_failing.rs.
    let sessions = figure(&answer, "during", "sessions_lost");
    let lost = -sessions["difference"]["value"].as_f64().expect("a number");
    assert!((lost - 9_000.0).abs() < 5.0 * 82.0, "{sessions}");
    assert!(sessions["difference"]["high"].as_f64().expect("an interval") < -8_000.0);
    assert_eq!((sessions["second"]["value"].as_f64(), sessions["second_is"].as_str()), (Some(0.0), Some("better")));
    // The requests of the time until the checks find out fail all the same.
    let served = figure(&answer, "during", "served_share");
    assert_eq!(served["second_is"], "alike", "{served}");
}

#[test]
fn a_version_beside_itself_is_alike_in_every_figure() {
    let document = example("region-loss");
    let answer = compared(&document, &document, "itself", &["--horizon", "90", "--replications", "3"]);
    let phases = answer["differences"].as_array().expect("a list");
    assert_eq!(phases.len(), 3);
    for figure in phases.iter().flat_map(|phase| phase["figures"].as_array().cloned().unwrap_or_default()) {
        assert_eq!(figure["difference"]["value"].as_f64(), Some(0.0), "{figure}");
        assert_eq!(figure["second_is"], "alike", "{figure}");
    }
}

#[test]
fn what_has_no_place_in_the_other_version_is_counted_and_no_scenario_is_one_part() {
    // A region to be lost, and no region in the other.
    let answer = compared(&example("region-loss"), &example("stage-3"), "elsewhere", &["--horizon", "40"]);
    assert_eq!(answer["left_out"], 1);
    let mut calm = example("region-loss");
    calm.scenario.incidents.clear();
    let answer = compared(&calm, &calm, "calm", &["--horizon", "20"]);
    let phases: Vec<&str> = answer["differences"]
        .as_array()
        .map(|phases| phases.iter().filter_map(|phase| phase["phase"].as_str()).collect())
        .unwrap_or_default();
    assert_eq!((phases, answer["phases"].is_null()), (vec!["before"], true));
}
