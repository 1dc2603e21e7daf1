use std::sync::LazyLock;

use expect_test::expect;

use super::*;
use crate::alloc::{CallSite, CallSites};
use crate::budget::{CountBudget, Measure, RatioBudget, RatioOption, TimeBudget};
use crate::entry::{Entry, Location, Options, Sizes};
use crate::fault::Fault;
use crate::growth::{Class, Point};
use crate::ratio::Ratio;
use crate::record::line::{self, line};
use crate::throughput::{Counted, Rate};
use crate::variant::Variant;
use crate::verdict::paired::Sides;
use crate::verdict::{
    CountJudgement, Doubt, Exemption, Exponent, GrowthJudgement, Judgement, Processes, Resource,
    Tail, Verdict,
};

static VARIANTS: [Variant; 1] = [Variant::new(|_| Box::new(|_, _| {}))
    .generics("u64, 8")
    .argument("short")];

static SORT: Entry = Entry {
    module_path: "my_crate::sorting",
    name: "sort",
    test_module: "perf_sort",
    package: Some("my-crate"),
    location: Location {
        file: "src/sorting.rs",
        line: 12,
        column: 1,
    },
    options: Options {
        sizes: Sizes::List(&[1000]),
        threads: &[4],
        ..Options::DEFAULT
    },
    variants: &VARIANTS,
    is_optimized: || true,
};

static CASE: LazyLock<Case> = LazyLock::new(|| Case::product(&SORT)[0]);

const POLICY: Policy = Policy {
    enforcement: Enforcement::Strict,
    scale: 1.5,
    fault: Some(Fault::Delay),
};

fn ps(count: u64) -> Picoseconds {
    Picoseconds::new(count)
}

fn estimate_of<T>(value: T, lower: T, upper: T) -> Estimate<T> {
    Estimate {
        value,
        lower,
        upper,
        confidence: 0.95,
        observations: 41,
    }
}

fn time(option: &'static str, verdict: Verdict, is_warning: bool) -> Judged {
    let limit = ps(1_500_000);
    let judgement = Judgement {
        estimate: Some(estimate_of(ps(1_875_000), ps(1_800_000), ps(1_900_000))),
        over: 40,
        interrupted: 2,
        processes: Processes { all: 5, over: 5 },
        ..verdict.without_measuring(Measure::Median, limit)
    };
    let budget = TimeBudget {
        option,
        measure: Measure::Median,
        limit,
        declared: ps(1_000_000),
        throughput: (option == "min_throughput").then(|| {
            let rate = Rate {
                per_second: 1e9,
                counted: Counted::Elements,
            };
            (rate, Throughput::Elements(1000))
        }),
        is_warning,
    };
    Judged::Time { budget, judgement }
}

fn count(counter: Counter, figure: u64, limit: u64) -> Judged {
    let sites = CallSites {
        sites: vec![CallSite {
            function: "sort".to_owned(),
            place: Some(("src/sorting.rs".to_owned(), 14)),
            count: 2,
            bytes: 8000,
            leaked: 0,
        }],
        untraced: 0,
    };
    let is_over = figure > limit;
    Judged::Count {
        budget: CountBudget { counter, limit },
        judgement: CountJudgement {
            figure: Some(figure),
            first_call: Some(figure),
            sites: is_over.then_some(sites),
            simulated: (counter == Counter::Instructions).then_some(Simulated {
                accesses: 1,
                l1_misses: 2,
                last_level_misses: 3,
                branches: 4,
                mispredicted: 5,
            }),
            ..CountJudgement::without_counting(if is_over {
                Verdict::Fail
            } else {
                Verdict::Pass
            })
        },
    }
}

fn ratio(declared: RatioOption, limit: f64, measured: [f64; 3]) -> Judged {
    let [value, lower, upper] = measured.map(|ratio| Ratio::new(ratio).expect("above zero"));
    let limit = declared.of(Ratio::new(limit).expect("above zero"));
    let mut judgement = Verdict::Pass.without_pairs(limit);
    judgement.estimate = Some(estimate_of(value, lower, upper));
    judgement.times = Some(Sides {
        function: ps(1),
        reference: ps(2),
    });
    Judged::Ratio {
        budget: RatioBudget { declared, limit },
        judgement,
    }
}

fn growth() -> Judged {
    let point = |size: usize| Point {
        size,
        cost: 10 * size as u64,
    };
    Judged::Growth(GrowthJudgement {
        verdict: Verdict::Pass,
        class: Class::new(1.0, 1.0),
        resource: Resource::Instructions,
        tail: Tail {
            small: 256,
            large: 1024,
        },
        exponent: Some(Exponent {
            value: 1.0,
            lower: 1.0,
            upper: 1.0,
        }),
        costs: [64, 256, 1024].map(point).to_vec(),
        pairs: None,
    })
}

