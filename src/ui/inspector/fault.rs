//! Strike and heal.

use yew::prelude::*;

use crate::editor::Action;
use crate::model::catalog::Parameter;
use crate::model::{Component, ComponentId, Document, Fault};
use crate::ui::context::{Dispatch, Say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Icon, Sign, sign_path};

/// What is down, and the buttons that strike and heal.
pub(super) fn faults(
    say: Say,
    document: &Document,
    id: ComponentId,
    component: &Component,
    dispatch: &Dispatch,
) -> Html {
    let own = document.faults.get(&id).copied();
    let in_force = document.fault(id);
    let instances = component.number(Parameter::Instances).max(1.0);
    let down = match own {
        Some(Fault::InstancesDown(count)) => count,
        _ => 0,
    };
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    // The last one is not "one instance": that is the whole component.
    let one_more = own != Some(Fault::Down) && f64::from(down + 1) < instances;
    html! {
        <section class="faults">
            { standing(say, own, in_force, instances) }
            <div class="button-row">
                if own != Some(Fault::Down) {
                    <Button label={say.key("page-fail")} sign={Sign::Strike} class="danger" onclick={act(Action::Strike(id, Fault::Down))} testid="fail" />
                }
                if one_more {
                    <Button label={say.key("page-fail-one")} sign={Sign::Strike} class="danger"
                        onclick={act(Action::Strike(id, Fault::InstancesDown(down + 1)))} testid="fail-one" />
                }
                if own.is_some() {
                    <Button label={say.key("page-heal")} sign={Sign::Heal} class="healing" onclick={act(Action::Heal(id))} testid="heal" />
                }
            </div>
        </section>
    }
}

fn standing(say: Say, own: Option<Fault>, in_force: Option<Fault>, instances: f64) -> Html {
    let text = match (own, in_force) {
        (_, None) => return html! {},
        (Some(Fault::InstancesDown(down)), Some(Fault::InstancesDown(_))) => {
            say.with("page-instances-down", &[("down", down.into()), ("count", instances.into())])
        }
        (Some(Fault::Down), _) => say.key("page-is-down"),
        _ => say.key("page-is-down-with-place"),
    };
    html! { <p class="standing" role="status" data-testid="standing"><Icon path={sign_path(Sign::Warning)} size={16} />{ text }</p> }
}
