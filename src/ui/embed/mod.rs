//! The embed: a drawing in somebody else's page. No chrome, nothing stored, nothing edited, no key taken from the deck, no
//! focus taken at all. docs/embedding.md says what its address may ask for and what it says and hears.

mod figures;
mod host;
mod keys;
mod outbox;
pub mod parameters;
mod picture;
pub mod protocol;

use std::rc::Rc;

use yew::prelude::*;

use self::host::{Host, as_shown, use_host};
use self::parameters::{Parameters, is_embed};
use super::App;
use super::banner::error_text;
use super::context::use_say;
use super::run::state::RunMessage;
use super::run::use_run;
use super::show::bar::{Bar, Metric};
use super::show::playing::{Playing, Turn};
use super::show::state::{ShowMessage, ShowState};
use super::show::{Frame, Stage, told, use_playing};
use super::state::Theme;
use super::storing::language_of;
use super::widgets::{Icon, Same, Sign, sign_path};
use crate::editor::Action;
use crate::platform::parent::InView;
use crate::platform::{address, frame, media, set_root_attribute, set_title};
use crate::share::{Extras, Opened, ShareError, link};

/// The page: the application, or an embed where the address asks for one.
#[component]
pub fn Root() -> Html {
    if is_embed() {
        html! { <Embed /> }
    } else {
        html! { <App /> }
    }
}

/// The embed.
#[component]
pub fn Embed() -> Html {
    let parameters = use_memo((), |()| Parameters::of_address());
    // Without a fragment there is nothing to show yet, which is no trouble.
    let trouble = use_state(|| link::decode(&address::fragment()).err().filter(|error| *error != ShareError::NotALink));
    let state = use_reducer({
        let parameters = parameters.clone();
        move || opening(&parameters)
    });
    let asked = parameters.clone();
    let send = {
        let dispatcher = state.dispatcher();
        (*use_memo((), |()| Callback::from(move |message: ShowMessage| dispatcher.dispatch(message)))).clone()
    };
    use_effect_with((), {
        let (send, trouble, theme) = (send.clone(), trouble.clone(), state.page.theme);
        let (language, transparent) = (state.page.language, parameters.transparent);
        move |()| {
            set_root_attribute("lang", language.tag());
            set_root_attribute("data-theme", theme.key());
            set_root_attribute("data-embed", if transparent { "transparent" } else { "" });
            if media::is_still() {
                set_root_attribute("data-motion", "reduce");
            }
            let listener = address::on_fragment(move |fragment| match link::decode(&fragment) {
                Ok(opened) => {
                    trouble.set(None);
                    show(&send, opened, 0, &asked);
                }
                Err(error) => trouble.set(Some(error)),
            });
            frame::mark("interactive");
            move || drop(listener)
        }
    });
    use_effect_with(state.page.document().title.clone(), |title| {
        set_title(if title.is_empty() { "Scaleground" } else { title });
    });
    let shown = Same(Rc::new((*state).clone()));
    html! {
        <Frame state={shown.clone()} send={send.clone()}>
            <Page {parameters} state={shown} {send} trouble={(*trouble).clone()} />
        </Frame>
    }
}

/// What the address holds, at the step that it asks for.
fn opening(parameters: &Parameters) -> ShowState {
    let opened = link::decode(&address::fragment()).ok();
    let extras = opened.as_ref().map(|opened| opened.extras).unwrap_or_default();
    let document = opened.map(|opened| opened.document).unwrap_or_default();
    let theme = Theme::from_key(&address::parameter("theme").unwrap_or_default());
    let language = language_of(address::parameter("lang"));
    let state = ShowState::new(document, parameters.step, language, theme, parameters.hands);
    let load = parameters.users.map(|users| ShowMessage::Order(Action::SetUsers(users)));
    load.into_iter().chain(beside(extras, parameters)).fold(state, |state, message| state.after(message))
}

/// Shows another document, all of it or the part that came with it.
fn show(send: &Callback<ShowMessage>, opened: Opened, step: usize, parameters: &Parameters) {
    send.emit(ShowMessage::Load(Box::new(opened.document), step));
    for message in beside(opened.extras, parameters) {
        send.emit(message);
    }
}

