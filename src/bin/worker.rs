//! The simulation for the page: serves whoever has loaded it, in a worker of its own or on the page; nothing else.

fn main() {
    scaleground::platform::hosting::host();
}
