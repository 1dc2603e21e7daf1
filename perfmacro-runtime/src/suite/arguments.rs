//! The command line: Criterion's, and `--enforce`.
//!
//! Criterion parses the process's own arguments and offers no other way in. So they are parsed here
//! first, for what it does not tell (the filter, the mode, which knobs were given) and for values on which
//! it panics; then Criterion parses them again. It does not know `--enforce`, for which the process runs
//! itself again without it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;

use crate::entry::Sampling;
use crate::profile::Extent;
use crate::report::Listing;
use crate::time::Picoseconds;

use super::command::command;

/// What the command line says.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "as many independent flags")]
pub(super) struct Arguments {
    /// The pattern or the exact name.
    pub(super) filter: Option<String>,
    /// The filter is a whole name.
    pub(super) exact: bool,
    /// Only ignored benchmarks, of which there are none.
    pub(super) ignored: bool,
    /// What is to be done.
    pub(super) mode: Mode,
    /// Cargo runs this as a benchmark: a filter that matches nothing is then a mistake, while
    /// `cargo test --benches` hands every target the filter of one.
    pub(super) is_cargo_bench: bool,
    /// Exit non-zero on a breach.
    pub(super) enforce: bool,
    /// Standard output is for a program to read.
    pub(super) bencher_output: bool,
    /// Nothing is measured: an earlier run's samples are analysed again.
    pub(super) loads_baseline: bool,
    /// Two samples of growing length in place of `sample_size`.
    pub(super) quick: bool,
    /// One case alone is run, whatever the mode is.
    pub(super) profile: Option<Profile>,
    /// The knobs that were given here, which win over the attribute's.
    pub(super) sampling: Sampling,
}

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Measures.
    Benchmark,
    /// Prints names.
    List(Listing),
    /// Runs each case once.
    Test,
    /// Looks whether every budget can fail.
    SelfTest,
    /// Runs each case for a while, for a profiler.
    Profile,
}

/// One case in our own loop, for a profiler: what `--profile` and its options say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// The whole name of the case.
    pub(super) case: String,
    /// For how long.
    pub(super) extent: Extent,
    /// Where folded stacks go, if calls are sampled here.
    pub(super) stacks: Option<PathBuf>,
    /// Whether callgrind is told when calls run.
    pub(super) collects: bool,
    /// Standard input is a pipe whose end is this process's.
    pub(super) ends_with_input: bool,
}

/// Parses `arguments`, the executable's name first.
///
/// # Errors
///
/// Whatever clap finds wrong, and its own texts for `--help` and `--version`.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, clap::Error> {
    let matches = command().try_get_matches_from(arguments)?;
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    Ok(Arguments {
        filter: text("FILTER").map(str::to_owned),
        exact: matches.get_flag("exact"),
        ignored: matches.get_flag("ignored"),
        mode: mode(&matches, listing(text("format"))),
        is_cargo_bench: matches.get_flag("bench"),
        enforce: matches.get_flag("enforce"),
        bencher_output: text("output-format") == Some("bencher"),
        loads_baseline: matches.contains_id("load-baseline"),
        quick: matches.get_flag("quick"),
        profile: profile(&matches),
        sampling: sampling(&matches),
    })
}

fn profile(matches: &ArgMatches) -> Option<Profile> {
    const SECONDS: f64 = 5.0;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let seconds = matches.get_one::<f64>("seconds").copied();
    let calls = matches.get_one::<usize>("calls").copied();
    // Who says how many calls gets so many, however long they take.
    let time = match (seconds, calls) {
        (Some(seconds), _) => Duration::from_secs_f64(seconds),
        (None, Some(_)) => Duration::MAX,
        (None, None) => Duration::from_secs_f64(SECONDS),
    };
    Some(Profile {
        case: text("profile")?,
        extent: Extent {
            calls: calls.map_or(u64::MAX, |calls| calls as u64),
            time,
        },
        stacks: text("stacks").map(PathBuf::from),
        collects: matches.get_flag("collect"),
        ends_with_input: matches.get_flag("ends-with-input"),
    })
}

fn sampling(matches: &ArgMatches) -> Sampling {
    let count = |name: &str| matches.get_one::<usize>(name).copied();
    let number = |name: &str| matches.get_one::<f64>(name).copied();
    let seconds = |name: &str| {
        number(name).map(|seconds| Picoseconds::new(1_000_000_000_000).scaled(seconds))
    };
    Sampling {
        sample_size: count("sample-size"),
        warm_up_time: seconds("warm-up-time"),
        measurement_time: seconds("measurement-time"),
        nresamples: count("nresamples"),
        confidence_level: number("confidence-level"),
        significance_level: number("significance-level"),
        noise_threshold: number("noise-threshold"),
        sampling_mode: None,
    }
}

