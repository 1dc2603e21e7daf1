//! Made-up logs to measure and to test with.

use crate::record::Record;
use std::fmt::Write;

const PATHS: [&str; 5] = [
    "/",
    "/favicon.ico",
    "/assets/site.css",
    "/articles/2025/branch-prediction?page=2",
    "/api/v1/search?query=radix+sort",
];

/// Makes a log of that many lines. The same number always gives the same log.
///
/// About one request in 32 fails, after a timeout of five seconds.
#[must_use]
pub fn sample_log(lines: usize) -> String {
    let mut log = String::new();
    let mut random = Random(lines as u64);
    for second in 0..lines {
        let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
        let (status, delay) = match random.next() % 32 {
            0 => (503, 5_000_000),
            1..4 => (404, 200),
            _ => (200, 200),
        };
        let record = Record {
            time: &format!("2025-10-10T{hour:02}:{minute:02}:{second:02}Z"),
            client: &format!("203.0.113.{}", random.next() % 256),
            method: random.choose(["GET", "GET", "GET", "POST"]),
            path: random.choose(PATHS),
            status,
            bytes: u64::from(random.next() % 60_000),
            latency: delay + u64::from(random.next() % 4_000),
        };
        writeln!(log, "{record}").expect("writing to a string cannot fail");
    }
    log
}

/// A linear congruential generator, with the constants Knuth chose for MMIX.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        let product = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = product.wrapping_add(1_442_695_040_888_963_407);
        // The low bits repeat after few steps, so only the high ones are used.
        (self.0 >> 32) as u32
    }

    fn choose<T: Copy, const N: usize>(&mut self, choices: [T; N]) -> T {
        choices[self.next() as usize % N]
    }
}

#[cfg(test)]
mod tests {
    use super::sample_log;

    #[test]
    fn makes_as_many_lines_as_asked() {
        for lines in [0, 1, 100] {
            assert_eq!(sample_log(lines).lines().count(), lines);
            assert_eq!(sample_log(lines), sample_log(lines));
        }
    }
}
