//! The tests that exist are the ones promised, by the names users filter by.

use std::env;
use std::process::Command;

#[test]
fn every_budget_has_its_tests() {
    let listed = listed();
    let tests = |module: &str| {
        listed
            .iter()
            .filter_map(|test| test.strip_prefix(module)?.strip_prefix("::"))
            .collect::<Vec<_>>()
    };

    // With a target: one test, one for each size that can be read, or one for all.
    assert_eq!(tests("budgets::perf_one"), ["budget"]);
    assert_eq!(
        tests("budgets::perf_literals"),
        ["size_0", "size_1", "size_1000", "size_16", "size_20"]
    );
    assert_eq!(
        tests("budgets::perf_range"),
        ["size_1", "size_10", "size_100", "size_1000"]
    );
    assert_eq!(tests("budgets::perf_range_of_constants"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_constant_slice"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_constant_array"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_reference"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_static_array"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_constants_in_a_list"), ["all_sizes"]);

    assert_eq!(tests("budgets::perf_formula"), ["size_0", "size_100"]);
    assert_eq!(tests("budgets::perf_list"), ["size_10", "size_20"]);
    assert_eq!(tests("budgets::perf_list_for_a_constant"), ["all_sizes"]);

    // Every budget is one, and so is one that nothing enforces.
    assert_eq!(tests("budgets::perf_percentiles"), ["budget"]);
    assert_eq!(
        tests("budgets::perf_percentile_by_size"),
        ["size_1", "size_2"]
    );
    assert_eq!(tests("budgets::perf_rate_of_bytes"), ["size_10"]);
    assert_eq!(tests("budgets::perf_rate_of_elements"), ["all_sizes"]);
    assert_eq!(tests("budgets::perf_rate_of_an_input"), ["budget"]);
    assert_eq!(tests("budgets::perf_enforced_never"), ["size_10"]);

    // Growth is a test of each variant, beside those of its cases.
    assert_eq!(tests("counts::perf_no_allocs"), ["budget"]);
    assert_eq!(tests("counts::perf_every_count"), ["all_sizes"]);
    assert_eq!(tests("counts::perf_instructions"), ["size_1", "size_2"]);
    assert_eq!(tests("counts::perf_growth"), ["complexity", "smoke"]);
    assert_eq!(
        tests("counts::perf_growth_of_types"),
        [
            "u64_all_sizes",
            "u64_complexity",
            "u8_all_sizes",
            "u8_complexity"
        ]
    );
    assert_eq!(
        tests("counts::perf_growth_of_arguments"),
        ["a_complexity", "b_complexity", "smoke"]
    );
    assert_eq!(tests("counts::perf_sum"), ["size_10"]);
    assert_eq!(tests("counts::perf_Parser_Parse_parse"), ["budget"]);

    // What is inherited is left out where it means nothing.
    assert_eq!(tests("counts::inherited::perf_nothing"), ["smoke"]);
    assert_eq!(tests("counts::inherited::perf_counted"), ["budget"]);
    assert_eq!(
        tests("counts::inherited::perf_grown"),
        ["complexity", "smoke"]
    );
    assert_eq!(
        tests("counts::inherited::perf_compared"),
        ["complexity", "size_1", "size_16", "size_4"]
    );

    // Without: every case runs once.
    assert_eq!(tests("budgets::perf_none"), ["smoke"]);
    assert_eq!(tests("budgets::perf_none_with_sizes"), ["smoke"]);
}

#[test]
fn no_scope_changes_the_name_of_a_test() {
    let listed = listed();
    for test in [
        "conditions::perf_always::smoke",
        "conditions::perf_only_where_active::smoke",
        "from_macros::perf_closure_parameter::smoke",
        "from_macros::perf_sum_of_bytes::size_10",
        "from_macros::perf_sum_of_words::all_sizes",
        "from_macros::perf_whole_item::budget",
        "hostile::perf_bounded::size_10",
        "hostile::perf_checksum::size_10",
        "hostile::perf_counted::complexity",
        "hostile::perf_counted::size_16",
        "hostile::perf_exclusive::budget",
        "hostile::perf_geometric::all_sizes",
        "hostile::perf_product_again::core_primitive_u64_N_LAST_one_complexity",
        "hostile::perf_several::smoke",
        "names::first::perf_parse::budget",
        "names::perf_FromParts::smoke",
        "names::perf___perfmacro::smoke",
        "names::perf_async::smoke",
        "names::perf_größe::smoke",
        "names::perf_main::budget",
        "names::perf_size_10::size_10",
        "names::perf_test::budget",
        "names::perf_type::size_10",
        "names::second::perf_parse::budget",
        "no_prelude::perf_shared::size_10",
        "paths::below::further::perf_from_self_and_super::budget",
    ] {
        assert!(listed.iter().any(|found| found == test), "{test}");
    }
    assert!(!listed.iter().any(|test| test.contains("perf_never")));
}

/// The tests of this executable.
fn listed() -> Vec<String> {
    let executable = env::current_exe().expect("a running test has an executable");
    let output = Command::new(executable)
        .args(["--list", "--format", "terse"])
        .output()
        .expect("a test executable runs where it was run");
    assert!(output.status.success());
    String::from_utf8(output.stdout)
        .expect("names of tests are UTF-8")
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .map(str::to_owned)
        .collect()
}
