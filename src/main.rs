//! Mounts the application, nothing else.

fn main() {
    yew::Renderer::<scaleground::ui::App>::new().render();
}
