//! Where requests come from: users, and whatever starts a job.

use super::class::Class;

/// One class of one Users component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Position of the Users component.
    pub component: usize,
    /// Position of the entry that its requests start with.
    pub entry: usize,
    /// The class.
    pub class: Class,
    /// Requests per second and user on the slider.
    pub rate_per_user: f64,
    /// Requests per second whatever the slider says.
    pub fixed_rate: f64,
    /// Requests of the class that one user sends per second.
    pub rate_of_one: f64,
    /// A fixed number of users who think between an answer and their next request; the rates above are then 0.
    pub closed: Option<Closed>,
}

/// A fixed number of users, each with one request at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closed {
    /// How many.
    pub users: f64,
    /// Mean time from an answer to the next request, seconds.
    pub think_s: f64,
    /// Share of their requests that are of the source's class.
    pub share: f64,
}

impl Source {
    /// Requests per second of an open source at so many users; 0 for a closed one, whose rate follows from the answers.
    pub fn rate(&self, users: f64) -> f64 {
        self.fixed_rate + self.rate_per_user * users
    }

    /// How many users send it, at so many on the slider.
    pub fn people(&self, users: f64) -> f64 {
        let open = if self.rate_of_one > 0.0 { self.rate(users) / self.rate_of_one } else { 0.0 };
        self.closed.map_or(open, |closed| closed.users)
    }
}

/// What [`super::Node::Spawn`] starts: nobody waits for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Job {
    /// Position of the entry that it begins with; may stand anywhere in the plan.
    pub entry: usize,
    /// Position of the link that it goes over, if it goes over one.
    pub link: Option<usize>,
    /// Whether it counts as a request of class [`Class::Job`] that is offered, answered or lost. Side work, such as
    /// copying a write to a replica, does not.
    pub counted: bool,
    /// Whether what starts it may itself be reached from it, so that its rate is an unknown of the fixed point.
    pub feedback: bool,
}
