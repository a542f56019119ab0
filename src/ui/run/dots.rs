//! Requests on their way along the links, as dots: how many requests one dot stands for, when dots set out, where they
//! are. Plain values, without a browser.
//!
//! Invariant: a dot is that many requests that were counted, no more and no fewer, and what has not made a whole dot
//! yet is kept; so the density on links is in proportion to their traffic, all links having the same scale. How long a
//! dot takes over a link is a matter of the drawing and no latency.

use crate::base::geometry::Point;
use crate::chart::step_up;
use crate::simulate::Snapshot;

/// Dots that set out in a second on the busiest link, at most about.
const BUSIEST_PER_S: f64 = 30.0;
/// Dots that set out in a second on all links together, at most about.
const TOTAL_PER_S: f64 = 400.0;
/// The scale goes down only when that leaves so much room, and then to this share of the limits at most.
const ROOM: f64 = 0.7;
/// Beyond so many times the limits it goes up.
const TOO_MUCH: f64 = 1.25;
/// The scale stays for so long, seconds.
const STEADY_S: f64 = 2.0;
/// Looks after which the traffic is known.
const FIRST_LOOKS: u32 = 6;
/// Time in which what was counted sets out, seconds: some times that between two looks, so that looks that come unevenly
/// make no swarms.
const SPREAD_S: f64 = 0.4;
/// Time in which the measured rates are smoothed, seconds.
const SMOOTH_S: f64 = 0.5;
/// Canvas units that a dot goes in a second.
const SPEED: f64 = 190.0;
/// The shortest and the longest time over a link, seconds.
const SHORTEST_S: f64 = 0.6;
const LONGEST_S: f64 = 2.6;
/// How long a failed request is seen to fall, seconds.
pub(super) const FALL_S: f64 = 1.1;
/// Dots that are kept; a run that was looked at too seldom would make more.
const MOST_DOTS: usize = 2_000;

/// A dot on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    /// Position of the link in the plan.
    pub link: usize,
    /// Position of the class in [`crate::plan::Class::ALL`].
    pub class: usize,
    /// Share of the way, 0 to 1.
    pub along: f64,
}

/// A failed dot that falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fall {
    /// Where it is, canvas units.
    pub at: Point,
    /// Its speed, canvas units per second.
    pub speed: Point,
    /// How long it has fallen, seconds.
    pub age_s: f64,
}

/// How many requests a dot stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scale {
    /// Requests per dot: 1, 2, 5 times a power of ten; 0 before anything was counted.
    pub each: f64,
    since_s: f64,
    looks: u32,
}

impl Scale {
    /// Follows the traffic of a second on all links together and on the busiest, `span_s` after the last time.
    fn follow(&mut self, total: f64, busiest: f64, span_s: f64) {
        let wanted = (total / TOTAL_PER_S).max(busiest / BUSIEST_PER_S);
        let fitting = step_up(wanted).max(1.0);
        self.since_s += span_s;
        // The first looks know the traffic badly.
        self.looks += u32::from(wanted > 0.0);
        let first = (1..=FIRST_LOOKS).contains(&self.looks) && fitting != self.each;
        let over = wanted > self.each * TOO_MUCH && self.since_s >= STEADY_S / 4.0;
        let under = step_up(wanted / ROOM).max(1.0) < self.each && self.since_s >= STEADY_S;
        if first || over || under {
            let settled = self.looks > FIRST_LOOKS && under;
            self.each = if settled { step_up(wanted / ROOM).max(1.0) } else { fitting };
            self.since_s = 0.0;
        }
    }
}

/// What has not set out yet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Owed {
    /// Requests that were counted and have not been spread over time.
    requests: f64,
    /// The part of a dot that is ready.
    ready: f64,
}

impl Owed {
    /// Dots that set out now, of `each` requests, where `share` of what is owed is due.
    fn due(&mut self, share: f64, each: f64) -> usize {
        let now = self.requests * share;
        self.requests -= now;
        self.ready += now / each;
        let whole = self.ready.floor();
        self.ready -= whole;
        whole as usize
    }
}

