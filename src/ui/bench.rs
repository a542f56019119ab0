//! `?bench=1000`: instead of the application, how long compiling and solving so many components takes in this browser.
//! `?bench=simulate`: how fast the simulation plays in a worker.

use std::cell::RefCell;
use std::rc::Rc;

use crate::check::{RUN_SYSTEMS, Speed, speed};
use crate::platform::simulator::{Heard, Simulator};
use crate::platform::{self, address, frame};
use crate::worker::{Report, Request};

/// Measures, and leaves the times in the page, where the address asks for it: components, links, steps, and milliseconds
/// for compiling, solving at half load and at twice its capacity.
pub fn bench_instead() -> bool {
    let asked = address::parameter("bench");
    if asked.as_deref() == Some("simulate") {
        measure_simulation();
        return true;
    }
    let asked = asked.and_then(|count| count.parse::<usize>().ok());
    let (Some(count), Some(body)) = (asked, platform::document().and_then(|document| document.body())) else {
        return false;
    };
    let Speed { components, links, nodes, compile_ms, half_ms, twice_ms } = speed(count.min(100_000), frame::now_ms);
    body.set_text_content(Some(&format!("{components} {links} {nodes} {compile_ms} {half_ms} {twice_ms}")));
    true
}

/// Leaves a line for each system of the speed table in the page: customers per second of the bare loop and of the
/// simulation, and events per customer.
fn measure_simulation() {
    let lines = Rc::new(RefCell::new(Vec::new()));
    let kept: Rc<RefCell<Option<Simulator>>> = Rc::default();
    let simulator = Simulator::open({
        let kept = Rc::clone(&kept);
        move |heard| {
            let line = match heard {
                Heard::Report(Report::Measured([bare, own, events])) => format!("{bare} {own} {events}"),
                other => format!("{other:?}"),
            };
            let next = {
                let mut lines = lines.borrow_mut();
                lines.push(line);
                show(&lines.join("\n"));
                lines.len()
            };
            if let Some(simulator) = kept.borrow().as_ref().filter(|_| next < RUN_SYSTEMS.len()) {
                simulator.ask(&Request::Measure(next as u32));
            }
        }
    });
    simulator.ask(&Request::Measure(0));
    *kept.borrow_mut() = Some(simulator);
}

fn show(text: &str) {
    if let Some(body) = platform::document().and_then(|document| document.body()) {
        body.set_text_content(Some(text));
    }
}