/// One budget of each kind and verdict.
fn judged() -> Vec<Judged> {
    let limit = ps(1);
    let budget = TimeBudget {
        option: "p99",
        measure: Measure::Median,
        limit,
        declared: limit,
        throughput: None,
        is_warning: false,
    };
    vec![
        time("target", Verdict::Fail, true),
        time("critical", Verdict::Fail, false),
        time(
            "min_throughput",
            Verdict::Inconclusive(Doubt::SlowMachine),
            false,
        ),
        Judged::Time {
            budget,
            judgement: Verdict::NotEnforced(Exemption::Never)
                .without_measuring(Measure::Median, limit),
        },
        count(Counter::Allocs, 2, 1),
        count(Counter::Peak, 0, 0),
        count(Counter::Instructions, 900, 1000),
        ratio(RatioOption::MaxRatio, 0.5, [0.25, 0.2, 0.3]),
        ratio(RatioOption::MinSpeedup, 2.0, [0.25, 0.2, 0.5]),
        growth(),
    ]
}

fn stamp(environment: &str) -> Stamp<'_> {
    Stamp {
        run: "20261121T103000Z-4711",
        environment,
        unix_time_ms: 1_795_257_000_456,
        is_optimized: true,
    }
}

/// A result with every field.
fn whole() -> CaseResult {
    let judged = judged();
    let samples = (1..=250)
        .map(|sample| ps(1000 * sample))
        .collect::<Vec<_>>();
    let name = CASE.to_string();
    let found = Found {
        test: Some("size_1000"),
        elapsed: Duration::from_micros(1234),
        estimate: Some(estimate_of(ps(125_000), ps(110_000), ps(140_000))),
        samples: &samples,
        fresh_samples: &[vec![ps(1000), ps(2000)], Vec::new(), vec![ps(3000)]],
        throughput: Some(Throughput::Elements(4000)),
        allocations: Some(Allocations {
            count: 2,
            bytes: 8000,
            peak: 8000,
            leaked: 0,
        }),
        problem: Some("the attribute says otherwise".to_owned()),
        ..Found::of_case(&CASE, &name, POLICY, &judged)
    };
    CaseResult::new(&found, &stamp("00decafc0ffee000"))
}

