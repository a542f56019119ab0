//! Reads a file of cases, format `scaleground-reference-1`: every case is fully understood or named in an error.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::case::{Case, Cases, Expected, Failing, System};
use super::error::{CheckError, Problem};
use super::fields::{Fields, Place, Range};
use super::system;

/// Name of the format, with its version.
pub const FORMAT: &str = "scaleground-reference-1";

/// The cases of a file.
pub fn read_cases(text: &str) -> Result<Cases, CheckError> {
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let mut fields = Fields::new(Place { case: None, path: String::new() }, &value)?;
    fields.name("format", &[(FORMAT, ())])?;
    let list = fields.list("cases", "a list of cases: [{\"id\", \"model\", \"params\", \"expected\"}, ...]")?;
    fields.finish()?;
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    for (position, value) in list.iter().enumerate() {
        let case = case(position, value)?;
        if !seen.insert(case.id.clone()) {
            return Err(Place { case: Some(case.id), path: "id".to_owned() }.error(Problem::Repeated));
        }
        cases.push(case);
    }
    Ok(Cases { cases })
}

fn not_json(error: &serde_json::Error) -> CheckError {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned();
    CheckError::NotJson { line: error.line(), column: error.column(), what }
}

fn case(position: usize, value: &Value) -> Result<Case, CheckError> {
    let id = value.get("id").and_then(Value::as_str);
    let name = id.map_or_else(|| format!("cases[{position}]"), str::to_owned);
    let place = Place { case: Some(name.clone()), path: String::new() };
    let mut fields = Fields::new(place, value)?;
    let written = fields.required("id", "a name that no other case has")?;
    if written.as_str().is_none_or(str::is_empty) {
        return Err(fields.place("id").wrong("a name that no other case has"));
    }
    let model = fields.name("model", system::MODELS)?;
    let params = fields.required("params", "an object with the model's parameters")?;
    let system = model(Fields::new(fields.place("params"), params)?)?;
    let listed = fields.required("expected", "an object with the known figures: {METRIC: {\"value\", ...}}")?;
    let expected = expected(&fields.place("expected"), listed)?;
    let (source, note) = (text(&mut fields, "source")?, text(&mut fields, "note")?);
    fields.finish()?;
    Ok(Case { id: name, system, expected, source, note })
}

/// A text that may be missing.
fn text(fields: &mut Fields<'_>, name: &'static str) -> Result<String, CheckError> {
    let place = fields.place(name);
    let Some(value) = fields.optional(name) else { return Ok(String::new()) };
    value.as_str().map(str::to_owned).ok_or_else(|| place.wrong("a text"))
}

fn expected(place: &Place, value: &Value) -> Result<BTreeMap<String, Expected>, CheckError> {
    let metrics = value.as_object().ok_or_else(|| place.wrong("an object: {METRIC: {\"value\", ...}}"))?;
    let mut expected = BTreeMap::new();
    for (metric, value) in metrics {
        let mut fields = Fields::new(place.field(metric), value)?;
        let figure = Expected {
            value: fields.number("value", Range::Any)?,
            tolerance_solve: fields.optional_number("tolerance_solve", Range::NotNegative)?,
            tolerance_simulate: fields.optional_number("tolerance_simulate", Range::NotNegative)?,
        };
        fields.finish()?;
        expected.insert(metric.clone(), figure);
    }
    Ok(expected)
}

/// The rates of failure and repair that stand in an object.
pub(super) fn failing(fields: &mut Fields<'_>) -> Result<Failing, CheckError> {
    Ok(Failing {
        mtbf_h: fields.number("mtbf_h", Range::Positive)?,
        mttr_h: fields.number("mttr_h", Range::NotNegative)?,
    })
}

/// Reads the parameters of one model.
pub(super) type Reader = fn(Fields<'_>) -> Result<System, CheckError>;
