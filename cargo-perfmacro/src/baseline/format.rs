//! A snapshot as text, and back.

use serde::{Deserialize, Serialize};

use crate::snapshot::Snapshot;

/// The version of the format. It is raised where a reader of an older one would take a figure for something else.
pub const VERSION: u64 = 1;

#[derive(Serialize)]
struct Written<'a> {
    perfmacro_baseline: u64,
    #[serde(flatten)]
    snapshot: &'a Snapshot,
}

#[derive(Deserialize)]
struct Head {
    perfmacro_baseline: u64,
}

/// What keeps a text from being a baseline.
#[derive(Debug)]
pub(super) enum ReadError {
    Damaged(serde_json::Error),
    Newer(u64),
}

/// As it is committed.
pub(super) fn write(snapshot: &Snapshot) -> String {
    let written = Written {
        perfmacro_baseline: VERSION,
        snapshot: &snapshot.rounded(),
    };
    let text = serde_json::to_string_pretty(&written);
    text.expect("names are keys, and a string takes all") + "\n"
}

pub(super) fn read(text: &str) -> Result<Snapshot, ReadError> {
    // A later version may differ in all but its number.
    let head: Head = serde_json::from_str(text).map_err(ReadError::Damaged)?;
    if head.perfmacro_baseline > VERSION {
        return Err(ReadError::Newer(head.perfmacro_baseline));
    }
    serde_json::from_str(text).map_err(ReadError::Damaged)
}
