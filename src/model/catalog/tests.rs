//! What the catalogue's entries promise each other.

use std::collections::BTreeSet;

use super::*;

/// Every list of parameters: those of the kinds and those of the links' roles.
fn lists() -> Vec<(&'static str, &'static [ParameterSpec])> {
    let kinds = Kind::ALL.iter().map(|kind| (kind.spec().key, kind.spec().parameters));
    kinds.chain(Role::ALL.iter().map(|role| (role.key(), role.parameters()))).collect()
}

/// Every source that stands beside a figure, with the name of whose figure it is.
fn sources() -> Vec<(&'static str, Source)> {
    let defaults = lists().into_iter().flat_map(|(name, list)| list.iter().map(move |spec| (name, spec.source)));
    let kinds = Kind::ALL.iter().map(|kind| kind.spec());
    let prices = kinds.flat_map(|spec| spec.prices.iter().map(|price| (spec.key, price.source)));
    let products = Product::ALL.iter().map(|product| product.spec()).flat_map(|spec| {
        let values = spec.values.iter().map(|(_, _, source)| *source);
        values.chain(spec.prices.iter().map(|price| price.source)).map(|source| (spec.key, source))
    });
    defaults.chain(prices).chain(products).collect()
}

/// Asserts that no key stands twice and that all are lower-case words with hyphens.
fn assert_keys(keys: impl Iterator<Item = &'static str>) {
    let mut seen = BTreeSet::new();
    for key in keys {
        assert!(seen.insert(key), "{key} stands twice");
        assert!(key.split('-').all(|word| !word.is_empty()), "{key}: an empty word");
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        assert!(key.chars().all(plain), "{key}: not kebab-case");
    }
}

#[test]
fn keys_are_unique_and_kebab_case() {
    assert_keys(Parameter::ALL.iter().map(|parameter| parameter.key()));
    assert_keys(Choice::ALL.iter().map(|choice| choice.key()));
    assert_keys(Kind::ALL.iter().map(|kind| kind.spec().key));
    assert_keys(Product::ALL.iter().map(|product| product.spec().key));
    assert_keys(Role::ALL.iter().map(|role| role.key()));
    assert_keys(Group::ALL.iter().map(|group| group.key()));
}

#[test]
fn a_list_has_each_parameter_once_and_accepts_its_default() {
    for (name, list) in lists() {
        let mut seen = BTreeSet::new();
        for spec in list {
            assert!(seen.insert(spec.parameter), "{name}: {} stands twice", spec.parameter.key());
            assert!(spec.accepts(spec.default_value()), "{name}: default of {}", spec.parameter.key());
        }
    }
}

#[test]
fn ranges_are_finite_and_logarithmic_ones_do_not_go_below_zero() {
    for (name, list) in lists() {
        for spec in list {
            let Domain::Number { min, max, scale, whole, .. } = spec.domain else { continue };
            let key = spec.parameter.key();
            assert!(min.is_finite() && max.is_finite() && min < max, "{name}: range of {key}");
            assert!(scale == Scale::Linear || min >= 0.0, "{name}: logarithm of {key}");
            assert!(!whole || (min.fract() == 0.0 && max.fract() == 0.0), "{name}: whole ends of {key}");
        }
    }
}

#[test]
fn an_option_that_is_computed_with_is_offered_and_the_default_is_among_them() {
    for (name, list) in lists() {
        for spec in list {
            let (Domain::Choice { options, .. }, Modelled::Only(only)) = (spec.domain, spec.modelled) else { continue };
            assert!(only.iter().all(|choice| options.contains(choice)), "{name}: {}", spec.parameter.key());
            assert!(spec.modelled.covers(spec.default_value()), "{name}: default of {}", spec.parameter.key());
        }
    }
}

#[test]
fn a_products_values_are_accepted_by_its_kind() {
    for product in Product::ALL.iter().map(|product| product.spec()) {
        let mut seen = BTreeSet::new();
        for (parameter, value, _) in product.values {
            let key = parameter.key();
            assert!(seen.insert(*parameter), "{}: {key} stands twice", product.key);
            let spec = product.kind.spec().parameter(*parameter);
            assert!(spec.is_some_and(|spec| spec.accepts(*value)), "{}: {key}", product.key);
        }
    }
}

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
fn a_kind_reaches_a_target_by_one_role_only() {
    for kind in Kind::ALL {
        let (mut roles, mut targets) = (BTreeSet::new(), BTreeSet::new());
        for (role, list) in kind.spec().calls {
            assert!(roles.insert(*role), "{}: {} stands twice", kind.spec().key, role.key());
            for target in *list {
                assert!(targets.insert(*target), "{} to {}", kind.spec().key, target.spec().key);
            }
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

#[test]
fn a_publication_has_a_title_and_an_address_without_its_scheme() {
    for (name, source) in sources() {
        let Source::Published { title, address } = source else { continue };
        assert!(!title.trim().is_empty(), "{name}: no title");
        assert!(!address.contains("://") && !address.contains(' '), "{name}: {address}");
    }
}

#[test]
fn every_preset_and_every_products_price_has_a_source() {
    for spec in Product::ALL.iter().map(|product| product.spec()) {
        let values = spec.values.iter().map(|(_, _, source)| *source);
        for source in values.chain(spec.prices.iter().map(|price| price.source)) {
            assert_ne!(source, Source::Assumption, "{}", spec.key);
        }
    }
}
