//! The drawing as a picture: an SVG that needs no style sheet, no script and no font of ours, so that any program shows
//! it. Colours are those of the page's tokens; every text is text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::face::{Face, Flow, Level, face, flow};
use super::labels::{Label, places};
use super::line::{ATTENTION, CROSS, WOUND, arrow};
use super::words::{extent, fitted};
use crate::base::geometry::{Point, Rect, Size};
use crate::editor::hit::{drawing_order, routes};
use crate::editor::route::Route;
use crate::model::{Component, Document, LinkId};
use crate::share::carried::{ELEMENT, escaped};
use crate::solve::Solution;
use crate::text::Language;
use crate::ui::widgets::kind_path;

/// Free space around the drawing, canvas units.
const MARGIN: f64 = 32.0;
/// Height of a line of print beside a link, canvas units.
const PRINT: f64 = 10.5;
const TOKENS: &str = include_str!("../../../static/styles/tokens.css");
const FAMILY: &str =
    "Inter, 'Noto Sans', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', system-ui, sans-serif";

/// A picture.
pub struct Picture {
    /// Its text.
    pub svg: String,
    /// Its size, canvas units.
    pub size: Size,
}

/// The picture of `document` with the figures of `solution`, carrying `fragment` so that it opens again.
pub fn picture(language: Language, document: &Document, solution: &Solution, dark: bool, fragment: &str) -> Picture {
    let bounds = Rect::bounding(document.components.values().map(|component| component.bounds())).unwrap_or_default();
    let routes = routes(document);
    let bounds = routes.iter().fold(bounds, |bounds, (_, route)| bounds.union(route.bounds())).grown(MARGIN);
    let mut drawing = Drawing { colours: colours(dark), svg: String::new() };
    drawing.head(document, bounds, fragment);
    let components: Vec<_> = drawing_order(document)
        .into_iter()
        .filter_map(|(id, component)| Some((component, face(language, document, solution, id)?)))
        .collect();
    for (component, face) in components.iter().filter(|(component, _)| component.kind.spec().container) {
        drawing.container(component, face);
    }
    let flows: Vec<(LinkId, &Route, Flow)> =
        routes.iter().filter_map(|(id, route)| Some((*id, route, flow(language, document, solution, *id)?))).collect();
    for (_, route, flow) in &flows {
        drawing.line(route, flow);
    }
    for (component, face) in components.iter().filter(|(component, _)| !component.kind.spec().container) {
        drawing.card(component, face);
    }
    drawing.labels(document, &flows);
    drawing.svg.push_str("</svg>\n");
    Picture { svg: drawing.svg, size: bounds.size }
}

/// The colours of the page's tokens by name, for the light or the dark theme.
fn colours(dark: bool) -> BTreeMap<&'static str, &'static str> {
    let line = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
        let (light, rest) = value.split_once(", ")?;
        Some((name, if dark { rest.split_once(')')?.0 } else { light }))
    };
    TOKENS.lines().filter_map(line).collect()
}

struct Drawing {
    colours: BTreeMap<&'static str, &'static str>,
    svg: String,
}

