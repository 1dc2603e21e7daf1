//! What test executables tell of budgets: text in, verdicts out.
//!
//! This is the only place that knows how a verdict is told, so that where verdicts are records it is these that are
//! read here. A told verdict begins a line: `PASS case: option figure of limit`, `FAIL case: over its option by ..`,
//! `WARN` like it, `INCONCLUSIVE case: option is undecided: ..`, `NOT ENFORCED case: option: ..`, `SKIPPED case: ..`.
//! What there is to know further stands below it, each line two spaces in, its label first.

use cargo_perfmacro::budget_options;

/// A verdict as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) word: Word,
    /// The case, or the function for a budget on all of its sizes.
    pub(crate) case: String,
    /// The option that declares the budget; empty where no budget is meant.
    pub(crate) option: String,
    pub(crate) figure: Option<String>,
    pub(crate) limit: Option<String>,
    /// What is told of it besides, in a line.
    pub(crate) remark: String,
    /// All that was told, for people.
    pub(crate) account: String,
}

/// The word a verdict begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Pass,
    Fail,
    Warn,
    Inconclusive,
    NotEnforced,
    Skipped,
}

impl Word {
    const ALL: [Word; 6] = [
        Word::Pass,
        Word::Fail,
        Word::Warn,
        Word::Inconclusive,
        Word::NotEnforced,
        Word::Skipped,
    ];

    /// As it is written.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Word::Pass => "PASS",
            Word::Fail => "FAIL",
            Word::Warn => "WARN",
            Word::Inconclusive => "INCONCLUSIVE",
            Word::NotEnforced => "NOT ENFORCED",
            Word::Skipped => "SKIPPED",
        }
    }
}

/// Every verdict that is told in `output`, in its order, each told once.
pub(crate) fn told(output: &str) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    // How far the last verdict's line is indented, while lines below it may belong to it.
    let mut open = None;
    for line in output.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(told) = head(line.trim_start()) {
            all.push(told);
            open = Some(indent);
        } else if let (Some(of_head), Some(last)) = (open, all.last_mut()) {
            if indent >= of_head + 2 && !line.trim().is_empty() {
                detail(last, &line[of_head..]);
            } else {
                open = None;
            }
        }
    }
    // nextest tells a failure again at the end.
    let mut once: Vec<Told> = Vec::with_capacity(all.len());
    for told in all {
        if !once.contains(&told) {
            once.push(told);
        }
    }
    once
}

/// A verdict's own line.
fn head(line: &str) -> Option<Told> {
    let (word, rest) = Word::ALL.into_iter().find_map(|word| {
        let rest = line.strip_prefix(word.text())?.strip_prefix(' ')?;
        Some((word, rest))
    })?;
    // A case's name may have a colon and a space in it; what is behind the right one is known.
    rest.match_indices(": ").find_map(|(index, _)| {
        let mut told = Told {
            word,
            case: rest[..index].to_owned(),
            option: String::new(),
            figure: None,
            limit: None,
            remark: String::new(),
            account: line.to_owned(),
        };
        says(&mut told, &rest[index + 2..]).then_some(told)
    })
}

/// Whether `text` is what this verdict's word goes with; what it says is then in `told`.
fn says(told: &mut Told, text: &str) -> bool {
    match told.word {
        Word::Skipped => text.clone_into(&mut told.remark),
        Word::Fail if text.starts_with("wrong result") => text.clone_into(&mut told.remark),
        Word::Fail | Word::Warn => {
            let Some(rest) = text.strip_prefix("over its ") else {
                return false;
            };
            let (option, excess) = rest.split_once(' ').unwrap_or((rest, ""));
            if !budget_options::ALL.contains(&option) {
                return false;
            }
            option.clone_into(&mut told.option);
            excess
                .trim_start_matches("by ")
                .clone_into(&mut told.remark);
            if !told.remark.is_empty() {
                told.remark.push_str(" over");
            }
        }
        Word::Pass | Word::Inconclusive | Word::NotEnforced => {
            let end = text.find([' ', ':']).unwrap_or(text.len());
            let (option, rest) = text.split_at(end);
            if !budget_options::ALL.contains(&option) {
                return false;
            }
            option.clone_into(&mut told.option);
            match (told.word, rest.trim_start().split_once(" of ")) {
                (Word::Pass, Some((figure, limit))) => {
                    told.figure = Some(figure.to_owned());
                    told.limit = Some(limit.to_owned());
                }
                _ => rest
                    .trim_start_matches([' ', ':'])
                    .trim_start_matches("is undecided: ")
                    .clone_into(&mut told.remark),
            }
        }
    }
    true
}

/// A line of an account.
fn detail(told: &mut Told, line: &str) {
    told.account.push('\n');
    told.account.push_str(line);
    let line = line.trim_start();
    if let Some(measured) = line.strip_prefix("measured ") {
        let end = measured
            .find(" per call")
            .or_else(|| measured.find([',', '(']))
            .unwrap_or(measured.len());
        told.figure = Some(measured[..end].trim().to_owned());
    } else if let Some(budget) = line.strip_prefix("budget ") {
        let end = budget.find(" (").unwrap_or(budget.len());
        told.limit = Some(budget[..end].trim().to_owned());
    }
}

