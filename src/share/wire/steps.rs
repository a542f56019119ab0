//! Steps as they are written: each by what differs from the one before, the first from the document's own drawing. So a
//! step that changes little takes little, in a file and in a link.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::faults::{FileFault, FileIncident};
use super::reading::{self, Reading};
use super::v1::{FileComponent, FileLink};
use super::v2::{self, File};
use crate::model::{Document, Step};
use crate::share::{Extras, Problem, ProblemCode};

/// The most components and links that all steps together may hold, those counted that are the same as before: each is
/// checked at each step.
pub(super) const MOST_STEPPED: usize = 400_000;

/// A step. What is absent is as before.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileStep {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) caption: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) users: Option<f64>,
    /// Components that are new, or not what they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) components: Vec<FileComponent>,
    /// Links that are new, or not what they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<FileLink>,
    /// Ids of components and links that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) removed: Vec<u32>,
    /// All faults, where they are not what they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) faults: Option<Vec<FileFault>>,
    /// All of what happens in a run, where it is not what it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scenario: Option<Vec<FileIncident>>,
}

/// The steps of `document`.
pub(super) fn write(document: &Document) -> Vec<FileStep> {
    if document.steps.is_empty() {
        return Vec::new();
    }
    let mut before = drawing(&Document { steps: Vec::new(), ..document.clone() });
    let each = document.steps.iter().map(|step| {
        let now = drawing(&step.drawing);
        let written = difference(&before, drawing(&step.drawing), &step.caption);
        before = now;
        written
    });
    each.collect()
}

fn drawing(document: &Document) -> File {
    v2::from_document(document, &Extras::default())
}

fn difference(before: &File, now: File, caption: &str) -> FileStep {
    // Apart, since the number of a component that is gone may be that of a link that is new.
    let components: BTreeSet<u32> = now.components.iter().map(|one| one.id).collect();
    let links: BTreeSet<u32> = now.links.iter().map(|one| one.id).collect();
    let gone = before.components.iter().map(|one| one.id).filter(|id| !components.contains(id));
    let removed = gone.chain(before.links.iter().map(|one| one.id).filter(|id| !links.contains(id))).collect();
    FileStep {
        caption: caption.to_owned(),
        users: (now.users != before.users).then_some(now.users),
        components: now.components.into_iter().filter(|one| !before.components.contains(one)).collect(),
        links: now.links.into_iter().filter(|one| !before.links.contains(one)).collect(),
        removed,
        faults: (now.faults != before.faults).then_some(now.faults),
        scenario: (now.scenario != before.scenario).then_some(now.scenario),
    }
}

/// `before` with what a step changes. The step's own parts come first, so that problems are found at their numbers.
fn applied(before: &Document, step: FileStep) -> File {
    let mut file = drawing(before);
    let components: BTreeSet<u32> = step.components.iter().map(|one| one.id).collect();
    let links: BTreeSet<u32> = step.links.iter().map(|one| one.id).collect();
    let gone: BTreeSet<u32> = step.removed.into_iter().collect();
    file.components.retain(|one| !components.contains(&one.id) && !gone.contains(&one.id));
    file.links.retain(|one| !links.contains(&one.id) && !gone.contains(&one.id));
    file.components.splice(0..0, step.components);
    file.links.splice(0..0, step.links);
    file.users = step.users.unwrap_or(file.users);
    file.faults = step.faults.unwrap_or(file.faults);
    file.scenario = step.scenario.unwrap_or(file.scenario);
    file
}

/// How many components and links all steps together may come to.
pub(super) fn count(file: &File) -> usize {
    let changed: usize = file.steps.iter().map(|step| step.components.len() + step.links.len()).sum();
    file.steps.len().saturating_mul(file.components.len() + file.links.len() + changed)
}

impl Reading {
    /// Adds the steps, each checked as a document of its own.
    pub(super) fn steps(&mut self, written: Vec<FileStep>) {
        let mut before = Rc::new(Document { title: String::new(), ..self.document.clone() });
        for (index, mut step) in written.into_iter().enumerate() {
            let at = format!("steps[{index}]");
            let caption = self.caption(&at, std::mem::take(&mut step.caption));
            // Too much for a document is too much for a step, and for those that build on it.
            let Ok(opened) = reading::open(applied(&before, step)) else {
                self.problem(at, ProblemCode::WrongSort);
                return;
            };
            let problems = opened.problems.into_iter();
            self.problems.extend(problems.map(|one| Problem { place: format!("{at}.{}", one.place), ..one }));
            let mut drawing = opened.document;
            share(&before, &mut drawing);
            self.document.next_id = self.document.next_id.max(drawing.next_id);
            before = Rc::new(drawing);
            self.document.steps.push(Rc::new(Step { caption, drawing: Rc::clone(&before) }));
        }
    }

    fn caption(&mut self, at: &str, text: String) -> String {
        if text.chars().count() <= Document::LONGEST_CAPTION {
            return text;
        }
        self.problem(format!("{at}.caption"), ProblemCode::TooLong { limit: Document::LONGEST_CAPTION });
        text.chars().take(Document::LONGEST_CAPTION).collect()
    }
}

