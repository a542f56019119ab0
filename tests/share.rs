//! Links and files: nothing is lost on the way, and nothing bad comes in.

use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use scaleground::base::geometry::{Point, Rect, Size};
use scaleground::lessons::examples;
use scaleground::model::catalog::{Domain, Kind, ParameterSpec, Product, role};
use scaleground::model::{
    Component, ComponentId, Document, Fault, Incident, Link, LinkId, Scenario, Settings, Subject, Value,
};
use scaleground::share::{Extras, ProblemCode, ShareError, link, read_file, write_file_with};

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
            strike(&mut document);
            document
        },
    )
}

/// Every fourth fault that makes sense anywhere, and the others in the course of a run.
fn strike(document: &mut Document) {
    let components = document.components.keys().map(|id| Subject::Component(*id));
    let links = document.links.keys().map(|id| Subject::Link(*id));
    let all: Vec<Subject> = components.chain(links).chain([Subject::Document]).collect();
    let offered = all.iter().flat_map(|&subject| {
        Fault::offered(document, subject).into_iter().map(move |fault| (subject, fault)).collect::<Vec<_>>()
    });
    let offered: Vec<(Subject, Fault)> = offered.collect();
    for (number, (subject, fault)) in offered.into_iter().enumerate() {
        if number % 4 == 0 && fault.is_state() {
            document.faults.insert(subject, fault);
        } else if document.scenario.incidents.len() < Scenario::MOST {
            let from_s = (number % 7) as f64 * 1.5;
            let until_s = (number % 3 > 0).then_some(from_s + 10.25);
            document.scenario.add(Incident { from_s, until_s, subject, fault });
        }
    }
}

fn extras() -> impl Strategy<Value = Extras> {
    let view = (-1e5..1e5f64, -1e5..1e5f64, 40.0..5e3f64, 40.0..5e3f64).prop_map(|(x, y, width, height)| {
        Rect::new(Point::new(x.round(), y.round()), Size::new(width.round(), height.round()))
    });
    (prop::option::of(view), prop::option::of(any::<u64>())).prop_map(|(view, seed)| Extras { view, seed })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_link_and_a_file_bring_the_document_back(document in document(), extras in extras()) {
        let by_link = link::decode(&link::encode_with(&document, &extras)).expect("our own link");
        prop_assert_eq!(&by_link.problems, &vec![]);
        prop_assert_eq!((&by_link.document, by_link.extras), (&document, extras));
        let by_file = read_file(&write_file_with(&document, &extras)).expect("our own file");
        prop_assert_eq!(by_file.problems, vec![]);
        prop_assert_eq!((by_file.document, by_file.extras), (document, extras));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = link::decode(&text);
        let _ = link::decode(&format!("v1.z.{text}"));
        let _ = link::decode(&format!("v2.d.{text}"));
        let _ = read_file(&text);
    }
}

/// Every letter of a link, changed to every other letter that links are made of.
#[test]
fn a_link_that_was_cut_or_changed_is_an_error_or_itself() {
    let document = (examples()[4].build)();
    let sound = link::encode(&document);
    for at in 0..sound.len() {
        assert!(link::decode(&sound[..at]).is_err(), "cut at {at}");
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.".chars() {
            let mut changed = sound.clone();
            changed.replace_range(at..=at, letter.encode_utf8(&mut [0; 4]));
            // A few bits between the packed content and its checksum mean nothing.
            let opened = link::decode(&changed);
            assert!(opened.map_or(true, |opened| opened.document == document), "{letter} at {at}");
        }
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
    assert!(matches!(link::decode("#v2.q.abc"), Err(ShareError::NewerVersion { .. })));
    assert!(matches!(link::decode("#v99999999999.z.abc"), Err(ShareError::NewerVersion { .. })));
    assert_eq!(link::decode("#v1.z."), Err(ShareError::Damaged));
    assert_eq!(link::decode("#v2.d"), Err(ShareError::Damaged));
    assert_eq!(link::decode("#v1.z.%%%"), Err(ShareError::Damaged));
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    use base64::Engine as _;
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 64 << 20], 9);
    assert!(bomb.len() < 100_000);
    let base64 = &base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let raw = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 64 << 20], 9);
    assert!(matches!(link::decode(&format!("v2.d.{}", base64.encode(raw))), Err(ShareError::TooLarge { .. })));
    let payload = base64.encode(bomb);
    assert!(matches!(link::decode(&format!("v1.z.{payload}")), Err(ShareError::TooLarge { .. })));
    assert!(matches!(link::decode(&format!("v1.z.{}", "A".repeat(2 << 20))), Err(ShareError::TooLong { .. })));
}

