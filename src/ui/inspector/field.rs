//! One parameter: a slider and a typed field for a number, a choice, or a switch; with its range, its default, the
//! reason for its value, and what the engine makes of it.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::source::source;
use crate::chart::{Axis, Spread};
use crate::model::catalog::{Domain, ParameterSpec, Scale, Source, Unit};
use crate::model::{Choice, Value};
use crate::text::{parse, quantity};
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::state::Message;
use crate::ui::widgets::{IconButton, Sign};

/// Properties of a parameter's field.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its entry in the catalogue, by address.
    pub spec: &'static ParameterSpec,
    /// The value in force.
    pub value: Value,
    /// The value without the user's own.
    pub default: Value,
    /// Where that default comes from.
    pub source: Source,
    /// Called with the user's value, or with `None` to go back to the default.
    pub set: Callback<Option<Value>>,
}

/// A parameter.
#[component]
pub fn Field(props: &Props) -> Html {
    let say = use_say();
    let why = use_state(|| false);
    let key = props.spec.parameter.key();
    let name = say.of("parameter", key);
    let changed = props.value != props.default;
    let set = {
        let (set, default) = (props.set.clone(), props.default);
        // A document keeps only what differs.
        Callback::from(move |value: Value| set.emit((value != default).then_some(value)))
    };
    let control = match (props.spec.domain, props.value) {
        (Domain::Number { unit, min, max, scale, whole, .. }, Value::Number(number)) => {
            let range = Range { unit, min, max, scale, whole };
            html! { <Number {range} {number} name={name.clone()} testid={key} default={props.default} set={set.clone()} /> }
        }
        (Domain::Choice { options, .. }, Value::Choice(choice)) => choices(say, key, options, choice, &name, &set),
        (Domain::Flag { .. }, Value::Flag(on)) => switch(say, &name, key, on, &set),
        _ => html! {},
    };
    let reset = props.set.reform(|()| None);
    let toggle = {
        let why = why.clone();
        Callback::from(move |_: MouseEvent| why.set(!*why))
    };
    let figure = shown(say, props.spec, props.value);
    html! {
        <div class={classes!("parameter", changed.then_some("changed"))} data-testid={format!("parameter-{key}")}>
            <div class="parameter-head">
                <span class="parameter-name" title={say.of("parameter", &format!("{key}-effect"))}>{ &name }</span>
                if changed {
                    <IconButton sign={Sign::Reset} class="bare tiny" onclick={reset} testid={format!("reset-{key}")}
                        label={say.with("page-reset-to", &[("name", name.clone().into()), ("value", shown(say, props.spec, props.default).into())])} />
                }
            </div>
            { control }
            <button type="button" class="text-button why" aria-expanded={why.to_string()} onclick={toggle} data-testid={format!("why-{key}")}
                aria-label={say.with("page-why-named", &[("name", name.clone().into()), ("value", figure.clone().into())])}>
                { say.with("page-why", &[("value", figure.into())]) }
            </button>
            if *why { { reason(say, props, changed) } }
        </div>
    }
}

/// A value as it is printed.
fn shown(say: Say, spec: &ParameterSpec, value: Value) -> String {
    match (spec.domain, value) {
        (Domain::Number { unit, .. }, Value::Number(number)) => quantity(say.0, unit, number).text(),
        (_, Value::Choice(choice)) => say.of("choice", choice.key()),
        (_, Value::Flag(on)) => say.key(if on { "page-on" } else { "page-off" }),
        (_, Value::Number(number)) => crate::text::format::significant(number),
    }
}

fn reason(say: Say, props: &Props, changed: bool) -> Html {
    let spec = props.spec;
    let default = shown(say, spec, props.default);
    html! {
        <div class="reason" data-testid="reason">
            <p>{ say.of("parameter", &format!("{}-effect", spec.parameter.key())) }</p>
            if let Domain::Number { unit, min, max, .. } = spec.domain {
                <p>{ say.with("page-range", &[
                    ("min", quantity(say.0, unit, min).text().into()),
                    ("max", quantity(say.0, unit, max).text().into()),
                ]) }</p>
            }
            if changed { <p>{ say.with("page-yours", &[("default", default.clone().into())]) }</p> }
            <p><b>{ say.with("page-default-from", &[("default", default.into())]) }</b>{ " " }{ source(say, props.source) }</p>
        </div>
    }
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    unit: Unit,
    min: f64,
    max: f64,
    scale: Scale,
    whole: bool,
}

impl Range {
    fn axis(self, default: f64) -> Axis {
        match self.scale {
            Scale::Linear => Axis { spread: Spread::Linear, ..Axis::linear(self.min, self.max) },
            Scale::Logarithmic => {
                // Where zero is allowed: from a thousandth of the default, whole numbers from 1.
                let least = if self.whole || default <= 0.0 {
                    (self.max * 1e-9).max(f64::from(u8::from(self.whole)))
                } else {
                    default / 1e3
                };
                Axis::logarithmic(self.min, self.max, least)
            }
        }
    }

