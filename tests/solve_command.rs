//! The command line, run as users run it.

mod command_support;
mod solve_support;

use command_support::run;
use scaleground::model::catalog::Kind;
use serde_json::Value;
use solve_support::Drawing;

fn topology() -> String {
    let mut drawing = Drawing::new();
    let users = drawing.add(Kind::Users, &[]);
    let web = drawing.add(Kind::WebServer, &[]);
    drawing.near(users, web);
    scaleground::share::write_file(&drawing.document)
}

#[test]
fn it_prints_the_solution_as_json() {
    let output = run(&["solve", "-", "--users", "86400"], &topology());
    assert!(output.status.success());
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    // 50 requests a day, twice as many at the peak, from 86,400 users.
    let offered = answer["offered_per_s"].as_f64().expect("a number");
    assert!((offered - 100.0).abs() < 1e-9, "{offered}");
    assert_eq!(answer["format"], "scaleground-solution-1");
    assert_eq!(answer["converged"], true);
    assert_eq!(answer["classes"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["bottleneck"]["resource"], "cores");
}

#[test]
fn it_prints_cost_availability_and_what_runs() {
    let output = run(&["solve", "-", "--users", "86400"], &topology());
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    // One machine of 4 cores; 40 kB files and 20 kB answers at 50 requests per second on average.
    let machine = 0.1632 * 730.0;
    let gigabytes = 50.0 * (0.6 * 40_000.0 + 0.4 * 20_000.0) * 730.0 * 3_600.0 / 1e9;
    let cost = &answer["cost"];
    let close = |value: &Value, expected: f64| {
        let got = value.as_f64().expect("a number");
        assert!((got / expected - 1.0).abs() < 1e-6, "{got} instead of {expected}");
    };
    close(&cost["usd_per_month"], machine + 0.09 * gigabytes);
    close(&cost["by_component"][0]["parts"]["machines_usd_per_month"], machine);
    close(&cost["egress"]["internet_gb_per_month"], gigabytes);
    close(&cost["usd_per_million_requests"], (machine + 0.09 * gigabytes) / (50.0 * 730.0 * 3_600.0 / 1e6));
    // Two failures a year, an hour of repair each and the quarter of an hour until users complain.
    close(&answer["availability"]["total"]["downtime_min_per_year"], 525_600.0 * 1.25 / (4_380.0 + 1.25));
    let web = answer["components"].as_array().expect("a list").iter().find(|one| one["kind"] == "web-server");
    assert_eq!(web.expect("it is there")["instances"], 1.0);
    assert_eq!(answer["stale_read_share"], 0.0);
    for absent in ["other_steady_state", "bracket", "capacity"] {
        assert!(answer[absent].is_null(), "{absent}");
    }
    assert_eq!(answer["groups"].as_array().map(Vec::len), Some(0));
}

#[test]
fn it_searches_for_the_capacity_where_that_is_asked() {
    let output = run(&["solve", "-", "--capacity"], &topology());
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let capacity = &answer["capacity"];
    let users = capacity["users"].as_f64().expect("a number");
    let breaking = answer["breaking_point"]["users"].as_f64().expect("a number");
    assert!(users > 0.9 * breaking && users < 1.1 * breaking, "{users} and {breaking}");
    assert_eq!(capacity["limited_by"]["resource"], "cores");
    assert!(
        capacity["limited_by"]["objective"]["measured"].as_f64()
            > capacity["limited_by"]["objective"]["promised"].as_f64()
    );
    assert_eq!(capacity["availability"][0]["met"], true);
}

#[test]
fn bad_input_is_one_line_and_status_2() {
    let missing: &[&str] = &["solve", "/no/such/file.json"];
    for (arguments, input) in [
        (missing, ""),
        (&["solve", "-"], "not json"),
        (&["solve", "-"], "{}"),
        (&["solve", "-"], &topology().replace("web-server", "teapot")),
        (&["solve", "-", "--users", "0"], &topology()),
        (&["solve", "-", "--users", "NaN"], &topology()),
    ] {
        let output = run(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn it_plays_a_topology_the_same_way_each_time() {
    let arguments = ["simulate", "-", "--users", "86400", "--horizon", "200", "--seed", "7", "--replications", "3"];
    let output = run(&arguments, &topology());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, run(&arguments, &topology()).stdout);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(answer["format"], "scaleground-simulation-1");
    let runs = answer["replications"].as_array().expect("a list");
    assert_eq!(runs.len(), 3);
    assert!(runs[0]["hash"] != runs[1]["hash"] && runs[0]["seed"] == 7 && runs[2]["seed"] == 9, "{answer}");
    let offered: f64 =
        answer["classes"].as_array().into_iter().flatten().filter_map(|c| c["offered_per_s"].as_f64()).sum();
    // A hundred requests per second for 540 seconds.
    assert!((offered - 100.0).abs() < 4.0 * (100.0_f64 / 540.0).sqrt(), "{offered}");
    for wrong in [["--horizon", "0"], ["--warm-up", "1e99"], ["--replications", "0"]] {
        let said = run(&[&arguments[..4], &wrong[..]].concat(), &topology());
        assert_eq!(said.status.code(), Some(2), "{wrong:?}");
    }
}