/// All dots.
#[derive(Clone, Debug, Default)]
pub(super) struct Dots {
    /// What one stands for.
    pub scale: Scale,
    /// Which classes have been counted so far, by position in [`crate::plan::Class::ALL`].
    pub classes: [bool; 4],
    /// Those on their way.
    pub alive: Vec<Dot>,
    /// Those that fall.
    pub falling: Vec<Fall>,
    links: Vec<[Owed; 4]>,
    failures: Vec<Owed>,
    total_per_s: f64,
    busiest_per_s: f64,
    fallen: u32,
}

impl Dots {
    /// Takes in what a look has counted, `wall_s` after the one before.
    pub(super) fn look(&mut self, snapshot: &Snapshot, wall_s: f64) {
        let wall_s = wall_s.clamp(0.02, 2.0);
        // A dot begins half ready, so that a link with little traffic is not always the last to show it.
        self.links.resize(snapshot.links.len(), [Owed { requests: 0.0, ready: 0.5 }; 4]);
        let (mut total, mut busiest) = (0_u64, 0_u64);
        for (owed, counted) in self.links.iter_mut().zip(&snapshot.links) {
            owed.iter_mut().zip(counted).for_each(|(owed, counted)| owed.requests += *counted as f64);
            self.classes.iter_mut().zip(counted).for_each(|(there, counted)| *there |= *counted > 0);
            let link = counted.iter().sum::<u64>();
            (total, busiest) = (total + link, busiest.max(link));
        }
        for &(component, _, number) in &snapshot.failures {
            if self.failures.len() <= component {
                self.failures.resize(component + 1, Owed { requests: 0.0, ready: 0.5 });
            }
            self.failures[component].requests += number as f64;
        }
        let fresh = if self.scale.each > 0.0 { (wall_s / SMOOTH_S).min(1.0) } else { 1.0 };
        self.total_per_s += (total as f64 / wall_s - self.total_per_s) * fresh;
        self.busiest_per_s += (busiest as f64 / wall_s - self.busiest_per_s) * fresh;
        self.scale.follow(self.total_per_s, self.busiest_per_s, wall_s);
    }

    /// What was counted and has not set out does not any more.
    pub(super) fn forget(&mut self) {
        let all = self.links.iter_mut().flatten().chain(&mut self.failures);
        all.for_each(|owed| owed.requests = 0.0);
    }

    /// Time goes on by `span_s` of the clock on the wall. `lengths` are those of the links, canvas units, `None` for one
    /// that is not drawn; `entrances` where failed dots leave the components, and in which direction (of length 1).
    pub(super) fn step(&mut self, span_s: f64, lengths: &[Option<f64>], entrances: &[Option<(Point, Point)>]) {
        self.alive.retain_mut(|dot| {
            let Some(length) = lengths.get(dot.link).copied().flatten() else { return false };
            dot.along += span_s / (length / SPEED).clamp(SHORTEST_S, LONGEST_S);
            dot.along < 1.0
        });
        self.falling.retain_mut(|fall| {
            fall.age_s += span_s;
            fall.speed.y += 190.0 * span_s;
            fall.at = fall.at + fall.speed * span_s;
            fall.age_s < FALL_S
        });
        if self.scale.each > 0.0 {
            self.set_out(1.0 - (-span_s / SPREAD_S).exp(), entrances);
        }
    }

