//! The colours of the page for a canvas, which knows no custom properties: read from elements that wear them.

use web_sys::Element;
use yew::prelude::*;

use crate::platform::window;

/// Everything that is drawn with, and the name of its colour among the tokens.
const TOKENS: [&str; 11] =
    ["ok", "warn", "bad", "mute", "line", "flow", "canvas", "dot-static", "dot-read", "dot-write", "dot-job"];

/// The colours of the moment, as a canvas takes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ink {
    /// Little load.
    pub ok: String,
    /// Much load.
    pub warn: String,
    /// Too much, or failed.
    pub bad: String,
    /// Words of less weight.
    pub mute: String,
    /// The empty part of a bar.
    pub line: String,
    /// A link.
    pub flow: String,
    /// Behind everything.
    pub canvas: String,
    /// Dots by position in [`crate::plan::Class::ALL`].
    pub dots: [String; 4],
    /// The fonts, as the page has them.
    pub family: String,
}

/// The elements that wear the colours; nobody sees them.
pub(super) fn wardrobe(node: &NodeRef) -> Html {
    html! {
        <div ref={node} hidden=true>
            for token in TOKENS { <i key={token} style={format!("color:var(--{token})")} /> }
        </div>
    }
}

impl Ink {
    /// What the elements of [`wardrobe`] wear now.
    pub(super) fn read(node: &NodeRef) -> Option<Self> {
        let (window, wardrobe) = (window()?, node.cast::<Element>()?);
        let value = |element: &Element, name: &str| {
            let style = window.get_computed_style(element).ok().flatten();
            style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
        };
        let children = wardrobe.children();
        let of = |token: &str| {
            let at = TOKENS.iter().position(|name| *name == token).unwrap_or_default();
            children.item(at as u32).map(|element| value(&element, "color")).unwrap_or_default()
        };
        Some(Self {
            ok: of("ok"),
            warn: of("warn"),
            bad: of("bad"),
            mute: of("mute"),
            line: of("line"),
            flow: of("flow"),
            canvas: of("canvas"),
            dots: [of("dot-static"), of("dot-read"), of("dot-write"), of("dot-job")],
            family: value(&wardrobe, "font-family"),
        })
    }
}