impl Drawing {
    fn colour(&self, name: &str) -> &'static str {
        self.colours.get(name).copied().unwrap_or("currentColor")
    }

    fn head(&mut self, document: &Document, bounds: Rect, fragment: &str) {
        let (x, y, width, height) = (bounds.left(), bounds.top(), bounds.size.width, bounds.size.height);
        let (canvas, title) = (self.colour("canvas"), escaped(&document.title));
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(
            self.svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x:.1} {y:.1} {width:.1} {height:.1}\" \
             width=\"{width:.0}\" height=\"{height:.0}\" font-family=\"{FAMILY}\">\n<title>{title}</title>\n\
             <metadata id=\"{ELEMENT}\">{}</metadata>\n\
             <rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{canvas}\"/>",
            escaped(fragment),
        );
    }

    fn text(&mut self, at: Point, colour: &str, size: f64, weight: u32, more: &str, text: &str) {
        let (colour, text) = (self.colour(colour), escaped(text));
        let _ = writeln!(
            self.svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\" font-size=\"{size}\" font-weight=\"{weight}\"{more}>{text}</text>",
            at.x, at.y,
        );
    }

    fn rect(&mut self, area: Rect, radius: f64, paint: &str) {
        let _ = writeln!(
            self.svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius}\" {paint}/>",
            area.left(),
            area.top(),
            area.size.width,
            area.size.height,
        );
    }

    fn glyph(&mut self, component: &Component, at: Point, colour: &str) {
        let (colour, path) = (self.colour(colour), kind_path(component.kind));
        let _ = writeln!(
            self.svg,
            "<path transform=\"translate({:.1} {:.1})\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
            at.x, at.y,
        );
    }

    fn container(&mut self, component: &Component, face: &Face) {
        let down = face.down.as_ref().is_some_and(|(_, all)| *all);
        let ink = if down { "bad" } else { "accent" };
        let paint = format!(
            "fill=\"{}\" stroke=\"{}\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"",
            self.colour("place"),
            self.colour(if down { "bad" } else { "place-line" }),
        );
        self.rect(component.bounds(), 12.0, &paint);
        self.glyph(component, component.position + Point::new(10.0, 8.0), ink);
        let name = fitted(&face.name, component.size.width - 60.0, 12.0);
        self.text(component.position + Point::new(36.0, 24.0), ink, 12.0, 600, "", &name);
    }

    fn line(&mut self, route: &Route, flow: &Flow) {
        let colour = self.colour(if flow.hot || flow.struck.is_some() { "bad" } else { "flow" });
        let dashes = match (flow.copies, flow.period_s) {
            (true, _) => " stroke-dasharray=\"2 4\"",
            (_, None) => " stroke-dasharray=\"5 4\"",
            _ => "",
        };
        let _ = writeln!(
            self.svg,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{:.1}\"{dashes}/>\n<path d=\"{}\" fill=\"{colour}\"/>",
            route.path(),
            flow.width,
            arrow(route, flow.width),
        );
        if let Some((text, down)) = &flow.struck {
            let at = route.at(WOUND);
            let (text, sign, ink) = (escaped(text), if *down { CROSS } else { ATTENTION }, self.colour("raised"));
            let _ = writeln!(
                self.svg,
                "<g transform=\"translate({:.1} {:.1})\"><title>{text}</title><circle r=\"9\" fill=\"{colour}\"/>\
                 <path d=\"{sign}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.8\" stroke-linecap=\"round\"/></g>",
                at.x, at.y,
            );
        }
    }

    fn card(&mut self, component: &Component, face: &Face) {
        let (at, width) = (component.position, component.size.width);
        let down = face.down.as_ref().is_some_and(|(_, all)| *all);
        let level = face.load.as_ref().map(|load| load.level);
        let (fill, stroke, thick) = match level {
            _ if down => ("bad-soft", "bad", 1.6),
            Some(Level::Saturated) => ("raised", "bad", 1.6),
            _ if face.down.is_some() => ("raised", "bad", 1.0),
            _ => ("raised", "line", 1.0),
        };
        let dashes = if face.down.is_some() { " stroke-dasharray=\"6 4\"" } else { "" };
        let (fill, stroke) = (self.colour(fill), self.colour(stroke));
        let paint = format!("fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{thick}\"{dashes}");
        self.rect(component.bounds(), 10.0, &paint);
        self.glyph(component, at + Point::new(12.0, 12.0), "mute");
        let crossed = if down { " text-decoration=\"line-through\"" } else { "" };
        let name = fitted(&face.name, width - 54.0, 13.0);
        self.text(at + Point::new(42.0, 26.0), "ink", 13.0, 600, crossed, &name);
        let (note, ink) = match &face.down {
            Some((text, false)) => (text, "bad"),
            _ => (&face.note, "mute"),
        };
        self.text(at + Point::new(42.0, 43.0), ink, 11.0, 400, "", &fitted(note, width - 50.0, 11.0));
        if let Some((text, true)) = &face.down {
            self.text(at + Point::new(14.0, 63.5), "bad", 11.0, 600, "", &format!("\u{2715} {text}"));
        } else if face.load.is_some() {
            self.load(at, width, face);
        }
    }

    fn load(&mut self, at: Point, width: f64, face: &Face) {
        let Some(load) = &face.load else { return };
        let ink = match load.level {
            Level::Calm => "ok",
            Level::Busy => "warn",
            Level::Saturated => "bad",
        };
        let room = width - 82.0;
        let bar = |length: f64| Rect::new(at + Point::new(12.0, 57.0), Size::new(length, 5.0));
        let track = format!("fill=\"{}\"", self.colour("line"));
        self.rect(bar(room), 2.5, &track);
        let filled = format!("fill=\"{}\"", self.colour(ink));
        self.rect(bar(room * load.share), 2.5, &filled);
        let sign = if load.level == Level::Saturated { "\u{25b2} " } else { "" };
        let figure = format!("{sign}{}", load.figure);
        self.text(at + Point::new(width - 12.0, 63.5), ink, 11.0, 600, " text-anchor=\"end\"", &figure);
    }

    /// The figures beside the lines, above everything else, with a rim that keeps them readable.
    fn labels(&mut self, document: &Document, flows: &[(LinkId, &Route, Flow)]) {
        let mut said: Vec<_> = flows.iter().filter(|(_, _, flow)| !flow.text.is_empty()).collect();
        said.sort_by_key(|(_, _, flow)| flow.period_s.is_none());
        let cards = document.components.values().filter(|component| !component.kind.spec().container);
        let cards: Vec<Rect> = cards.map(|component| component.bounds()).collect();
        let labels: Vec<Label<'_>> = said
            .iter()
            .map(|(_, route, flow)| Label { route, size: Size::new(extent(&flow.text, PRINT) + 4.0, PRINT) })
            .collect();
        let rim = format!(
            " text-anchor=\"middle\" paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"4\" stroke-linejoin=\"round\"",
            self.colour("canvas"),
        );
        for ((_, _, flow), place) in said.iter().zip(places(&labels, &cards)) {
            if let Some(place) = place {
                self.text(place, "mute", PRINT, 500, &rim, &flow.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::examples;
    use crate::model::Fault;
    use crate::share::{carried, link};
    use crate::{plan, solve};

    fn drawn(document: &Document, dark: bool) -> Picture {
        let solution = solve::solve(&plan::compile(document), document.users);
        picture(Language::Korean, document, &solution, dark, &link::encode(document))
    }

    #[test]
    fn every_example_comes_back_out_of_its_picture() {
        for example in examples() {
            let mut document = (example.build)();
            let first = *document.components.keys().next().unwrap();
            document.faults.insert(first, Fault::Down);
            for dark in [false, true] {
                let svg = drawn(&document, dark).svg;
                assert_eq!(carried::from_markup(&svg).unwrap().document, document, "{}", example.key);
                assert!(!svg.contains("currentColor") && !svg.contains("var("), "{}: a colour is missing", example.key);
            }
        }
    }

    #[test]
    fn names_in_a_picture_are_text() {
        let mut document = (examples()[4].build)();
        document.title = "</title><script>alert(1)</script>".to_owned();
        for component in document.components.values_mut() {
            std::rc::Rc::make_mut(component).name = "<a x='\"&\u{1}]]>".to_owned();
        }
        let svg = drawn(&document, false).svg;
        assert!(svg.contains("&lt;a x=&#39;&quot;&amp; ]]&gt;"));
        let tags: std::collections::BTreeSet<&str> = svg
            .split('<')
            .skip(1)
            .map(|tag| tag.split([' ', '>', '/', '\n']).next().unwrap())
            .filter(|tag| !tag.is_empty())
            .collect();
        assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["metadata", "path", "rect", "svg", "text", "title"]);
        assert_eq!(carried::from_markup(&svg).unwrap().document, document);
    }
}
