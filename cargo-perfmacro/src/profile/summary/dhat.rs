//! The totals that dhat says at its end.

/// `Total: 529,599 bytes in 10,927 blocks` and the like, of what valgrind writes to standard error.
pub(crate) fn totals(said: &str) -> Vec<String> {
    let is_total = |line: &str| {
        ["Total:", "At t-gmax:", "At t-end:"]
            .iter()
            .any(|head| line.starts_with(head))
    };
    said.lines()
        .map(|line| {
            // `==123== `
            line.trim_start_matches(|letter: char| letter == '=' || letter.is_ascii_digit())
                .trim()
        })
        .filter(|line| is_total(line))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_totals_are_found_among_what_valgrind_says() {
        let said = "==17898== DHAT, a dynamic heap analysis tool\n==17898== \n==17898== Total:     529,599 bytes in 10,927 \
                    blocks\n==17898== At t-gmax: 60,484 bytes in 262 blocks\n==17898== Reads:     380,064 bytes\n";
        assert_eq!(
            totals(said),
            [
                "Total: 529,599 bytes in 10,927 blocks",
                "At t-gmax: 60,484 bytes in 262 blocks"
            ]
        );
    }
}
