//! "Why this value?": what the parameter changes, its range and where its default comes from.

use yew::prelude::*;

use crate::model::catalog::Source;
use crate::ui::context::Say;

/// The source of a figure, in words, with the address where there is one.
pub(in crate::ui) fn source(say: Say, source: Source) -> Html {
    match source {
        Source::Assumption => html! { { say.key("page-source-assumption") } },
        Source::Definition => html! { { say.key("page-source-definition") } },
        Source::Published { title, address } => html! {
            <>
                <span lang="en">{ title }</span>
                if !address.is_empty() {
                    { " " }
                    <a href={format!("https://{address}")} target="_blank" rel="noreferrer noopener">{ address }</a>
                }
            </>
        },
    }
}