#[test]
fn a_result_is_a_line() {
    let mut result = whole();
    let samples = result.samples_ps.as_mut().expect("there are samples");
    assert_eq!(
        (samples.len(), samples[1], samples[99]),
        (100, 3000, 248_000)
    );
    samples.truncate(3);
    result.budgets.clear();
    expect![[r#"
        {"perfmacro_record":1,"kind":"result","run":"20261121T103000Z-4711","environment":"00decafc0ffee000","unix_time_ms":1795257000456,"elapsed_us":1234,"subject":"case","case":"my_crate::sorting::sort::<u64, 8>/short/1000/threads=4","entry":"my_crate::sorting::sort","package":"my-crate","crate_name":"my_crate","size":1000,"argument":"short","generics":"u64, 8","threads":4,"test":"sorting::perf_sort::size_1000","location":{"file":"src/sorting.rs","line":12,"column":1},"optimized":true,"enforce":"strict","scale":1.5,"inject":"delay","estimate":{"median_ps":125000,"lower_ps":110000,"upper_ps":140000,"confidence":0.95,"observations":41},"samples_ps":[1000,3000,6000],"fresh_samples_ps":[[1000,2000],[3000]],"throughput":{"unit":"elements","amount":4000},"counts":{"allocs":2,"alloc_bytes":8000,"peak":0,"leaked":0,"instructions":900,"simulated":{"accesses":1,"l1_misses":2,"last_level_misses":3,"branches":4,"mispredicted":5}},"problem":"the attribute says otherwise","budgets":[]}
    "#]].assert_eq(&line(line::RESULT, &result));
}

#[test]
fn every_kind_of_budget_is_an_object() {
    let mut text = String::new();
    for budget in whole().budgets {
        text += &line::json(&budget);
        text.push('\n');
    }
    expect![[r#"
        {"option":"target","kind":"time","unit":"ps","bound":"at_most","limit":1500000,"declared":1000000,"measured":1875000,"lower":1800000,"upper":1900000,"confidence":0.95,"observations":41,"verdict":"warn","reason":"over its target by 25.0 %","headroom":-0.25,"evidence":{"over":40,"interrupted":2,"processes":5,"processes_over":5}}
        {"option":"critical","kind":"time","unit":"ps","bound":"at_most","limit":1500000,"declared":1000000,"measured":1875000,"lower":1800000,"upper":1900000,"confidence":0.95,"observations":41,"verdict":"fail","reason":"over its critical by 25.0 %","headroom":-0.25,"evidence":{"over":40,"interrupted":2,"processes":5,"processes_over":5}}
        {"option":"min_throughput","kind":"time","unit":"ps","bound":"at_most","limit":1500000,"declared":1000000,"rate":{"per_second":1000000000.0,"unit":"elements"},"measured":1875000,"lower":1800000,"upper":1900000,"confidence":0.95,"observations":41,"verdict":"inconclusive","reason":"it is over, and within it once what the machine ran slower is allowed for","headroom":-0.25,"evidence":{"over":40,"interrupted":2,"processes":5,"processes_over":5}}
        {"option":"p99","kind":"time","unit":"ps","bound":"at_most","limit":1,"declared":1,"verdict":"not_enforced","reason":"the attribute says `enforce = \"never\"`"}
        {"option":"max_allocs","kind":"count","unit":"count","bound":"at_most","limit":1,"declared":1,"measured":2,"first_call":2,"verdict":"fail","reason":"over its max_allocs by 1 allocation","headroom":-1.0,"sites":[{"function":"sort","file":"src/sorting.rs","line":14,"count":2,"bytes":8000,"leaked":0}]}
        {"option":"max_peak","kind":"count","unit":"bytes","bound":"at_most","limit":0,"declared":0,"measured":0,"first_call":0,"verdict":"pass","headroom":0.0}
        {"option":"max_instructions","kind":"count","unit":"count","bound":"at_most","limit":1000,"declared":1000,"measured":900,"first_call":900,"verdict":"pass","headroom":0.1}
        {"option":"max_ratio","kind":"ratio","unit":"ratio","bound":"at_most","limit":0.5,"declared":0.5,"measured":0.25,"lower":0.2,"upper":0.3,"confidence":0.95,"observations":41,"verdict":"pass","headroom":0.5,"evidence":{"over":0,"interrupted":0,"processes":0,"processes_over":0}}
        {"option":"min_speedup","kind":"ratio","unit":"ratio","bound":"at_least","limit":2.0,"declared":2.0,"measured":4.0,"lower":2.0,"upper":5.0,"confidence":0.95,"observations":41,"verdict":"pass","headroom":0.5,"evidence":{"over":0,"interrupted":0,"processes":0,"processes_over":0}}
        {"option":"complexity","kind":"growth","unit":"exponent","bound":"at_most","limit":1.46096405,"declared":1.46096405,"measured":1.0,"verdict":"pass","headroom":0.315520461,"growth":{"class":"O(n log n)","resource":"instructions","unit":"count","small":256,"large":1024,"costs":[{"size":64,"cost":640},{"size":256,"cost":2560},{"size":1024,"cost":10240}],"fit":{"coefficient":10.0,"exponent":1.0,"base":415.114773,"slope":0.962330783}}}
    "#]].assert_eq(&text);
}

#[test]
fn a_bare_result_has_what_it_must() {
    let policy = Policy {
        enforcement: Enforcement::Auto,
        scale: 1.0,
        fault: None,
    };
    let name = "my_crate::sorting::sort::<u64, 8>/short/threads=4";
    let found = Found {
        subject: Subject::Family,
        ..Found::of_case(&CASE, name, policy, &[])
    };
    let result = CaseResult::new(&found, &stamp("00decafc0ffee000"));
    expect![[r#"
        {"perfmacro_record":1,"kind":"result","run":"20261121T103000Z-4711","environment":"00decafc0ffee000","unix_time_ms":1795257000456,"elapsed_us":0,"subject":"family","case":"my_crate::sorting::sort::<u64, 8>/short/threads=4","entry":"my_crate::sorting::sort","package":"my-crate","crate_name":"my_crate","argument":"short","generics":"u64, 8","threads":4,"location":{"file":"src/sorting.rs","line":12,"column":1},"optimized":true,"enforce":"auto","budgets":[]}
    "#]].assert_eq(&line(line::RESULT, &result));
}

#[cfg(feature = "records")]
#[test]
fn what_was_written_is_read() {
    let text = line(line::RESULT, &whole());
    assert_eq!(
        serde_json::from_str::<CaseResult>(&text).ok(),
        Some(whole())
    );
    let environment = crate::record::environment::tests::environment();
    let text = line(line::ENVIRONMENT, &environment);
    assert_eq!(serde_json::from_str(&text).ok(), Some(environment));
}

#[cfg(feature = "records")]
#[test]
fn what_a_later_version_adds_is_passed_over() {
    let text = line(line::RESULT, &whole())
        .replace("\"kind\":\"time\"", "\"kind\":\"energy\"")
        .replace("\"subject\"", "\"mood\":{\"deep\":[1]},\"subject\"");
    let read: CaseResult = serde_json::from_str(&text).expect("a reader of an older version");
    assert_eq!(read.budgets[0].kind, crate::record::BudgetKind::Unknown);
    assert_eq!(read.budgets[4], whole().budgets[4]);
}
