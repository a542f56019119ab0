//! Actions become edits, a selection or a view.

use std::rc::Rc;

use super::edit::{Contents, EditError};
use super::snap::{GRID, point_to_grid};
use super::{Action, Deed, Edit, Editor, Item, Popup, Term, Tool, place, spot};
use crate::base::geometry::{Point, Rect};
use crate::model::catalog::machines::LADDER;
use crate::model::catalog::{Kind, Parameter, Product};
use crate::model::{Component, ComponentId, Document, Fault, LinkId, Subject, Value};

/// Room between a caller and what is added behind it, canvas units.
const BEHIND: f64 = 80.0;

impl Editor {
    pub(super) fn perform(&mut self, action: Action) -> Result<(), EditError> {
        match action {
            Action::Add { kind, product, at, connect_from } => self.add(kind, product, at, connect_from),
            Action::Connect(from, to) => self.connect(from, to),
            Action::Reverse(id) => self.reverse(id),
            Action::Reconnect(id, from, to) => self.deed(Deed::Reconnect, &Edit::Reconnect(id, from, to)),
            Action::DeleteSelection => self.delete(Deed::Delete, Contents::Keep),
            Action::DeleteWithContents => self.delete(Deed::Delete, Contents::Delete),
            Action::Cut => self.delete(Deed::Cut, Contents::Delete),
            Action::Duplicate => self.duplicate(),
            Action::Paste { text, at } => self.paste(&text, at),
            Action::Nudge { columns, rows } => self.nudge(columns, rows),
            Action::Rename(id, name) => {
                self.popup = None;
                self.deed(Deed::Rename, &Edit::Rename(id, name))
            }
            Action::Set(id, parameter, value) => self.deed(Deed::Set(id, parameter), &Edit::Set(id, parameter, value)),
            Action::SetLink(id, parameter, value) => {
                self.deed(Deed::SetLink(id, parameter), &Edit::SetLink(id, parameter, value))
            }
            Action::SetProduct(id, product) => self.deed(Deed::Product, &Edit::SetProduct(id, product)),
            Action::ScaleUp(id) => self.scale_machine(id, true),
            Action::ScaleDown(id) => self.scale_machine(id, false),
            Action::ScaleOut(id) => self.scale_instances(id, 1.0),
            Action::ScaleIn(id) => self.scale_instances(id, -1.0),
            Action::Strike(subject, fault) => self.strike(subject, fault),
            Action::Heal(subject) => self.heal(subject, None),
            Action::HealOne(subject, fault) => self.heal(subject, Some(fault)),
            Action::SetScenario(scenario) => self.deed(Deed::Scenario, &Edit::Scenario(scenario)),
            Action::HealAll => self.deed(Deed::Heal, &Edit::HealAll),
            Action::ToggleFault => self.toggle_fault(),
            Action::SetUsers(users) => self.deed(Deed::Users, &Edit::Users(users)),
            Action::SetTitle(title) => self.deed(Deed::Title, &Edit::Title(title)),
            Action::Step(edit) => self.change_steps(edit),
            Action::Open(document) => self.open(*document),
            other => self.perform_unrecorded(other),
        }
    }

    /// Those actions that make no new entry in the history.
    fn perform_unrecorded(&mut self, action: Action) -> Result<(), EditError> {
        match action {
            Action::Undo => self.step_back(),
            Action::Redo => self.step_forward(),
            Action::Select(items) => self.select(items),
            Action::Toggle(item) => self.toggle(item),
            Action::SelectAll => self.select_all(),
            Action::Escape => self.escape(),
            Action::Walk(walk) => return self.walk(walk),
            Action::ToggleActive => self.active.into_iter().for_each(|item| self.toggle(item)),
            Action::StartConnect(from) => return self.start_connect(from),
            Action::Confirm => return self.confirm(),
            Action::StartRename(id) => {
                let id = id.map_or_else(|| self.meant_component(), Ok)?;
                self.popup = Some(Popup::Rename(id));
                self.reveal(Item::Component(id));
            }
            Action::OpenQuickAdd(quick_add) => {
                self.tool = Tool::Idle;
                self.popup = Some(Popup::QuickAdd(quick_add));
            }
            Action::OpenMenu(at) => self.open_menu(at),
            Action::ClosePopup => self.popup = None,
            Action::ZoomToFit => self.fit(),
            Action::ZoomToSelection => self.fit_selection(),
            Action::ZoomBy(factor) => self.zoom_by(factor),
            Action::ZoomReset => self.zoom_reset(),
            Action::PanBy(shift) => self.pan(shift),
            _ => {}
        }
        Ok(())
    }

