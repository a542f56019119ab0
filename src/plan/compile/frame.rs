//! What is worked out once for all strikes of a document: no strike changes what is connected to what.

use std::rc::Rc;

use super::drawing::{Drawing, Edge};
use super::strike::Strike;
use crate::model::catalog::Role;
use crate::model::{Diagnostic, Document, LinkId, Way};

/// What no strike changes: what is connected to what, and in which order it is compiled.
pub(super) struct Frame {
    ways: Vec<[Rc<[usize]>; 2]>,
    edges: Vec<Framed>,
    order: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

/// An edge of it.
#[derive(Clone, Copy)]
struct Framed {
    id: LinkId,
    role: Role,
    from: usize,
    to: usize,
    way: Way,
}

impl<'a> Drawing<'a> {
    /// With what has failed on top of the document whose frame it is; `struck` has it in its faults.
    pub(super) fn struck(struck: &'a Document, strike: &Strike, frame: &Frame) -> Self {
        let mut drawing = Self::of_parts(struck, strike.since_s);
        for (part, [outgoing, incoming]) in drawing.parts.iter_mut().zip(&frame.ways) {
            (part.outgoing, part.incoming) = (Rc::clone(outgoing), Rc::clone(incoming));
        }
        let mut links = struck.links.iter();
        drawing.edges.extend(frame.edges.iter().filter_map(|&Framed { id, role, from, to, way }| {
            let (_, link) = links.find(|(other, _)| **other == id)?;
            Some(Edge { id, link, role, from, to, cut: false, way })
        }));
        drawing.order.clone_from(&frame.order);
        drawing.diagnostics.clone_from(&frame.diagnostics);
        strike.mark(struck, &mut drawing);
        drawing.reach();
        drawing
    }

    /// What no strike changes of a connected drawing.
    pub(super) fn frame(self) -> Frame {
        let framed =
            |edge: Edge<'_>| Framed { id: edge.id, role: edge.role, from: edge.from, to: edge.to, way: edge.way };
        Frame {
            ways: self.parts.into_iter().map(|part| [part.outgoing, part.incoming]).collect(),
            edges: self.edges.into_iter().map(framed).collect(),
            order: self.order,
            diagnostics: self.diagnostics,
        }
    }
}
