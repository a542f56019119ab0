//! What the page knows of failures, and how that follows from what the user does: without a browser.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::impact::{Failure, Figures, Impact, Stage};

/// What the table can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// As it is drawn.
    Name,
    /// Served until it is noticed.
    #[default]
    First,
    /// Until what reacts by itself has reacted.
    Until,
    /// Served after the fail-over.
    After,
    /// 99th percentile after the fail-over.
    Percentile,
    /// Requests that are lost in all.
    Lost,
    /// Until as much is served as before.
    Recovery,
    /// Writes that are gone.
    Writes,
}

impl Column {
    /// Every column.
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::First,
        Self::Until,
        Self::After,
        Self::Percentile,
        Self::Lost,
        Self::Recovery,
        Self::Writes,
    ];

    /// The key of its text, under `failures-column-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::First => "first",
            Self::Until => "until",
            Self::After => "after",
            Self::Percentile => "p99",
            Self::Lost => "lost",
            Self::Recovery => "recovery",
            Self::Writes => "writes",
        }
    }

    /// Its figure of a row; `None`: not known.
    pub fn figure(self, impact: &Impact) -> Option<f64> {
        match self {
            Self::Name => None,
            Self::First => impact.served().0,
            Self::Until => Some(impact.at(Stage::FailedOver)?.from_s),
            Self::After => impact.served().1,
            Self::Percentile => Some(impact.at(Stage::FailedOver)?.figures.as_ref()?.quantiles?.p99_s),
            Self::Lost => impact.requests_lost,
            Self::Recovery => impact.recovery_s,
            Self::Writes => impact.writes_lost,
        }
    }

    /// Whether the worst comes first when its figures grow: of shares that are served, the least are worst.
    const fn rising(self) -> bool {
        matches!(self, Self::Name | Self::First | Self::After)
    }
}

/// In what order the table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether the other way round than worst first.
    pub reversed: bool,
}

impl Sort {
    /// The order after a press on a column.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        Self { column, reversed: self.column == column && !self.reversed }
    }

    /// Whether figures grow downwards.
    pub fn grows(self) -> bool {
        self.column.rising() != self.reversed
    }

    /// The rows in this order; what is not known stands last.
    pub fn sorted(self, rows: &[Impact]) -> Vec<&Impact> {
        let mut sorted: Vec<&Impact> = rows.iter().collect();
        if self.column == Column::Name {
            if self.reversed {
                sorted.reverse();
            }
            return sorted;
        }
        sorted.sort_by(|a, b| match (self.column.figure(a), self.column.figure(b)) {
            (Some(a), Some(b)) if self.grows() => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        sorted
    }
}

/// What the page knows of failures.
#[expect(clippy::struct_excessive_bools, reason = "independent switches, named where they are set")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FailuresState {
    /// The last table.
    pub rows: Rc<Vec<Impact>>,
    /// Without any failure; `None`: not known.
    pub sound: Option<Figures>,
    /// Failures that are done, of how many, of the table in the making.
    pub progress: (usize, usize),
    /// Whether the table belongs to an earlier state of the drawing.
    pub behind: bool,
    /// Whether somebody looks at it.
    pub open: bool,
    /// Whether the canvas shows it.
    pub heat: bool,
    /// Whether the canvas shows the first phase, and not that after the fail-over.
    pub first: bool,
    /// The order of the table.
    pub sort: Sort,
    /// The failure whose details are shown.
    pub selected: Option<Failure>,
    /// How many steps of its cascade are shown; `None`: all.
    pub step: Option<usize>,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum FailureMessage {
    /// The table is opened or closed.
    Open(bool),
    /// The canvas is to show it, or not.
    Heat(bool),
    /// The canvas is to show the first phase, or that after the fail-over.
    First(bool),
    /// A column was pressed.
    Sort(Column),
    /// A failure is asked for, or no longer.
    Select(Option<Failure>),
    /// Play the cascade from its beginning.
    Play,
    /// One step further.
    Step,
    /// The pause is over: begin.
    Begin,
    /// Go on.
    Work,
}

impl FailuresState {
    /// The row whose details are shown.
    pub fn shown(&self) -> Option<&Impact> {
        self.rows.iter().find(|row| Some(row.failure) == self.selected)
    }

    /// One step of the cascade further; whether there is another one.
    pub fn advance(&mut self) -> bool {
        let all = self.shown().map_or(0, |row| row.cascade.len());
        let Some(step) = self.step else { return false };
        self.step = (step < all).then_some(step + 1);
        self.step.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::FailureTable;
    use crate::lessons::example;

    fn rows() -> Vec<Impact> {
        let document = (example("stage-3").expect("the stage is there").build)();
        FailureTable::new(&document, document.users, None).collect()
    }

    #[test]
    fn the_worst_stands_first_and_what_is_not_known_last() {
        let rows = rows();
        let sorted = Sort::default().sorted(&rows);
        let figures: Vec<Option<f64>> = sorted.iter().map(|row| Column::First.figure(row)).collect();
        assert!(figures.windows(2).all(|pair| pair[0] <= pair[1] || pair[1].is_none()));
        let sort = Sort { column: Column::Recovery, reversed: false };
        let figures: Vec<Option<f64>> = sort.sorted(&rows).iter().map(|row| Column::Recovery.figure(row)).collect();
        let known = figures.iter().take_while(|figure| figure.is_some()).count();
        assert!(known > 0 && figures[known..].iter().all(Option::is_none), "{figures:?}");
        assert!(figures[..known].windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn a_column_pressed_again_turns_the_order_round() {
        let sort = Sort::default().pressed(Column::Lost);
        assert_eq!((sort.column, sort.reversed, sort.grows()), (Column::Lost, false, false));
        assert!(sort.pressed(Column::Lost).grows());
        assert!(!sort.pressed(Column::Lost).pressed(Column::Lost).grows());
    }

    #[test]
    fn a_cascade_is_played_step_by_step_and_then_shown_whole() {
        let rows = rows();
        let longest = rows.iter().max_by_key(|row| row.cascade.len()).expect("there are rows");
        let steps = longest.cascade.len();
        let mut state = FailuresState { selected: Some(longest.failure), step: Some(0), ..Default::default() };
        state.rows = Rc::new(rows.clone());
        let mut shown = 0;
        while state.advance() {
            shown += 1;
        }
        assert_eq!((shown, state.step), (steps, None));
    }
}
