//! The list of cases, as libtest prints it.

use std::fmt::Write as _;

use crate::case::Case;

/// Prints one `name: benchmark` per line; with `is_terse` nothing else, as nextest reads it.
pub fn show_list(cases: &[&Case], is_terse: bool) {
    let list = list(cases, is_terse);
    if !list.is_empty() {
        super::show(&list);
    }
}

fn list(cases: &[&Case], is_terse: bool) -> String {
    let mut text = String::new();
    for case in cases {
        let _ = writeln!(text, "{case}: benchmark");
    }
    if !is_terse {
        let plural = if cases.len() == 1 { "" } else { "s" };
        let _ = write!(text, "\n0 tests, {} benchmark{plural}", cases.len());
    }
    text.trim_end_matches('\n').to_owned()
}
