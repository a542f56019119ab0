//! The catalogue: the only list of component kinds, their products and their parameters.
//!
//! Palette, inspector, validation, compile, documentation and the link codec all read it. A kind is one file under
//! `kinds/`; a new variant of [`Kind`] fails to compile until it has its entry, its drawing and its place in the plan.
//! Names and purposes are texts of the message catalogue, under the keys that stand here.

mod kinds;
pub mod machines;
mod parameter;
pub mod places;
mod products;
mod role;

use super::{Choice, Value};
use crate::base::geometry::Size;

pub use kinds::Kind;
pub use parameter::{Parameter, Unit};
pub use products::Product;
pub use role::{Role, role};

/// Where a default or a price comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Our own assumption, without a publication behind it; the product says so.
    Assumption,
    /// It follows from other parameters or from the definition.
    Definition,
    /// A publication: its title, and its address without the scheme (empty where it has none).
    Published {
        /// Author, title and year: a citation, the same in every language.
        title: &'static str,
        /// Address, without the scheme.
        address: &'static str,
    },
}

/// How a slider spreads a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps.
    Linear,
    /// Equal factors; a lower end of 0 is a stop of its own at the left end.
    Logarithmic,
}

/// What values a parameter may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// A number.
    Number {
        /// Unit of range, default and value.
        unit: Unit,
        /// Lowest value allowed.
        min: f64,
        /// Highest value allowed.
        max: f64,
        /// Value where neither component nor product says otherwise.
        default: f64,
        /// Spread of the slider.
        scale: Scale,
        /// Whether only whole numbers are meant.
        whole: bool,
    },
    /// One of a few options.
    Choice {
        /// The options, in the order in which they are shown.
        options: &'static [Choice],
        /// Option where neither component nor product says otherwise.
        default: Choice,
    },
    /// On or off.
    Flag {
        /// State where neither component nor product says otherwise.
        default: bool,
    },
}

/// One parameter of a kind or of a role of links.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterSpec {
    /// Which.
    pub parameter: Parameter,
    /// What values it may take.
    pub domain: Domain,
    /// Where the default comes from.
    pub source: Source,
    /// Whether it stands among the few that are shown first.
    pub important: bool,
}

impl ParameterSpec {
    /// The kind's default.
    pub const fn default_value(&self) -> Value {
        match self.domain {
            Domain::Number { default, .. } => Value::Number(default),
            Domain::Choice { default, .. } => Value::Choice(default),
            Domain::Flag { default } => Value::Flag(default),
        }
    }

    /// Whether `value` is of the right sort and within the range.
    pub fn accepts(&self, value: Value) -> bool {
        match (self.domain, value) {
            (Domain::Number { min, max, whole, .. }, Value::Number(number)) => {
                number >= min && number <= max && (!whole || number.fract() == 0.0)
            }
            (Domain::Choice { options, .. }, Value::Choice(choice)) => options.contains(&choice),
            (Domain::Flag { .. }, Value::Flag(_)) => true,
            _ => false,
        }
    }

    /// `value` brought into the range and rounded where whole numbers are meant; the default for a wrong sort.
    pub fn clamped(&self, value: Value) -> Value {
        match (self.domain, value) {
            (Domain::Number { min, max, whole, .. }, Value::Number(number)) if !number.is_nan() => {
                let bounded = number.clamp(min, max);
                Value::Number(if whole { bounded.round() } else { bounded })
            }
            _ if self.accepts(value) => value,
            _ => self.default_value(),
        }
    }
}

/// A number parameter. Chain [`ParameterSpec::logarithmic`] and the like to refine it.
pub(crate) const fn number(
    parameter: Parameter,
    unit: Unit,
    min: f64,
    max: f64,
    default: f64,
    source: Source,
) -> ParameterSpec {
    ParameterSpec {
        parameter,
        domain: Domain::Number { unit, min, max, default, scale: Scale::Linear, whole: false },
        source,
        important: false,
    }
}

/// A choice parameter.
pub(crate) const fn choice(
    parameter: Parameter,
    options: &'static [Choice],
    default: Choice,
    source: Source,
) -> ParameterSpec {
    ParameterSpec { parameter, domain: Domain::Choice { options, default }, source, important: false }
}

/// An on-off parameter.
pub(crate) const fn flag(parameter: Parameter, default: bool, source: Source) -> ParameterSpec {
    ParameterSpec { parameter, domain: Domain::Flag { default }, source, important: false }
}

