//! The names by which flowcharts call what the catalogue knows.

use super::{Language, find};
use crate::model::catalog::{Kind, Product};
use crate::share::mermaid::Name;

/// The names of every kind and product, and what else people call a kind, in every language.
pub fn names() -> Vec<Name> {
    let products = Product::ALL.iter().map(|product| {
        let spec = product.spec();
        Name::new(spec.name, spec.kind, Some(*product))
    });
    let kinds = Kind::ALL.iter().flat_map(|kind| {
        Language::ALL.iter().flat_map(move |language| {
            let text =
                |prefix: &str| find(*language, &format!("{prefix}-{}", kind.spec().key), &[]).unwrap_or_default();
            let aliases = text("alias");
            let names: Vec<Name> = aliases.split(',').map(|alias| Name::new(alias, *kind, None)).collect();
            names.into_iter().chain([Name::new(&text("kind"), *kind, None)])
        })
    });
    products.chain(kinds).collect()
}
