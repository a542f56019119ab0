//! Saving a topology as a file: the forms, and what is said when it is done.

use std::rc::Rc;

use super::canvas::picture::{Picture, picture};
use super::canvas::words::component_name;
use super::context::Say;
use super::state::Theme;
use crate::model::Document;
use crate::platform::{clipboard, download, program, raster};
use crate::share::{self, Extras, carried, link, mermaid, page};
use crate::solve::Solution;
use crate::text::Language;

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Svg,
    Png,
    Html,
    Mermaid,
}

impl Form {
    /// Every form, in the order in which they are offered.
    pub(super) const ALL: &'static [Self] = &[Self::Json, Self::Png, Self::Svg, Self::Html, Self::Mermaid];

    /// Its name in message keys.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Html => "html",
            Self::Mermaid => "mermaid",
        }
    }

    pub(super) const fn testid(self) -> &'static str {
        match self {
            Self::Json => "save-file",
            Self::Svg => "save-svg",
            Self::Png => "save-png",
            Self::Html => "save-html",
            Self::Mermaid => "save-mermaid",
        }
    }

    /// What ends its name, and its type.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Json => ("json", "application/json"),
            Self::Svg => ("svg", "image/svg+xml"),
            Self::Png => ("png", "image/png"),
            Self::Html => ("html", "text/html"),
            Self::Mermaid => ("mmd", "text/vnd.mermaid"),
        }
    }
}

/// What is to be saved.
pub(super) struct Job {
    pub(super) document: Rc<Document>,
    pub(super) solution: Rc<Solution>,
    pub(super) extras: Extras,
    pub(super) language: Language,
    pub(super) theme: Theme,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told {
    Working,
    Saved(String),
    /// Saved, and what a flowchart cannot hold.
    Flowchart(String, mermaid::LeftOut),
    /// On the clipboard, and what a flowchart cannot hold.
    Copied(mermaid::LeftOut),
    NotCopied,
    Failed,
}

impl Told {
    pub(super) fn text(&self, say: Say) -> String {
        match self {
            Self::Working => say.key("share-working"),
            Self::Saved(name) => say.with("share-saved", &[("name", name.as_str().into())]),
            Self::Flowchart(name, left_out) => {
                format!("{} {}", say.with("share-saved", &[("name", name.as_str().into())]), lacks(say, left_out))
            }
            Self::Copied(left_out) => format!("{} {}", say.key("share-flowchart-copied"), lacks(say, left_out)),
            Self::NotCopied => say.key("share-flowchart-not-copied"),
            Self::Failed => say.key("share-failed"),
        }
    }
}

fn lacks(say: Say, left_out: &mermaid::LeftOut) -> String {
    let counts =
        [("settings", left_out.settings.into()), ("faults", left_out.faults.into()), ("steps", left_out.steps.into())];
    say.with("share-flowchart-lacks", &counts)
}

/// The flowchart, and what it cannot hold.
fn flowchart(job: &Job) -> (String, mermaid::LeftOut) {
    mermaid::write(&job.document, |id| component_name(job.language, &job.document.components[&id]))
}

/// Puts the flowchart on the clipboard.
pub(super) async fn copy_flowchart(job: &Job) -> Told {
    let (text, left_out) = flowchart(job);
    if clipboard::write(&text).await { Told::Copied(left_out) } else { Told::NotCopied }
}

/// Makes the file and offers it.
pub(super) async fn save(form: Form, job: &Job) -> Told {
    let mut left_out = None;
    let content = match form {
        Form::Json => Some(share::write_file_with(&job.document, &job.extras).into_bytes()),
        Form::Svg => Some(drawn(job).svg.into_bytes()),
        Form::Png => png(job).await,
        Form::Html => html(job).await,
        Form::Mermaid => {
            let (text, lost) = flowchart(job);
            left_out = Some(lost);
            Some(text.into_bytes())
        }
    };
    let (ending, mime) = form.file();
    let name = format!("{}.{ending}", file_name(&job.document));
    match content {
        Some(content) if download::save(&name, mime, &content) => match left_out {
            Some(left_out) => Told::Flowchart(name, left_out),
            None => Told::Saved(name),
        },
        _ => Told::Failed,
    }
}

fn fragment(job: &Job) -> String {
    link::encode_with(&job.document, &job.extras)
}

fn drawn(job: &Job) -> Picture {
    picture(job.language, &job.document, &job.solution, job.theme.is_dark(), &fragment(job))
}

async fn png(job: &Job) -> Option<Vec<u8>> {
    let picture = drawn(job);
    let png = raster::png(&picture.svg, picture.size.width, picture.size.height).await?;
    carried::into_png(&png, &fragment(job))
}

async fn html(job: &Job) -> Option<Vec<u8>> {
    let application = program::application().await?;
    let title = if job.document.title.is_empty() { "Scaleground" } else { &job.document.title };
    Some(page::page(&application, title, job.language.tag(), job.theme.key(), &fragment(job)).into_bytes())
}

/// A name that every file system takes.
fn file_name(document: &Document) -> String {
    let kept = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    let title = document.title.trim();
    let safe: String = title.chars().take(80).map(|letter| if kept(letter) { letter } else { '-' }).collect();
    if safe.is_empty() { "topology".to_owned() } else { safe }
}
