//! One page that needs nothing else: no network, no other file, no server.
//!
//! Format: HTML as <https://html.spec.whatwg.org/> has it. The page is `page.css` and `page.js` beside this file, the
//! totals and what wants attention as plain HTML, which is readable without scripts, and the data in two blocks that no
//! browser runs:
//!
//! - `cases`: what the table shows, a JSON array for each column, so that ten thousand cases are parsed at once;
//! - `details`: a line of JSON for each case, in the same order, which is parsed when the case is opened.
//!
//! Invariant: text reaches the page as text. `<` is never written into a block of data, and the script makes elements and
//! their text, never markup.

mod data;
mod script_safe;

use std::io::{self, Write};

use super::model::Case;
use super::{Model, account, figure};
use script_safe::ScriptSafe;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const BODY: &str = include_str!("page.html");
/// Only what the page itself holds is run or shown, and nothing is ever asked of anybody.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";
/// How many cases are listed for readers without scripts.
const LISTED: usize = 200;
/// How many machines are named at the top.
const ENVIRONMENTS: usize = 4;

/// Writes the page as it goes: what is in memory is the model and a line.
pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>perfmacro: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        text(&model.cases_by_outcome.in_words())
    )?;
    write_head(model, out)?;
    write_without_scripts(model, out)?;
    out.write_all(BODY.as_bytes())?;
    let cases = |out: &mut dyn Write| data::write_cases(model, out);
    ScriptSafe::new(out).block("cases", "application/json", cases)?;
    writeln!(out, "<script>\n{SCRIPT}</script>")?;
    // Last, since the table does not wait for it.
    let details = |out: &mut dyn Write| data::write_details(model, out);
    ScriptSafe::new(out).block("details", "application/x-ndjson", details)?;
    writeln!(out, "</body>\n</html>")
}

fn write_head(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let cases = model.cases.len() as u64;
    let runs = model.runs.len() as u64;
    writeln!(
        out,
        "<header>\n<h1>perfmacro</h1>\n<p class=\"totals\">{cases} case{}, {runs} run{}: {}</p>",
        figure::plural(cases),
        figure::plural(runs),
        text(&model.cases_by_outcome.in_words())
    )?;
    if let Some(newest) = model.runs.first() {
        let at = figure::date_time(newest.ended_ms).replace('T', " ");
        writeln!(
            out,
            "<p class=\"newest\">newest result: {} UTC</p>",
            text(&at)
        )?;
    }
    for environment in model.current_environments().into_iter().take(ENVIRONMENTS) {
        let environment = text(&figure::environment(environment));
        writeln!(out, "<p class=\"newest\">{environment}</p>")?;
    }
    if model.machines().iter().any(|first| *first > 0) {
        writeln!(
            out,
            "<p class=\"note\">These records are of several machines or toolchains, whose times do not compare; \
             each case says where it ran.</p>"
        )?;
    }
    if !model.damaged.is_empty() {
        let count = model.damaged.len() as u64;
        writeln!(
            out,
            "<details class=\"note\"><summary>{count} damaged record{} passed over</summary><ul>",
            figure::plural(count)
        )?;
        for damaged in model.damaged.iter().take(LISTED) {
            writeln!(out, "<li>{}</li>", text(&damaged.to_string()))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    if model.injected > 0 {
        let results = figure::injected(model.injected);
        writeln!(
            out,
            "<p class=\"note\">{results} left out: a fault was put into every call.</p>"
        )?;
    }
    writeln!(out, "</header>")
}

fn write_without_scripts(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let wanting = || {
        let cases = model.cases.iter();
        cases.filter(|case| case.outcome().wants_attention())
    };
    writeln!(
        out,
        "<noscript>\n<p class=\"note\">The table of all cases and the plots need JavaScript. What wants attention:</p>\n\
         <table class=\"plain\"><thead><tr><th>verdict</th><th>case</th><th>why</th><th>attribute</th></tr></thead><tbody>"
    )?;
    let mut cases = wanting().collect::<Vec<_>>();
    cases.sort_by_key(|case| case.outcome());
    for case in cases.iter().take(LISTED) {
        let place = &case.latest.value.location;
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}:{}</td></tr>",
            case.outcome().word(),
            text(&case.label),
            text(&why(case)),
            text(&place.file),
            place.line
        )?;
    }
    writeln!(out, "</tbody></table>")?;
    if let Some(more @ 1..) = cases.len().checked_sub(LISTED) {
        writeln!(out, "<p>and {more} more</p>")?;
    }
    writeln!(out, "</noscript>")
}

fn why(case: &Case) -> String {
    let budgets = case.budgets().iter();
    let reasons = budgets
        .filter(|budget| super::Outcome::of_budget(budget).wants_attention())
        .map(|budget| format!("{}: {}", budget.option, account::summary(budget)));
    let problem = case.latest.value.problem.clone();
    problem
        .into_iter()
        .chain(reasons)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Text between tags.
fn text(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
