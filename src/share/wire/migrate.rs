//! From each released version to the next. A version is read by its own types and then walks up these steps, so that the
//! rest of the program knows only the newest.

use super::faults::FileFault;
use super::{v1, v2};

/// Version 1 to 2: faults may concern links and be of several kinds; everything else stands as it stood.
pub(super) fn from_v1(file: v1::File) -> v2::File {
    let faults = file.faults.into_iter().map(|fault| FileFault {
        component: Some(fault.component),
        instances: fault.instances,
        ..FileFault::default()
    });
    v2::File {
        format: v2::FORMAT.to_owned(),
        title: file.title,
        users: file.users,
        components: file.components,
        links: file.links,
        faults: faults.collect(),
        view: None,
        seed: None,
        scenario: Vec::new(),
        steps: Vec::new(),
    }
}
