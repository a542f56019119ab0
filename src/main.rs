//! Mounts the application or the embed, or measures where the address asks for that; nothing else.

use scaleground::ui;

fn main() {
    if !ui::bench_instead() {
        yew::Renderer::<ui::Root>::new().render();
    }
}
