//! Which runs are there, and which are no more.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use perfmacro_runtime::record::{self, Destination, Recorder};

use crate::entry;

#[test]
fn the_newest_runs_are_kept_in_a_directory_of_ours() {
    const HOUR: Duration = Duration::from_secs(60 * 60);
    for (is_kept_small, left) in [(false, 122), (true, 100)] {
        let directory = entry::directory(&format!("kept_{is_kept_small}"));
        fs::create_dir_all(&directory).expect("a place for tests");
        for age in 0..120_u32 {
            let file = File::create(directory.join(format!("{age}.jsonl"))).expect("writable");
            let written = SystemTime::now() - HOUR * (age + 2);
            file.set_modified(written).expect("an own file");
        }
        fs::write(directory.join("notes.txt"), "not ours").expect("writable");
        let recorder = Recorder::new(Destination {
            is_kept_small,
            ..entry::destination(&directory)
        });
        entry::record(&recorder, "newest");
        let all = fs::read_dir(&directory).expect("a directory").count();
        assert_eq!(all, left + usize::from(is_kept_small));
        let runs = record::runs(&directory).expect("a directory");
        assert_eq!(
            (runs[0].run.as_str(), runs[1].run.as_str()),
            ("shared", "0")
        );
        assert_eq!(record::runs(&directory.join("none")).ok(), Some(Vec::new()));
    }
}
