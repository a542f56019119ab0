//! Computing reference cases a few at a time, so that the page never stands still: the state of it, without a screen.

use std::rc::Rc;

use yew::Reducible;

use crate::check::{BUILT_IN, Cases, CheckError, Row, check_case, read_cases};

/// Cases per slice. One is a matter of milliseconds.
const SLICE: usize = 2;

/// Why there is nothing to compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// The browser could not read the file.
    Browser,
    /// It is no file of cases.
    Wrong(CheckError),
}

/// Cases with the figures computed so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Name of the file; `None`: the cases that come with the product.
    pub(super) file: Option<String>,
    /// The cases, or why there are none.
    pub(super) cases: Result<Rc<Cases>, Unread>,
    /// The rows of each case that is done, in the order of the cases.
    pub(super) rows: Vec<Rc<Vec<Row>>>,
}

/// What happens to a run.
pub(super) enum Step {
    /// Computes the next slice.
    Compute,
    /// Begins anew with a file of this name, if the browser could read its text.
    File(String, Option<String>),
    /// Begins anew with the cases that come with the product.
    BuiltIn,
}

impl Run {
    /// The cases that come with the product.
    pub(super) fn built_in() -> Self {
        Self { file: None, cases: read(BUILT_IN), rows: Vec::new() }
    }

    /// Number of cases.
    pub(super) fn total(&self) -> usize {
        self.cases.as_ref().map_or(0, |cases| cases.cases.len())
    }

    /// Whether every case is computed.
    pub(super) fn is_done(&self) -> bool {
        self.rows.len() >= self.total()
    }

    /// Number of figures, and of those that are not within their tolerance.
    pub(super) fn sum(&self) -> (usize, usize) {
        let rows = || self.rows.iter().flat_map(|rows| rows.iter());
        (rows().count(), rows().filter(|row| !row.passes()).count())
    }

    fn advance(&mut self) {
        let Ok(cases) = &self.cases else { return };
        let next = cases.cases.iter().skip(self.rows.len()).take(SLICE);
        self.rows.extend(next.map(|case| Rc::new(check_case(case))));
    }
}

fn read(text: &str) -> Result<Rc<Cases>, Unread> {
    read_cases(text).map(Rc::new).map_err(Unread::Wrong)
}

impl Reducible for Run {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(match step {
            Step::Compute => {
                let mut next = (*self).clone();
                next.advance();
                next
            }
            Step::File(name, text) => {
                let cases = text.ok_or(Unread::Browser).and_then(|text| read(&text));
                Self { file: Some(name), cases, rows: Vec::new() }
            }
            Step::BuiltIn => Self::built_in(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Rc<Run> {
        Rc::new(Run::built_in()).reduce(Step::File("own.json".to_owned(), Some(text.to_owned())))
    }

    #[test]
    fn slices_give_what_the_command_line_gives() {
        let mut run = Rc::new(Run::built_in());
        let mut slices = 0;
        while !run.is_done() {
            run = run.reduce(Step::Compute);
            slices += 1;
            assert!(slices <= 1_000, "it ends");
        }
        let rows: Vec<Row> = run.rows.iter().flat_map(|rows| rows.iter().cloned()).collect();
        let cases = run.cases.as_ref().expect("the built-in cases can be read");
        assert_eq!(rows, crate::check::check_solver(cases));
        assert_eq!(run.sum(), (rows.len(), 0), "every figure is within its tolerance");
    }

    #[test]
    fn a_file_that_is_none_says_why_and_the_built_in_cases_come_back() {
        let broken = file("{");
        assert!(matches!(broken.cases, Err(Unread::Wrong(CheckError::NotJson { .. }))));
        assert!(broken.is_done() && broken.file.as_deref() == Some("own.json"));
        let unread = broken.reduce(Step::File("own.json".to_owned(), None));
        assert_eq!(unread.cases, Err(Unread::Browser));
        assert_eq!(*unread.reduce(Step::BuiltIn), Run::built_in());
    }

    #[test]
    fn an_empty_file_of_cases_has_nothing_to_compute() {
        let empty = file("{\"format\": \"scaleground-reference-1\", \"cases\": []}");
        assert!(empty.is_done() && empty.sum() == (0, 0));
    }
}
