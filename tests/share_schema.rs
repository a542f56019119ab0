//! The published schema of topology files: what is written follows it, what it lists is the catalogue, and what breaks it
//! is what the reader corrects or refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use scaleground::base::geometry::{Point, Rect, Size};
use scaleground::lessons::examples;
use scaleground::model::catalog::{Kind, Parameter, Product};
use scaleground::model::{Choice, FaultKind};
use scaleground::share::{Extras, read_file, write_file_with};
use serde_json::{Value, json};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn schema() -> Value {
    let text = fs::read_to_string(project("docs/topology.schema.json")).expect("the schema is part of the project");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn sample() -> Value {
    let extras = Extras { view: Some(Rect::new(Point::new(0.0, 0.0), Size::new(900.0, 600.0))), seed: Some(7) };
    serde_json::from_str(&write_file_with(&(examples()[6].build)(), &extras)).expect("our own file")
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn whatever_is_written_follows_it() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for example in examples() {
        for seed in [None, Some(0), Some(u64::MAX)] {
            let mut document = (example.build)();
            let mut quiet = document.clone();
            quiet.users /= 2.0;
            quiet.components.pop_last();
            quiet.links.clear();
            document.steps =
                vec![Rc::new(document.as_step("Before".to_owned())), Rc::new(quiet.as_step(String::new()))];
            let text = write_file_with(&document, &Extras { view: None, seed });
            let value = serde_json::from_str(&text).expect("our own file");
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new(), "{}", example.key);
        }
    }
    let mut seen = 0;
    for path in fs::read_dir(project("tests/frozen")).expect("the folder is there").flatten().map(|entry| entry.path())
    {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name.starts_with("v2-") && path.extension().is_some_and(|extension| extension == "json") {
            let value = serde_json::from_str(&fs::read_to_string(&path).expect("readable")).expect("a released file");
            assert!(validator.is_valid(&value), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 8);
}

#[test]
fn what_it_lists_is_the_catalogue() {
    let schema = schema();
    let listed = |at: &str| -> BTreeSet<String> {
        let names = schema.pointer(at).and_then(Value::as_array).unwrap_or_else(|| panic!("{at}"));
        names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let known = |names: Vec<&str>| -> BTreeSet<String> { names.into_iter().map(str::to_owned).collect() };
    let component = "/$defs/component/properties";
    assert_eq!(
        listed(&format!("{component}/kind/enum")),
        known(Kind::ALL.iter().map(|kind| kind.spec().key).collect())
    );
    let products = Product::ALL.iter().map(|product| product.spec().key).collect();
    assert_eq!(listed(&format!("{component}/product/enum")), known(products));
    let parameters = Parameter::ALL.iter().map(|parameter| parameter.key()).collect();
    assert_eq!(listed("/$defs/settings/propertyNames/enum"), known(parameters));
    let choices = Choice::ALL.iter().map(|choice| choice.key()).collect();
    assert_eq!(listed("/$defs/settings/additionalProperties/anyOf/1/enum"), known(choices));
    let faults = FaultKind::ALL.iter().map(|kind| kind.key()).collect();
    assert_eq!(listed("/$defs/fault/properties/kind/enum"), known(faults));
}

/// Every change that breaks the schema is an error for the reader too, or a problem that it lists.
#[test]
fn what_breaks_it_is_noticed_by_the_reader() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    assert!(validator.is_valid(&sample()));
    let changes = [
        ("/format", json!("scaleground-topology-9")),
        ("/users", json!(0)),
        ("/users", json!("many")),
        ("/title", json!("x".repeat(200))),
        ("/components/0/kind", json!("teapot")),
        ("/components/0/x", json!(1e9)),
        ("/components/0/id", json!(-1)),
        ("/components/0/product", json!("nothing")),
        ("/components/0/settings", json!({"colour": 1})),
        ("/links/0/from", json!(1.5)),
        ("/view/width", json!(-4)),
        ("/seed", json!(-1)),
        ("/faults", json!([{"component": 1, "link": 2}])),
        ("/faults", json!([{"component": 1, "kind": "melted"}])),
        ("/colour", json!("red")),
    ];
    for (at, value) in changes {
        let mut broken = sample();
        if let Some(place) = broken.pointer_mut(at) {
            *place = value;
        } else {
            let (outer, name) = at.rsplit_once('/').expect("a pointer");
            let outer = broken.pointer_mut(outer).and_then(Value::as_object_mut).expect("an object");
            outer.insert(name.to_owned(), value);
        }
        assert!(!validator.is_valid(&broken), "{at}");
        let noticed = read_file(&broken.to_string()).map_or(true, |opened| !opened.problems.is_empty());
        assert!(noticed, "{at}");
    }
}
