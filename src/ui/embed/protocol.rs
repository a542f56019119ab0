//! Messages between an embed and the page around it, as docs/embedding.md describes them: both ways
//! `{source: "scaleground", v: 1, id?, type, payload?}`.
//!
//! Whatever comes in is untrusted, like a link: its length is bounded before it is read, documents go through the readers of
//! `share`, numbers and names are checked. What cannot be done is answered by an error with a code.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{Document, Fault, FaultKind};
use crate::share::{self, Opened, ShareError, link};

/// Who speaks.
pub const SOURCE: &str = "scaleground";
/// The version of the protocol.
pub const VERSION: u32 = 1;
/// The longest message that is read, characters: a file and what is around it.
pub const LONGEST: usize = 2 * share::LONGEST_FILE;
/// The longest id, characters.
const LONGEST_ID: usize = 100;

/// What connects an answer with its question: whatever short text or number the other side chose.
pub type Id = Value;

/// What the page around asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Show another document.
    Load(Box<Opened>, usize),
    /// Let the run go on.
    Play,
    /// Hold it.
    Pause,
    /// Go to a step, from 0.
    StepTo(usize),
    /// Go so many steps on, or back.
    StepBy(i64),
    /// Another load.
    SetUsers(f64),
    /// Another speed; infinite: as fast as it can.
    SetSpeed(f64),
    /// Strike a component.
    Strike(Who, Fault),
    /// Heal a component, or everything.
    Heal(Option<Who>),
    /// The document as it is shown: as a link, or as a file.
    Export(Format),
    /// The figures of this moment.
    Snapshot,
}

/// A component as others name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// By its number in the document.
    Number(u32),
    /// By what is written on it.
    Name(String),
}

/// What a document is handed out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A link to the playground.
    Link,
    /// A topology file.
    Json,
}

/// Why a command is not done.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The message is no envelope of this version.
    Version,
    /// There is no such command.
    UnknownType(String),
    /// Its payload is not what it takes.
    BadPayload(&'static str),
    /// The document cannot be read.
    Unreadable(ShareError),
    /// Nothing is called so, or has this number.
    NoSuchComponent,
    /// The component cannot be struck so.
    NotDone,
}