    /// Three significant digits, whole where that is meant, within the range.
    fn tidy(self, value: f64) -> f64 {
        if value >= self.max {
            return self.max;
        }
        let rounded = if value == 0.0 {
            0.0
        } else {
            let power = value.abs().log10().floor() as i32 - 2;
            // Dividing by a whole power keeps the digits that are typed.
            if power >= 0 {
                (value / 10f64.powi(power)).round() * 10f64.powi(power)
            } else {
                (value * 10f64.powi(-power)).round() / 10f64.powi(-power)
            }
        };
        self.clamp(rounded)
    }

    fn clamp(self, value: f64) -> f64 {
        let bounded = value.clamp(self.min, self.max);
        if self.whole { bounded.round() } else { bounded }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NumberProps {
    range: Range,
    number: f64,
    default: Value,
    name: AttrValue,
    testid: AttrValue,
    set: Callback<Value>,
}

#[component]
fn Number(props: &NumberProps) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let NumberProps { range, number, .. } = *props;
    let default = if let Value::Number(default) = props.default { default } else { range.min };
    let axis = range.axis(default);
    let place = axis.place(number);
    let printed = quantity(say.0, range.unit, number);
    let text = printed.text();
    let oninput = {
        let set = props.set.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            set.emit(Value::Number(range.tidy(axis.value(input.value_as_number() / 1000.0))));
        })
    };
    let onchange = {
        let (set, text) = (props.set.clone(), text.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(value) = parse(say.0, range.unit, &input.value(), &printed) {
                set.emit(Value::Number(range.clamp(value)));
            }
            // What was typed in another form, or was none, shows as the value in force again.
            input.set_value(&text);
        })
    };
    let ends = [range.min, range.max].map(|end| quantity(say.0, range.unit, end).text());
    let style = format!("--fill:{:.2}%;--default:{:.4}", place * 100.0, axis.place(default));
    html! {
        <div class="number">
            <input class="field number-field" type="text" inputmode="decimal" value={text.clone()} {onchange}
                aria-label={say.with("page-typed", &[("name", props.name.to_string().into())])} data-testid={format!("field-{}", props.testid)} />
            <div class="slider" {style}>
                <input type="range" min="0" max="1000" step="1" value={format!("{:.0}", place * 1000.0)} {oninput}
                    onchange={dispatch.reform(|_: Event| Message::Commit)}
                    aria-label={props.name.clone()} aria-valuetext={text} data-testid={format!("slider-{}", props.testid)} />
                <span class="default-mark" aria-hidden="true"></span>
                <div class="ends" aria-hidden="true"><span>{ &ends[0] }</span><span>{ &ends[1] }</span></div>
            </div>
        </div>
    }
}

fn choices(say: Say, key: &str, options: &'static [Choice], choice: Choice, name: &str, set: &Callback<Value>) -> Html {
    let onchange = set.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        Value::Choice(options.get(index).copied().unwrap_or(choice))
    });
    html! {
        <select class="field choice" {onchange} aria-label={name.to_owned()} data-testid={format!("choice-{key}")}>
            for option in options.iter().copied() {
                <option value={option.key()} selected={option == choice}>{ say.of("choice", option.key()) }</option>
            }
        </select>
    }
}

fn switch(say: Say, name: &str, key: &str, on: bool, set: &Callback<Value>) -> Html {
    let onchange = set.reform(|event: Event| Value::Flag(event.target_unchecked_into::<HtmlInputElement>().checked()));
    html! {
        <label class="switch">
            <input type="checkbox" role="switch" checked={on} {onchange} aria-label={name.to_owned()} data-testid={format!("switch-{key}")} />
            <span aria-hidden="true">{ say.key(if on { "page-on" } else { "page-off" }) }</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog::{Kind, Role};

    fn ranges() -> impl Iterator<Item = (Range, f64)> {
        let specs = Kind::ALL
            .iter()
            .flat_map(|kind| kind.spec().parameters)
            .chain(Role::ALL.iter().flat_map(|role| role.parameters()));
        specs.filter_map(|spec| match spec.domain {
            Domain::Number { unit, min, max, default, scale, whole } => {
                Some((Range { unit, min, max, scale, whole }, default))
            }
            _ => None,
        })
    }

    #[test]
    fn every_slider_stands_at_its_default_and_reaches_both_ends() {
        for (range, default) in ranges() {
            let axis = range.axis(default);
            assert_eq!(range.tidy(axis.value(0.0)), range.clamp(range.min), "{range:?}");
            assert!((range.tidy(axis.value(1.0)) / range.max - 1.0).abs() < 1e-9, "{range:?}");
            let again = axis.value(axis.place(default));
            assert!(
                (again - default).abs() <= 1e-9 * default.abs() + f64::EPSILON,
                "{range:?}: {default} becomes {again}"
            );
        }
    }

    #[test]
    fn what_a_slider_gives_is_accepted() {
        for (range, default) in ranges() {
            for step in 0..=50 {
                let value = range.tidy(range.axis(default).value(f64::from(step) / 50.0));
                assert!(
                    value >= range.min && value <= range.max && (!range.whole || value.fract() == 0.0),
                    "{range:?} {value}"
                );
            }
        }
    }
}