impl ParameterSpec {
    /// Spread by equal factors.
    pub(crate) const fn logarithmic(mut self) -> Self {
        if let Domain::Number { unit, min, max, default, whole, .. } = self.domain {
            self.domain = Domain::Number { unit, min, max, default, scale: Scale::Logarithmic, whole };
        }
        self
    }

    /// Only whole numbers.
    pub(crate) const fn whole(mut self) -> Self {
        if let Domain::Number { unit, min, max, default, scale, .. } = self.domain {
            self.domain = Domain::Number { unit, min, max, default, scale, whole: true };
        }
        self
    }

    /// Shown among the first.
    pub(crate) const fn important(mut self) -> Self {
        self.important = true;
        self
    }
}

/// The palette's sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How requests come in.
    Entry,
    /// What computes.
    Compute,
    /// What keeps data.
    Data,
    /// What passes messages on.
    Messaging,
    /// What watches and repairs.
    Operations,
    /// What holds others.
    Places,
}

impl Group {
    /// Every section, in the palette's order.
    pub const ALL: &'static [Self] =
        &[Self::Entry, Self::Compute, Self::Data, Self::Messaging, Self::Operations, Self::Places];

    /// The key of its title, under `group-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Compute => "compute",
            Self::Data => "data",
            Self::Messaging => "messaging",
            Self::Operations => "operations",
            Self::Places => "places",
        }
    }
}

/// What a price is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceBasis {
    /// By the machine from the ladder, per instance; the amount is a factor on the ladder's price.
    Machine,
    /// Per instance and month (730 h).
    InstanceMonth,
    /// Per million requests; without the writes where those have a price of their own.
    MillionRequests,
    /// Per million writes.
    MillionWrites,
    /// Per gigabyte sent out to users.
    GigabyteOut,
    /// Per gigabyte that an edge fetches from its origin in a cloud; where an edge has no such price, the origin pays
    /// its own for sending out.
    GigabyteFromOrigin,
    /// Per gigabyte sent to another region.
    GigabyteBetween,
    /// Per gigabyte taken in.
    GigabyteIn,
    /// Per gigabyte stored and month.
    GigabyteMonth,
}

/// One price of a kind or product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// What it is counted by.
    pub basis: PriceBasis,
    /// US dollars (for [`PriceBasis::Machine`] a factor).
    pub dollars: f64,
    /// Where the figure comes from.
    pub source: Source,
}

/// The entry of one kind of component.
#[derive(Clone, Copy, Debug)]
pub struct KindSpec {
    /// Name in links, files and message keys; never changed once released. The texts stand under `kind-KEY`
    /// (name) and `kind-KEY-purpose` (a sentence).
    pub key: &'static str,
    /// Section of the palette.
    pub group: Group,
    /// Extent on the canvas: the card, or a fresh container.
    pub size: Size,
    /// Whether it holds other components.
    pub container: bool,
    /// Its parameters, in the inspector's order.
    pub parameters: &'static [ParameterSpec],
    /// Its presets, in the inspector's order.
    pub products: &'static [Product],
    /// What it costs; empty: nothing, or not ours to pay.
    pub prices: &'static [Price],
    /// Whom it may call, by role: its ports.
    pub calls: &'static [(Role, &'static [Kind])],
}

impl KindSpec {
    /// The entry of `parameter`; `None` where the kind has no such parameter.
    pub fn parameter(&self, parameter: Parameter) -> Option<&'static ParameterSpec> {
        self.parameters.iter().find(|spec| spec.parameter == parameter)
    }
}

/// The entry of one product: a preset of a kind.
#[derive(Clone, Copy, Debug)]
pub struct ProductSpec {
    /// Name in links and files; never changed once released.
    pub key: &'static str,
    /// Proper name, the same in every language.
    pub name: &'static str,
    /// The kind that it is a preset of.
    pub kind: Kind,
    /// The parameters that it sets, each with its source.
    pub values: &'static [(Parameter, Value, Source)],
    /// Its own prices; empty: those of the kind.
    pub prices: &'static [Price],
}

impl ProductSpec {
    /// The preset of `parameter`; `None` where the product leaves the kind's default.
    pub fn value(&self, parameter: Parameter) -> Option<Value> {
        self.values.iter().find(|(which, _, _)| *which == parameter).map(|(_, value, _)| *value)
    }

    /// Where the preset of `parameter` comes from.
    pub fn source(&self, parameter: Parameter) -> Option<Source> {
        self.values.iter().find(|(which, _, _)| *which == parameter).map(|(_, _, source)| *source)
    }
}

#[cfg(test)]
mod tests;
