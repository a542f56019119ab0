//! What holds of every document that was opened, wherever it came from. Also used by the targets in `fuzz/`.

use scaleground::model::{Document, Value};
use scaleground::plan;
use scaleground::share::carried::escaped;
use scaleground::share::{Opened, link, read_file, write_file};

/// What opens is a document that we would have written ourselves.
pub(crate) fn check(opened: &Opened) {
    let document = &opened.document;
    assert!(document.components.len() <= Document::MOST_COMPONENTS && document.links.len() <= Document::MOST_LINKS);
    assert!((1.0..=Document::MOST_USERS).contains(&document.users));
    for component in document.components.values() {
        assert!(component.position.x.is_finite() && component.position.y.is_finite());
        assert!(component.name.chars().count() <= Document::LONGEST_NAME);
        let finite = |value: &Value| !matches!(value, Value::Number(number) if !number.is_finite());
        assert!(component.settings.values().all(finite));
    }
    let by_file = read_file(&write_file(document)).expect("our own file");
    assert_eq!(by_file.problems, vec![]);
    assert!(by_file.document == *document, "{}", write_file(document));
    let by_link = link::decode(&link::encode_with(document, &opened.extras)).expect("our own link");
    assert_eq!((by_link.problems, by_link.extras), (vec![], opened.extras));
    assert!(by_link.document == *document, "{}", write_file(document));
    // A document is compiled as soon as it is open.
    let _ = plan::compile(document);
    let safe = escaped(&document.title);
    assert!(!safe.contains(['<', '>', '"', '\'']));
}
