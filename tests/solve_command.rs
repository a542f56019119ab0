//! The command line, run as users run it.

mod solve_support;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use scaleground::model::catalog::Kind;
use serde_json::Value;
use solve_support::Drawing;

/// Runs the command with `input` on its standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scaleground"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command is built");
    // The command may refuse its arguments before it reads anything.
    let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

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
