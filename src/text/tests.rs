//! Both languages say the same things, and everything that the model can name has its text.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;
use crate::card::{self, Formula};
use crate::model::catalog::{Domain, Group, Kind, Parameter, Role};
use crate::model::{Choice, DiagnosticCode};
use crate::plan::Class;
use crate::solve::{Reason, Resource};

/// Every key with the variables that its text uses. Panics on what does not parse and on a key that stands twice.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for source in language.sources() {
        let resource = fluent_syntax::parser::parse(*source)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.tag()));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                let pattern = message.value.expect("every message has a text");
                collect(&pattern, &mut variables);
                let twice = keys.insert(message.id.name.to_owned(), variables);
                assert!(twice.is_none(), "{}: {} stands twice", language.tag(), message.id.name);
            }
        }
    }
    keys
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => collect_inline(inline, variables),
                Expression::Select { selector, variants } => {
                    collect_inline(selector, variables);
                    for variant in variants {
                        collect(&variant.value, variables);
                    }
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("only variables and literals are used in texts: {other:?}"),
    }
}

#[test]
fn both_languages_have_every_key_with_the_same_variables() {
    let (english, korean) = (keys(Language::English), keys(Language::Korean));
    let missing: Vec<_> = english.keys().filter(|key| !korean.contains_key(*key)).collect();
    assert!(missing.is_empty(), "only English: {missing:?}");
    let missing: Vec<_> = korean.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "only Korean: {missing:?}");
    for (key, variables) in &english {
        // English chooses its wording by a number where Korean need not, so only the set counts.
        assert_eq!(variables, &korean[key], "variables of {key}");
    }
}

fn model_keys() -> Vec<String> {
    let mut wanted = Vec::new();
    for kind in Kind::ALL {
        let key = kind.spec().key;
        wanted.extend([format!("kind-{key}"), format!("kind-{key}-purpose")]);
    }
    for parameter in used_parameters() {
        let key = parameter.key();
        wanted.extend([format!("parameter-{key}"), format!("parameter-{key}-effect")]);
    }
    wanted.extend(used_choices().iter().map(|choice| format!("choice-{}", choice.key())));
    wanted.extend(Role::ALL.iter().map(|role| format!("role-{}", role.key())));
    wanted.extend(Class::ALL.iter().map(|class| format!("class-{}", class.key())));
    wanted.extend(Resource::ALL.iter().map(|resource| format!("resource-{}", resource.key())));
    let reasons = [
        Reason::QueueFull(Resource::Cores),
        Reason::Down,
        Reason::WriteToReplica,
        Reason::NoTarget,
        Reason::TimedOut,
        Reason::Impatient(Resource::Workers),
        Reason::BreakerOpen,
        Reason::StillQueued,
        Reason::DeadLetter,
        Reason::Undelivered,
        Reason::Unreachable,
        Reason::Faulty,
        Reason::DiskFull,
    ];
    wanted.extend(crate::impact::Verdict::ALL.iter().map(|verdict| format!("verdict-{}", verdict.key())));
    wanted.extend(reasons.iter().map(|reason| format!("reason-{}", reason.key())));
    wanted.extend(DiagnosticCode::ALL.iter().map(|code| format!("diagnostic-{}", code.key())));
    wanted.extend(card_keys());
    wanted.extend(crate::impact::AlarmKind::ALL.iter().map(|kind| format!("alarm-{}", kind.key())));
    wanted.extend(Group::ALL.iter().map(|group| format!("group-{}", group.key())));
    wanted
}

/// Every formula says what it computes, what is assumed, where it is good and where not; every kind what it does to a
/// request and what is left out.
fn card_keys() -> Vec<String> {
    let mut wanted = Vec::new();
    for formula in Formula::ALL {
        let key = formula.spec().key;
        wanted.extend(["", "-computes", "-assumes", "-good", "-bad"].map(|part| format!("formula-{key}{part}")));
    }
    for kind in Kind::ALL {
        let key = kind.spec().key;
        wanted.extend(["does", "omits"].map(|part| format!("card-kind-{key}-{part}")));
    }
    wanted.extend(card::Subject::ALL.iter().map(|subject| format!("card-subject-{}", subject.key())));
    let exactness = [card::Exactness::Exact, card::Exactness::Approximate];
    wanted.extend(exactness.map(|exactness| format!("card-exactness-{}", exactness.key())));
    let columns = ["metric", "expected", "got", "error", "tolerance", "pass"];
    wanted.extend(columns.map(|column| format!("page-proof-{column}")));
    wanted
}

#[test]
fn the_card_has_no_text_that_nothing_shows() {
    let wanted = card_keys();
    let of_the_card = |key: &String| key.starts_with("formula-") || key.starts_with("card-");
    let idle: Vec<_> =
        keys(Language::English).into_keys().filter(of_the_card).filter(|key| !wanted.contains(key)).collect();
    assert!(idle.is_empty(), "nothing shows {idle:#?}");
}

fn specs() -> impl Iterator<Item = &'static crate::model::catalog::ParameterSpec> {
    let kinds = Kind::ALL.iter().flat_map(|kind| kind.spec().parameters);
    kinds.chain(Role::ALL.iter().flat_map(|role| role.parameters()))
}

fn used_parameters() -> BTreeSet<Parameter> {
    specs().map(|spec| spec.parameter).collect()
}

fn used_choices() -> BTreeSet<Choice> {
    specs()
        .filter_map(|spec| match spec.domain {
            Domain::Choice { options, .. } => Some(options),
            _ => None,
        })
        .flatten()
        .copied()
        .collect()
}

#[test]
fn everything_in_the_model_has_its_text() {
    let texts = keys(Language::English);
    let missing: Vec<_> = model_keys().into_iter().filter(|key| !texts.contains_key(key)).collect();
    assert!(missing.is_empty(), "no text for {missing:#?}");
}

#[test]
fn errors_of_links_have_their_text() {
    use crate::share::{ProblemCode, ShareError};
    let texts = keys(Language::English);
    for key in ShareError::KEYS {
        assert!(texts.contains_key(&format!("share-error-{key}")), "{key}");
    }
    for part in ShareError::PARTS {
        assert!(texts.contains_key(&format!("share-what-{part}")), "{part}");
    }
    for key in ProblemCode::KEYS {
        assert!(texts.contains_key(&format!("share-problem-{key}")), "{key}");
    }
}

/// Every message key that stands in the code of the page as a literal.
fn keys_in_code() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from("src/ui"), "src/editor".into()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let code = std::fs::read_to_string(&path).unwrap();
                let literals = code.split('"').filter(|part| part.starts_with("page-"));
                // A literal that ends in a hyphen is the front part of a composed key.
                found.extend(literals.filter(|key| is_key(key)).map(str::to_owned));
            }
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    !text.ends_with('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[test]
fn every_key_that_the_page_asks_for_has_its_text() {
    let texts = keys(Language::English);
    let missing: Vec<_> = keys_in_code().into_iter().filter(|key| !texts.contains_key(key)).collect();
    assert!(missing.is_empty(), "no text for {missing:#?}");
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(message(Language::English, "no-such-key", &[]), "no-such-key");
}

#[test]
fn variables_are_inserted_without_marks() {
    let text = message(Language::Korean, "share-error-newer-version", &[("version", "v9".into())]);
    assert!(text.contains("v9") && !text.contains('\u{2068}'));
}

#[test]
fn tags_choose_the_language() {
    assert_eq!(Language::from_tag("ko-KR"), Some(Language::Korean));
    assert_eq!(Language::from_tag("EN"), Some(Language::English));
    assert_eq!(Language::from_tag("fr"), None);
}
