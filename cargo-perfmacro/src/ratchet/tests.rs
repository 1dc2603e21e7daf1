//! Attributes as they are written, and what becomes of them.

use expect_test::{Expect, expect};
use perfmacro_runtime::record::{
    Amount, Bound, BudgetKind, BudgetResult, BudgetVerdict, CaseResult, Counts, Place, Records,
    Unit,
};
use proptest::prelude::*;

use crate::fixture;

use super::{Ratchet, Settings, WriteError, ratchet};

/// A result of `f`, whose attribute is at this place.
fn result(line: u32, column: u32, upper_ps: u64) -> CaseResult {
    CaseResult {
        location: Place {
            file: "src/lib.rs".to_owned(),
            line,
            column,
        },
        size: Some(1),
        ..fixture::result("a::f/1", &[upper_ps; 20])
    }
}

fn declared(option: &str, kind: BudgetKind, unit: Unit, limit: u64) -> BudgetResult {
    BudgetResult {
        option: option.to_owned(),
        kind,
        unit,
        bound: Bound::AtMost,
        limit: Amount::Whole(limit),
        declared: Amount::Whole(limit),
        rate: None,
        measured: None,
        lower: None,
        upper: None,
        confidence: None,
        observations: None,
        first_call: None,
        verdict: BudgetVerdict::Pass,
        reason: None,
        headroom: None,
        evidence: None,
        growth: None,
        sites: None,
    }
}

fn plan(source: &str, results: Vec<CaseResult>, settings: Settings) -> Ratchet {
    let records = Records {
        results,
        ..Records::default()
    };
    ratchet(&records, |_| Ok(source.to_owned()), settings)
}

/// Where the first attribute's `#` is.
fn place(source: &str) -> (u32, u32) {
    let at = source.find('#').expect("an attribute");
    let before = source[..at].trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let small = |number| u32::try_from(number).expect("a short source");
    (small(line), small(column))
}

/// The source as it becomes where a call of `f` takes at most 400 ns.
fn after(source: &str) -> String {
    let (line, column) = place(source);
    let plan = plan(
        source,
        vec![result(line, column, 400_000)],
        Settings::default(),
    );
    match plan.files.as_slice() {
        [] => {
            let kept = plan.kept.iter().map(|kept| format!("{kept}\n"));
            format!("{source}\n{}", kept.collect::<String>())
        }
        [change] => change.after.clone(),
        _ => unreachable!("there is one file"),
    }
}

fn check(source: &str, expected: &Expect) {
    expected.assert_eq(&after(source));
}

