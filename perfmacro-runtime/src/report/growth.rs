//! What stands below the table of functions whose growth was judged: the constants of it.

use crate::enforce::Judged;

use super::Row;
use super::told::growth::{constants, what};

/// One line for each function; `None` where there is none.
#[must_use]
pub fn growth(rows: &[Row]) -> Option<String> {
    let mut lines = Vec::new();
    for row in rows {
        for judged in &row.judged {
            if let Judged::Growth(judgement) = judged
                && let Some(constants) = constants(judgement)
            {
                let resource = what(judgement.resource);
                lines.push(format!("{} in {resource}: {constants}", row.case));
            }
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
