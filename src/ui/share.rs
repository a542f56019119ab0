//! The share dialog: link, snippet for other pages, Markdown, QR code, and files in every form.

use std::cell::Cell;
use std::rc::Rc;

use qrcode::bits::Bits;
use qrcode::types::QrResult;
use qrcode::{Color, EcLevel, QrCode, Version};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::export::{self, Form, Told};
use super::run::use_run;
use super::state::{Dialog, Message, Theme};
use super::widgets::{Button, Icon, Modal, Same, Sign, sign_path};
use crate::base::geometry::Rect;
use crate::model::Document;
use crate::platform::{address, clipboard, program};
use crate::share::carried::escaped;
use crate::share::{Extras, link};
use crate::solve::Solution;
use crate::text::format;

/// Chat programs cut or refuse messages above this many characters (Discord).
const LONG_LINK: usize = 2_000;
/// Browsers show no more of an address than this (Chromium), and other programs take less.
const LONGEST_LINK: usize = 32_000;
/// What a QR code holds at most: version 40 with the least redundancy (ISO/IEC 18004, table 7).
const MOST_IN_QR: usize = 2_953;
const LINK_ID: &str = "share-link";

/// The part of the canvas that is looked at, for whoever shares it; read at the moment of sharing, so that nothing is
/// drawn again when the view moves.
#[derive(Clone, Default)]
pub struct Looking(pub Rc<Cell<Option<Rect>>>);

impl PartialEq for Looking {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// The document.
    pub document: Same<Document>,
}

/// What is shared beside the document, when it is asked for.
#[hook]
fn use_extras() -> Rc<dyn Fn() -> Extras> {
    let looking = use_context::<Looking>().unwrap_or_default();
    let seed = use_run().state.seed;
    Rc::new(move || Extras { view: looking.0.get(), seed: (seed != DEFAULT_SEED).then_some(seed) })
}

/// The seed of runs where nobody has chosen another.
const DEFAULT_SEED: u64 = 1;

/// Opens the share dialog and puts the link on the clipboard, within the user's own gesture, as browsers demand.
#[component]
pub fn ShareButton(props: &ButtonProps) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let extras = use_extras();
    let document = props.document.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.emit(Message::SetDialog(Some(Dialog::Share { copied: None })));
        copy(address_of(&document, &extras()), dispatch.clone());
    });
    html! {
        <button type="button" class="button" {onclick} aria-label={say.key("page-share")} data-testid="share">
            <Icon path={sign_path(Sign::Share)} size={16} /><span class="wordy">{ say.key("page-share") }</span>
        </button>
    }
}

fn address_of(document: &Document, extras: &Extras) -> String {
    format!("{}#{}", address::page(), link::encode_with(document, extras))
}

fn copy(address: String, dispatch: Dispatch) {
    spawn_local(async move {
        let copied = clipboard::write(&address).await;
        dispatch.emit(Message::SetDialog(Some(Dialog::Share { copied: Some(copied) })));
    });
}

/// Properties of the dialog.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Whether the link is on the clipboard; `None` until the browser has answered.
    pub copied: Option<bool>,
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// Theme of the page.
    pub theme: Theme,
}

/// The dialog.
#[component]
pub fn ShareDialog(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let extras = use_extras();
    let extras = *use_memo((), move |()| extras());
    let address = use_memo((props.document.clone(), extras), |(document, extras)| address_of(document, extras));
    use_effect_with(props.copied, |copied| {
        if *copied == Some(false) {
            crate::platform::focus(LINK_ID);
        }
    });
    let again = {
        let (address, dispatch) = (address.clone(), dispatch.clone());
        Callback::from(move |()| copy((*address).clone(), dispatch.clone()))
    };
    let title = title(say, &props.document);
    let length = address.chars().count();
    html! {
        <Modal title={say.key("page-share-title")} close={say.key("page-close")} class="share" testid="share-dialog"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            { outcome(say, props.copied, length) }
            <div class="field-row">
                <input id={LINK_ID} class="field grow" type="text" readonly=true value={(*address).clone()}
                    aria-label={say.key("page-share-link")} onfocus={selecting()} data-testid="share-link" />
                <Button label={say.key("page-copy")} class="primary" onclick={again} testid="copy-link" />
            </div>
            { lengths(say, length) }
            <Snippet name="embed" text={embed(&address, &title)} />
            <Snippet name="markdown" text={markdown(&address, &title)} />
            <Code text={(*address).clone()} />
            <hr />
            <Forms document={props.document.clone()} solution={props.solution.clone()} theme={props.theme} {extras} />
        </Modal>
    }
}

