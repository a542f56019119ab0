//! `scaleground simulate`, run as users run it: intervals, what was left out, and how long the run is beside the system.

mod command_support;

use scaleground::{lessons, share};
use serde_json::Value;

fn run(example: &str, arguments: &[&str]) -> Vec<u8> {
    let example = lessons::examples().iter().find(|known| known.key == example).expect("an example");
    let file = share::write_file(&(example.build)());
    let output = command_support::run(&[&["simulate", "-"], arguments].concat(), &file);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Not a terminal: nothing is said on the way.
    assert!(output.stderr.is_empty());
    output.stdout
}

fn json(text: &[u8]) -> Value {
    serde_json::from_slice(text).expect("it is JSON")
}

#[test]
fn threads_change_nothing() {
    let arguments = ["--horizon", "4", "--seed", "3", "--replications", "6", "--threads"];
    let run = |threads: &'static str| run("stage-3", &[&arguments[..], &[threads]].concat());
    let one = run("1");
    assert!(one == run("4"), "four threads say something else than one");
    let answer = json(&one);
    assert_eq!(answer["replications"].as_array().map(Vec::len), Some(6));
}

#[test]
fn replications_give_an_interval_that_holds_their_mean() {
    let answer = json(&run("stage-3", &["--horizon", "6", "--replications", "5"]));
    let findings = &answer["findings"];
    assert_eq!((findings["steady"].as_bool(), findings["confidence"].as_f64()), (Some(true), Some(0.95)));
    let share = findings["left_out_share"].as_f64().expect("a share");
    assert!((0.1 - 1e-9..0.6).contains(&share), "{share}");
    let class = &findings["classes"][1];
    for figure in ["offered_per_s", "goodput_per_s", "response_mean_s", "response_p99_s"] {
        let figure = &class[figure];
        let [value, low, high, half] =
            ["value", "low", "high", "half_width"].map(|field| figure[field].as_f64().expect("a number"));
        assert!(low < value && value < high, "{class}");
        assert!((half - (high - low) / 2.0).abs() < 1e-12 * high);
        assert_eq!((figure["kind"].as_str(), figure["number"].as_u64()), (Some("replications"), Some(5)));
    }
}

#[test]
fn one_run_is_cut_into_batches() {
    let answer = json(&run("stage-2", &["--horizon", "40"]));
    let mean = &answer["findings"]["classes"][1]["response_mean_s"];
    assert_eq!(mean["kind"], "batches");
    assert!(mean["number"].as_u64().is_some_and(|number| number >= 20), "{mean}");
}

#[test]
fn a_run_that_is_too_short_says_so() {
    let short = json(&run("stage-2", &["--horizon", "0.05"]));
    assert_eq!(short["window"]["worth"], "too_short");
    assert_eq!(short["window"]["forgets"]["what"], "line");
    let class = &short["findings"]["classes"][1];
    assert_eq!(class["response_p99_s"]["no_interval"], "too_short", "{class}");
    let wanted_s = short["window"]["wanted_s"].as_f64().expect("seconds");
    let long = json(&run("stage-2", &["--horizon", &(1.01 * wanted_s).to_string()]));
    assert_eq!(long["window"]["worth"], "good");
}

#[test]
fn what_cannot_keep_up_is_told() {
    // A single server at some four times what it can do.
    let answer = json(&run("stage-1", &["--users", "400000", "--horizon", "20"]));
    assert_ne!(answer["window"]["worth"], "good");
    let forgets = &answer["window"]["forgets"];
    assert!(forgets["utilization"].as_f64().is_some_and(|utilization| utilization > 1.0), "{forgets}");
}

#[test]
fn a_series_adds_up_to_the_run() {
    let answer = json(&run("stage-2", &["--horizon", "10", "--warm-up", "0", "--series", "0.5"]));
    let run = &answer["replications"][0];
    let points = run["series"].as_array().expect("a list");
    assert_eq!(points.len(), 20);
    let of = |point: &Value| {
        let classes = point["classes"].as_array().cloned().unwrap_or_default();
        let read = classes.into_iter().find(|class| class["class"] == "read");
        read.map_or((0, 0.0), |class| {
            let number = class["response"]["number"].as_u64().unwrap_or_default();
            (number, number as f64 * class["response"]["mean_s"].as_f64().unwrap_or_default())
        })
    };
    let (number, seconds) = points.iter().map(of).fold((0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let whole = of(run);
    assert_eq!(number, whole.0);
    assert!((seconds / whole.1 - 1.0).abs() < 1e-9, "{seconds} {}", whole.1);
}
