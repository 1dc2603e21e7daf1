//! Comparisons, of figures that are known and of noise.

use expect_test::expect;
use perfmacro_runtime::record::{CaseResult, Environment, Records, ThroughputResult, Unit};
use proptest::prelude::*;

use super::{
    Band, Bands, Comparison, Finding, Format, Incomparable, NothingCompared, Outcome, Rows,
    Settings, compare,
};
use crate::fixture::{about, counts, environment, records, result};
use crate::snapshot::Snapshot;

fn compared(base: Vec<CaseResult>, new: Vec<CaseResult>) -> Comparison {
    of_records(&records(base), &records(new), Settings::default())
}

fn of_records(base: &Records, new: &Records, settings: Settings) -> Comparison {
    compare(&Snapshot::of(base), &Snapshot::of(new), settings)
}

fn findings(comparison: &Comparison) -> Vec<&Finding> {
    comparison
        .changes
        .iter()
        .map(|change| &change.finding)
        .collect()
}

#[test]
fn times_fall_into_three_bands() {
    let base = || vec![result("a::f", &about(1_000_000))];
    for (percent, expected) in [
        (100, Finding::NotSignificant),
        (104, Finding::NotRelevant),
        (107, Finding::Worse(Band::Medium)),
        (112, Finding::Worse(Band::Large)),
        (96, Finding::NotRelevant),
        (93, Finding::Better(Band::Medium)),
        (80, Finding::Better(Band::Large)),
    ] {
        let new = vec![result("a::f", &about(10_000 * percent))];
        let comparison = compared(base(), new);
        assert_eq!(findings(&comparison), [&expected], "{percent}");
        let is_regression = comparison.outcome() == Ok(Outcome::Regression);
        assert_eq!(is_regression, percent == 112, "{percent}");
    }
    let settings = Settings {
        bands: Bands::new(0.01, 0.03).expect("in order"),
        slower_from: Band::Medium,
        ..Settings::default()
    };
    let new = records(vec![result("a::f", &about(1_025_000))]);
    let strict = of_records(&records(base()), &new, settings);
    assert_eq!(strict.outcome(), Ok(Outcome::Regression));
    assert!(Bands::new(0.1, 0.05).is_err() && Bands::new(0.0, f64::NAN).is_err());
}

#[test]
fn few_samples_are_no_evidence() {
    let base = vec![result("a::f", &[100, 140, 180])];
    let new = vec![result("a::f", &[130, 170, 210])];
    assert_eq!(findings(&compared(base, new)), [&Finding::NotSignificant]);
}

#[test]
fn counts_are_exact() {
    let with = |allocs, instructions| {
        vec![CaseResult {
            counts: Some(counts(allocs, instructions)),
            ..result("a::f", &[])
        }]
    };
    let worse = compared(with(100, 1_000), with(101, 1_080));
    assert_eq!(
        findings(&worse),
        [&Finding::Worse(Band::Small), &Finding::Worse(Band::Medium)]
    );
    assert_eq!(worse.regressions().count(), 2);
    let better = compared(with(2, 1_000), with(0, 1_000));
    assert_eq!(
        findings(&better),
        [&Finding::Better(Band::Large), &Finding::Equal]
    );
    assert_eq!(better.outcome(), Ok(Outcome::NoRegression));
    let from_none = compared(with(0, 1), with(1, 1));
    assert_eq!(findings(&from_none)[0], &Finding::Worse(Band::Large));
    let shown = |rows| better.render(Format::Table, rows);
    assert!(!shown(Rows::WithoutEqual).contains("  equal"));
    assert!(shown(Rows::WithoutEqual).contains("1 counts are equal: --all shows them"));
    assert!(shown(Rows::All).contains("  equal"));
}

