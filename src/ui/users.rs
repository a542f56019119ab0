//! The users slider: logarithmic from 1 to 100 million, with the point marked at which the topology gives way.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::{use_dispatch, use_say};
use super::state::Message;
use super::widgets::{Typed, why};
use crate::card::{Figure, basis};
use crate::editor::Action;
use crate::model::Document;
use crate::model::catalog::Unit;
use crate::text::{Language, format, parse, quantity};

/// The share of capacity from which the track warns.
const WARNING_SHARE: f64 = 0.7;

/// Properties of the slider.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where it stands.
    pub users: f64,
    /// Requests per second that this many users offer.
    pub offered_per_s: f64,
    /// Users at which the topology gives way; `None` where it does not.
    pub breaks_at: Option<f64>,
    /// Whether nobody is answered, so that there is nothing to give way.
    pub lost: bool,
}

/// Position of `users` on the track, 0 to 1.
fn place(users: f64) -> f64 {
    (users.max(1.0).log10() / Document::MOST_USERS.log10()).clamp(0.0, 1.0)
}

/// Users at a position of the track, rounded to three digits as they are shown.
fn users_at(place: f64) -> f64 {
    let users = 10f64.powf(place.clamp(0.0, 1.0) * Document::MOST_USERS.log10());
    let step = 10f64.powi((users.log10().floor() as i32 - 2).max(0));
    ((users / step).round() * step).clamp(1.0, Document::MOST_USERS)
}

fn track(breaks_at: Option<f64>) -> String {
    let percent = |users: Option<f64>| users.map_or(100.0, |users| place(users) * 100.0);
    let warn = percent(breaks_at.map(|users| users * WARNING_SHARE));
    format!("--warn-from:{warn:.2}%;--bad-from:{:.2}%", percent(breaks_at))
}

/// So many users as the page writes them, in full where three digits would not be all of it: what is typed stays.
fn exact(language: Language, users: f64) -> String {
    let short = quantity(language, Unit::Count, users);
    let read = parse(language, Unit::Count, &short.text(), &short);
    if read == Some(users) { short.text() } else { format::grouped(users, 0) }
}

/// The users slider.
#[component]
pub fn UsersSlider(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let set = dispatch.reform(|users: f64| Message::Do(Action::SetUsers(users)));
    let oninput = set.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        users_at(input.value_as_number() / 1000.0)
    });
    let figure = exact(say.0, props.users.round());
    let onchange = {
        let (set, figure) = (set.clone(), figure.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let typed = parse(say.0, Unit::Count, &input.value(), &quantity(say.0, Unit::Count, 1.0));
            let users = typed.map(|users| users.clamp(1.0, Document::MOST_USERS).round());
            // Also where nothing changes: what was typed then shows as the page writes it.
            input.set_value(&users.map_or_else(|| figure.clone(), |users| exact(say.0, users)));
            if let Some(users) = users {
                set.emit(users);
            }
        })
    };
    let text = say.with("page-users-count", &[("count", figure.clone().into())]);
    let broken = props.lost || props.breaks_at.is_some_and(|users| props.users >= users);
    html! {
        <div class={classes!("users", broken.then_some("over"))} role="group" aria-label={say.key("page-users")}>
            <label class="users-figure">
                <Typed kind="text" mode="decimal" value={figure} {onchange} size="8" label={say.key("page-users-typed")} testid="users-field" />
                <span aria-hidden="true">{ say.key("page-users-word") }</span>
            </label>
            <div class="users-track" style={track(if props.lost { Some(1.0) } else { props.breaks_at })}>
                <input type="range" min="0" max="1000" step="1" value={format!("{:.0}", place(props.users) * 1000.0)}
                    {oninput} onchange={dispatch.reform(|_: Event| Message::Commit)} aria-label={say.key("page-users-slider")} aria-valuetext={text} data-testid="users-slider" />
                if let Some(users) = props.breaks_at.filter(|_| !props.lost) { { breaking_mark(say, users) } }
            </div>
            <span class="users-rate">
                <output data-testid="offered">{ format::rate(say.0, props.offered_per_s) }</output>
                { why(say.key("page-offered"), basis(Figure::Offered, None)) }
            </span>
        </div>
    }
}

fn breaking_mark(say: super::context::Say, users: f64) -> Html {
    let at = place(users);
    let side = if at > 0.6 { "before" } else { "after" };
    let text = say.with("page-breaks-at", &[("users", format::users(say.0, users).into())]);
    html! {
        <div class={classes!("users-break", side)} style={format!("--at:{:.2}%", at * 100.0)}>
            <span data-testid="breaks-at">{ text }</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_the_slider_can_be_reached_again_from_its_users() {
        for step in 0..=1000 {
            let users = users_at(f64::from(step) / 1000.0);
            let back = (place(users) * 1000.0).round() as i32;
            // Few people stand on whole numbers only, so several steps share one figure at the left end.
            assert!(users < 100.0 || (back - step).abs() <= 1, "step {step} gives {users}, which stands at {back}");
        }
        assert_eq!(users_at(0.0), 1.0);
        assert_eq!(users_at(1.0), Document::MOST_USERS);
    }

    #[test]
    fn what_is_typed_stays_to_the_last_digit() {
        for language in Language::ALL.iter().copied() {
            for users in [1.0, 4_321.0, 4_320.0, 1_350_000.0, 12_345_678.0, Document::MOST_USERS] {
                let shown = exact(language, users);
                let read = parse(language, Unit::Count, &shown, &quantity(language, Unit::Count, 1.0));
                assert_eq!(read, Some(users), "{shown}");
            }
        }
        assert_eq!(exact(Language::English, 4_321.0), "4,321");
        assert_eq!(exact(Language::Korean, 1_350_000.0), "135만");
    }

    #[test]
    fn the_slider_is_logarithmic() {
        assert_eq!(place(1.0), 0.0);
        assert!((place(10_000.0) - 0.5).abs() < 1e-12);
        assert_eq!(place(1e9), 1.0);
    }

    #[test]
    fn what_never_breaks_is_green_all_along() {
        assert_eq!(track(None), "--warn-from:100.00%;--bad-from:100.00%");
        assert_eq!(track(Some(10_000.0)), "--warn-from:48.06%;--bad-from:50.00%");
    }
}
