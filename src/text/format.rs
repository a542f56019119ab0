//! Figures as people read them: three significant digits, the language's grouping of large numbers, one unit that
//! suits the size. Pure; spaces are narrow enough to keep a figure and its unit together (U+00A0).

use super::Language;

/// Keeps a figure and its unit on one line.
pub(super) const SPACE: char = '\u{a0}';

/// A number with `digits` digits after the point, thousands grouped.
pub fn grouped(number: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", number.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::with_capacity(text.len() + 6);
    if number < 0.0 && text.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0') {
        out.push('-');
    }
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Three significant digits at most, without trailing zeros, never in exponents.
pub fn significant(number: f64) -> String {
    if number == 0.0 || !number.is_finite() {
        return if number == 0.0 { "0".to_owned() } else { "∞".to_owned() };
    }
    let magnitude = number.abs().log10().floor() as i32;
    let rounded = round_to(number, magnitude - 2);
    let digits = (2 - rounded.abs().log10().floor() as i32).clamp(0, 9) as usize;
    trimmed(&grouped(rounded, digits))
}

fn round_to(number: f64, exponent: i32) -> f64 {
    // Dividing by a whole power of ten keeps 0.3 from becoming 0.30000000000000004.
    if exponent >= 0 {
        let step = 10f64.powi(exponent);
        (number / step).round() * step
    } else {
        let step = 10f64.powi(-exponent);
        (number * step).round() / step
    }
}

fn trimmed(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

/// A count in the language's own steps: 6,940; 1.2 M; 120만. Without a word for what is counted.
pub fn count(language: Language, number: f64) -> String {
    let steps: &[(f64, &str)] = match language {
        Language::English => &[(1e12, "T"), (1e9, "B"), (1e6, "M")],
        Language::Korean => &[(1e12, "조"), (1e8, "억"), (1e4, "만")],
    };
    let number =
        if number.abs() >= 1_000.0 { round_to(number, number.abs().log10().floor() as i32 - 2) } else { number };
    match steps.iter().find(|(step, _)| number.abs() >= *step) {
        Some((step, suffix)) if language == Language::Korean => format!("{}{suffix}", significant(number / step)),
        Some((step, suffix)) => format!("{}{SPACE}{suffix}", significant(number / step)),
        None => significant(number),
    }
}

/// Users: whole people.
pub fn users(language: Language, users: f64) -> String {
    count(language, users.round())
}

/// A rate per second.
pub fn rate(language: Language, per_second: f64) -> String {
    match language {
        Language::English => format!("{}{SPACE}/s", count(language, per_second)),
        Language::Korean => format!("{}/초", count(language, per_second)),
    }
}

/// A time given in seconds.
pub fn duration(language: Language, seconds: f64) -> String {
    super::quantity(language, crate::model::catalog::Unit::Seconds, seconds).text()
}

/// A size given in bytes, in decimal units.
pub fn bytes(language: Language, bytes: f64) -> String {
    super::quantity(language, crate::model::catalog::Unit::Bytes, bytes).text()
}

/// Memory of a machine, given in bytes, in the binary units that machines are sold by.
pub fn memory(bytes: f64) -> String {
    const GIBIBYTE: f64 = 1_073_741_824.0;
    if bytes >= 1024.0 * GIBIBYTE {
        format!("{}{SPACE}TiB", significant(bytes / (1024.0 * GIBIBYTE)))
    } else {
        format!("{}{SPACE}GiB", significant(bytes / GIBIBYTE))
    }
}

/// A share between 0 and 1, in percent. What is not quite everything never reads 100 %, and what is not quite nothing
/// never reads 0 %: those two are statements.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent <= 0.0 {
        "0 %".replace(' ', "\u{a0}")
    } else if percent < 0.1 {
        format!("<{SPACE}0.1{SPACE}%")
    } else if percent < 9.95 {
        format!("{percent:.1}{SPACE}%")
    } else if percent < 99.0 {
        format!("{percent:.0}{SPACE}%")
    } else if percent < 99.95 {
        format!("{percent:.1}{SPACE}%")
    } else if percent < 100.0 {
        format!(">{SPACE}99.9{SPACE}%")
    } else {
        format!("{percent:.0}{SPACE}%")
    }
}

