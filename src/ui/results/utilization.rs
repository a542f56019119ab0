//! How full every resource is, fullest first.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::model::{ComponentId, Document};
use crate::solve::{Resource, ResourceResult, Solution};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::inspector::component_button;
use crate::ui::level;
use crate::ui::widgets::why;

/// The most lines: what is nearly idle is of no interest, and a thousand lines cost time.
const LINES: usize = 40;

/// One line per component and resource; a click selects the component.
pub(super) fn table(say: Say, document: &Document, solution: &Solution, dispatch: &Dispatch) -> Html {
    let lines = lines(solution);
    html! {
        <table class="figures utilization" data-testid="utilization">
            <caption>{ say.key("page-utilization") }</caption>
            <thead><tr>
                <th scope="col">{ say.key("page-column-component") }</th>
                <th scope="col">{ say.key("page-column-busy") }</th>
                <th scope="col">{ say.key("page-column-p99") }{ why(say.key("page-column-p99"), basis(Figure::ComponentTime, None)) }</th>
            </tr></thead>
            <tbody>{ for lines.iter().take(LINES).map(|(id, resource)| row(say, document, solution, *id, resource, dispatch)) }</tbody>
        </table>
    }
}

fn lines(solution: &Solution) -> Vec<(ComponentId, ResourceResult)> {
    let all =
        solution.components.iter().flat_map(|(id, result)| result.resources.iter().map(|resource| (*id, *resource)));
    let mut lines: Vec<_> = all.collect();
    lines.sort_by(|a, b| b.1.utilization.total_cmp(&a.1.utilization).then(a.0.cmp(&b.0)));
    lines
}

fn row(
    say: Say,
    document: &Document,
    solution: &Solution,
    id: ComponentId,
    resource: &ResourceResult,
    dispatch: &Dispatch,
) -> Html {
    let p99 = solution.components.get(&id).and_then(|result| result.response_p99_s);
    html! {
        <tr class={level::class(resource.utilization, resource.refused_share)}
            data-testid={format!("utilization-{}-{}", id.0, resource.resource.key())}>
            <th scope="row">{ component_button(say, document, id, dispatch) }{ " " }<span class="resource">{ say.of("resource", resource.resource.key()) }</span></th>
            <td class="level">
                <span class="meter" style={format!("--share:{:.1}%", resource.utilization.clamp(0.0, 1.0) * 100.0)} aria-hidden="true"></span>
                { level::figure(resource.utilization, resource.refused_share) }
                { origin(say, document, id, resource.resource) }
            </td>
            <td>{ p99.map_or_else(|| "–".to_owned(), |p99| format::duration(say.0, p99)) }</td>
        </tr>
    }
}

/// Where a busy share comes from depends on the component and the resource.
fn origin(say: Say, document: &Document, id: ComponentId, resource: Resource) -> Html {
    let Some(component) = document.components.get(&id) else { return html! {} };
    let name = format!("{}, {}", say.component(component), say.of("resource", resource.key()));
    why(name, basis(Figure::Utilization(resource), Some(component)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::ComponentResult;

    #[test]
    fn the_fullest_stands_first_whosever_it_is() {
        let resource = |resource, utilization| ResourceResult {
            station: 0,
            resource,
            units: 1.0,
            utilization,
            busy: utilization,
            served_per_s: 0.0,
            waiting: 0.0,
            wait_probability: 0.0,
            wait_mean_s: 0.0,
            refused_share: 0.0,
        };
        let component = |resources: Vec<ResourceResult>| ComponentResult { resources, ..ComponentResult::default() };
        let mut solution = Solution::default();
        solution
            .components
            .insert(ComponentId(1), component(vec![resource(Resource::Cores, 0.4), resource(Resource::Workers, 0.1)]));
        solution.components.insert(ComponentId(2), component(vec![resource(Resource::Disk, 0.9)]));
        let order: Vec<_> = lines(&solution).iter().map(|(id, line)| (id.0, line.resource)).collect();
        assert_eq!(order, [(2, Resource::Disk), (1, Resource::Cores), (1, Resource::Workers)]);
    }
}
