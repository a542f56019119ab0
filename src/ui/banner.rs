//! What the page has to say about links and files: opened, partly opened, broken, not stored.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::state::{Banner, Message, Origin};
use super::widgets::{Button, Icon, IconButton, Same, Sign, sign_path};
use crate::editor::Action;
use crate::platform::{address, clipboard};
use crate::share::{Problem, ProblemCode, ShareError};
use crate::text::Argument;

/// The most that are listed one by one; of the others there is a count.
const MOST_LISTED: usize = 200;

/// Properties of the banner.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it says.
    pub banner: Same<Banner>,
}

/// The banner.
#[component]
pub fn BannerView(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let dismiss = dismissal(&props.banner.0, &dispatch);
    let (class, role, sign) = match &*props.banner {
        Banner::Opened { problems, .. } if problems.is_empty() => ("good", "status", Sign::Check),
        Banner::Opened { .. } | Banner::NotSaved => ("warn", "status", Sign::Info),
        Banner::Broken { .. } => ("bad", "alert", Sign::Warning),
    };
    html! {
        <div class={classes!("banner", class)} {role} data-testid="banner">
            <Icon path={sign_path(sign)} />
            <div class="banner-text">{ body(say, &props.banner.0, &dispatch) }</div>
            <IconButton sign={Sign::Close} label={say.key("page-close")} class="bare" onclick={dismiss} testid="dismiss-banner" />
        </div>
    }
}

fn dismissal(banner: &Banner, dispatch: &Dispatch) -> Callback<()> {
    let broken_link = matches!(banner, Banner::Broken { origin: Origin::Link(_), .. });
    let dispatch = dispatch.clone();
    Callback::from(move |()| {
        if broken_link {
            address::replace_fragment("");
        }
        dispatch.emit(Message::DismissBanner);
    })
}

fn body(say: Say, banner: &Banner, dispatch: &Dispatch) -> Html {
    match banner {
        Banner::Opened { origin, problems, replaced } => opened(say, origin, problems, *replaced, dispatch),
        Banner::Broken { origin, error } => broken(say, origin, error),
        Banner::NotSaved => {
            html! { <><b>{ say.key("page-not-saved") }</b><p>{ say.key("page-not-saved-advice") }</p></> }
        }
    }
}

fn opened(say: Say, origin: &Origin, problems: &[Problem], replaced: bool, dispatch: &Dispatch) -> Html {
    let title = match origin {
        Origin::Link(_) => say.key("page-opened-link"),
        Origin::File(name) => say.with("page-opened-file", &[("name", name.as_str().into())]),
    };
    let undo = dispatch.reform(|()| Message::Do(Action::Undo));
    let back = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            undo.emit(());
            dispatch.emit(Message::DismissBanner);
        })
    };
    html! {
        <>
            <b>{ title }</b>
            if !problems.is_empty() {
                <p>{ say.with("page-opened-problems", &[("count", problems.len().into())]) }</p>
                <ul class="problems" tabindex="0">{ for problems.iter().take(MOST_LISTED).map(|problem| html! { <li>{ problem_text(say, problem) }</li> }) }</ul>
                if let Some(more @ 1..) = problems.len().checked_sub(MOST_LISTED) {
                    <p>{ say.with("share-more-problems", &[("count", more.into())]) }</p>
                }
            }
            if replaced {
                <p>{ say.key("page-opened-replaced") }</p>
                <Button label={say.key("page-opened-back")} sign={Sign::Undo} onclick={back} testid="back-to-former" />
            }
        </>
    }
}

fn broken(say: Say, origin: &Origin, error: &ShareError) -> Html {
    let (title, raw) = match origin {
        Origin::Link(fragment) => (say.key("page-broken-link"), Some(address::with_fragment(fragment))),
        Origin::File(name) => (say.with("page-broken-file", &[("name", name.as_str().into())]), None),
    };
    html! {
        <>
            <b>{ title }</b>
            <p data-testid="broken-reason">{ error_text(say, error) }</p>
            <p>{ say.key("page-broken-kept") }</p>
            if let Some(raw) = raw { <CopyRaw {raw} /> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CopyRawProps {
    raw: AttrValue,
}

/// Copies the address as it came; where the browser refuses, shows it in a field.
#[component]
fn CopyRaw(props: &CopyRawProps) -> Html {
    let say = use_say();
    let copied = use_state(|| None::<bool>);
    let onclick = {
        let (copied, raw) = (copied.clone(), props.raw.clone());
        Callback::from(move |()| {
            let (copied, raw) = (copied.clone(), raw.clone());
            spawn_local(async move { copied.set(Some(clipboard::write(&raw).await)) });
        })
    };
    let label = if *copied == Some(true) { "page-copied" } else { "page-copy-raw" };
    html! {
        <>
            <Button label={say.key(label)} sign={Sign::Duplicate} {onclick} testid="copy-raw" />
            if *copied == Some(false) {
                <input class="field" type="text" readonly=true value={props.raw.clone()} aria-label={say.key("page-share-link")} />
            }
        </>
    }
}

pub(super) fn error_text(say: Say, error: &ShareError) -> String {
    let args: Vec<(&str, Argument)> = match error {
        ShareError::TooLong { length, limit } => vec![("length", figure(*length)), ("limit", figure(*limit))],
        ShareError::TooLarge { limit } => vec![("limit", figure(*limit))],
        ShareError::NewerVersion { version } => vec![("version", version.as_str().into())],
        ShareError::NotJson { line, column, what } => {
            vec![("line", figure(*line)), ("column", figure(*column)), ("what", what.as_str().into())]
        }
        ShareError::TooMany { what, count, limit } => {
            vec![
                ("what", say.key(&format!("share-what-{what}")).into()),
                ("count", figure(*count)),
                ("limit", figure(*limit)),
            ]
        }
        ShareError::NotALink
        | ShareError::Damaged
        | ShareError::NotATopology
        | ShareError::NotAFlowchart
        | ShareError::NothingInside => vec![],
    };
    say.with(&format!("share-error-{}", error.key()), &args)
}

fn figure(number: usize) -> Argument {
    crate::text::format::grouped(number as f64, 0).into()
}

fn problem_text(say: Say, problem: &Problem) -> String {
    let mut args: Vec<(&str, Argument)> = vec![("place", problem.place.as_str().into())];
    match &problem.code {
        ProblemCode::UnknownName { name } | ProblemCode::NotHere { name } => args.push(("name", name.as_str().into())),
        ProblemCode::OutOfRange { value, min, max } => {
            args.extend([("value", value.as_str().into()), ("min", min.as_str().into()), ("max", max.as_str().into())]);
        }
        ProblemCode::DuplicateId { id } | ProblemCode::NoSuchComponent { id } | ProblemCode::NotAContainer { id } => {
            args.push(("id", id.to_string().into()));
        }
        ProblemCode::NotConnectable { from, to } => {
            args.extend([("from", say.of("kind", from).into()), ("to", say.of("kind", to).into())]);
        }
        ProblemCode::NoCounterpart { text } | ProblemCode::NoLabel { text } => {
            args.push(("text", text.as_str().into()));
        }
        ProblemCode::NoSuchGroup { name } => args.push(("name", name.as_str().into())),
        ProblemCode::Guessed { name, kind } => {
            args.extend([("name", name.as_str().into()), ("kind", say.of("kind", kind).into())]);
        }
        ProblemCode::TooLong { limit } => args.push(("limit", figure(*limit))),
        ProblemCode::WrongSort | ProblemCode::DuplicateLink => {}
    }
    say.with(&format!("share-problem-{}", problem.code.key()), &args)
}
