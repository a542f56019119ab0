//! Draws dots and gauges on the two canvases over the drawing. All lengths are canvas units.

use web_sys::CanvasRenderingContext2d;

use super::dots::{Dot, Dots, FALL_S, Fall};
use super::gauges::Gauge;
use super::ink::Ink;
use crate::base::geometry::{Point, Rect};
use crate::editor::Camera;
use crate::editor::route::Route;
use crate::ui::canvas::detail::Detail;

/// Half the extent of a dot, canvas units, and the least of it on the screen, pixels.
const RADIUS: f64 = 3.5;
const LEAST: f64 = 2.4;

/// Letters of a figure from which on the bar is shorter.
const LONG: usize = 7;

/// Clears the whole canvas and looks through the camera.
pub(super) fn begin(context: &CanvasRenderingContext2d, size: (f64, f64), camera: Camera, ratio: f64) {
    // A transformation fails for nothing that is a number.
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, size.0, size.1);
    let scale = camera.zoom * ratio;
    let _ = context.set_transform(scale, 0.0, 0.0, scale, -camera.origin.x * scale, -camera.origin.y * scale);
}

/// All dots, one path per class, and the failed ones.
pub(super) fn dots(context: &CanvasRenderingContext2d, dots: &Dots, routes: &[Option<Route>], ink: &Ink, zoom: f64) {
    // From afar a dot keeps a size that can be seen.
    let radius = RADIUS.max(LEAST / zoom);
    for class in 0..ink.dots.len() {
        context.begin_path();
        let mut any = false;
        for Dot { link, along, .. } in dots.alive.iter().filter(|dot| dot.class == class) {
            if let Some(route) = routes.get(*link).and_then(Option::as_ref) {
                shape(context, class, route.at(*along), radius);
                any = true;
            }
        }
        if any {
            context.set_fill_style_str(&ink.dots[class]);
            context.fill();
        }
    }
    falls(context, &dots.falling, ink, radius);
}

/// The shape of a class: files are squares, reads circles, writes diamonds, jobs triangles.
fn shape(context: &CanvasRenderingContext2d, class: usize, at: Point, radius: f64) {
    let Point { x, y } = at;
    match class {
        0 => context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7),
        1 => {
            context.move_to(x + radius, y);
            // Fails only for a negative radius.
            let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        }
        _ => {
            let (up, down) = if class == 2 { (radius * 1.3, radius * 1.3) } else { (radius * 1.2, radius * 0.8) };
            context.move_to(x, y - up);
            context.line_to(x + radius * 1.2, if class == 2 { y } else { y + down });
            if class == 2 {
                context.line_to(x, y + down);
            }
            context.line_to(x - radius * 1.2, if class == 2 { y } else { y + down });
            context.close_path();
        }
    }
}

/// Crosses, fading as they fall.
fn falls(context: &CanvasRenderingContext2d, falling: &[Fall], ink: &Ink, radius: f64) {
    if falling.is_empty() {
        return;
    }
    context.set_stroke_style_str(&ink.bad);
    context.set_line_width(radius * 0.6);
    context.set_line_cap("round");
    // In three steps of fading: one path each.
    for step in 0..3_u32 {
        let (from, until) = (f64::from(step) / 3.0 * FALL_S, f64::from(step + 1) / 3.0 * FALL_S);
        context.begin_path();
        for Fall { at, .. } in falling.iter().filter(|fall| (from..until).contains(&fall.age_s)) {
            context.move_to(at.x - radius, at.y - radius);
            context.line_to(at.x + radius, at.y + radius);
            context.move_to(at.x + radius, at.y - radius);
            context.line_to(at.x - radius, at.y + radius);
        }
        context.set_global_alpha(1.0 - 0.3 * f64::from(step));
        context.stroke();
    }
    context.set_global_alpha(1.0);
}

/// How a card's gauge is laid out at a zoom: as the card's own bar, which it stands for during a run.
struct Layout {
    bar: [f64; 4],
    figure: (f64, f64, f64),
    print: f64,
    mark: f64,
}

impl Layout {
    fn at(detail: Detail, width: f64) -> Self {
        match detail {
            Detail::Full => Self {
                bar: [12.0, 57.0, width - 82.0, 5.0],
                figure: (width - 12.0, 63.5, 11.0),
                print: 10.5,
                mark: 7.0,
            },
            Detail::Brief => Self {
                bar: [12.0, 57.0, width - 90.0, 8.0],
                figure: (width - 10.0, 67.0, 19.0),
                print: 16.0,
                mark: 10.0,
            },
            Detail::Sign => Self {
                bar: [10.0, 58.0, width - 20.0, 9.0],
                figure: (width - 12.0, 43.0, 30.0),
                print: 0.0,
                mark: 16.0,
            },
        }
    }
}

