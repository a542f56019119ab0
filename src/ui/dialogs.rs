//! The dialogs: share and help; those about the figures stand in `explain`.

use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::explain::{CardDialog, ProofDialog};
use super::state::{Dialog, Message, Topic};
use super::widgets::{Button, Icon, Modal, Same, Sign, sign_path};
use crate::model::Document;
use crate::platform::{address, clipboard, download};
use crate::share::{self, link};
use crate::text::format;

/// Chat programs cut or refuse messages above this many characters.
const LONG_LINK: usize = 2_000;
const LINK_ID: &str = "share-link";

/// Opens the share dialog and puts the link on the clipboard, within the user's own gesture, as browsers demand.
pub fn share(document: &Document, dispatch: &Dispatch) {
    dispatch.emit(Message::SetDialog(Some(Dialog::Share { copied: None })));
    copy(address::with_fragment(&link::encode(document)), dispatch.clone());
}

fn copy(address: String, dispatch: Dispatch) {
    spawn_local(async move {
        let copied = clipboard::write(&address).await;
        dispatch.emit(Message::SetDialog(Some(Dialog::Share { copied: Some(copied) })));
    });
}

/// Properties of the dialogs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which is open.
    pub dialog: Option<Dialog>,
    /// The document.
    pub document: Same<Document>,
}

/// The dialog that is open.
#[component]
pub fn Dialogs(props: &Props) -> Html {
    match props.dialog {
        Some(Dialog::Share { copied }) => html! { <ShareDialog {copied} document={props.document.clone()} /> },
        Some(Dialog::Help) => html! { <HelpDialog /> },
        Some(Dialog::Card(topic)) => html! { <CardDialog {topic} /> },
        Some(Dialog::Proof) => html! { <ProofDialog /> },
        None => html! {},
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ShareProps {
    copied: Option<bool>,
    document: Same<Document>,
}

#[component]
fn ShareDialog(props: &ShareProps) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let address = use_memo(props.document.clone(), |document| address::with_fragment(&link::encode(document)));
    use_effect_with(props.copied, |copied| {
        if *copied == Some(false) {
            crate::platform::focus(LINK_ID);
        }
    });
    let again = {
        let (address, dispatch) = (address.clone(), dispatch.clone());
        Callback::from(move |()| copy((*address).clone(), dispatch.clone()))
    };
    let save = {
        let document = props.document.clone();
        Callback::from(move |()| save_file(&document))
    };
    let select = Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select());
    let length = address.chars().count();
    html! {
        <Modal title={say.key("page-share-title")} close={say.key("page-close")} testid="share-dialog"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            { outcome(say, props.copied, length) }
            <div class="field-row">
                <input id={LINK_ID} class="field grow" type="text" readonly=true value={(*address).clone()}
                    aria-label={say.key("page-share-link")} onfocus={select} data-testid="share-link" />
                <Button label={say.key("page-copy")} class="primary" onclick={again} testid="copy-link" />
            </div>
            if length > LONG_LINK { <p class="note warn">{ say.key("page-share-long") }</p> }
            <p class="note">{ say.key("page-share-private") }</p>
            <hr />
            <div class="field-row">
                <p class="note grow">{ say.key("page-save-purpose") }</p>
                <Button label={say.key("page-save")} sign={Sign::Save} onclick={save} testid="save-file" />
            </div>
        </Modal>
    }
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

fn save_file(document: &Document) {
    let title = document.title.trim();
    let safe: String =
        title.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') { c } else { '-' }).collect();
    let name = if safe.is_empty() { "topology".to_owned() } else { safe };
    download::save(&format!("{name}.json"), "application/json", &share::write_file(document));
}

/// The keys that the help lists: section, and for each line the keys and the key of the text.
type Line = (&'static [&'static str], &'static str);
const KEYS: &[(&str, &[Line])] = &[
    (
        "page-help-build",
        &[
            (&["/"], "page-help-search"),
            (&["W"], "page-help-explain"),
            (&["I"], "page-help-card"),
            (&["Enter", "F2"], "page-help-rename"),
            (&["C"], "page-help-connect"),
            (&["Del"], "page-help-delete"),
            (&["Ctrl D"], "page-help-duplicate"),
            (&["Ctrl C", "Ctrl X", "Ctrl V"], "page-help-clipboard"),
            (&["Ctrl Z", "Ctrl Shift Z"], "page-help-history"),
        ],
    ),
    ("run-help", &[(&["K", "Ctrl Enter"], "run-help-toggle"), (&["."], "run-help-step")]),
    (
        "page-help-move",
        &[
            (&["Tab", "Shift Tab"], "page-help-next"),
            (&["←", "↑", "→", "↓"], "page-help-nudge"),
            (&["←", "↑", "→", "↓"], "page-help-group"),
            (&["Ctrl A"], "page-help-all"),
            (&["Space"], "page-help-pan"),
            (&["Ctrl +", "Ctrl −"], "page-help-zoom"),
            (&["Shift 1", "Shift 2", "Shift 0"], "page-help-fit"),
            (&["Esc"], "page-help-escape"),
        ],
    ),
];

#[component]
fn HelpDialog() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    html! {
        <Modal title={say.key("page-help-title")} close={say.key("page-close")} testid="help-dialog"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            <p class="lead">{ say.key("page-help-lead") }</p>
            <div class="help-columns">
                for (title, lines) in KEYS.iter() {
                    <section>
                        <h3>{ say.key(title) }</h3>
                        <dl class="keys">{ for lines.iter().map(|line| key_line(say, line)) }</dl>
                    </section>
                }
            </div>
            <p class="note">{ say.key("page-help-mac") }</p>
            <div class="button-row">
                <Button label={say.key("page-card-open")} sign={Sign::Equals} testid="help-card"
                    onclick={dispatch.reform(|()| Message::SetDialog(Some(Dialog::Card(Topic::Index))))} />
                <Button label={say.key("page-card-proof")} sign={Sign::Check} testid="help-proof"
                    onclick={dispatch.reform(|()| Message::SetDialog(Some(Dialog::Proof)))} />
            </div>
        </Modal>
    }
}

fn key_line(say: Say, (keys, text): &Line) -> Html {
    html! {
        <div>
            <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
            <dd>{ say.key(text) }</dd>
        </div>
    }
}