/// What follows from what came beside a document, and what the address says about it.
fn beside(extras: Extras, parameters: &Parameters) -> impl Iterator<Item = ShowMessage> {
    let view = extras.view.filter(|_| !parameters.fit);
    let seed = parameters.seed.or(extras.seed).unwrap_or(1);
    [Some(ShowMessage::Seed(seed)), view.map(ShowMessage::Look)].into_iter().flatten()
}

/// Properties of what is in the frame.
#[derive(Clone, PartialEq, Properties)]
struct PageProps {
    parameters: Rc<Parameters>,
    state: Same<ShowState>,
    send: Callback<ShowMessage>,
    trouble: Option<ShareError>,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let PageProps { parameters, state, send, trouble } = props;
    let (say, run) = (use_say(), use_run());
    let playing = use_playing_here(parameters);
    let turn = {
        let dispatcher = playing.dispatcher();
        (*use_memo((), |()| Callback::from(move |turn: Turn| dispatcher.dispatch(turn)))).clone()
    };
    let (now_s, failed) = told(&run);
    // Before whatever may begin a run.
    use_effect_with((), {
        let (run, parameters) = (run.send.clone(), parameters.clone());
        move |()| {
            run.emit(RunMessage::SetSpeed(parameters.speed));
            run.emit(RunMessage::SetFrom(parameters.from_s));
        }
    });
    use_playing(state, &run, *playing, turn.reform(|()| Turn::Want(false)));
    use_host(&Host {
        parameters: parameters.clone(),
        state: state.clone(),
        send: send.clone(),
        run,
        playing: *playing,
        turn: turn.clone(),
    });
    let metrics = use_memo((), |()| parameters.metrics.clone());
    let metrics: Same<[Metric]> = Same(metrics.as_slice().into());
    let page = &state.page;
    let empty = page.document().components.is_empty();
    html! {
        <div class="show" data-testid="embed" data-playing={playing.plays().to_string()} data-now={now_s} data-failed={failed}>
            <Stage editor={page.editor.clone()} solution={Same::from(&page.computed.solution)} language={page.language} theme={page.theme} />
            if let Some(error) = trouble {
                <p class="show-nothing bad" role="alert" data-testid="embed-trouble">{ error_text(say, error) }</p>
            } else if empty {
                <p class="show-nothing" data-testid="embed-empty">{ say.key("embed-empty") }</p>
            }
            <Bar state={state.clone()} send={send.clone()} plays={playing.wanted} play={turn.reform(Turn::Want)}
                controls={parameters.controls} {metrics} smooth={!media::is_still()}>
                <OpenLink state={state.clone()} />
            </Bar>
        </div>
    }
}

/// Whether it plays: what the address asks for, and whether anybody can see it.
#[hook]
fn use_playing_here(parameters: &Rc<Parameters>) -> UseReducerHandle<Playing> {
    let playing = use_reducer(|| Playing {
        wanted: parameters.autoplay == Some(true),
        hidden: frame::hidden(),
        endless: parameters.endless,
        ..Playing::default()
    });
    use_effect_with((), {
        let (to_tab, to_view) = (playing.dispatcher(), playing.dispatcher());
        move |()| {
            let watching = (
                frame::on_visibility(move |hidden| to_tab.dispatch(Turn::Hidden(hidden))),
                InView::watch(move |seen| to_view.dispatch(Turn::Away(!seen))),
            );
            move || drop(watching)
        }
    });
    playing
}

/// Leads to the playground with what is shown.
#[component]
fn OpenLink(props: &OpenLinkProps) -> Html {
    let say = use_say();
    let document = props.state.page.document();
    let address = use_memo((Same::from(document), Same::from(&props.state.whole)), |_| {
        address::playground(&link::encode(&as_shown(&props.state)))
    });
    let label = say.key("embed-open");
    html! {
        <a class="button show-open" href={(*address).clone()} target="_blank" rel="noopener" title={label.clone()} aria-label={label.clone()} data-testid="embed-open">
            <Icon path={sign_path(Sign::Away)} size={16} /><span class="wordy">{ label }</span>
        </a>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenLinkProps {
    state: Same<ShowState>,
}
