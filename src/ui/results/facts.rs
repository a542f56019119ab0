//! Lines with one figure each, which fold out to where the figure comes from; and the plain ones that do not.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::model::{ComponentId, Document};
use crate::solve::{Backlog, Solution};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::inspector::component_button;
use crate::ui::level;
use crate::ui::widgets::why;

/// The most queues that are listed.
const LINES: usize = 5;

/// A line that folds out. `class`: `bad` where the figure is a warning.
pub(super) fn fold(
    testid: &'static str,
    label: String,
    figure: Html,
    class: &'static str,
    from: Figure,
    body: Html,
) -> Html {
    // Beside the line, not in it: a button inside of what folds could not be told apart from it by a screen reader.
    html! {
        <div class="fact-row">
            <details class="fact" data-testid={testid}>
                <summary><span class="label">{ label.clone() }</span><span class={classes!("figure", class)}>{ figure }</span></summary>
                <div class="fact-body">{ body }</div>
            </details>
            { why(label, basis(from, None)) }
        </div>
    }
}

/// A line that does not.
pub(super) fn line(testid: &'static str, label: Html, figure: String, class: &'static str, basis: Html) -> Html {
    html! {
        <div class="fact-row">
            <p class="fact plain" data-testid={testid}>
                <span class="label">{ label }</span><span class={classes!("figure", class)}>{ figure }</span>
            </p>
            { basis }
        </div>
    }
}

/// Reads that get an old value; nothing where none do.
pub(super) fn stale(say: Say, solution: &Solution) -> Html {
    if solution.stale_read_share <= level::NOTHING {
        return html! {};
    }
    let figure = say.with("page-share-of-reads", &[("share", format::percent(solution.stale_read_share).into())]);
    let label = say.key("page-stale-reads");
    line("stale-reads", html! { { &label } }, figure, "", why(label.clone(), basis(Figure::Staleness, None)))
}

/// What waits in queues, longest first; nothing where nothing does.
pub(super) fn backlogs(say: Say, document: &Document, solution: &Solution, dispatch: &Dispatch) -> Html {
    let waiting = solution.components.iter().filter_map(|(id, result)| Some((*id, result.backlog?)));
    let mut waiting: Vec<(ComponentId, Backlog)> = waiting.filter(|(_, backlog)| backlog.is_notable()).collect();
    waiting.sort_by(|a, b| b.1.messages.total_cmp(&a.1.messages).then(b.1.growth_per_s.total_cmp(&a.1.growth_per_s)));
    waiting.iter().take(LINES).map(|(id, backlog)| backlog_line(say, document, *id, backlog, dispatch)).collect()
}

fn backlog_line(say: Say, document: &Document, id: ComponentId, backlog: &Backlog, dispatch: &Dispatch) -> Html {
    let name = component_button(say, document, id, dispatch);
    let what = say.key("page-backlog");
    let label = html! { <>{ name }{ format!(" · {what}") }</> };
    let class = if backlog.growth_per_s > 0.0 { "bad" } else { "" };
    line("backlog", label, waiting(say, backlog), class, why(what, basis(Figure::Backlog, None)))
}

/// A backlog in words.
pub(in crate::ui) fn waiting(say: Say, backlog: &Backlog) -> String {
    if backlog.growth_per_s > 0.0 {
        return say.with("page-backlog-grows", &[("rate", format::rate(say.0, backlog.growth_per_s).into())]);
    }
    let arguments = [
        ("count", format::count(say.0, backlog.messages).into()),
        ("time", format::duration(say.0, backlog.wait_s).into()),
    ];
    say.with("page-backlog-steady", &arguments)
}
