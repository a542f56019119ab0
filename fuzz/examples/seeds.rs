//! Writes what the targets begin with, `corpus/TARGET/`: the examples and the frozen files in every form.

use std::fs;
use std::io;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::inflate::{decompress_to_vec, decompress_to_vec_zlib};
use scaleground::lessons::examples;
use scaleground::share::carried::{ELEMENT, into_png};
use scaleground::share::{link, mermaid, write_file};
use serde_json::json;

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(here.join("../tests/frozen"))? {
        let path = entry?.path();
        let (name, text) = (path.file_stem().unwrap_or_default().to_string_lossy(), fs::read_to_string(&path)?);
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("link") => link_seeds(here, &name, text.trim())?,
            _ => put(here, "file", &name, text.as_bytes())?,
        }
    }
    for example in examples() {
        let document = (example.build)();
        let (key, fragment) = (example.key, link::encode(&document));
        link_seeds(here, key, &fragment)?;
        let (chart, _) = mermaid::write(&document, |id| format!("name {}", id.0));
        put(here, "mermaid", key, chart.as_bytes())?;
        put(here, "file", key, write_file(&document).as_bytes())?;
        let svg = format!("<svg><metadata id=\"{ELEMENT}\">{fragment}</metadata></svg>");
        put(here, "picture", &format!("{key}-svg"), svg.as_bytes())?;
        let head = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 0, 0, 13], b"IHDR", &[0; 17], &[0; 4], b"IEND", &[0; 4]];
        put(here, "picture", &format!("{key}-png"), &into_png(&head.concat(), &fragment).unwrap_or_default())?;
        put(here, "picture", &format!("{key}-notes"), format!("# Notes\n```mermaid\n{chart}\n```\n").as_bytes())?;
        let file: serde_json::Value = serde_json::from_str(&write_file(&document))?;
        for (kind, payload) in
            [("link", json!({ "link": fragment, "step": 2 })), ("document", json!({ "document": file }))]
        {
            message(here, &format!("{key}-{kind}"), "load", &payload)?;
        }
    }
    for (index, chart) in CHARTS.iter().enumerate() {
        put(here, "mermaid", &format!("grammar-{index}"), chart.as_bytes())?;
    }
    for (index, (kind, payload)) in commands().iter().enumerate() {
        message(here, &format!("command-{index}"), kind, payload)?;
    }
    Ok(())
}

/// Charts with whatever the grammar has beside what we write.
const CHARTS: [&str; 3] = [
    "graph TD;\n A[(\"a\")] -- text --> B{{b}} & C; subgraph x [Data centre]\n A <--> C\n end\n class A cache",
    "flowchart LR\n%%{init: {}}%%\n A@{ shape: cyl, label: \"Primary\" } ==x B>c] -.-o C[/d\\]\n style A fill:#f9f\n",
    "flowchart RL\n a e1@--> b((c)) ~~~ d(((e)))\n linkStyle 0 stroke:#f00\n click a \"https://example.com\" _blank",
];

fn commands() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("play", json!(null)),
        ("step", json!({ "to": 2 })),
        ("step", json!({ "by": -1 })),
        ("setUsers", json!({ "users": 5e4 })),
        ("setSpeed", json!({ "factor": "max" })),
        ("strike", json!({ "component": "Primary", "fault": "slow", "figures": [10] })),
        ("strike", json!({ "component": 4, "instances": 2 })),
        ("heal", json!({ "component": 4 })),
        ("export", json!({ "format": "json" })),
        ("snapshot", json!({})),
    ]
}

fn message(here: &Path, name: &str, kind: &str, payload: &serde_json::Value) -> io::Result<()> {
    let message = json!({ "source": "scaleground", "v": 1, "id": 1, "type": kind, "payload": payload });
    put(here, "message", name, message.to_string().as_bytes())
}

/// A link, and what it holds after the digit of its version.
fn link_seeds(here: &Path, name: &str, fragment: &str) -> io::Result<()> {
    put(here, "link", name, fragment.as_bytes())?;
    put(here, "picture", &format!("{name}-link"), fragment.as_bytes())?;
    let packed = URL_SAFE_NO_PAD.decode(&fragment[5..]).unwrap_or_default();
    let (digit, content) = if fragment.starts_with("v1") {
        (b'1', decompress_to_vec_zlib(&packed).ok())
    } else {
        (b'2', decompress_to_vec(&packed[..packed.len().saturating_sub(4)]).ok())
    };
    put(here, "content", name, &[&[digit], content.unwrap_or_default().as_slice()].concat())
}

fn put(here: &Path, target: &str, name: &str, content: &[u8]) -> io::Result<()> {
    let folder = here.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), content)
}