/// Makes what is the same in both one shared value.
fn share(before: &Document, now: &mut Document) {
    for (id, component) in &mut now.components {
        if let Some(former) = before.components.get(id).filter(|former| *former == component) {
            *component = Rc::clone(former);
        }
    }
    for (id, link) in &mut now.links {
        if let Some(former) = before.links.get(id).filter(|former| *former == link) {
            *link = Rc::clone(former);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lessons::{example, examples};
    use crate::model::{ComponentId, Fault, Subject};
    use crate::share::{ShareError, link, read_file, write_file};

    fn stage(key: &str) -> Document {
        (example(key).expect("the stage is there").build)()
    }

    /// All examples one after the other, which have little in common, and one of them struck.
    fn told() -> Document {
        let mut document = stage("stage-4");
        let last = *document.components.keys().last().expect("it has components");
        let mut steps: Vec<_> =
            examples().iter().map(|example| (example.build)().as_step(example.key.to_owned())).collect();
        let mut struck = document.clone();
        struck.faults.insert(Subject::Component(last), Fault::Down);
        struck.users *= 3.0;
        steps.extend([document.as_step(String::new()), struck.as_step("it fails".to_owned())]);
        document.steps = steps.into_iter().map(Rc::new).collect();
        document.next_id =
            document.steps.iter().map(|step| step.drawing.next_id).max().unwrap_or(1).max(document.next_id);
        document
    }

    /// Without the next free numbers, which a reader counts anew.
    fn plain(document: &Document) -> Document {
        let steps = document.steps.iter().map(|step| {
            let drawing = Document { next_id: 0, ..(*step.drawing).clone() };
            Rc::new(Step { caption: step.caption.clone(), drawing: Rc::new(drawing) })
        });
        Document { steps: steps.collect(), next_id: 0, ..document.clone() }
    }

    #[test]
    fn files_and_links_hold_every_step() {
        let document = told();
        for opened in [read_file(&write_file(&document)), link::decode(&link::encode(&document))] {
            let opened = opened.expect("it is ours");
            assert_eq!(opened.problems, []);
            assert_eq!(plain(&opened.document), plain(&document));
        }
    }

    #[test]
    fn a_step_that_changes_little_takes_little_and_shares_the_rest() {
        let mut document = stage("stage-5");
        let alone = link::encode(&document).len();
        let last = *document.components.keys().last().expect("it has components");
        for users in [1e3, 1e5, 1e6] {
            let mut drawn = document.clone();
            drawn.users = users;
            drawn.faults.insert(Subject::Component(last), Fault::Down);
            document.steps.push(Rc::new(drawn.as_step(String::new())));
        }
        let with_steps = link::encode(&document);
        assert!(with_steps.len() < alone + 120, "{} beside {alone}", with_steps.len());
        let read = link::decode(&with_steps).expect("it is ours").document;
        let drawings: Vec<_> = read.steps.iter().map(|step| &step.drawing).collect();
        for (id, component) in &drawings[0].components {
            assert!(Rc::ptr_eq(component, &drawings[2].components[id]) && Rc::ptr_eq(component, &read.components[id]));
        }
    }

    #[test]
    fn what_is_wrong_in_a_step_is_left_out_and_named() {
        let text = json!({
            "format": v2::FORMAT, "users": 10, "components": [{ "id": 1, "kind": "web-server", "x": 0, "y": 0 }],
            "steps": [
                { "users": -4, "caption": "x".repeat(Document::LONGEST_CAPTION + 1) },
                { "components": [{ "id": 2, "kind": "teapot", "x": 0, "y": 0 }], "faults": [{ "component": 9 }] },
                { "removed": [1] },
            ],
        });
        let opened = read_file(&text.to_string()).expect("most of it can be read");
        let places: Vec<_> = opened.problems.iter().map(|problem| problem.place.as_str()).collect();
        assert_eq!(places, ["steps[0].caption", "steps[0].users", "steps[1].components[0].kind", "steps[1].faults[0]"]);
        let steps = &opened.document.steps;
        assert_eq!(steps.iter().map(|step| step.drawing.components.len()).collect::<Vec<_>>(), [1, 1, 0]);
        assert_eq!((steps[0].drawing.users, steps[1].drawing.users), (1.0, 1.0));
        assert!(opened.document.components.contains_key(&ComponentId(1)));
    }

    #[test]
    fn too_many_steps_are_refused_before_they_are_built() {
        let steps = |count: usize| {
            let steps: Vec<_> = (0..count).map(|_| json!({})).collect();
            json!({ "format": v2::FORMAT, "users": 10, "components": [], "steps": steps }).to_string()
        };
        assert!(read_file(&steps(Document::MOST_STEPS)).is_ok());
        let refused = read_file(&steps(Document::MOST_STEPS + 1));
        assert!(matches!(refused, Err(ShareError::TooMany { what: "steps", .. })), "{refused:?}");
        // Many steps of a large drawing: little to write, much to check.
        let components: Vec<_> =
            (1..=10_000).map(|id| json!({ "id": id, "kind": "web-server", "x": 0, "y": 0 })).collect();
        let steps: Vec<_> = (0..Document::MOST_STEPS).map(|_| json!({})).collect();
        let text = json!({ "format": v2::FORMAT, "users": 10, "components": components, "steps": steps }).to_string();
        assert!(matches!(read_file(&text), Err(ShareError::TooMany { limit: MOST_STEPPED, .. })));
    }
}
