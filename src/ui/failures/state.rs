//! What the page knows of failures, and how that follows from what the user does: without a browser.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::impact::{Failure, Figures, Impact, Stage};
use crate::plan::Resource;

/// Which phase the table and the canvas show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The first: until somebody notices, where there is such a time.
    #[default]
    First,
    /// After the fail-over.
    After,
    /// After the repair.
    Repaired,
}

impl View {
    /// Every view, in the order of time.
    pub const ALL: &'static [Self] = &[Self::First, Self::After, Self::Repaired];

    /// The key of its text, under `failures-view-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::After => "after",
            Self::Repaired => "repaired",
        }
    }

    /// What a failure does then; `None`: not known.
    pub fn figures(self, impact: &Impact) -> Option<&Figures> {
        let phase = match self {
            Self::First => impact.phases.first(),
            Self::After => impact.at(Stage::FailedOver),
            Self::Repaired => impact.at(Stage::Repaired),
        };
        phase?.figures.as_ref()
    }
}

/// What the table can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// As it is drawn.
    Name,
    /// Share of the requests that is served in the phase that is shown.
    #[default]
    Served,
    /// Requests per second that are answered then.
    Goodput,
    /// Median response time then.
    Median,
    /// 99th percentile then.
    Percentile,
    /// The fullest resource then.
    Bottleneck,
    /// Share of reads that are old then.
    Stale,
    /// Until what reacts by itself has reacted.
    Until,
    /// Requests that are lost in all.
    Lost,
    /// Until as much is served as before.
    Recovery,
    /// Writes that are gone.
    Writes,
}

impl Column {
    /// Every column; those of the phase that is shown first.
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Served,
        Self::Goodput,
        Self::Median,
        Self::Percentile,
        Self::Bottleneck,
        Self::Stale,
        Self::Until,
        Self::Lost,
        Self::Recovery,
        Self::Writes,
    ];

    /// The key of its text, under `failures-column-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Served => "served",
            Self::Goodput => "goodput",
            Self::Median => "p50",
            Self::Percentile => "p99",
            Self::Bottleneck => "bottleneck",
            Self::Stale => "stale",
            Self::Until => "until",
            Self::Lost => "lost",
            Self::Recovery => "recovery",
            Self::Writes => "writes",
        }
    }

    /// Whether it holds words.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Name | Self::Bottleneck)
    }

    /// Its figure of a row; `None`: not known. Equal bottlenecks have equal figures, in the order in which they are drawn.
    pub fn figure(self, view: View, impact: &Impact) -> Option<f64> {
        let then = view.figures(impact);
        match self {
            Self::Name => None,
            Self::Served => Some(then?.served_share()),
            Self::Goodput => Some(then?.goodput_per_s),
            Self::Median => Some(then?.quantiles?.p50_s),
            Self::Percentile => Some(then?.quantiles?.p99_s),
            Self::Bottleneck => {
                let (id, resource) = then?.bottleneck?;
                let place = Resource::ALL.iter().position(|other| *other == resource)?;
                Some(f64::from(id.0) + place as f64 / Resource::ALL.len() as f64)
            }
            Self::Stale => Some(then?.stale_read_share),
            Self::Until => Some(impact.at(Stage::FailedOver)?.from_s),
            Self::Lost => impact.requests_lost,
            Self::Recovery => impact.recovery_s,
            Self::Writes => impact.writes_lost,
        }
    }

    /// Whether the worst comes first when its figures grow: of what is served, the least is worst.
    const fn rising(self) -> bool {
        matches!(self, Self::Name | Self::Served | Self::Goodput | Self::Bottleneck)
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
    pub fn sorted(self, view: View, rows: &[Impact]) -> Vec<&Impact> {
        let mut sorted: Vec<&Impact> = rows.iter().collect();
        if self.column == Column::Name {
            if self.reversed {
                sorted.reverse();
            }
            return sorted;
        }
        let figure = |impact: &Impact| self.column.figure(view, impact);
        sorted.sort_by(|a, b| match (figure(a), figure(b)) {
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
    /// Which phase table and canvas show.
    pub view: View,
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
    /// Another phase is to be shown.
    View(View),
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
        let by = |column, view| -> Vec<Option<f64>> {
            let sort = Sort { column, reversed: false };
            sort.sorted(view, &rows).into_iter().map(|row| column.figure(view, row)).collect()
        };
        let figures = by(Sort::default().column, View::First);
        assert!(figures.windows(2).all(|pair| pair[0] <= pair[1] || pair[1].is_none()));
        let figures = by(Column::Recovery, View::First);
        let known = figures.iter().take_while(|figure| figure.is_some()).count();
        assert!(known > 0 && figures[known..].iter().all(Option::is_none), "{figures:?}");
        assert!(figures[..known].windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn every_column_has_a_figure_in_every_phase_and_is_sorted_by_it() {
        let rows = rows();
        for &view in View::ALL {
            for &column in Column::ALL.iter().filter(|&&column| column != Column::Name) {
                let sort = Sort { column, reversed: false };
                let figures: Vec<Option<f64>> =
                    sort.sorted(view, &rows).into_iter().map(|row| column.figure(view, row)).collect();
                let known: Vec<f64> = figures.iter().map_while(|figure| *figure).collect();
                assert!(!known.is_empty(), "{view:?} {column:?}");
                assert!(figures[known.len()..].iter().all(Option::is_none), "{view:?} {column:?}");
                let ordered = |pair: &[f64]| if sort.grows() { pair[0] <= pair[1] } else { pair[0] >= pair[1] };
                assert!(known.windows(2).all(ordered), "{view:?} {column:?}");
            }
        }
        let served = |view| Column::Served.figure(view, &rows[0]);
        assert_ne!(served(View::First), served(View::Repaired), "another phase has other figures");
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