impl Refusal {
    /// Its code in an error message.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::UnknownType(_) => "unknown-type",
            Self::BadPayload(_) => "bad-payload",
            Self::Unreadable(_) => "unreadable",
            Self::NoSuchComponent => "no-such-component",
            Self::NotDone => "not-done",
        }
    }

    /// A sentence for whoever writes the page around.
    pub fn sentence(&self) -> String {
        match self {
            Self::Version => format!("this speaks version {VERSION} of the protocol"),
            Self::UnknownType(name) => format!("there is no command {name}"),
            Self::BadPayload(wanted) => format!("the payload has to hold {wanted}"),
            Self::Unreadable(error) => error.to_string(),
            Self::NoSuchComponent => "there is no such component".to_owned(),
            Self::NotDone => "this cannot be done to it".to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct Envelope {
    source: String,
    v: Value,
    #[serde(default)]
    id: Value,
    #[serde(rename = "type")]
    kind: Value,
    #[serde(default)]
    payload: Value,
}

/// Reads a message: the id that an answer carries, and the command or why there is none. `None` where it is not ours.
pub fn read(json: &str) -> Option<(Id, Result<Command, Refusal>)> {
    if json.len() > LONGEST {
        return None;
    }
    let envelope: Envelope = serde_json::from_str(json).ok()?;
    if envelope.source != SOURCE {
        return None;
    }
    let id = match envelope.id {
        Value::String(text) if text.len() <= LONGEST_ID => Value::String(text),
        Value::Number(number) => Value::Number(number),
        _ => Value::Null,
    };
    if envelope.v.as_u64() != Some(u64::from(VERSION)) {
        return Some((id, Err(Refusal::Version)));
    }
    let command = envelope
        .kind
        .as_str()
        .map_or_else(|| Err(Refusal::UnknownType(String::new())), |kind| command(kind, &envelope.payload));
    Some((id, command))
}

fn command(kind: &str, payload: &Value) -> Result<Command, Refusal> {
    match kind {
        "load" => load(payload),
        "play" => Ok(Command::Play),
        "pause" => Ok(Command::Pause),
        "step" => step(payload),
        "setUsers" => {
            let users = payload["users"].as_f64().filter(|users| (1.0..=Document::MOST_USERS).contains(users));
            users.map(Command::SetUsers).ok_or(Refusal::BadPayload("users, 1 to 100000000"))
        }
        "setSpeed" => match &payload["factor"] {
            Value::String(text) if text == "max" => Ok(Command::SetSpeed(f64::INFINITY)),
            factor => {
                let factor = factor.as_f64().filter(|factor| *factor > 0.0);
                factor.map(Command::SetSpeed).ok_or(Refusal::BadPayload("factor, more than 0, or \"max\""))
            }
        },
        "strike" => {
            let who = who(&payload["component"]).ok_or(Refusal::BadPayload("component, an id or a name"))?;
            fault(payload).map(|fault| Command::Strike(who, fault))
        }
        "heal" => match &payload["component"] {
            Value::Null => Ok(Command::Heal(None)),
            named => {
                who(named).map(|who| Command::Heal(Some(who))).ok_or(Refusal::BadPayload("component, an id or a name"))
            }
        },
        "export" => match payload["format"].as_str() {
            Some("link") => Ok(Command::Export(Format::Link)),
            Some("json") => Ok(Command::Export(Format::Json)),
            _ => Err(Refusal::BadPayload("format, \"link\" or \"json\"")),
        },
        "snapshot" => Ok(Command::Snapshot),
        other => Err(Refusal::UnknownType(other.chars().take(40).collect())),
    }
}

fn load(payload: &Value) -> Result<Command, Refusal> {
    let opened = match (payload["link"].as_str(), &payload["document"]) {
        (Some(address), _) => {
            // A whole address or only what stands behind its #.
            let fragment = address.rsplit_once('#').map_or(address, |(_, fragment)| fragment);
            link::decode(fragment)
        }
        (None, Value::String(file)) => share::read_file(file),
        (None, file @ Value::Object(_)) => share::read_file(&file.to_string()),
        _ => return Err(Refusal::BadPayload("link, or document")),
    };
    let step = payload["step"].as_u64().map_or(0, |step| usize::try_from(step.saturating_sub(1)).unwrap_or(0));
    opened.map(|opened| Command::Load(Box::new(opened), step)).map_err(Refusal::Unreadable)
}

fn step(payload: &Value) -> Result<Command, Refusal> {
    let to = payload["to"].as_u64().filter(|to| *to >= 1).and_then(|to| usize::try_from(to - 1).ok());
    let by = payload["by"].as_i64();
    match (to, by) {
        (Some(to), _) => Ok(Command::StepTo(to)),
        (None, Some(by)) => Ok(Command::StepBy(by)),
        _ => Err(Refusal::BadPayload("to, 1 or more, or by")),
    }
}

/// All of it down; with `instances` so many of them; else the fault of that name with its figures.
fn fault(payload: &Value) -> Result<Fault, Refusal> {
    if !payload["instances"].is_null() {
        let count =
            payload["instances"].as_u64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0);
        return count.map(Fault::InstancesDown).ok_or(Refusal::BadPayload("instances, 1 or more"));
    }
    let Some(name) = payload["fault"].as_str() else { return Ok(Fault::Down) };
    let kind = FaultKind::ALL.iter().copied().find(|kind| kind.key() == name);
    let figures: Vec<f64> =
        payload["figures"].as_array().into_iter().flatten().take(2).filter_map(Value::as_f64).collect();
    kind.and_then(|kind| Fault::of(kind, &figures))
        .ok_or(Refusal::BadPayload("fault, the name of one, with its figures"))
}

fn who(value: &Value) -> Option<Who> {
    match value {
        Value::String(name) if !name.is_empty() => Some(Who::Name(name.clone())),
        number => number.as_u64().and_then(|number| u32::try_from(number).ok()).map(Who::Number),
    }
}

/// Writes a message; `id` is that of the question that it answers.
pub fn write(kind: &str, id: &Id, payload: &Value) -> String {
    let mut message = json!({ "source": SOURCE, "v": VERSION, "type": kind, "payload": payload });
    if !id.is_null() {
        message["id"] = id.clone();
    }
    message.to_string()
}

/// Writes an error.
pub fn error(id: &Id, refusal: &Refusal) -> String {
    write("error", id, &json!({ "code": refusal.code(), "message": refusal.sentence() }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lessons::example;
    use crate::model::Document;

    fn asked(kind: &str, payload: &Value) -> Result<Command, Refusal> {
        let message = json!({ "source": SOURCE, "v": VERSION, "id": 7, "type": kind, "payload": payload }).to_string();
        let (id, command) = read(&message).expect("it is ours");
        assert_eq!(id, json!(7));
        command
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(asked("play", &Value::Null), Ok(Command::Play));
        assert_eq!(asked("step", &json!({ "to": 3 })), Ok(Command::StepTo(2)));
        assert_eq!(asked("step", &json!({ "by": -1 })), Ok(Command::StepBy(-1)));
        assert_eq!(asked("setUsers", &json!({ "users": 5e4 })), Ok(Command::SetUsers(5e4)));
        assert_eq!(asked("strike", &json!({ "component": 4 })), Ok(Command::Strike(Who::Number(4), Fault::Down)));
        let named = Who::Name("Primary".to_owned());
        assert_eq!(
            asked("strike", &json!({ "component": "Primary", "instances": 2 })),
            Ok(Command::Strike(named, Fault::InstancesDown(2)))
        );
        let slow = json!({ "component": 4, "fault": "slow", "figures": [10] });
        assert_eq!(asked("strike", &slow), Ok(Command::Strike(Who::Number(4), Fault::Slow(10.0))));
        assert_eq!(asked("heal", &Value::Null), Ok(Command::Heal(None)));
        assert_eq!(asked("export", &json!({ "format": "json" })), Ok(Command::Export(Format::Json)));
    }

    #[test]
    fn a_document_comes_as_a_link_as_a_file_or_as_an_object() {
        let document = (example("stage-3").expect("the stage is there").build)();
        let file = share::write_file(&document);
        let object: Value = serde_json::from_str(&file).expect("files are JSON");
        let fragment = link::encode(&document);
        for payload in [
            json!({ "link": fragment }),
            json!({ "link": format!("https://example.org/?embed#{fragment}"), "step": 2 }),
            json!({ "document": file }),
            json!({ "document": object }),
        ] {
            let Ok(Command::Load(opened, _)) = asked("load", &payload) else { panic!("it is read") };
            assert_eq!(opened.document.components, document.components);
        }
    }

    #[test]
    fn what_is_wrong_is_refused_and_named() {
        let code = |kind: &str, payload: Value| asked(kind, &payload).expect_err("it is refused").code();
        assert_eq!(code("format-disk", Value::Null), "unknown-type");
        for (kind, payload) in [
            ("setUsers", json!({ "users": -1 })),
            ("setUsers", json!({ "users": "many" })),
            ("setUsers", Value::Null),
            ("setSpeed", json!({ "factor": 0 })),
            ("step", json!({ "to": 0 })),
            ("strike", json!({})),
            ("strike", json!({ "component": 1, "instances": 0 })),
            ("strike", json!({ "component": 1, "fault": "melted" })),
            ("strike", json!({ "component": 1, "fault": "slow", "figures": [-1] })),
            ("heal", json!({ "component": [1] })),
            ("export", json!({ "format": "exe" })),
            ("load", json!([1, 2])),
        ] {
            assert_eq!(code(kind, payload.clone()), "bad-payload", "{kind} {payload}");
        }
        assert_eq!(code("load", json!({ "link": "v1.z.AAAA" })), "unreadable");
        assert_eq!(code("load", json!({ "document": { "format": "other" } })), "unreadable");
    }

    #[test]
    fn what_is_not_ours_is_not_answered() {
        for foreign in ["", "7", "null", "{}", "[]", r#"{"source":"react-devtools","v":1,"type":"play"}"#] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
        let other = r#"{"source":"scaleground","v":2,"id":"a","type":"play"}"#;
        assert_eq!(read(other), Some((json!("a"), Err(Refusal::Version))));
        let long_id =
            format!(r#"{{"source":"scaleground","v":1,"id":"{}","type":"play"}}"#, "x".repeat(LONGEST_ID + 1));
        assert_eq!(read(&long_id), Some((Value::Null, Ok(Command::Play))));
    }

    /// Whatever a page may send: known commands with all manner of payloads, and any text at all.
    fn messages() -> impl Strategy<Value = String> {
        let kinds = "load|play|pause|step|setUsers|setSpeed|strike|heal|export|snapshot|.{0,8}";
        let keys = "users|factor|to|by|component|instances|fault|figures|format|link|document|step|.{0,6}";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(|flag| json!(flag)),
            any::<f64>().prop_map(|number| json!(number)),
            any::<i64>().prop_map(|number| json!(number)),
            "down|slow|json|v[12]\\.[zd]\\.[A-Za-z0-9_-]{0,40}|.{0,20}".prop_map(|text| json!(text)),
        ];
        let payload = leaf.prop_recursive(3, 24, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::btree_map(keys, inner, 0..6).prop_map(|map| json!(map)),
            ]
        });
        let ours = (kinds, payload, any::<bool>()).prop_map(|(kind, payload, ours)| {
            let source = if ours { SOURCE } else { "another" };
            json!({ "source": source, "v": VERSION, "id": 1, "type": kind, "payload": payload }).to_string()
        });
        prop_oneof![4 => ours, 1 => ".{0,200}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn whatever_is_sent_is_within_bounds_or_refused(message in messages()) {
            match read(&message) {
                Some((_, Ok(Command::SetUsers(users)))) => prop_assert!((1.0..=Document::MOST_USERS).contains(&users)),
                Some((_, Ok(Command::SetSpeed(factor)))) => prop_assert!(factor > 0.0),
                Some((_, Ok(Command::Strike(_, fault)))) => prop_assert!(fault.in_range()),
                Some((_, Err(refusal))) => prop_assert!(!refusal.sentence().is_empty()),
                _ => {}
            }
        }
    }

    #[test]
    fn answers_carry_the_id_of_their_question() {
        let answer: Value = serde_json::from_str(&error(&json!("q1"), &Refusal::NoSuchComponent)).expect("it is JSON");
        assert_eq!((&answer["id"], &answer["type"], &answer["v"]), (&json!("q1"), &json!("error"), &json!(1)));
        assert_eq!(answer["payload"]["code"], "no-such-component");
        assert!(!write("ready", &Value::Null, &json!({})).contains("\"id\""));
    }
}
