//! Whether the run of what is shown goes on: somebody wants it, and somebody can see it. Plain values.

use std::rc::Rc;

use yew::Reducible;

use crate::ui::run::state::RunMessage;
use crate::worker::Phase;

/// What decides whether it plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each holds whatever the others are")]
pub struct Playing {
    /// It was asked to play.
    pub wanted: bool,
    /// The tab is in the background.
    pub hidden: bool,
    /// It is scrolled or turned out of view.
    pub away: bool,
    /// The deck has left its slide.
    pub off_slide: bool,
    /// A run that has ended begins anew.
    pub endless: bool,
}

/// What changes whether it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is to play, or to be held.
    Want(bool),
    /// The tab went to the background, or came back.
    Hidden(bool),
    /// It went out of view, or came back.
    Away(bool),
    /// The deck has left its slide.
    SlideLeft,
    /// The deck has come to its slide; whether that lets it play.
    SlideCame(bool),
    /// Whether a run that has ended begins anew.
    Endless(bool),
}

impl Reducible for Playing {
    type Action = Turn;

    fn reduce(self: Rc<Self>, turn: Turn) -> Rc<Self> {
        let own = *self;
        Rc::new(match turn {
            Turn::Want(wanted) => Self { wanted, ..own },
            Turn::Hidden(hidden) => Self { hidden, ..own },
            Turn::Away(away) => Self { away, ..own },
            Turn::Endless(endless) => Self { endless, ..own },
            Turn::SlideLeft => Self { off_slide: true, ..own },
            Turn::SlideCame(starts) => Self { off_slide: false, wanted: own.wanted || starts, ..own },
        })
    }
}

/// What the run that is watched is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    /// Where it is; `None`: there is none, or it was stopped or has failed.
    pub phase: Option<Phase>,
    /// Whether there is one.
    pub there: bool,
    /// Whether it is a run of what is drawn now.
    pub current: bool,
}

impl Playing {
    /// Whether it plays.
    pub const fn plays(self) -> bool {
        self.wanted && !self.hidden && !self.away && !self.off_slide
    }

    /// What is to be asked of the run, if anything.
    pub fn next(self, watch: Watch) -> Option<RunMessage> {
        let Watch { phase, there, current } = watch;
        match phase {
            // Its dots would run over a drawing that it is not a run of.
            _ if there && !current && !self.wanted => Some(RunMessage::Close),
            _ if there && !current && self.plays() => Some(RunMessage::Start),
            Some(Phase::Running) if !self.plays() => Some(RunMessage::Toggle),
            Some(Phase::Paused) if self.plays() => Some(RunMessage::Toggle),
            Some(Phase::Done | Phase::Full) if self.plays() && self.endless => Some(RunMessage::Start),
            None if self.plays() && !there => Some(RunMessage::Start),
            _ => None,
        }
    }

    /// Whether the run has come to its end, so that it is not wanted any more.
    pub fn is_over(self, watch: Watch) -> bool {
        let ended = watch.phase.is_some_and(Phase::ended) && !self.endless;
        self.wanted && watch.there && watch.current && (ended || watch.phase.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Watch = Watch { phase: None, there: false, current: false };
    const WANTED: Playing = Playing { wanted: true, hidden: false, away: false, off_slide: false, endless: false };

    fn at(phase: Phase) -> Watch {
        Watch { phase: Some(phase), there: true, current: true }
    }

    #[test]
    fn it_plays_only_where_it_is_seen() {
        assert_eq!(WANTED.next(NONE), Some(RunMessage::Start));
        for unseen in [
            Playing { hidden: true, ..WANTED },
            Playing { away: true, ..WANTED },
            Playing { off_slide: true, ..WANTED },
        ] {
            assert_eq!(unseen.next(NONE), None);
            assert_eq!(unseen.next(at(Phase::Running)), Some(RunMessage::Toggle));
            assert_eq!(unseen.next(at(Phase::Paused)), None);
        }
        assert_eq!(WANTED.next(at(Phase::Paused)), Some(RunMessage::Toggle));
        assert_eq!(WANTED.next(at(Phase::Running)), None);
        assert_eq!(Playing::default().next(NONE), None);
    }

    #[test]
    fn a_run_that_has_ended_begins_anew_only_where_it_is_endless() {
        assert_eq!(WANTED.next(at(Phase::Done)), None);
        assert!(WANTED.is_over(at(Phase::Done)));
        let endless = Playing { endless: true, ..WANTED };
        assert_eq!(endless.next(at(Phase::Done)), Some(RunMessage::Start));
        assert!(!endless.is_over(at(Phase::Done)));
    }

    #[test]
    fn one_that_has_failed_is_not_begun_for_ever() {
        let failed = Watch { phase: None, there: true, current: true };
        assert_eq!(WANTED.next(failed), None);
        assert!(WANTED.is_over(failed));
    }

    #[test]
    fn another_drawing_is_another_run() {
        let former = Watch { current: false, ..at(Phase::Running) };
        assert_eq!(WANTED.next(former), Some(RunMessage::Start));
        assert_eq!(Playing { wanted: false, ..WANTED }.next(former), Some(RunMessage::Close));
        assert_eq!(Playing { hidden: true, ..WANTED }.next(former), Some(RunMessage::Toggle));
    }
}
