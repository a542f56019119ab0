//! The document as it is presented: the drawing over the whole page, its steps by the keys that presenters press. What is
//! struck or set on the way is not the document's; the page behind is as it was when it ends.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::context::use_say;
use super::run::use_run;
use super::show::bar::{Bar, Controls, Metric};
use super::show::playing::{Playing, Turn};
use super::show::state::{Hands, ShowMessage, ShowState};
use super::show::{Frame, Stage, told, use_playing};
use super::state::Theme;
use super::widgets::{IconButton, Same, Sign};
use crate::model::Document;
use crate::platform::{self, frame, media};
use crate::text::Language;

const PRESENT_ID: &str = "presentation";

/// Properties of the presentation.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// The step to begin with, from 0.
    pub step: usize,
    /// Language.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// The seed that came with the document; `None`: the usual one.
    pub seed: Option<u64>,
    /// Called when it ends.
    pub close: Callback<()>,
}

/// The presentation.
#[component]
pub fn Present(props: &Props) -> Html {
    let Props { document, step, language, theme, seed, close } = props.clone();
    let state = use_reducer(|| {
        let state = ShowState::new((*document.0).clone(), step, language, theme, Hands::Play);
        seed.map_or_else(|| state.clone(), |seed| state.after(ShowMessage::Seed(seed)))
    });
    let send = {
        let dispatcher = state.dispatcher();
        (*use_memo((), |()| Callback::from(move |message: ShowMessage| dispatcher.dispatch(message)))).clone()
    };
    let shown = Same(std::rc::Rc::new((*state).clone()));
    html! {
        <Frame state={shown.clone()} send={send.clone()}><Page state={shown} {send} {close} /></Frame>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PageProps {
    state: Same<ShowState>,
    send: Callback<ShowMessage>,
    close: Callback<()>,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let PageProps { state, send, close } = props;
    let (say, run) = (use_say(), use_run());
    let playing = use_reducer(|| Playing { hidden: frame::hidden(), ..Playing::default() });
    let turn = {
        let dispatcher = playing.dispatcher();
        (*use_memo((), |()| Callback::from(move |turn: Turn| dispatcher.dispatch(turn)))).clone()
    };
    let (now_s, failed) = told(&run);
    use_playing(state, &run, *playing, turn.reform(|()| Turn::Want(false)));
    use_effect_with((), {
        let turn = turn.clone();
        move |()| {
            platform::focus(PRESENT_ID);
            let listener = frame::on_visibility(move |hidden| turn.emit(Turn::Hidden(hidden)));
            move || drop(listener)
        }
    });
    use_keys(Keys { step: state.step, steps: state.steps(), plays: playing.wanted }, send, &turn, close);
    let metrics: Same<[Metric]> = Same((*use_memo((), |()| Metric::USUAL)).as_slice().into());
    let page = &state.page;
    html! {
        <div id={PRESENT_ID} class="show presenting" tabindex="-1" role="region" aria-label={say.key("present-label")} data-testid="presentation" data-playing={playing.plays().to_string()} data-now={now_s} data-failed={failed}>
            <Stage editor={page.editor.clone()} solution={Same::from(&page.computed.solution)} language={page.language} theme={page.theme} />
            <Bar state={state.clone()} send={send.clone()} plays={playing.wanted} play={turn.reform(Turn::Want)} controls={Controls::All} {metrics} smooth={!media::is_still()}>
                <div class="show-end" title={say.key("present-keys")}>
                    <IconButton sign={Sign::Full} label={say.key("present-full")} class="bare" onclick={Callback::from(|()| platform::toggle_full_screen())} testid="present-full" />
                    <IconButton sign={Sign::Close} label={say.key("present-close")} class="bare" onclick={close.clone()} testid="present-close" />
                </div>
            </Bar>
        </div>
    }
}

/// Where the presentation is when a key comes.
#[derive(Clone, Copy, PartialEq)]
struct Keys {
    step: usize,
    steps: usize,
    plays: bool,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Go(usize),
    Play(bool),
    FullScreen,
    Close,
}

impl Keys {
    /// By the key's meaning, so that remote controls work; letters by their place, so that they work while Hangul is typed.
    fn deed(self, key: &str, code: &str, shift: bool) -> Option<Deed> {
        let last = self.steps.saturating_sub(1);
        let next = Deed::Go((self.step + 1).min(last));
        let previous = Deed::Go(self.step.saturating_sub(1));
        match (key, code) {
            ("ArrowRight" | "ArrowDown" | "PageDown", _) => Some(next),
            ("ArrowLeft" | "ArrowUp" | "PageUp", _) => Some(previous),
            (" ", _) => Some(if shift { previous } else { next }),
            ("Home", _) => Some(Deed::Go(0)),
            ("End", _) => Some(Deed::Go(last)),
            ("Escape", _) => Some(Deed::Close),
            (_, "KeyK") => Some(Deed::Play(!self.plays)),
            (_, "KeyF") => Some(Deed::FullScreen),
            _ => None,
        }
    }
}

#[hook]
fn use_keys(keys: Keys, send: &Callback<ShowMessage>, turn: &Callback<Turn>, close: &Callback<()>) {
    let (send, turn, close) = (send.clone(), turn.clone(), close.clone());
    use_effect_with(keys, move |keys| {
        let keys = *keys;
        let listener = platform::document().map(|page| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&page, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| !is_taken(event)) else { return };
                let Some(deed) = keys.deed(&event.key(), &event.code(), event.shift_key()) else { return };
                event.prevent_default();
                match deed {
                    Deed::Go(step) => send.emit(ShowMessage::Go(step, !media::is_still())),
                    Deed::Play(wanted) => turn.emit(Turn::Want(wanted)),
                    Deed::FullScreen => platform::toggle_full_screen(),
                    Deed::Close => close.emit(()),
                }
            })
        });
        move || drop(listener)
    });
}

/// Whether the key is somebody else's: the browser's, a field's, or a button's that has the focus.
fn is_taken(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_in = |fields: &str| target.as_ref().is_some_and(|target| target.closest(fields).ok().flatten().is_some());
    let is_field = is_in("input, select, textarea") && event.key() != "Escape";
    let presses = event.key() == " " && is_in("a, button, summary");
    event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || is_field || presses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_presenters_go_through_the_steps_and_stop_at_the_ends() {
        let at = |step| Keys { step, steps: 3, plays: false };
        for key in ["ArrowRight", "ArrowDown", "PageDown", " "] {
            assert_eq!(at(0).deed(key, "", false), Some(Deed::Go(1)), "{key}");
            assert_eq!(at(2).deed(key, "", false), Some(Deed::Go(2)), "{key}");
        }
        for (key, shift) in [("ArrowLeft", false), ("ArrowUp", false), ("PageUp", false), (" ", true)] {
            assert_eq!(at(2).deed(key, "", shift), Some(Deed::Go(1)), "{key}");
            assert_eq!(at(0).deed(key, "", shift), Some(Deed::Go(0)), "{key}");
        }
        assert_eq!(
            (at(1).deed("Home", "", false), at(1).deed("End", "", false)),
            (Some(Deed::Go(0)), Some(Deed::Go(2)))
        );
        assert_eq!(at(1).deed("ㅏ", "KeyK", false), Some(Deed::Play(true)));
        assert_eq!((at(1).deed("Escape", "Escape", false), at(1).deed("x", "KeyX", false)), (Some(Deed::Close), None));
        assert_eq!(Keys { step: 0, steps: 0, plays: true }.deed("ArrowRight", "", false), Some(Deed::Go(0)));
    }
}
