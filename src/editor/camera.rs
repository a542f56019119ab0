//! The camera: which part of the plane the viewport shows. Pure geometry.

use crate::base::geometry::{Point, Rect, Size};

/// Position and scale of the view: a canvas point `p` is drawn at `(p - origin) * zoom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The canvas point at the top left corner of the viewport.
    pub origin: Point,
    /// Screen pixels per canvas unit.
    pub zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { origin: Point::new(0.0, 0.0), zoom: 1.0 }
    }
}

impl Camera {
    /// Smallest zoom by hand.
    pub const LEAST_ZOOM: f64 = 0.1;
    /// Largest zoom.
    pub const MOST_ZOOM: f64 = 4.0;

    /// Where the screen point stands on the canvas.
    pub fn to_canvas(self, screen: Point) -> Point {
        self.origin + screen * (1.0 / self.zoom)
    }

    /// Where the canvas point is drawn.
    pub fn to_screen(self, canvas: Point) -> Point {
        (canvas - self.origin) * self.zoom
    }

    /// Scaled by `factor` within the limits, the canvas point under `screen` staying where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, screen: Point) -> Self {
        let fixed = self.to_canvas(screen);
        // A fit may have gone below the hand's limit; zooming in from there must not jump.
        let zoom = (self.zoom * factor).clamp(Self::LEAST_ZOOM.min(self.zoom), Self::MOST_ZOOM);
        Self { origin: fixed - screen * (1.0 / zoom), zoom }
    }

    /// Moved so that the content shifts by `screen` pixels.
    #[must_use]
    pub fn panned(self, screen: Point) -> Self {
        Self { origin: self.origin - screen * (1.0 / self.zoom), zoom: self.zoom }
    }

    /// The view that shows all of `part` in `viewport`, as large as the limits allow.
    pub fn showing(part: Rect, viewport: Size) -> Self {
        let width = viewport.width.max(1.0) / part.size.width.max(1.0);
        let height = viewport.height.max(1.0) / part.size.height.max(1.0);
        let zoom = width.min(height).min(Self::MOST_ZOOM);
        let half = Point::new(viewport.width / 2.0, viewport.height / 2.0);
        Self { origin: part.centre() - half * (1.0 / zoom), zoom }
    }

    /// The view that shows all of `bounds` in `viewport` with `padding` pixels around, at most at 100 %.
    pub fn fit(bounds: Rect, viewport: Size, padding: f64) -> Self {
        let room = Size::new((viewport.width - 2.0 * padding).max(1.0), (viewport.height - 2.0 * padding).max(1.0));
        let zoom = (room.width / bounds.size.width.max(1.0)).min(room.height / bounds.size.height.max(1.0)).min(1.0);
        let centre = bounds.centre();
        let half = Point::new(viewport.width / 2.0, viewport.height / 2.0);
        Self { origin: centre - half * (1.0 / zoom), zoom }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let camera = Camera { origin: Point::new(13.0, -4.0), zoom: 0.7 };
        let pointer = Point::new(320.0, 200.0);
        let before = camera.to_canvas(pointer);
        let after = camera.zoomed(1.7, pointer).to_canvas(pointer);
        assert!(before.distance(after) < 1e-9);
    }

    #[test]
    fn a_fit_shows_everything() {
        let bounds = Rect::new(Point::new(-500.0, 40.0), Size::new(5_000.0, 300.0));
        let viewport = Size::new(900.0, 500.0);
        let camera = Camera::fit(bounds, viewport, 40.0);
        let corner = camera.to_screen(bounds.origin);
        let far = camera.to_screen(Point::new(bounds.right(), bounds.bottom()));
        assert!(corner.x >= 39.9 && far.x <= 860.1 && corner.y >= 39.9 && far.y <= 460.1);
    }
}
