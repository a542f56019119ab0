//! What the address asks of an embed. Whatever it does not say, or says wrongly, is as usual.

use crate::platform::address;
use crate::ui::show::bar::{Controls, Metric};
use crate::ui::show::state::Hands;
use crate::worker::Speed;

/// What an address asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// What whoever looks may do (`mode=view`).
    pub hands: Hands,
    /// Whether it plays by itself (`autoplay=1`), never does (`0`), or waits for its slide.
    pub autoplay: Option<bool>,
    /// Speed of runs (`speed=10`, `speed=max`).
    pub speed: Speed,
    /// Seed of runs (`seed=7`); `None`: the document's, else 1.
    pub seed: Option<u64>,
    /// Whether a run that has ended begins anew (`loop=1`).
    pub endless: bool,
    /// From where runs are shown at their speed (`t=30`), simulated seconds.
    pub from_s: f64,
    /// Whether all of the drawing is shown, whatever part of it the link says (unless `fit=0`).
    pub fit: bool,
    /// How much there is to press (`controls=0`, `min`, `1`).
    pub controls: Controls,
    /// Figures (`metrics=p50,p99`, `metrics=none`).
    pub metrics: Vec<Metric>,
    /// The step to begin with (`step=2`), from 0.
    pub step: usize,
    /// Users to begin with (`users=20000`), where they are not the document's.
    pub users: Option<f64>,
    /// Whether what is around shows through (`bg=transparent`).
    pub transparent: bool,
    /// The only origin that is spoken to (`origin=https://example.org`).
    pub origin: Option<String>,
}

/// Whether this page is an embed (`?embed`, not `embed=0`).
pub fn is_embed() -> bool {
    address::parameter("embed").is_some_and(|value| is_on(&value))
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "no")
}

impl Parameters {
    /// What this page's address asks for.
    pub fn of_address() -> Self {
        Self::read(address::parameter)
    }

    /// What `parameter`, which knows the value of each, asks for.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let on = |name: &str| parameter(name).map(|value| is_on(&value));
        Self {
            hands: if parameter("mode").as_deref() == Some("view") { Hands::Off } else { Hands::Play },
            autoplay: on("autoplay"),
            speed: speed(parameter("speed").as_deref()),
            seed: parameter("seed").and_then(|seed| seed.parse().ok()),
            endless: on("loop").unwrap_or(false),
            from_s: seconds(parameter("t").as_deref()),
            fit: on("fit").unwrap_or(true),
            controls: match parameter("controls").as_deref() {
                Some("0" | "none") => Controls::None,
                Some("min") => Controls::Few,
                _ => Controls::All,
            },
            metrics: parameter("metrics").map_or_else(|| Metric::USUAL.to_vec(), |names| metrics(&names)),
            step: step(parameter("step").as_deref()),
            users: parameter("users").and_then(|users| users.parse().ok()).filter(|users: &f64| users.is_finite()),
            transparent: parameter("bg").as_deref() == Some("transparent"),
            origin: parameter("origin").filter(|origin| !origin.is_empty() && origin != "*"),
        }
    }

    /// To whom messages go.
    pub fn target(&self) -> &str {
        self.origin.as_deref().unwrap_or("*")
    }

    /// Whether messages of a page of this origin are heard.
    pub fn hears(&self, origin: &str) -> bool {
        self.origin.as_ref().is_none_or(|own| own.trim_end_matches('/') == origin)
    }
}

/// A step as people count, from 1; the first where it is none.
pub fn step(written: Option<&str>) -> usize {
    written.and_then(|step| step.parse::<usize>().ok()).map_or(0, |step| step.saturating_sub(1))
}

/// Seconds, with or without their unit; none where it is no number.
fn seconds(written: Option<&str>) -> f64 {
    let number = written.and_then(|text| text.trim_end_matches('s').parse().ok());
    number.filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0).unwrap_or(0.0)
}

fn speed(written: Option<&str>) -> Speed {
    match written {
        Some("max" | "fastest") => Speed::Fastest,
        Some(text) => text.parse().ok().filter(|factor| *factor > 0.0).map_or(Speed::Times(1.0), Speed::Times),
        None => Speed::Times(1.0),
    }
}

fn metrics(names: &str) -> Vec<Metric> {
    let named = |name: &str| Metric::ALL.into_iter().find(|metric| metric.key() == name.trim());
    names.split(',').take(Metric::ALL.len()).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(query: &str) -> Parameters {
        let pairs: Vec<_> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Parameters::read(|name| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned()))
    }

    proptest! {
        #[test]
        fn whatever_an_address_says_is_within_bounds(query in addresses()) {
            let asked = read(&query);
            prop_assert!((Speed::SLOWEST..=f64::INFINITY).contains(&asked.speed.factor()));
            prop_assert!(asked.from_s.is_finite() && asked.from_s >= 0.0);
            prop_assert!(asked.users.is_none_or(f64::is_finite));
            prop_assert!(asked.metrics.len() <= Metric::ALL.len());
            prop_assert!(asked.origin.is_none_or(|origin| !origin.is_empty() && origin != "*"));
        }
    }

    /// Parameters that there are and others, with sensible and other values.
    fn addresses() -> impl Strategy<Value = String> {
        let names = "mode|autoplay|speed|seed|loop|t|fit|step|users|bg|controls|metrics|origin|[a-z]{1,4}";
        let values = "0|1|-1|max|none|1e999|NaN|inf|[0-9.e-]{1,6}|(p99,?){0,20}|view|[^&=]{0,12}";
        prop::collection::vec((names, values), 0..8)
            .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
    }

    #[test]
    fn everything_has_a_usual_value() {
        let usual = read("embed=1");
        assert_eq!((usual.hands, usual.autoplay, usual.controls), (Hands::Play, None, Controls::All));
        assert_eq!((usual.speed, usual.step, usual.target()), (Speed::Times(1.0), 0, "*"));
        assert!(usual.hears("https://anywhere.example"));
        assert!(usual.fit && usual.from_s == 0.0);
        let nonsense = read("speed=quick&step=-3&users=NaN&seed=x&metrics=<b>,p99&controls=7&origin=*&t=-1&fit=yes");
        let expected = Parameters { metrics: vec![Metric::P99], ..usual };
        assert_eq!(nonsense, expected);
    }

    #[test]
    fn what_is_asked_for_is_done() {
        let asked = read(
            "mode=view&autoplay=0&speed=max&seed=7&loop=1&controls=min&metrics=none&step=3&users=2e4&bg=transparent&t=12.5&fit=0&origin=https://deck.example/",
        );
        assert_eq!((asked.hands, asked.autoplay, asked.speed), (Hands::Off, Some(false), Speed::Fastest));
        assert_eq!((asked.seed, asked.endless, asked.controls), (Some(7), true, Controls::Few));
        assert_eq!((asked.from_s, asked.fit), (12.5, false));
        assert_eq!(read("t=30s").from_s, 30.0);
        assert_eq!((asked.metrics.len(), asked.step, asked.users), (0, 2, Some(2e4)));
        assert!(asked.transparent && asked.hears("https://deck.example") && !asked.hears("https://other.example"));
    }
}
