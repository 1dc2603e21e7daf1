//! Criterion 0.8's command line, `Criterion::configure_from_args`, with ours. Where Criterion asserts a
//! limit, the parser here states it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

const ENVIRONMENT: &str = "Environment:
  PERFMACRO_ENFORCE=auto|strict|off  strict is --enforce; off judges nothing
  PERFMACRO_SCALE=FACTOR             stretches every time budget
  PERFMACRO_INJECT=delay|alloc|instructions|quadratic
                                     puts a fault into every call, by which budgets have to fail
  PERFMACRO_RECORDS=DIRECTORY|off    where results are recorded
  PERFMACRO_RUN=NAME                 the run that they are recorded as
  PERFMACRO_SHARD=K/N                run share K of N of the functions, for a machine of several

Options but --enforce, --self-test and those for profilers are Criterion's: https://criterion-rs.github.io/book/
`cargo bench` hands options to the library's own tests first: [lib] bench = false in Cargo.toml
prevents their `Unrecognized option`.";

/// The command of a benchmark target.
pub(super) fn command() -> Command {
    Command::new("perfmacro benchmark")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Benchmarks of functions annotated with #[perf_bench], run by Criterion.")
        .after_help(ENVIRONMENT)
        .arg(
            flag("enforce")
                .conflicts_with_all(["list", "test", "profile-time", "ignored"])
                .help("Exit with 1 unless every budget is a PASS"),
        )
        .arg(
            flag("self-test")
                .conflicts_with_all(["list", "test", "profile-time", "ignored", "enforce"])
                .help("Exit with 1 unless every budget fails with a fault in its calls"),
        )
        .args(selection())
        .args(modes())
        .args(profile())
        .args(baselines())
        .args(knobs())
        .args(output())
        .args(
            ["bench", "nocapture", "show-output", "include-ignored"]
                .map(|name| flag(name).hide(true)),
        )
}

fn selection() -> [Arg; 3] {
    [
        Arg::new("FILTER")
            .index(1)
            .help("Run only cases whose names match this pattern"),
        flag("exact").help("FILTER is a case's whole name"),
        flag("ignored").help("List or run ignored cases, of which there are none"),
    ]
}

fn modes() -> [Arg; 4] {
    [
        flag("list")
            .conflicts_with_all(["test", "profile-time"])
            .help("List the cases"),
        word("format", ["pretty", "terse", "json"])
            .requires_if("json", "list")
            .help("How to list; json has a line for each case, with its budgets"),
        flag("test")
            .conflicts_with_all(["list", "profile-time"])
            .help("Run each case once"),
        option("profile-time")
            .value_name("SECONDS")
            .conflicts_with_all(["test", "list"])
            .value_parser(|text: &str| {
                number(text, "at least one second", |seconds| seconds >= 1.0)
            })
            .help("Run each case for about this long, without analysis, for a profiler"),
    ]
}

/// For `cargo perfmacro profile`, and whatever else looks at a process from outside.
fn profile() -> [Arg; 6] {
    let of_profile = |name| {
        option(name)
            .requires("profile")
            .help_heading("For profilers")
    };
    [
        option("profile")
            .value_name("CASE")
            .help_heading("For profilers")
            .conflicts_with_all([
                "FILTER", "list", "test", "profile-time", "ignored", "enforce", "self-test",
            ])
            .help("Call this case in a loop, and nothing else; print a line of JSON that says how often"),
        of_profile("seconds")
            .value_name("SECONDS")
            .value_parser(duration)
            .help("With --profile: at most for about so long [default: 5]"),
        of_profile("calls")
            .value_name("COUNT")
            .value_parser(|text: &str| at_least(text, 1))
            .help("With --profile: at most so often"),
        of_profile("stacks")
            .value_name("FILE")
            .help("With --profile: sample the calls, and write folded stacks; needs feature `flamegraph`"),
        flag("collect")
            .requires("profile")
            .conflicts_with("stacks")
            .help_heading("For profilers")
            .help("With --profile: have callgrind, started with --collect-atstart=no, collect calls alone"),
        // For a process whose end is bound to that of what it started.
        flag("ends-with-input").requires("profile").hide(true),
    ]
}

fn baselines() -> [Arg; 5] {
    [
        option("save-baseline")
            .short('s')
            .value_name("NAME")
            .help("Save the results under a name"),
        flag("discard-baseline")
            .conflicts_with_all(["save-baseline", "baseline", "baseline-lenient"])
            .help("Do not save the results"),
        option("baseline")
            .short('b')
            .value_name("NAME")
            .conflicts_with_all(["save-baseline", "baseline-lenient"])
            .help("Compare with saved results; a case without them is an error"),
        option("baseline-lenient")
            .value_name("NAME")
            .conflicts_with_all(["save-baseline", "baseline"])
            .help("Compare with saved results where there are any"),
        option("load-baseline")
            .value_name("NAME")
            .conflicts_with("profile-time")
            .requires("baseline")
            .help("Analyse saved results in place of measuring"),
    ]
}

fn knobs() -> [Arg; 8] {
    let seconds = |name| option(name).value_name("SECONDS").value_parser(duration);
    [
        option("sample-size")
            .value_parser(|text: &str| at_least(text, 10))
            .help("Samples to collect [default: 100]"),
        seconds("warm-up-time").help("Warm-up [default: 3]"),
        seconds("measurement-time").help("Measurement [default: 5]"),
        option("nresamples")
            .value_parser(|text: &str| at_least(text, 2))
            .help("Bootstrap resamples [default: 100000]"),
        option("noise-threshold")
            .value_parser(positive)
            .help("Relative change that is still noise [default: 0.01]"),
        option("confidence-level")
            .value_parser(level)
            .help("Of the intervals [default: 0.95]"),
        option("significance-level")
            .value_parser(level)
            .help("Of comparisons [default: 0.05]"),
        flag("quick")
            .conflicts_with("sample-size")
            .help("Stop as soon as it is significant"),
    ]
}

fn output() -> [Arg; 6] {
    [
        word("output-format", ["criterion", "bencher"])
            .help("Format of the results on standard output"),
        word("color", ["auto", "always", "never"])
            .short('c')
            .alias("colour")
            .help("When to colour"),
        flag("verbose").short('v').help("Print more statistics"),
        flag("quiet")
            .conflicts_with("verbose")
            .help("Print only the results"),
        flag("noplot").short('n').help("Write no plots and no HTML"),
        word("plotting-backend", ["gnuplot", "plotters"]).help("What draws the plots"),
    ]
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(1)
}

fn word<const N: usize>(name: &'static str, words: [&'static str; N]) -> Arg {
    option(name).value_parser(PossibleValuesParser::new(words))
}

/// Seconds that fit Criterion's clock: a nanosecond to eleven days.
fn duration(text: &str) -> Result<f64, String> {
    number(text, "seconds, from 1e-9 to 1e6", |seconds| {
        (1e-9..=1e6).contains(&seconds)
    })
}

fn positive(text: &str) -> Result<f64, String> {
    number(text, "a number above zero", |number| {
        number > 0.0 && number.is_finite()
    })
}

fn level(text: &str) -> Result<f64, String> {
    number(text, "a number between 0 and 1", |number| {
        number > 0.0 && number < 1.0
    })
}

fn number(text: &str, expected: &str, is_legal: fn(f64) -> bool) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|number| is_legal(*number))
        .ok_or_else(|| format!("expected {expected}"))
}

fn at_least(text: &str, minimum: usize) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| *number >= minimum)
        .ok_or_else(|| format!("expected a whole number of at least {minimum}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_is_consistent() {
        super::command().debug_assert();
    }
}
