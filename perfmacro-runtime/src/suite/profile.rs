//! `--profile`: one case in our own loop, and a line of JSON on standard output that says what was done.
//!
//! | key | value |
//! | --- | --- |
//! | `type`, `version` | `"profile"`, 1 |
//! | `case` | the case's name |
//! | `calls`, `nanoseconds` | how many calls were made while something looked, and what they took without setups |
//! | `samples`, `outside`, `lost` | with `--stacks`: how many samples are in the file, came between calls, found no room |
//!
//! With `--collect` callgrind collects while calls run and at no other time. Valgrind's other tools complain of requests that
//! are not theirs, so that this is to be asked for.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::case::Case;
use crate::fresh;
use crate::instructions::Collector;
use crate::profile::{self, Extent, NoSampler, Repeated, Sampler};
use crate::report;

use super::arguments::Profile;

/// Why there is no profile.
#[derive(Debug)]
pub(super) enum ProfileError {
    /// There is no case of this name.
    NoCase(String),
    /// This process does not run under valgrind.
    NoValgrind,
    /// Nothing here samples.
    NoSampler(NoSampler),
    /// The stacks cannot be written there.
    Write(PathBuf, io::Error),
}

impl fmt::Display for ProfileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProfileError::NoCase(name) => {
                write!(
                    formatter,
                    "no case is exactly `{name}`: --list shows them all"
                )
            }
            ProfileError::NoValgrind => formatter
                .write_str("--collect speaks to callgrind, and valgrind does not run this process"),
            ProfileError::NoSampler(error) => write!(formatter, "--stacks: {error}"),
            ProfileError::Write(path, error) => {
                write!(formatter, "cannot write `{}`: {error}", path.display())
            }
        }
    }
}

impl Error for ProfileError {}

/// Runs the case that is asked for.
///
/// # Errors
///
/// See [`ProfileError`].
pub(super) fn run(asked: &Profile, cases: &[Case]) -> Result<ExitCode, ProfileError> {
    let case = cases
        .iter()
        .find(|case| case.to_string() == asked.case)
        .ok_or_else(|| ProfileError::NoCase(asked.case.clone()))?;
    if asked.ends_with_input {
        fresh::end_with_host();
    }
    let said = match &asked.stacks {
        Some(path) => sampled(case, asked.extent, path)?,
        None => repeated(case, asked)?,
    };
    report::show(&said.to_string());
    Ok(ExitCode::SUCCESS)
}

/// For who looks from outside; callgrind is told what to look at.
fn repeated(case: &Case, asked: &Profile) -> Result<Value, ProfileError> {
    if asked.collects {
        Collector::of_valgrind()
            .ok_or(ProfileError::NoValgrind)?
            .profile();
    }
    Ok(object(case, profile::repeat(case, asked.extent, || ())))
}

fn object(case: &Case, repeated: Repeated) -> Value {
    json!({
        "type": "profile",
        "version": 1,
        "case": case.to_string(),
        "calls": repeated.calls,
        "nanoseconds": u64::try_from(repeated.elapsed.as_nanos()).unwrap_or(u64::MAX),
    })
}

/// For our own sampler.
fn sampled(case: &Case, extent: Extent, path: &Path) -> Result<Value, ProfileError> {
    // Before anything runs for seconds.
    Sampler::is_available().map_err(ProfileError::NoSampler)?;
    let not_written = |error| ProfileError::Write(path.to_owned(), error);
    fs::write(path, "").map_err(not_written)?;
    let mut started = None;
    let repeated = profile::repeat(case, extent, || started = Some(Sampler::start(extent.time)));
    let sampled = started
        .expect("the loop begins")
        .and_then(Sampler::stop)
        .map_err(ProfileError::NoSampler)?;
    fs::write(path, &sampled.folded).map_err(not_written)?;
    let mut said = object(case, repeated);
    said["samples"] = sampled.samples.into();
    said["outside"] = sampled.outside.into();
    said["lost"] = sampled.lost.into();
    Ok(said)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_case_that_is_not_there_is_told() {
        let asked = Profile {
            case: "a::b".to_owned(),
            extent: Extent {
                calls: 1,
                time: Duration::ZERO,
            },
            stacks: None,
            collects: false,
            ends_with_input: false,
        };
        let error = run(&asked, &[]).expect_err("there is no case");
        assert_eq!(
            error.to_string(),
            "no case is exactly `a::b`: --list shows them all"
        );
    }
}
