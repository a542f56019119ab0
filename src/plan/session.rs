//! Sessions in the memory of servers that users stay with, and in that of a store.

/// Servers that a balancer ties users to, each of which keeps its users' sessions in its memory; or a store that keeps
/// all of them in memory and nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Sessions {
    /// How long one is kept after its last use, seconds.
    pub kept_s: f64,
    /// Nodes with which a request uses its session: it is at its server then.
    pub uses: Vec<usize>,
    /// Choices that fall the same for all requests of a user.
    pub choices: Vec<usize>,
    /// Whether a store keeps them, whoever answers.
    pub stored: bool,
    /// Who keeps them.
    pub keepers: Vec<Keeper>,
}

impl Sessions {
    /// The station of the store that keeps them; `None` where servers do.
    pub fn store(&self) -> Option<usize> {
        let keeper = self.keepers.first().filter(|_| self.stored)?;
        keeper.machines.first().map(|machine| machine.0)
    }
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
