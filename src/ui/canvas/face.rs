//! What a card and a link show: the solution in words and marks. Pure; the components only draw it.

use super::words::{component_name, fault_words, kind_name, say};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Component, ComponentId, Diagnostic, Document, Fault, LinkId, Severity, Subject};
use crate::solve::{ComponentResult, Solution};
use crate::text::{Argument, Language, format, message};
use crate::ui::level::NOTHING;

/// Share of a resource from which a component is called busy.
pub const BUSY: f64 = 0.7;
/// Share of a resource from which a component is called saturated: there a queue is ten times as long as the service.
pub const SATURATED: f64 = 0.9;

/// How full a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Below [`BUSY`].
    Calm,
    /// Below [`SATURATED`].
    Busy,
    /// Above, or refusing requests.
    Saturated,
}

impl Level {
    /// The class of its style.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Calm => "is-calm",
            Self::Busy => "is-busy",
            Self::Saturated => "is-saturated",
        }
    }
}

/// The fullest resource of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Share, 0 to 1.
    pub share: f64,
    /// The same in figures.
    pub figure: String,
    /// How full that is.
    pub level: Level,
}

/// What a component shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Its name.
    pub name: String,
    /// What it is, in a few words.
    pub note: String,
    /// How full it is; `None` where nothing is computed.
    pub load: Option<Load>,
    /// What is struck: the text, and whether all of it is.
    pub down: Option<(String, bool)>,
    /// The worst finding about it, with its texts.
    pub finding: Option<(Severity, String)>,
    /// All of this for a screen reader.
    pub label: String,
}

/// The face of component `id`.
pub fn face(language: Language, document: &Document, solution: &Solution, id: ComponentId) -> Option<Face> {
    let component = document.components.get(&id)?;
    let result = solution.components.get(&id);
    let name = component_name(language, component);
    let note = note(language, document, component, result);
    let load = result.and_then(load);
    let down = down(language, document, id, component);
    let finding = finding(language, &solution.diagnostics, Subject::Component(id));
    let label = label(
        language,
        component,
        &Label { name: &name, note: &note, load: load.as_ref(), down: down.as_ref(), finding: finding.as_ref() },
    );
    Some(Face { name, note, load, down, finding, label })
}

fn load(result: &ComponentResult) -> Option<Load> {
    let fullest = result.resources.first()?;
    let refuses = result.resources.iter().any(|resource| resource.refused_share > NOTHING);
    let share = fullest.utilization.clamp(0.0, 1.0);
    let level = match share {
        _ if refuses || share >= SATURATED => Level::Saturated,
        _ if share >= BUSY => Level::Busy,
        _ => Level::Calm,
    };
    Some(Load { share, figure: percent(share), level })
}

/// A share in whole per cent; below 1 and above 99 with a decimal, so that neither end is claimed too early.
fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if per_cent > 0.0 && per_cent < 0.1 {
        return format!("<0.1{}%", '\u{a0}');
    }
    let digits = usize::from((per_cent > 0.0 && per_cent < 1.0) || (per_cent > 99.0 && per_cent < 100.0));
    // Rounding must not turn 99.96 into 100.
    let shown = if per_cent < 100.0 { per_cent.min(99.9) } else { per_cent };
    format!("{shown:.digits$}{}%", '\u{a0}')
}

/// What is struck here, and whether all of it is down.
fn down(language: Language, document: &Document, id: ComponentId, component: &Component) -> Option<(String, bool)> {
    let outage = document.fault(id);
    if outage == Some(Fault::Down) {
        return Some((say(language, "canvas-down"), true));
    }
    let of = component.number(Parameter::Instances);
    let text = |fault| match fault {
        Fault::InstancesDown(count) => {
            message(language, "canvas-instances-down", &[("down", count.into()), ("count", of.into())])
        }
        other => format!("✕ {}", fault_words(language, document, other, "fault-is")),
    };
    let all: Vec<String> = document.faults.of(id).map(text).collect();
    (!all.is_empty()).then(|| (all.join(", "), false))
}