    fn deed(&mut self, deed: Deed, edit: &Edit) -> Result<(), EditError> {
        self.edit(deed, edit).map(|_| ())
    }

    fn add(
        &mut self,
        kind: Kind,
        product: Option<Product>,
        at: Option<Point>,
        caller: Option<ComponentId>,
    ) -> Result<(), EditError> {
        let before = self.document.clone();
        let added = added(&before, kind, product, self.spot_for(kind, at, caller))?;
        let id = ComponentId(before.next_id);
        let connected = match caller {
            Some(caller) => super::apply(&added, &Edit::Connect(caller, id))?,
            None => added,
        };
        self.popup = None;
        self.tool = Tool::Idle;
        self.replace(Deed::Add, Rc::new(connected));
        self.select([Item::Component(id)]);
        self.reveal(Item::Component(id));
        let name = self.called(id);
        self.announce("canvas-said-added", vec![("name", name)]);
        Ok(())
    }

    /// Top left corner for a new component: where it was put, or a free spot near what calls it or in the view. The loose
    /// end of a connection names only a neighbourhood.
    fn spot_for(&self, kind: Kind, at: Option<Point>, caller: Option<ComponentId>) -> Point {
        let size = kind.spec().size;
        let half = Point::new(size.width / 2.0, size.height / 2.0);
        if let (Some(centre), None) = (at, caller) {
            return point_to_grid(centre - half);
        }
        let caller = caller.and_then(|id| self.document.components.get(&id));
        let wish = match (at, caller) {
            (Some(at), _) => at,
            (None, Some(caller)) => Point::new(caller.bounds().right() + BEHIND + half.x, caller.bounds().centre().y),
            (None, None) => self.camera.to_canvas(self.middle()),
        };
        spot::free(&self.document, size, kind.spec().container, wish)
    }

    pub(super) fn connect(&mut self, from: ComponentId, to: ComponentId) -> Result<(), EditError> {
        let id = LinkId(self.document.next_id);
        self.deed(Deed::Connect, &Edit::Connect(from, to))?;
        self.select([Item::Link(id)]);
        let terms = vec![("from", self.called(from)), ("to", self.called(to))];
        self.announce("canvas-said-connected", terms);
        Ok(())
    }

    fn reverse(&mut self, id: LinkId) -> Result<(), EditError> {
        let link = self.document.links.get(&id).ok_or(EditError::NoSuchLink(id))?;
        let edit = Edit::Reconnect(id, link.to, link.from);
        self.deed(Deed::Reverse, &edit)
    }

    fn delete(&mut self, deed: Deed, contents: Contents) -> Result<(), EditError> {
        let meant = self.meant();
        if meant.is_empty() {
            return Err(EditError::NothingSelected);
        }
        let order = self.reading_order();
        let next = meant.first().and_then(|first| order.iter().position(|item| item == first));
        let links = meant.iter().filter_map(|item| if let Item::Link(id) = item { Some(*id) } else { None }).collect();
        let edit = Edit::Remove { components: self.meant_components(), links, contents };
        self.deed(deed, &edit)?;
        self.popup = None;
        let order = self.reading_order();
        self.active = next.and_then(|next| order.get(next.min(order.len().saturating_sub(1)))).copied();
        self.announce("canvas-said-deleted", vec![("count", Term::Number(meant.len() as f64))]);
        Ok(())
    }

