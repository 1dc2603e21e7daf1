//! `JUnit` XML: a test suite for each crate, a test case for each case or family that has budgets.
//!
//! Format: the schema of the Ant task, <https://github.com/windyroad/JUnit-Schema>, and that of Jenkins,
//! <https://github.com/jenkinsci/xunit-plugin> (`junit-10.xsd`): a report is valid by both.
//!
//! - A FAIL is a `failure`, with the whole account of every budget that does not hold. What could not be judged at all
//!   is an `error`.
//! - INCONCLUSIVE is `skipped`: as a pass it would hide that nothing was shown, and as a failure it would make a
//!   gate fail by a busy machine and not by the code. Where the run was strict, the test failed, and so it is a
//!   `failure` here.
//! - NOT ENFORCED is `skipped`: the budget was not tested.
//! - A WARN is a pass, since the test passed; its account is in the suite's `system-out`.
//!
//! The schema wants a host's name, and records have none on purpose: it is `localhost`, as the schema asks for then.

use std::collections::BTreeMap;
use std::io::{self, Write};

use perfmacro_runtime::record::{BudgetResult, CaseResult};

use super::model::Case;
use super::{Model, Outcome, account, figure};

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<_, Vec<&Case>> = BTreeMap::new();
    let tested = model
        .cases
        .iter()
        .filter(|case| case.outcome() != Outcome::NoBudget);
    for case in tested {
        let result = &case.latest.value;
        let name = result.package.as_ref().unwrap_or(&result.crate_name);
        suites.entry((name, &case.target)).or_default().push(case);
    }
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>"
    )?;
    for (id, ((name, _), cases)) in suites.iter().enumerate() {
        let suite = Suite {
            id,
            name,
            environment: model.environment(cases[0]).map(figure::environment),
            cases,
        };
        suite.write(out)?;
    }
    writeln!(out, "</testsuites>")
}

struct Suite<'a> {
    id: usize,
    name: &'a str,
    environment: Option<String>,
    cases: &'a [&'a Case],
}

/// What a case is in this format.
enum Finding {
    Pass,
    Failure(Told),
    Error(Told),
    Skipped(Told),
}

struct Told {
    kind: &'static str,
    message: String,
    text: String,
}

impl Suite<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Suite {
            id,
            name,
            environment,
            cases,
        } = self;
        let findings = cases
            .iter()
            .map(|case| Finding::of(case))
            .collect::<Vec<_>>();
        let count = |wanted: fn(&Finding) -> bool| {
            findings.iter().filter(|finding| wanted(finding)).count()
        };
        let failures = count(|finding| matches!(finding, Finding::Failure(_)));
        let errors = count(|finding| matches!(finding, Finding::Error(_)));
        let skipped = count(|finding| matches!(finding, Finding::Skipped(_)));
        let elapsed = cases
            .iter()
            .map(|case| case.latest.value.elapsed_us)
            .sum::<u64>();
        let began = cases
            .iter()
            .map(|case| case.latest.unix_time_ms)
            .min()
            .unwrap_or(0);
        writeln!(
            out,
            "  <testsuite id=\"{id}\" name=\"{name}\" package=\"{name}\" timestamp=\"{}\" hostname=\"localhost\" \
             tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"{}\">",
            figure::date_time(began),
            cases.len(),
            seconds(elapsed),
            name = attribute(name),
        )?;
        writeln!(out, "    <properties>")?;
        if let Some(environment) = environment {
            let environment = attribute(environment);
            writeln!(
                out,
                "      <property name=\"environment\" value=\"{environment}\"/>"
            )?;
        }
        writeln!(out, "    </properties>")?;
        for (case, finding) in cases.iter().zip(&findings) {
            write_case(case, finding, out)?;
        }
        let warnings = cases
            .iter()
            .flat_map(|case| accounts(case, |budget| Outcome::of_budget(budget) == Outcome::Warn));
        let warnings = warnings.collect::<Vec<_>>().join("\n");
        writeln!(out, "    <system-out>{}</system-out>", content(&warnings))?;
        writeln!(out, "    <system-err></system-err>\n  </testsuite>")
    }
}

fn write_case(case: &Case, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let result = &case.latest.value;
    write!(
        out,
        "    <testcase name=\"{}\" classname=\"{}\" time=\"{}\"",
        attribute(&case.label),
        attribute(&result.entry),
        seconds(result.elapsed_us)
    )?;
    let (element, told) = match finding {
        Finding::Pass => return writeln!(out, "/>"),
        Finding::Failure(told) => ("failure", told),
        Finding::Error(told) => ("error", told),
        Finding::Skipped(told) => ("skipped", told),
    };
    let Told {
        kind,
        message,
        text,
    } = told;
    writeln!(
        out,
        ">\n      <{element} type=\"{}\" message=\"{}\">{}</{element}>\n    </testcase>",
        attribute(kind),
        attribute(message),
        content(text)
    )
}

impl Finding {
    fn of(case: &Case) -> Finding {
        let result = &case.latest.value;
        let outcome = case.outcome();
        let told = || Told::of(case, outcome);
        match outcome {
            Outcome::Error => Finding::Error(Told {
                kind: outcome.word(),
                message: result.problem.clone().unwrap_or_default(),
                text: account::places(result)
                    .into_iter()
                    .map(|(about, line)| format!("{about:10} {line}"))
                    .collect::<Vec<_>>()
                    .join("\n"),
            }),
            Outcome::Fail => Finding::Failure(told()),
            Outcome::Inconclusive if is_strict(result) => Finding::Failure(told()),
            Outcome::Inconclusive | Outcome::NotEnforced | Outcome::Unknown => {
                Finding::Skipped(told())
            }
            Outcome::Warn | Outcome::Pass | Outcome::NoBudget => Finding::Pass,
        }
    }
}

impl Told {
    fn of(case: &Case, outcome: Outcome) -> Told {
        let first = case
            .budgets()
            .iter()
            .find(|budget| Outcome::of_budget(budget) == outcome);
        let of_first =
            |budget: &BudgetResult| format!("{}: {}", budget.option, account::summary(budget));
        let is_told = |budget: &BudgetResult| Outcome::of_budget(budget) < Outcome::Pass;
        Told {
            kind: outcome.word(),
            message: first.map(of_first).unwrap_or_default(),
            text: accounts(case, is_told).collect::<Vec<_>>().join("\n"),
        }
    }
}

fn is_strict(result: &CaseResult) -> bool {
    result.enforce == "strict"
}

fn accounts(case: &Case, is_told: impl Fn(&BudgetResult) -> bool) -> impl Iterator<Item = String> {
    let result = &case.latest.value;
    case.budgets()
        .iter()
        .filter(move |budget| is_told(budget))
        .map(move |budget| account::text(result, &case.label, budget))
}

fn seconds(microseconds: u64) -> String {
    format!(
        "{}.{:06}",
        microseconds / 1_000_000,
        microseconds % 1_000_000
    )
}

/// Text between tags.
fn content(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            // As it is it would be read as a line's end.
            '\r' => escaped.push_str("&#13;"),
            // `]]>` is not allowed outside a section of its own.
            '>' => escaped.push_str("&gt;"),
            character if is_legal(character) => escaped.push(character),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}

/// Text between double quotes, its line breaks kept.
fn attribute(text: &str) -> String {
    let escaped = content(text).replace('"', "&quot;").replace('\n', "&#10;");
    escaped.replace('\t', "&#9;")
}

/// Whether XML 1.0 has this character at all: <https://www.w3.org/TR/xml/#charsets>.
fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
