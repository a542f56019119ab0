//! Pictures of what is shown, for the page around; they hold the document and open again as any picture of ours.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::host::as_shown;
use crate::platform::raster;
use crate::share::{carried, link};
use crate::ui::canvas::picture::{Picture, picture};
use crate::ui::show::state::ShowState;

/// The picture made of shapes, and the link that it holds.
pub(super) struct Drawn {
    /// What a file of it holds.
    pub(super) svg: String,
    fragment: String,
    width: f64,
    height: f64,
}

/// The whole drawing as it is shown, with its figures; in the colours that it is shown in.
pub(super) fn drawn(state: &ShowState) -> Drawn {
    let page = &state.page;
    let fragment = link::encode(&as_shown(state));
    let Picture { svg, size } =
        picture(page.language, page.document(), &page.computed.solution, page.theme.is_dark(), &fragment);
    Drawn { svg, fragment, width: size.width, height: size.height }
}

/// The picture made of points, as an address that an image takes; `None` where the browser makes none.
pub(super) async fn png(drawn: &Drawn) -> Option<String> {
    let png = raster::png(&drawn.svg, drawn.width, drawn.height).await?;
    Some(format!("data:image/png;base64,{}", STANDARD.encode(carried::into_png(&png, &drawn.fragment)?)))
}
