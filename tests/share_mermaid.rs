//! Mermaid flowcharts in and out: the shapes and link grammars of its documented syntax, and flowcharts as people draw
//! systems with them. Nothing is dropped in silence.

use proptest::prelude::*;
use scaleground::lessons::examples;
use scaleground::model::catalog::{Kind, Product};
use scaleground::model::{Document, Fault};
use scaleground::share::mermaid::{is_flowchart, read, write};
use scaleground::share::{Opened, ProblemCode, ShareError};
use scaleground::text::{Language, names};

fn opened(text: &str) -> Opened {
    read(text, &names()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Kinds by name.
fn kinds(document: &Document) -> Vec<(&str, Kind)> {
    document.components.values().map(|component| (component.name.as_str(), component.kind)).collect()
}

/// Connections by the names of their ends.
fn connections(document: &Document) -> Vec<(&str, &str)> {
    let name = |id| document.components[&id].name.as_str();
    document.links.values().map(|link| (name(link.from), name(link.to))).collect()
}

fn keys(opened: &Opened) -> Vec<&'static str> {
    opened.problems.iter().map(|problem| problem.code.key()).collect()
}

#[test]
fn a_queue_between_producers_and_consumers_as_notes_draw_it() {
    let text = "\nflowchart LR\n공급자 서비스\n";
    assert_eq!(keys(&opened(text)), ["no-counterpart", "guessed"]);
    let text = "\n\nflowchart LR\n생산자 -->|보냄| 메시지큐 -->|받음|소비자\n소비자 -.->|신청| 메시지큐\n\n\n";
    let opened = opened(text);
    assert_eq!(
        kinds(&opened.document),
        [("생산자", Kind::Service), ("메시지큐", Kind::MessageQueue), ("소비자", Kind::Worker)]
    );
    assert_eq!(connections(&opened.document), [("생산자", "메시지큐"), ("메시지큐", "소비자")]);
    // A consumer may publish as well, but this one asks for messages: whatever is not drawn is said.
    let left_out = opened.problems.iter().filter(|problem| problem.place == "flowchart:5").count();
    assert!(left_out >= 1, "{:?}", opened.problems);
    assert_eq!(keys(&opened).iter().filter(|key| **key == "no-label").count(), 3);
}

#[test]
fn a_decision_that_is_no_system_is_all_guesses_and_says_so() {
    let text = "flowchart TD\n    A[Begin] -->|ready| B(Watching)\n    B -->|more load|C{Doubt}\n    C -->|when?| D[?]\n    C -->|where?| E[?]\n";
    let opened = opened(text);
    assert_eq!(opened.document.components.len(), 5);
    let guessed = keys(&opened).iter().filter(|key| **key == "guessed").count();
    assert_eq!(guessed, 5, "{:?}", opened.problems);
}

#[test]
fn a_system_with_groups_is_what_its_words_say() {
    let text = r#"graph TD;
        %% a comment
        U(("Users")) --> LB[Load Balancer]
        subgraph one ["Data center 1"]
            direction LR
            LB --> W1[Web server 1] & W2[Web server 2]
            W1 & W2 --> DB[(PostgreSQL master)]
            DB -. copies .-> R[("Slave DB")]
        end
        subgraph tier [Caching tier]
            W1 --> C[Redis]
        end
        style U fill:#f9f,stroke:#333
        click U "https://example.com" _blank
    "#;
    let opened = opened(text);
    let kinds = kinds(&opened.document);
    let of = |name: &str| kinds.iter().find(|(other, _)| *other == name).map(|(_, kind)| *kind);
    assert_eq!(of("Users"), Some(Kind::Users));
    assert_eq!(of("Load Balancer"), Some(Kind::LoadBalancer));
    assert_eq!(of("Web server 2"), Some(Kind::WebServer));
    assert_eq!(of("Slave DB"), Some(Kind::ReadReplica));
    assert_eq!(of("Data center 1"), Some(Kind::DataCentre));
    let postgres = opened.document.components.values().find(|component| component.name == "PostgreSQL master").unwrap();
    assert_eq!(postgres.product, Some(Product::ALL.iter().copied().find(|p| p.spec().key == "postgresql").unwrap()));
    assert_eq!(opened.document.links.len(), 7, "{:?}", connections(&opened.document));
    let mut said = keys(&opened);
    said.sort_unstable();
    assert_eq!(said, ["no-counterpart", "no-counterpart", "no-counterpart", "no-label", "no-such-group"]);
    let centre = opened.document.components.iter().find(|(_, component)| component.kind == Kind::DataCentre).unwrap();
    let inside: Vec<_> =
        opened.document.components.values().filter(|component| component.place == Some(*centre.0)).collect();
    // Whatever is named inside stands inside.
    assert_eq!(inside.len(), 5);
    for component in inside {
        assert!(centre.1.bounds().encloses(component.bounds()), "{}", component.name);
    }
}

#[test]
fn no_two_components_stand_on_each_other() {
    for (key, document) in examples().iter().map(|example| (example.key, (example.build)())) {
        let (text, _) = write(&document, |id| format!("n{}", id.0));
        let laid_out = opened(&text).document;
        let cards: Vec<_> = laid_out.components.values().filter(|component| !component.kind.spec().container).collect();
        for (index, one) in cards.iter().enumerate() {
            for other in &cards[index + 1..] {
                assert!(!one.bounds().overlaps(other.bounds()), "{key}: {} and {}", one.name, other.name);
            }
        }
    }
}

/// Every shape of the documented syntax holds its text, and only the cylinder says more.
#[test]
fn every_shape_is_read() {
    let shapes = [
        ("id", "id"),
        ("id[This is the text]", "This is the text"),
        ("id(round)", "round"),
        ("id([stadium])", "stadium"),
        ("id[[subroutine]]", "subroutine"),
        ("id[(Cylinder)]", "Cylinder"),
        ("id((circle))", "circle"),
        ("id>asymmetric]", "asymmetric"),
        ("id{rhombus}", "rhombus"),
        ("id{{hexagon}}", "hexagon"),
        ("id[/parallelogram/]", "parallelogram"),
        ("id[\\the other\\]", "the other"),
        ("id[/trapezoid\\]", "trapezoid"),
        ("id[\\upside down/]", "upside down"),
        ("id(((double circle)))", "double circle"),
        ("id[\"unicode ❤\"]", "unicode ❤"),
        ("id[\"with (brackets) and ] in it\"]", "with (brackets) and ] in it"),
        ("id[\"`markdown`\"]", "markdown"),
        ("id[\"a double quote:#quot;\"]", "a double quote:\""),
        ("id[\"a letter:#9829;\"]", "a letter:♥"),
        ("id[two<br/>lines]", "two lines"),
        ("id@{ shape: rect, label: \"new form\" }", "new form"),
        ("id@{ shape: cyl }", "id"),
        ("한글[한글 이름]", "한글 이름"),
        ("a-b.c[name]", "name"),
    ];
    for (source, text) in shapes {
        for separator in ["\n", ";\n", "\n\n  "] {
            let opened = opened(&format!("flowchart LR{separator}{source}{separator}"));
            let names: Vec<&str> = opened.document.components.values().map(|found| found.name.as_str()).collect();
            assert_eq!(names, [text], "{source}: {:?}", opened.problems);
            assert!(keys(&opened).iter().all(|key| *key == "guessed"), "{source}: {:?}", opened.problems);
        }
    }
    let kind = |text: &str| opened(text).document.components.values().next().unwrap().kind;
    assert_eq!(kind("graph LR\nid[(store)]"), Kind::RelationalDatabase);
    assert_eq!(kind("graph LR\nid@{ shape: cyl, label: \"store\" }"), Kind::RelationalDatabase);
    assert_eq!(kind("graph LR\nid[store]"), Kind::Service);
}

/// Every link of the documented syntax connects, and says its text where it has one.
#[test]
fn every_link_is_read() {
    let links = [
        "-->",
        "---",
        "-.->",
        "-.-",
        "==>",
        "===",
        "--o",
        "--x",
        "---->",
        "-----",
        "-..->",
        "-...-",
        "====>",
        "-->|text|",
        "---|text|",
        "-- text -->",
        "-- text ---",
        "-. text .->",
        "-. text .-",
        "== text ==>",
        "== text ===",
        "-->|\"text\"|",
        "-- \"text\" -->",
        "e1@-->",
    ];
    for link in links {
        for blank in [" ", ""] {
            if blank.is_empty() && link.starts_with('e') {
                continue;
            }
            let text = format!("flowchart LR\n s1[Service]{blank}{link}{blank}s2[Service]\n");
            let opened = opened(&text);
            assert_eq!(connections(&opened.document), [("Service", "Service")], "{text}: {:?}", opened.problems);
            let said = keys(&opened);
            assert_eq!(said, if link.contains("text") { vec!["no-label"] } else { vec![] }, "{text}");
        }
    }
    let head = opened("flowchart LR\n s1[Service] ---ops[Service]\n s1 --- ops[Service]");
    assert_eq!(head.document.components.len(), 3, "a circle and `ps`, as Mermaid reads it; then `ops`");
    for link in ["<-->", "o--o", "x--x", "<-.->", "<==>"] {
        let text = format!("flowchart LR\n s1[Service one] {link} s2[Service two]\n");
        let both = opened(&text);
        assert_eq!(both.document.links.len(), 2, "{link}");
    }
    assert_eq!(keys(&opened("flowchart LR\n s1[Service] ~~~ s2[Service]")), ["no-counterpart"]);
    let chain =
        opened("flowchart LR\n s1[Service 1] --> s2[Service 2] & s3[Service 3] --> s4[Service 4]; s4 --> s5[App]");
    assert_eq!(chain.document.links.len(), 5);
}

#[test]
fn whatever_else_stands_there_is_listed() {
    let text = "---\ntitle: A chart\n---\n%%{init: {\n 'theme': 'dark'}}%%\nflowchart LR\n  a[Service]:::warm --> b[Worker]\n  classDef warm fill:#fff\n  linkStyle 0 stroke:#f00\n  accDescr {\n several\n lines }\n  ??? what\n  end\n  c[never closed\n  d[Cache]\n  a --> ends";
    let opened = opened(text);
    let lines: Vec<(&str, &str)> =
        opened.problems.iter().map(|problem| (problem.place.as_str(), problem.code.key())).collect();
    assert!(lines.contains(&("flowchart:7", "no-counterpart")), "{lines:?}");
    for line in ["flowchart:8", "flowchart:9", "flowchart:13", "flowchart:14", "flowchart:15"] {
        assert!(lines.iter().any(|(place, _)| *place == line), "{line} in {lines:?}");
    }
    let names: Vec<&str> = opened.document.components.values().map(|found| found.name.as_str()).collect();
    assert_eq!(names, ["Service", "Worker", "c", "Cache", "ends"]);
}

#[test]
fn what_is_no_flowchart_says_so() {
    for text in ["", "sequenceDiagram\n A->>B: hi", "{\"format\":1}", "flowcharts LR", "pie title x"] {
        assert!(!is_flowchart(text), "{text}");
        assert_eq!(read(text, &names()), Err(ShareError::NotAFlowchart), "{text}");
    }
    assert!(is_flowchart("```mermaid\ngraph TD\n```"));
    assert!(matches!(read(&"a".repeat(2 << 20), &names()), Err(ShareError::TooLong { .. })));
    // Few letters, many links.
    let many: Vec<String> = (0..300).map(|index| format!("s{index}")).collect();
    let text = format!("flowchart LR\n{0} --> {0}\n", many.join(" & "));
    assert!(matches!(read(&text, &names()), Err(ShareError::TooMany { what: "links", .. })));
    let deep = format!("flowchart LR\n{}", "subgraph x\n".repeat(100));
    assert!(matches!(read(&deep, &names()), Err(ShareError::TooMany { what: "groups", .. })));
}

#[test]
fn an_example_comes_back_with_its_kinds_products_places_and_connections() {
    for example in examples() {
        let mut document = (example.build)();
        let first = *document.components.keys().next().unwrap();
        document.faults.insert(first, Fault::Down);
        let settings: usize = document.components.values().map(|component| component.settings.len()).sum::<usize>()
            + document.links.values().map(|link| link.settings.len()).sum::<usize>();
        let (text, left_out) = write(&document, |id| format!("name {}", id.0));
        let faults = document.faults.len() + document.scenario.incidents.len();
        assert_eq!((left_out.settings, left_out.faults), (settings, faults), "{}", example.key);
        let back = opened(&text);
        assert_eq!(back.problems, vec![], "{}: {text}", example.key);
        let shape = |document: &Document, named: bool| {
            let name = |id| match &document.components[&id] {
                component if named => component.name.clone(),
                _ => format!("name {}", id.0),
            };
            let mut components: Vec<_> = document
                .components
                .iter()
                .map(|(id, component)| (name(*id), component.kind, component.product, component.place.map(name)))
                .collect();
            components.sort_by(|a, b| a.0.cmp(&b.0));
            let mut links: Vec<_> = document.links.values().map(|link| (name(link.from), name(link.to))).collect();
            links.sort();
            (components, links)
        };
        assert_eq!(shape(&back.document, true), shape(&document, false), "{}: {text}", example.key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever a component is called, the flowchart stays one and says the same name again.
    #[test]
    fn names_are_text_and_never_markup(name in "\\PC{0,60}", title in "\\PC{0,60}") {
        let mut document = (examples()[0].build)();
        document.title = title;
        let (text, _) = write(&document, |_| name.clone());
        let back = read(&text, &names()).expect("our own flowchart");
        prop_assert_eq!(back.problems, vec![]);
        prop_assert_eq!(back.document.links.len(), document.links.len());
        let plain: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
        for component in back.document.components.values().filter(|_| !plain.is_empty()) {
            prop_assert_eq!(&component.name, &plain);
        }
        prop_assert!(!text.contains("</") && !text.contains("<script"));
    }

    #[test]
    fn no_flowchart_makes_the_reader_panic(text in "(flowchart LR\n|graph TD;)[a-c\\[\\](){}<>|&;:@~=.\"#% \n-]{0,200}") {
        let _ = read(&text, &[]);
    }
}

#[test]
fn every_kind_has_words_in_both_languages() {
    for language in Language::ALL {
        for kind in Kind::ALL {
            let aliases = scaleground::text::find(*language, &format!("alias-{}", kind.spec().key), &[]);
            assert!(aliases.is_some_and(|aliases| !aliases.is_empty()), "{}", kind.spec().key);
        }
    }
    let guessed = |code: &ProblemCode| matches!(code, ProblemCode::Guessed { .. });
    for kind in Kind::ALL.iter().filter(|kind| !kind.spec().container) {
        for language in Language::ALL {
            let name = scaleground::text::message(*language, &format!("kind-{}", kind.spec().key), &[]);
            let opened = opened(&format!("flowchart LR\nx[\"{name}\"]"));
            assert!(!opened.problems.iter().any(|problem| guessed(&problem.code)), "{name}");
            assert_eq!(opened.document.components.values().next().unwrap().kind, *kind, "{name}");
        }
    }
}
