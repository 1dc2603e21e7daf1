//! A process that records, which a test starts: this executable with a variable set.

use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use perfmacro_runtime::record::Recorder;

use crate::entry;

const DIRECTORY: &str = "RECORDS_DIRECTORY";
const NAME: &str = "RECORDS_NAME";
const COUNT: &str = "RECORDS_COUNT";

/// Starts a process that records `count` results, `name/0` and so on, and prints the name of each that it has
/// recorded.
pub(crate) fn start(directory: &Path, name: &str, count: usize) -> Child {
    Command::new(env::current_exe().expect("an executable"))
        .args(["writer::writes", "--exact", "--nocapture"])
        .env(DIRECTORY, directory)
        .env(NAME, name)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the executable starts")
}

/// Does nothing where nobody says what.
#[test]
fn writes() {
    let Some(directory) = env::var_os(DIRECTORY) else {
        return;
    };
    let text = |name| env::var(name).expect("whoever starts it says");
    let recorder = Recorder::new(entry::destination(Path::new(&directory)));
    let count = text(COUNT).parse::<usize>().expect("a number");
    for number in 0..count {
        let name = format!("{}/{number}", text(NAME));
        entry::record(&recorder, &name);
        let written = writeln!(io::stdout(), "{name}");
        written.expect("somebody reads it");
    }
}
