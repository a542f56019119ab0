//! The page's own line icons: one hand, 20 units square, a stroke of 1.5, drawn in the colour of the text.

use yew::prelude::*;

use crate::model::catalog::Kind;

/// A sign on a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The product.
    Logo,
    /// Back.
    Undo,
    /// Forth.
    Redo,
    /// Hand on.
    Share,
    /// A file goes out.
    Save,
    /// A file comes in.
    Open,
    /// Done.
    Check,
    /// Close.
    Close,
    /// More below.
    Down,
    /// More to the right.
    Right,
    /// Back to the left.
    Left,
    /// Show it to others.
    Present,
    /// Elsewhere.
    Away,
    /// The whole screen.
    Full,
    /// One more.
    Plus,
    /// One fewer.
    Minus,
    /// Strike.
    Strike,
    /// Heal.
    Heal,
    /// Larger machine.
    Up,
    /// Copy beside itself.
    Duplicate,
    /// Delete.
    Delete,
    /// Attention.
    Warning,
    /// Worth knowing.
    Info,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
    /// Theme of the system.
    Auto,
    /// Help.
    Help,
    /// Search.
    Search,
    /// Back to the default.
    Reset,
    /// Left panel.
    PanelLeft,
    /// Right panel.
    PanelRight,
    /// Lower panel.
    PanelBottom,
    /// A collection.
    Book,
    /// Other way round.
    Swap,
    /// Users.
    People,
    /// Exactly.
    Equals,
    /// Nearly.
    Nearly,
    /// Go on.
    Play,
    /// Hold.
    Pause,
    /// End.
    Stop,
    /// A little further.
    Step,
}

/// The path of a sign.
pub const fn sign_path(sign: Sign) -> &'static str {
    match sign {
        Sign::Logo => {
            "M6.3 8.9 12.7 5.6M6.3 11.1l6.4 3.3M4 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM15 2.1a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM15 13.1a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z"
        }
        Sign::Undo => "M7 4 3.5 7.5 7 11M3.8 7.5H12a4.25 4.25 0 0 1 0 8.5H8",
        Sign::Redo => "M13 4l3.5 3.5L13 11M16.2 7.5H8a4.25 4.25 0 0 0 0 8.5h4",
        Sign::Share => "M10 12.5V3M6.5 6 10 2.5 13.5 6M4 10v5.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V10",
        Sign::Save => "M10 3v9.5M6.5 9 10 12.5 13.5 9M4 13v2.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V13",
        Sign::Open => {
            "M3 15.5v-10A1.5 1.5 0 0 1 4.5 4h3l2 2h5A1.5 1.5 0 0 1 16 7.5V9M3 15.5 5.2 9.6a1 1 0 0 1 .9-.6h11l-2.4 6.4a1 1 0 0 1-.9.6H3.5"
        }
        Sign::Check => "M4 10.5 8 14.5 16 5.5",
        Sign::Close => "M5 5l10 10M15 5 5 15",
        Sign::Down => "M5.5 8 10 12.5 14.5 8",
        Sign::Right => "M8 5.5 12.5 10 8 14.5",
        Sign::Left => "M12 5.5 7.5 10 12 14.5",
        Sign::Present => "M3 4h14v9H3zM10 13v3.5M6.5 17.5h7M8.5 6.5v4l3.5-2z",
        Sign::Full => "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
        Sign::Away => "M8 4.5H4.5v11h11V12M11.5 4H16v4.5M16 4l-6.5 6.5",
        Sign::Plus => "M10 4.5v11M4.5 10h11",
        Sign::Minus => "M4.5 10h11",
        Sign::Strike => "M11 2.5 4.5 11H9l-.8 6.5L15.5 8.5H10.6z",
        Sign::Heal => {
            "M10 16.5C5.5 13.2 3 10.6 3 7.6A3.6 3.6 0 0 1 6.6 4c1.4 0 2.7.8 3.4 2 .7-1.2 2-2 3.4-2A3.6 3.6 0 0 1 17 7.6c0 3-2.5 5.6-7 8.9z"
        }
        Sign::Up => "M10 16V4.5M5 9l5-5 5 5",
        Sign::Duplicate => "M7 7h9v9H7zM4 13V4h9",
        Sign::Delete => "M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.7 10.5h7.6l.7-10.5M8.5 8.5v5M11.5 8.5v5",
        Sign::Warning => "M10 3.2 17.5 16.3H2.5zM10 8v4M10 14v.3",
        Sign::Info => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9v4.5M10 6.5v.3",
        Sign::Sun => {
            "M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4"
        }
        Sign::Moon => "M16 12.2A6.8 6.8 0 0 1 7.8 4 6.6 6.6 0 1 0 16 12.2z",
        Sign::Auto => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M10 6.5h5.8M10 10h7M10 13.5h5.8",
        Sign::Help => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.6v.3",
        Sign::Search => "M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6zM12.8 12.8l4 4",
        Sign::Reset => "M4 4v4h4M4.4 8A6.5 6.5 0 1 1 4 12.5",
        Sign::PanelLeft => "M3 4h14v12H3zM7.5 4v12",
        Sign::PanelRight => "M3 4h14v12H3zM12.5 4v12",
        Sign::PanelBottom => "M3 4h14v12H3zM3 11.5h14",
        Sign::Book => "M10 5.5C8.5 4.3 6 4 3 4v11c3 0 5.5.3 7 1.5 1.5-1.2 4-1.5 7-1.5V4c-3 0-5.5.3-7 1.5zM10 5.5V16.5",
        Sign::Equals => "M4.5 7.5h11M4.5 12.5h11",
        Sign::Nearly => "M4 8.5c2-2.5 4-2.5 6-.8s4 1.700 6-.8M4 13.500c2-2.500 4-2.500 6-.8s4 1.700 6-.8",
        Sign::Play => "M6 4v12l10-6z",
        Sign::Pause => "M7 4.5v11M13 4.5v11",
        Sign::Stop => "M5 5h10v10H5z",
        Sign::Step => "M5 4.5v11l8-5.5zM15.5 4.5v11",
        Sign::Swap => "M3.5 7h12M12.5 4l3 3-3 3M16.5 13h-12M7.5 10l-3 3 3 3",
        Sign::People => {
            "M7.5 4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.5 16c0-2.8 2.2-4.6 5-4.6s5 1.8 5 4.6M13 4.2a2.6 2.6 0 0 1 0 5.2M14.5 11.7c1.9.6 3 2.2 3 4.3"
        }
    }
}

