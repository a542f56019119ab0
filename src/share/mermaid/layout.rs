//! Where the components of a flowchart stand: in layers along its direction, each container laid out by itself and then
//! as one large component among its neighbours.
//!
//! A component's layer is the longest way to it (links that lead back, found depth first, do not count); within a layer
//! the order follows the mean place of those that lead to it. Cost: links times the depth of containers.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::base::geometry::{Point, Rect, Size};
use crate::model::{ComponentId, Document};

/// Between two layers, canvas units.
const BETWEEN_LAYERS: f64 = 100.0;
/// Between two in a layer.
const BESIDE: f64 = 50.0;
/// Inside of a container's edge.
const PADDING: f64 = 40.0;

/// Gives every component of `document` its position, and every container its size.
pub(super) fn arrange(document: &mut Document, vertical: bool) {
    let depth = depths(document);
    let mut places: Vec<(usize, Option<ComponentId>)> = document
        .components
        .iter()
        .filter(|(_, component)| component.kind.spec().container)
        .map(|(id, _)| (depth.get(id).copied().unwrap_or(0) + 1, Some(*id)))
        .collect();
    places.push((0, None));
    // The innermost first: their sizes are needed around them.
    places.sort_by(|a, b| b.cmp(a));
    for (_, place) in places {
        within(document, place, vertical);
    }
    settle(document, &depth);
}

/// How many containers each stands in.
fn depths(document: &Document) -> BTreeMap<ComponentId, usize> {
    let depth = |id: &ComponentId| {
        let mut place = document.components[id].place;
        let mut depth = 0;
        while let Some(outer) = place.filter(|_| depth <= document.components.len()) {
            depth += 1;
            place = document.components.get(&outer).and_then(|component| component.place);
        }
        depth
    };
    document.components.keys().map(|id| (*id, depth(id))).collect()
}

/// Lays out what stands directly in `place`, from its corner, and gives the container its size.
fn within(document: &mut Document, place: Option<ComponentId>, vertical: bool) {
    let members: Vec<ComponentId> =
        document.components.iter().filter(|(_, component)| component.place == place).map(|(id, _)| *id).collect();
    let corner = if place.is_some() { PADDING } else { 0.0 };
    let links = links_among(document, &members);
    let mut along = corner;
    let mut extent = Rect::default();
    for layer in layers(&members, &links) {
        let sizes: Vec<Size> = layer.iter().map(|id| document.components[id].size).collect();
        let turned = |size: &Size| if vertical { (size.height, size.width) } else { (size.width, size.height) };
        let length = sizes.iter().map(|size| turned(size).0).fold(0.0, f64::max);
        let mut across = corner;
        for (id, size) in layer.iter().zip(&sizes) {
            let at = if vertical { Point::new(across, along) } else { Point::new(along, across) };
            across += turned(size).1 + BESIDE;
            if let Some(component) = document.components.get_mut(id) {
                Rc::make_mut(component).position = at;
                extent = extent.union(Rect::new(at, *size));
            }
        }
        along += length + BETWEEN_LAYERS;
    }
    if let Some(component) = place.and_then(|id| document.components.get_mut(&id)) {
        let least = component.size;
        Rc::make_mut(component).size =
            if members.is_empty() { least } else { Size::new(extent.right() + PADDING, extent.bottom() + PADDING) };
    }
}

/// The links between `members`, or between what stands in them.
fn links_among(document: &Document, members: &[ComponentId]) -> BTreeSet<(ComponentId, ComponentId)> {
    let set: BTreeSet<ComponentId> = members.iter().copied().collect();
    let lifted = |mut id: ComponentId| {
        for _ in 0..=document.components.len() {
            if set.contains(&id) {
                return Some(id);
            }
            id = document.components.get(&id)?.place?;
        }
        None
    };
    let pairs = document.links.values().filter_map(|link| Some((lifted(link.from)?, lifted(link.to)?)));
    pairs.filter(|(from, to)| from != to).collect()
}

/// `members` by layer, each in its order.
fn layers(members: &[ComponentId], links: &BTreeSet<(ComponentId, ComponentId)>) -> Vec<Vec<ComponentId>> {
    let mut next: BTreeMap<ComponentId, Vec<ComponentId>> = BTreeMap::new();
    for (from, to) in links {
        next.entry(*from).or_default().push(*to);
    }
    let order = finished_last(members, &next);
    let rank: BTreeMap<ComponentId, usize> = order.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
    let mut layer: BTreeMap<ComponentId, usize> = members.iter().map(|id| (*id, 0)).collect();
    for id in &order {
        for to in next.get(id).into_iter().flatten().filter(|to| rank[*to] > rank[id]) {
            let least = layer[id] + 1;
            layer.entry(*to).and_modify(|layer| *layer = (*layer).max(least));
        }
    }
    let mut found = vec![Vec::new(); layer.values().max().map_or(0, |last| last + 1)];
    for id in members {
        found[layer[id]].push(*id);
    }
    let mut place: BTreeMap<ComponentId, f64> = BTreeMap::new();
    for members in &mut found {
        let mean = |id: &ComponentId| {
            let before: Vec<f64> =
                links.iter().filter(|(_, to)| to == id).filter_map(|(from, _)| place.get(from).copied()).collect();
            if before.is_empty() { f64::MAX } else { before.iter().sum::<f64>() / before.len() as f64 }
        };
        if links.len() * members.len() < MOST_COMPARISONS {
            members.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
        }
        place.extend(members.iter().enumerate().map(|(index, id)| (*id, index as f64)));
    }
    found
}

/// Beyond this a layer keeps the order in which its members were named.
const MOST_COMPARISONS: usize = 200_000;

/// `members` so that each stands before those that it leads to, but for links that lead back.
fn finished_last(members: &[ComponentId], next: &BTreeMap<ComponentId, Vec<ComponentId>>) -> Vec<ComponentId> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    // The last first, so that the first named comes first in the end.
    for id in members.iter().rev() {
        if !seen.insert(*id) {
            continue;
        }
        let mut path = vec![(*id, 0)];
        while let Some((id, done)) = path.last_mut() {
            let to = next.get(id).and_then(|to| to.get(*done)).copied();
            *done += 1;
            match to {
                Some(to) if seen.insert(to) => path.push((to, 0)),
                Some(_) => {}
                None => {
                    order.push(*id);
                    path.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

/// From positions within their containers to positions on the canvas, the outermost first.
fn settle(document: &mut Document, depth: &BTreeMap<ComponentId, usize>) {
    let mut order: Vec<ComponentId> = document.components.keys().copied().collect();
    order.sort_by_key(|id| depth.get(id).copied().unwrap_or(0));
    for id in order {
        let outer = document.components[&id].place.and_then(|place| document.components.get(&place));
        let corner = outer.map_or(Point::default(), |outer| outer.position);
        if let Some(component) = document.components.get_mut(&id) {
            let component = Rc::make_mut(component);
            component.position = component.position + corner;
        }
    }
}
