//! Quantities with the screen's units: how a parameter is printed, and what a typed text means.

use super::Language;
use super::format::{SPACE, count, significant};
use crate::model::catalog::Unit;

/// A figure and its unit, as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The figure.
    pub figure: String,
    /// The unit; empty for plain numbers.
    pub unit: &'static str,
    /// What one of that unit is in the catalogue's unit.
    pub scale: f64,
}

impl Quantity {
    /// Both together.
    pub fn text(&self) -> String {
        match self.unit {
            "" => self.figure.clone(),
            unit if unit.is_ascii() || unit.starts_with('µ') => format!("{}{SPACE}{unit}", self.figure),
            unit => format!("{}{unit}", self.figure),
        }
    }
}

type Step = (f64, &'static str);

const SECONDS: [&[Step]; 2] = [
    &[(1e-9, "ns"), (1e-6, "µs"), (1e-3, "ms"), (1.0, "s"), (60.0, "min"), (3_600.0, "h"), (86_400.0, "d")],
    &[(1e-9, "ns"), (1e-6, "µs"), (1e-3, "ms"), (1.0, "초"), (60.0, "분"), (3_600.0, "시간"), (86_400.0, "일")],
];
const BYTES: &[Step] = &[(1.0, "B"), (1e3, "kB"), (1e6, "MB"), (1e9, "GB"), (1e12, "TB")];
const BYTES_PER_SECOND: &[Step] = &[(1.0, "B/s"), (1e3, "kB/s"), (1e6, "MB/s"), (1e9, "GB/s"), (1e12, "TB/s")];

fn steps(language: Language, unit: Unit) -> &'static [Step] {
    let english = language == Language::English;
    match unit {
        Unit::Count | Unit::Factor => &[(1.0, "")],
        Unit::Ratio => &[(0.01, "%")],
        Unit::Seconds => SECONDS[language as usize],
        Unit::Hours if english => &[(1.0, "h")],
        Unit::Hours => &[(1.0, "시간")],
        Unit::PerSecond if english => &[(1.0, "/s")],
        Unit::PerSecond => &[(1.0, "/초")],
        Unit::PerDay if english => &[(1.0, "/day")],
        Unit::PerDay => &[(1.0, "/일")],
        Unit::Bytes => BYTES,
        Unit::BytesPerSecond => BYTES_PER_SECOND,
        Unit::Cores if english => &[(1.0, "cores")],
        Unit::Cores => &[(1.0, "코어")],
        Unit::DollarsPerMonth if english => &[(1.0, "$/month")],
        Unit::DollarsPerMonth => &[(1.0, "달러/월")],
    }
}

/// `value`, which is in `unit`, in the screen's unit that suits its size.
pub fn quantity(language: Language, unit: Unit, value: f64) -> Quantity {
    let steps = steps(language, unit);
    // Rounding first, so that 0.9999 s does not become 1,000 ms. A zero takes the step that its neighbours have.
    let rounded = value.abs() * 1.000_5;
    let usual = if unit == Unit::Seconds { 2 } else { 1 };
    let &(scale, name) = match value {
        0.0 => steps.get(usual).unwrap_or(&steps[0]),
        _ => steps.iter().rev().find(|(scale, _)| rounded >= *scale).unwrap_or(&steps[0]),
    };
    let figure = match unit {
        Unit::Count | Unit::PerSecond | Unit::PerDay => count(language, value),
        _ => significant(value / scale),
    };
    let one = unit == Unit::Cores && language == Language::English && value == 1.0;
    Quantity { figure, unit: if one { "core" } else { name }, scale }
}