#[test]
fn another_machine_is_told_before_any_figure() {
    let case = |allocs, time| CaseResult {
        counts: Some(counts(allocs, 500)),
        ..result("a::f", &about(time))
    };
    let base = records(vec![case(2, 1_000_000)]);
    let new = Records {
        environments: vec![Environment {
            cpu: Some("Xeon".to_owned()),
            rustc: "rustc 1.96.0".to_owned(),
            ..environment()
        }],
        ..records(vec![case(3, 2_000_000)])
    };
    let comparison = of_records(&base, &new, Settings::default());
    expect![[r"
        CPU: `AMD EPYC`, now `Xeon`
        toolchain: `rustc 1.95.0`, now `rustc 1.96.0`
        times and instructions are not compared across these; allocations are
        case  measure           base       new    change  finding
        a::f  time          1.001 µs  2.002 µs  +100.0 %  not comparable: another machine or build
        a::f  allocs               2         3   +50.0 %  REGRESSION, above 10 %, exact
        a::f  instructions       500       500    +0.0 %  not comparable: another machine or build
        1 regressions, 0 improvements, 1 figures compared, 2 not comparable, 0 only in the base, 0 new
    "]].assert_eq(&comparison.render(Format::Table, Rows::All));
    assert_eq!(comparison.outcome(), Ok(Outcome::Regression));
    let settings = Settings {
        across_machines: true,
        ..Settings::default()
    };
    let all_the_same = of_records(&base, &new, settings);
    assert_eq!(all_the_same.regressions().count(), 2);
}

#[test]
fn nothing_is_dropped_silently() {
    let base = vec![
        result("a::both", &about(1_000)),
        result("a::gone", &about(1_000)),
    ];
    let new = vec![
        result("a::both", &about(1_000)),
        result("a::new", &about(1_000)),
        CaseResult {
            inject: Some("delay".to_owned()),
            ..result("a::faulty", &about(1_000))
        },
        result("a::unmeasured", &[]),
    ];
    let comparison = compared(base, new);
    expect![[r"
        | case | measure | base | new | change | finding |
        | --- | --- | ---: | ---: | ---: | --- |
        | `a::both` | time | 1 ns | 1 ns | +0.0 % | no change: intervals overlap |
        | `a::gone` | time | 1 ns | - | - | only in the base |
        | `a::new` | time | - | 1 ns | - | new: no base |

        left out: a::faulty: a delay was put into every call
        left out: a::unmeasured: nothing of it was measured
        0 regressions, 0 improvements, 1 figures compared, 0 not comparable, 1 only in the base, 1 new
    "]].assert_eq(&comparison.render(Format::Markdown, Rows::WithoutEqual));
}

#[test]
fn programs_read_json() {
    let with = |allocs| {
        vec![CaseResult {
            counts: Some(counts(allocs, 7)),
            ..result("a::f", &[])
        }]
    };
    let json = compared(with(2), with(3)).render(Format::Json, Rows::WithoutEqual);
    expect![[r#"
        {
          "perfmacro_comparison": 1,
          "outcome": "regression",
          "differences": [],
          "changes": [
            {
              "case": "a::f",
              "measure": {
                "count": "allocs"
              },
              "base": {
                "count": 2
              },
              "new": {
                "count": 3
              },
              "ratio": 1.5,
              "finding": {
                "worse": "large"
              },
              "is_regression": true
            },
            {
              "case": "a::f",
              "measure": {
                "count": "instructions"
              },
              "base": {
                "count": 7
              },
              "new": {
                "count": 7
              },
              "ratio": 1.0,
              "finding": "equal",
              "is_regression": false
            }
          ],
          "left_out": []
        }
    "#]]
    .assert_eq(&json);
}

#[test]
fn nothing_compared_is_an_error() {
    let base = || vec![result("a::gone", &about(1_000))];
    let disjoint = compared(base(), vec![result("a::new", &about(1_000))]);
    assert_eq!(disjoint.outcome(), Err(NothingCompared));
    let empty = compared(base(), Vec::new());
    assert_eq!(empty.outcome(), Err(NothingCompared));
    assert_eq!(findings(&empty), [&Finding::OnlyInBase]);
}

#[test]
fn what_means_something_else_is_not_compared() {
    let of = |amount, optimized| {
        vec![CaseResult {
            throughput: Some(ThroughputResult {
                unit: Unit::Bytes,
                amount,
            }),
            optimized,
            ..result("a::f", &about(1_000))
        }]
    };
    let amount = compared(of(10, true), of(20, true));
    assert_eq!(
        findings(&amount),
        [&Finding::Incomparable(Incomparable::Amount)]
    );
    let optimization = compared(of(10, true), of(10, false));
    assert_eq!(
        findings(&optimization),
        [&Finding::Incomparable(Incomparable::Optimization)]
    );
}

#[test]
fn machines_are_compared_with_themselves() {
    let both = |slow: u64| Records {
        environments: vec![
            environment(),
            Environment {
                id: "e2".to_owned(),
                cpu: Some("Xeon".to_owned()),
                ..environment()
            },
        ],
        ..records(vec![
            result("a::f", &about(1_000_000)),
            CaseResult {
                environment: "e2".to_owned(),
                ..result("a::f", &about(slow))
            },
        ])
    };
    let comparison = of_records(&both(3_000_000), &both(4_000_000), Settings::default());
    assert_eq!(comparison.differences, []);
    assert_eq!(
        findings(&comparison),
        [&Finding::NotSignificant, &Finding::Worse(Band::Large)]
    );
    assert!(
        comparison.changes[1]
            .machine
            .as_ref()
            .is_some_and(|on| on.starts_with("Xeon"))
    );
}

/// Numbers that look random, of a seed.
struct Noise(u64);

impl Noise {
    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits")]
    fn uniform(&mut self) -> f64 {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A hundred samples of one process: its layout moves all by up to 3 %, each is slower by an exponential of 2 %, and
    /// beside other processes up to a half of them takes up to twice the time.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small"
    )]
    fn process(&mut self, time_ps: f64) -> Vec<u64> {
        let layout = 1.0 + 0.03 * (2.0 * self.uniform() - 1.0);
        let disturbed = 50.0 * self.uniform();
        let mut index = 0.0;
        let sample = || {
            index += 1.0;
            let pause = if index < disturbed {
                self.uniform()
            } else {
                0.0
            };
            let jitter = -0.02 * (1.0 - self.uniform()).ln();
            (time_ps * layout * (1.0 + jitter + pause)).round() as u64
        };
        std::iter::repeat_with(sample).take(100).collect()
    }
}

proptest! {
    #[test]
    fn noise_is_no_regression_and_a_slower_function_is(
        seed: u64,
        time_ps in 1_000.0..1e9_f64,
        processes in 1..5_usize,
    ) {
        let mut noise = Noise(seed);
        let mut run = |time_ps: f64| {
            let found = (0..processes).map(|_| result("a::f", &noise.process(time_ps)));
            found.collect::<Vec<_>>()
        };
        let (base, same, slower) = (run(time_ps), run(time_ps), run(time_ps * 1.2));
        let unchanged = compared(base.clone(), same);
        prop_assert_eq!(unchanged.outcome(), Ok(Outcome::NoRegression));
        let changed = compared(base, slower);
        prop_assert_eq!(changed.outcome(), Ok(Outcome::Regression));
    }
}