    fn nudge(&mut self, columns: i32, rows: i32) -> Result<(), EditError> {
        let shift = Point::new(f64::from(columns) * GRID, f64::from(rows) * GRID);
        let ids = self.movable();
        if ids.is_empty() {
            return Err(EditError::NothingSelected);
        }
        let moved = moved(&self.document, &ids, shift)?;
        self.replace(Deed::Nudge, Rc::new(moved));
        self.meant().first().copied().into_iter().for_each(|item| self.reveal(item));
        let key = match (columns.signum(), rows.signum()) {
            (1, _) => "canvas-said-moved-right",
            (-1, _) => "canvas-said-moved-left",
            (_, 1) => "canvas-said-moved-down",
            _ => "canvas-said-moved-up",
        };
        let count = self.meant_components().len();
        self.announce(key, vec![("count", Term::Number(count as f64))]);
        Ok(())
    }

    fn scale_machine(&mut self, id: ComponentId, up: bool) -> Result<(), EditError> {
        let component = self.document.components.get(&id).ok_or(EditError::NoSuchComponent(id))?;
        let cores = component.number(Parameter::Cores);
        let rung = if up {
            LADDER.iter().find(|machine| machine.cores > cores)
        } else {
            LADDER.iter().rev().find(|machine| machine.cores < cores)
        };
        let rung = rung.ok_or(EditError::EndOfRange(Parameter::Cores))?;
        self.deed(Deed::Scale, &Edit::Set(id, Parameter::Cores, Some(Value::Number(rung.cores))))
    }

    fn scale_instances(&mut self, id: ComponentId, by: f64) -> Result<(), EditError> {
        let component = self.document.components.get(&id).ok_or(EditError::NoSuchComponent(id))?;
        let instances = component.number(Parameter::Instances) + by;
        let edit = Edit::Set(id, Parameter::Instances, Some(Value::Number(instances)));
        self.deed(Deed::Scale, &edit).map_err(|error| match error {
            EditError::OutOfRange(parameter) => EditError::EndOfRange(parameter),
            other => other,
        })
    }

    fn strike(&mut self, subject: Subject, fault: Fault) -> Result<(), EditError> {
        self.deed(Deed::Strike, &Edit::Strike(subject, fault))?;
        self.announce_of(subject, "canvas-said-struck");
        Ok(())
    }

    fn heal(&mut self, subject: Subject, fault: Option<Fault>) -> Result<(), EditError> {
        self.deed(Deed::Heal, &Edit::Heal(subject, fault))?;
        self.announce_of(subject, "canvas-said-healed");
        Ok(())
    }

    /// Says what was done to a component; of a link, to the component that it leads to.
    fn announce_of(&mut self, subject: Subject, key: &'static str) {
        let id = match subject {
            Subject::Component(id) => Some(id),
            Subject::Link(id) => self.document.links.get(&id).map(|link| link.to),
            Subject::Document => None,
        };
        if let Some(id) = id {
            let name = self.called(id);
            self.announce(key, vec![("name", name)]);
        }
    }

    fn toggle_fault(&mut self) -> Result<(), EditError> {
        let mut chosen: Vec<Subject> = self.meant_components().into_iter().map(Subject::Component).collect();
        chosen.extend(self.meant().into_iter().filter_map(|item| match item {
            Item::Link(id) => Some(Subject::Link(id)),
            Item::Component(_) => None,
        }));
        chosen.retain(|subject| Fault::Down.fits(&self.document, *subject));
        let first = *chosen.first().ok_or(EditError::NothingSelected)?;
        let all_down = chosen.iter().all(|subject| self.document.faults.strikes(*subject));
        let (deed, key) =
            if all_down { (Deed::Heal, "canvas-said-healed") } else { (Deed::Strike, "canvas-said-struck") };
        let edit = |subject| if all_down { Edit::Heal(subject, None) } else { Edit::Strike(subject, Fault::Down) };
        self.deed(deed, &Edit::All(chosen.into_iter().map(edit).collect()))?;
        self.announce_of(first, key);
        Ok(())
    }

    fn open(&mut self, document: Document) -> Result<(), EditError> {
        self.tool = Tool::Idle;
        self.popup = None;
        self.active = None;
        self.deed(Deed::Open, &Edit::Replace(Box::new(document)))?;
        self.select([]);
        self.show_all();
        self.fit();
        let count = self.document.components.len();
        self.announce("canvas-said-opened", vec![("count", Term::Number(count as f64))]);
        Ok(())
    }