/// The gauge of the component that stands in `card`.
pub(super) fn gauge(context: &CanvasRenderingContext2d, gauge: &Gauge, card: Rect, detail: Detail, ink: &Ink) {
    let layout = Layout::at(detail, card.size.width);
    let colour = match gauge.level {
        "saturated" => &ink.bad,
        "busy" => &ink.warn,
        _ => &ink.ok,
    };
    let (left, top) = (card.left(), card.top());
    if let Some(share) = gauge.utilization {
        let [x, y, room, height] = layout.bar;
        // The longest figures need some of the bar's room.
        let room = room - if gauge.figure.chars().count() > LONG { 1.2 * layout.figure.2 } else { 0.0 };
        bar(context, (left + x, top + y), room, height, &ink.line);
        let filled = (room * share).max(if share > 0.0 { height * 0.6 } else { 0.0 });
        bar(context, (left + x, top + y), filled, height, colour);
        let (x, y, size) = layout.figure;
        write(context, &gauge.figure, (left + x, top + y), "right", &font(true, size, ink), colour);
    }
    let below = card.bottom() + 6.0;
    queue(context, gauge, (left + 4.0, below), card.size.width - 8.0, layout.mark, ink);
    if layout.print > 0.0 {
        let line = below + layout.mark + 3.0 + layout.print;
        let words = font(false, layout.print, ink);
        halo(context, &gauge.words, (left + 4.0, line), "left", &words, &ink.mute, ink);
        // What fails has its own side, so that the words do not jump.
        halo(
            context,
            &gauge.failing,
            (card.right() - 4.0, line),
            "right",
            &font(true, layout.print, ink),
            &ink.bad,
            ink,
        );
    }
}

fn font(strong: bool, size: f64, ink: &Ink) -> String {
    format!("{} {size}px {}", if strong { 600 } else { 500 }, ink.family)
}

fn bar(context: &CanvasRenderingContext2d, at: (f64, f64), length: f64, height: f64, colour: &str) {
    if length <= 0.0 {
        return;
    }
    let height = height.min(length);
    context.begin_path();
    context.set_stroke_style_str(colour);
    context.set_line_width(height);
    context.set_line_cap("round");
    context.move_to(at.0 + height / 2.0, at.1 + height / 2.0);
    context.line_to(at.0 + (length - height / 2.0).max(height / 2.0), at.1 + height / 2.0);
    context.stroke();
}

/// The line as marks; every tenth is taller, so that the factors of ten can be counted.
fn queue(context: &CanvasRenderingContext2d, gauge: &Gauge, at: (f64, f64), room: f64, height: f64, ink: &Ink) {
    if gauge.marks == 0 {
        return;
    }
    let pitch = (height * 0.5).min(room / f64::from(gauge.marks));
    context.set_fill_style_str(if gauge.long { &ink.bad } else { &ink.warn });
    context.begin_path();
    for mark in 1..=gauge.marks {
        let tall = if mark % 10 == 0 { height } else { height * 0.72 };
        context.rect(at.0 + f64::from(mark - 1) * pitch, at.1 + height - tall, pitch * 0.58, tall);
    }
    context.fill();
}

/// Where a text stands, and how it looks.
fn write(context: &CanvasRenderingContext2d, text: &str, at: (f64, f64), align: &str, font: &str, colour: &str) {
    context.set_font(font);
    context.set_text_align(align);
    context.set_fill_style_str(colour);
    // Fails for nothing that is a number.
    let _ = context.fill_text(text, at.0, at.1);
}

/// The same with the canvas behind it, for what stands over lines.
fn halo(
    context: &CanvasRenderingContext2d,
    text: &str,
    at: (f64, f64),
    align: &str,
    font: &str,
    colour: &str,
    ink: &Ink,
) {
    if text.is_empty() {
        return;
    }
    context.set_font(font);
    context.set_text_align(align);
    context.set_line_join("round");
    context.set_line_width(4.0);
    context.set_stroke_style_str(&ink.canvas);
    let _ = context.stroke_text(text, at.0, at.1);
    write(context, text, at, align, font, colour);
}

/// A link without motion: as wide as its traffic, with its rate.
pub(super) fn still_link(
    context: &CanvasRenderingContext2d,
    route: &Route,
    (rate, text): (f64, &str),
    detail: Detail,
    ink: &Ink,
) {
    context.begin_path();
    context.move_to(route.start.x, route.start.y);
    let Route { leave, arrive, end, .. } = route;
    context.bezier_curve_to(leave.x, leave.y, arrive.x, arrive.y, end.x, end.y);
    context.set_line_width((1.5 + (1.0 + rate.max(0.0)).log10()).min(8.0));
    context.set_stroke_style_str(&ink.flow);
    context.stroke();
    if let Some(print) = detail.label_size() {
        let at = route.at(0.5);
        halo(context, text, (at.x, at.y - 8.0), "center", &font(false, print, ink), &ink.mute, ink);
    }
}
