use std::collections::BTreeSet;

use super::*;

/// Every list of parameters with the name of its owner.
fn lists() -> Vec<(&'static str, &'static [ParameterSpec])> {
    let kinds = Kind::ALL.iter().map(|kind| (kind.spec().key, kind.spec().parameters));
    kinds.chain(Role::ALL.iter().map(|role| (role.key(), role.parameters()))).collect()
}

fn assert_unique(keys: impl Iterator<Item = &'static str>) {
    let mut seen = BTreeSet::new();
    for key in keys {
        assert!(seen.insert(key), "{key} stands twice");
        assert!(key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{key}");
    }
}

#[test]
fn keys_are_unique_and_in_kebab_case() {
    assert_unique(Kind::ALL.iter().map(|kind| kind.spec().key));
    assert_unique(Product::ALL.iter().map(|product| product.spec().key));
    assert_unique(Parameter::ALL.iter().map(|parameter| parameter.key()));
    assert_unique(Choice::ALL.iter().map(|choice| choice.key()));
    assert_unique(Role::ALL.iter().map(|role| role.key()));
    assert_unique(Group::ALL.iter().map(|group| group.key()));
}

#[test]
fn defaults_lie_in_their_ranges_and_no_parameter_stands_twice() {
    for (owner, list) in lists() {
        let mut seen = BTreeSet::new();
        for spec in list {
            assert!(seen.insert(spec.parameter), "{owner}: {:?} stands twice", spec.parameter);
            assert!(spec.accepts(spec.default_value()), "{owner}: default of {:?}", spec.parameter);
            assert_eq!(spec.clamped(spec.default_value()), spec.default_value(), "{owner}: {:?}", spec.parameter);
        }
    }
}

#[test]
fn ranges_can_be_spread_on_a_slider() {
    for (owner, list) in lists() {
        for spec in list {
            if let Domain::Number { min, max, default, scale, .. } = spec.domain {
                assert!(min < max && min.is_finite() && max.is_finite(), "{owner}: {:?}", spec.parameter);
                // A logarithmic slider has a stop of its own for 0; what else it shows must be positive.
                let sound = scale == Scale::Linear || (min >= 0.0 && default >= 0.0);
                assert!(sound, "{owner}: logarithmic range of {:?}", spec.parameter);
            }
        }
    }
}

#[test]
fn products_stand_at_their_kind_and_set_what_it_accepts() {
    for product in Product::ALL {
        let spec = product.spec();
        assert!(spec.kind.spec().products.contains(product), "{} is missing at its kind", spec.key);
        for (parameter, value, _) in spec.values {
            let accepted = spec.kind.spec().parameter(*parameter).is_some_and(|one| one.accepts(*value));
            assert!(accepted, "{}: {parameter:?} = {value:?}", spec.key);
        }
    }
    for kind in Kind::ALL {
        for product in kind.spec().products {
            assert_eq!(product.spec().kind, *kind, "{}", product.spec().key);
        }
    }
}

#[test]
fn what_a_product_sets_has_a_publication_behind_it() {
    for product in Product::ALL {
        for (parameter, _, source) in product.spec().values {
            assert_ne!(*source, Source::Assumption, "{}: {parameter:?}", product.spec().key);
        }
    }
}

/// Every source that the catalogue names.
fn sources() -> Vec<Source> {
    let mut all: Vec<Source> = lists().iter().flat_map(|(_, list)| list.iter().map(|spec| spec.source)).collect();
    for product in Product::ALL {
        all.extend(product.spec().values.iter().map(|(_, _, source)| *source));
        all.extend(product.spec().prices.iter().map(|price| price.source));
    }
    all.extend(Kind::ALL.iter().flat_map(|kind| kind.spec().prices).map(|price| price.source));
    all
}

#[test]
fn citations_are_whole_and_addresses_have_no_scheme() {
    for source in sources() {
        if let Source::Published { title, address } = source {
            assert!(title.len() > 15, "{title}");
            assert!(!address.contains("://") && !address.contains(' '), "{address}");
            assert!(address.is_empty() || address.contains('.'), "{address}");
        }
    }
}

#[test]
fn prices_are_amounts_of_money_and_machines_have_cores() {
    for kind in Kind::ALL {
        for price in kind.spec().prices {
            assert!(price.dollars.is_finite() && price.dollars >= 0.0, "{}", kind.spec().key);
            let by_machine = price.basis == PriceBasis::Machine;
            let cores = kind.spec().parameter(Parameter::Cores).is_some();
            let memory = kind.spec().parameter(Parameter::Memory).is_some();
            let instances = kind.spec().parameter(Parameter::Instances).is_some();
            assert!(!by_machine || cores || memory || instances, "{}: no machine to pay for", kind.spec().key);
        }
    }
}

#[test]
fn each_pair_of_kinds_has_one_role_and_containers_have_none() {
    for from in Kind::ALL {
        let mut seen = BTreeSet::new();
        for (_, targets) in from.spec().calls {
            for to in *targets {
                assert!(seen.insert(*to), "{from:?} to {to:?} has two roles");
                assert!(!from.spec().container && !to.spec().container, "{from:?} to {to:?}");
                assert_ne!(*to, Kind::Users, "nobody calls people");
            }
        }
    }
}

#[test]
fn everything_but_users_places_and_operators_can_be_called() {
    let called: BTreeSet<Kind> =
        Kind::ALL.iter().flat_map(|kind| kind.spec().calls).flat_map(|(_, targets)| targets.iter().copied()).collect();
    for kind in Kind::ALL.iter().filter(|kind| !kind.spec().container) {
        let expected = !matches!(kind, Kind::Users | Kind::Automation);
        assert_eq!(called.contains(kind), expected, "{kind:?}");
    }
}

fn number(kind: Kind, parameter: Parameter) -> f64 {
    match kind.spec().parameter(parameter).map(ParameterSpec::default_value) {
        Some(Value::Number(number)) => number,
        other => panic!("{kind:?} {parameter:?} is no number: {other:?}"),
    }
}

#[test]
fn the_same_work_takes_the_same_time_wherever_it_is_done() {
    for (here, there) in
        [(Parameter::QueryReadTime, Parameter::ReadTime), (Parameter::QueryWriteTime, Parameter::WriteTime)]
    {
        assert_eq!(number(Kind::SingleServer, here), number(Kind::RelationalDatabase, there));
        assert_eq!(number(Kind::SingleServer, there), number(Kind::WebServer, there));
    }
    assert_eq!(number(Kind::ReadReplica, Parameter::ReadTime), number(Kind::RelationalDatabase, Parameter::ReadTime));
}

#[test]
fn a_default_web_server_gives_way_at_a_load_that_one_machine_knows() {
    // 4 cores and the default mix of files, reads and writes: between a hundred and some thousands per second.
    let shares = [Parameter::StaticShare, Parameter::ReadShare, Parameter::WriteShare];
    let times = [Parameter::StaticTime, Parameter::ReadTime, Parameter::WriteTime];
    let shares = shares.map(|share| number(Kind::Users, share));
    let work: f64 = shares.iter().zip(times).map(|(share, time)| share * number(Kind::WebServer, time)).sum();
    let per_second = number(Kind::WebServer, Parameter::Cores) * shares.iter().sum::<f64>() / work;
    assert!(per_second > 100.0 && per_second < 5_000.0, "{per_second}");
}

#[test]
fn a_kind_finds_its_own_parameters_and_no_others() {
    for kind in Kind::ALL {
        for &parameter in Parameter::ALL {
            let found = kind.parameter(parameter).map(|spec| spec.parameter);
            assert_eq!(found, kind.spec().parameter(parameter).map(|spec| spec.parameter), "{kind:?} {parameter:?}");
            assert_eq!(found.is_some(), kind.spec().parameters.iter().any(|spec| spec.parameter == parameter));
        }
    }
}
