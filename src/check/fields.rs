//! Reads the fields of a JSON object one by one, so that an error can name the case, the path and the remedy, and a
//! field that nobody asked for is an error too.

use serde_json::{Map, Value};

use super::error::{CheckError, Problem};

/// Where in the file a value stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The case, if in one.
    pub(super) case: Option<String>,
    /// The path within it.
    pub(super) path: String,
}

impl Place {
    /// A field of this place.
    pub(super) fn field(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Self { case: self.case.clone(), path }
    }

    /// An element of this place.
    pub(super) fn element(&self, position: usize) -> Self {
        Self { case: self.case.clone(), path: format!("{}[{position}]", self.path) }
    }

    /// The error that something is wrong here.
    pub(super) fn error(&self, problem: Problem) -> CheckError {
        let field = if self.path.is_empty() { "the file".to_owned() } else { self.path.clone() };
        match &self.case {
            Some(id) => CheckError::Case { id: id.clone(), field, problem },
            None => CheckError::NotCases { field, problem },
        }
    }

    /// The error that something else belongs here.
    pub(super) fn wrong(&self, expected: impl Into<String>) -> CheckError {
        self.error(Problem::Wrong { expected: expected.into() })
    }
}

/// An object whose fields are being read.
pub(super) struct Fields<'a> {
    place: Place,
    map: &'a Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which has to be an object.
    pub(super) fn new(place: Place, value: &'a Value) -> Result<Self, CheckError> {
        let map = value.as_object().ok_or_else(|| place.wrong("an object: {...}"))?;
        Ok(Self { place, map, known: Vec::new() })
    }

    /// Where the field stands.
    pub(super) fn place(&self, name: &str) -> Place {
        self.place.field(name)
    }

    /// A field that has to be there; `null` counts as there.
    pub(super) fn required(&mut self, name: &'static str, expected: &str) -> Result<&'a Value, CheckError> {
        self.known.push(name);
        let missing = || self.place.field(name).error(Problem::Missing { expected: expected.to_owned() });
        self.map.get(name).ok_or_else(missing)
    }

    /// A field that may be missing or `null`.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<&'a Value> {
        self.known.push(name);
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// A number that satisfies `range`, described by it.
    pub(super) fn number(&mut self, name: &'static str, range: Range) -> Result<f64, CheckError> {
        let value = self.required(name, range.words())?;
        range.read(value, &self.place.field(name))
    }

    /// The same, where `null` stands for `None`; the field has to be there.
    pub(super) fn number_or_null(&mut self, name: &'static str, range: Range) -> Result<Option<f64>, CheckError> {
        let value = self.required(name, &format!("{}, or null", range.words()))?;
        if value.is_null() { Ok(None) } else { range.read(value, &self.place.field(name)).map(Some) }
    }

    /// The same, where the field may be missing.
    pub(super) fn optional_number(&mut self, name: &'static str, range: Range) -> Result<Option<f64>, CheckError> {
        let place = self.place.field(name);
        self.optional(name).map(|value| range.read(value, &place)).transpose()
    }

    /// One of several names.
    pub(super) fn name<T: Copy>(&mut self, name: &'static str, options: &[(&str, T)]) -> Result<T, CheckError> {
        let value = self.required(name, &format!("one of {}", listed(options)))?;
        option(value, options, &self.place.field(name))
    }

    /// The same, where the field may be missing.
    pub(super) fn name_or<T: Copy>(
        &mut self,
        name: &'static str,
        options: &[(&str, T)],
        otherwise: T,
    ) -> Result<T, CheckError> {
        let place = self.place.field(name);
        self.optional(name).map_or(Ok(otherwise), |value| option(value, options, &place))
    }

    /// A list that has to be there, not empty.
    pub(super) fn list(&mut self, name: &'static str, expected: &str) -> Result<&'a [Value], CheckError> {
        let value = self.required(name, expected)?;
        let list = value.as_array().filter(|list| !list.is_empty());
        list.map(Vec::as_slice).ok_or_else(|| self.place.field(name).wrong(expected))
    }

    /// Fails for a field that nobody has asked for.
    pub(super) fn finish(self) -> Result<(), CheckError> {
        match self.map.keys().find(|name| !self.known.contains(&name.as_str())) {
            Some(name) => Err(self.place.field(name).error(Problem::UnknownField { known: self.known.join(", ") })),
            None => Ok(()),
        }
    }
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// Above 0.
    Positive,
    /// 0 or above.
    NotNegative,
    /// Between 0 and 1.
    Share,
    /// A whole number from 1.
    Count,
    /// A whole number from 0.
    CountOrNone,
    /// Any.
    Any,
}

impl Range {
    const fn words(self) -> &'static str {
        match self {
            Self::Positive => "a number above 0",
            Self::NotNegative => "a number, 0 or above",
            Self::Share => "a number from 0 to 1",
            Self::Count => "a whole number from 1",
            Self::CountOrNone => "a whole number from 0",
            Self::Any => "a number",
        }
    }

    /// The number that `value` is.
    pub(super) fn read(self, value: &Value, place: &Place) -> Result<f64, CheckError> {
        let fits = |number: &f64| match self {
            Self::Positive => *number > 0.0,
            Self::NotNegative => *number >= 0.0,
            Self::Share => (0.0..=1.0).contains(number),
            Self::Count => *number >= 1.0 && number.fract() == 0.0,
            Self::CountOrNone => *number >= 0.0 && number.fract() == 0.0,
            Self::Any => true,
        };
        let number = value.as_f64().filter(|number| number.is_finite() && fits(number));
        number.ok_or_else(|| place.wrong(self.words()))
    }
}

fn option<T: Copy>(value: &Value, options: &[(&str, T)], place: &Place) -> Result<T, CheckError> {
    let name = value.as_str().ok_or_else(|| place.wrong(format!("one of {}", listed(options))))?;
    let found = options.iter().find(|(known, _)| *known == name).map(|(_, option)| *option);
    found.ok_or_else(|| place.error(Problem::UnknownName { name: name.to_owned(), known: listed(options) }))
}

/// The names of some options.
pub(super) fn listed<T>(options: &[(&str, T)]) -> String {
    options.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
