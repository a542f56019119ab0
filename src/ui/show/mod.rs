//! A document that is shown: in a slide, or by somebody who presents it from the page. The same drawing, the same engine;
//! nothing of it is stored, and it has a history of its own.

pub mod bar;
pub mod playing;
pub mod state;

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use self::playing::{Playing, Watch};
use self::state::{ShowMessage, ShowState};
use super::canvas::Look;
use super::computed::use_catching_up;
use super::context::{Dispatch, use_dispatch};
use super::results::Headline;
use super::run::{Flows, RunHandle, RunProvider};
use super::state::Theme;
use super::widgets::Same;
use crate::editor::{Editor, Passage};
use crate::platform::frame::Frames;
use crate::solve::Solution;
use crate::text::Language;

/// How long the way to another step takes, milliseconds.
const PASSAGE_MS: f64 = 520.0;

/// Properties of the frame.
#[derive(Clone, PartialEq, Properties)]
pub struct FrameProps {
    /// What is shown.
    pub state: Same<ShowState>,
    /// Where to say what is to happen.
    pub send: Callback<ShowMessage>,
    /// What is in it: it may ask for the run.
    pub children: Html,
}

/// Gives everything in it language, messages and a run, and follows the drawing.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let page = &props.state.page;
    let dispatch: Dispatch = use_memo(props.send.clone(), |send| send.reform(ShowMessage::Page)).as_ref().clone();
    use_catching_up(&page.computed, &dispatch);
    use_passage(page.editor.passage(), &props.send);
    html! {
        <ContextProvider<Language> context={page.language}>
            <ContextProvider<Dispatch> context={dispatch}>
                <RunProvider document={Same::from(page.document())} plan={Same::from(&page.computed.plan)} seed={props.state.seed} keys=false>
                    { props.children.clone() }
                </RunProvider>
            </ContextProvider<Dispatch>>
        </ContextProvider<Language>>
    }
}

/// Goes along a passage, frame by frame.
#[hook]
fn use_passage(passage: Option<&Rc<Passage>>, send: &Callback<ShowMessage>) {
    let send = send.clone();
    use_effect_with(passage.map(Same::from), move |passage| {
        let frames = passage.is_some().then(|| {
            let begun = Cell::new(None::<f64>);
            Frames::new(move |now_ms| {
                let from = begun.get().unwrap_or(now_ms);
                begun.set(Some(from));
                let share = (now_ms - from) / PASSAGE_MS;
                send.emit(ShowMessage::Pass(share.min(1.0)));
                share < 1.0
            })
        });
        if let Some(frames) = &frames {
            frames.start();
        }
        move || drop(frames)
    });
}

/// Properties of the stage.
#[derive(Clone, PartialEq, Properties)]
pub struct StageProps {
    /// Where things stand, and how they are looked at.
    pub editor: Editor,
    /// What the engine says.
    pub solution: Same<Solution>,
    /// Language.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
}

/// The drawing with what runs on it.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let dispatch = use_dispatch();
    let StageProps { editor, solution, language, theme } = props;
    html! {
        <main class="stage-frame">
            <div class="stage">
                <Look editor={editor.clone()} solution={solution.0.clone()} language={*language} on={dispatch} />
                if editor.passage().is_none() { <Flows editor={editor.clone()} theme={*theme} /> }
            </div>
            <Headline document={Same::from(editor.document())} solution={solution.clone()} />
        </main>
    }
}

/// Where the run is that is shown, simulated seconds, and how many requests have failed in it of late: for whoever asks the
/// page's elements. Empty where there is none.
pub fn told(run: &RunHandle) -> (String, String) {
    let watched = run.state.watched.as_ref();
    let now_s = watched.and_then(|watched| watched.progress).map(|progress| progress.now_s.to_string());
    let last = watched.and_then(|watched| watched.seen.points.last());
    let failed = last.map(|point| point.classes.iter().map(|class| class.failed).sum::<u64>().to_string());
    (now_s.unwrap_or_default(), failed.unwrap_or_default())
}

/// Lets the run go on or holds it, as `playing` says; `over` is told when it has come to its end.
#[hook]
pub fn use_playing(state: &ShowState, run: &RunHandle, playing: Playing, over: Callback<()>) {
    let page = &state.page;
    let watched = run.state.watched.as_ref();
    let watch = Watch {
        phase: run.state.phase(),
        there: watched.is_some(),
        current: watched.is_some_and(|watched| watched.is_of(page.document())),
    };
    let send = run.send.clone();
    // A plan that is not solved yet is no reason to wait: the simulation does not need the solution.
    use_effect_with((watch, playing, Same::from(page.document())), move |(watch, playing, _)| {
        if playing.is_over(*watch) {
            over.emit(());
        } else if let Some(message) = playing.next(*watch) {
            send.emit(message);
        }
    });
}
