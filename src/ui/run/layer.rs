//! What the canvases over the drawing show, and when it is drawn: gauges after each look, dots in each frame.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::NodeRef;

use super::brush;
use super::dots::Dots;
use super::gauges::{Gauge, follow};
use super::ink::Ink;
use super::seen::Seen;
use crate::base::geometry::{Point, Rect};
use crate::editor::Editor;
use crate::editor::hit::routes;
use crate::editor::route::Route;
use crate::model::{Document, Fault};
use crate::platform::{frame, window};
use crate::text::format;
use crate::ui::canvas::detail::Detail;
use crate::ui::context::Say;
use crate::ui::widgets::Same;

/// Straight pieces that stand for a link when its length is measured.
const PIECES: u32 = 12;

/// Without a frame for so long nobody was looking, and what was counted meanwhile does not set out all at once. Seconds.
const AWAY_S: f64 = 0.7;

/// Looks after which the traffic of links is known well enough.
const SETTLED: u64 = 8;

/// One canvas element and how to draw on it.
struct Surface {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Surface {
    fn of(node: &NodeRef) -> Option<Self> {
        let element = node.cast::<HtmlCanvasElement>()?;
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { element, context })
    }

    /// As many points as the screen has there; a canvas that is set its size anew is cleared.
    fn fit(&self, width: u32, height: u32) {
        if (self.element.width(), self.element.height()) != (width, height) {
            self.element.set_width(width);
            self.element.set_height(height);
        }
    }
}

/// Where things stand: by position in the plan.
#[derive(Default)]
struct Places {
    routes: Vec<Option<Route>>,
    lengths: Vec<Option<f64>>,
    cards: Vec<Option<Rect>>,
    /// Where what fails leaves a component: where its busiest link arrives.
    entrances: Vec<Option<(Point, Point)>>,
    /// Components that are down as a whole: they wear no gauge.
    down: Vec<bool>,
}

/// The state of both canvases.
pub(super) struct Layer {
    editor: Editor,
    say: Say,
    seen: Option<Same<Seen>>,
    places: Places,
    /// What `places` were made of.
    placed: Option<(Rc<Document>, u64)>,
    dots: Dots,
    gauges: Vec<Gauge>,
    /// Measured requests per simulated second of each link, smoothed.
    rates: Vec<f64>,
    ink: Ink,
    surfaces: Option<(Surface, Surface)>,
    looked_ms: f64,
    drawn_ms: f64,
    /// Whether nothing may move.
    pub still: bool,
}

impl Layer {
    pub(super) fn new(editor: Editor, say: Say, still: bool) -> Self {
        Self {
            editor,
            say,
            seen: None,
            places: Places::default(),
            placed: None,
            dots: Dots::default(),
            gauges: Vec::new(),
            rates: Vec::new(),
            ink: Ink::default(),
            surfaces: None,
            looked_ms: 0.0,
            drawn_ms: 0.0,
            still,
        }
    }

    /// Takes hold of the elements, once they are there.
    pub(super) fn hold(&mut self, gauges: &NodeRef, dots: &NodeRef) {
        self.surfaces = Surface::of(gauges).zip(Surface::of(dots));
    }

    /// Lets go of the elements.
    pub(super) fn release(&mut self) {
        self.surfaces = None;
    }

    pub(super) fn wear(&mut self, ink: Option<Ink>) {
        self.ink = ink.unwrap_or_default();
    }

    /// What one dot stands for, and which classes have dots; for the legend.
    pub(super) fn legend(&self) -> (f64, [bool; 4]) {
        (self.dots.scale.each, self.dots.classes)
    }

    /// What is shown has changed: the drawing, the view, the language or the run.
    pub(super) fn follow(&mut self, editor: &Editor, say: Say, seen: Option<&Same<Seen>>) {
        self.editor = editor.clone();
        self.say = say;
        let another = match (&self.seen, seen) {
            (Some(before), Some(now)) => !Rc::ptr_eq(&before.links, &now.links),
            (before, now) => before.is_some() != now.is_some(),
        };
        if another {
            (self.dots, self.placed, self.looked_ms) = (Dots::default(), None, 0.0);
            self.gauges.clear();
            self.rates.clear();
        }
        let looked = seen.filter(|now| self.seen.as_ref().is_none_or(|before| before.revision != now.revision));
        if let Some(now) = looked {
            self.look(now);
        }
        self.seen = seen.cloned();
        self.place();
    }

    fn look(&mut self, seen: &Seen) {
        let Some(last) = &seen.last else { return };
        let now_ms = frame::now_ms();
        let wall_s = if self.looked_ms > 0.0 { (now_ms - self.looked_ms) / 1e3 } else { 0.1 };
        self.looked_ms = now_ms;
        if !self.still {
            self.dots.look(last, wall_s);
        }
        follow(&mut self.gauges, last, wall_s, self.say);
        let span_s = last.now_s - last.since_s;
        let fresh = if self.rates.is_empty() { 1.0 } else { 1.0 - (-wall_s).exp() };
        self.rates.resize(last.links.len(), 0.0);
        for (rate, counted) in self.rates.iter_mut().zip(&last.links).filter(|_| span_s > 0.0) {
            *rate += (counted.iter().sum::<u64>() as f64 / span_s - *rate) * fresh;
        }
    }

