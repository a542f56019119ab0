//! Version 1 in positional JSON, for links: the same content without the field names.
//!
//! `[title, users, components, links, faults]` with a component as `[id, kind, x, y, product, name, place, settings,
//! width, height]`, a link as `[id, from, to, settings]` and a fault as `[component, instances]`. 0 stands for a field
//! that is absent, and absent fields at the end are left out. Whole numbers are written without a fraction.

use serde_json::{Map, Number, Value};

use super::v1::{FORMAT, File, FileComponent, FileFault, FileLink, FileSettings, FileValue};

/// The largest whole number that every reader of JSON keeps exactly.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The positional form of `file`.
pub(in crate::share) fn write(file: &File) -> Value {
    row(vec![
        text(&file.title),
        number(file.users),
        Value::Array(file.components.iter().map(write_component).collect()),
        Value::Array(file.links.iter().map(write_link).collect()),
        Value::Array(file.faults.iter().map(write_fault).collect()),
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
        component.place.unwrap_or(0).into(),
        write_settings(&component.settings),
        number(component.width.unwrap_or(0.0)),
        number(component.height.unwrap_or(0.0)),
    ])
}

fn write_link(link: &FileLink) -> Value {
    row(vec![link.id.into(), link.from.into(), link.to.into(), write_settings(&link.settings)])
}

fn write_fault(fault: &FileFault) -> Value {
    row(vec![fault.component.into(), fault.instances.unwrap_or(0).into()])
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
    let fields = value.as_array()?;
    Some(File {
        format: FORMAT.to_owned(),
        title: read_text(fields.first()?)?,
        users: fields.get(1)?.as_f64()?,
        components: read_rows(fields.get(2), read_component)?,
        links: read_rows(fields.get(3), read_link)?,
        faults: read_rows(fields.get(4), read_fault)?,
    })
}

fn read_rows<T>(value: Option<&Value>, read: impl Fn(&[Value]) -> Option<T>) -> Option<Vec<T>> {
    value.map_or(Some(Vec::new()), |rows| rows.as_array()?.iter().map(|row| read(row.as_array()?)).collect())
}

fn read_component(fields: &[Value]) -> Option<FileComponent> {
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
        place: Some(read_id(field(6))?).filter(|id| *id != 0),
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

fn read_fault(fields: &[Value]) -> Option<FileFault> {
    let instances = fields.get(1).map_or(Some(0), read_id)?;
    Some(FileFault { component: read_id(fields.first()?)?, instances: Some(instances).filter(|count| *count != 0) })
}

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