#[test]
fn a_first_target_goes_where_the_layout_has_room() {
    check(
        "#[perf_bench]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(target = "600ns")]
        fn f() {}"#]],
    );
    check(
        "#[perf_bench()]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(target = "600ns")]
        fn f() {}"#]],
    );
    check(
        "#[perf_bench(sizes = [1])] pub async unsafe fn f() {}",
        &expect![[r#"#[perf_bench(target = "600ns", sizes = [1])] pub async unsafe fn f() {}"#]],
    );
    check(
        "#[perfmacro::perf_bench( /* why */ )]\n#[inline]\nfn f() {}",
        &expect![[r#"
        #[perfmacro::perf_bench(target = "600ns" /* why */ )]
        #[inline]
        fn f() {}"#]],
    );
    check(
        "mod m {\n    #[perf_bench(\n        // Sizes of packets.\n        sizes = [1],\n        setup = |a, b| (a, b), // built\n    )]\n    /// Doc.\n    fn f() {}\n}\n",
        &expect![[r#"
            mod m {
                #[perf_bench(
                    // Sizes of packets.
                    target = "600ns",
                    sizes = [1],
                    setup = |a, b| (a, b), // built
                )]
                /// Doc.
                fn f() {}
            }
        "#]],
    );
    check(
        "impl X { #[ perf_bench ] fn f(&self) {} }",
        &expect![[r#"impl X { #[ perf_bench(target = "600ns") ] fn f(&self) {} }"#]],
    );
    check(
        "#[cfg_attr(test, perf_bench(sizes = [1]), inline)]\nfn f() {}",
        &expect![[r#"
        #[cfg_attr(test, perf_bench(target = "600ns", sizes = [1]), inline)]
        fn f() {}"#]],
    );
    check(
        "#[perf_bench(name = \"f\")]\nfn other_name() {}",
        &expect![[r#"
        #[perf_bench(target = "600ns", name = "f")]
        fn other_name() {}"#]],
    );
}

#[test]
fn a_slack_target_becomes_tighter_and_keeps_its_style() {
    check(
        "#[perf_bench(sizes = [1], target = \"2 µs\" /* ? */,)]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(sizes = [1], target = "600 ns" /* ? */,)]
        fn f() {}"#]],
    );
    check(
        "#[perf_bench(\r\n    target=\"1ms\",\r\n)]\r\nfn f() {}\r\n",
        &expect![["#[perf_bench(\r\n    target=\"600ns\",\r\n)]\r\nfn f() {}\r\n"]],
    );
    check(
        "\u{feff}/* é */ #[perf_bench(target = \"1us\")] fn f() {}",
        &expect![["\u{feff}/* é */ #[perf_bench(target = \"600ns\")] fn f() {}"]],
    );
}

#[test]
fn what_fits_and_what_is_not_constant_stays() {
    for source in [
        "#[perf_bench(target = \"600ns\")]\nfn f() {}",
        // Not worth a change; met with less than the headroom.
        "#[perf_bench(target = \"630ns\")]\nfn f() {}",
        "#[perf_bench(target = \"500ns\")]\nfn f() {}",
        // A budget of another kind.
        "#[perf_bench(max_ratio = 2, reference = g)]\nfn f() {}",
        "#[perf_bench(critical = \"1ms\")]\nfn f() {}",
    ] {
        assert_eq!(after(source), format!("{source}\n"));
    }
    check(
        "#[perf_bench(target = \"300ns\")]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(target = "300ns")]
        fn f() {}
        src/lib.rs:1: `f`, `target`: it is breached; "600ns" would be a looser one
    "#]],
    );
    check(
        "#[perf_bench(target = \"5ns * n\")]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(target = "5ns * n")]
        fn f() {}
        src/lib.rs:1: `f`, `target`: it depends on the size, and "600ns" for all would be looser for some
    "#]],
    );
    check(
        "#[perf_bench(target = \"1us\")]\nfn g() {}",
        &expect![[r#"
        #[perf_bench(target = "1us")]
        fn g() {}
        src/lib.rs:1: `f`: its attribute is not there: the source has changed since, or a macro made it
    "#]],
    );
    check(
        "#[perf_bench(] fn f() {}",
        &expect![[r"
        #[perf_bench(] fn f() {}
        src/lib.rs:1: `f`: its file is not read as Rust
    "]],
    );
}

#[test]
fn budgets_that_differ_by_size_become_one_where_that_is_stricter() {
    let source = "#[perf_bench(target = [\"1us\", \"8us\"], sizes = [1])]\nfn f() {}";
    let with = |strictest| {
        let budgets = [strictest, 8_000_000]
            .map(|limit| declared("target", BudgetKind::Time, Unit::Picoseconds, limit));
        let results = budgets.map(|budget| CaseResult {
            budgets: vec![budget],
            ..result(1, 1, 400_000)
        });
        plan(source, results.to_vec(), Settings::default())
    };
    assert_eq!(
        with(1_000_000).files[0].after,
        "#[perf_bench(target = \"600ns\", sizes = [1])]\nfn f() {}"
    );
    assert!(with(500_000).is_empty());
}

#[test]
fn sizes_that_were_not_measured_are_not_budgeted() {
    check(
        "#[perf_bench(target = \"1ms\", sizes = [1, 1_000])]\nfn f() {}",
        &expect![[r#"
            #[perf_bench(target = "1ms", sizes = [1, 1_000])]
            fn f() {}
            src/lib.rs:1: `f`: its size 1000 was not measured
        "#]],
    );
    check(
        "#[perf_bench(sizes = 1..=100 * 10)]\nfn f() {}",
        &expect![[r"
            #[perf_bench(sizes = 1..=100 * 10)]
            fn f() {}
            src/lib.rs:1: `f`: its size 10 was not measured
        "]],
    );
    check(
        "#[perf_bench(sizes = 1..=9 * 10)]\nfn f() {}",
        &expect![[r#"
            #[perf_bench(target = "600ns", sizes = 1..=9 * 10)]
            fn f() {}"#]],
    );
    check(
        "#[perf_bench(sizes = SIZES)]\nfn f() {}",
        &expect![[r#"
        #[perf_bench(target = "600ns", sizes = SIZES)]
        fn f() {}"#]],
    );
}

#[test]
fn counts_are_exact() {
    let source = "#[perf_bench(max_allocs = 12, max_peak = \"64 KiB\", max_leaked = 0)]\nfn f() {}";
    let counted = CaseResult {
        counts: Some(Counts {
            allocs: Some(2),
            alloc_bytes: Some(5),
            peak: Some(12_345),
            leaked: Some(8),
            instructions: None,
            simulated: None,
        }),
        budgets: vec![declared("max_peak", BudgetKind::Count, Unit::Bytes, 65_536)],
        ..result(1, 1, 400_000)
    };
    let tighter = plan(source, vec![counted.clone()], Settings::default());
    expect![[r"
        --- a/src/lib.rs
        +++ b/src/lib.rs
        @@ -1,2 +1,2 @@
        -#[perf_bench(max_allocs = 12, max_peak = '64 KiB', max_leaked = 0)]
        +#[perf_bench(max_allocs = 2, max_peak = 12_345, max_leaked = 0)]
         fn f() {}
        \ No newline at end of file
    "]]
    .assert_eq(&tighter.diff().replace('"', "'"));
    let loosen = Settings {
        loosen: true,
        ..Settings::default()
    };
    let raised = plan(source, vec![counted], loosen);
    assert!(raised.files[0].after.contains("max_leaked = 8"));
}

#[test]
fn an_unoptimised_build_is_nobodys_budget() {
    let source = "#[perf_bench]\nfn f() {}";
    let unoptimised = CaseResult {
        optimized: false,
        ..result(1, 1, 400_000)
    };
    let plan = plan(source, vec![unoptimised], Settings::default());
    assert!(plan.is_empty());
    assert_eq!(plan.kept[0].reason, "measured without optimisation");
}

#[test]
fn a_file_that_changed_meanwhile_is_not_written() {
    let root = std::env::temp_dir().join(format!("perfmacro-ratchet-{}", std::process::id()));
    std::fs::create_dir_all(root.join("src")).expect("a folder");
    let file = root.join("src/lib.rs");
    let source = "#[perf_bench]\nfn f() {}\n";
    let plan = plan(source, vec![result(1, 1, 400_000)], Settings::default());
    std::fs::write(&file, "other").expect("a file");
    assert!(matches!(plan.write(&root), Err(WriteError::Changed(_))));
    std::fs::write(&file, source).expect("a file");
    plan.write(&root).expect("the file is as it was");
    assert_eq!(
        std::fs::read_to_string(&file).expect("a file"),
        "#[perf_bench(target = \"600ns\")]\nfn f() {}\n"
    );
    assert!(matches!(plan.write(&root), Err(WriteError::Changed(_))));
    std::fs::remove_dir_all(&root).expect("it is ours");
}

/// Sources of some functions each, of which any may be measured.
fn attributes() -> impl Strategy<Value = Vec<String>> {
    let option = prop_oneof![
        Just("target = \"1ms\"".to_owned()),
        Just("target = \"1 ns\"".to_owned()),
        Just("p99 = \"5ns * n\"".to_owned()),
        Just("sizes = [1]".to_owned()),
        Just("setup = |a, b| (a, b)".to_owned()),
        Just("/* target = \"1s\" */ seed = 7".to_owned()),
        Just("// a, b\n    group = \"target = 1\"".to_owned()),
    ];
    let separator = prop_oneof![Just(", "), Just(",\n    "), Just(" , ")];
    let attribute = (
        proptest::collection::vec(option, 0..4),
        separator,
        any::<bool>(),
    )
        .prop_map(|(options, separator, is_bare)| {
            if options.is_empty() && is_bare {
                "#[perf_bench]".to_owned()
            } else {
                format!("#[perf_bench({})]", options.join(separator))
            }
        });
    proptest::collection::vec(attribute, 1..4)
}

proptest! {
    #[test]
    fn what_was_done_is_not_done_again(
        attributes in attributes(),
        upper in 10..10_000_000_000_u64,
        loosen: bool,
    ) {
        let mut source = String::new();
        let mut results = Vec::new();
        for (index, attribute) in attributes.iter().enumerate() {
            let line = u32::try_from(source.matches('\n').count() + 1).expect("a short source");
            results.push(CaseResult {
                entry: format!("a::f{index}"),
                ..result(line, 1, upper)
            });
            for part in [attribute, "\nfn f", &index.to_string(), "() {} // é\n\n"] {
                source += part;
            }
        }
        let settings = Settings { loosen, ..Settings::default() };
        let first = plan(&source, results.clone(), settings);
        for change in &first.files {
            let again = plan(&change.after, results.clone(), settings);
            prop_assert!(again.is_empty(), "{}\n{}", first.diff(), again.diff());
            // All else is there, in its order.
            let mut rest = change.after.as_str();
            for line in source.lines().filter(|line| !line.contains("target")) {
                let words = line.split("perf_bench").flat_map(|part| part.split(['(', ')']));
                for word in words {
                    let at = rest.find(word);
                    prop_assert!(at.is_some(), "{word} of {line}");
                    rest = &rest[at.unwrap_or_default() + word.len()..];
                }
            }
        }
    }
}