    fn step_back(&mut self) {
        self.abort();
        let now = (self.document.clone(), self.selection.clone());
        if let Some(entry) = Rc::make_mut(&mut self.history).undo(now) {
            self.restore(entry, "canvas-said-undone");
        }
    }

    fn step_forward(&mut self) {
        self.abort();
        let now = (self.document.clone(), self.selection.clone());
        if let Some(entry) = Rc::make_mut(&mut self.history).redo(now) {
            self.restore(entry, "canvas-said-redone");
        }
    }

    fn restore(&mut self, entry: super::history::Entry, key: &'static str) {
        self.document = entry.document;
        self.selection = entry.selection;
        self.drop_stale();
        if entry.deed == Deed::Open {
            self.fit();
        }
        let label = Term::Key(format!("canvas-did-{}", entry.deed.key()));
        self.announce(key, vec![("what", label)]);
    }

    fn select_all(&mut self) {
        let components = self.document.components.keys().map(|id| Item::Component(*id));
        let links = self.document.links.keys().map(|id| Item::Link(*id));
        let all: Vec<_> = components.chain(links).collect();
        self.announce("canvas-said-selected", vec![("count", Term::Number(all.len() as f64))]);
        self.select(all);
    }

    /// Ends the gesture under way without a trace.
    pub(super) fn abort(&mut self) {
        self.tool = Tool::Idle;
        self.preview = None;
        self.popup = None;
        self.commit();
    }

    fn escape(&mut self) {
        if self.tool == Tool::Idle && self.popup.is_none() {
            self.select([]);
        } else {
            self.abort();
            self.announce("canvas-said-cancelled", Vec::new());
        }
    }

    fn open_menu(&mut self, at: Option<Point>) {
        let at = at.or_else(|| self.beside_item()).unwrap_or_else(|| self.middle());
        if let (true, Some(active)) = (self.selection.is_empty(), self.active) {
            self.select([active]);
        }
        self.popup = Some(Popup::Menu(at));
    }

    /// A screen point at the item that is meant, for a menu opened by keyboard.
    fn beside_item(&self) -> Option<Point> {
        let point = match self.meant().first()? {
            Item::Component(id) => {
                let bounds = self.document.components.get(id)?.bounds();
                Point::new(bounds.left() + 24.0, bounds.bottom().min(bounds.top() + 72.0))
            }
            Item::Link(id) => super::hit::route(&self.document, *id)?.at(0.5),
        };
        Some(self.camera.to_screen(point))
    }
}

/// `document` with a new component at `at`, in the container that it lies in; a new container takes in what lies
/// inside it.
pub(super) fn added(
    document: &Document,
    kind: Kind,
    product: Option<Product>,
    at: Point,
) -> Result<Document, EditError> {
    let mut new = Component::new(kind, at);
    if product.is_some_and(|product| product.spec().kind != kind) {
        return Err(EditError::ProductOfAnotherKind(kind));
    }
    new.product = product;
    new.place = place::innermost(document, kind, Rect::new(at, new.size), None);
    let added = super::apply(document, &Edit::Add(Box::new(new)))?;
    if !kind.spec().container {
        return Ok(added);
    }
    let id = ComponentId(document.next_id);
    let concerned = place::concerned(&added, id);
    super::apply(&added, &place::settle(&added, concerned))
}

/// `document` with `ids` moved by `shift`, each in the container that it then lies in.
pub(super) fn moved(document: &Document, ids: &[ComponentId], shift: Point) -> Result<Document, EditError> {
    let positions = ids.iter().filter_map(|id| Some((*id, document.components.get(id)?.position + shift))).collect();
    let moved = super::apply(document, &Edit::Move(positions))?;
    let roots: Vec<_> = ids
        .iter()
        .copied()
        .filter(|id| {
            let outer = document.components.get(id).and_then(|component| component.place);
            !outer.is_some_and(|outer| ids.contains(&outer))
        })
        .collect();
    super::apply(&moved, &place::settle(&moved, roots))
}
