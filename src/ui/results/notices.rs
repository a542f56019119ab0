//! What has to be known before any figure is believed: that there is a second steady state, or none was found.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::{Icon, Roving, Sign, sign_path, why};

/// The notices; nothing while all is well. While another steady state is looked for they say so: at once where there
/// was one before, which is `doubted` now, else when it takes longer than a moment.
pub(super) fn notices(say: Say, solution: &Solution, doubted: bool) -> Html {
    let unsettled = !solution.converged && solution.offered_per_s > 0.0;
    if !unsettled && solution.other.is_none() && solution.searched {
        return html! {};
    }
    let looking = classes!("notice", "looking", (!doubted).then_some("later"));
    html! {
        <>
            if !solution.searched {
                <p class={looking} data-testid="looking">{ say.key("page-looking") }</p>
            }
            if unsettled || solution.other.is_some() {
                <Roving class="notices">
                    if unsettled { { notice(say, "not-converged", "warn", said_unsettled(say, solution)) } }
                    if let Some(other) = &solution.other { { notice(say, "other-state", "bad", metastable(say, solution, other)) } }
                </Roving>
            }
        </>
    }
}

fn notice(say: Say, testid: &'static str, class: &'static str, text: String) -> Html {
    html! {
        <p class={classes!("notice", class)} role="status" data-testid={testid}>
            <Icon path={sign_path(Sign::Warning)} size={16} /><span>{ text }</span>
            { why(say.key("page-figure-steady-states"), basis(Figure::SteadyStates, None)) }
        </p>
    }
}

fn said_unsettled(say: Say, solution: &Solution) -> String {
    let text = say.key("page-not-converged");
    let Some((low, high)) = solution.bracket else { return text };
    let between = [("low", format::rate(say.0, low).into()), ("high", format::rate(say.0, high).into())];
    format!("{text} {}", say.with("page-bracket", &between))
}

fn metastable(say: Say, good: &Solution, bad: &Solution) -> String {
    let share = |state: &Solution| format::percent(state.goodput_per_s / state.offered_per_s.max(f64::MIN_POSITIVE));
    let mut figures = vec![("good", share(good).into()), ("bad", share(bad).into())];
    let times = slowest(say, good).zip(slowest(say, bad));
    // Where next to nothing is answered, a time of it says nothing.
    let Some((good_p99, bad_p99)) = times.filter(|_| bad.goodput_per_s > 1e-3 * bad.offered_per_s) else {
        return say.with("page-other-state-dead", &figures);
    };
    figures.extend([("good-p99", good_p99.into()), ("bad-p99", bad_p99.into())]);
    say.with("page-other-state", &figures)
}

/// The largest p99 of any class.
fn slowest(say: Say, state: &Solution) -> Option<String> {
    let times = state.classes.iter().filter_map(|class| class.response.as_ref());
    let most = times.map(|response| response.quantiles.p99_s).reduce(f64::max);
    most.map(|time| format::duration(say.0, time))
}
