//! Records as a large workspace would leave them: many cases, several runs, every verdict, and seldom a lie.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The sizes of every generated function.
const SIZES: [u64; 5] = [10, 100, 1_000, 10_000, 100_000];
/// The first run's time: 2026-11-21.
const BEGAN_MS: u64 = 1_795_257_000_000;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Random numbers that are the same in every run: xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From zero to one.
    #[expect(clippy::cast_precision_loss, reason = "53 bits of it")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A function and how it grows.
struct Function {
    entry: String,
    file: String,
    line: u64,
    coefficient: f64,
    exponent: f64,
    class: &'static str,
    class_exponent: f64,
}

/// Writes `runs` files of `cases` cases each into `directory`, and returns their paths, the newest first.
///
/// # Errors
///
/// Where one cannot be written.
pub(crate) fn write_runs(directory: &Path, runs: u64, cases: usize) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(directory)?;
    let paths = (0..runs).rev().map(|run| {
        let path = directory.join(format!("run-{run}.jsonl"));
        let mut out = BufWriter::new(File::create(&path)?);
        write_run(run, cases, &mut out)?;
        out.flush()?;
        Ok(path)
    });
    paths.collect()
}

fn write_run(run: u64, cases: usize, out: &mut dyn Write) -> io::Result<()> {
    let time = BEGAN_MS + run * DAY_MS;
    // The machine is another one from the fourth run on.
    let environment = if run < 3 {
        "00000000000000aa"
    } else {
        "00000000000000bb"
    };
    let cpu = if run < 3 {
        "AMD EPYC 7B13"
    } else {
        "AMD EPYC 9J14"
    };
    write_line(
        "environment",
        &json!({
            "id": environment, "run": format!("run-{run}"), "unix_time_ms": time, "perfmacro": "0.1.0",
            "command": "bench", "rustc": "rustc 1.95.0 (59807616e 2026-04-14)",
            "target": "x86_64-unknown-linux-gnu", "target_features": ["fxsr", "sse2"], "profile": "release",
            "opt_level": "3", "debug_assertions": false, "os": "linux", "arch": "x86_64", "cpu": cpu, "cores": 2,
            "commit": {"id": format!("15d8c1530c4aa0b4c4d1a1f9d6a0d7e3b9b1c2d{run}"), "dirty": false},
        }),
        out,
    )?;
    let mut written = 0;
    let mut index = 0;
    while written < cases {
        let function = function(index);
        let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ (index + 1) << 8 ^ run);
        let drift = 1.0
            + (random.share() - 0.5) * 0.06
            + if index % 17 == 5 { run_share(run) } else { 0.0 };
        let mut costs = Vec::new();
        for size in SIZES.iter().take(cases - written) {
            let median = function.time(*size) * drift;
            costs.push((*size, whole(median)));
            let of = Found {
                run,
                time,
                environment,
                index,
                size: *size,
                median,
            };
            write_line("result", &of.result(&function, &mut random), out)?;
            written += 1;
        }
        if written < cases {
            let found = Found {
                run,
                time,
                environment,
                index,
                size: 0,
                median: 0.0,
            };
            write_line("result", &found.family(&function, &costs), out)?;
            written += 1;
        }
        index += 1;
    }
    Ok(())
}

fn write_line(kind: &str, fields: &Value, out: &mut dyn Write) -> io::Result<()> {
    let fields = fields.to_string();
    writeln!(
        out,
        "{{\"perfmacro_record\":1,\"kind\":\"{kind}\",{}",
        &fields[1..]
    )
}

/// By how much some functions became slower until this run.
fn run_share(run: u64) -> f64 {
    f64::from(u32::try_from(run).expect("there are few")) * 0.08
}

fn function(index: u64) -> Function {
    const MODULES: [&str; 8] = [
        "parse", "search", "index", "codec", "storage", "network", "layout", "query",
    ];
    const VERBS: [&str; 10] = [
        "insert", "lookup", "merge", "scan", "encode", "decode", "rank", "split", "hash", "sort",
    ];
    const GROWTHS: [(f64, &str, f64); 4] = [
        (1.0, "O(n)", 1.0),
        (1.12, "O(n log n)", 1.09),
        (0.15, "O(log n)", 0.1),
        (1.95, "O(n^2)", 2.0),
    ];
    let mut random = Random(0xD1B5_4A32_D192_ED03 ^ (index + 1) << 4);
    let at = |names: &[&'static str], number: u64| {
        names[usize::try_from(number).unwrap_or(0) % names.len()]
    };
    let module = at(&MODULES, index);
    let verb = at(&VERBS, index / 8);
    let (exponent, class, class_exponent) = GROWTHS[usize::try_from(index % 4).unwrap_or(0)];
    // Some grow faster than they say.
    let exponent = if index % 23 == 7 {
        exponent + 0.9
    } else {
        exponent
    };
    Function {
        entry: format!("warehouse::{module}::{verb}_{}", index / 80),
        file: format!("src/{module}.rs"),
        line: 10 + index / 8 * 12,
        coefficient: 2_000.0 + random.share() * 30_000.0,
        exponent,
        class,
        class_exponent,
    }
}

impl Function {
    fn time(&self, size: u64) -> f64 {
        self.coefficient * float(size).powf(self.exponent) + 1_500.0
    }
}

/// What a run finds of a case.
struct Found {
    run: u64,
    time: u64,
    environment: &'static str,
    index: u64,
    size: u64,
    median: f64,
}