fn title(say: Say, document: &Document) -> String {
    if document.title.trim().is_empty() { say.key("page-untitled") } else { document.title.trim().to_owned() }
}

fn selecting() -> Callback<FocusEvent> {
    Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select())
}

/// What other pages take: a frame with the playground in it.
fn embed(address: &str, title: &str) -> String {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    format!(
        "<iframe src=\"{}?embed#{}\" title=\"{}\" width=\"960\" height=\"540\" style=\"border:0;max-width:100%\" loading=\"lazy\"></iframe>",
        escaped(page),
        escaped(fragment),
        escaped(title),
    )
}

/// A link in Markdown, whose text is a text and nothing else.
fn markdown(address: &str, title: &str) -> String {
    let mut text = String::new();
    for letter in title.chars() {
        match letter {
            letter if letter.is_control() => text.push(' '),
            letter if letter.is_ascii_punctuation() => text.extend(['\\', letter]),
            letter => text.push(letter),
        }
    }
    format!("[{text}]({address})")
}

fn outcome(say: Say, copied: Option<bool>, length: usize) -> Html {
    let length = [("length", format::grouped(length as f64, 0).into())];
    let (class, sign, text) = match copied {
        None => ("", Sign::Info, say.with("page-share-ready", &length)),
        Some(true) => ("good", Sign::Check, say.with("page-share-copied", &length)),
        Some(false) => ("warn", Sign::Info, say.with("page-share-by-hand", &length)),
    };
    html! {
        <p class={classes!("outcome", class)} role="status" data-testid="share-outcome">
            <Icon path={sign_path(sign)} size={16} /><span>{ text }</span>
        </p>
    }
}

