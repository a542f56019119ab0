//! Links and files: nothing is lost on the way, and nothing bad comes in.

use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use scaleground::base::geometry::{Point, Size};
use scaleground::model::catalog::{Domain, Kind, ParameterSpec, Product, role};
use scaleground::model::{Component, ComponentId, Document, Fault, Link, LinkId, Settings, Value};
use scaleground::share::{ProblemCode, ShareError, link, read_file, write_file};

fn value(spec: ParameterSpec) -> BoxedStrategy<Value> {
    match spec.domain {
        Domain::Number { min, max, whole, .. } => (0.0..=1.0f64)
            .prop_map(move |share| {
                let number = min + share * (max - min);
                Value::Number(if whole { number.round().clamp(min, max) } else { number.clamp(min, max) })
            })
            .boxed(),
        Domain::Choice { options, .. } => select(options).prop_map(Value::Choice).boxed(),
        Domain::Flag { .. } => any::<bool>().prop_map(Value::Flag).boxed(),
    }
}

fn settings(specs: &'static [ParameterSpec]) -> BoxedStrategy<Settings> {
    specs
        .iter()
        .map(|spec| prop::option::of(value(*spec)).prop_map(move |value| value.map(|value| (spec.parameter, value))))
        .collect::<Vec<_>>()
        .prop_map(|chosen| chosen.into_iter().flatten().collect())
        .boxed()
}

fn component() -> impl Strategy<Value = Component> {
    let place = (-1e5..1e5f64, -1e5..1e5f64, 40.0..5e3f64, 40.0..5e3f64);
    (select(Kind::ALL), place, "\\PC{0,40}", any::<Index>(), any::<bool>())
        .prop_flat_map(|(kind, place, name, product, generic)| {
            settings(kind.spec().parameters).prop_map(move |settings| {
                let mut component = Component::new(kind, Point::new(place.0, place.1));
                if kind.spec().container {
                    component.size = Size::new(place.2, place.3);
                }
                let products: Vec<Product> =
                    Product::ALL.iter().copied().filter(|product| product.spec().kind == kind).collect();
                if !products.is_empty() && !generic {
                    component.product = Some(*product.get(&products));
                }
                Component { name: name.clone(), settings, ..component }
            })
        })
        .boxed()
}

