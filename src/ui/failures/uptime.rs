//! Availability, and each component's share of the downtime as bars.

use yew::prelude::*;

use super::words;
use crate::card::{Figure, basis};
use crate::impact::Uptime;
use crate::model::Document;
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::insight::Insight;
use crate::ui::inspector::component_button;
use crate::ui::widgets::why;

/// The most bars.
const BARS: usize = 12;
/// Minutes of a year that are worth a bar.
const NOTICEABLE_MIN: f64 = 0.01;

/// By class and by Users component, then the bars; nothing until it is known.
pub(super) fn chart(say: Say, document: &Document, insight: Option<&Insight>, dispatch: &Dispatch) -> Html {
    let label = say.key("page-availability");
    let Some(insight) = insight.filter(|insight| !insight.availability.by_class.is_empty()) else {
        return html! { <p class="quiet">{ say.key("page-capacity-working") }</p> };
    };
    let answer = &insight.availability;
    let classes = answer.by_class.iter().map(|(class, uptime)| row(say, say.of("class", class.key()), uptime));
    let several = answer.by_users.len() > 1;
    let users = answer.by_users.iter().filter(|_| several);
    let users = users.map(|(id, uptime)| row(say, words::component(say, document, *id), uptime));
    html! {
        <>
            <p class="caption">{ label.clone() }{ why(label, basis(Figure::Availability, None)) }</p>
            <table class="figures" data-testid="availability-by">
                <thead><tr>
                    <th scope="col" class="word">{ say.key(if several { "failures-class-or-users" } else { "page-column-class" }) }</th>
                    <th scope="col">{ say.key("page-column-available") }</th>
                    <th scope="col">{ say.key("page-column-down-a-year") }</th>
                </tr></thead>
                <tbody>{ for classes }{ for users }</tbody>
            </table>
            { bars(say, document, insight, dispatch) }
        </>
    }
}

fn row(say: Say, name: String, uptime: &Uptime) -> Html {
    html! {
        <tr>
            <th scope="row">{ name }</th>
            <td>{ format::nines(uptime.unavailability) }</td>
            <td>{ format::duration(say.0, uptime.downtime_min_per_year() * 60.0) }</td>
        </tr>
    }
}

/// The minutes that there would be fewer without the failures of each.
fn bars(say: Say, document: &Document, insight: &Insight, dispatch: &Dispatch) -> Html {
    let answer = &insight.availability;
    let all = answer.total.downtime_min_per_year();
    let noticeable: Vec<_> =
        answer.contributions.iter().filter(|one| one.downtime_min_per_year > NOTICEABLE_MIN).take(BARS).collect();
    let Some(most) = noticeable.first().map(|one| one.downtime_min_per_year).filter(|_| all > 0.0) else {
        return html! {};
    };
    html! {
        <table class="figures downtime-bars" data-testid="downtime-bars">
            <caption>{ say.key("page-downtime-from") }</caption>
            <tbody>
                for one in noticeable {
                    <tr key={one.component.0}>
                        <th scope="row">{ component_button(say, document, one.component, dispatch) }</th>
                        <td class="bar-cell"><span class="downtime-bar" style={format!("--share:{:.2}%", 100.0 * one.downtime_min_per_year / most)} aria-hidden="true"></span></td>
                        <td>{ format::duration(say.0, one.downtime_min_per_year * 60.0) }</td>
                        <td>{ format::percent(one.downtime_min_per_year / all) }</td>
                    </tr>
                }
            </tbody>
        </table>
    }
}