/// How far a link of this length travels.
fn lengths(say: Say, length: usize) -> Html {
    let warning = match length {
        _ if length > LONGEST_LINK => Some("share-too-long-for-browsers"),
        _ if length > LONG_LINK => Some("page-share-long"),
        _ => None,
    };
    let private = if program::is_from_file() { "share-from-file" } else { "page-share-private" };
    html! {
        <>
            if let Some(key) = warning { <p class="note warn" data-testid="share-long">{ say.key(key) }</p> }
            <p class="note">{ say.key(private) }</p>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SnippetProps {
    name: &'static str,
    text: AttrValue,
}

/// A text to be copied.
#[component]
fn Snippet(props: &SnippetProps) -> Html {
    let say = use_say();
    let copied = use_state(|| None::<bool>);
    let id = format!("share-{}", props.name);
    let onclick = {
        let (copied, text, id) = (copied.clone(), props.text.clone(), id.clone());
        Callback::from(move |()| {
            let (copied, text, id) = (copied.clone(), text.clone(), id.clone());
            spawn_local(async move {
                let done = clipboard::write(&text).await;
                if !done {
                    crate::platform::focus(&id);
                }
                copied.set(Some(done));
            });
        })
    };
    let label = say.key(if *copied == Some(true) { "page-copied" } else { "page-copy" });
    let name = say.key(&format!("share-as-{}", props.name));
    html! {
        <div class="field-row share-snippet">
            <label class="share-label" for={id.clone()}>{ name }</label>
            <input id={id.clone()} class="field grow" type="text" readonly=true value={props.text.clone()} onfocus={selecting()}
                data-testid={id.clone()} />
            <Button {label} {onclick} testid={format!("copy-{}", props.name)} />
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CodeProps {
    text: AttrValue,
}

/// The QR code, folded until somebody wants it.
#[component]
fn Code(props: &CodeProps) -> Html {
    let say = use_say();
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let drawn = use_memo((props.text.clone(), *open), |(text, open)| open.then(|| code(text)).flatten());
    html! {
        <div class="share-code">
            <button type="button" class="button" aria-expanded={open.to_string()} onclick={ontoggle.reform(|_: MouseEvent| ())}
                data-testid="share-qr-toggle">{ say.key("share-qr") }</button>
            if *open {
                if let Some((path, width)) = &*drawn {
                    <svg viewBox={format!("0 0 {width} {width}")} style={format!("--modules: {width}")} role="img" aria-label={say.key("share-qr-of-link")}
                        shape-rendering="crispEdges" data-testid="share-qr">
                        <rect width={width.to_string()} height={width.to_string()} fill="#ffffff" />
                        <path d={path.clone()} fill="#000000" />
                    </svg>
                } else {
                    <p class="note warn" data-testid="share-qr-none">{ say.key("share-qr-too-long") }</p>
                }
            }
        </div>
    }
}

/// Modules that stay free around a code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// The largest code with all of the text as bytes: what the library chooses for each part of a text may take more.
fn plain(text: &str) -> QrResult<QrCode> {
    let mut bits = Bits::new(Version::Normal(40));
    bits.push_byte_data(text.as_bytes())?;
    bits.push_terminator(EcLevel::L)?;
    QrCode::with_bits(bits, EcLevel::L)
}

/// The dark modules of the code as a path, and its width with the quiet zone; `None` where the text is too long.
fn code(text: &str) -> Option<(String, usize)> {
    if text.len() > MOST_IN_QR {
        return None;
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::L).or_else(|_| plain(text)).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let path = colours.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark).map(|(at, _)| {
        let (x, y) = (at % width + QUIET, at / width + QUIET);
        format!("M{x} {y}h1v1h-1z")
    });
    Some((path.collect(), width + 2 * QUIET))
}

#[derive(Clone, PartialEq, Properties)]
struct FormsProps {
    document: Same<Document>,
    solution: Same<Solution>,
    theme: Theme,
    extras: Extras,
}

/// The files that the topology can be saved as.
#[component]
fn Forms(props: &FormsProps) -> Html {
    let say = use_say();
    let told = use_state(|| None::<Told>);
    let job = {
        let props = props.clone();
        move || export::Job {
            document: props.document.0.clone(),
            solution: props.solution.0.clone(),
            extras: props.extras,
            language: say.0,
            theme: props.theme,
        }
    };
    let save = |form: Form| {
        let (told, job) = (told.clone(), job.clone());
        Callback::from(move |_: MouseEvent| {
            let (told, job) = (told.clone(), job());
            told.set(Some(Told::Working));
            spawn_local(async move { told.set(Some(export::save(form, &job).await)) });
        })
    };
    let copy = {
        let (told, job) = (told.clone(), job.clone());
        Callback::from(move |_: MouseEvent| {
            let (told, job) = (told.clone(), job());
            spawn_local(async move { told.set(Some(export::copy_flowchart(&job).await)) });
        })
    };
    html! {
        <section class="share-forms" aria-label={say.key("share-files")}>
            <h3>{ say.key("share-files") }</h3>
            <div class="share-offers">
                for form in Form::ALL.iter() {
                    <div class="share-offer">
                        <button type="button" class="offer" onclick={save(*form)} data-testid={form.testid()}>
                            <b>{ say.key(&format!("share-form-{}", form.key())) }</b>
                            <span>{ say.key(&format!("share-form-{}-purpose", form.key())) }</span>
                        </button>
                        if *form == Form::Mermaid {
                            <button type="button" class="button" onclick={copy.clone()} aria-label={say.key("share-copy-flowchart")}
                                data-testid="copy-mermaid">{ say.key("page-copy") }</button>
                        }
                    </div>
                }
            </div>
            <p class="note" role="status" data-testid="share-saved">{ told.as_ref().map(|told| told.text(say)) }</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text_in_every_snippet() {
        let hostile = "\"><script>alert(1)</script>](javascript:alert(1)) ![x](y)";
        let address = "https://example.com/play/#v2.d.abc";
        let frame = embed(address, hostile);
        assert!(
            frame.starts_with(
                "<iframe src=\"https://example.com/play/?embed#v2.d.abc\" title=\"&quot;&gt;&lt;script&gt;"
            )
        );
        assert_eq!(frame.matches('<').count(), 2, "{frame}");
        let link = markdown(address, hostile);
        assert!(link.contains("\\]\\(javascript") && link.contains("\\!\\[x"), "{link}");
        assert!(link.ends_with("](https://example.com/play/#v2.d.abc)"));
    }

    #[test]
    fn a_code_holds_what_the_standard_says() {
        let (path, width) = code(&"a".repeat(MOST_IN_QR)).unwrap();
        assert_eq!(width, 177 + 2 * QUIET);
        assert!(path.starts_with(&format!("M{QUIET} {QUIET}h1v1h-1z")));
        // What links are made of: letters and digits that change all the time.
        let mixed: String =
            (0..MOST_IN_QR).map(|at| ['A', '7', 'x', '9', '4', 'Q', '-', 'B', '1', '0'][at * at / 7 % 10]).collect();
        assert!(QrCode::with_error_correction_level(&mixed, EcLevel::L).is_err(), "parts of their own do not fit");
        assert_eq!(code(&mixed).map(|(_, width)| width), Some(177 + 2 * QUIET));
        assert_eq!(code(&"a".repeat(MOST_IN_QR + 1)), None);
    }
}
