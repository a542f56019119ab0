//! One formula, or one kind of component: what is assumed, where it is good, where not, and where it comes from.

use yew::prelude::*;

use super::{HEADING_ID, list, to};
use crate::card::{Basis, Exactness, Formula, formulas_of};
use crate::model::catalog::{Kind, Source};
use crate::ui::context::{Dispatch, Say};
use crate::ui::state::{Dialog, Topic};
use crate::ui::widgets::{Icon, Sign, kind_path, sign_path};

/// The parts of a formula's text with their headings and signs.
const PARTS: [(&str, &str, Option<Sign>); 4] = [
    ("computes", "page-card-computes", None),
    ("assumes", "page-card-assumes", None),
    ("good", "page-card-good", Some(Sign::Check)),
    ("bad", "page-card-bad", Some(Sign::Warning)),
];

pub(super) fn formula(say: Say, basis: Basis, dispatch: &Dispatch) -> Html {
    let (formula, spec) = (basis.formula, basis.formula.spec());
    let alone = |formula: Formula| Topic::Formula(Basis::of(formula, None));
    let kinds = Kind::ALL.iter().copied().filter(|kind| formulas_of(*kind).contains(&formula));
    // The other formulas behind the same figure keep its component.
    let others = basis.others.iter().map(|other| Topic::Formula(Basis::of(other, basis.kind)));
    html! {
        <article class="card-topic" data-testid={format!("topic-{}", spec.key)}>
            <h3 id={HEADING_ID} tabindex="-1">{ say.of("formula", spec.key) }</h3>
            <p class={classes!("exactness", spec.exactness.key())}>
                <Icon path={sign_path(if spec.exactness == Exactness::Exact { Sign::Equals } else { Sign::Nearly })} size={14} />
                { say.of("card-exactness", spec.exactness.key()) }
            </p>
            if let Some(kind) = basis.kind { { of_kind(say, kind, dispatch) } }
            <dl class="card-parts">
                for (part, heading, sign) in PARTS {
                    <div class={part}>
                        <dt>if let Some(sign) = sign { <Icon path={sign_path(sign)} size={14} /> }{ say.key(heading) }</dt>
                        <dd>{ say.key(&format!("formula-{}-{part}", spec.key)) }</dd>
                    </div>
                }
                <div><dt>{ say.key("page-card-sources") }</dt><dd>{ sources(say, spec.sources) }</dd></div>
            </dl>
            { list(say, "page-card-also", others, dispatch) }
            { list(say, "page-card-related", spec.related.iter().copied().map(alone), dispatch) }
            { list(say, "page-card-rested", kinds.map(Topic::Kind), dispatch) }
        </article>
    }
}

fn of_kind(say: Say, kind: Kind, dispatch: &Dispatch) -> Html {
    let text = say.with("page-card-of-kind", &[("kind", say.of("kind", kind.spec().key).into())]);
    html! {
        <p class="card-of-kind">
            <Icon path={kind_path(kind)} size={16} />{ to(text, Dialog::Card(Topic::Kind(kind)), "card-of-kind", dispatch) }
        </p>
    }
}

pub(super) fn kind(say: Say, kind: Kind, dispatch: &Dispatch) -> Html {
    let key = kind.spec().key;
    let formulas = formulas_of(kind).iter().map(|&formula| Topic::Formula(Basis::of(formula, Some(kind))));
    html! {
        <article class="card-topic" data-testid={format!("topic-kind-{key}")}>
            <h3 id={HEADING_ID} tabindex="-1"><Icon path={kind_path(kind)} size={20} />{ say.of("kind", key) }</h3>
            <p class="lead">{ say.key(&format!("kind-{key}-purpose")) }</p>
            <dl class="card-parts">
                <div><dt>{ say.key("page-card-does") }</dt><dd>{ say.key(&format!("card-kind-{key}-does")) }</dd></div>
                <div class="bad">
                    <dt><Icon path={sign_path(Sign::Warning)} size={14} />{ say.key("page-card-omits") }</dt>
                    <dd>{ say.key(&format!("card-kind-{key}-omits")) }</dd>
                </div>
            </dl>
            { list(say, "page-card-rests", formulas, dispatch) }
        </article>
    }
}

fn sources(say: Say, sources: &'static [Source]) -> Html {
    if sources.is_empty() {
        return html! { <p>{ say.key("page-card-own") }</p> };
    }
    html! {
        <ul class="card-sources">{ for sources.iter().map(|source| html! { <li>{ crate::ui::inspector::source::source(say, *source) }</li> }) }</ul>
    }
}
