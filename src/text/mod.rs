//! The message catalogue: every text that a user reads, in English and Korean (Project Fluent), and figures as people
//! read them.
//!
//! `static/locales/{en,ko}/*.ftl` hold the texts; tests hold that both languages have the same keys with the same
//! variables, and that every key of the model has its text.

pub mod format;
mod names;
mod quantity;

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

pub use names::names;
pub use quantity::{Quantity, parse, quantity};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::English, Self::Korean];

    /// Its tag (BCP 47), for the page's `lang` attribute and for storage.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The language that a tag such as `ko-KR` asks for; `None` where it is none of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|language| language.tag() == primary)
    }

    /// The next one, for a button that goes round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::English => Self::Korean,
            Self::Korean => Self::English,
        }
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::English => ENGLISH,
            Self::Korean => KOREAN,
        }
    }
}

const ENGLISH: &[&str] = &[
    include_str!("../../static/locales/en/catalog.ftl"),
    include_str!("../../static/locales/en/lessons.ftl"),
    include_str!("../../static/locales/en/page.ftl"),
    include_str!("../../static/locales/en/canvas.ftl"),
    include_str!("../../static/locales/en/share.ftl"),
    include_str!("../../static/locales/en/alias.ftl"),
    include_str!("../../static/locales/en/sharing.ftl"),
    include_str!("../../static/locales/en/card.ftl"),
    include_str!("../../static/locales/en/embed.ftl"),
    include_str!("../../static/locales/en/live.ftl"),
    include_str!("../../static/locales/en/run.ftl"),
    include_str!("../../static/locales/en/failures.ftl"),
    include_str!("../../static/locales/en/faults.ftl"),
    include_str!("../../static/locales/en/failing.ftl"),
];

const KOREAN: &[&str] = &[
    include_str!("../../static/locales/ko/catalog.ftl"),
    include_str!("../../static/locales/ko/lessons.ftl"),
    include_str!("../../static/locales/ko/page.ftl"),
    include_str!("../../static/locales/ko/canvas.ftl"),
    include_str!("../../static/locales/ko/share.ftl"),
    include_str!("../../static/locales/ko/alias.ftl"),
    include_str!("../../static/locales/ko/sharing.ftl"),
    include_str!("../../static/locales/ko/card.ftl"),
    include_str!("../../static/locales/ko/embed.ftl"),
    include_str!("../../static/locales/ko/live.ftl"),
    include_str!("../../static/locales/ko/run.ftl"),
    include_str!("../../static/locales/ko/failures.ftl"),
    include_str!("../../static/locales/ko/faults.ftl"),
    include_str!("../../static/locales/ko/failing.ftl"),
];

/// The value of a variable in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A text, inserted as it stands: a name, or a figure that was already formatted.
    Text(String),
    /// A number, for messages that choose their wording by it.
    Number(f64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

type Bundle = FluentBundle<FluentResource>;

thread_local! {
    static BUNDLES: [OnceCell<Bundle>; 2] = const { [OnceCell::new(), OnceCell::new()] };
}

/// The text of `key` in `language`. A key without a text is shown itself, so that it is noticed; tests hold that the
/// page asks for none.
pub fn message(language: Language, key: &str, args: &[(&str, Argument)]) -> String {
    find(language, key, args).unwrap_or_else(|| key.to_owned())
}

/// The text of `key`, or `None` where there is none.
pub fn find(language: Language, key: &str, args: &[(&str, Argument)]) -> Option<String> {
    BUNDLES.with(|bundles| {
        let bundle = bundles[language as usize].get_or_init(|| build(language));
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, fluent_value(value))).collect();
        // What a broken reference leaves is shown in braces; the tests find it.
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    })
}

fn fluent_value(argument: &Argument) -> FluentValue<'_> {
    match argument {
        Argument::Text(text) => FluentValue::from(text.as_str()),
        Argument::Number(number) => FluentValue::from(*number),
    }
}

fn build(language: Language) -> Bundle {
    let tag = language.tag().parse().expect("the tags above are well formed");
    let mut bundle = Bundle::new(vec![tag]);
    // Left-to-right only: the marks that isolate variables would show up in copied text.
    bundle.set_use_isolating(false);
    for source in language.sources() {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(rest, _)| rest);
        // A key that stands twice keeps its last text; the tests find it.
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests;