    fn set_out(&mut self, share: f64, entrances: &[Option<(Point, Point)>]) {
        let each = self.scale.each;
        for (link, classes) in self.links.iter_mut().enumerate() {
            for (class, owed) in classes.iter_mut().enumerate() {
                for _ in 0..owed.due(share, each).min(MOST_DOTS - self.alive.len().min(MOST_DOTS)) {
                    self.alive.push(Dot { link, class, along: 0.0 });
                }
            }
        }
        for (component, owed) in self.failures.iter_mut().enumerate() {
            let due = owed.due(share, each);
            let Some((at, outward)) = entrances.get(component).copied().flatten() else { continue };
            for _ in 0..due.min(MOST_DOTS - self.falling.len().min(MOST_DOTS)) {
                self.fallen = self.fallen.wrapping_add(1);
                // They fan out, so that each can be seen: multiples of the golden section spread evenly.
                let side = (f64::from(self.fallen) * 0.618_034).fract() - 0.5;
                let speed =
                    outward * (34.0 + 40.0 * side) + Point::new(26.0 * side * outward.y, -40.0 - 30.0 * side.abs());
                self.falling.push(Fall { at: at + outward * 7.0, speed, age_s: 0.0 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Reason;

    fn snapshot(links: Vec<[u64; 4]>, failures: Vec<(usize, Reason, u64)>) -> Snapshot {
        Snapshot {
            now_s: 1.0,
            since_s: 0.0,
            in_flight: 0,
            stations: Vec::new(),
            links,
            classes: Default::default(),
            failures,
            instances: Vec::new(),
            kept: crate::simulate::Kept::default(),
        }
    }

    /// Ten looks a second at steady traffic for so many seconds: requests of all dots that set out, by link.
    fn shown(links: &[u64], seconds: u32) -> (Dots, Vec<f64>) {
        let mut dots = Dots::default();
        let mut requests = vec![0.0; links.len()];
        let lengths = vec![Some(200.0); links.len()];
        for tick in 0..seconds * 60 {
            if tick % 6 == 0 {
                dots.look(&snapshot(links.iter().map(|number| [0, *number, 0, 0]).collect(), Vec::new()), 0.1);
            }
            dots.step(1.0 / 60.0, &lengths, &[]);
            for dot in dots.alive.iter().filter(|dot| dot.along == 0.0) {
                requests[dot.link] += dots.scale.each;
            }
        }
        (dots, requests)
    }

    #[test]
    fn as_many_requests_are_shown_as_were_counted() {
        let (dots, requests) = shown(&[5_000, 200, 37], 30);
        for (shown, counted) in requests.iter().zip([5_000.0, 200.0, 37.0]) {
            let counted = counted * 300.0;
            assert!((shown - counted).abs() <= 1.5 * dots.scale.each + 0.03 * counted, "{shown} of {counted}");
        }
        assert_eq!(dots.scale.each, 2_000.0);
    }

    #[test]
    fn a_few_requests_are_shown_one_by_one() {
        let (dots, _) = shown(&[1], 3);
        assert_eq!(dots.scale.each, 1.0);
    }

    #[test]
    fn the_scale_is_round_and_does_not_follow_every_change() {
        let mut scale = Scale::default();
        scale.follow(1_000.0, 1_000.0, 0.1);
        let first = scale.each;
        assert_eq!(first, 50.0);
        for step in 0..400 {
            let swing = 1_000.0 * (1.0 + 0.2 * (f64::from(step) / 7.0).sin());
            scale.follow(swing, swing, 0.1);
            assert_eq!(scale.each, first);
        }
        (0..100).for_each(|_| scale.follow(1e6, 1e6, 0.1));
        assert_eq!(scale.each, 50_000.0);
        (0..100).for_each(|_| scale.follow(50.0, 50.0, 0.1));
        assert_eq!(scale.each, 5.0);
    }

    #[test]
    fn failed_requests_fall_where_they_failed() {
        let mut dots = Dots::default();
        let at = Point::new(7.0, 9.0);
        dots.look(&snapshot(vec![[0, 40, 0, 0]], vec![(1, Reason::Down, 40)]), 1.0);
        (0..40).for_each(|_| dots.step(1.0 / 60.0, &[Some(100.0)], &[None, Some((at, Point::new(-1.0, 0.0)))]));
        assert_eq!(dots.scale.each, 2.0);
        assert!(!dots.falling.is_empty() && dots.falling.iter().all(|fall| fall.at.distance(at) < 250.0));
    }
}
