//! The options of `#[perf_bench]` that declare budgets.

/// All of them.
pub const ALL: [&str; 15] = [
    "target",
    "critical",
    "p50",
    "p90",
    "p99",
    "p999",
    "min_throughput",
    "max_allocs",
    "max_alloc_bytes",
    "max_peak",
    "max_leaked",
    "max_instructions",
    "complexity",
    "max_ratio",
    "min_speedup",
];
