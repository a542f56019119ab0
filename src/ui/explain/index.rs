//! Everything in the model card, by subject, with a search over all its words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{SEARCH_ID, to};
use crate::card::{Basis, Formula, Subject};
use crate::model::catalog::Kind;
use crate::ui::context::{Dispatch, Say};
use crate::ui::state::{Dialog, Topic};
use crate::ui::widgets::{Icon, kind_path};

/// The parts of a formula's texts.
const PARTS: [&str; 5] = ["", "-computes", "-assumes", "-good", "-bad"];

pub(super) fn index(say: Say, query: &str, onquery: &Callback<String>, dispatch: &Dispatch) -> Html {
    let wanted = query.trim().to_lowercase();
    let oninput = onquery.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let formulas: Vec<Formula> =
        Formula::ALL.iter().copied().filter(|one| has(&formula_words(say, *one), &wanted)).collect();
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|one| has(&kind_words(say, *one), &wanted)).collect();
    let nothing = formulas.is_empty() && kinds.is_empty();
    html! {
        <>
            <p class="lead">{ say.key("page-card-lead") }</p>
            <input id={SEARCH_ID} class="field card-search" type="search" value={query.to_owned()} placeholder={say.key("page-card-search")}
                aria-label={say.key("page-card-search")} {oninput} data-testid="card-search" />
            if nothing { <p class="note" role="status" data-testid="card-nothing">{ say.key("page-card-nothing") }</p> }
            for subject in Subject::ALL.iter() { { section(say, *subject, &formulas, dispatch) } }
            if !kinds.is_empty() {
                <h3>{ say.key("page-card-kinds") }</h3>
                <ul class="card-kinds">
                    for kind in kinds {
                        <li>
                            <Icon path={kind_path(kind)} size={16} />
                            { to(say.of("kind", kind.spec().key), Dialog::Card(Topic::Kind(kind)), &format!("card-kind-{}", kind.spec().key), dispatch) }
                        </li>
                    }
                </ul>
            }
        </>
    }
}

fn section(say: Say, subject: Subject, formulas: &[Formula], dispatch: &Dispatch) -> Html {
    let own: Vec<Formula> = formulas.iter().copied().filter(|formula| formula.spec().subject == subject).collect();
    if own.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h3>{ say.of("card-subject", subject.key()) }</h3>
            <ul class="card-formulas">
                for formula in own {
                    <li>
                        { to(say.of("formula", formula.spec().key), Dialog::Card(Topic::Formula(Basis::of(formula, None))),
                            &format!("card-formula-{}", formula.spec().key), dispatch) }
                        <p class="note">{ say.key(&format!("formula-{}-computes", formula.spec().key)) }</p>
                    </li>
                }
            </ul>
        </>
    }
}

fn formula_words(say: Say, formula: Formula) -> String {
    PARTS.iter().map(|part| say.key(&format!("formula-{}{part}", formula.spec().key))).collect::<Vec<_>>().join(" ")
}

fn kind_words(say: Say, kind: Kind) -> String {
    let key = kind.spec().key;
    let texts = [format!("kind-{key}"), format!("card-kind-{key}-does"), format!("card-kind-{key}-omits")];
    texts.iter().map(|text| say.key(text)).collect::<Vec<_>>().join(" ")
}

/// Whether `words` hold every word of what is wanted, in lower case.
fn has(words: &str, wanted: &str) -> bool {
    let words = words.to_lowercase();
    wanted.split_whitespace().all(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn a_formula_is_found_by_any_of_its_words_in_both_languages() {
        let words = formula_words(Say(Language::English), Formula::OneGeneralServer);
        assert!(has(&words, "pollaczek") && has(&words, "poisson m/g/1") && !has(&words, "shard"));
        assert!(has(&formula_words(Say(Language::Korean), Formula::HitRatio), "적중률"));
        assert!(has(&words, ""), "an empty search finds everything");
    }
}
