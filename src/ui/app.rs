//! The application: one reducer, the contexts, and where each panel stands.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use super::banner::BannerView;
use super::canvas::Canvas;
use super::computed::use_catching_up;
use super::context::{Dispatch, Say};
use super::dialogs::Dialogs;
use super::drag::STAGE_ID;
use super::empty::Empty;
use super::failures::{FailureProvider, HeatLayer};
use super::insight::use_insight;
use super::inspector::Inspector;
use super::outline::Outline;
use super::palette::{LeftTabs, Palette, SEARCH_ID};
use super::present::Present;
use super::results::{Headline, Results};
use super::run::{Flows, RunBar, RunProvider};
use super::share::Looking;
use super::state::{AppState, Dialog, Message, Panel, Topic};
use super::steps::Steps;
use super::storing;
use super::toolbar::{PRESENT_BUTTON, Toolbar};
use super::update::Update;
use super::widgets::{Icon, Same, Sign, sign_path};
use crate::editor::Action;
use crate::model::Document;
use crate::platform::{self, address, media};
use crate::text::Language;

/// The application.
#[component]
pub fn App() -> Html {
    let state = use_reducer(storing::opening);
    let document = state.document().clone();
    let dispatch = use_messages(&state, &document);
    storing::use_autosave(&document, &dispatch);
    storing::use_preferences(state.language, state.theme);
    use_catching_up(&state.computed, &dispatch);
    use_insight(&document, &state.computed, state.asked, &dispatch);
    use_browser(&dispatch, state.presenting.is_some());
    use_effect_with((document.title.clone(), state.language), |(title, _)| {
        platform::set_title(&if title.is_empty() {
            "Scaleground".to_owned()
        } else {
            format!("{title} · Scaleground")
        });
    });
    let looking = (*use_memo((), |()| Looking::default())).clone();
    looking.0.set(state.editor.moved_view());
    let presented = use_mut_ref(|| false);
    use_effect_with(state.presenting.is_some(), move |presents| {
        // The focus goes back to where a presentation is begun.
        if presented.replace(*presents) && !presents {
            platform::focus(PRESENT_BUTTON);
        }
    });
    if let Some(step) = state.presenting {
        return html! {
            <Present document={Same::from(&document)} {step} language={state.language} theme={state.theme} seed={state.seed}
                close={dispatch.reform(|()| Message::Present(None))} />
        };
    }
    html! {
        <ContextProvider<Language> context={state.language}>
            <ContextProvider<Dispatch> context={dispatch}>
            <ContextProvider<Looking> context={looking}>
                <RunProvider seed={state.seed} document={Same::from(&document)} plan={Same::from(&state.computed.plan)}>
                    <FailureProvider document={Same::from(&document)} plan={Same::from(&state.computed.plan)} solution={Same::from(&state.computed.solution)}>
                        <Page state={Same((*state).clone().into())} />
                    </FailureProvider>
                </RunProvider>
            </ContextProvider<Looking>>
            </ContextProvider<Dispatch>>
        </ContextProvider<Language>>
    }
}

/// Where messages go. What replaces the document keeps the former one first.
#[hook]
fn use_messages(state: &UseReducerHandle<AppState>, document: &Rc<Document>) -> Dispatch {
    let latest = use_memo((), |()| RefCell::new(Rc::clone(document)));
    *latest.borrow_mut() = Rc::clone(document);
    let dispatcher = state.dispatcher();
    (*use_memo((), move |()| {
        Callback::from(move |message: Message| {
            let replaces = match &message {
                Message::Do(Action::Open(_)) => true,
                Message::Read(_, outcome) => outcome.is_ok(),
                _ => false,
            };
            if replaces {
                storing::keep_previous(&latest.borrow());
            }
            dispatcher.dispatch(message);
        })
    }))
    .clone()
}

/// Listens to what happens outside our elements: the address, the screen, keys that work everywhere.
#[hook]
fn use_browser(dispatch: &Dispatch, presenting: bool) {
    use_effect_with((dispatch.clone(), presenting), |(dispatch, presenting)| {
        let (to_link, to_screen, to_key) = (dispatch.clone(), dispatch.clone(), dispatch.clone());
        let listeners = (
            address::on_fragment(move |fragment| {
                if crate::share::link::is_link(&fragment) {
                    to_link.emit(storing::read_link(fragment));
                }
            }),
            super::opening::on_drop(dispatch),
            media::on_change(media::NARROW, move |narrow| to_screen.emit(Message::SetNarrow(narrow))),
            platform::document().filter(|_| !presenting).map(|page| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&page, "keydown", options, move |event| {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        global_key(event, &to_key);
                    }
                })
            }),
        );
        platform::frame::mark("interactive");
        move || drop(listeners)
    });
}

/// The keys that work wherever the focus is, except where text is typed.
fn global_key(event: &KeyboardEvent, dispatch: &Dispatch) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || typing(event) {
        return;
    }
    match event.key().as_str() {
        "/" => {
            event.prevent_default();
            dispatch.emit(Message::SetPanel(Panel::Palette, true));
            // The field is there only after the next render when the palette was closed.
            gloo::timers::callback::Timeout::new(0, || platform::focus(SEARCH_ID)).forget();
        }
        "?" => {
            event.prevent_default();
            dispatch.emit(Message::SetDialog(Some(Dialog::Help)));
        }
        // By its place on the keyboard, so that it works while Hangul is typed.
        _ if event.code() == "KeyI" && !event.shift_key() => {
            event.prevent_default();
            dispatch.emit(Message::SetDialog(Some(Dialog::Card(Topic::Index))));
        }
        _ => {}
    }
}