    /// Finds the places again where the drawing or the plan is another.
    fn place(&mut self) {
        let Some(seen) = &self.seen else { return };
        let shown = self.editor.shown();
        // Which link of a component is its busiest is known only after some looks.
        let known = self.placed.as_ref().is_some_and(|(document, revision)| {
            Rc::ptr_eq(document, shown) && (*revision >= SETTLED || seen.revision < SETTLED)
        });
        if known {
            return;
        }
        let routes = routes(shown).into_iter().collect::<std::collections::BTreeMap<_, _>>();
        let routes: Vec<_> = seen.links.iter().map(|id| routes.get(id).copied()).collect();
        let cards: Vec<_> = seen.components.iter().map(|id| shown.components.get(id)).collect();
        let entrance = |position: usize| {
            let id = seen.components[position];
            let into = seen
                .links
                .iter()
                .enumerate()
                .filter(|(_, link)| shown.links.get(link).is_some_and(|link| link.to == id));
            let rate = |link: usize| self.rates.get(link).copied().unwrap_or(0.0);
            let busiest = into.map(|(link, _)| link).max_by(|a, b| rate(*a).total_cmp(&rate(*b)));
            let below = cards[position]
                .map(|card| (Point::new(card.bounds().centre().x, card.bounds().bottom()), Point::new(0.0, 1.0)));
            busiest.and_then(|link| routes[link]).map(arrival).or(below)
        };
        self.places = Places {
            lengths: routes.iter().map(|route| route.as_ref().map(length)).collect(),
            entrances: (0..cards.len()).map(entrance).collect(),
            down: seen.components.iter().map(|id| shown.fault(*id) == Some(Fault::Down)).collect(),
            cards: cards.iter().map(|card| card.map(|card| card.bounds())).collect(),
            routes,
        };
        self.placed = Some((shown.clone(), seen.revision));
    }

    /// A frame of a run that moves; `now_ms` is its time.
    pub(super) fn frame(&mut self, now_ms: f64) {
        let span_s = (now_ms - self.drawn_ms) / 1e3;
        if span_s > AWAY_S {
            self.dots.forget();
        }
        self.drawn_ms = now_ms;
        self.dots.step(span_s.clamp(0.0, 0.1), &self.places.lengths, &self.places.entrances);
        self.draw_dots();
    }

    /// Nothing is on its way any more.
    pub(super) fn arrive(&mut self) {
        self.dots.alive.clear();
        self.dots.falling.clear();
    }

    /// Draws both canvases as things stand.
    pub(super) fn draw(&mut self) {
        let viewport = self.editor.viewport();
        let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
        if let Some((gauges, dots)) = &self.surfaces {
            let (width, height) = ((viewport.width * ratio).round() as u32, (viewport.height * ratio).round() as u32);
            gauges.fit(width, height);
            dots.fit(width, height);
        }
        self.draw_gauges(ratio);
        self.draw_dots();
    }

    fn draw_gauges(&self, ratio: f64) {
        let Some((Surface { element, context }, _)) = &self.surfaces else { return };
        let camera = self.editor.camera();
        brush::begin(context, (f64::from(element.width()), f64::from(element.height())), camera, ratio);
        if self.seen.is_none() {
            return;
        }
        if self.still {
            for (route, rate) in self.places.routes.iter().zip(&self.rates) {
                if let Some(route) = route.as_ref().filter(|_| *rate > 0.0) {
                    let rate_text = format::rate(self.say.0, *rate);
                    brush::still_link(context, route, (*rate, &rate_text), Detail::at(camera.zoom), &self.ink);
                }
            }
        }
        let detail = Detail::at(camera.zoom);
        let places = &self.places;
        for ((gauge, card), down) in self.gauges.iter().zip(&places.cards).zip(&places.down) {
            if let (Some(card), false) = (card, down) {
                brush::gauge(context, gauge, *card, detail, &self.ink);
            }
        }
    }

    fn draw_dots(&self) {
        let Some((_, Surface { element, context })) = &self.surfaces else { return };
        let camera = self.editor.camera();
        let size = (f64::from(element.width()), f64::from(element.height()));
        brush::begin(context, size, camera, size.0 / self.editor.viewport().width.max(1.0));
        if self.seen.is_some() && !self.still {
            brush::dots(context, &self.dots, &self.places.routes, &self.ink, camera.zoom);
        }
    }
}

/// Where a link arrives, and the direction back.
fn arrival(route: Route) -> (Point, Point) {
    let back = route.arrive - route.end;
    (route.end, back * (1.0 / back.x.hypot(back.y).max(1e-9)))
}

fn length(route: &Route) -> f64 {
    let at = |piece: u32| route.at(f64::from(piece) / f64::from(PIECES));
    (0..PIECES).map(|piece| at(piece).distance(at(piece + 1))).sum()
}