/// The worst finding about `subject`, with the texts of all of them.
fn finding(language: Language, all: &[Diagnostic], subject: Subject) -> Option<(Severity, String)> {
    let mut own: Vec<_> = all.iter().filter(|diagnostic| diagnostic.subject == subject).collect();
    own.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let worst = own.first()?.severity;
    let texts: Vec<_> =
        own.iter().map(|diagnostic| say(language, &format!("diagnostic-{}", diagnostic.code.key()))).collect();
    Some((worst, texts.join("\n")))
}

/// A few words below the name: product, size, and what characterises its kind.
fn note(language: Language, document: &Document, component: &Component, result: Option<&ComponentResult>) -> String {
    if component.kind == Kind::Users {
        return users_note(language, document, result);
    }
    let product =
        component.product.filter(|_| !component.name.is_empty()).map(|product| product.spec().name.to_owned());
    let named = component.name.is_empty() && component.product.is_none();
    let kind = (!named && product.is_none()).then(|| kind_name(language, component.kind));
    let hit = result
        .and_then(|result| result.hit_ratio)
        .map(|ratio| message(language, "canvas-hit", &[("ratio", percent(ratio).into())]));
    let size = size_note(language, component);
    let choice = [Parameter::Strategy, Parameter::Policy]
        .iter()
        .find_map(|parameter| component.choice(*parameter))
        .map(|choice| say(language, &format!("choice-{}", choice.key())));
    let parts: Vec<_> = [size, product, hit, choice, kind].into_iter().flatten().take(2).collect();
    parts.join(" · ")
}

fn users_note(language: Language, document: &Document, result: Option<&ComponentResult>) -> String {
    let users = format::users(language, document.users);
    match result.map(|result| result.throughput_per_s.max(result.arrival_per_s)).filter(|rate| *rate > 0.0) {
        Some(rate) => format!("{users} · {}", format::rate(language, rate)),
        None => users,
    }
}

fn size_note(language: Language, component: &Component) -> Option<String> {
    let instances = component.number(Parameter::Instances);
    let cores = component.number(Parameter::Cores);
    let arguments: [(&str, Argument); 2] = [("instances", instances.into()), ("cores", cores.into())];
    if cores > 0.0 && instances > 1.0 {
        Some(message(language, "canvas-instances-cores", &arguments))
    } else if cores > 0.0 {
        Some(message(language, "canvas-cores", &arguments))
    } else if instances > 1.0 {
        Some(message(language, "canvas-instances", &arguments))
    } else {
        None
    }
}

/// What a label is made of.
struct Label<'a> {
    name: &'a str,
    note: &'a str,
    load: Option<&'a Load>,
    down: Option<&'a (String, bool)>,
    finding: Option<&'a (Severity, String)>,
}

fn label(language: Language, component: &Component, parts: &Label<'_>) -> String {
    let kind = kind_name(language, component.kind);
    let load = parts.load.map(|load| {
        let key = if load.level == Level::Saturated { "canvas-label-saturated" } else { "canvas-label-load" };
        message(language, key, &[("load", load.figure.clone().into())])
    });
    let kind = (kind != parts.name).then_some(kind);
    let down = parts.down.map(|(text, _)| text.clone());
    let finding = parts.finding.map(|(_, text)| text.clone());
    let all = [Some(parts.name.to_owned()), kind, Some(parts.note.to_owned()), load, down, finding];
    all.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a link shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Width of its line, canvas units.
    pub width: f64,
    /// Seconds that a dash takes for its own length and gap; `None` where nothing flows.
    pub period_s: Option<f64>,
    /// Text beside the line.
    pub text: String,
    /// What is struck: the text, and whether nothing passes at all.
    pub struck: Option<(String, bool)>,
    /// Whether what it leads to is saturated or down.
    pub hot: bool,
    /// Whether it carries copies rather than requests.
    pub copies: bool,
    /// The worst finding about it, with its texts.
    pub finding: Option<(Severity, String)>,
}