/// A share of time close to all of it, given what is missing: as many digits as show two of what is missing.
pub fn nines(missing: f64) -> String {
    if missing <= 0.0 {
        return format!("100{SPACE}%");
    }
    let digits = (1.0 - (missing * 100.0).log10().floor()).clamp(1.0, 9.0) as usize;
    format!("{:.digits$}{SPACE}%", (1.0 - missing) * 100.0)
}

/// US dollars: cents below ten, whole dollars above.
pub fn dollars(language: Language, dollars: f64) -> String {
    let digits = if dollars.abs() < 10.0 && dollars.fract() != 0.0 { 2 } else { 0 };
    match language {
        Language::English if dollars.abs() < 1e5 => format!("${}", grouped(dollars, digits)),
        Language::English => format!("${}", count(language, dollars)),
        Language::Korean if dollars.abs() < 1e5 => format!("{}{SPACE}달러", grouped(dollars, digits)),
        Language::Korean => format!("{}{SPACE}달러", count(language, dollars)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    fn plain(text: &str) -> String {
        text.replace(SPACE, " ")
    }

    #[test]
    fn three_significant_digits_are_enough() {
        for (number, text) in [
            (0.0, "0"),
            (0.012_345, "0.0123"),
            (1.0, "1"),
            (9.999, "10"),
            (12.34, "12.3"),
            (999.6, "1,000"),
            (6_943.0, "6,940"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(significant(number), text);
        }
    }

    #[test]
    fn large_counts_step_by_thousands_in_english_and_by_ten_thousands_in_korean() {
        for (number, english, korean) in [
            (1.0, "1", "1"),
            (6_940.0, "6,940", "6,940"),
            (10_000.0, "10,000", "1만"),
            (999_999.0, "1 M", "100만"),
            (1_200_000.0, "1.2 M", "120만"),
            (100_000_000.0, "100 M", "1억"),
            (2.5e9, "2.5 B", "25억"),
        ] {
            assert_eq!(plain(&users(English, number)), english);
            assert_eq!(users(Korean, number), korean);
        }
    }

    #[test]
    fn times_choose_their_unit() {
        for (seconds, english, korean) in [
            (0.0, "0 ms", "0 ms"),
            (4.56e-8, "45.6 ns", "45.6 ns"),
            (0.000_25, "250 µs", "250 µs"),
            (0.004_2, "4.2 ms", "4.2 ms"),
            (0.9999, "1 s", "1초"),
            (30.0, "30 s", "30초"),
            (90.0, "1.5 min", "1.5분"),
            (7_200.0, "2 h", "2시간"),
            (172_800.0, "2 d", "2일"),
        ] {
            assert_eq!(plain(&duration(English, seconds)), english);
            assert_eq!(plain(&duration(Korean, seconds)), korean);
        }
    }

    #[test]
    fn shares_do_not_round_to_all_or_nothing() {
        for (share, text) in [
            (0.0, "0 %"),
            (0.000_4, "< 0.1 %"),
            (0.071, "7.1 %"),
            (0.714, "71 %"),
            (0.996, "99.6 %"),
            (0.999_9, "> 99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(plain(&percent(share)), text);
        }
    }

    #[test]
    fn availability_shows_what_is_missing() {
        for (missing, text) in
            [(0.0, "100 %"), (0.01, "99.0 %"), (0.000_228, "99.977 %"), (0.000_001, "99.99990 %"), (0.25, "75.0 %")]
        {
            assert_eq!(plain(&nines(missing)), text);
        }
    }

    #[test]
    fn sizes_rates_and_prices() {
        assert_eq!(plain(&bytes(English, 40_000.0)), "40 kB");
        assert_eq!(plain(&bytes(Korean, 8e9)), "8 GB");
        assert_eq!(plain(&memory(34_359_738_368.0)), "32 GiB");
        assert_eq!(plain(&rate(English, 6_940.3)), "6,940 /s");
        assert_eq!(rate(Korean, 12_345.0), "1.23만/초");
        assert_eq!(dollars(English, 412.3), "$412");
        assert_eq!(dollars(English, 0.04), "$0.04");
        assert_eq!(plain(&dollars(Korean, 75_369.4)), "75,369 달러");
        assert_eq!(plain(&dollars(Korean, 1_210_000.0)), "121만 달러");
    }
}
