//! What a run comes to, as a number.
//!
//! | code | name | meaning |
//! | --- | --- | --- |
//! | 0 | passed | no budget is breached, and what was asked for is done |
//! | 1 | breached | a budget is breached, or a `check` refuses a result |
//! | 2 | could not run | arguments, environment, manifests, no match, a file that cannot be written |
//! | 3 | regression | worse than what it is compared with |
//! | 4 | undecided | under strict enforcement: INCONCLUSIVE or NOT ENFORCED, and nothing breached |
//! | 5 | not measured | the build failed, a function panicked, its test failed without a verdict, or a profiler is missing |
//!
//! 0, 1 and 2 are those of a benchmark target. It has no 4: under strict enforcement whatever is not a PASS is its
//! 1, which `bench` hands on. Cargo's own 101 is a 5 here. Where several hold, a breach is told before anything else:
//! it is what somebody has to act on.

use std::process::ExitCode;

/// What a run comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0
    Passed,
    /// 1
    Breached,
    /// 2
    CouldNotRun,
    /// 3
    Regression,
    /// 4
    Undecided,
    /// 5
    NotMeasured,
}

/// The table, for `--help`.
pub(crate) const HELP: &str = "Exit codes:
  0  passed: no budget is breached, and what was asked for is done
  1  breached: a budget is breached, or a `check` refuses a result
  2  could not run: arguments, environment, manifests, no match, a file that cannot be written
  3  regression: worse than what it is compared with
  4  undecided: with --strict, INCONCLUSIVE or NOT ENFORCED, and nothing breached (`check` only:
     a benchmark target counts it as 1)
  5  not measured: the build failed, a function panicked, its test failed without a verdict, or
     a profiler is missing";

impl Exit {
    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Passed => 0,
            Exit::Breached => 1,
            Exit::CouldNotRun => 2,
            Exit::Regression => 3,
            Exit::Undecided => 4,
            Exit::NotMeasured => 5,
        }
    }

    /// What a benchmark target's exit comes to, as Cargo hands it on.
    pub(crate) fn of_suite(code: Option<i32>) -> Exit {
        match code {
            Some(0) => Exit::Passed,
            Some(1) => Exit::Breached,
            Some(2) => Exit::CouldNotRun,
            _ => Exit::NotMeasured,
        }
    }

    /// What two runs come to together.
    pub(crate) fn and(self, other: Exit) -> Exit {
        let rank = |exit| match exit {
            Exit::Passed => 0,
            Exit::Undecided => 1,
            Exit::NotMeasured => 2,
            Exit::CouldNotRun => 3,
            Exit::Regression => 4,
            Exit::Breached => 5,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_and_the_module_have_every_code() {
        let documentation = include_str!("exit_code.rs");
        for exit in [
            Exit::Passed,
            Exit::Breached,
            Exit::CouldNotRun,
            Exit::Regression,
            Exit::Undecided,
            Exit::NotMeasured,
        ] {
            let code = exit.code();
            assert!(HELP.contains(&format!("\n  {code}  ")), "{code}");
            assert!(
                documentation.contains(&format!("//! | {code} | ")),
                "{code}"
            );
        }
    }

    #[test]
    fn a_breach_is_told_before_anything_else() {
        assert_eq!(Exit::Passed.and(Exit::Undecided), Exit::Undecided);
        assert_eq!(Exit::Breached.and(Exit::NotMeasured), Exit::Breached);
        assert_eq!(Exit::Undecided.and(Exit::Breached), Exit::Breached);
        assert_eq!(Exit::of_suite(Some(101)), Exit::NotMeasured);
        assert_eq!(Exit::of_suite(None), Exit::NotMeasured);
    }
}
