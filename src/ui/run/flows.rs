//! A run seen on the drawing: requests as dots on the links, queues that grow below the cards.
//!
//! Two canvas elements over the SVG: what is drawn anew in each frame, and what changes with each look. Frames are asked
//! for only while a run moves, the tab is visible and motion is wanted; where it is not, links are as wide as their
//! traffic and say their rates. Screen readers find the same figures in the tables of the run.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use super::ink::{Ink, wardrobe};
use super::layer::Layer;
use super::seen::Seen;
use super::use_run;
use crate::editor::Editor;
use crate::plan::Class;
use crate::platform::frame::Frames;
use crate::platform::media;
use crate::text::format;
use crate::ui::context::{Say, use_say};
use crate::ui::state::Theme;
use crate::ui::widgets::Same;
use crate::worker::Phase;

/// Properties of the layer in the page.
#[derive(Clone, PartialEq, Properties)]
pub struct FlowsProps {
    /// Where things stand, and how they are looked at.
    pub editor: Editor,
    /// Colours.
    pub theme: Theme,
}

/// The run that is watched, on the drawing.
#[component]
pub fn Flows(props: &FlowsProps) -> Html {
    let (say, run) = (use_say(), use_run());
    let watched = run.state.watched.as_ref().filter(|watched| watched.seen.last.is_some());
    let (moving, held) = (run.state.phase() == Some(Phase::Running), run.state.phase() == Some(Phase::Paused));
    html! {
        <FlowsLayer editor={props.editor.clone()} theme={props.theme} {say} {moving} {held}
            seen={watched.map(|watched| Same::from(&watched.seen))} />
    }
}

/// Properties of the layer.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where things stand, and how they are looked at.
    pub editor: Editor,
    /// What has been seen of the run; `None`: there is none.
    pub seen: Option<Same<Seen>>,
    /// Whether it goes on at the moment.
    pub moving: bool,
    /// Whether it is held, so that what is on its way stays where it is.
    pub held: bool,
    /// Words and numbers.
    pub say: Say,
    /// Colours.
    pub theme: Theme,
}

/// What has happened outside the properties.
pub enum Message {
    /// The colours may be others.
    Repaint,
    /// Motion is wanted, or not any more.
    Still(bool),
}

/// The layer. It covers its parent element, and no pointer sees it.
pub struct FlowsLayer {
    layer: Rc<RefCell<Layer>>,
    frames: Option<Frames>,
    nodes: [NodeRef; 3],
    moving: Rc<std::cell::Cell<bool>>,
    fresh: bool,
    _listeners: [Option<EventListener>; 2],
}

impl Component for FlowsLayer {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { editor, say, .. } = ctx.props();
        let layer = Layer::new(editor.clone(), *say, media::is_still());
        let repaint = ctx.link().callback(|_: bool| Message::Repaint);
        let still = ctx.link().callback(Message::Still);
        Self {
            layer: Rc::new(RefCell::new(layer)),
            frames: None,
            nodes: Default::default(),
            moving: Rc::default(),
            fresh: true,
            _listeners: [
                media::on_change(media::DARK, move |dark| repaint.emit(dark)),
                media::on_change(media::STILL, move |asked| still.emit(asked)),
            ],
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, message: Message) -> bool {
        if let Message::Still(still) = message {
            self.layer.borrow_mut().still = still || media::is_still();
        }
        self.fresh = true;
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let new = ctx.props();
        self.fresh |= old.theme != new.theme || old.seen.is_some() != new.seen.is_some();
        let legend = self.layer.borrow().legend();
        self.layer.borrow_mut().follow(&new.editor, new.say, new.seen.as_ref());
        let stays = self.layer.borrow().legend() == legend && old.say == new.say;
        if !self.fresh && stays {
            self.show(ctx);
            return false;
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.fresh) {
            let [wardrobe, gauges, dots] = &self.nodes;
            let mut layer = self.layer.borrow_mut();
            layer.wear(Ink::read(wardrobe));
            if ctx.props().seen.is_some() { layer.hold(gauges, dots) } else { layer.release() }
        }
        self.show(ctx);
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let [wardrobe_node, gauges, dots] = &self.nodes;
        let say = ctx.props().say;
        html! {
            <>
                { wardrobe(wardrobe_node) }
                if ctx.props().seen.is_some() {
                    <canvas ref={gauges} class="run-layer" aria-hidden="true" data-testid="run-gauges" />
                    <canvas ref={dots} class="run-layer" aria-hidden="true" data-testid="run-dots" />
                    { self.legend(say) }
                }
            </>
        }
    }
}

impl FlowsLayer {
    /// Draws what there is, and goes on drawing while the run moves.
    fn show(&mut self, ctx: &Context<Self>) {
        let Props { seen, moving, .. } = ctx.props();
        let mut layer = self.layer.borrow_mut();
        self.moving.set(*moving && seen.is_some() && !layer.still);
        if !*moving && !ctx.props().held {
            layer.arrive();
        }
        layer.draw();
        if self.moving.get() {
            self.frames.get_or_insert_with(|| frames(&self.layer, &self.moving)).start();
        }
    }

    fn legend(&self, say: Say) -> Html {
        let layer = self.layer.borrow();
        let (each, classes) = layer.legend();
        if layer.still || each <= 0.0 {
            return html! {};
        }
        let count = say.with("live-dot", &[("count", each.into()), ("requests", format::count(say.0, each).into())]);
        html! {
            <p class="run-legend" data-testid="run-legend" data-each={each.to_string()}>
                <b>{ count }</b>
                for (class, _) in Class::ALL.iter().zip(classes).filter(|(_, there)| *there) {
                    <span key={class.key()}><i class={classes!("dot", class.key())} />{ say.of("class", class.key()) }</span>
                }
                <span><i class="dot failed">{ "✕" }</i>{ say.key("live-failed") }</span>
            </p>
        }
    }
}

fn frames(layer: &Rc<RefCell<Layer>>, moving: &Rc<std::cell::Cell<bool>>) -> Frames {
    let (layer, moving) = (layer.clone(), moving.clone());
    Frames::new(move |now_ms| {
        // A frame that comes while the page is being changed is left to the next.
        if let Ok(mut layer) = layer.try_borrow_mut() {
            layer.frame(now_ms);
        }
        moving.get()
    })
}
