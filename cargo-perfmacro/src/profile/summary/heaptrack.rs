//! The totals at the end of what `heaptrack_print` prints.

/// `peak heap memory consumption: 60.48K` and the like.
pub(crate) fn totals(printed: &str) -> Vec<String> {
    const HEADS: [&str; 4] = [
        "calls to allocation functions:",
        "temporary memory allocations:",
        "peak heap memory consumption:",
        "total memory leaked:",
    ];
    printed
        .lines()
        .filter(|line| HEADS.iter().any(|head| line.starts_with(head)))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_totals_are_found_behind_the_lists() {
        let printed = "MOST CALLS TO ALLOCATION FUNCTIONS\n10 calls\n\ntotal runtime: 0.05s.\ncalls to allocation functions: \
                       10927 (218540/s)\npeak heap memory consumption: 60.48K\n";
        assert_eq!(
            totals(printed),
            [
                "calls to allocation functions: 10927 (218540/s)",
                "peak heap memory consumption: 60.48K"
            ]
        );
    }
}
