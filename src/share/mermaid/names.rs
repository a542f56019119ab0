//! What a node is, told by its class or by the words on it.

use crate::model::catalog::{Kind, Product};

/// A name by which people call a kind or a product, in whatever language.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    text: String,
    kind: Kind,
    product: Option<Product>,
}

impl Name {
    /// `text` names `kind` and, where it is one, its `product`.
    pub fn new(text: &str, kind: Kind, product: Option<Product>) -> Self {
        Self { text: normal(text), kind, product }
    }
}

/// The kind or product with this key.
pub(super) fn by_class(class: &str) -> Option<(Kind, Option<Product>)> {
    let product = Product::ALL.iter().copied().find(|product| product.spec().key == class);
    let by_product = product.map(|product| (product.spec().kind, Some(product)));
    by_product.or_else(|| Some((Kind::ALL.iter().copied().find(|kind| kind.spec().key == class)?, None)))
}

/// The kind or product that `text` names: the longest name in it, and of equally long ones the last, since the noun
/// comes last in both languages.
pub(super) fn by_text(text: &str, names: &[Name]) -> Option<(Kind, Option<Product>)> {
    let text = normal(text);
    let found = names.iter().filter_map(|name| Some((name.text.len(), last_in(&text, &name.text)?, name)));
    // Of several with the same name the first: a product before its replica.
    let best = found.reduce(|best, other| if (other.0, other.1) > (best.0, best.1) { other } else { best });
    best.map(|(_, _, name)| (name.kind, name.product))
}

/// Where `name` stands in `text` as words of its own. Korean words carry endings, so only their beginning counts.
fn last_in(text: &str, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let latin = |letter: char| letter.is_ascii_alphanumeric();
    let found = text.match_indices(name).filter(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let mut after = text[at + name.len()..].chars();
        let next = after.next();
        let plural = next == Some('s') && !after.next().is_some_and(latin);
        let begins = name.chars().next().is_none_or(|first| !latin(first)) || !before.is_some_and(latin);
        let ends = name.chars().next_back().is_none_or(|last| !latin(last)) || !next.is_some_and(latin) || plural;
        begins && ends
    });
    found.last().map(|(at, _)| at)
}

/// Small letters, and one blank for whatever is neither letter nor digit.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