impl Found {
    fn common(&self, function: &Function) -> Value {
        json!({
            "run": format!("run-{}", self.run), "environment": self.environment,
            "unix_time_ms": self.time + self.index, "elapsed_us": 5_200, "subject": "case",
            "case": format!("{}/{}", function.entry, self.size), "entry": function.entry, "package": "warehouse",
            "crate_name": "warehouse", "location": {"file": function.file, "line": function.line, "column": 1},
            "optimized": true, "enforce": "auto", "budgets": [],
        })
    }

    fn result(&self, function: &Function, random: &mut Random) -> Value {
        let mut result = self.common(function);
        let median = whole(self.median);
        result["size"] = self.size.into();
        result["estimate"] = json!({
            "median_ps": median, "lower_ps": whole(self.median * 0.99), "upper_ps": whole(self.median * 1.012),
            "confidence": 0.95, "observations": 100,
        });
        let mut samples = |count| {
            let samples = (0..count).map(|_| {
                let bulk = (random.share() + random.share() + random.share() - 1.5) * 0.03;
                let tail = if random.share() > 0.95 {
                    random.share() * 0.2
                } else {
                    0.0
                };
                whole(self.median * (1.0 + bulk + tail))
            });
            samples.collect::<Vec<_>>()
        };
        result["samples_ps"] = samples(100).into();
        result["fresh_samples_ps"] = json!([samples(50), samples(50)]);
        result["throughput"] = json!({"unit": "elements", "amount": self.size});
        // The newest run of some allocates once more.
        let allocs = self.index % 5 + u64::from(self.run == 4 && self.index % 10 == 1);
        result["counts"] = json!({"allocs": allocs, "alloc_bytes": allocs * 64 * self.size, "peak": 64 * self.size, "leaked": 0});
        result["budgets"] = json!([self.target(function), self.max_allocs(allocs)]);
        result
    }

    fn target(&self, function: &Function) -> Value {
        let slack = 1.05 + float(self.index % 7) * 0.12;
        let limit = function.time(self.size) * slack;
        let headroom = 1.0 - self.median / limit;
        let (verdict, reason) = match (headroom, self.index % 29) {
            (_, 11) => (
                "not_enforced",
                Some("the attribute says `enforce = \"never\"`".to_owned()),
            ),
            (left, _) if left < -0.02 => (
                "fail",
                Some(format!("over its target by {:.1} %", -left * 100.0)),
            ),
            (left, _) if left < 0.03 => (
                "inconclusive",
                Some(
                    "the blocks or the processes do not agree whether it is within its budget"
                        .to_owned(),
                ),
            ),
            _ => ("pass", None),
        };
        let mut budget = json!({
            "option": "target", "kind": "time", "unit": "ps", "bound": "at_most", "limit": whole(limit),
            "declared": whole(limit), "measured": whole(self.median), "lower": whole(self.median * 0.985),
            "upper": whole(self.median * 1.015), "confidence": 0.99, "observations": 60, "verdict": verdict,
            "headroom": headroom,
            "evidence": {"over": if headroom < 0.0 { 60 } else { 1 }, "interrupted": 0, "processes": 3, "processes_over": if headroom < 0.0 { 3 } else { 0 }},
        });
        if let Some(reason) = reason {
            budget["reason"] = reason.into();
        }
        budget
    }

    fn max_allocs(&self, allocs: u64) -> Value {
        let is_over = self.index % 37 == 9 && allocs > 3;
        let limit = if is_over { 3 } else { 4 };
        let mut budget = json!({
            "option": "max_allocs", "kind": "count", "unit": "count", "bound": "at_most", "limit": limit,
            "declared": limit, "measured": allocs, "first_call": allocs + 1,
            "verdict": if is_over { "fail" } else { "pass" }, "headroom": 1.0 - float(allocs) / float(limit),
        });
        if is_over {
            budget["reason"] = "over its max_allocs by 1".into();
            budget["sites"] = json!([{"function": "alloc::raw_vec::RawVec<T>::grow_one", "file": "src/parse.rs", "line": 41, "count": 4, "bytes": 4096, "leaked": 0}]);
        }
        budget
    }

    fn family(&self, function: &Function, costs: &[(u64, u64)]) -> Value {
        let limit = function.class_exponent + 0.3;
        let measured = function.exponent;
        let is_over = measured > limit;
        let mut result = self.common(function);
        result["subject"] = "family".into();
        result["case"] = function.entry.clone().into();
        let costs = costs
            .iter()
            .map(|(size, cost)| json!({"size": size, "cost": cost}));
        let mut budget = json!({
            "option": "complexity", "kind": "growth", "unit": "exponent", "bound": "at_most", "limit": limit,
            "declared": limit, "measured": measured, "lower": measured - 0.02, "upper": measured + 0.02,
            "confidence": 0.99, "observations": 40, "verdict": if is_over { "fail" } else { "pass" },
            "headroom": 1.0 - measured / limit,
            "growth": {
                "class": function.class, "resource": "time", "unit": "ps", "small": 1_000, "large": 100_000,
                "costs": costs.collect::<Vec<_>>(),
                "fit": {"coefficient": function.coefficient, "exponent": function.exponent, "base": 1_500.0, "slope": function.coefficient},
            },
        });
        if is_over {
            budget["reason"] = format!(
                "over its complexity by {:.2} in the exponent",
                measured - limit
            )
            .into();
        }
        result["budgets"] = json!([budget]);
        result
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn float(value: u64) -> f64 {
    value as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times of seconds at most"
)]
fn whole(value: f64) -> u64 {
    value.max(0.0).round() as u64
}