/// Names that people type besides those that the screen shows, each with its size in the catalogue's unit.
fn aliases(unit: Unit) -> &'static [Step] {
    const MULTIPLES: &[Step] =
        &[(1e3, "k"), (1e6, "m"), (1e9, "b"), (1e3, "천"), (1e4, "만"), (1e8, "억"), (1e12, "조")];
    match unit {
        Unit::Seconds => &[
            (1e-6, "us"),
            (1e-6, "μs"),
            (1e-3, "ms"),
            (1.0, "s"),
            (1.0, "sec"),
            (60.0, "m"),
            (60.0, "min"),
            (3_600.0, "h"),
            (86_400.0, "d"),
            (86_400.0, "day"),
            (86_400.0, "days"),
        ],
        Unit::Bytes => &[
            (1e3, "k"),
            (1e6, "m"),
            (1e9, "g"),
            (1e12, "t"),
            (1_024.0, "kib"),
            (1_048_576.0, "mib"),
            (1_073_741_824.0, "gib"),
            (1_099_511_627_776.0, "tib"),
        ],
        Unit::BytesPerSecond => &[
            (1e3, "kb"),
            (1e6, "mb"),
            (1e9, "gb"),
            (125.0, "kbit/s"),
            (125_000.0, "mbit/s"),
            (125_000_000.0, "gbit/s"),
        ],
        Unit::Count | Unit::PerSecond | Unit::PerDay | Unit::Factor => MULTIPLES,
        Unit::Cores => &[(1.0, "core")],
        Unit::Ratio | Unit::Hours | Unit::DollarsPerMonth => &[],
    }
}

/// The value in the catalogue's unit that `text` means: a figure, with a unit or (for a bare figure) in that of
/// `shown`. `None` where it is no quantity.
pub fn parse(language: Language, unit: Unit, text: &str, shown: &Quantity) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>().to_lowercase();
    let split = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(text.len());
    let (figure, name) = text.split_at(split);
    let figure: f64 = figure.parse().ok()?;
    let value = figure * if name.is_empty() { shown.scale } else { scale_of(language, unit, name)? };
    value.is_finite().then_some(value)
}

fn scale_of(language: Language, unit: Unit, name: &str) -> Option<f64> {
    let known = steps(language, unit).iter().chain(aliases(unit));
    let direct = known.clone().find(|(_, known)| known.to_lowercase() == name).map(|(scale, _)| *scale);
    direct.or_else(|| {
        // "1.2 M/s": a multiple in front of the unit itself.
        let base = steps(language, unit)[0].1;
        let multiple = name.strip_suffix(base).filter(|rest| !base.is_empty() && !rest.is_empty())?;
        aliases(unit).iter().find(|(_, known)| *known == multiple).map(|(scale, _)| *scale)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    #[test]
    fn what_is_printed_can_be_typed() {
        let values = [
            (Unit::Seconds, 0.002_4),
            (Unit::Seconds, 90.0),
            (Unit::Bytes, 8e9),
            (Unit::Ratio, 0.35),
            (Unit::PerSecond, 6_940.0),
            (Unit::PerSecond, 1.2e7),
            (Unit::PerDay, 50.0),
            (Unit::Cores, 896.0),
            (Unit::Cores, 1.0),
            (Unit::Seconds, 4.5e-8),
            (Unit::BytesPerSecond, 1.25e9),
            (Unit::Count, 1e6),
        ];
        for language in [English, Korean] {
            for (unit, value) in values {
                let shown = quantity(language, unit, value);
                let read = parse(language, unit, &shown.text(), &shown).unwrap();
                assert!((read / value - 1.0).abs() < 1e-9, "{unit:?} {value}: {} read as {read}", shown.text());
            }
        }
    }

    #[test]
    fn a_bare_figure_keeps_the_unit_that_is_shown() {
        let shown = quantity(English, Unit::Seconds, 0.002);
        assert_eq!(parse(English, Unit::Seconds, "3.5", &shown), Some(0.003_5));
        assert_eq!(parse(English, Unit::Seconds, "2 s", &shown), Some(2.0));
        assert_eq!(parse(English, Unit::Seconds, "soon", &shown), None);
        assert_eq!(parse(English, Unit::Seconds, "", &shown), None);
    }

    #[test]
    fn binary_sizes_and_multiples_are_understood() {
        let shown = quantity(English, Unit::Bytes, 8e9);
        assert_eq!(parse(English, Unit::Bytes, "1 GiB", &shown), Some(1_073_741_824.0));
        let shown = quantity(Korean, Unit::Count, 1.0);
        assert_eq!(parse(Korean, Unit::Count, "120만", &shown), Some(1_200_000.0));
    }
}
