//! `scaleground check`, run as users run it.

mod command_support;

use std::process::Output;

use serde_json::{Value, json};

/// Runs `scaleground check` with `input` on its standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    command_support::run(&[&["check"], arguments].concat(), input)
}

/// One exponential server at 30 %: 7 a second, 3/70 s each.
fn one_queue() -> Value {
    json!({"format": "scaleground-reference-1", "cases": [{
        "id": "one",
        "model": "queue",
        "params": {
            "arrival_rate_per_s": 7.0, "arrivals": "poisson", "servers": 1,
            "service": {"distribution": "exponential", "mean_s": 3.0 / 70.0, "scv": 1.0},
            "capacity": null, "discipline": "fifo"
        },
        "expected": {
            "utilization": {"value": 0.3, "tolerance_solve": 1e-9, "tolerance_simulate": 0.01},
            "wait_probability": {"value": 0.3, "tolerance_solve": 1e-9},
            "response_mean_s": {"value": 3.0 / 49.0, "tolerance_solve": 1e-6},
            "response_p99_s": {"value": 3.0 / 49.0 * 100.0_f64.ln(), "tolerance_simulate": 0.05}
        },
        "source": "M/M/1"
    }]})
}

#[test]
fn it_compares_what_is_asked_of_the_solver() {
    let output = run(&["-", "--json"], &one_queue().to_string());
    assert_eq!(output.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(answer["failed"], 0);
    let rows = answer["cases"].as_array().expect("a list");
    // The percentile has no tolerance for the steady state.
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert_eq!(row["id"], "one");
        assert_eq!(row["solver"], "solve");
        assert_eq!(row["pass"], true);
        assert_eq!(row["interval"], Value::Null);
        let (got, expected) = (row["got"].as_f64().expect("a number"), row["expected"].as_f64().expect("a number"));
        let error = row["relative_error"].as_f64().expect("a number");
        assert!((error - (got / expected - 1.0).abs()).abs() < 1e-12, "{row}");
        assert!(error <= row["tolerance"].as_f64().expect("a number"));
    }
}

#[test]
fn whatever_falls_short_is_status_1() {
    let mut wrong = one_queue();
    wrong["cases"][0]["expected"]["utilization"]["value"] = json!(0.31);
    let output = run(&["-"], &wrong.to_string());
    assert_eq!(output.status.code(), Some(1));
    let table = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(table.contains("3 figures, 1 failed"), "{table}");

    let mut strange = one_queue();
    strange["cases"][0]["expected"]["colour"] = json!({"value": 3.0, "tolerance_solve": 0.1});
    let output = run(&["-", "--json"], &strange.to_string());
    assert_eq!(output.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(answer["failed"], 1);
    let row = answer["cases"].as_array().expect("a list").iter().find(|row| row["metric"] == "colour").expect("a row");
    assert_eq!((&row["got"], &row["pass"]), (&Value::Null, &json!(false)));
}

/// Each change with what the one line on standard error has to name.
#[test]
fn a_file_that_cannot_be_used_is_one_line_and_status_2() {
    let changed = |change: fn(&mut Value)| {
        let mut file = one_queue();
        change(&mut file);
        file.to_string()
    };
    for (input, named) in [
        ("not json".to_owned(), vec!["line 1"]),
        ("{}".to_owned(), vec!["format", "scaleground-reference-1"]),
        (changed(|file| file["format"] = json!("scaleground-reference-9")), vec!["format"]),
        (changed(|file| file["more"] = json!(1)), vec!["more", "take it out"]),
        (changed(|file| file["cases"][0]["id"] = Value::Null), vec!["cases[0]", "id"]),
        (changed(|file| file["cases"][0]["model"] = json!("teapot")), vec!["one", "model", "teapot", "lb_cache_db"]),
        (changed(|file| file["cases"][0]["params"]["servers"] = json!(1.5)), vec!["one", "params.servers", "whole"]),
        (changed(|file| file["cases"][0]["params"]["server"] = json!(1)), vec!["one", "params.server:", "servers"]),
        (
            changed(|file| drop(file["cases"][0]["params"]["service"].as_object_mut().map(|map| map.remove("mean_s")))),
            vec!["one", "params.service.mean_s", "missing", "above 0"],
        ),
        (
            changed(|file| drop(file["cases"][0].as_object_mut().map(|map| map.remove("expected")))),
            vec!["one", "expected", "missing"],
        ),
        (
            changed(|file| file["cases"][0]["expected"]["utilization"] = json!({"tolerance_solve": 0.1})),
            vec!["one", "expected.utilization.value", "missing"],
        ),
        (
            changed(|file| {
                let twice = file["cases"][0].clone();
                file["cases"].as_array_mut().into_iter().for_each(|cases| cases.push(twice.clone()));
            }),
            vec!["one", "twice"],
        ),
    ] {
        refused(&run(&["-"], &input), &named);
    }
    refused(&run(&["/no/such/cases.json"], ""), &["/no/such/cases.json"]);
}

#[test]
fn the_simulation_is_held_against_the_cases_too() {
    let output = run(&["-", "--solver", "simulate", "--json"], &one_queue().to_string());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let cases = printed["cases"].as_array().expect("a list");
    assert!(!cases.is_empty() && cases.iter().all(|row| row["solver"] == "simulate"), "{printed}");
    for row in cases {
        let [low, high, half, got] = ["low", "high", "half_width"]
            .map(|field| row["interval"][field].as_f64())
            .into_iter()
            .chain([row["got"].as_f64()])
            .map(|number| number.expect("a number"))
            .collect::<Vec<_>>()[..]
        else {
            panic!("{row}")
        };
        assert!(low < got && got < high && (2.0 * half - (high - low)).abs() < 1e-12, "{row}");
        assert_eq!(row["interval"]["number"], 10);
    }
}

#[track_caller]
fn refused(output: &Output, named: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(named.iter().all(|name| said.contains(name)), "{said} should name {named:?}");
    assert!(output.stdout.is_empty());
}
