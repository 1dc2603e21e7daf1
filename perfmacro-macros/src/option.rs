//! The options' names: one table for the parser, for the messages and for the documentation's test.

use proc_macro2::Ident;
use syn::ext::IdentExt;

/// An option: its name and a correct use of it, for messages.
pub(crate) struct OptionSyntax {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
}

macro_rules! options {
    ($($constant:ident = $name:literal, $example:literal;)*) => {
        $(pub(crate) const $constant: &str = $name;)*

        /// Every option, in the order of the reference.
        pub(crate) const ALL: &[OptionSyntax] =
            &[$(OptionSyntax { name: $name, example: $example }),*];
    };
}

options! {
    TARGET = "target", "target = \"1us\"";
    CRITICAL = "critical", "critical = \"10us\"";
    P50 = "p50", "p50 = \"10us\"";
    P90 = "p90", "p90 = \"20us\"";
    P99 = "p99", "p99 = \"50us\"";
    P999 = "p999", "p999 = \"100us\"";
    MIN_THROUGHPUT = "min_throughput", "min_throughput = \"100 MiB/s\"";
    MAX_ALLOCS = "max_allocs", "max_allocs = 2";
    MAX_ALLOC_BYTES = "max_alloc_bytes", "max_alloc_bytes = \"64 KiB\"";
    MAX_PEAK = "max_peak", "max_peak = \"64 KiB\"";
    MAX_LEAKED = "max_leaked", "max_leaked = 0";
    ALLOC_SCOPE = "alloc_scope", "alloc_scope = \"process\"";
    MAX_INSTRUCTIONS = "max_instructions", "max_instructions = 12_000";
    COMPLEXITY = "complexity", "complexity = \"O(n log n)\"";
    REFERENCE = "reference", "reference = parse_naive";
    MAX_RATIO = "max_ratio", "max_ratio = 0.5";
    MIN_SPEEDUP = "min_speedup", "min_speedup = 2.0";
    ENFORCE = "enforce", "enforce = \"always\"";
    SIZES = "sizes", "sizes = [10, 100, 1000]";
    ARGS = "args", "args = [(\"short\", \"a b\"), (\"long\", TEXT)]";
    TYPES = "types", "types = [u8, u64, String]";
    CONSTS = "consts", "consts = [1, 8, 64]";
    THREADS = "threads", "threads = [1, 2, 4]";
    SKIP = "skip", "skip = |case| case.size() > 100 && case.threads() > 1";
    SETUP = "setup", "setup = |n| vec![0; n]";
    INPUTS = "inputs", "inputs = pool(16)";
    SEED = "seed", "seed = 7";
    CHECK = "check", "check = |output| output.is_ok()";
    THROUGHPUT = "throughput", "throughput = bytes";
    RUNTIME = "runtime", "runtime = tokio";
    SAFETY = "safety", "safety = \"the input is ASCII\"";
    NAME = "name", "name = \"parse_short\"";
    GROUP = "group", "group = \"parsers\"";
    CRATE = "crate", "crate = my_reexports::perfmacro";
    SAMPLE_SIZE = "sample_size", "sample_size = 50";
    WARM_UP_TIME = "warm_up_time", "warm_up_time = \"1s\"";
    MEASUREMENT_TIME = "measurement_time", "measurement_time = \"2s\"";
    NRESAMPLES = "nresamples", "nresamples = 10_000";
    CONFIDENCE_LEVEL = "confidence_level", "confidence_level = 0.99";
    SIGNIFICANCE_LEVEL = "significance_level", "significance_level = 0.05";
    NOISE_THRESHOLD = "noise_threshold", "noise_threshold = 0.02";
    SAMPLING_MODE = "sampling_mode", "sampling_mode = flat";
}

/// The name as a user reads it: `r#crate` and `crate` are one option.
pub(crate) fn spelling(name: &Ident) -> String {
    name.unraw().to_string()
}

/// The option's row in the table.
pub(crate) fn lookup(name: &str) -> Option<&'static OptionSyntax> {
    ALL.iter().find(|option| option.name == name)
}

/// What to say of a name that is not in the table.
pub(crate) fn unknown(name: &str) -> String {
    let expected = ALL
        .iter()
        .map(|option| format!("`{}`", option.name))
        .collect::<Vec<_>>()
        .join(", ");
    match closest(name) {
        Some(meant) => {
            format!("unknown option `{name}`: did you mean `{meant}`? expected one of {expected}")
        }
        None => format!("unknown option `{name}`: expected one of {expected}"),
    }
}

/// The option that `name` is a slip of: at most two edits away, and fewer than half of its letters.
fn closest(name: &str) -> Option<&'static str> {
    ALL.iter()
        .map(|option| (strsim::damerau_levenshtein(name, option.name), option.name))
        .filter(|(edits, option)| *edits <= 2 && edits * 2 < option.len())
        .min()
        .map(|(_, option)| option)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_has_a_section_for_every_option() {
        let sections = include_str!("../../perfmacro/src/perf_bench.md")
            .lines()
            .filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`'))
            .collect::<Vec<_>>();
        let options = ALL.iter().map(|option| option.name).collect::<Vec<_>>();
        assert_eq!(sections, options);
    }
}
