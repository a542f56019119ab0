//! What a run says of a component, in place of the solved figures while the run is looked at.

use yew::prelude::*;

use crate::model::ComponentId;
use crate::plan::Reason;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::results::refusals::reason;
use crate::ui::run::RunHandle;
use crate::ui::run::seen::{Seen, StationPoint};
use crate::ui::run::state::View;

/// Points of the charts over which figures are taken: enough for a few of them to be of some length.
const POINTS: usize = 5;

/// The run that is looked at, if there is one which has begun.
pub(super) fn watched(run: &RunHandle) -> Option<&Seen> {
    let watched = run.state.watched.as_ref().filter(|_| run.state.view == View::Run)?;
    Some(&*watched.seen).filter(|seen| !seen.points.is_empty())
}

/// Figures of a component in the last points of a run.
pub(super) fn figures(say: Say, seen: &Seen, id: ComponentId) -> Html {
    let Some(place) = seen.components.iter().position(|component| *component == id) else { return html! {} };
    let points = &seen.points[seen.points.len().saturating_sub(POINTS)..];
    let (from_s, until_s) = (points.first().map_or(0.0, |first| first.from_s), seen.now_s());
    let span_s = (until_s - from_s).max(1e-12);
    let stations = seen.stations.iter().enumerate().filter(|(_, (component, _))| *component == place);
    let rows = stations.map(|(station, (_, resource))| {
        let mut sum = StationPoint::default();
        points.iter().filter_map(|point| point.stations.get(station)).for_each(|one| sum.merge(*one));
        (resource, sum.utilization(), sum.waiting_s / span_s)
    });
    let mut failures: Vec<(Reason, u64)> = Vec::new();
    for &(_, why, number) in points.iter().flat_map(|point| &point.failures).filter(|lost| lost.0 == place) {
        match failures.iter_mut().find(|own| own.0 == why) {
            Some(own) => own.1 += number,
            None => failures.push((why, number)),
        }
    }
    let times = [("from", format::duration(say.0, from_s).into()), ("until", format::duration(say.0, until_s).into())];
    html! {
        <section data-testid="run-figures">
            <h3>{ say.with("live-figures", &times) }</h3>
            <table class="figures">
                <thead><tr>
                    <th scope="col">{ say.key("page-column-resource") }</th>
                    <th scope="col">{ say.key("page-column-busy") }</th>
                    <th scope="col">{ say.key("live-plot-queue") }</th>
                </tr></thead>
                <tbody>
                    for (resource, utilization, waiting) in rows {
                        <tr><th scope="row">{ say.of("resource", resource.key()) }</th><td>{ format::percent(utilization) }</td><td>{ format::count(say.0, waiting) }</td></tr>
                    }
                    for (why, number) in failures {
                        <tr class="saturated"><th scope="row" colspan="2">{ reason(say, why) }</th><td>{ format::rate(say.0, number as f64 / span_s) }</td></tr>
                    }
                </tbody>
            </table>
            <p class="muted">{ say.key("live-figures-solved") }</p>
        </section>
    }
}
