//! What the user has struck down.

/// A fault of one component. A document holds at most one per component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// All of it is down. On a container: everything inside is.
    Down,
    /// This many of its instances are down (1 up to one fewer than it has).
    InstancesDown(u32),
}
