//! Which run results belong to: processes that one command started.

use std::time::Duration;

/// Whether `name` may be a run's: it is a part of a file's name.
pub(super) fn is_legal(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=100).contains(&name.len())
        && name.bytes().all(is_plain)
        && name.as_bytes()[0].is_ascii_alphanumeric()
}

/// The name of a run of one process: `20261121T103000Z-4711`.
pub(super) fn of_process(since_1970: Duration, process: u32) -> String {
    const DAY: u64 = 24 * 60 * 60;
    let seconds = since_1970.as_secs();
    let (year, month, day) = date(seconds / DAY);
    let (hour, minute, second) = (seconds % DAY / 3600, seconds % 3600 / 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z-{process}")
}

/// Year, month and day, so many days after the first of 1970.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`, for days that are not
/// before 1970.
fn date(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097;
    let days = days + 719_468;
    let day_of_era = days % ERA;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // March is the first, so that the day that is sometimes there is the last.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + days / ERA * 400 + u64::from(month <= 2);
    (year, month, day)
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
