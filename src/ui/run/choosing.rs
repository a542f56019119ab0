//! The choice of what a drawing is compared with: as it was, what was open before, an example, a file, a link.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::RunMessage;
use super::use_run;
use super::versus::Rival;
use crate::editor::{Deed, Editor};
use crate::lessons::{ExampleGroup, examples};
use crate::model::Document;
use crate::share::{Opened, ShareError, link};
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Modal};
use crate::ui::{banner, opening, storing};

/// Earlier states that are offered.
const MOST_EARLIER: usize = 6;

/// Properties of the choice.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The editor: it knows how the drawing was.
    pub editor: Editor,
}

/// The choice, as a dialog.
#[component]
pub fn Choosing(props: &Props) -> Html {
    let (say, run, dispatch) = (use_say(), use_run(), use_dispatch());
    let wrong = use_state(|| None::<ShareError>);
    let recent = use_memo((), |()| storing::recent());
    let choose = {
        let (send, dispatch) = (run.send.clone(), dispatch.clone());
        Callback::from(move |rival: Rival| {
            dispatch.emit(Message::SetDialog(None));
            send.emit(RunMessage::Versus(rival));
        })
    };
    let read = {
        let (choose, wrong) = (choose.clone(), wrong.clone());
        Callback::from(move |(name, outcome): (String, Result<Opened, ShareError>)| match outcome {
            Ok(opened) => {
                let title = opened.document.title.clone();
                let name = if title.is_empty() { name } else { title };
                choose.emit(Rival { name, document: Rc::new(opened.document) });
            }
            Err(error) => wrong.set(Some(error)),
        })
    };
    let earlier = earlier(say, &props.editor);
    html! {
        <Modal title={say.key("versus-choose")} close={say.key("page-close")} testid="versus-choose"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            <p class="lead">{ say.key("versus-about") }</p>
            <div class="versus-choice">
                if !earlier.is_empty() {
                    <section><h3>{ say.key("versus-earlier") }</h3>
                        for (place, rival) in earlier.into_iter().enumerate() { { offer(&format!("versus-earlier-{place}"), rival, None, &choose) } }
                    </section>
                }
                if !recent.is_empty() {
                    <section><h3>{ say.key("versus-recent") }</h3>
                        for (place, former) in recent.iter().enumerate() {
                            { offer(&format!("versus-recent-{place}"), Rival { name: title(say, former), document: Rc::new(former.clone()) }, None, &choose) }
                        }
                    </section>
                }
                <section><h3>{ say.key("versus-file-or-link") }</h3>
                    <FileChoice read={read.clone()} />
                    <LinkChoice {read} />
                    if let Some(error) = &*wrong { <p class="run-note bad" role="alert" data-testid="versus-wrong">{ banner::error_text(say, error) }</p> }
                </section>
                for group in [ExampleGroup::Behaviour, ExampleGroup::Chapter, ExampleGroup::RealSystem] {
                    <section><h3>{ say.of("example-group", group.key()) }</h3>
                        for example in examples().iter().filter(|example| example.group == group) {
                            { offer(&format!("versus-example-{}", example.key),
                                Rival { name: say.key(&example.text_key("title")), document: Rc::new((example.build)()) },
                                Some(say.key(&example.text_key("summary"))), &choose) }
                        }
                    </section>
                }
            </div>
        </Modal>
    }
}

fn title(say: Say, document: &Document) -> String {
    if document.title.is_empty() { say.key("page-untitled") } else { document.title.clone() }
}

fn offer(testid: &str, rival: Rival, summary: Option<String>, choose: &Callback<Rival>) -> Html {
    let (name, choose) = (rival.name.clone(), choose.clone());
    let onclick = Callback::from(move |_: MouseEvent| choose.emit(rival.clone()));
    html! {
        <button type="button" class="offer" {onclick} data-testid={testid.to_owned()}>
            <b>{ name }</b>if let Some(summary) = summary { <span>{ summary }</span> }
        </button>
    }
}

/// The drawing before what was done to it last, the newest first: only deeds that change what a run does.
fn earlier(say: Say, editor: &Editor) -> Vec<Rival> {
    let matters = editor.earlier().filter(|(deed, _)| deed.changes_runs());
    let rival = |(deed, document): (Deed, &Rc<Document>)| Rival {
        name: say.with("versus-before", &[("deed", told(say, deed, document).into())]),
        document: Rc::clone(document),
    };
    matters.take(MOST_EARLIER).map(rival).collect()
}

/// A deed in words: of a setting, which and where.
fn told(say: Say, deed: Deed, before: &Document) -> String {
    let did = say.of("canvas-did", deed.key());
    match deed {
        Deed::Set(id, parameter) => {
            let name = before.components.get(&id).map(|component| say.component(component)).unwrap_or_default();
            format!("{did} ({name}: {})", say.of("parameter", parameter.key()))
        }
        Deed::SetLink(_, parameter) => format!("{did} ({})", say.of("parameter", parameter.key())),
        Deed::Open => format!("{did} ({})", title(say, before)),
        _ => did,
    }
}

/// Properties of what reads something.
#[derive(Clone, PartialEq, Properties)]
struct ReadProps {
    /// What it is called, and what came of it.
    read: Callback<(String, Result<Opened, ShareError>)>,
}

#[component]
fn FileChoice(props: &ReadProps) -> Html {
    let say = use_say();
    let read = props.read.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            let (name, read) = (file.name(), read.clone());
            opening::read_file(file, Callback::from(move |outcome| read.emit((name.clone(), outcome))));
        }
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <label class="offer">
            <b>{ say.key("page-open-file") }</b><span>{ say.key("page-open-file-purpose") }</span>
            <input class="hidden" type="file" accept={opening::ACCEPTED} {onchange} data-testid="versus-file" />
        </label>
    }
}

#[component]
fn LinkChoice(props: &ReadProps) -> Html {
    let say = use_say();
    let typed = use_node_ref();
    let take = {
        let (typed, read) = (typed.clone(), props.read.clone());
        let name = say.key("versus-link-name");
        move || {
            let Some(input) = typed.cast::<HtmlInputElement>() else { return };
            let value = input.value();
            let fragment = value.split_once('#').map_or(value.as_str(), |(_, fragment)| fragment);
            read.emit((name.clone(), link::decode(fragment)));
        }
    };
    let onsubmit = {
        let take = take.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            take();
        })
    };
    html! {
        <form class="versus-link" {onsubmit}>
            <input ref={typed} class="field" type="text" placeholder={say.key("versus-link")} aria-label={say.key("versus-link")} data-testid="versus-link" />
            <Button label={say.key("versus-go")} onclick={Callback::from(move |()| take())} testid="versus-go" />
        </form>
    }
}
