//! The simulation for the page: serves whoever has loaded it, in a worker or on the page; nothing else.

fn main() {
}
