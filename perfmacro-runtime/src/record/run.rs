//! Which run results belong to: processes that one command started.

use std::time::Duration;

use super::utc::Utc;

/// Whether `name` may be a run's: it is a part of a file's name.
pub(super) fn is_legal(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=100).contains(&name.len())
        && name.bytes().all(is_plain)
        && name.as_bytes()[0].is_ascii_alphanumeric()
}

/// The name of a run of one process: `20261121T103000Z-4711`.
pub(super) fn of_process(since_1970: Duration, process: u32) -> String {
    let Utc {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = Utc::of(since_1970.as_secs());
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z-{process}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_named_by_its_time() {
        for (seconds, expected) in [
            (0, "19700101T000000Z-7"),
            (951_782_399, "20000228T235959Z-7"),
            (951_782_400, "20000229T000000Z-7"),
            (1_795_257_000, "20261121T103000Z-7"),
            (4_107_542_400, "21000301T000000Z-7"),
        ] {
            assert_eq!(of_process(Duration::from_secs(seconds), 7), expected);
        }
    }

    #[test]
    fn a_name_is_a_plain_word() {
        for name in ["a", "20261121T103000Z-4711", "nightly_2.1"] {
            assert!(is_legal(name), "{name}");
        }
        let long = "x".repeat(101);
        for name in ["", ".hidden", "..", "-o", "a/b", "a\\b", "a b", "ä", &long] {
            assert!(!is_legal(name), "{name}");
        }
    }
}
