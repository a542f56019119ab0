//! The dialogs: help; sharing stands in `share`, those about the figures in `explain`.

use yew::prelude::*;

use super::context::{Say, use_dispatch, use_say};
use super::explain::{CardDialog, ProofDialog};
use super::run::choosing::Choosing;
use super::share::ShareDialog;
use super::state::{Dialog, Message, Theme, Topic};
use super::widgets::{Button, Modal, Same, Sign};
use crate::editor::Editor;
use crate::model::Document;
use crate::solve::Solution;

/// Properties of the dialogs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which is open.
    pub dialog: Option<Dialog>,
    /// The editor.
    pub editor: Editor,
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// Theme of the page.
    pub theme: Theme,
}

/// The dialog that is open.
#[component]
pub fn Dialogs(props: &Props) -> Html {
    match props.dialog {
        Some(Dialog::Share { copied }) => html! {
            <ShareDialog {copied} document={props.document.clone()} solution={props.solution.clone()} theme={props.theme} />
        },
        Some(Dialog::Help) => html! { <HelpDialog /> },
        Some(Dialog::Card(topic)) => html! { <CardDialog {topic} /> },
        Some(Dialog::Proof) => html! { <ProofDialog /> },
        Some(Dialog::Versions) => html! { <Choosing editor={props.editor.clone()} /> },
        None => html! {},
    }
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
