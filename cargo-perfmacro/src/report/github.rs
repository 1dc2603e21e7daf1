//! Annotations on the attributes' lines: workflow commands, which the runner reads from a step's output.
//!
//! Format: <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>; its escapes are those of
//! the toolkit, <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.
//!
//! An error and a FAIL are errors, a WARN is a warning, INCONCLUSIVE and NOT ENFORCED are notices. GitHub shows ten of each
//! in a step, so what is of the same attribute and level is one annotation, and errors come first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::model::Case;
use super::{Model, Outcome, account, figure};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

#[derive(Default)]
struct Annotation {
    titles: Vec<String>,
    accounts: Vec<String>,
}

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut annotations: BTreeMap<_, Annotation> = BTreeMap::new();
    for case in &model.cases {
        let place = &case.latest.value.location;
        for (level, title, account) in findings(case) {
            let place = (&place.file, place.line, place.column);
            let annotation = annotations.entry((level, place)).or_default();
            annotation.titles.push(title);
            annotation.accounts.push(account);
        }
    }
    for ((level, (file, line, column)), annotation) in annotations {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        };
        let more = annotation.titles.len() - 1;
        let title = match more {
            0 => annotation.titles[0].clone(),
            more => format!("{} and {more} more", annotation.titles[0]),
        };
        writeln!(
            out,
            "::{command} file={},line={line},col={column},title={}::{}",
            property(file),
            property(&title),
            data(&annotation.accounts.join("\n"))
        )?;
    }
    Ok(())
}

/// What there is to say of a case.
fn findings(case: &Case) -> impl Iterator<Item = (Level, String, String)> {
    let result = &case.latest.value;
    let label = figure::one_line(&case.label);
    let problem = result.problem.iter().map({
        let label = label.clone();
        move |problem| {
            let title = format!("ERROR {label}");
            (Level::Error, title, format!("ERROR {label}: {problem}"))
        }
    });
    let budgets = case.budgets().iter().filter_map(move |budget| {
        let outcome = Outcome::of_budget(budget);
        let level = match outcome {
            Outcome::Error | Outcome::Fail => Level::Error,
            Outcome::Warn => Level::Warning,
            Outcome::Inconclusive | Outcome::NotEnforced | Outcome::Unknown => Level::Notice,
            Outcome::Pass | Outcome::NoBudget => return None,
        };
        let title = format!("{} {label} {}", outcome.word(), budget.option);
        Some((level, title, account::text(result, &label, budget)))
    });
    problem.chain(budgets)
}

/// A message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100%: a,b\r\n%0A"), "100%25: a,b%0D%0A%250A");
        assert_eq!(property("a::b, c%"), "a%3A%3Ab%2C c%25");
    }
}