pub(super) fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let fields =
        "input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog";
    target.is_some_and(|target| target.closest(fields).ok().flatten().is_some())
}

/// Properties of the page.
#[derive(Clone, PartialEq, Properties)]
struct PageProps {
    state: Same<AppState>,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let state = &props.state;
    let dispatch = super::context::use_dispatch();
    let say = super::context::use_say();
    let (document, solution) = (Same::from(state.document()), Same::from(&state.computed.solution));
    let panels = state.panels;
    let open = |panel: Panel, name: &'static str| panels.is_open(panel).then_some(name);
    let class = classes!(
        "app",
        panels.narrow.then_some("narrow"),
        panels.left().map(|_| "with-palette"),
        open(Panel::Inspector, "with-inspector"),
        open(Panel::Results, "with-results"),
        // Figures that are not of this moment are shown as such.
        state.computed.is_behind().then_some("is-behind")
    );
    let undo =
        state.editor.can_undo().then(|| AttrValue::from(state.editor.undo_label().unwrap_or_default().to_owned()));
    let redo =
        state.editor.can_redo().then(|| AttrValue::from(state.editor.redo_label().unwrap_or_default().to_owned()));
    html! {
        <div {class}>
            <Toolbar document={document.clone()} solution={solution.clone()} {undo} {redo} theme={state.theme} />
            if panels.palette { <Palette narrow={panels.narrow} /> }
            if panels.steps { <Steps document={document.clone()} narrow={panels.narrow} /> }
            if panels.outline {
                <aside class="palette panel" aria-label={say.key("page-outline")}>
                    <div class="palette-head"><LeftTabs shown={Panel::Outline} narrow={panels.narrow} /></div>
                    <div class="palette-list">
                        <Outline editor={state.editor.clone()} solution={state.computed.solution.clone()} language={say.0} on={dispatch.clone()} />
                    </div>
                </aside>
            }
            <main class="stage-frame">
                <div id={STAGE_ID} class="stage">
                    <Canvas editor={state.editor.clone()} solution={state.computed.solution.clone()} language={say.0} on={dispatch.clone()} />
                    <Flows editor={state.editor.clone()} theme={state.theme} />
                    <HeatLayer editor={state.editor.clone()} />
                </div>
                <Headline document={document.clone()} solution={solution.clone()} />
                if document.components.is_empty() { <Empty /> }
                if let Some(banner) = &state.banner { <BannerView banner={Same::from(banner)} /> }
                { reopeners(say, panels, &dispatch) }
            </main>
            <RunBar document={document.clone()} plan={Same::from(&state.computed.plan)} />
            if panels.results {
                <Results document={document.clone()} plan={Same::from(&state.computed.plan)} solution={solution.clone()} class={state.class} narrow={panels.narrow} behind={state.computed.is_behind()} doubted={state.computed.is_doubted()}
                    healthy={state.computed.healthy.as_ref().map(Same::from)} insight={state.insight.as_ref().map(Same::from)} component={selected(&state.editor)} />
            }
            if panels.inspector {
                <Inspector document={document.clone()} plan={Same::from(&state.computed.plan)} solution={solution.clone()} narrow={panels.narrow}
                    selection={state.editor.selection().iter().copied().collect::<Vec<_>>()} />
            }
            <Update document={document.clone()} />
            <Dialogs dialog={state.dialog} editor={state.editor.clone()} document={document.clone()} solution={solution.clone()} theme={state.theme} />
        </div>
    }
}

/// The component that is selected, where it is only one.
fn selected(editor: &crate::editor::Editor) -> Option<crate::model::ComponentId> {
    editor.sole().and_then(|item| if let crate::editor::Item::Component(id) = item { Some(id) } else { None })
}

/// Buttons that bring closed panels back; on a phone the bar at the bottom.
fn reopeners(say: Say, panels: super::state::Panels, dispatch: &Dispatch) -> Html {
    let entries = [
        (Panel::Palette, Sign::Plus, Sign::PanelLeft, "page-palette", "open-palette"),
        (Panel::Results, Sign::Info, Sign::PanelBottom, "page-results", "open-results"),
        (Panel::Inspector, Sign::Search, Sign::PanelRight, "page-inspector", "open-inspector"),
    ];
    html! {
        <nav class="reopen" aria-label={say.key("page-panels")}>
            for (panel, phone, desk, key, testid) in entries.into_iter().filter(|entry| {
                panels.narrow || !(panels.is_open(entry.0) || entry.0 == Panel::Palette && panels.left().is_some())
            }) {
                <button key={testid} type="button" class={classes!("button", testid)} data-testid={testid}
                    aria-pressed={panels.narrow.then(|| panels.is_open(panel).to_string())}
                    onclick={ let open = !panels.is_open(panel); dispatch.reform(move |_: MouseEvent| Message::SetPanel(panel, open)) }>
                    <Icon path={sign_path(if panels.narrow { phone } else { desk })} size={16} />
                    <span>{ say.key(key) }</span>
                </button>
            }
        </nav>
    }
}
