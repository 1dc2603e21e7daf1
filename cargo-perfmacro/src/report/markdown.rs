//! Markdown for a pull request: what wants attention first, the whole table folded behind it.
//!
//! Format: GitHub Flavored Markdown, <https://github.github.com/gfm/>. A comment on GitHub has at most 65,536
//! characters, so a report stops below that and says what it left out.

use std::fmt::Write as _;
use std::io::{self, Write};

use perfmacro_runtime::record::BudgetResult;

use super::model::Case;
use super::{Model, Outcome, account, figure};

/// How many bytes the accounts of what wants attention may take, and how many the whole table.
const ROOM: usize = 28_000;
const HEADER: &str = "| verdict | case | budget | measured | limit | headroom |\n| --- | --- | --- | ---: | ---: | ---: |\n";

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "### perfmacro: {}\n",
        model.cases_by_outcome.in_words()
    )?;
    for environment in model.current_environments() {
        writeln!(out, "- {}", prose(&figure::environment(environment)))?;
    }
    writeln!(out)?;
    if !model.damaged.is_empty() || model.injected > 0 {
        write_doubts(model, out)?;
    }
    write_attention(model, out)?;
    write_all(model, out)
}

fn write_doubts(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    const SHOWN: usize = 5;
    for damaged in model.damaged.iter().take(SHOWN) {
        writeln!(out, "- {}", prose(&damaged.to_string()))?;
    }
    if let Some(more @ 1..) = model.damaged.len().checked_sub(SHOWN) {
        writeln!(out, "- and {more} more damaged records")?;
    }
    if model.injected > 0 {
        let results = figure::injected(model.injected);
        writeln!(out, "- {results} left out: a fault was put into every call")?;
    }
    writeln!(out)
}

fn write_attention(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut cases = model
        .cases
        .iter()
        .filter(|case| case.outcome().wants_attention())
        .collect::<Vec<_>>();
    // A stable sort: within an outcome they stay in order.
    cases.sort_by_key(|case| case.outcome());
    let texts = cases.iter().map(|case| of_case(case));
    let left = write_while_room(texts, out)?;
    if left > 0 {
        writeln!(out, "and {left} more that want attention\n")?;
    }
    Ok(())
}

/// A case with the account of each budget that does not hold.
fn of_case(case: &Case) -> String {
    let result = &case.latest.value;
    let mut text = format!("**{}** {}", case.outcome().word(), code(&case.label));
    let place = &result.location;
    writeln!(
        text,
        " at {}\n",
        code(&format!("{}:{}", place.file, place.line))
    )
    .expect("writes into memory");
    let accounts = case
        .budgets()
        .iter()
        .filter(|budget| Outcome::of_budget(budget).wants_attention())
        .map(|budget| account::text(result, &case.label, budget));
    let problem = result
        .problem
        .iter()
        .map(|problem| format!("ERROR {}: {problem}", case.label));
    let lines = problem.chain(accounts).collect::<Vec<_>>().join("\n");
    let fence = "`".repeat(longest_run(&lines, '`').max(2) + 1);
    // Without its other line breaks, of which a fence at the line's begin could be one.
    let lines = lines.replace("\r\n", "\n").replace('\r', " ");
    writeln!(text, "{fence}text\n{lines}\n{fence}\n").expect("writes into memory");
    text
}

fn write_all(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    if model.cases.is_empty() {
        return Ok(());
    }
    let count = model.cases.len();
    let plural = figure::plural(count as u64);
    writeln!(out, "<details><summary>{count} case{plural}</summary>\n")?;
    write!(out, "{HEADER}")?;
    let left = write_while_room(model.cases.iter().map(rows), out)?;
    if left > 0 {
        writeln!(
            out,
            "\nand {left} more cases, which do not fit in a comment"
        )?;
    }
    writeln!(out, "\n</details>")
}

/// A row for each budget, or for the case where it has none.
fn rows(case: &Case) -> String {
    let name = code(&case.label);
    let time = case
        .time
        .as_ref()
        .map(|time| figure::time(time.value.median));
    let mut rows = case
        .budgets()
        .iter()
        .map(|budget| row(&name, budget))
        .collect::<String>();
    if rows.is_empty() {
        let word = case.outcome().word();
        let time = figure::or_absent(time);
        rows = format!("| {word} | {name} | | {time} | | |\n");
    }
    rows
}

fn row(name: &str, budget: &BudgetResult) -> String {
    let amount = |value| figure::amount(budget.unit, value);
    format!(
        "| {} | {name} | {} | {} | {} | {} |\n",
        Outcome::of_budget(budget).word(),
        code(&budget.option),
        figure::or_absent(budget.measured.map(amount)),
        figure::limit(budget),
        figure::or_absent(budget.headroom.map(figure::headroom))
    )
}

/// Writes whole texts while there is room, and returns how many are left.
fn write_while_room(texts: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<usize> {
    let mut room = ROOM;
    let mut left = 0;
    for text in texts {
        if left == 0 && text.len() <= room {
            room -= text.len();
            out.write_all(text.as_bytes())?;
        } else {
            left += 1;
        }
    }
    Ok(left)
}

/// Text as it is, in a span in which nothing else means anything; a bar is the end of a table's cell even there.
fn code(text: &str) -> String {
    let text = figure::one_line(text).replace('|', "\\|");
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let space = if fence.len() > 1 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text that reads as it is and means nothing: no emphasis, no link, no mention.
fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for character in figure::one_line(text).chars() {
        match character {
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            character => escaped.push(character),
        }
    }
    escaped
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|character| character != wanted)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_not_ended_by_what_is_in_it() {
        assert_eq!(code("a::b"), "`a::b`");
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b``c\nd"), "``` a`b``c d ```");
        assert_eq!(prose("@a <b> `c` *d*"), "&#64;a &lt;b&gt; \\`c\\` \\*d\\*");
    }
}
