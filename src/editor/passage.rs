//! From one drawing to the next, as it is shown while steps are presented: what stays moves, what is new comes, what is
//! gone goes. Links need no course of their own, since theirs follows from the components at their ends.
//!
//! The document is the new one from the beginning, so every figure is; only what is shown is on its way. No clock: whoever
//! draws says how much of the way is done.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Camera, Editor, Item, Tool};
use crate::base::geometry::{Point, Size};
use crate::model::{Component, ComponentId, Document, Link, LinkId};

/// Whether something comes, goes, or stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// It is in both drawings.
    #[default]
    Stays,
    /// It is only in the new one.
    Comes,
    /// It was only in the former one.
    Goes,
}

/// A way from one drawing to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    from: Rc<Document>,
    to: Rc<Document>,
    cameras: (Camera, Camera),
}

impl Passage {
    /// What becomes of an item.
    pub fn of(&self, item: Item) -> Change {
        let (before, after) = match item {
            Item::Component(id) => (self.from.components.contains_key(&id), self.to.components.contains_key(&id)),
            Item::Link(id) => (self.from.links.contains_key(&id), self.to.links.contains_key(&id)),
        };
        match (before, after) {
            (true, false) => Change::Goes,
            (false, true) => Change::Comes,
            _ => Change::Stays,
        }
    }

    /// What is shown after `share` of the way: everything of both, what moves in between.
    fn at(&self, share: f64) -> Document {
        let components = joined(&self.from.components, &self.to.components, |a, b| moved(a, b, share));
        let mut links: BTreeMap<LinkId, Rc<Link>> = joined(&self.from.links, &self.to.links, |_, b| Rc::clone(b));
        links.retain(|_, link| components.contains_key(&link.from) && components.contains_key(&link.to));
        Document { components, links, ..(*self.to).clone() }
    }
}

/// Both maps; what is in both as `both` makes it.
fn joined<K: Ord + Copy, T>(
    from: &BTreeMap<K, Rc<T>>,
    to: &BTreeMap<K, Rc<T>>,
    both: impl Fn(&Rc<T>, &Rc<T>) -> Rc<T>,
) -> BTreeMap<K, Rc<T>> {
    let mut all = from.clone();
    for (id, after) in to {
        let shown = from.get(id).map_or_else(|| Rc::clone(after), |before| both(before, after));
        all.insert(*id, shown);
    }
    all
}

fn moved(from: &Rc<Component>, to: &Rc<Component>, share: f64) -> Rc<Component> {
    if from.position == to.position && from.size == to.size {
        return Rc::clone(to);
    }
    let mut between = (**to).clone();
    between.position = point_between(from.position, to.position, share);
    between.size = Size::new(
        between_numbers(from.size.width, to.size.width, share),
        between_numbers(from.size.height, to.size.height, share),
    );
    Rc::new(between)
}

fn between_numbers(from: f64, to: f64, share: f64) -> f64 {
    from + (to - from) * share
}

fn point_between(from: Point, to: Point, share: f64) -> Point {
    from + (to - from) * share
}

/// The view in between. Scales are joined by their ratio, so that the zoom is felt as even.
fn camera_between((from, to): (Camera, Camera), viewport: Size, share: f64) -> Camera {
    let zoom = from.zoom * (to.zoom / from.zoom).powf(share);
    let half = Point::new(viewport.width / 2.0, viewport.height / 2.0);
    let middle = |camera: Camera| camera.to_canvas(half);
    Camera { origin: point_between(middle(from), middle(to), share) - half * (1.0 / zoom), zoom }
}

/// Slow at both ends.
fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

impl Editor {
    /// Shows another document, whole, without an entry in the history: at once, or as the beginning of a passage that
    /// [`Editor::pass`] goes along.
    pub fn go_to(&mut self, document: Document, smooth: bool) {
        let from = (Rc::clone(self.shown()), self.camera);
        self.tool = Tool::Idle;
        (self.popup, self.preview, self.passage, self.active) = (None, None, None, None);
        self.document = Rc::new(document);
        self.drop_stale();
        self.go_home();
        if smooth && !from.0.components.is_empty() && self.viewport.width > 0.0 {
            let passage = Passage { from: from.0, to: Rc::clone(&self.document), cameras: (from.1, self.camera) };
            self.passage = Some(Rc::new(passage));
            self.pass(0.0);
        }
    }

    /// The passage under way.
    pub fn passage(&self) -> Option<&Rc<Passage>> {
        self.passage.as_ref()
    }

    /// Goes to `share` of the way, 0 to 1; there it ends. Without a passage nothing happens.
    pub fn pass(&mut self, share: f64) {
        let Some(passage) = self.passage.clone() else { return };
        let done = eased(share);
        if done >= 1.0 || share.is_nan() {
            (self.passage, self.preview) = (None, None);
            // The view may have another size by now.
            self.go_home();
            return;
        }
        self.camera = camera_between(passage.cameras, self.viewport, done);
        self.preview = Some(Rc::new(passage.at(done)));
    }

    /// What becomes of a component in the passage under way.
    pub fn change_of(&self, id: ComponentId) -> Change {
        self.passage.as_ref().map_or(Change::Stays, |passage| passage.of(Item::Component(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;

    fn stage(key: &str) -> Document {
        (example(key).expect("the stage is there").build)()
    }

    fn at(document: &Document) -> Editor {
        let mut editor = Editor::new(document.clone());
        editor.set_viewport(Size::new(900.0, 500.0));
        editor
    }

    #[test]
    fn what_stays_moves_what_is_gone_goes_and_the_end_is_the_new_drawing() {
        let before = stage("stage-4");
        let mut after = before.clone();
        let ids: Vec<_> = before.components.keys().copied().collect();
        let (moving, gone) = (ids[1], ids[2]);
        after.components.remove(&gone);
        after.links.retain(|_, link| link.from != gone && link.to != gone);
        let mut component = (*after.components[&moving]).clone();
        component.position = component.position + Point::new(200.0, 0.0);
        after.components.insert(moving, Rc::new(component));

        let mut editor = at(&before);
        editor.go_to(after.clone(), true);
        assert_eq!(**editor.document(), after, "figures are of the new drawing at once");
        assert_eq!((editor.change_of(gone), editor.change_of(moving)), (Change::Goes, Change::Stays));
        editor.pass(0.5);
        let half = editor.shown().components[&moving].position.x - before.components[&moving].position.x;
        assert!((half - 100.0).abs() < 1e-9, "half of the way is {half}");
        assert!(editor.shown().components.contains_key(&gone));
        editor.pass(1.0);
        assert!(editor.passage().is_none() && Rc::ptr_eq(editor.shown(), editor.document()));
        assert_eq!(editor.camera(), at(&after).camera());
        assert!(!editor.can_undo(), "showing is no deed");
    }

    #[test]
    fn without_motion_it_is_there_at_once() {
        let (before, after) = (stage("stage-3"), stage("stage-5"));
        let mut editor = at(&before);
        editor.go_to(after, false);
        assert!(editor.passage().is_none() && Rc::ptr_eq(editor.shown(), editor.document()));
    }

    #[test]
    fn a_passage_that_is_left_for_another_goes_on_from_where_it_is() {
        let (before, after) = (stage("stage-3"), stage("stage-5"));
        let mut editor = at(&before);
        editor.go_to(after, true);
        editor.pass(0.4);
        let camera = editor.camera();
        editor.go_to(before.clone(), true);
        assert_eq!(editor.camera(), camera);
        editor.pass(1.0);
        assert_eq!(**editor.document(), before);
    }
}
