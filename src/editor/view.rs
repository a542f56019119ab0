//! The view: what part of the plane is shown.

use super::route::Route;
use super::{Camera, Editor, Item, hit};
use crate::base::geometry::{Point, Rect, Size};
use crate::model::Document;

/// How near to the edge of the view the item that the keyboard is at may be, screen pixels.
const MARGIN: f64 = 40.0;

/// Free space around what is fitted into the view, screen pixels: less on a small screen.
fn padding(viewport: Size) -> f64 {
    (viewport.width.min(viewport.height) * 0.06).clamp(16.0, 56.0)
}

/// The view that shows all of `bounds`.
fn view_of(bounds: Rect, viewport: Size) -> Camera {
    Camera::fit(bounds, viewport, padding(viewport))
}

/// The rectangle that holds all of `items`.
fn bounds(document: &Document, items: impl IntoIterator<Item = Item>) -> Option<Rect> {
    Rect::bounding(items.into_iter().filter_map(|item| match item {
        Item::Component(id) => document.components.get(&id).map(|component| component.bounds()),
        Item::Link(id) => hit::route(document, id).as_ref().map(Route::bounds),
    }))
}

impl Editor {
    /// Says how large the canvas is on the screen. The first time everything is fitted into it (or the part that was
    /// asked for), and again as long as nobody has moved the view since.
    pub fn set_viewport(&mut self, viewport: Size) {
        let (at_home, fitted) = (self.camera == self.home(), self.shows_everything());
        self.viewport = viewport;
        if viewport.width <= 0.0 || viewport.height <= 0.0 {
            return;
        }
        if at_home || !self.placed {
            self.placed = true;
            self.go_home();
        } else if fitted {
            self.fit();
        }
    }

    /// Shows this part of the canvas instead of everything: at once, or as soon as there is a screen for it.
    pub fn show(&mut self, part: Rect) {
        self.wanted = Some(part);
        if self.placed {
            self.go_home();
        }
    }

    /// Shows everything again from the next document on.
    pub fn show_all(&mut self) {
        self.wanted = None;
    }

    /// The view that nobody has moved.
    fn home(&self) -> Camera {
        match (self.wanted, self.all()) {
            (Some(part), _) => Camera::showing(part, self.viewport),
            (None, Some(all)) => view_of(all, self.viewport),
            (None, None) => Camera::default(),
        }
    }

    pub(super) fn go_home(&mut self) {
        self.camera = self.home();
    }

    /// The part of the canvas that is shown, where that is not simply all that is drawn.
    pub fn moved_view(&self) -> Option<Rect> {
        self.all()?;
        if !self.placed || self.shows_everything() {
            return None;
        }
        let far = Point::new(self.viewport.width, self.viewport.height);
        Some(Rect::from_corners(self.camera.to_canvas(Point::default()), self.camera.to_canvas(far)))
    }

    /// Whether the view is the one that shows everything.
    pub(super) fn shows_everything(&self) -> bool {
        self.all().is_some_and(|all| self.camera == view_of(all, self.viewport))
    }

    pub(super) fn fit(&mut self) {
        self.camera = self.all().map_or_else(Camera::default, |all| view_of(all, self.viewport));
    }

    /// The rectangle that holds everything.
    fn all(&self) -> Option<Rect> {
        Rect::bounding(self.document.components.values().map(|component| component.bounds()))
    }

    pub(super) fn fit_selection(&mut self) {
        match bounds(&self.document, self.meant()) {
            Some(some) => self.camera = view_of(some, self.viewport),
            None => self.fit(),
        }
    }

    /// The middle of the view, screen pixels.
    pub(super) fn middle(&self) -> Point {
        Point::new(self.viewport.width / 2.0, self.viewport.height / 2.0)
    }

    pub(super) fn zoom_by(&mut self, factor: f64) {
        if factor.is_finite() && factor > 0.0 {
            self.camera = self.camera.zoomed(factor, self.middle());
        }
    }

    pub(super) fn zoom_reset(&mut self) {
        self.zoom_by(1.0 / self.camera.zoom);
    }

    pub(super) fn pan(&mut self, shift: Point) {
        if shift.x.is_finite() && shift.y.is_finite() {
            self.camera = self.camera.panned(shift);
        }
    }

    /// Moves the view as little as needed to show `item`.
    pub(super) fn reveal(&mut self, item: Item) {
        let Some(bounds) = bounds(self.shown(), [item]) else { return };
        if self.viewport.width <= 0.0 {
            return;
        }
        let near = self.camera.to_screen(bounds.origin);
        let far = self.camera.to_screen(Point::new(bounds.right(), bounds.bottom()));
        let shift =
            Point::new(into_view(near.x, far.x, self.viewport.width), into_view(near.y, far.y, self.viewport.height));
        self.camera = self.camera.panned(shift);
    }
}

/// The displacement that brings the stretch from `near` to `far` into 0..`room`; of one too long its beginning.
fn into_view(near: f64, far: f64, room: f64) -> f64 {
    if near < MARGIN || far - near > room - 2.0 * MARGIN {
        MARGIN - near
    } else if far > room - MARGIN {
        room - MARGIN - far
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;

    #[test]
    fn a_part_that_was_asked_for_is_shown_until_somebody_moves_or_another_document_is_opened() {
        let document = (example("stage-4").expect("the stage is there").build)();
        let mut editor = Editor::new(document.clone());
        let part = Rect::from_corners(Point::new(0.0, 0.0), Point::new(300.0, 200.0));
        editor.show(part);
        for viewport in [Size::new(900.0, 600.0), Size::new(450.0, 300.0)] {
            editor.set_viewport(viewport);
            assert_eq!(editor.camera(), Camera::showing(part, viewport));
        }
        // Another step of it is looked at in the same way.
        editor.go_to(document.clone(), true);
        editor.pass(1.0);
        assert_eq!(editor.camera(), Camera::showing(part, Size::new(450.0, 300.0)));
        editor.fit();
        assert!(editor.moved_view().is_none(), "everything is shown");
        editor.set_viewport(Size::new(900.0, 600.0));
        assert!(editor.moved_view().is_none(), "everything is still shown");
        editor.show(part);
        editor.apply(crate::editor::Action::Open(Box::new(document))).expect("it opens");
        assert!(editor.moved_view().is_none(), "the part was one of the former document");
    }

    #[test]
    fn a_view_that_shows_everything_goes_on_doing_so_and_one_that_was_moved_stays() {
        let document = (example("stage-4").expect("the stage is there").build)();
        let mut editor = Editor::new(document);
        editor.set_viewport(Size::new(900.0, 500.0));
        let whole = editor.camera();
        editor.set_viewport(Size::new(700.0, 500.0));
        assert!(editor.camera().zoom < whole.zoom, "the drawing fills the width");
        editor.pan(Point::new(30.0, 0.0));
        let moved = editor.camera();
        editor.set_viewport(Size::new(900.0, 500.0));
        assert_eq!(editor.camera(), moved);
    }
}
