//! What every component may ask for: the language, and where to send messages. Two contexts, because the second never
//! changes and the first hardly ever does.

use yew::prelude::*;

use super::state::Message;
use crate::model::Component;
use crate::text::{self, Argument, Language};

/// Where messages go.
pub type Dispatch = Callback<Message>;

/// Says texts in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Say(pub Language);

impl Say {
    /// The text of `key`.
    pub fn key(self, key: &str) -> String {
        text::message(self.0, key, &[])
    }

    /// The text of `key` with variables.
    pub fn with(self, key: &str, args: &[(&str, Argument)]) -> String {
        text::message(self.0, key, args)
    }

    /// The text of `prefix-key`, as the model's texts are named.
    pub fn of(self, prefix: &str, key: &str) -> String {
        self.key(&format!("{prefix}-{key}"))
    }

    /// What a component is called: the user's name for it, else its product's, else its kind's.
    pub fn component(self, component: &Component) -> String {
        if !component.name.is_empty() {
            return component.name.clone();
        }
        component
            .product
            .map_or_else(|| self.of("kind", component.kind.spec().key), |product| product.spec().name.to_owned())
    }
}

/// Says texts in the page's language.
#[hook]
pub fn use_say() -> Say {
    Say(use_context::<Language>().unwrap_or_default())
}

/// Where messages go; nowhere outside the application.
#[hook]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().unwrap_or_else(Callback::noop)
}
