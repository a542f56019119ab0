//! Where requests come from: open sources, a fixed number of users, and work that comes by itself.

#![expect(clippy::inline_always, reason = "what every request goes through: measured")]

use super::agenda::{Event, Kind};
use super::code::{NONE, ORPHAN};
use super::engine::Engine;
use super::random::Stream;
use super::settings::Profile;

/// An open source, or one class of a closed one.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Position of its first operation.
    pub(super) start: u32,
    /// Requests per second at factor 1, and the mean time between them.
    pub(super) rate_per_s: f64,
    pub(super) mean_s: f64,
    pub(super) arrivals: Stream,
    pub(super) objects: Stream,
    /// Whether its requests have to know what they are about.
    pub(super) about: bool,
    /// The first of its users and their number, 0 where it does not matter who sends; and who sends.
    pub(super) people: (u32, u32),
    pub(super) senders: Stream,
    /// Position of the group of users that it belongs to; [`NONE`] for an open one.
    pub(super) group: u32,
    pub(super) pending: Option<Event>,
}

/// A fixed number of users who think between an answer and their next request.
#[derive(Clone, Debug)]
pub(super) struct Users {
    pub(super) number: u32,
    pub(super) think_s: f64,
    /// Sources with the share of requests up to and with each.
    pub(super) sources: Vec<(f64, u32)>,
    pub(super) stream: Stream,
}

/// Work that comes by itself.
#[derive(Clone, Debug)]
pub(super) struct ByItself {
    pub(super) station: u32,
    /// Per second and copy.
    pub(super) rate_per_s: f64,
    /// Position of its first operation.
    pub(super) start: u32,
    pub(super) stream: Stream,
}

/// All of them.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    pub(super) open: Vec<Source>,
    pub(super) users: Vec<Users>,
    pub(super) by_itself: Vec<ByItself>,
    pub(super) load: Load,
    /// Draws which requests are traced.
    pub(super) traces: Stream,
    pub(super) traced_share: f64,
}

/// The load over time: seconds at factor 1 that pass until some time.
#[derive(Clone, Debug)]
pub(super) struct Load {
    profile: Profile,
    /// What the profile is multiplied by.
    pub(super) traffic: f64,
    steady: Option<f64>,
}

impl Load {
    pub(super) fn new(profile: Profile) -> Self {
        let first = profile.points.first().map_or(1.0, |point| point.1);
        let steady = profile.points.iter().all(|point| point.1 == first).then_some(first);
        Self { profile, traffic: 1.0, steady }
    }

    /// How many times the rates of the plan are sent at a time.
    pub(super) fn factor_at(&self, time_s: f64) -> f64 {
        self.profile.factor(time_s) * self.traffic
    }

    /// The time at which so many seconds at factor 1 have passed since `now_s`; `None`: never.
    #[inline]
    fn after(&self, now_s: f64, amount_s: f64) -> Option<f64> {
        match self.steady {
            Some(factor) if factor * self.traffic == 1.0 => Some(now_s + amount_s),
            Some(factor) => (factor * self.traffic > 0.0).then(|| now_s + amount_s / (factor * self.traffic)),
            None => self.after_profile(now_s, amount_s),
        }
    }

    fn after_profile(&self, now_s: f64, amount_s: f64) -> Option<f64> {
        let (mut now, mut left) = (now_s, amount_s);
        let period = self.profile.period_s.filter(|period| *period > 0.0);
        // A profile without any load in a whole period never sends anything.
        let most = 4 * (self.profile.points.len() + 2);
        for _ in 0..most.max(100_000) {
            let start = period.map_or(0.0, |period| libm::floor(now / period) * period);
            let points = &self.profile.points;
            let next = points.partition_point(|point| start + point.0 <= now);
            let here = self.profile.factor(now - start) * self.traffic;
            let (end, there) = match (next.checked_sub(1).map(|last| points[last]), points.get(next), period) {
                (Some(_), Some(&(end, factor)), _) => (start + end, factor * self.traffic),
                (None, Some(&(end, _)), _) => (start + end, here),
                (_, None, Some(period)) => (start + period, here),
                (_, None, None) => (f64::INFINITY, here),
            };
            let span = end - now;
            let slope = if span.is_finite() && span > 0.0 { (there - here) / span } else { 0.0 };
            if let Some(time) = within(here, slope, left, span) {
                return Some(now + time);
            }
            if span.is_infinite() {
                return None;
            }
            left -= f64::midpoint(here, there) * span;
            now = if end > now { end } else { now + now * f64::EPSILON };
        }
        None
    }
}

/// The time within `span` at which a factor that begins at `here` and grows by `slope` per second has added up to `amount`.
fn within(here: f64, slope: f64, amount: f64, span: f64) -> Option<f64> {
    let time = if slope == 0.0 {
        if here <= 0.0 {
            return None;
        }
        amount / here
    } else {
        let square = here * here + 2.0 * slope * amount;
        if square < 0.0 {
            return None;
        }
        // The form without cancellation.
        2.0 * amount / (here + libm::sqrt(square))
    };
    (time <= span).then_some(time)
}

