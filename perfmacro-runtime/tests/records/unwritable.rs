//! Places that hold no records.

use std::fs;

use crate::{entry, writer};

#[test]
fn what_cannot_be_written_is_told_once_and_fails_nothing() {
    let place = entry::directory("unwritable");
    fs::create_dir_all(&place).expect("a place for tests");
    let directory = place.join("file");
    fs::write(&directory, "a file").expect("a writable place");
    let output = writer::start(&directory, "a", 5)
        .wait_with_output()
        .expect("the process ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        told.matches("warning: results are not recorded").count(),
        1,
        "{told}"
    );
    assert!(told.contains("PERFMACRO_RECORDS=off"), "{told}");
}

/// A part of a line is taken back where it can be; where it cannot, the file is a device.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_once() {
    let directory = entry::directory("full");
    fs::create_dir_all(&directory).expect("a place for tests");
    let path = entry::destination(&directory).path();
    std::os::unix::fs::symlink("/dev/full", path).expect("own directory");
    let output = writer::start(&directory, "a", 5)
        .wait_with_output()
        .expect("the process ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(told.matches("No space left on device").count(), 1, "{told}");
}