impl Flow {
    /// What a screen reader says of the link called `name`.
    pub fn label(&self, name: &str) -> String {
        let finding = self.finding.as_ref().map(|(_, text)| text.as_str());
        let struck = self.struck.as_ref().map(|(text, _)| text.as_str());
        let all = [Some(name), struck, Some(self.text.as_str()), finding];
        all.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// What link `id` shows.
pub fn flow(language: Language, document: &Document, solution: &Solution, id: LinkId) -> Option<Flow> {
    let link = document.links.get(&id)?;
    let role = document.role(link);
    let rate = solution.links.get(&id).map_or(0.0, crate::solve::LinkResult::total_per_s);
    let copies = role == Some(Role::Replicate);
    let quiet = matches!(role, Some(Role::Replicate | Role::Report | Role::Operate | Role::Resolve));
    let text = match (rate > 0.0, role) {
        (true, _) => format::rate(language, rate),
        (false, Some(role)) if quiet => say(language, &format!("role-{}", role.key())),
        _ => String::new(),
    };
    let full = solution.components.get(&link.to).and_then(load).is_some_and(|load| load.level == Level::Saturated);
    let hot = rate > 0.0 && (full || document.fault(link.to) == Some(Fault::Down));
    Some(Flow {
        width: width(rate),
        period_s: (rate > 0.0).then(|| period(rate)),
        text,
        struck: struck(language, document, id),
        hot,
        copies,
        finding: finding(language, &solution.diagnostics, Subject::Link(id)),
    })
}

/// What is struck on a link, and whether it is down.
fn struck(language: Language, document: &Document, id: LinkId) -> Option<(String, bool)> {
    let text = |fault| fault_words(language, document, fault, "fault-is");
    let all: Vec<String> = document.faults.of(id).map(text).collect();
    (!all.is_empty()).then(|| (all.join(", "), document.faults.holds(id, Fault::Down)))
}

/// Width of a line that carries `rate` per second: one unit more for every factor of ten.
fn width(rate: f64) -> f64 {
    (1.5 + (1.0 + rate.max(0.0)).log10()).min(8.0)
}

/// Seconds per dash: shorter the more flows, level by factors of ten.
fn period(rate: f64) -> f64 {
    (1.8 / (1.0 + (1.0 + rate).log10())).clamp(0.25, 1.8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::{Resource, ResourceResult};

    fn result(utilization: f64, refused_share: f64) -> ComponentResult {
        let resource = ResourceResult {
            station: 0,
            resource: Resource::Cores,
            units: 4.0,
            utilization,
            busy: 4.0 * utilization,
            served_per_s: 0.0,
            waiting: 0.0,
            wait_probability: 0.0,
            wait_mean_s: 0.0,
            refused_share,
        };
        ComponentResult { resources: vec![resource], ..ComponentResult::default() }
    }

    #[test]
    fn levels_follow_the_fullest_resource_and_refusals() {
        let level = |utilization, refused| load(&result(utilization, refused)).map(|load| load.level);
        assert_eq!(level(0.3, 0.0), Some(Level::Calm));
        assert_eq!(level(0.75, 0.0), Some(Level::Busy));
        assert_eq!(level(0.95, 0.0), Some(Level::Saturated));
        assert_eq!(level(0.5, 0.1), Some(Level::Saturated), "who refuses is saturated");
    }

    #[test]
    fn neither_end_of_the_percentage_is_claimed_too_early() {
        let text = |share| percent(share).replace('\u{a0}', " ");
        assert_eq!(text(0.0), "0 %");
        assert_eq!(text(0.004), "0.4 %");
        assert_eq!(text(0.714), "71 %");
        assert_eq!(text(0.9996), "99.9 %");
        assert_eq!(text(1.0), "100 %");
    }

    #[test]
    fn more_traffic_is_wider_and_faster() {
        assert!(width(10_000.0) > width(100.0) && period(10_000.0) < period(100.0));
        assert!(width(1e12) <= 8.0 && period(1e12) >= 0.25);
    }
}