/// The shortest thinking after a request that failed in no time at all, seconds: time has to go on.
const SHORTEST_THINKING_S: f64 = 1e-3;

impl Engine {
    /// Makes the next request of an open source a pending event.
    #[inline(never)]
    pub(super) fn schedule_anew(&mut self, source: u32) {
        self.schedule_source(source);
    }

    #[inline(always)]
    fn schedule_source(&mut self, source: u32) {
        let own = &mut self.sources.open[source as usize];
        let amount_s = self.exponential.draw(&mut own.arrivals) * own.mean_s;
        let time_s = self.sources.load.after(self.now_s, amount_s);
        own.pending = time_s.map(|time_s| self.agenda.add(time_s, Kind::Source, source));
    }

    /// A source sends a request.
    #[inline(always)]
    pub(super) fn send(&mut self, source: u32, event: Event) {
        if self.sources.open[source as usize].pending == Some(event) {
            self.schedule_source(source);
            self.request(source);
        }
    }

    #[inline(always)]
    fn request(&mut self, source: u32) {
        let own = &mut self.sources.open[source as usize];
        let start = own.start;
        let thread = self.threads.begin(start);
        if own.about {
            self.threads.of(thread).about = own.objects.bits();
        }
        let (first, number) = own.people;
        if number > 0 {
            self.threads.of(thread).user = first + own.senders.below(number);
        }
        if self.sources.traced_share > 0.0 && self.sources.traces.uniform() < self.sources.traced_share {
            self.open_trace(thread, source);
        }
        // The operation of a source is the one that begins its requests.
        if let Some(next) = self.begin(thread, start, source) {
            self.run(thread, next);
        }
    }

    /// A user has thought, and sends a request.
    pub(super) fn think(&mut self, users: u32) {
        let group = &mut self.sources.users[users as usize];
        let drawn = group.stream.uniform();
        let source = group.sources.iter().find(|(up_to, _)| drawn < *up_to).or(group.sources.last());
        if let Some(&(_, source)) = source {
            self.request(source);
        }
    }

    /// A user who has thought for as long as the group does is about to send.
    pub(super) fn schedule_thought(&mut self, users: u32, at_least_s: f64) {
        let group = &mut self.sources.users[users as usize];
        let think_s = group.think_s * self.exponential.draw(&mut group.stream);
        self.agenda.add(self.now_s + think_s.max(at_least_s), Kind::Thought, users);
    }

    /// A request has ended: a user of a closed group thinks again.
    #[inline]
    pub(super) fn answer_user(&mut self, source: u32, took_s: f64, answered: bool) {
        if source == NONE {
            return;
        }
        let group = self.sources.open[source as usize].group;
        if group != NONE {
            let idle = !answered && took_s <= 0.0;
            self.schedule_thought(group, if idle { SHORTEST_THINKING_S } else { 0.0 });
        }
    }

    pub(super) fn schedule_by_itself(&mut self, position: u32) {
        let own = &mut self.sources.by_itself[position as usize];
        let rate = own.rate_per_s * f64::from(self.stations[own.station as usize].active);
        if rate > 0.0 {
            let time_s = self.now_s + self.exponential.draw(&mut own.stream) / rate;
            self.agenda.add(time_s, Kind::Background, position);
        }
    }

    pub(super) fn come_by_itself(&mut self, position: u32) {
        self.schedule_by_itself(position);
        let own = &mut self.sources.by_itself[position as usize];
        let station = &self.stations[own.station as usize];
        let copy = station.first + own.stream.below(station.active);
        let start = own.start;
        let thread = self.threads.begin(start);
        self.threads.of(thread).copy = copy;
        self.threads.push(thread, ORPHAN, self.now_s, (0, 0));
        self.run(thread, start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_as_fast_as_the_profile_says() {
        let ramp = Load::new(Profile::ramp(0.0, 10.0, 3.0));
        // From 0 to t the factor adds up to t + t^2 / 10.
        assert!((ramp.after(0.0, 2.0 + 0.4).expect("there is load") - 2.0).abs() < 1e-12);
        assert!((ramp.after(5.0, 12.5 + 5.5).expect("there is load") - 11.833_333_333_333_334).abs() < 1e-9);
        let spike = Load::new(Profile::spike(1.0, 1.0, 0.0));
        assert!((spike.after(0.5, 1.0).expect("there is load") - 2.5).abs() < 1e-12);
        let silence = Load::new(Profile::step(1.0, 0.0));
        assert_eq!(silence.after(0.5, 1.0), None);
        let day = Load::new(Profile::daily(30.0, 0.2, 60.0));
        let whole = day.after(0.0, 36.0).expect("there is load");
        assert!((whole - 60.0).abs() < 0.1, "{whole}");
    }
}
