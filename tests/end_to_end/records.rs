//! What a fixture's functions recorded of their calls: see `fixtures/verdicts/src/record.rs`.

use std::fs;
use std::path::Path;

/// The calls of one process.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) is_fresh: bool,
    pub(crate) calls: usize,
    /// When the first began, in nanoseconds since 1970.
    pub(crate) began: u128,
    /// When the last ended.
    pub(crate) ended: u128,
}

/// A record per process that wrote into `folder`, in the order they began.
pub(crate) fn read(folder: &str) -> Vec<Record> {
    let mut records = fs::read_dir(Path::new(folder))
        .expect("a folder of records")
        .map(|file| {
            let path = file.expect("a readable folder").path();
            let text = fs::read_to_string(&path).expect("a record");
            // A process may have been killed in the middle of a line.
            let calls = text
                .split_inclusive('\n')
                .filter_map(|line| line.strip_suffix('\n')?.split_once(' '))
                .map(|(began, ended)| (number(began), number(ended)))
                .collect::<Vec<_>>();
            Record {
                is_fresh: path.file_stem().is_some_and(|role| role == "fresh"),
                calls: calls.len(),
                began: calls.first().map_or(0, |(began, _)| *began),
                ended: calls.last().map_or(0, |(_, ended)| *ended),
            }
        })
        .collect::<Vec<_>>();
    records.sort_by_key(|record| record.began);
    records
}

fn number(text: &str) -> u128 {
    text.parse().expect("nanoseconds")
}