/// The path of a kind of component; the canvas draws it too.
pub const fn kind_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Users => sign_path(Sign::People),
        Kind::Dns => {
            "M3.5 4.5h13v4.5h-13zM3.5 12h7M6 6.8h.2M8.5 6.8h5M3.5 15.5h4.5M13.5 12a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM15.2 15.8l1.6 1.6"
        }
        Kind::GeoDns => {
            "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z"
        }
        Kind::Cdn => {
            "M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM4 2.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM16 2.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM4 14a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 4 14zM16 14a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM8.4 8.4 5.2 5.5M11.6 8.4l3.2-2.9M8.4 11.6l-3.2 2.9M11.6 11.6l3.2 2.9"
        }
        Kind::LoadBalancer => "M3 10h5M8 10l6-5.5h3M8 10h9M8 10l6 5.5h3M15 2.5l2 2-2 2M15 8l2 2-2 2M15 13.5l2 2-2 2",
        Kind::SingleServer => "M4 3h12v14H4zM4 7.6h12M4 12.2h12M6.5 5.3h.2M6.5 9.9h.2M6.5 14.6h.2",
        Kind::WebServer => "M3 4h14v12H3zM3 7.5h14M5.3 5.8h.2M7.3 5.8h.2M8 10l-2 2 2 2M12 10l2 2-2 2",
        Kind::Service => "M10 2.8 16.3 6.4v7.2L10 17.2 3.7 13.6V6.4zM10 10l6.3-3.6M10 10v7.2M10 10 3.7 6.4",
        Kind::Worker => {
            "M10 7.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM10 2.5v2.3M10 15.2v2.3M2.5 10h2.3M15.2 10h2.3M4.7 4.7l1.6 1.6M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6"
        }
        Kind::Cache => "M11 2.5 4.5 11H9l-.8 6.5L15.5 8.5H10.6z",
        Kind::RelationalDatabase => {
            "M3.8 5.2c0-1.3 2.8-2.3 6.2-2.3s6.2 1 6.2 2.3-2.8 2.3-6.2 2.3-6.2-1-6.2-2.3zM3.8 5.2v9.6c0 1.3 2.8 2.3 6.2 2.3s6.2-1 6.2-2.3V5.2M3.8 10c0 1.3 2.8 2.3 6.2 2.3s6.2-1 6.2-2.3"
        }
        Kind::ReadReplica => {
            "M3.8 5.2c0-1.3 2.8-2.3 6.2-2.3s6.2 1 6.2 2.3-2.8 2.3-6.2 2.3-6.2-1-6.2-2.3zM3.8 5.2v9.6c0 1.3 2.8 2.3 6.2 2.3M16.2 5.2v4M10 14h6.5M14 11.5l2.5 2.5-2.5 2.5"
        }
        Kind::ShardedDatabase => {
            "M3 4.5c0-.9 1.4-1.5 3.1-1.5s3.1.6 3.1 1.5v4c0 .9-1.4 1.5-3.1 1.5S3 9.4 3 8.5zM10.8 4.5c0-.9 1.4-1.5 3.1-1.5S17 3.6 17 4.5v4c0 .9-1.4 1.5-3.1 1.5s-3.1-.6-3.1-1.5zM6.9 12.5c0-.9 1.4-1.5 3.1-1.5s3.1.6 3.1 1.5v3.5c0 .9-1.4 1.5-3.1 1.5s-3.1-.6-3.1-1.5z"
        }
        Kind::KeyValueStore => "M7 6a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10.3 8.7H17v3M14 8.7v2.3",
        Kind::DocumentStore => "M5 2.8h7l3.5 3.5v10.9H5zM12 2.8v3.5h3.5M8 10h5M8 13h5",
        Kind::ColumnStore => "M3 3.5h14v13H3zM7.7 3.5v13M12.3 3.5v13M3 7h14",
        Kind::GraphStore => {
            "M10 2.8a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8zM4.5 12.5a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8zM15.5 12.5a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8zM9.1 6.4 5.5 12.7M10.9 6.4l3.6 6.3M6.4 14.4h7.2"
        }
        Kind::SearchEngine => sign_path(Sign::Search),
        Kind::SessionStore => {
            "M3 5h14v10H3zM7.2 7.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM5 13c.2-1.2 1.1-1.8 2.2-1.8s2 .6 2.2 1.8M12 8.5h3M12 11.5h3"
        }
        Kind::ObjectStorage => {
            "M3.5 5h13l-1.7 11a1 1 0 0 1-1 .9H6.2a1 1 0 0 1-1-.9zM3 5c0-1.2 3.1-2 7-2s7 .8 7 2-3.1 2-7 2-7-.8-7-2z"
        }
        Kind::MessageQueue => "M3 6h3.5v8H3zM8.2 6h3.6v8H8.2zM13.5 6H17v8h-3.5zM5 3.5h10M5 16.5h10",
        Kind::PubSub => {
            "M10 8.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM6.3 13.7a5.2 5.2 0 0 1 0-7.4M13.7 6.3a5.2 5.2 0 0 1 0 7.4M4 16a8.5 8.5 0 0 1 0-12M16 4a8.5 8.5 0 0 1 0 12"
        }
        Kind::EventRouter => {
            "M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM2.5 10h5.3M12.2 10h5.3M11.6 8.4l4-4M11.6 11.6l4 4M13 4h2.8v2.8M13 16h2.8v-2.8"
        }
        Kind::Metrics => "M3 3v14h14M5.5 13l3.2-4.5 3 2.5L16 5.5",
        Kind::Logs => "M4 4.5h12M4 8.2h8.5M4 11.8h12M4 15.5h6.5",
        Kind::Automation => "M10 3a7 7 0 0 1 6.7 5M17 4v4h-4M10 17a7 7 0 0 1-6.7-5M3 16v-4h4",
        Kind::DataCentre => "M3 17V7l7-4 7 4v10zM6.5 17v-7h7v7M6.5 12.5h7M6.5 15h7",
        Kind::Zone => {
            "M3.5 3.5h3M9 3.5h2M13.5 3.5h3M3.5 16.5h3M9 16.5h2M13.5 16.5h3M3.5 3.5v3M3.5 9v2M3.5 13.5v3M16.5 3.5v3M16.5 9v2M16.5 13.5v3M7.5 7.5h5v5h-5z"
        }
    }
}

/// Properties of an icon.
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct Props {
    /// Its path in a square of 20 units.
    pub path: &'static str,
    /// Its side, CSS pixels.
    #[prop_or(18)]
    pub size: u32,
}

/// An icon beside a text or inside a labelled control; hidden from screen readers.
#[component]
pub fn Icon(props: &Props) -> Html {
    let size = props.size.to_string();
    html! {
        <svg class="icon" width={size.clone()} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={props.path} />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_drawing_of_its_own() {
        let paths: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind_path(*kind)).collect();
        assert_eq!(paths.len(), Kind::ALL.len());
    }
}
