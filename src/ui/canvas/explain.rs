//! From what stands on the canvas to where its figure comes from.

use crate::card::{Figure, basis};
use crate::editor::Item;
use crate::model::Document;
use crate::model::catalog::Kind;
use crate::solve::Solution;
use crate::ui::state::Topic;

/// The place in the model card for the figure that `item` shows; for what shows none, its kind.
pub(crate) fn topic(document: &Document, solution: &Solution, item: Item) -> Option<Topic> {
    let Item::Component(id) = item else { return Some(Topic::Formula(basis(Figure::Arrivals, None))) };
    let component = document.components.get(&id)?;
    let fullest = solution.components.get(&id).and_then(|result| result.resources.first());
    Some(match fullest {
        Some(fullest) => Topic::Formula(basis(Figure::Utilization(fullest.resource), Some(component))),
        None if component.kind == Kind::Users => Topic::Formula(basis(Figure::Offered, Some(component))),
        None => Topic::Kind(component.kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Basis, Formula};
    use crate::lessons::example;
    use crate::solve::solve_document;

    #[test]
    fn every_figure_on_the_canvas_leads_to_its_formula() {
        let document = (example("stage-10").expect("the stage is there").build)();
        let solution = solve_document(&document);
        for (id, component) in &document.components {
            let topic = topic(&document, &solution, Item::Component(*id));
            let computed = solution.components.get(id).is_some_and(|result| !result.resources.is_empty());
            let led = matches!(topic, Some(Topic::Formula(Basis { kind: Some(kind), .. })) if kind == component.kind);
            assert!(led || !computed && topic == Some(Topic::Kind(component.kind)), "{:?}", component.kind);
        }
        let link = *document.links.keys().next().expect("there are links");
        let rates = topic(&document, &solution, Item::Link(link));
        assert!(matches!(rates, Some(Topic::Formula(Basis { formula: Formula::Rates, .. }))));
    }
}
