//! One file per kind. A new kind adds its variant, its file, its drawing (`ui::canvas::glyph`) and its place in the
//! plan (`plan::compile`); each of these matches without a wildcard, so that none can be forgotten.

mod shared;

pub(super) use shared::BY_THE_MACHINE;

use super::{KindSpec, Parameter, ParameterSpec};
use crate::base::geometry::Size;

/// Extent of the card of every component that is no container.
const CARD: Size = Size::new(180.0, 72.0);

/// Declares the kinds: the variant and the module that holds its entry.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// Every kind of component that can be drawn.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $variant),+ }

        impl Kind {
            /// Every kind, in the palette's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its entry in the catalogue.
            pub const fn spec(self) -> &'static KindSpec {
                match self { $(Self::$variant => &$module::SPEC),+ }
            }
        }
    };
}

/// One more than the place of each parameter among those of each kind, 0 where it has no such: whoever compiles asks for
/// figures so often that looking through them costs more than all else.
static PLACES: [[u8; Parameter::ALL.len()]; Kind::ALL.len()] = places();

const fn places() -> [[u8; Parameter::ALL.len()]; Kind::ALL.len()] {
    let mut places = [[0; Parameter::ALL.len()]; Kind::ALL.len()];
    let mut kind = 0;
    while kind < Kind::ALL.len() {
        let parameters = Kind::ALL[kind].spec().parameters;
        let mut place = 0;
        while place < parameters.len() {
            places[Kind::ALL[kind] as usize][parameters[place].parameter as usize] = place as u8 + 1;
            place += 1;
        }
        kind += 1;
    }
    places
}

impl Kind {
    /// The entry of `parameter`; `None` where the kind has no such parameter.
    pub fn parameter(self, parameter: Parameter) -> Option<&'static ParameterSpec> {
        let place = PLACES[self as usize][parameter as usize];
        self.spec().parameters.get(usize::from(place).checked_sub(1)?)
    }
}

kinds! {
    /// People and their devices, the source of all requests.
    Users => users,
    /// Turns names into addresses.
    Dns => dns,
    /// Answers with the nearest healthy entry.
    GeoDns => geo_dns,
    /// Delivers static files near the users.
    Cdn => cdn,
    /// Spreads requests over targets.
    LoadBalancer => load_balancer,
    /// Web, database and cache on one machine.
    SingleServer => single_server,
    /// Answers requests with workers that are held for their whole time.
    WebServer => web_server,
    /// A service behind the web tier.
    Service => service,
    /// Takes work from a queue at its own pace.
    Worker => worker,
    /// Keeps answers in memory.
    Cache => cache,
    /// Relational database that takes the writes.
    RelationalDatabase => relational_database,
    /// Copy of a relational database that answers reads.
    ReadReplica => read_replica,
    /// Relational database split by key.
    ShardedDatabase => sharded_database,
    /// Key-value store.
    KeyValueStore => key_value_store,
    /// Document store.
    DocumentStore => document_store,
    /// Wide-column store.
    ColumnStore => column_store,
    /// Graph store.
    GraphStore => graph_store,
    /// Full-text search engine.
    SearchEngine => search_engine,
    /// Keeps the sessions of stateless servers.
    SessionStore => session_store,
    /// Keeps large files.
    ObjectStorage => object_storage,
    /// Keeps messages until a consumer is done with them.
    MessageQueue => message_queue,
    /// Delivers messages to whoever is there now.
    PubSub => pub_sub,
    /// Gives every subscriber a copy.
    EventRouter => event_router,
    /// Collects figures and raises alarms.
    Metrics => metrics,
    /// Collects what components write down.
    Logs => logs,
    /// Builds, tests, deploys and repairs.
    Automation => automation,
    /// A data centre.
    DataCentre => data_centre,
    /// A zone within a data centre: separate power and network.
    Zone => zone,
}
