//! The formats as they are written. A released version is frozen: its reader stays for ever, and a newer version is a
//! new file beside it with a migration.

pub(super) mod compact;
mod reading;
pub(super) mod v1;

use serde::Deserialize;

/// What every format of ours begins with.
pub(super) const FORMAT_PREFIX: &str = "scaleground-topology-";

/// The part of a file that tells its version.
#[derive(Deserialize)]
pub(super) struct Head {
    /// Name and version of the format.
    pub(super) format: Option<String>,
}
