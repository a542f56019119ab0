//! What has to be known before any figure is believed: that there is a second steady state, or none was found.

use yew::prelude::*;

use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::{Icon, Sign, sign_path};

/// The notices; nothing while all is well.
pub(super) fn notices(say: Say, solution: &Solution) -> Html {
    html! {
        <>
            if !solution.converged && solution.offered_per_s > 0.0 { { notice("not-converged", "warn", unsettled(say, solution)) } }
            if let Some(other) = &solution.other { { notice("other-state", "bad", metastable(say, solution, other)) } }
        </>
    }
}

fn notice(testid: &'static str, class: &'static str, text: String) -> Html {
    html! {
        <p class={classes!("notice", class)} role="status" data-testid={testid}>
            <Icon path={sign_path(Sign::Warning)} size={16} /><span>{ text }</span>
        </p>
    }
}

fn unsettled(say: Say, solution: &Solution) -> String {
    let text = say.key("page-not-converged");
    let Some((low, high)) = solution.bracket else { return text };
    let between = [("low", format::rate(say.0, low).into()), ("high", format::rate(say.0, high).into())];
    format!("{text} {}", say.with("page-bracket", &between))
}

fn metastable(say: Say, good: &Solution, bad: &Solution) -> String {
    let share = |state: &Solution| format::percent(state.goodput_per_s / state.offered_per_s.max(f64::MIN_POSITIVE));
    say.with(
        "page-other-state",
        &[
            ("good", share(good).into()),
            ("good-p99", slowest(say, good).into()),
            ("bad", share(bad).into()),
            ("bad-p99", slowest(say, bad).into()),
        ],
    )
}

/// The largest p99 of any class.
fn slowest(say: Say, state: &Solution) -> String {
    let times = state.classes.iter().filter_map(|class| class.response.as_ref());
    let most = times.map(|response| response.quantiles.p99_s).reduce(f64::max);
    most.map_or_else(|| "–".to_owned(), |time| format::duration(say.0, time))
}
