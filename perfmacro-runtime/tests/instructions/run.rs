//! This executable again, under callgrind.

use std::collections::BTreeMap;
use std::env;
use std::process::Command;
use std::time::Duration;

use perfmacro_runtime::Case;
use perfmacro_runtime::instructions::{self, Instructions, NotCounted, Subject};

use crate::cases;

/// In which the guest finds what it is to count.
const SET: &str = "INSTRUCTIONS_TEST_SET";

pub(crate) type Counts = BTreeMap<String, Result<Instructions, NotCounted>>;

/// Counts a set of cases where this process was started for it, and ends the process.
#[test]
fn guest() {
    let Ok(set) = env::var(SET) else { return };
    let subjects = Case::all(cases::named(&set))
        .into_iter()
        .map(|case| Subject {
            case,
            injection: None,
        })
        .collect::<Vec<_>>();
    instructions::answer(&subjects);
}

/// The command that comes to [`guest`].
pub(crate) fn command(set: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("this executable"));
    command
        .args(["run::guest", "--exact", "--test-threads=1"])
        .env(SET, set);
    command
}

/// Whether tests can run; tells where they cannot.
#[allow(clippy::print_stdout, reason = "that a test is not run is to be seen")]
pub(crate) fn is_counted_here() -> bool {
    match instructions::is_available() {
        Ok(()) => true,
        Err(NotCounted::NotInstalled { .. }) => {
            println!("not run: valgrind is not installed");
            false
        }
        Err(reason) => {
            println!("not run: {reason}");
            false
        }
    }
}

pub(crate) fn counts_of(command: Command) -> Counts {
    instructions::count(command, Duration::from_secs(120)).expect("callgrind counts")
}

/// The figure of the case with this argument.
pub(crate) fn figure(counts: &Counts, argument: &str) -> Instructions {
    match result(counts, argument) {
        Ok(found) => *found,
        Err(reason) => panic!("{argument}: {reason}"),
    }
}

pub(crate) fn result<'a>(
    counts: &'a Counts,
    argument: &str,
) -> &'a Result<Instructions, NotCounted> {
    &counts[&format!("a::x/{argument}")]
}
