//! Sessions in the memory of servers that users stay with.

/// Servers that a balancer ties users to, each of which keeps its users' sessions in its memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Sessions {
    /// How long one is kept after its last use, seconds.
    pub kept_s: f64,
    /// Nodes with which a request uses its session: it is at its server then.
    pub uses: Vec<usize>,
    /// Choices that fall the same for all requests of a user.
    pub choices: Vec<usize>,
    /// Who keeps them.
    pub keepers: Vec<Keeper>,
}

/// A component whose instances keep sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Keeper {
    /// Position of the component.
    pub component: usize,
    /// Its weight among those that users are spread over.
    pub weight: f64,
    /// Stations whose copies are its instances, with their shares of its users.
    pub machines: Vec<(usize, f64)>,
}
