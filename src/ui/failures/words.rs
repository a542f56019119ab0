//! Failures in words.

use crate::impact::{Failure, Fallen, Figures, Point, Tipped};
use crate::model::{ComponentId, Document};
use crate::plan::Reason;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::results::refusals;

/// What a component is called; nothing where it is gone.
pub(super) fn component(say: Say, document: &Document, id: ComponentId) -> String {
    document.components.get(&id).map(|component| say.component(component)).unwrap_or_default()
}

/// What fails; `None` where it is no longer drawn.
pub(super) fn failure(say: Say, document: &Document, failure: Failure) -> Option<String> {
    match failure {
        Failure::Component(id) => document.components.get(&id).map(|component| say.component(component)),
        Failure::Instance(id) => {
            let name = say.component(document.components.get(&id)?);
            Some(say.with("failures-one-of", &[("name", name.into())]))
        }
        Failure::Link(id) => {
            let link = document.links.get(&id)?;
            let ends = [link.from, link.to].map(|end| component(say, document, end));
            Some(format!("{} → {}", ends[0], ends[1]))
        }
    }
}

/// A share that is served: never rounded up to all, never down to nothing.
pub(super) fn share(share: f64) -> String {
    format::percent(share)
}

/// The fullest resource.
pub(super) fn bottleneck(say: Say, document: &Document, figures: &Figures) -> String {
    let named = figures
        .bottleneck
        .map(|(id, resource)| format!("{} · {}", component(say, document, id), say.of("resource", resource.key())));
    named.unwrap_or_else(|| "–".to_owned())
}

/// Seconds; infinity has a word.
pub(super) fn seconds(say: Say, seconds: f64) -> String {
    if seconds.is_finite() { format::duration(say.0, seconds) } else { say.key("failures-never") }
}

/// The figure that tipped a component.
pub(super) fn tipped(say: Say, fallen: &Fallen) -> String {
    match fallen.tipped {
        Tipped::Full { resource, before, after } => say.with(
            "failures-full",
            &[
                ("resource", say.of("resource", resource.key()).into()),
                ("before", format::percent(before).into()),
                ("after", format::percent(after).into()),
            ],
        ),
        Tipped::Loses { reason, before_per_s, after_per_s } => say.with(
            "failures-loses",
            &[
                ("reason", reason_in_words(say, reason).into()),
                ("before", format::rate(say.0, before_per_s).into()),
                ("after", format::rate(say.0, after_per_s).into()),
            ],
        ),
    }
}

/// A reason in words.
pub(super) fn reason_in_words(say: Say, reason: Reason) -> String {
    refusals::reason(say, reason)
}

/// What is said of a single point, with its class.
pub(super) fn point(say: Say, point: &Point) -> String {
    let class = say.of("class", point.class.key());
    let arguments = [("class", class.into()), ("share", format::percent(point.lost_share).into())];
    say.with(&format!("verdict-{}", point.verdict.key()), &arguments)
}