#[test]
fn too_many_values_are_refused_before_they_are_built() {
    let many = format!(r#"{{"format":"scaleground-topology-2","users":1,"links":[{}0]}}"#, "0,".repeat(2_000_000));
    assert!(matches!(read_file(&many), Err(ShareError::TooMany { what: "values", .. })));
    // What stands in a text is no value.
    let title = format!(r#"{{"format":"scaleground-topology-2","users":1,"title":"{}"}}"#, ",[{".repeat(700_000));
    assert_eq!(read_file(&title).expect("readable").problems.len(), 1);
}

#[test]
fn version_2_says_what_it_does_not_know() {
    let text = r#"{"format":"scaleground-topology-2","users":10,"colour":"red",
        "components":[{"id":0,"kind":"web-server","x":0,"y":0}],
        "faults":[{"component":0},{"link":7},{"component":0,"kind":"slow-motion"}],
        "view":{"x":0,"y":0,"width":-5,"height":1e300}}"#;
    let opened = read_file(text).expect("readable");
    let places: Vec<&str> = opened.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["faults[1]", "faults[2].kind", "view.width", "view.height", "colour"]);
    assert_eq!(opened.document.faults.len(), 1);
    let again = link::decode(&link::encode_with(&opened.document, &opened.extras)).expect("our own link");
    assert_eq!((again.document, again.extras, again.problems), (opened.document, opened.extras, vec![]));
}

#[test]
fn faults_and_incidents_that_make_no_sense_are_left_out() {
    let text = r#"{"format":"scaleground-topology-2","users":10,
        "components":[{"id":1,"kind":"web-server","x":0,"y":0},{"id":2,"kind":"relational-database","x":0,"y":0}],
        "links":[{"id":3,"from":1,"to":2}],
        "faults":[{"link":3,"kind":"lossy","settings":{"share":0.1}},{"link":3,"kind":"lossy","settings":{"share":7}},
            {"component":1,"kind":"disk-full"},{"kind":"traffic","settings":{"factor":3}},{"component":2,"kind":"slow"},
            {"component":2,"kind":"disk-full"}],
        "scenario":[{"from_s":30,"until_s":60,"fault":{"component":2}},{"from_s":30,"until_s":20,"fault":{"component":2}},
            {"from_s":-1,"fault":{"component":9}}]}"#;
    let opened = read_file(text).expect("readable");
    let places: Vec<&str> = opened.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(
        places,
        [
            "faults[1].settings.share",
            "faults[2].kind",
            "faults[4].settings.factor",
            "scenario[1].until_s",
            "scenario[2].fault"
        ]
    );
    let kept: Vec<(Subject, Fault)> = opened.document.faults.iter().collect();
    assert_eq!(
        kept,
        [
            (Subject::Document, Fault::Traffic(3.0)),
            (Subject::Component(ComponentId(2)), Fault::DiskFull),
            (Subject::Link(LinkId(3)), Fault::Lossy(0.1)),
        ]
    );
    assert_eq!(opened.document.scenario.incidents.len(), 1);
}

/// Stages of the chapter side by side until there are thirty components, each with a name, a place and its parameters,
/// one of them changed, and with every connection.
fn thirty_of_the_examples() -> Document {
    let mut together = Document { title: "Thirty components".to_owned(), ..Document::default() };
    let stages = examples().iter().filter(|example| example.key.starts_with("stage-")).rev();
    for (column, example) in stages.enumerate() {
        let document = (example.build)();
        let offset = together.next_id;
        for (id, component) in &document.components {
            let mut component = (**component).clone();
            component.name = format!("{} {}", component.kind.spec().key, together.components.len());
            component.position.x += column as f64 * 1_200.0;
            component.place = component.place.map(|place| ComponentId(place.0 + offset));
            let whole =
                |spec: &&ParameterSpec| matches!(spec.domain, Domain::Number { whole: true, max, .. } if max >= 7.0);
            if let Some(spec) = component.kind.spec().parameters.iter().find(whole) {
                component.settings.entry(spec.parameter).or_insert(Value::Number(7.0));
            }
            together.components.insert(ComponentId(id.0 + offset), Rc::new(component));
        }
        for (id, link) in &document.links {
            let (from, to) = (ComponentId(link.from.0 + offset), ComponentId(link.to.0 + offset));
            together.links.insert(LinkId(id.0 + offset), Rc::new(Link { from, to, settings: link.settings.clone() }));
        }
        together.next_id += document.next_id;
    }
    while together.components.len() > 30 {
        together.components.pop_last();
    }
    let components = together.components.clone();
    together.links.retain(|_, link| components.contains_key(&link.from) && components.contains_key(&link.to));
    together
}

#[test]
fn thirty_components_of_the_examples_make_a_short_link() {
    let mut document = thirty_of_the_examples();
    document.links.retain(|_, link| [link.from, link.to].iter().all(|end| document.components.contains_key(end)));
    assert_eq!(document.components.len(), 30);
    assert!(document.links.len() >= 25, "{} links", document.links.len());
    assert!(document.components.values().all(|component| !component.name.is_empty()));
    assert!(document.components.values().filter(|component| !component.settings.is_empty()).count() >= 20);
    let extras = Extras { view: Some(Rect::new(Point::new(-80.0, -40.0), Size::new(6000.0, 900.0))), seed: Some(1) };
    let link = link::encode_with(&document, &extras);
    assert_eq!(link::decode(&link).expect("our own link").problems, vec![]);
    assert!(link.len() < 1_500, "{} characters", link.len());
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
            assert_eq!((by_link.document, by_link.extras), (by_file.document, by_file.extras), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 16, "{seen} frozen links");
}
