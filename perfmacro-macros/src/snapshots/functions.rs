//! Free functions: every input, option and budget.

use expect_test::expect;
use quote::quote;

use super::{Part, check};
use crate::entry_point;

#[test]
fn without_options_every_case_is_run_once() {
    check(
        Part::Whole,
        quote!(),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "tick",
                    test_module: "perf_tick",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(()),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls.make(__perfmacro_input, |_| tick());
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: ::perfmacro::__private::is_optimized::<
                        {
                            ::perfmacro::__private::crate_number(
                                ::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[::perfmacro::__private::test]
                fn smoke() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "tick",
                        ::perfmacro::__private::Test::all("smoke"),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn a_target_and_literal_sizes_make_a_test_per_size() {
    check(
        Part::Whole,
        quote!(target = "1us", sizes = [10, 1_000usize]),
        &quote!(
            /// Documented.
            #[inline]
            pub(crate) fn checksum(data: &[u8]) -> u32 {
                0
            }
        ),
        &expect![[r#"
            /// Documented.
            #[inline]
            pub(crate) fn checksum(data: &[u8]) -> u32 {
                0
            }
            const _: () = {
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "checksum",
                    test_module: "perf_checksum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[10, 1000]),
                        budgets: &[
                            ::perfmacro::__private::Budget::Target(
                                ::perfmacro::__private::Limit::Constant(1000000u64),
                            ),
                        ],
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(
                                        ::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, [u8], < _ as ::perfmacro::Input >
                                            ::generate,
                                        ),
                                    ),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls
                                            .make(
                                                __perfmacro_input,
                                                |::perfmacro::__private::Lent(__perfmacro_input)| {
                                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                                        __perfmacro_input,
                                                    );
                                                    checksum(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: ::perfmacro::__private::is_optimized::<
                        {
                            ::perfmacro::__private::crate_number(
                                ::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_checksum {
                #[::perfmacro::__private::test]
                fn size_10() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "checksum",
                        ::perfmacro::__private::Test::of_case("size_10", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn size_1000() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "checksum",
                        ::perfmacro::__private::Test::of_case("size_1000", 1),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn a_target_alone_makes_one_test() {
    let arguments = quote!(target = "1.5 ms");
    let item = quote!(
        fn tick() {}
    );
    check(
        Part::Entry,
        arguments.clone(),
        &item,
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "tick",
                test_module: "perf_tick",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Constant(1500000000u64),
                        ),
                    ],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
    check(
        Part::Tests,
        arguments,
        &item,
        &expect![[r##"
            #[cfg(test)]
            mod perf_tick {
                #[::perfmacro::__private::test]
                fn budget() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "tick",
                        ::perfmacro::__private::Test::of_case("budget", 0),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_parameter_by_value_is_taken_from_a_slot() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            fn sorted(data: Vec<u8>) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::owned!(
                            ::perfmacro::__private::generated!(__perfmacro_case, 0u64, Vec < u8 >, <
                            _ as ::perfmacro::Input > ::generate,)
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |__perfmacro_input| sorted(__perfmacro_input.__perfmacro_take()),
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_exclusive_reference_has_a_fresh_input_for_every_call() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            fn sort(data: &mut [u8]) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, [u8], < _ as ::perfmacro::Input > ::generate,
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_inputs
                            .run(
                                __perfmacro_calls,
                                |__perfmacro_input| {
                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                        __perfmacro_input,
                                    );
                                    sort(&mut *__perfmacro_input)
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn generated_inputs_outlive_the_lifetimes_of_the_function() {
    check(
        Part::Functions,
        quote!(seed = 7),
        &quote!(
            fn find<'a, 'b: 'a>(
                text: &'a Cow<'b, str>,
                words: Vec<&'_ str>,
                last: &mut (u8,),
            ) -> &'a str {
                ""
            }
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1, __perfmacro_input_2) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, Cow < 'static, str >, < _ as
                                ::perfmacro::Input > ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, Vec < & '_ str >, < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 2u64, (u8,), < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                        );
                        (
                            __perfmacro_input_0,
                            (
                                ::perfmacro::__private::owned!(__perfmacro_input_1),
                                (__perfmacro_input_2, ()),
                            ),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_inputs
                            .run(
                                __perfmacro_calls,
                                |
                                    (
                                        __perfmacro_input_0,
                                        (__perfmacro_input_1, (__perfmacro_input_2, ())),
                                    )|
                                {
                                    let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_0,
                                    );
                                    let __perfmacro_input_2 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_2,
                                    );
                                    find(
                                        &*__perfmacro_input_0,
                                        __perfmacro_input_1.__perfmacro_take(),
                                        &mut *__perfmacro_input_2,
                                    )
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_setup_without_sizes_takes_nothing() {
    check(
        Part::Functions,
        quote!(setup = || vec![0; 100]),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> _ = || vec![0; 100];
                        __perfmacro_setup()
                    }),
                    |__perfmacro_input, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_input,
                                |::perfmacro::__private::Lent(__perfmacro_input)| {
                                    use ::perfmacro::__private::Lend as _;
                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                        __perfmacro_input,
                                    );
                                    let __perfmacro_loan = ::perfmacro::__private::Loan(
                                        &*__perfmacro_input,
                                    );
                                    sum(__perfmacro_loan.__perfmacro_lend())
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_setup_with_sizes_takes_the_size() {
    check(
        Part::Functions,
        quote!(sizes = [3], setup = |n| vec![0; n]),
        &quote!(
            fn sort(data: &mut [u8]) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let __perfmacro_setup: fn(::perfmacro::__private::usize) -> _ = |n| {
                            vec![0; n]
                        };
                        __perfmacro_setup(::perfmacro::__private::Case::size(__perfmacro_case))
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_inputs
                            .run(
                                __perfmacro_calls,
                                |__perfmacro_input| {
                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                        __perfmacro_input,
                                    );
                                    sort(&mut *__perfmacro_input)
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_setup_gives_several_parameters_as_a_tuple() {
    check(
        Part::Functions,
        quote!(sizes = [8], setup = inputs::of_size),
        &quote!(
            fn merge(from: &[u8], into: &mut Vec<u8>, limit: usize, names: &&str) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (
                            __perfmacro_input_0,
                            __perfmacro_input_1,
                            __perfmacro_input_2,
                            __perfmacro_input_3,
                        ) = {
                            let __perfmacro_setup: fn(
                                ::perfmacro::__private::usize,
                            ) -> (_, _, _, _) = inputs::of_size;
                            __perfmacro_setup(::perfmacro::__private::Case::size(__perfmacro_case))
                        };
                        (
                            __perfmacro_input_0,
                            (
                                __perfmacro_input_1,
                                (
                                    ::perfmacro::__private::owned!(__perfmacro_input_2),
                                    (__perfmacro_input_3, ()),
                                ),
                            ),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_inputs
                            .run(
                                __perfmacro_calls,
                                |
                                    (
                                        __perfmacro_input_0,
                                        (
                                            __perfmacro_input_1,
                                            (__perfmacro_input_2, (__perfmacro_input_3, ())),
                                        ),
                                    )|
                                {
                                    use ::perfmacro::__private::Lend as _;
                                    let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_0,
                                    );
                                    let __perfmacro_loan_0 = ::perfmacro::__private::Loan(
                                        &*__perfmacro_input_0,
                                    );
                                    let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_1,
                                    );
                                    let __perfmacro_input_3 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_3,
                                    );
                                    merge(
                                        __perfmacro_loan_0.__perfmacro_lend(),
                                        &mut *__perfmacro_input_1,
                                        __perfmacro_input_2.__perfmacro_take(),
                                        &*__perfmacro_input_3,
                                    )
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn several_shared_parameters_share_one_tuple() {
    check(
        Part::Functions,
        quote!(setup = || (vec![1], String::new())),
        &quote!(
            fn count(data: &[u8], name: &str) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> (_, _) = || (vec![1], String::new());
                        __perfmacro_setup()
                    }),
                    |__perfmacro_input, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_input,
                                |
                                    ::perfmacro::__private::Lent(
                                        (__perfmacro_input_0, __perfmacro_input_1),
                                    )|
                                {
                                    use ::perfmacro::__private::Lend as _;
                                    let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_0,
                                    );
                                    let __perfmacro_loan_0 = ::perfmacro::__private::Loan(
                                        &*__perfmacro_input_0,
                                    );
                                    let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_1,
                                    );
                                    let __perfmacro_loan_1 = ::perfmacro::__private::Loan(
                                        &*__perfmacro_input_1,
                                    );
                                    count(
                                        __perfmacro_loan_0.__perfmacro_lend(),
                                        __perfmacro_loan_1.__perfmacro_lend(),
                                    )
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_formula_is_a_sum_of_terms() {
    check(
        Part::Entry,
        quote!(
            target = "200ns + n * 12.5ns + 1ns * sqrt(n) * log2(n)^2 + 300ns",
            sizes = [10]
        ),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "parse",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[10]),
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Formula(
                                &[
                                    ::perfmacro::__private::Term {
                                        coefficient: 500000.0,
                                        power: 0.0,
                                        log_power: 0.0,
                                    },
                                    ::perfmacro::__private::Term {
                                        coefficient: 12500.0,
                                        power: 1.0,
                                        log_power: 0.0,
                                    },
                                    ::perfmacro::__private::Term {
                                        coefficient: 1000.0,
                                        power: 0.5,
                                        log_power: 2.0,
                                    },
                                ],
                            ),
                        ),
                    ],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn a_list_is_a_limit_per_size() {
    check(
        Part::Entry,
        quote!(target = ["1us", "4us + 4us"], sizes = SIZES),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "parse",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(__PERFMACRO_SIZES),
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::PerSize(&[1000000, 8000000]),
                        ),
                    ],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn budgets_have_one_order_whatever_order_they_are_written_in() {
    check(
        Part::Entry,
        quote!(
            enforce = never,
            min_throughput = "1.5 GiB/s",
            p999 = "4us",
            p99 = "3us",
            p90 = "2us",
            p50 = "1us",
            critical = "20ns * n",
            target = "10ns * n",
            throughput = bytes,
            sizes = [10]
        ),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "parse",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[10]),
                    throughput: ::perfmacro::__private::ThroughputSource::Bytes,
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Formula(
                                &[
                                    ::perfmacro::__private::Term {
                                        coefficient: 10000.0,
                                        power: 1.0,
                                        log_power: 0.0,
                                    },
                                ],
                            ),
                        ),
                        ::perfmacro::__private::Budget::Critical(
                            ::perfmacro::__private::Limit::Formula(
                                &[
                                    ::perfmacro::__private::Term {
                                        coefficient: 20000.0,
                                        power: 1.0,
                                        log_power: 0.0,
                                    },
                                ],
                            ),
                        ),
                        ::perfmacro::__private::Budget::Percentile(
                            ::perfmacro::__private::Percentile::P50,
                            ::perfmacro::__private::Limit::Constant(1000000u64),
                        ),
                        ::perfmacro::__private::Budget::Percentile(
                            ::perfmacro::__private::Percentile::P90,
                            ::perfmacro::__private::Limit::Constant(2000000u64),
                        ),
                        ::perfmacro::__private::Budget::Percentile(
                            ::perfmacro::__private::Percentile::P99,
                            ::perfmacro::__private::Limit::Constant(3000000u64),
                        ),
                        ::perfmacro::__private::Budget::Percentile(
                            ::perfmacro::__private::Percentile::P999,
                            ::perfmacro::__private::Limit::Constant(4000000u64),
                        ),
                        ::perfmacro::__private::Budget::MinThroughput(::perfmacro::__private::Rate {
                            per_second: 1610612736.0,
                            counted: ::perfmacro::__private::Counted::Bytes,
                        }),
                    ],
                    enforce: ::perfmacro::__private::Enforce::Never,
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn a_rate_may_be_of_elements() {
    check(
        Part::Entry,
        quote!(
            min_throughput = "50_000/s",
            sizes = [10],
            enforce = Optimized
        ),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "parse",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[10]),
                    budgets: &[
                        ::perfmacro::__private::Budget::MinThroughput(::perfmacro::__private::Rate {
                            per_second: 50000.0,
                            counted: ::perfmacro::__private::Counted::Elements,
                        }),
                    ],
                    enforce: ::perfmacro::__private::Enforce::Optimized,
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn every_budget_has_tests() {
    check(
        Part::Tests,
        quote!(p99 = "1us"),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_parse {
                #[::perfmacro::__private::test]
                fn budget() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "parse",
                        ::perfmacro::__private::Test::of_case("budget", 0),
                    )
                }
            }
        "##]],
    );
    check(
        Part::Tests,
        quote!(min_throughput = "1M/s", sizes = [10], enforce = "never"),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_parse {
                #[::perfmacro::__private::test]
                fn size_10() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "parse",
                        ::perfmacro::__private::Test::of_case("size_10", 0),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn sizes_by_a_constants_path_are_judged_in_one_test() {
    check(
        Part::Whole,
        quote!(target = "1s", sizes = crate::sizes::ALL),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                static __PERFMACRO_SIZES: &[::perfmacro::__private::usize] = &crate::sizes::ALL;
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    test_module: "perf_sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(__PERFMACRO_SIZES),
                        budgets: &[
                            ::perfmacro::__private::Budget::Target(
                                ::perfmacro::__private::Limit::Constant(1000000000000u64),
                            ),
                        ],
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(
                                        ::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, [u8], < _ as ::perfmacro::Input >
                                            ::generate,
                                        ),
                                    ),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls
                                            .make(
                                                __perfmacro_input,
                                                |::perfmacro::__private::Lent(__perfmacro_input)| {
                                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                                        __perfmacro_input,
                                                    );
                                                    sum(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: ::perfmacro::__private::is_optimized::<
                        {
                            ::perfmacro::__private::crate_number(
                                ::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn all_sizes() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Test::of_variant("all_sizes", 0),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn a_list_with_a_constant_in_it_is_left_to_the_compiler() {
    check(
        Part::Functions,
        quote!(sizes = [1, LARGE]),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_SIZES: &[::perfmacro::__private::usize] = &[1, LARGE];
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, [u8], < _ as ::perfmacro::Input > ::generate,
                        ),
                    ),
                    |__perfmacro_input, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_input,
                                |::perfmacro::__private::Lent(__perfmacro_input)| {
                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                        __perfmacro_input,
                                    );
                                    sum(&*__perfmacro_input)
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_literal_geometric_range_is_a_list() {
    let arguments = quote!(target = "1s", sizes = 10..=1_000 * 10);
    let item = quote!(
        fn sum(data: &[u8]) {}
    );
    check(
        Part::Entry,
        arguments.clone(),
        &item,
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "sum",
                test_module: "perf_sum",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[10, 100, 1000]),
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Constant(1000000000000u64),
                        ),
                    ],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
    check(
        Part::Tests,
        arguments,
        &item,
        &expect![[r##"
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn size_10() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Test::of_case("size_10", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn size_100() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Test::of_case("size_100", 1),
                    )
                }
                #[::perfmacro::__private::test]
                fn size_1000() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Test::of_case("size_1000", 2),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_geometric_range_with_a_constant_is_left_to_the_compiler() {
    let arguments = quote!(target = "1s", sizes = 10..=LARGE * 10);
    let item = quote!(
        fn sum(data: &[u8]) {}
    );
    check(
        Part::Entry,
        arguments.clone(),
        &item,
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "sum",
                test_module: "perf_sum",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::Geometric {
                        first: 10,
                        last: LARGE,
                        factor: 10,
                    },
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Constant(1000000000000u64),
                        ),
                    ],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
    check(
        Part::Tests,
        arguments,
        &item,
        &expect![[r##"
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn all_sizes() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Test::of_variant("all_sizes", 0),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_throughput_closure_sees_the_input_as_it_was_built() {
    let arguments = quote!(setup = || vec![1], throughput = |input| Bytes(input.len()));
    let item = quote!(
        fn sum(data: Vec<u8>) {}
    );
    check(
        Part::Functions,
        arguments.clone(),
        &item,
        &expect![[r#"
        fn __perfmacro_start(
            __perfmacro_case: &::perfmacro::__private::Case,
        ) -> ::perfmacro::__private::Routine {
            ::perfmacro::__private::routine::calls(
                __perfmacro_case,
                ::perfmacro::__private::routine::alone,
                |__perfmacro_case, __perfmacro_context| {
                    ::perfmacro::__private::owned!(
                        { let __perfmacro_setup : fn () -> Vec < u8 > = | | vec![1];
                        __perfmacro_setup() }
                    )
                },
                |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                    __perfmacro_calls
                        .make_each(
                            __perfmacro_inputs,
                            |__perfmacro_input| sum(__perfmacro_input.__perfmacro_take()),
                        );
                },
            )
        }
        fn __perfmacro_throughput(
            __perfmacro_case: &::perfmacro::__private::Case,
        ) -> ::perfmacro::__private::Throughput {
            use ::perfmacro::__private::throughput::*;
            ::perfmacro::__private::throughput_of(
                &{
                    let __perfmacro_setup: fn() -> Vec<u8> = || vec![1];
                    __perfmacro_setup()
                },
                |input| Bytes(input.len()),
            )
        }
    "#]],
    );
    check(
        Part::Entry,
        arguments,
        &item,
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "sum",
                test_module: "perf_sum",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options::DEFAULT,
                variants: &[
                    ::perfmacro::__private::Variant::new(__perfmacro_start)
                        .throughput(__perfmacro_throughput),
                ],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn every_option_with_a_value_is_in_the_entry() {
    check(
        Part::Entry,
        quote!(
            sizes = [1],
            seed = 7,
            throughput = bytes,
            target = "1s",
            enforce = "always",
            name = " short ",
            group = " parsers ",
            sample_size = 50,
            warm_up_time = "1s",
            measurement_time = "2s",
            nresamples = 10_000,
            confidence_level = 0.99,
            significance_level = 0.05,
            noise_threshold = 0,
            sampling_mode = SamplingMode::Flat
        ),
        &quote!(
            fn parse(data: &[u8]) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "short",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[1]),
                    seed: 7u64,
                    throughput: ::perfmacro::__private::ThroughputSource::Bytes,
                    group: ::perfmacro::__private::Option::Some("parsers"),
                    budgets: &[
                        ::perfmacro::__private::Budget::Target(
                            ::perfmacro::__private::Limit::Constant(1000000000000u64),
                        ),
                    ],
                    enforce: ::perfmacro::__private::Enforce::Always,
                    sampling: ::perfmacro::__private::Sampling {
                        sample_size: ::perfmacro::__private::Option::Some(50),
                        warm_up_time: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1000000000000u64),
                        ),
                        measurement_time: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(2000000000000u64),
                        ),
                        nresamples: ::perfmacro::__private::Option::Some(10000),
                        confidence_level: ::perfmacro::__private::Option::Some(0.99f64),
                        significance_level: ::perfmacro::__private::Option::Some(0.05f64),
                        noise_threshold: ::perfmacro::__private::Option::Some(0f64),
                        sampling_mode: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::SamplingMode::Flat,
                        ),
                    },
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn a_name_is_the_entrys_and_not_the_test_modules() {
    let arguments = quote!(name = "parse_short", throughput = elements, sizes = [1]);
    let item = quote!(
        fn parse(data: &[u8]) {}
    );
    check(
        Part::Entry,
        arguments.clone(),
        &item,
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "parse_short",
                test_module: "perf_parse",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[1]),
                    throughput: ::perfmacro::__private::ThroughputSource::Elements,
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
    check(
        Part::Tests,
        arguments,
        &item,
        &expect![[r##"
            #[cfg(test)]
            mod perf_parse {
                #[::perfmacro::__private::test]
                fn smoke() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "parse_short",
                        ::perfmacro::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_relative_crate_path_is_found_from_the_test_module_too() {
    check(
        Part::Whole,
        quote!(crate = reexports::perfmacro),
        &quote!(
            fn find(data: &[u8]) {}
        ),
        &expect![[r#"
            fn find(data: &[u8]) {}
            const _: () = {
                static __PERFMACRO_ENTRY: reexports::perfmacro::__private::Entry = reexports::perfmacro::__private::Entry {
                    module_path: reexports::perfmacro::__private::module_path!(),
                    name: "find",
                    test_module: "perf_find",
                    package: reexports::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: reexports::perfmacro::__private::Location {
                        file: reexports::perfmacro::__private::file!(),
                        line: reexports::perfmacro::__private::line!(),
                        column: reexports::perfmacro::__private::column!(),
                    },
                    options: reexports::perfmacro::__private::Options::DEFAULT,
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &reexports::perfmacro::__private::Case,
                            ) -> reexports::perfmacro::__private::Routine {
                                reexports::perfmacro::__private::routine::shared(
                                    reexports::perfmacro::__private::Lent(
                                        reexports::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, [u8], < _ as
                                            reexports::perfmacro::Input > ::generate,
                                        ),
                                    ),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls
                                            .make(
                                                __perfmacro_input,
                                                |reexports::perfmacro::__private::Lent(__perfmacro_input)| {
                                                    let __perfmacro_input = reexports::perfmacro::__private::black_box(
                                                        __perfmacro_input,
                                                    );
                                                    find(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            reexports::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: reexports::perfmacro::__private::is_optimized::<
                        {
                            reexports::perfmacro::__private::crate_number(
                                reexports::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                reexports::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_find {
                use super::*;
                #[reexports::perfmacro::__private::test]
                fn smoke() -> reexports::perfmacro::__private::Enforced {
                    reexports::perfmacro::__private::enforce(
                        reexports::perfmacro::__private::module_path!(),
                        "find",
                        reexports::perfmacro::__private::Test::all("smoke"),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn an_absolute_crate_path_is_the_same_everywhere() {
    check(
        Part::Tests,
        quote!(crate = ::renamed),
        &quote!(
            fn tick() {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_tick {
                #[::renamed::__private::test]
                fn smoke() -> ::renamed::__private::Enforced {
                    ::renamed::__private::enforce(
                        ::renamed::__private::module_path!(),
                        "tick",
                        ::renamed::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_crate_path_from_crate_is_the_same_everywhere() {
    check(
        Part::Tests,
        quote!(crate = crate::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_tick {
                use super::*;
                #[crate::reexports::__private::test]
                fn smoke() -> crate::reexports::__private::Enforced {
                    crate::reexports::__private::enforce(
                        crate::reexports::__private::module_path!(),
                        "tick",
                        crate::reexports::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_crate_path_from_self_moves_up_in_the_test_module() {
    check(
        Part::Tests,
        quote!(crate = self::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_tick {
                use super::*;
                #[super::reexports::__private::test]
                fn smoke() -> super::reexports::__private::Enforced {
                    super::reexports::__private::enforce(
                        super::reexports::__private::module_path!(),
                        "tick",
                        super::reexports::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_crate_path_from_super_moves_up_in_the_test_module() {
    check(
        Part::Tests,
        quote!(crate = super::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_tick {
                use super::*;
                #[super::super::reexports::__private::test]
                fn smoke() -> super::super::reexports::__private::Enforced {
                    super::super::reexports::__private::enforce(
                        super::super::reexports::__private::module_path!(),
                        "tick",
                        super::super::reexports::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_raw_identifier_loses_its_prefix_where_it_is_text() {
    check(
        Part::Whole,
        quote!(),
        &quote!(
            fn r#type(r#match: &str) {}
        ),
        &expect![[r#"
            fn r#type(r#match: &str) {}
            const _: () = {
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "type",
                    test_module: "perf_type",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(
                                        ::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, str, < _ as ::perfmacro::Input >
                                            ::generate,
                                        ),
                                    ),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls
                                            .make(
                                                __perfmacro_input,
                                                |::perfmacro::__private::Lent(__perfmacro_input)| {
                                                    let __perfmacro_input = ::perfmacro::__private::black_box(
                                                        __perfmacro_input,
                                                    );
                                                    r#type(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: ::perfmacro::__private::is_optimized::<
                        {
                            ::perfmacro::__private::crate_number(
                                ::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_type {
                #[::perfmacro::__private::test]
                fn smoke() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "type",
                        ::perfmacro::__private::Test::all("smoke"),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn a_call_to_a_deprecated_function_is_allowed() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            #[deprecated]
            fn old() {}
        ),
        &expect![[r#"
            #[allow(deprecated)]
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent(()),
                    |__perfmacro_input, __perfmacro_calls| {
                        __perfmacro_calls.make(__perfmacro_input, |_| old());
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_condition_of_the_function_is_one_of_all_that_names_it() {
    check(
        Part::Whole,
        quote!(),
        &quote!(
            #[cfg(unix)]
            fn fork() {}
        ),
        &expect![[r##"
            #[cfg(unix)]
            fn fork() {}
            #[cfg(unix)]
            const _: () = {
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "fork",
                    test_module: "perf_fork",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(()),
                                    |__perfmacro_input, __perfmacro_calls| {
                                        __perfmacro_calls.make(__perfmacro_input, |_| fork());
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                        },
                    ],
                    is_optimized: ::perfmacro::__private::is_optimized::<
                        {
                            ::perfmacro::__private::crate_number(
                                ::perfmacro::__private::module_path!(),
                            )
                        },
                    >,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(unix)]
            #[cfg(test)]
            mod perf_fork {
                #[::perfmacro::__private::test]
                fn smoke() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "fork",
                        ::perfmacro::__private::Test::all("smoke"),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn with_errors_the_item_comes_back_untouched() {
    let item = quote!(
        #[must_use]
        fn sum(data: &[u8]) -> u32 {
            this is never parsed
        }
    );
    let arguments = quote!(traget = "1us", sizes = [], target = "1 parsec");
    let expansion = entry_point::perf_bench(arguments, &item).to_string();
    let errors = expansion
        .strip_prefix(&item.to_string())
        .expect("the item comes first, token for token");
    let errors = syn::parse_str(errors).expect("the errors are items");
    expect![[r#"
        perfmacro::__private::compile_error! {
            "unknown option `traget`: did you mean `target`? expected one of `target`, `critical`, `p50`, `p90`, `p99`, `p999`, `min_throughput`, `max_allocs`, `max_alloc_bytes`, `max_peak`, `max_leaked`, `alloc_scope`, `max_instructions`, `complexity`, `reference`, `max_ratio`, `min_speedup`, `enforce`, `sizes`, `args`, `types`, `consts`, `threads`, `skip`, `setup`, `inputs`, `seed`, `check`, `throughput`, `runtime`, `safety`, `name`, `group`, `crate`, `sample_size`, `warm_up_time`, `measurement_time`, `nresamples`, `confidence_level`, `significance_level`, `noise_threshold`, `sampling_mode`"
        }
        perfmacro::__private::compile_error! {
            "`sizes` is empty: give at least one size, as in `sizes = [10, 100, 1000]`"
        }
        perfmacro::__private::compile_error! {
            "`target`: unknown unit `parsec`: expected one of `ns`, `us`, `µs`, `ms`, `s`, `min`"
        }
    "#]].assert_eq(&prettyplease::unparse(&errors));
}
