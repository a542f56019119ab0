//! Nothing in the card stands alone.

use std::collections::BTreeSet;

use super::*;
use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Parameter, Source};
use crate::model::{Choice, Component, Value};
use crate::plan::Resource;

const WHOLE: [Figure; 11] = [
    Figure::Offered,
    Figure::Goodput,
    Figure::MeanTime,
    Figure::Percentile,
    Figure::Refusals,
    Figure::BreakingPoint,
    Figure::SteadyStates,
    Figure::Capacity,
    Figure::Cost,
    Figure::Availability,
    Figure::Outage,
];

fn component(kind: Kind) -> Component {
    Component::new(kind, Point::new(0.0, 0.0))
}

fn all(basis: Basis) -> BTreeSet<Formula> {
    basis.others.iter().chain([basis.formula]).collect()
}

#[test]
fn every_formula_is_reached_from_a_figure_or_a_kind() {
    let mut reached: BTreeSet<Formula> = WHOLE.into_iter().flat_map(|figure| all(basis(figure, None))).collect();
    reached.extend(Kind::ALL.iter().flat_map(|kind| formulas_of(*kind)));
    let followed: BTreeSet<Formula> = reached.iter().flat_map(|formula| formula.spec().related).copied().collect();
    reached.extend(followed);
    let missing: Vec<_> = Formula::ALL.iter().filter(|formula| !reached.contains(formula)).collect();
    assert!(missing.is_empty(), "nothing leads to {missing:?}");
}

#[test]
fn keys_are_unique_and_nothing_refers_to_itself() {
    let keys: BTreeSet<_> = Formula::ALL.iter().map(|formula| formula.spec().key).collect();
    assert_eq!(keys.len(), Formula::ALL.len());
    assert!(Formula::ALL.len() <= 64, "a set of formulas has one bit for each");
    for formula in Formula::ALL {
        assert!(!formula.spec().related.contains(formula), "{formula:?}");
    }
}

#[test]
fn every_subject_has_formulas_and_every_kind_rests_on_some() {
    for subject in Subject::ALL {
        assert!(Formula::ALL.iter().any(|formula| formula.spec().subject == *subject), "{subject:?}");
    }
    for kind in Kind::ALL {
        let formulas = formulas_of(*kind);
        let different: BTreeSet<_> = formulas.iter().collect();
        assert!(!formulas.is_empty() && different.len() == formulas.len(), "{kind:?}");
    }
}

#[test]
fn sources_are_publications() {
    for formula in Formula::ALL {
        for source in formula.spec().sources {
            let Source::Published { title, address } = source else { panic!("{formula:?} cites {source:?}") };
            assert!(!title.is_empty() && !address.contains("://"), "{formula:?}");
        }
    }
}

#[test]
fn the_workers_of_a_web_server_rest_on_held_workers_and_erlang() {
    let basis = basis(Figure::Utilization(Resource::Workers), Some(&component(Kind::WebServer)));
    assert_eq!(basis.formula, Formula::HeldWorkers);
    assert!(all(basis).contains(&Formula::ExponentialServers));
    assert_eq!(basis.kind, Some(Kind::WebServer));
}

#[test]
fn the_cores_follow_discipline_spread_and_number() {
    let mut service = component(Kind::Service);
    let shown = |service: &Component| basis(Figure::Wait(Resource::Cores), Some(service)).formula;
    assert_eq!(shown(&service), Formula::ExponentialServers);
    service.settings.insert(Parameter::Distribution, Value::Choice(Choice::Deterministic));
    service.settings.insert(Parameter::Cores, Value::Number(8.0));
    assert_eq!(shown(&service), Formula::SeveralGeneralServers);
    service.settings.insert(Parameter::Cores, Value::Number(1.0));
    assert_eq!(shown(&service), Formula::OneGeneralServer);
    service.settings.insert(Parameter::Discipline, Value::Choice(Choice::ProcessorSharing));
    assert_eq!(shown(&service), Formula::ProcessorSharing);
}

#[test]
fn memory_is_that_of_sessions_or_of_a_cache() {
    let shown = |kind| basis(Figure::Utilization(Resource::Memory), Some(&component(kind))).formula;
    assert_eq!(shown(Kind::SessionStore), Formula::Sessions);
    assert_eq!(shown(Kind::Cache), Formula::HitRatio);
}