/// A document whose every link is allowed; places and faults too.
fn document() -> impl Strategy<Value = Document> {
    let pairs = prop::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..30);
    (prop::collection::vec(component(), 1..20), pairs, "\\PC{0,60}", 1.0..1e8f64).prop_map(
        |(components, pairs, title, users)| {
            let mut document = Document { title, users, ..Document::default() };
            for component in components {
                document.components.insert(ComponentId(document.next_id), Rc::new(component));
                document.next_id += 1;
            }
            let ids: Vec<ComponentId> = document.components.keys().copied().collect();
            for (from, to, strike) in pairs {
                let (from, to) = (*from.get(&ids), *to.get(&ids));
                let kinds = (document.components[&from].kind, document.components[&to].kind);
                let known = document.links.values().any(|link| link.from == from && link.to == to);
                if from != to && !known && role(kinds.0, kinds.1).is_some() {
                    document.links.insert(LinkId(document.next_id), Rc::new(Link::new(from, to)));
                    document.next_id += 1;
                }
                if kinds.0.spec().container
                    && from < to
                    && let Some(component) = document.components.get_mut(&to)
                {
                    Rc::make_mut(component).place = Some(from);
                }
                if strike {
                    document.faults.insert(from, Fault::Down);
                }
            }
            document
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_link_and_a_file_bring_the_document_back(document in document()) {
        let by_link = link::decode(&link::encode(&document)).expect("our own link");
        prop_assert_eq!(&by_link.problems, &vec![]);
        prop_assert_eq!(&by_link.document, &document);
        let by_file = read_file(&write_file(&document)).expect("our own file");
        prop_assert_eq!(by_file.problems, vec![]);
        prop_assert_eq!(by_file.document, document);
    }

    #[test]
    fn a_link_that_was_cut_or_changed_is_an_error_or_itself(document in document(), at in any::<Index>(), with in "[A-Za-z0-9_.-]") {
        let sound = link::encode(&document);
        let at = at.index(sound.len());
        prop_assert!(link::decode(&sound[..at]).is_err());
        let mut changed = sound.clone();
        changed.replace_range(at..=at, &with);
        prop_assert!(changed == sound || link::decode(&changed).is_err(), "{} {}", at, with);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = link::decode(&text);
        let _ = link::decode(&format!("v1.z.{text}"));
        let _ = read_file(&text);
    }
}

fn file(body: &str) -> String {
    format!(r#"{{"format":"scaleground-topology-1","users":10,{body}}}"#)
}

#[test]
fn problems_name_the_place_and_leave_the_rest() {
    let text = file(
        r#""components":[
            {"id":1,"kind":"users","x":0,"y":0},
            {"id":2,"kind":"teapot","x":0,"y":0},
            {"id":3,"kind":"web-server","x":1e9,"y":0,"settings":{"cores":400000,"colour":1,"policy":"random"}},
            {"id":3,"kind":"web-server","x":0,"y":0,"place":1}],
          "links":[{"id":4,"from":1,"to":3},{"id":5,"from":1,"to":9},{"id":6,"from":3,"to":1},{"id":7,"from":1,"to":3}],
          "faults":[{"component":8},{"component":3,"instances":1}]"#,
    );
    let opened = read_file(&text).expect("readable");
    let places: Vec<&str> = opened.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(
        places,
        [
            "components[1].kind",
            "components[2].x",
            "components[2].settings.colour",
            "components[2].settings.cores",
            "components[2].settings.policy",
            "components[3].id",
            "links[1]",
            "links[2]",
            "links[3]",
            "faults[0]",
            "faults[1].instances",
        ]
    );
    assert_eq!(opened.document.components.len(), 2);
    assert_eq!(opened.document.links.len(), 1);
    assert!(opened.problems.iter().any(|problem| problem.code == ProblemCode::NoSuchComponent { id: 9 }));
}

#[test]
fn places_cannot_stand_inside_each_other() {
    let text = file(
        r#""components":[{"id":1,"kind":"data-centre","x":0,"y":0,"place":2},{"id":2,"kind":"data-centre","x":0,"y":0,"place":1}]"#,
    );
    let opened = read_file(&text).expect("readable");
    assert_eq!(opened.problems.len(), 1);
    assert!(opened.document.components.values().filter(|component| component.place.is_some()).count() == 1);
}

#[test]
fn what_is_no_topology_says_so() {
    assert!(matches!(read_file("{"), Err(ShareError::NotJson { line: 1, .. })));
    assert_eq!(read_file("{}"), Err(ShareError::NotATopology));
    assert!(matches!(read_file(r#"{"format":"scaleground-topology-7"}"#), Err(ShareError::NewerVersion { .. })));
    assert_eq!(link::decode("#section-2"), Err(ShareError::NotALink));
    assert!(matches!(link::decode("#v9.q.abc"), Err(ShareError::NewerVersion { .. })));
    assert_eq!(link::decode("#v1.z."), Err(ShareError::Damaged));
    assert_eq!(link::decode("#v1.z.%%%"), Err(ShareError::Damaged));
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    use base64::Engine as _;
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 64 << 20], 9);
    assert!(bomb.len() < 100_000);
    let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bomb);
    assert!(matches!(link::decode(&format!("v1.z.{payload}")), Err(ShareError::TooLarge { .. })));
    assert!(matches!(link::decode(&format!("v1.z.{}", "A".repeat(2 << 20))), Err(ShareError::TooLong { .. })));
}

#[test]
fn thirty_components_make_a_short_link() {
    use scaleground::model::catalog::Parameter;
    let mut document = Document { title: "Thirty components".to_owned(), ..Document::default() };
    for index in 0..30u32 {
        let mut component = Component::new(
            Kind::ALL[index as usize % 12],
            Point::new(f64::from(index % 6) * 260.0, f64::from(index / 6) * 140.0),
        );
        component.name = format!("Component {index}");
        for (parameter, number) in [(Parameter::Instances, 3.0), (Parameter::Cores, 8.0), (Parameter::ReadTime, 0.0035)]
        {
            if component.kind.spec().parameter(parameter).is_some() {
                component.settings.insert(parameter, Value::Number(number + f64::from(index)));
            }
        }
        document.components.insert(ComponentId(index + 1), Rc::new(component));
    }
    document.next_id = 31;
    let ids: Vec<ComponentId> = document.components.keys().copied().collect();
    for from in &ids {
        for to in &ids {
            let allowed = role(document.components[from].kind, document.components[to].kind).is_some();
            if from != to && allowed && document.links.len() < 42 && (from.0 + to.0) % 3 == 0 {
                document.links.insert(LinkId(document.next_id), Rc::new(Link::new(*from, *to)));
                document.next_id += 1;
            }
        }
    }
    assert_eq!(document.links.len(), 42);
    let length = link::encode(&document).len();
    assert!(length < 1_500, "{length} characters");
}

/// Links and files of every released version: each must open for ever, and a link as the file beside it.
#[test]
fn what_was_released_opens_for_ever() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is part of the project") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|extension| extension == "link") {
            let by_link = link::decode(&std::fs::read_to_string(&path).expect("readable")).expect("a released link");
            let file = std::fs::read_to_string(path.with_extension("json")).expect("the file beside it");
            let by_file = read_file(&file).expect("a released file");
            assert_eq!(by_link.problems, vec![], "{}", path.display());
            assert_eq!(by_file.problems, vec![], "{}", path.display());
            assert_eq!(by_link.document, by_file.document, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen} frozen links");
}
