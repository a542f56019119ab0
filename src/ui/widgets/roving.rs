//! A group of buttons that is one tab stop: Tab enters it where it was left, the arrow keys move inside.
//!
//! The group looks after the tab stop of whatever buttons, fold-outs and links stand in it, also of those that come
//! later; fields keep stops of their own, because they need the arrow keys themselves. A group inside a group looks
//! after its own.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use crate::base::geometry::{Point, Rect, Size};

/// What takes part.
const ITEMS: &str = "button, summary, a[href]";
/// What looks after its own.
const GROUPS: &str = "[data-roving], .disclosure-panel";

/// Properties of a group.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it is to assistive software: `toolbar` where there is nothing but controls.
    #[prop_or(AttrValue::Static("group"))]
    pub role: AttrValue,
    /// Its name.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// What stands in it.
    pub children: Html,
}

/// A group of buttons that is one tab stop.
#[component]
pub fn Roving(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            let watch = node.cast::<Element>().and_then(|group| Watch::new(&group));
            move || drop(watch)
        }
    });
    let onkeydown = {
        let node = node.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(group) = node.cast::<Element>() {
                walk(&group, &event);
            }
        })
    };
    let onfocusin = {
        let node = node.clone();
        Callback::from(move |event: FocusEvent| {
            if let (Some(group), Some(target)) = (node.cast::<Element>(), event.target_dyn_into::<HtmlElement>()) {
                settle(&group, Some(&target));
            }
        })
    };
    html! {
        <div ref={node} role={&props.role} aria-label={props.label.clone()} class={props.class.clone()} data-roving=""
            data-testid={props.testid.clone()} {onkeydown} {onfocusin}>
            { props.children.clone() }
        </div>
    }
}

/// Keeps one tab stop in a group whatever comes and goes, until it is dropped.
struct Watch {
    observer: MutationObserver,
    _changed: Closure<dyn Fn()>,
}

impl Watch {
    fn new(group: &Element) -> Option<Self> {
        settle(group, None);
        let changed = Closure::<dyn Fn()>::new({
            let group = group.clone();
            move || settle(&group, None)
        });
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        what.set_attribute_filter(&Array::of2(&"disabled".into(), &"open".into()));
        observer.observe_with_options(group, &what).ok()?;
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The elements that take part and can be reached now. Asks nothing that makes the browser lay out the page: this runs
/// after every change.
fn items(group: &Element) -> Vec<HtmlElement> {
    let Ok(found) = group.query_selector_all(ITEMS) else { return Vec::new() };
    let all = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok());
    all.filter(|item| belongs(group, item) && can_be_reached(item)).collect()
}

fn belongs(group: &Element, item: &Element) -> bool {
    item.closest(GROUPS).ok().flatten().as_ref() == Some(group)
}

fn can_be_reached(item: &Element) -> bool {
    let folded = item.closest("details:not([open])").ok().flatten();
    let hidden = folded.is_some_and(|details| item.parent_element() != Some(details));
    !hidden && !item.matches(":disabled").unwrap_or(false)
}

/// Gives the one tab stop to `wanted` where it takes part; else it stays where it is, or begins at the first.
fn settle(group: &Element, wanted: Option<&HtmlElement>) {
    let items = items(group);
    let at = |element: &HtmlElement| items.iter().position(|item| item == element);
    let present = || items.iter().position(|item| item.get_attribute("tabindex").as_deref() == Some("0"));
    let stop = wanted.and_then(at).or_else(present).unwrap_or(0);
    for (index, item) in items.iter().enumerate() {
        let tabindex = if index == stop { "0" } else { "-1" };
        if item.get_attribute("tabindex").as_deref() != Some(tabindex) {
            // Only an ill-formed name fails.
            let _ = item.set_attribute("tabindex", tabindex);
        }
    }
}

/// Moves the focus by an arrow key. Keys that lead nowhere are left to the browser, which scrolls.
fn walk(group: &Element, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let Some(step) = Step::of(&event.key()) else { return };
    // What the style hides has no extent.
    let items: Vec<HtmlElement> =
        items(group).into_iter().filter(|item| item.get_client_rects().length() > 0).collect();
    let focused = crate::platform::document().and_then(|page| page.active_element());
    let Some(from) = items.iter().position(|item| Some(item.unchecked_ref::<Element>()) == focused.as_ref()) else {
        return;
    };
    let places: Vec<Rect> = items.iter().map(place).collect();
    if let Some(item) = step.from(&places, from).and_then(|to| items.get(to)) {
        event.prevent_default();
        event.stop_propagation();
        // Refused only for an element that is not in the page.
        let _ = item.focus();
    }
}

fn place(item: &HtmlElement) -> Rect {
    let area = item.get_bounding_client_rect();
    Rect::new(Point::new(area.left(), area.top()), Size::new(area.width(), area.height()))
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Next,
    Previous,
    Down,
    Up,
    First,
    Last,
}

impl Step {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowRight" => Self::Next,
            "ArrowLeft" => Self::Previous,
            "ArrowDown" => Self::Down,
            "ArrowUp" => Self::Up,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }

    /// Where it leads from the item `from` of those at `places`; `None`: nowhere. Left and right follow the order of
    /// reading, up and down lead to the nearest item of the nearest row.
    fn from(self, places: &[Rect], from: usize) -> Option<usize> {
        let last = places.len().checked_sub(1)?;
        match self {
            Self::Next => (from < last).then_some(from + 1),
            Self::Previous => from.checked_sub(1),
            Self::First => (from != 0).then_some(0),
            Self::Last => (from != last).then_some(last),
            Self::Down => beyond(places, from, 1.0),
            Self::Up => beyond(places, from, -1.0),
        }
    }
}

/// The nearest item of the nearest row below (`sign` 1) or above (-1).
fn beyond(places: &[Rect], from: usize, sign: f64) -> Option<usize> {
    let here = places.get(from)?;
    let middle = |place: &Rect| place.origin.y + place.size.height / 2.0;
    // Half a height apart is another row, whatever the sizes in it are.
    let apart = |place: &Rect| (middle(place) - middle(here)) * sign;
    let is_other_row = |place: &Rect| apart(place) > here.size.height.min(place.size.height) / 2.0;
    let others = || places.iter().enumerate().filter(|(_, place)| is_other_row(place));
    let nearest = others().map(|(_, place)| apart(place)).reduce(f64::min)?;
    let row = others().filter(|(_, place)| apart(place) < nearest + place.size.height / 2.0);
    let aside = |place: &Rect| (place.origin.x - here.origin.x).abs();
    row.min_by(|(_, a), (_, b)| aside(a).total_cmp(&aside(b))).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns: a name of 100 by 24 and a small button of 12 by 12, in rows of 30.
    fn table(rows: usize) -> Vec<Rect> {
        let row = |row: usize| {
            let top = 30.0 * row as f64;
            let name = Rect::new(Point::new(0.0, top), Size::new(100.0, 24.0));
            let button = Rect::new(Point::new(160.0, top + 6.0), Size::new(12.0, 12.0));
            [name, button]
        };
        (0..rows).flat_map(row).collect()
    }

    #[test]
    fn left_and_right_follow_the_order_of_reading_and_end_at_the_ends() {
        let places = table(2);
        assert_eq!(Step::Next.from(&places, 1), Some(2));
        assert_eq!(Step::Previous.from(&places, 2), Some(1));
        assert_eq!((Step::Previous.from(&places, 0), Step::Next.from(&places, 3)), (None, None));
        assert_eq!((Step::First.from(&places, 3), Step::Last.from(&places, 0)), (Some(0), Some(3)));
    }

    #[test]
    fn up_and_down_stay_in_their_column() {
        let places = table(3);
        assert_eq!(Step::Down.from(&places, 1), Some(3));
        assert_eq!(Step::Down.from(&places, 0), Some(2));
        assert_eq!(Step::Up.from(&places, 5), Some(3));
        assert_eq!((Step::Up.from(&places, 1), Step::Down.from(&places, 4)), (None, None));
    }

    #[test]
    fn a_row_with_one_item_leads_to_it_from_anywhere() {
        let mut places = table(1);
        places.push(Rect::new(Point::new(0.0, 40.0), Size::new(300.0, 24.0)));
        assert_eq!(Step::Down.from(&places, 1), Some(2));
        assert_eq!(Step::Up.from(&places, 2), Some(0));
    }

    #[test]
    fn a_bar_has_no_up_and_down() {
        let bar: Vec<Rect> =
            (0..4).map(|at| Rect::new(Point::new(30.0 * f64::from(at), 0.0), Size::new(24.0, 24.0))).collect();
        assert_eq!((Step::Down.from(&bar, 1), Step::Up.from(&bar, 1)), (None, None));
    }

    #[test]
    fn nothing_leads_nowhere() {
        assert_eq!(Step::Next.from(&[], 0), None);
        assert_eq!(Step::Down.from(&[], 0), None);
    }
}
