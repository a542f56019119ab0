//! The top bar: title, history, the users slider, sharing, and the page's settings.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::{Say, use_dispatch, use_say};
use super::level;
use super::state::{Dialog, Message, Theme, Topic};
use super::users::UsersSlider;
use super::widgets::{Disclosure, Icon, IconButton, Roving, Same, Sign, sign_path};
use crate::editor::Action;
use crate::model::Document;
use crate::solve::Solution;
use crate::text::Language;

/// The id of the button that begins a presentation.
pub(super) const PRESENT_BUTTON: &str = "present";

/// Properties of the top bar.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// What undo takes back: key of a text; `None` where there is nothing.
    pub undo: Option<AttrValue>,
    /// What redo does again.
    pub redo: Option<AttrValue>,
    /// Theme of the page.
    pub theme: Theme,
}

/// The top bar.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    let send = |message: Message| dispatch.reform(move |()| message.clone());
    html! {
        <header class="bar">
            <div class="logo"><Icon path={sign_path(Sign::Logo)} size={20} /><h1>{ "Scaleground" }</h1></div>
            <Title title={AttrValue::from(props.document.title.clone())} />
            <Roving class="bar-history" role="toolbar" label={say.key("page-history")}>
                <IconButton sign={Sign::Undo} label={history_label(say, "page-undo", props.undo.as_deref())}
                    disabled={props.undo.is_none()} onclick={act(Action::Undo)} testid="undo" />
                <IconButton sign={Sign::Redo} label={history_label(say, "page-redo", props.redo.as_deref())}
                    disabled={props.redo.is_none()} onclick={act(Action::Redo)} testid="redo" />
            </Roving>
            <UsersSlider users={props.document.users} offered_per_s={props.solution.offered_per_s}
                breaks_at={props.solution.breaking_point.map(|point| point.users)} lost={level::serves_nobody(&props.solution)} />
            <div class="bar-actions">
                <super::run::RunButton />
                <Disclosure label={say.key("page-open")} sign={Sign::Book} wordy=true testid="examples">
                    <super::examples::Examples />
                </Disclosure>
                <super::share::ShareButton document={props.document.clone()} />
                <IconButton sign={Sign::Present} id={PRESENT_BUTTON} label={say.key("steps-present")} disabled={props.document.components.is_empty()}
                    onclick={ let document = props.document.clone(); dispatch.reform(move |()| Message::Present(Some(super::steps::drawn_now(&document).unwrap_or(0)))) } testid="present" />
                <Roving class="bar-settings" role="toolbar" label={say.key("page-settings")}>
                { language_button(say, &dispatch) }
                <IconButton sign={theme_sign(props.theme)} label={theme_label(say, props.theme)}
                    onclick={send(Message::SetTheme(props.theme.next()))} testid="theme" />
                <IconButton sign={Sign::Equals} label={say.key("page-card-open")}
                    onclick={send(Message::SetDialog(Some(Dialog::Card(Topic::Index))))} testid="card" />
                <IconButton sign={Sign::Help} label={say.key("page-help")}
                    onclick={send(Message::SetDialog(Some(Dialog::Help)))} testid="help" />
                </Roving>
            </div>
        </header>
    }
}

fn history_label(say: Say, key: &str, what: Option<&str>) -> String {
    match what {
        Some(what) => say.with(&format!("{key}-what"), &[("what", say.of("canvas-did", what).into())]),
        None => say.key(key),
    }
}

fn language_button(say: Say, dispatch: &Callback<Message>) -> Html {
    let next = say.0.next();
    // The name of the other language is in that language: who needs it can read it.
    let (short, lang) = match next {
        Language::English => ("EN", "en"),
        Language::Korean => ("한", "ko"),
    };
    // The name begins with what is written on the button, so that it can be asked for by voice.
    let label = format!("{short}: {}", Say(next).key("page-switch-language"));
    let onclick = dispatch.reform(move |_: MouseEvent| Message::SetLanguage(next));
    html! {
        <button type="button" class="button square" {lang} aria-label={label.clone()} title={label} {onclick} data-testid="language">
            <span aria-hidden="true">{ short }</span>
        </button>
    }
}

const fn theme_sign(theme: Theme) -> Sign {
    match theme {
        Theme::Auto => Sign::Auto,
        Theme::Light => Sign::Sun,
        Theme::Dark => Sign::Moon,
    }
}

fn theme_label(say: Say, theme: Theme) -> String {
    say.key(match theme {
        Theme::Auto => "page-theme-auto",
        Theme::Light => "page-theme-light",
        Theme::Dark => "page-theme-dark",
    })
}

/// Properties of the title.
#[derive(Clone, PartialEq, Properties)]
struct TitleProps {
    title: AttrValue,
}

#[component]
fn Title(props: &TitleProps) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let onchange = dispatch.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Message::Do(Action::SetTitle(input.value().chars().take(Document::LONGEST_NAME).collect()))
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        // Enter ends the edit; while a syllable is being composed it belongs to the composition.
        if event.key() == "Enter" && !event.is_composing() {
            let input: HtmlInputElement = event.target_unchecked_into();
            let _ = input.blur();
        }
    });
    html! {
        <input class="title" type="text" value={&props.title} placeholder={say.key("page-untitled")} maxlength="120"
            aria-label={say.key("page-title")} {onchange} {onkeydown} data-testid="title" />
    }
}
