//! A record as a line.

use serde_core::Serialize;

/// The version of the format. It is raised where a reader of an older one would take a line for something else; new
/// fields, kinds and words do not raise it.
pub const VERSION: u64 = 1;

/// Of an [`Environment`](super::Environment).
pub(super) const ENVIRONMENT: &str = "environment";
/// Of a [`CaseResult`](super::CaseResult).
pub(super) const RESULT: &str = "result";

/// A record of this kind as a line, its end included.
pub(super) fn line(kind: &str, record: &impl Serialize) -> String {
    let fields = json(record);
    // Every record has fields.
    let fields = fields.strip_prefix('{').unwrap_or_default();
    format!("{{\"perfmacro_record\":{VERSION},\"kind\":\"{kind}\",{fields}\n")
}

/// A record alone.
pub(super) fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("a record has names for keys and writes into memory")
}
