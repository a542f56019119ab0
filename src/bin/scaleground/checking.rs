//! The outcome of a check, for people and as JSON.

use std::fmt::Write;

use scaleground::check::Row;
use serde_json::{Value, json};

/// Rows that do not pass.
pub(super) fn failed(rows: &[Row]) -> usize {
    rows.iter().filter(|row| !row.passes()).count()
}

/// A line per figure, and the sum.
pub(super) fn table(rows: &[Row]) -> String {
    let wide = |text: fn(&Row) -> &str, title: &str| {
        rows.iter().map(|row| text(row).chars().count()).max().unwrap_or_default().max(title.len())
    };
    let (ids, metrics) = (wide(|row| &row.id, "case"), wide(|row| &row.metric, "metric"));
    let mut text = format!(
        "{:<ids$}  {:<metrics$}  {:>15}  {:>15}  {:>10}  {:>10}  pass",
        "case", "metric", "expected", "got", "error", "tolerance"
    );
    if rows.iter().any(|row| row.interval.is_some()) {
        text.push_str("  95 % interval of got");
    }
    for row in rows {
        let got = row.got.map_or_else(|| "-".to_owned(), figure);
        let error = row.relative_error().map_or_else(|| "-".to_owned(), |error| format!("{error:.2e}"));
        let pass = if row.passes() { "yes" } else { "NO" };
        let (expected, tolerance) = (figure(row.expected), format!("{:.1e}", row.tolerance));
        let _ = write!(
            text,
            "\n{:<ids$}  {:<metrics$}  {expected:>15}  {got:>15}  {error:>10}  {tolerance:>10}  {pass}",
            row.id, row.metric
        );
        if let Some(interval) = row.interval {
            let apart = if pass == "NO" { "   " } else { "  " };
            let _ = write!(text, "{apart}{} to {}", figure(interval.low), figure(interval.high));
        }
    }
    let _ = write!(text, "\n{} figures, {} failed", rows.len(), failed(rows));
    text
}

/// Nine digits, in the shorter of the two ways to write them.
fn figure(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e9).contains(&size) {
        return format!("{value:.8e}");
    }
    let digits = if size >= 1.0 { 8 - size.log10().floor() as usize } else { 10 };
    format!("{value:.digits$}")
}

/// The rows as JSON; an error or a figure that is none or infinite is `null`.
pub(super) fn rows_as_json(rows: &[Row], solver: &str) -> String {
    let cases: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id,
                "solver": solver,
                "metric": row.metric,
                "expected": row.expected,
                "got": row.got,
                "relative_error": row.relative_error(),
                "tolerance": row.tolerance,
                "pass": row.passes(),
                "interval": row.interval.map(|interval| json!({
                    "confidence": 0.95,
                    "low": interval.low,
                    "high": interval.high,
                    "half_width": (interval.high - interval.low) / 2.0,
                    "kind": "replications",
                    "number": interval.batches,
                })),
            })
        })
        .collect();
    format!("{:#}", json!({ "cases": cases, "failed": failed(rows) }))
}
