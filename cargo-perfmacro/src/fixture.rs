//! Records as tests want them.

use perfmacro_runtime::record::{
    CaseResult, Command, Commit, Counts, Environment, Place, Records, Subject, TimeEstimate,
};
use perfmacro_runtime::{Picoseconds, statistics};

pub(crate) fn environment() -> Environment {
    Environment {
        id: "e1".to_owned(),
        run: "run".to_owned(),
        unix_time_ms: 1,
        perfmacro: "0.1.0".to_owned(),
        command: Command::Bench,
        rustc: "rustc 1.95.0".to_owned(),
        target: "x86_64-unknown-linux-gnu".to_owned(),
        target_features: vec!["sse2".to_owned()],
        profile: "release".to_owned(),
        opt_level: "3".to_owned(),
        debug_assertions: false,
        instrumented: None,
        os: "linux".to_owned(),
        arch: "x86_64".to_owned(),
        cpu: Some("AMD EPYC".to_owned()),
        cores: Some(2),
        commit: Some(Commit {
            id: "15d8c15".to_owned(),
            dirty: Some(true),
        }),
    }
}

/// What a process found of a case; without samples nothing is known of its time.
pub(crate) fn result(case: &str, samples_ps: &[u64]) -> CaseResult {
    let samples = samples_ps.iter().copied().map(Picoseconds::new);
    let estimate = statistics::median(&samples.collect::<Vec<_>>());
    CaseResult {
        run: "run".to_owned(),
        environment: "e1".to_owned(),
        unix_time_ms: 1,
        elapsed_us: 1,
        subject: Subject::Case,
        case: case.to_owned(),
        entry: case.split('/').next().unwrap_or(case).to_owned(),
        package: None,
        crate_name: "a".to_owned(),
        size: None,
        argument: None,
        generics: None,
        threads: None,
        test: None,
        location: Place {
            file: "src/lib.rs".to_owned(),
            line: 1,
            column: 1,
        },
        optimized: true,
        enforce: "auto".to_owned(),
        scale: None,
        inject: None,
        estimate: estimate.map(|estimate| TimeEstimate {
            median_ps: estimate.value.count(),
            lower_ps: estimate.lower.count(),
            upper_ps: estimate.upper.count(),
            confidence: estimate.confidence,
            observations: estimate.observations as u64,
        }),
        samples_ps: (!samples_ps.is_empty()).then(|| samples_ps.to_vec()),
        fresh_samples_ps: None,
        throughput: None,
        counts: None,
        problem: None,
        budgets: Vec::new(),
    }
}

pub(crate) fn counts(allocs: u64, instructions: u64) -> Counts {
    Counts {
        allocs: Some(allocs),
        alloc_bytes: None,
        peak: None,
        leaked: None,
        instructions: Some(instructions),
        simulated: None,
    }
}

/// Of one environment.
pub(crate) fn records(results: Vec<CaseResult>) -> Records {
    Records {
        environments: vec![environment()],
        results,
        damaged: Vec::new(),
    }
}

/// A hundred samples of about this time.
pub(crate) fn about(median_ps: u64) -> Vec<u64> {
    (0..100)
        .map(|index| median_ps + (index * 37 % 100) * median_ps / 10_000)
        .collect()
}
