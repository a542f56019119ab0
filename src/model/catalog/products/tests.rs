//! What products promise their kinds.

use std::collections::BTreeSet;

use super::super::*;

#[test]
fn a_kind_lists_exactly_its_products() {
    for kind in Kind::ALL {
        let listed: Vec<_> = kind.spec().products.to_vec();
        let distinct: BTreeSet<_> = listed.iter().copied().collect();
        assert_eq!(listed.len(), distinct.len(), "{}: a product stands twice", kind.spec().key);
        let presets: BTreeSet<_> =
            Product::ALL.iter().copied().filter(|product| product.spec().kind == *kind).collect();
        assert_eq!(distinct, presets, "{}", kind.spec().key);
    }
}

#[test]
fn quorums_fit_the_copies_of_every_kind_and_product() {
    let number = |spec: &KindSpec, product: Option<&ProductSpec>, parameter| {
        let preset = product.and_then(|product| product.value(parameter));
        match preset.or_else(|| spec.parameter(parameter).map(ParameterSpec::default_value)) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    };
    let bare = Kind::ALL.iter().map(|kind| (kind.spec(), None));
    let presets = Product::ALL.iter().map(|product| (product.spec().kind.spec(), Some(product.spec())));
    for (spec, product) in bare.chain(presets) {
        let name = product.map_or(spec.key, |product| product.key);
        let Some(copies) = number(spec, product, Parameter::ReplicationFactor) else { continue };
        for quorum in [Parameter::ReadQuorum, Parameter::WriteQuorum] {
            assert!(number(spec, product, quorum).is_none_or(|quorum| quorum <= copies), "{name}: {}", quorum.key());
        }
    }
}

#[test]
fn prices_are_finite_and_counted_once_per_basis() {
    let kinds = Kind::ALL.iter().map(|kind| (kind.spec().key, kind.spec().prices));
    let products = Product::ALL.iter().map(|product| (product.spec().key, product.spec().prices));
    for (name, prices) in kinds.chain(products) {
        for (index, price) in prices.iter().enumerate() {
            assert!(price.dollars.is_finite() && price.dollars >= 0.0, "{name}: {price:?}");
            assert!(prices[..index].iter().all(|other| other.basis != price.basis), "{name}: {price:?} twice");
        }
    }
}
