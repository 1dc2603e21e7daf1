//! Functions of every shape in one crate: tested, benched, looked at, and timed without what is around them.

use crate::fixture::Fixture;

/// In which each module forbids unsafe code, but the one whose functions are unsafe.
fn shapes(test: &str) -> Fixture {
    Fixture::new("shapes", test)
}

const STRICT: [(&str, &str); 1] = [("PERFMACRO_ENFORCE", "strict")];

#[test]
fn every_shape_is_tested_by_name() {
    let outcome = shapes("shapes_tested")
        .cargo_with("test --release --lib -- --skip timed", &STRICT)
        .exits(0)
        .never_says(&["warning"]);
    let passed = outcome.tests("ok");
    for name in [
        "asynchronous::perf_Client_send::budget",
        "asynchronous::perf_echo::budget",
        "foreign::perf_first_byte::budget",
        "foreign::perf_last_byte::budget",
        "generics::perf_length::slice_u8_size_10",
        "generics::perf_pair::u64_Vec_u8",
        "generics::perf_print_both::u8_u64",
        "generics::perf_sum::N_64",
        "inputs::perf_sort_sizes::falling_size_100",
        "inputs::perf_words::long_one",
        "methods::perf_Countdown_Iterator_next::budget",
        "methods::perf_Parser_From_ref_str_from::budget",
        "methods::perf_Parser_parse::budget",
        "methods::perf_Queue_push::String_LIMIT_1024",
        "methods::perf_slice_u64_Total_total::size_10",
        "modules::hot::inner::perf_length::size_100",
        "products::perf_count::u64_N_64_zeros_size_2_threads_2",
        "products::perf_sort::u64_size_1000_threads_4",
        "threads::perf_next::threads_4",
    ] {
        assert!(passed.contains(&name), "no {name} in {passed:?}");
    }
    assert_eq!(passed.len(), 167);
}

#[test]
fn every_shape_is_listed_and_benched() {
    let fixture = shapes("shapes_benched");
    fixture
        .cargo("bench --bench perf -- --list")
        .exits(0)
        .says(&[
            "shapes::asynchronous::Client::send: benchmark\n",
            "shapes::generics::length::<[u8]>/10: benchmark\n",
            "shapes::generics::sort::<String>/100: benchmark\n",
            "shapes::inputs::sort_sizes/falling/100: benchmark\n",
            "shapes::methods::<Countdown as Extend<u32>>::extend::<Option<u32>>: benchmark\n",
            "shapes::methods::Queue::push::<u64, 16>: benchmark\n",
            "hot/Counter::get/7: benchmark\n",
            "inner/length/100: benchmark\n",
            "shapes::products::count::<u8, 64>/zeros/2/threads=2: benchmark\n",
            "shapes::products::sort::<u64>/1000/threads=1: benchmark\n",
        ])
        // Left out by `skip`.
        .never_says(&["sort::<u64>/1000/threads=4", "count::<u64, 64>"]);
    fixture
        .cargo_with("bench --bench perf -- --quick products::sort", &STRICT)
        .exits(0)
        .says(&[
            "shapes::products::sort::<u8>/10/threads=4",
            "elem/s",
            "PASS",
        ]);
    fixture.cargo("bench --bench perf -- --test").exits(0);
}

#[test]
fn lints_of_a_careful_crate_find_nothing() {
    let fixture = shapes("shapes_lints");
    fixture
        .cargo("clippy --all-targets")
        .exits(0)
        .never_says(&["warning"]);
}

#[test]
fn a_case_that_is_left_out_says_so() {
    shapes("shapes_skipped")
        .cargo("test --release --lib perf_sort::u64_size_1000_threads_4 -- --nocapture")
        .exits(0)
        .says(&[
            "SKIPPED shapes::products::sort::<u64>/1000/threads=4: by `skip` at src/products.rs:",
        ]);
}

#[test]
fn a_wrong_result_fails_its_test_and_stops_the_suite() {
    let fixture = shapes("shapes_wrong");
    let place = fixture.place("src/checks.rs", "#[perf_bench(target = \"1ms\", args");
    let outcome = fixture
        .cargo_with(
            "test --release --lib --features wrong checks::",
            &[("PERFMACRO_ENFORCE", "off")],
        )
        .exits(101)
        .says(&[
            "FAIL shapes::checks::add/wrong: wrong result: `check` refuses it, and nothing was timed",
            &format!("attribute  {place}"),
            "checks::perf_add::wrong -- --exact --nocapture",
        ]);
    assert_eq!(outcome.tests("FAILED"), ["checks::perf_add::wrong"]);
    fixture
        .cargo("bench --bench perf --features wrong -- checks::add")
        .exits(1)
        .says(&[&format!(
            "FAIL shapes::checks::add/wrong: wrong result: `check` refuses it, declared at {place}"
        )])
        .never_says(&["time:"]);
}

#[test]
fn what_is_not_the_call_is_not_timed() {
    let fixture = shapes("shapes_timed");
    let outcome = fixture
        .cargo_with(
            "test --release --lib --features control timed:: --no-fail-fast",
            &STRICT,
        )
        .exits(101);
    assert_eq!(
        outcome.tests("FAILED"),
        [
            "timed::perf_control::budget",
            "timed::perf_control_drop::budget"
        ]
    );
    assert_eq!(outcome.tests("ok").len(), 15);
}
