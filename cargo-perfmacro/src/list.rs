//! `list`: what is annotated, with its budgets and places.

use perfmacro_runtime::shard::Shard;

use crate::cargo::Cargo;
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::suites::{self, SuiteError};
use crate::table::table;
use crate::terminal::Terminal;

/// What is to be listed, and how.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) selection: Selection,
    pub(crate) filter: Option<String>,
    pub(crate) shard: Option<Shard>,
    pub(crate) is_json: bool,
}

/// Lists the cases that match.
///
/// # Errors
///
/// See [`SuiteError`]; also where no case of any shard matches.
pub(crate) fn list(options: &List, cargo: &Cargo, terminal: Terminal) -> Result<Exit, SuiteError> {
    let selection = &options.selection;
    let filter = options.filter.as_deref();
    let workspace = cargo.workspace().map_err(SuiteError::Cargo)?;
    let packages = selection.of(&workspace).map_err(SuiteError::None)?;
    let suites = suites::find(&packages)?;
    let asked = suites::ask(suites, filter, selection, cargo, terminal)?;
    let asked = suites::share(asked, options.shard, filter, terminal)?;
    let cases = asked
        .into_iter()
        .flat_map(|asked| asked.cases)
        .collect::<Vec<_>>();
    if cases.is_empty() {
        return Ok(Exit::Passed);
    }
    if options.is_json {
        for case in &cases {
            terminal.show(&case.line);
        }
        return Ok(Exit::Passed);
    }
    let rows = cases
        .iter()
        .map(|case| {
            let budgets = match case.budgets.as_slice() {
                [] => "-".to_owned(),
                budgets => budgets.join(", "),
            };
            vec![
                case.name.clone(),
                budgets,
                case.tests.clone(),
                case.location.clone(),
            ]
        })
        .collect();
    terminal.show(&table(
        &["case", "budgets", "tests", "attribute"],
        rows,
        &[],
    ));
    Ok(Exit::Passed)
}
