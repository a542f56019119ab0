//! Which bytes are paid for: where a link leaves a place, and who sends over it.
//!
//! Only the answers and messages that the plan gives a size are counted; answers of databases, copies of writes and the
//! requests themselves have none. Traffic between zones is not counted either.

use crate::model::catalog::{Kind, Parameter, PriceBasis, Role};
use crate::model::{Choice, ComponentId, Document, Link};

use super::cost::price_of;

/// Where the bytes of a link go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Out to users, or to an edge on the internet.
    Internet,
    /// To another region.
    Between,
}

/// Bytes that somebody pays for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paid {
    /// Who sends them.
    pub(super) sender: ComponentId,
    /// Where they go.
    pub(super) way: Way,
    /// US dollars per gigabyte.
    pub(super) dollars_per_gigabyte: f64,
}

/// What a gigabyte over `link` costs; `None` where it costs nothing.
pub(super) fn paid(document: &Document, link: &Link) -> Option<Paid> {
    let role = document.role(link)?;
    let sender = match role {
        Role::Publish | Role::Deliver | Role::Replicate => link.from,
        _ => link.to,
    };
    let (way, dollars_per_gigabyte) = match role {
        Role::Visit | Role::Resolve => (Way::Internet, out_price(document, sender)?),
        Role::Origin => (Way::Internet, origin_price(document, link.from, sender)?),
        _ if apart(document, link) => (Way::Between, rented_price(document, sender, PriceBasis::GigabyteBetween)?),
        _ => return None,
    };
    Some(Paid { sender, way, dollars_per_gigabyte })
}

/// Its own price for sending out where it has one (an edge), else that of the cloud.
fn out_price(document: &Document, sender: ComponentId) -> Option<f64> {
    let own = document.components.get(&sender).and_then(|component| price_of(component, PriceBasis::GigabyteOut));
    own.or_else(|| rented_price(document, sender, PriceBasis::GigabyteOut))
}

/// What an edge's fetch costs the origin: what the edge agreed on with the cloud, else as any other traffic out.
fn origin_price(document: &Document, edge: ComponentId, origin: ComponentId) -> Option<f64> {
    let agreed = document.components.get(&edge).and_then(|edge| price_of(edge, PriceBasis::GigabyteFromOrigin));
    agreed.or_else(|| out_price(document, origin))
}

/// The cloud's price; `None` for what stands on premises, whose lines are paid by contract and not by the byte.
fn rented_price(document: &Document, sender: ComponentId, basis: PriceBasis) -> Option<f64> {
    if !rented(document, sender) {
        return None;
    }
    Kind::DataCentre.spec().prices.iter().find(|price| price.basis == basis).map(|price| price.dollars)
}

/// Whether `id` is rented. What has no hosting of its own (a balancer) is where all of its targets are.
fn rented(document: &Document, id: ComponentId) -> bool {
    let owned = |id: ComponentId| {
        let hosting = document.components.get(&id).and_then(|component| component.choice(Parameter::Hosting));
        hosting == Some(Choice::OnPremises)
    };
    let has_hosting = document.components.get(&id).is_some_and(|one| one.choice(Parameter::Hosting).is_some());
    if has_hosting {
        return !owned(id);
    }
    let forwards = |link: &Link| document.role(link) == Some(Role::Forward);
    let mut targets = document.outgoing(id).filter(|(_, link)| forwards(link)).map(|(_, link)| link.to).peekable();
    targets.peek().is_none() || !targets.all(owned)
}

/// Whether the ends stand in different regions.
fn apart(document: &Document, link: &Link) -> bool {
    match (region(document, link.from), region(document, link.to)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// The region of the data centre that `id` stands in.
fn region(document: &Document, id: ComponentId) -> Option<Choice> {
    let mut place = document.components.get(&id)?.place;
    for _ in 0..document.components.len() {
        let container = document.components.get(&place?)?;
        if container.kind == Kind::DataCentre {
            return container.choice(Parameter::Region);
        }
        place = container.place;
    }
    None
}
