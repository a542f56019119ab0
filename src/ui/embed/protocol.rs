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
    /// Several settings at once.
    Set(Settings),
    /// Go to a moment of the run, simulated seconds.
    Seek(f64),
    /// Strike a component.
    Strike(Who, Fault),
    /// Heal a component, or everything.
    Heal(Option<Who>),
    /// The document as it is shown: as a link, as a file, or as a picture.
    Export(Format),
    /// The figures of this moment.
    Snapshot,
}

/// Settings, by the names that they have in an address; `None` stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// Load.
    pub users: Option<f64>,
    /// Speed; infinite: as fast as it can.
    pub speed: Option<f64>,
    /// Seed of the next run.
    pub seed: Option<u64>,
    /// Whether a run that has ended begins anew.
    pub endless: Option<bool>,
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
    /// A picture made of shapes, which holds the document.
    Svg,
    /// A picture made of points, which holds the document.
    Png,
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
    /// The component cannot be struck so, or the browser makes no picture.
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
            Self::NotDone => "this cannot be done".to_owned(),
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
            users(&payload["users"]).map(Command::SetUsers).ok_or(Refusal::BadPayload("users, 1 to 100000000"))
        }
        "setSpeed" => factor(&payload["factor"])
            .map(Command::SetSpeed)
            .ok_or(Refusal::BadPayload("factor, more than 0, or \"max\"")),
        "set" => set(payload).map(Command::Set),
        "seek" => {
            let to_s = payload["toS"].as_f64().filter(|to_s| *to_s >= 0.0);
            to_s.map(Command::Seek).ok_or(Refusal::BadPayload("toS, seconds, 0 or more"))
        }
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
            Some("svg") => Ok(Command::Export(Format::Svg)),
            Some("png") => Ok(Command::Export(Format::Png)),
            _ => Err(Refusal::BadPayload("format, \"link\", \"json\", \"svg\" or \"png\"")),
        },
        "snapshot" => Ok(Command::Snapshot),
        other => Err(Refusal::UnknownType(other.chars().take(40).collect())),
    }
}

fn users(value: &Value) -> Option<f64> {
    value.as_f64().filter(|users| (1.0..=Document::MOST_USERS).contains(users))
}

fn factor(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) if text == "max" => Some(f64::INFINITY),
        factor => factor.as_f64().filter(|factor| *factor > 0.0),
    }
}

/// All of it or nothing: what is there has to be right.
fn set(payload: &Value) -> Result<Settings, Refusal> {
    fn one<T>(payload: &Value, name: &str, read: impl Fn(&Value) -> Option<T>) -> Result<Option<T>, Refusal> {
        match payload.get(name) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or(SETTINGS),
        }
    }
    let settings = Settings {
        users: one(payload, "users", users)?,
        speed: one(payload, "speed", factor)?,
        seed: one(payload, "seed", Value::as_u64)?,
        endless: one(payload, "loop", Value::as_bool)?,
    };
    if settings == Settings::default() { Err(SETTINGS) } else { Ok(settings) }
}

const SETTINGS: Refusal =
    Refusal::BadPayload("users, speed (a factor or \"max\"), seed (a whole number) or loop (true or false)");

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
        for (name, format) in
            [("link", Format::Link), ("json", Format::Json), ("svg", Format::Svg), ("png", Format::Png)]
        {
            assert_eq!(asked("export", &json!({ "format": name })), Ok(Command::Export(format)));
        }
        assert_eq!(asked("seek", &json!({ "toS": 2.5 })), Ok(Command::Seek(2.5)));
        let settings = Settings { speed: Some(f64::INFINITY), seed: Some(7), ..Settings::default() };
        assert_eq!(asked("set", &json!({ "speed": "max", "seed": 7 })), Ok(Command::Set(settings)));
        let settings = Settings { users: Some(100.0), endless: Some(true), ..Settings::default() };
        assert_eq!(asked("set", &json!({ "users": 100, "loop": true })), Ok(Command::Set(settings)));
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
            ("seek", json!({ "toS": -1 })),
            ("seek", Value::Null),
            ("set", json!({})),
            ("set", json!({ "theme": "dark" })),
            // What is right beside something wrong is not done either.
            ("set", json!({ "users": 100, "seed": -1 })),
            ("set", json!({ "loop": "yes" })),
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
        let kinds = "load|play|pause|step|set|seek|setUsers|setSpeed|strike|heal|export|snapshot|.{0,8}";
        let keys =
            "users|factor|speed|seed|loop|to|toS|by|component|instances|fault|figures|format|link|document|step|.{0,6}";
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
                Some((_, Ok(Command::Seek(to_s)))) => prop_assert!(to_s >= 0.0),
                Some((_, Ok(Command::Set(settings)))) => {
                    prop_assert!(settings.users.is_none_or(|users| (1.0..=Document::MOST_USERS).contains(&users)));
                    prop_assert!(settings.speed.is_none_or(|factor| factor > 0.0));
                }
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
