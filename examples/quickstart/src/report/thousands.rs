//! Numbers with their digits in groups of three.

use perfmacro::perf_bench;

/// The length of `18,446,744,073,709,551,615`, the largest.
const LONGEST: usize = 26;

/// Writes a number with a comma before each group of three digits.
#[perf_bench(
    target = "200ns",
    sizes = [7, 1_000_000],
    throughput = |_| Elements(1),
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
pub(super) fn thousands(number: u64) -> String {
    // The groups are counted from the right, so the text is written that way.
    let mut text = [0; LONGEST];
    let mut start = LONGEST;
    let mut rest = number;
    loop {
        start -= 1;
        text[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return String::from_utf8_lossy(&text[start..]).into_owned();
        }
        if (LONGEST - start) % 4 == 3 {
            start -= 1;
            text[start] = b',';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn groups_digits() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (100_000, "100,000"),
            (1_234_567, "1,234,567"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }
}
