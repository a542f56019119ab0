//! The content in positional JSON, for links: the same as in a file without the field names.
//!
//! `[2, title, users, components, links, faults, view, [seed], scenario, steps]` with a component as `[id, kind, x, y,
//! product, name, place + 1, settings, width, height]`, a link as `[id, from, to, settings]`, a fault as `[component,
//! instances, link + 1, kind, settings]`, a view as `[x, y, width, height]`, an incident of the scenario as `[from,
//! [until], fault]` and a step as `[caption, users, components, links, removed, [faults], [scenario]]`. 0 stands for a
//! field that is absent, and absent fields at
//! the end are left out. Whole numbers are written without a fraction. Version 1 ended at `faults`, each `[component,
//! instances]`, and had places without the 1 and no number before the title.

use serde_json::{Map, Number, Value};

use super::faults::{FileFault, FileIncident};
use super::steps::FileStep;
use super::v1::{self, FileComponent, FileLink, FileSettings, FileValue};
use super::v2::{FORMAT, File};
use super::view::FileView;

/// The largest whole number that every reader of JSON keeps exactly.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The version that is written.
const VERSION: u32 = 2;
/// How far the number of a place stands above its id, so that an id of 0 is told from no place at all.
const PLACE: u64 = 1;
/// Version 1 could not tell them.
const PLACE_V1: u64 = 0;

/// The positional form of `file`.
pub(in crate::share) fn write(file: &File) -> Value {
    row(vec![
        // Inside the checksum, so that nobody takes one version for another.
        VERSION.into(),
        text(&file.title),
        number(file.users),
        Value::Array(file.components.iter().map(write_component).collect()),
        Value::Array(file.links.iter().map(write_link).collect()),
        Value::Array(file.faults.iter().map(write_fault).collect()),
        file.view.map_or(Value::from(0), write_view),
        // In a row of its own, since 0 is a seed too.
        file.seed.map_or(Value::from(0), |seed| Value::Array(vec![seed.into()])),
        Value::Array(file.scenario.iter().map(write_incident).collect()),
        Value::Array(file.steps.iter().map(write_step).collect()),
    ])
}

fn write_component(component: &FileComponent) -> Value {
    row(vec![
        component.id.into(),
        text(&component.kind),
        number(component.x),
        number(component.y),
        component.product.as_deref().map_or(Value::from(0), text),
        text(&component.name),
        component.place.map_or(0, |place| u64::from(place) + 1).into(),
        write_settings(&component.settings),
        number(component.width.unwrap_or(0.0)),
        number(component.height.unwrap_or(0.0)),
    ])
}

fn write_link(link: &FileLink) -> Value {
    row(vec![link.id.into(), link.from.into(), link.to.into(), write_settings(&link.settings)])
}

fn write_fault(fault: &FileFault) -> Value {
    row(vec![
        fault.component.unwrap_or(0).into(),
        fault.instances.unwrap_or(0).into(),
        fault.link.map_or(0, |link| u64::from(link) + 1).into(),
        fault.kind.as_deref().map_or(Value::from(0), text),
        write_settings(&fault.settings),
    ])
}

fn write_incident(incident: &FileIncident) -> Value {
    let until = incident.until_s.map_or(Value::from(0), |until_s| Value::Array(vec![number(until_s)]));
    Value::Array(vec![number(incident.from_s), until, write_fault(&incident.fault)])
}

fn write_step(step: &FileStep) -> Value {
    row(vec![
        text(&step.caption),
        number(step.users.unwrap_or(0.0)),
        Value::Array(step.components.iter().map(write_component).collect()),
        Value::Array(step.links.iter().map(write_link).collect()),
        Value::Array(step.removed.iter().map(|id| (*id).into()).collect()),
        // In a row of its own: no faults are not the same faults.
        step.faults.as_ref().map_or(Value::from(0), |faults| {
            Value::Array(vec![Value::Array(faults.iter().map(write_fault).collect())])
        }),
        step.scenario.as_ref().map_or(Value::from(0), |scenario| {
            Value::Array(vec![Value::Array(scenario.iter().map(write_incident).collect())])
        }),
    ])
}

