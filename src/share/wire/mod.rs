//! The formats as they are written. A released version is frozen: its reader stays for ever, and a newer version is a
//! new file beside it with a migration.

pub(super) mod compact;
mod faults;
mod head;
mod migrate;
mod reading;
pub(super) mod size;
mod steps;
pub(super) mod v1;
pub(super) mod v2;
mod view;

use serde_json::Value;

use super::{Opened, ProblemCode, ShareError};
use head::Head;
pub(super) use reading::LONGEST_FOREIGN_NAME;

/// What every format of ours begins with.
pub(super) const FORMAT_PREFIX: &str = "scaleground-topology-";

/// Reads the text of a file of any released version.
pub(super) fn read_file(text: &str) -> Result<Opened, ShareError> {
    size::check(text.as_bytes())?;
    let head: Head = serde_json::from_str(text).map_err(ShareError::from_json)?;
    match head.format.as_deref() {
        Some(v1::FORMAT) => reading::open(migrate::from_v1(serde_json::from_str(text).map_err(ShareError::from_json)?)),
        Some(v2::FORMAT) => {
            let mut opened = reading::open(serde_json::from_str(text).map_err(ShareError::from_json)?)?;
            for name in head.unknown(v2::FIELDS) {
                let code = ProblemCode::UnknownName { name: name.clone() };
                opened.problems.push(super::Problem { place: name, code });
            }
            Ok(opened)
        }
        Some(other) if other.starts_with(FORMAT_PREFIX) => {
            Err(ShareError::NewerVersion { version: other.chars().take(40).collect() })
        }
        _ => Err(ShareError::NotATopology),
    }
}

/// Reads the content of a link of any released version, from 1.
pub(super) fn read_link(version: u32, content: &[u8]) -> Result<Opened, ShareError> {
    size::check(content)?;
    let value: Value = serde_json::from_slice(content).map_err(|_| ShareError::Damaged)?;
    let file = match version {
        1 => compact::read_v1(&value).map(migrate::from_v1),
        _ => compact::read(&value),
    };
    reading::open(file.ok_or(ShareError::Damaged)?)
}