/// The names of the tests that libtest says failed, and what each showed.
pub(crate) fn failed_tests(output: &str) -> Vec<(String, String)> {
    output
        .lines()
        .filter_map(|line| {
            let name = line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?;
            Some((name.to_owned(), shown(output, name)))
        })
        .collect()
}

/// What libtest shows of a test.
fn shown(output: &str, test: &str) -> String {
    let head = format!("---- {test} stdout ----\n");
    let Some((_, shown)) = output.split_once(&head) else {
        return String::new();
    };
    let end = ["\n---- ", "\nfailures:\n", "\nsuccesses:\n"]
        .iter()
        .filter_map(|end| shown.find(end))
        .min()
        .unwrap_or(shown.len());
    shown[..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "
running 4 tests
test a::perf_sum::size_10 ... ok
test a::perf_sum::size_100 ... FAILED
test a::perf_odd::budget ... FAILED
test a::perf_slow::budget ... ok

successes:

---- a::perf_sum::size_10 stdout ----
PASS x::a::sum/10: target 20.01 µs of 200 µs
PASS x::a::sum/10: max_allocs 0 of 1
SKIPPED x::a::sum/7: by `skip` at src/a.rs:3:1

---- a::perf_slow::budget stdout ----
INCONCLUSIVE x::a::slow/a: b: p99 is undecided: every block was interrupted: the machine is too busy
  measured   1 ms per call, median of 3 blocks
  budget     900 µs (p99)
  attribute  src/a.rs:9:1
NOT ENFORCED x::a::slow: target: the attribute says `enforce = \"never\"`

failures:

---- a::perf_sum::size_100 stdout ----
FAIL x::a::sum/100: over its target by 100.2 %
  measured   400.4 µs per call, median of 36 blocks (95 % interval 400.3 µs to 400.4 µs)
  budget     200 µs (target)
  attribute  src/a.rs:3:1
FAIL x::a::sum/7: wrong result: `check` refuses it, and nothing was timed

---- a::perf_odd::budget stdout ----
error: x::a::odd: there are 2 limits and 3 sizes
  attribute  src/a.rs:5:1


failures:
    a::perf_sum::size_100

test result: FAILED. 1 passed; 1 failed
";

    #[test]
    fn every_verdict_is_read() {
        let found = told(OUTPUT)
            .into_iter()
            .map(|told| {
                let figure = told.figure.unwrap_or_default();
                let limit = told.limit.unwrap_or_default();
                let word = told.word.text();
                format!(
                    "{word}|{}|{}|{figure}|{limit}|{}",
                    told.case, told.option, told.remark
                )
            })
            .collect::<Vec<_>>();
        assert_eq!(
            found,
            [
                "PASS|x::a::sum/10|target|20.01 µs|200 µs|",
                "PASS|x::a::sum/10|max_allocs|0|1|",
                "SKIPPED|x::a::sum/7||||by `skip` at src/a.rs:3:1",
                "INCONCLUSIVE|x::a::slow/a: b|p99|1 ms|900 µs|every block was interrupted: the machine is too busy",
                "NOT ENFORCED|x::a::slow|target|||the attribute says `enforce = \"never\"`",
                "FAIL|x::a::sum/100|target|400.4 µs|200 µs|100.2 % over",
                "FAIL|x::a::sum/7||||wrong result: `check` refuses it, and nothing was timed",
            ]
        );
    }

    #[test]
    fn an_account_is_kept_whole_wherever_it_is_indented() {
        let account = "FAIL x::sum: over its max_allocs by 2 allocations\n  measured   3 allocations per call\n  budget     1 allocation (max_allocs)";
        let indented = account
            .lines()
            .flat_map(|line| ["    ", line, "\n"])
            .collect::<String>();
        for output in [account, &indented, &format!("{indented}\n{indented}")] {
            let told = told(output);
            assert_eq!(told.len(), 1);
            assert_eq!(told[0].account, account);
            assert_eq!(told[0].limit.as_deref(), Some("1 allocation"));
        }
    }

    #[test]
    fn what_others_print_is_no_verdict() {
        for line in [
            "PASS [   0.004s] (1/3) x a::perf_sum::size_10",
            "FAIL: everything",
            "PASS x: whatever 1 of 2",
            "FAIL x: over its head by far",
        ] {
            assert_eq!(told(line), [], "{line}");
        }
    }

    #[test]
    fn failed_tests_come_with_what_they_show() {
        let failed = failed_tests(OUTPUT);
        assert_eq!(failed.len(), 2);
        assert_eq!(failed[1].0, "a::perf_odd::budget");
        assert!(
            failed[1]
                .1
                .starts_with("error: x::a::odd: there are 2 limits")
        );
        assert!(failed[1].1.ends_with("src/a.rs:5:1"));
    }
}