fn write_view(view: FileView) -> Value {
    Value::Array([view.x, view.y, view.width, view.height].map(number).to_vec())
}

fn write_settings(settings: &FileSettings) -> Value {
    if settings.is_empty() {
        return 0.into();
    }
    let entries = settings.iter().map(|(name, value)| {
        let value = match value {
            FileValue::Flag(flag) => Value::Bool(*flag),
            FileValue::Number(value) => number(*value),
            FileValue::Choice(name) => Value::from(name.as_str()),
        };
        (name.clone(), value)
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn text(text: &str) -> Value {
    if text.is_empty() { 0.into() } else { text.into() }
}

fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < LARGEST_WHOLE {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::from(0), Value::Number)
}

/// `fields` without the absent ones at the end.
fn row(mut fields: Vec<Value>) -> Value {
    while fields.len() > 1 && fields.last().is_some_and(is_absent) {
        fields.pop();
    }
    Value::Array(fields)
}

fn is_absent(value: &Value) -> bool {
    value.as_f64() == Some(0.0) || value.as_array().is_some_and(Vec::is_empty)
}

/// The content of a positional form; `None` where its shape is not ours.
pub(in crate::share) fn read(value: &Value) -> Option<File> {
    let fields = value.as_array().filter(|fields| fields.first() == Some(&VERSION.into()))?;
    Some(File {
        format: FORMAT.to_owned(),
        title: read_text(fields.get(1)?)?,
        users: fields.get(2)?.as_f64()?,
        components: read_rows(fields.get(3), |row| read_component(row, PLACE))?,
        links: read_rows(fields.get(4), read_link)?,
        faults: read_rows(fields.get(5), read_fault)?,
        view: fields.get(6).filter(|value| !is_absent(value)).map_or(Some(None), |value| read_view(value).map(Some))?,
        seed: fields.get(7).filter(|value| !is_absent(value)).map_or(Some(None), |value| read_seed(value).map(Some))?,
        scenario: read_rows(fields.get(8), read_incident)?,
        steps: read_rows(fields.get(9), read_step)?,
    })
}

/// The content of a positional form of version 1; `None` where its shape is not ours.
pub(in crate::share) fn read_v1(value: &Value) -> Option<v1::File> {
    let fields = value.as_array()?;
    Some(v1::File {
        title: read_text(fields.first()?)?,
        users: fields.get(1)?.as_f64()?,
        components: read_rows(fields.get(2), |row| read_component(row, PLACE_V1))?,
        links: read_rows(fields.get(3), read_link)?,
        faults: read_rows(fields.get(4), read_fault_v1)?,
    })
}

fn read_rows<T>(value: Option<&Value>, read: impl Fn(&[Value]) -> Option<T>) -> Option<Vec<T>> {
    value.map_or(Some(Vec::new()), |rows| rows.as_array()?.iter().map(|row| read(row.as_array()?)).collect())
}

fn read_component(fields: &[Value], offset: u64) -> Option<FileComponent> {
    let absent = Value::from(0);
    let field = |index: usize| fields.get(index).unwrap_or(&absent);
    let present = |index: usize| field(index).as_f64().filter(|value| *value != 0.0);
    Some(FileComponent {
        id: read_id(field(0))?,
        kind: read_text(field(1))?,
        x: field(2).as_f64()?,
        y: field(3).as_f64()?,
        product: Some(read_text(field(4))?).filter(|name| !name.is_empty()),
        name: read_text(field(5))?,
        place: read_shifted(field(6), offset).ok()?,
        settings: read_settings(field(7))?,
        width: present(8),
        height: present(9),
    })
}

fn read_link(fields: &[Value]) -> Option<FileLink> {
    Some(FileLink {
        id: read_id(fields.first()?)?,
        from: read_id(fields.get(1)?)?,
        to: read_id(fields.get(2)?)?,
        settings: fields.get(3).map_or(Some(FileSettings::new()), read_settings)?,
    })
}

fn read_fault_v1(fields: &[Value]) -> Option<v1::FileFault> {
    Some(v1::FileFault { component: read_id(fields.first()?)?, instances: read_present(fields.get(1)).ok()? })
}

fn read_fault(fields: &[Value]) -> Option<FileFault> {
    let link = fields.get(2).map_or(Ok(None), |value| read_shifted(value, 1)).ok()?;
    Some(FileFault {
        // Where there is no link it is a component, also one of the id 0.
        component: link
            .is_none()
            .then(|| fields.first().map_or(Some(0), read_id))
            .map_or(Some(None), |id| id.map(Some))?,
        instances: read_present(fields.get(1)).ok()?,
        link,
        kind: fields.get(3).map_or(Some(String::new()), read_text).map(|kind| Some(kind).filter(|k| !k.is_empty()))?,
        settings: fields.get(4).map_or(Some(FileSettings::new()), read_settings)?,
    })
}

fn read_incident(fields: &[Value]) -> Option<FileIncident> {
    let until = fields.get(1).filter(|value| !is_absent(value));
    Some(FileIncident {
        from_s: fields.first()?.as_f64()?,
        until_s: until.map_or(Some(None), |value| value.get(0)?.as_f64().map(Some))?,
        fault: read_fault(fields.get(2)?.as_array()?)?,
    })
}

fn read_step(fields: &[Value]) -> Option<FileStep> {
    let rows = |index: usize| fields.get(index).filter(|value| !is_absent(value));
    let removed = rows(4).map_or(Some(Vec::new()), |ids| ids.as_array()?.iter().map(read_id).collect())?;
    let faults = rows(5).map_or(Some(None), |one| read_rows(one.get(0), read_fault).map(Some))?;
    Some(FileStep {
        caption: fields.first().map_or(Some(String::new()), read_text)?,
        users: fields.get(1).and_then(Value::as_f64).filter(|users| *users != 0.0),
        components: read_rows(rows(2), |row| read_component(row, PLACE))?,
        links: read_rows(rows(3), read_link)?,
        removed,
        faults,
        scenario: rows(6).map_or(Some(None), |one| read_rows(one.get(0), read_incident).map(Some))?,
    })
}

fn read_view(value: &Value) -> Option<FileView> {
    let fields = value.as_array()?;
    let field = |index: usize| fields.get(index).and_then(Value::as_f64);
    Some(FileView { x: field(0)?, y: field(1)?, width: field(2)?, height: field(3)? })
}

fn read_seed(value: &Value) -> Option<u64> {
    value.get(0)?.as_u64()
}

/// An id that is written so much higher, 0 being none; the error: no id.
fn read_shifted(value: &Value, offset: u64) -> Result<Option<u32>, Malformed> {
    match value.as_u64().ok_or(Malformed)? {
        0 => Ok(None),
        number => {
            let id = number.checked_sub(offset).and_then(|id| id.try_into().ok());
            Ok(Some(id.ok_or(Malformed)?))
        }
    }
}

/// A number that 0 stands for when it is absent; the error: no number.
fn read_present(value: Option<&Value>) -> Result<Option<u32>, Malformed> {
    value.map_or(Ok(None), |value| read_shifted(value, 0))
}

/// A field of another sort than ours.
struct Malformed;

fn read_settings(value: &Value) -> Option<FileSettings> {
    if is_absent(value) {
        return Some(FileSettings::new());
    }
    let entries = value.as_object()?.iter().map(|(name, value)| {
        let value = match value {
            Value::Bool(flag) => FileValue::Flag(*flag),
            Value::Number(number) => FileValue::Number(number.as_f64()?),
            Value::String(name) => FileValue::Choice(name.clone()),
            _ => return None,
        };
        Some((name.clone(), value))
    });
    entries.collect()
}

fn read_text(value: &Value) -> Option<String> {
    if is_absent(value) { Some(String::new()) } else { value.as_str().map(str::to_owned) }
}

fn read_id(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}