/// The arguments without those that Criterion does not know.
pub(super) fn for_criterion(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    arguments
        .into_iter()
        .filter(|argument| argument != "--enforce")
        .collect()
}

fn listing(format: Option<&str>) -> Listing {
    match format {
        Some("terse") => Listing::Terse,
        Some("json") => Listing::Json,
        _ => Listing::Pretty,
    }
}

/// Criterion's rule: `--bench` comes from `cargo bench`, and its absence from `cargo test`.
fn mode(matches: &ArgMatches, listing: Listing) -> Mode {
    if matches.get_flag("list") {
        Mode::List(listing)
    } else if matches.get_flag("self-test") {
        Mode::SelfTest
    } else if matches.get_flag("test") || !matches.get_flag("bench") {
        Mode::Test
    } else if matches.contains_id("profile-time") {
        Mode::Profile
    } else {
        Mode::Benchmark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Arguments {
        let arguments = std::iter::once("perf")
            .chain(arguments.iter().copied())
            .map(OsString::from);
        parse(arguments).expect("legal arguments")
    }

    fn refused(arguments: &[&str]) -> String {
        let arguments = std::iter::once("perf")
            .chain(arguments.iter().copied())
            .map(OsString::from);
        parse(arguments).expect_err("illegal arguments").to_string()
    }

    #[test]
    fn modes_are_criterions() {
        for (arguments, expected) in [
            (&["--bench"][..], Mode::Benchmark),
            (&[], Mode::Test),
            (&["--bench", "--test"], Mode::Test),
            (&["--bench", "--profile-time", "5"], Mode::Profile),
            (&["--list"], Mode::List(Listing::Pretty)),
            (
                &["--list", "--format", "terse", "--bench"],
                Mode::List(Listing::Terse),
            ),
            (&["--list", "--format", "json"], Mode::List(Listing::Json)),
        ] {
            assert_eq!(parsed(arguments).mode, expected, "{arguments:?}");
        }
    }

    #[test]
    fn a_profile_is_of_one_case_for_so_long_or_so_often() {
        let profile = |arguments: &[&str]| {
            let arguments = [&["--bench", "--profile", "a::b/10"], arguments].concat();
            parsed(&arguments).profile.expect("there is one")
        };
        let seconds = |profile: &Profile| profile.extent.time.as_secs();
        let plain = profile(&[]);
        assert_eq!((plain.case.as_str(), seconds(&plain)), ("a::b/10", 5));
        assert_eq!(plain.extent.calls, u64::MAX);
        let counted = profile(&["--calls", "7", "--stacks", "a.folded"]);
        assert_eq!(
            (counted.extent.calls, counted.extent.time),
            (7, Duration::MAX)
        );
        assert_eq!(counted.stacks, Some(PathBuf::from("a.folded")));
        let both = profile(&["--calls", "7", "--seconds", "2"]);
        assert_eq!((both.extent.calls, seconds(&both)), (7, 2));
        assert_eq!(parsed(&["--bench"]).profile, None);
        for arguments in [
            &["--profile", "a", "filter"][..],
            &["--profile", "a", "--list"],
            &["--calls", "7"],
            &["--profile", "a", "--collect", "--stacks", "b"],
            &["--profile", "a", "--calls", "0"],
        ] {
            refused(arguments);
        }
    }

    #[test]
    fn a_value_is_not_taken_for_the_filter() {
        let arguments = parsed(&["--bench", "-b", "main", "--sample-size=20", "crc", "-n"]);
        assert_eq!(arguments.filter.as_deref(), Some("crc"));
        let expected = Sampling {
            sample_size: Some(20),
            ..Sampling::DEFAULT
        };
        assert_eq!(arguments.sampling, expected);
    }

    #[test]
    fn what_criterion_would_panic_on_is_refused() {
        for arguments in [
            &["--sample-size", "9"][..],
            &["--warm-up-time", "0"],
            &["--measurement-time", "-1"],
            &["--nresamples", "0"],
            &["--confidence-level", "1"],
            &["--significance-level", "x"],
            &["--noise-threshold", "0"],
            &["--profile-time", "0.5"],
        ] {
            let message = refused(arguments);
            assert!(
                message.contains("expected") || message.contains("at least"),
                "{message}"
            );
        }
        assert!(refused(&["--enforc"]).contains("--enforce"));
        // Criterion knows no such format.
        assert!(refused(&["--format", "json"]).contains("--list"));
    }

    #[test]
    fn criterion_does_not_see_our_flag() {
        let arguments = ["perf", "--bench", "--enforce", "crc"].map(OsString::from);
        assert_eq!(for_criterion(arguments), ["perf", "--bench", "crc"]);
    }
}
