//! Functions of every shape: generic, asynchronous, unsafe, on threads, with states and checks.

use expect_test::expect;
use quote::quote;

use super::{Part, check};

#[test]
fn types_and_constants_are_what_the_names_stand_for() {
    check(
        Part::Whole,
        quote!(target = "1us", types = [u8, Vec<u8>], consts = [8]),
        &quote!(
            fn first<T: Clone, const N: usize>(values: &[T; N]) -> T {}
        ),
        &expect![[r#"
            fn first<T: Clone, const N: usize>(values: &[T; N]) -> T {}
            const _: () = {
                type __PerfmacroType0_0 = u8;
                const __PERFMACRO_CONST_0_0: usize = 8;
                type __PerfmacroType1_0 = Vec<u8>;
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "first",
                    test_module: "perf_first",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        budgets: &[
                            ::perfmacro::__private::Budget::Target(
                                ::perfmacro::__private::Limit::Constant(1000000u64),
                            ),
                        ],
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    variants: &[
                        {
                            #[allow(dead_code, non_camel_case_types)]
                            type T = __PerfmacroType0_0;
                            #[allow(dead_code, non_upper_case_globals)]
                            const N: usize = __PERFMACRO_CONST_0_0;
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(
                                        ::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, [T; N], < _ as ::perfmacro::Input >
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
                                                    first::<T, N>(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start).generics("u8, 8")
                        },
                        {
                            #[allow(dead_code, non_camel_case_types)]
                            type T = __PerfmacroType1_0;
                            #[allow(dead_code, non_upper_case_globals)]
                            const N: usize = __PERFMACRO_CONST_0_0;
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent(
                                        ::perfmacro::__private::generated!(
                                            __perfmacro_case, 0u64, [T; N], < _ as ::perfmacro::Input >
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
                                                    first::<T, N>(&*__perfmacro_input)
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start)
                                .generics("Vec<u8>, 8")
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
            #[allow(non_snake_case)]
            mod perf_first {
                #[::perfmacro::__private::test]
                fn u8_N_8() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "first",
                        ::perfmacro::__private::Test::of_case("u8_N_8", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn Vec_u8_N_8() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "first",
                        ::perfmacro::__private::Test::of_case("Vec_u8_N_8", 1),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn several_types_are_chosen_by_a_tuple() {
    check(
        Part::Functions,
        quote!(types = [(u8, String)]),
        &quote!(
            fn pair<K, V>(key: K, value: &V) {}
        ),
        &expect![[r#"
            type __PerfmacroType0_0 = u8;
            type __PerfmacroType0_1 = String;
            #[allow(dead_code, non_camel_case_types)]
            type K = __PerfmacroType0_0;
            #[allow(dead_code, non_camel_case_types)]
            type V = __PerfmacroType0_1;
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, K, < _ as ::perfmacro::Input > ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, V, < _ as ::perfmacro::Input > ::generate,
                            ),
                        );
                        (
                            ::perfmacro::__private::owned!(__perfmacro_input_0),
                            (::perfmacro::__private::Lent(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |
                                    (
                                        __perfmacro_input_0,
                                        (::perfmacro::__private::Lent(__perfmacro_input_1), ()),
                                    )|
                                {
                                    let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_1,
                                    );
                                    pair::<
                                        K,
                                        V,
                                    >(__perfmacro_input_0.__perfmacro_take(), &*__perfmacro_input_1)
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_impl_trait_is_a_type_of_our_name() {
    check(
        Part::Functions,
        quote!(types = [(u8, &str)]),
        &quote!(
            fn print<T: Display>(one: T, others: &[impl Display]) {}
        ),
        &expect![[r#"
            type __PerfmacroType0_0 = u8;
            type __PerfmacroType0_1 = &'static str;
            #[allow(dead_code, non_camel_case_types)]
            type T = __PerfmacroType0_0;
            #[allow(dead_code, non_camel_case_types)]
            type __PerfmacroImpl0 = __PerfmacroType0_1;
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, T, < _ as ::perfmacro::Input > ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, [__PerfmacroImpl0], < _ as ::perfmacro::Input
                                > ::generate,
                            ),
                        );
                        (
                            ::perfmacro::__private::owned!(__perfmacro_input_0),
                            (::perfmacro::__private::Lent(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |
                                    (
                                        __perfmacro_input_0,
                                        (::perfmacro::__private::Lent(__perfmacro_input_1), ()),
                                    )|
                                {
                                    let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_1,
                                    );
                                    print::<
                                        T,
                                    >(__perfmacro_input_0.__perfmacro_take(), &*__perfmacro_input_1)
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_type_that_a_setup_fixes_is_not_written() {
    check(
        Part::Functions,
        quote!(setup = || vec![1], consts = [4]),
        &quote!(
            fn chunks<T, const N: usize>(values: &[T]) {}
        ),
        &expect![[r#"
            const __PERFMACRO_CONST_0_0: usize = 4;
            #[allow(dead_code, non_upper_case_globals)]
            const N: usize = __PERFMACRO_CONST_0_0;
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> _ = || vec![1];
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
                                    chunks::<_, N>(__perfmacro_loan.__perfmacro_lend())
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_argument_is_the_input() {
    check(
        Part::Functions,
        quote!(args = [("short", "a"), ("long", "a b")]),
        &quote!(
            fn words(text: &str) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> _ = || "a";
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
                                    words(__perfmacro_loan.__perfmacro_lend())
                                },
                            );
                    },
                )
            }
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> _ = || "a b";
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
                                    words(__perfmacro_loan.__perfmacro_lend())
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_argument_goes_through_a_setup() {
    check(
        Part::Functions,
        quote!(
            sizes = [2],
            args = [("a", "a")],
            setup = |n, text, rng| (text.repeat(n), rng.u64())
        ),
        &quote!(
            fn find(text: &str, number: u64) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = {
                            let __perfmacro_setup: fn(
                                ::perfmacro::__private::usize,
                                _,
                                &mut ::perfmacro::Rng,
                            ) -> (_, u64) = |n, text, rng| (text.repeat(n), rng.u64());
                            __perfmacro_setup(
                                ::perfmacro::__private::Case::size(__perfmacro_case),
                                "a",
                                &mut ::perfmacro::__private::rng(__perfmacro_case),
                            )
                        };
                        (
                            ::perfmacro::__private::Lent(__perfmacro_input_0),
                            (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |
                                    (
                                        ::perfmacro::__private::Lent(__perfmacro_input_0),
                                        (__perfmacro_input_1, ()),
                                    )|
                                {
                                    use ::perfmacro::__private::Lend as _;
                                    let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_0,
                                    );
                                    let __perfmacro_loan_0 = ::perfmacro::__private::Loan(
                                        &*__perfmacro_input_0,
                                    );
                                    find(
                                        __perfmacro_loan_0.__perfmacro_lend(),
                                        __perfmacro_input_1.__perfmacro_take(),
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
fn an_argument_may_take_the_size() {
    check(
        Part::Functions,
        quote!(
            sizes = [2],
            args = [("rising", |n| (0..n).collect()), ("none", Vec::new())]
        ),
        &quote!(
            fn sort(numbers: &mut Vec<usize>) {}
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
                            (0..n).collect()
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
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let __perfmacro_setup: fn(::perfmacro::__private::usize) -> _ = |_| Vec::new();
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
fn names_of_tests_say_what_varies() {
    check(
        Part::Tests,
        quote!(
            target = "1us",
            types = [u64],
            args = [("a word", 1)],
            sizes = [10, 20],
            threads = [1, 4]
        ),
        &quote!(
            fn sort<T>(values: T) {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn u64_a_word_size_10_threads_1() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_a_word_size_10_threads_1", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_a_word_size_10_threads_4() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_a_word_size_10_threads_4", 1),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_a_word_size_20_threads_1() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_a_word_size_20_threads_1", 2),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_a_word_size_20_threads_4() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_a_word_size_20_threads_4", 3),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn sizes_known_to_the_compiler_have_a_test_per_variant() {
    check(
        Part::Tests,
        quote!(target = "1us", types = [u8, u64], sizes = SIZES),
        &quote!(
            fn sort<T>(values: &mut [T]) {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn u8_all_sizes() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_variant("u8_all_sizes", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_all_sizes() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_variant("u64_all_sizes", 1),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn names_of_variants_are_in_the_entry() {
    check(
        Part::Entry,
        quote!(
            types = [u8],
            args = [("a", 1)],
            threads = [1, 2],
            inputs = pool(4),
            skip = |case| case.threads() > 1,
            check = |sum| *sum > 0,
            throughput = |input| Bytes(1)
        ),
        &quote!(
            fn sum<T>(value: T) -> T {}
        ),
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
                    threads: &[1, 2],
                    pool: 4,
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[
                    ::perfmacro::__private::Variant::new(__perfmacro_start)
                        .generics("u8")
                        .argument("a")
                        .throughput(__perfmacro_throughput)
                        .check(__perfmacro_check)
                        .skip(__perfmacro_skip),
                ],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn a_pool_takes_turns() {
    check(
        Part::Functions,
        quote!(sizes = [10], inputs = pool(16)),
        &quote!(
            fn sum(numbers: &[u64]) -> u64 {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, [u64], < _ as ::perfmacro::Input > ::generate,
                        ),
                    ),
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_pooled(
                                __perfmacro_inputs,
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
fn a_state_is_reused_and_values_are_taken() {
    check(
        Part::Functions,
        quote!(
            inputs = reuse,
            setup = || (Map::new(), names(), String::new(), 1)
        ),
        &quote!(
            fn insert(map: &mut Map, names: &Names, key: String, value: u64) -> Option<&mut u64> {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::reused(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (
                            __perfmacro_input_0,
                            __perfmacro_input_1,
                            __perfmacro_input_2,
                            __perfmacro_input_3,
                        ) = {
                            let __perfmacro_setup: fn() -> (_, _, String, u64) = || (
                                Map::new(),
                                names(),
                                String::new(),
                                1,
                            );
                            __perfmacro_setup()
                        };
                        (
                            (__perfmacro_input_0, (__perfmacro_input_1, ())),
                            (
                                ::perfmacro::__private::owned!(__perfmacro_input_2),
                                (::perfmacro::__private::owned!(__perfmacro_input_3), ()),
                            ),
                        )
                    },
                    |__perfmacro_context, __perfmacro_state, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_state,
                                __perfmacro_inputs,
                                |
                                    (__perfmacro_input_0, (__perfmacro_input_1, ())),
                                    (__perfmacro_input_2, (__perfmacro_input_3, ())),
                                    __perfmacro_outputs|
                                {
                                    __perfmacro_outputs
                                        .take({
                                            use ::perfmacro::__private::Lend as _;
                                            let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                                __perfmacro_input_0,
                                            );
                                            let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                                __perfmacro_input_1,
                                            );
                                            let __perfmacro_loan_1 = ::perfmacro::__private::Loan(
                                                &*__perfmacro_input_1,
                                            );
                                            insert(
                                                &mut *__perfmacro_input_0,
                                                __perfmacro_loan_1.__perfmacro_lend(),
                                                __perfmacro_input_2.__perfmacro_take(),
                                                __perfmacro_input_3.__perfmacro_take(),
                                            )
                                        });
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_check_sees_the_output_of_one_call() {
    check(
        Part::Functions,
        quote!(check = |sorted| sorted.is_sorted()),
        &quote!(
            fn sorted(numbers: Vec<u64>) -> Vec<u64> {}
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
                            ::perfmacro::__private::generated!(__perfmacro_case, 0u64, Vec < u64 >, <
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
            fn __perfmacro_check(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::bool {
                let __perfmacro_inputs = ::perfmacro::__private::owned!(
                    ::perfmacro::__private::generated!(__perfmacro_case, 0u64, Vec < u64 >, < _ as
                    ::perfmacro::Input > ::generate,)
                );
                let __perfmacro_output = ::perfmacro::__private::routine::once(
                    &__perfmacro_inputs,
                    |__perfmacro_input| sorted(__perfmacro_input.__perfmacro_take()),
                );
                ::perfmacro::__private::routine::check_of(
                    &__perfmacro_output,
                    |sorted| sorted.is_sorted(),
                )
            }
        "#]],
    );
}

#[test]
fn a_check_of_a_reused_state_has_one_of_its_own() {
    check(
        Part::Functions,
        quote!(inputs = reuse, check = is_right),
        &quote!(
            fn push(numbers: &mut Vec<u64>, number: u64) -> usize {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::reused(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, Vec < u64 >, < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, u64, < _ as ::perfmacro::Input > ::generate,
                            ),
                        );
                        (
                            (__perfmacro_input_0, ()),
                            (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_state, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_state,
                                __perfmacro_inputs,
                                |
                                    (__perfmacro_input_0, ()),
                                    (__perfmacro_input_1, ()),
                                    __perfmacro_outputs|
                                {
                                    __perfmacro_outputs
                                        .take({
                                            let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                                __perfmacro_input_0,
                                            );
                                            push(
                                                &mut *__perfmacro_input_0,
                                                __perfmacro_input_1.__perfmacro_take(),
                                            )
                                        });
                                },
                            );
                    },
                )
            }
            fn __perfmacro_check(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::bool {
                let mut __perfmacro_inputs = {
                    let (__perfmacro_input_0, __perfmacro_input_1) = (
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, Vec < u64 >, < _ as ::perfmacro::Input >
                            ::generate,
                        ),
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 1u64, u64, < _ as ::perfmacro::Input > ::generate,
                        ),
                    );
                    (
                        (__perfmacro_input_0, ()),
                        (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                    )
                };
                let __perfmacro_output = ::perfmacro::__private::routine::once(
                    (&mut __perfmacro_inputs.0, &__perfmacro_inputs.1),
                    |((__perfmacro_input_0, ()), (__perfmacro_input_1, ()))| {
                        let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                            __perfmacro_input_0,
                        );
                        push(&mut *__perfmacro_input_0, __perfmacro_input_1.__perfmacro_take())
                    },
                );
                ::perfmacro::__private::routine::check_of(&__perfmacro_output, is_right)
            }
        "#]],
    );
}

#[test]
fn cases_are_left_out_by_a_closure() {
    check(
        Part::Functions,
        quote!(sizes = [1, 2], skip = |case| case.size() > 1),
        &quote!(
            fn sum(numbers: &[u64]) -> u64 {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, [u64], < _ as ::perfmacro::Input > ::generate,
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
            fn __perfmacro_skip(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::bool {
                let __perfmacro_skip: fn(
                    &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::bool = |case| case.size() > 1;
                __perfmacro_skip(__perfmacro_case)
            }
        "#]],
    );
}

#[test]
fn a_lent_input_may_be_shared_by_threads() {
    check(
        Part::Functions,
        quote!(threads = [1, 4]),
        &quote!(
            fn get(map: &Map, key: u64) -> u64 {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::calls_on_threads!(
                    __perfmacro_case, ::perfmacro::__private::routine::alone, | __perfmacro_case,
                    __perfmacro_context | { let (__perfmacro_input_0, __perfmacro_input_1) =
                    (::perfmacro::__private::generated!(__perfmacro_case, 0u64, Map, < _ as
                    ::perfmacro::Input > ::generate,),
                    ::perfmacro::__private::generated!(__perfmacro_case, 1u64, u64, < _ as
                    ::perfmacro::Input > ::generate,));
                    (::perfmacro::__private::Lent(__perfmacro_input_0),
                    (::perfmacro::__private::owned!(__perfmacro_input_1), ())) }, |
                    __perfmacro_context, __perfmacro_inputs, __perfmacro_calls | { __perfmacro_calls
                    .make_each(__perfmacro_inputs, |
                    (::perfmacro::__private::Lent(__perfmacro_input_0), (__perfmacro_input_1, ())) |
                    { let __perfmacro_input_0 =
                    ::perfmacro::__private::black_box(__perfmacro_input_0); get(& *
                    __perfmacro_input_0, __perfmacro_input_1.__perfmacro_take()) }); }
                )
            }
        "#]],
    );
}

#[test]
fn a_fresh_input_is_a_threads_own() {
    check(
        Part::Functions,
        quote!(threads = [1, 4]),
        &quote!(
            fn sort(numbers: &mut [u64]) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::on_each_thread(
                    __perfmacro_case,
                    |__perfmacro_case| ::perfmacro::__private::routine::exclusive(
                        __perfmacro_case,
                        ::perfmacro::__private::routine::alone,
                        |__perfmacro_case, __perfmacro_context| {
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, [u64], < _ as ::perfmacro::Input >
                                ::generate,
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
                    ),
                )
            }
        "#]],
    );
}

#[test]
fn an_unsafe_call_is_allowed_where_it_is_made() {
    check(
        Part::Functions,
        quote!(safety = "it is read nowhere", check = |output| *output == 1),
        &quote!(
            unsafe extern "C" fn read(pointer: usize) -> u8 {}
        ),
        &expect![[r#"
            #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::owned!(
                            ::perfmacro::__private::generated!(__perfmacro_case, 0u64, usize, < _ as
                            ::perfmacro::Input > ::generate,)
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |__perfmacro_input| unsafe {
                                    read(__perfmacro_input.__perfmacro_take())
                                },
                            );
                    },
                )
            }
            #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
            fn __perfmacro_check(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::bool {
                let __perfmacro_inputs = ::perfmacro::__private::owned!(
                    ::perfmacro::__private::generated!(__perfmacro_case, 0u64, usize, < _ as
                    ::perfmacro::Input > ::generate,)
                );
                let __perfmacro_output = ::perfmacro::__private::routine::once(
                    &__perfmacro_inputs,
                    |__perfmacro_input| unsafe { read(__perfmacro_input.__perfmacro_take()) },
                );
                ::perfmacro::__private::routine::check_of(&__perfmacro_output, |output| *output == 1)
            }
        "#]],
    );
}

#[test]
fn an_async_function_is_awaited_in_the_built_in_executor() {
    check(
        Part::Functions,
        quote!(sizes = [1]),
        &quote!(
            async fn length(text: &str) -> usize {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    || ::perfmacro::__private::executor::Local,
                    |__perfmacro_case, __perfmacro_context| ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, str, < _ as ::perfmacro::Input > ::generate,
                        ),
                    ),
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_context
                            .block_on(
                                __perfmacro_calls
                                    .make_awaited(
                                        __perfmacro_inputs,
                                        |::perfmacro::__private::Lent(__perfmacro_input)| {
                                            let __perfmacro_input = ::perfmacro::__private::black_box(
                                                __perfmacro_input,
                                            );
                                            length(&*__perfmacro_input)
                                        },
                                    ),
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_async_function_with_a_fresh_input_is_awaited() {
    check(
        Part::Functions,
        quote!(runtime = smol, setup = async || Vec::new()),
        &quote!(
            async fn push(numbers: &mut Vec<u64>) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::exclusive(
                    __perfmacro_case,
                    ::perfmacro::__private::smol_runtime!(),
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::built!(
                            __perfmacro_context, { let __perfmacro_setup : fn () -> _ = | | async
                            move { Vec::new() }; __perfmacro_setup() }
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_context
                            .block_on(
                                __perfmacro_inputs
                                    .run_awaited(
                                        __perfmacro_calls,
                                        |__perfmacro_input| {
                                            let __perfmacro_input = ::perfmacro::__private::black_box(
                                                __perfmacro_input,
                                            );
                                            push(&mut *__perfmacro_input)
                                        },
                                    ),
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn an_async_function_on_a_reused_state_is_awaited() {
    check(
        Part::Functions,
        quote!(
            runtime = my_runtime(),
            inputs = reuse,
            check = |count| *count == 1
        ),
        &quote!(
            async fn count(counter: &mut u64, name: String) -> u64 {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::reused(
                    __perfmacro_case,
                    || my_runtime(),
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, u64, < _ as ::perfmacro::Input > ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, String, < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                        );
                        (
                            (__perfmacro_input_0, ()),
                            (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_state, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_context
                            .block_on(
                                __perfmacro_calls
                                    .make_awaited(
                                        __perfmacro_state,
                                        __perfmacro_inputs,
                                        async |
                                            (__perfmacro_input_0, ()),
                                            (__perfmacro_input_1, ()),
                                            __perfmacro_outputs|
                                        {
                                            __perfmacro_outputs
                                                .take(
                                                    {
                                                        let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                                            __perfmacro_input_0,
                                                        );
                                                        count(
                                                            &mut *__perfmacro_input_0,
                                                            __perfmacro_input_1.__perfmacro_take(),
                                                        )
                                                    }
                                                        .await,
                                                );
                                        },
                                    ),
                            );
                    },
                )
            }
            fn __perfmacro_check(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::bool {
                let __perfmacro_context = ::perfmacro::__private::routine::once(
                    (),
                    |()| (|| my_runtime())(),
                );
                let mut __perfmacro_inputs = {
                    let (__perfmacro_input_0, __perfmacro_input_1) = (
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, u64, < _ as ::perfmacro::Input > ::generate,
                        ),
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 1u64, String, < _ as ::perfmacro::Input > ::generate,
                        ),
                    );
                    (
                        (__perfmacro_input_0, ()),
                        (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                    )
                };
                let __perfmacro_output = __perfmacro_context
                    .block_on(
                        ::perfmacro::__private::routine::once(
                            (&mut __perfmacro_inputs.0, &__perfmacro_inputs.1),
                            |((__perfmacro_input_0, ()), (__perfmacro_input_1, ()))| {
                                let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                    __perfmacro_input_0,
                                );
                                count(
                                    &mut *__perfmacro_input_0,
                                    __perfmacro_input_1.__perfmacro_take(),
                                )
                            },
                        ),
                    );
                ::perfmacro::__private::routine::check_of(&__perfmacro_output, |count| *count == 1)
            }
        "#]],
    );
}

#[test]
fn a_future_that_is_returned_is_awaited() {
    check(
        Part::Functions,
        quote!(
            runtime = tokio(current_thread),
            threads = [2],
            setup = connect,
            throughput = |client| Elements(client.len())
        ),
        &quote!(
            fn send(client: &Client) -> BoxFuture<'_, u64> {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::calls_on_threads!(
                    __perfmacro_case, ::perfmacro::__private::tokio_runtime!(current_thread), |
                    __perfmacro_case, __perfmacro_context |
                    ::perfmacro::__private::Lent(::perfmacro::__private::built!(__perfmacro_context,
                    { let __perfmacro_setup : fn () -> _ = connect; __perfmacro_setup() })), |
                    __perfmacro_context, __perfmacro_inputs, __perfmacro_calls | {
                    __perfmacro_context.block_on(__perfmacro_calls.make_awaited(__perfmacro_inputs, |
                    ::perfmacro::__private::Lent(__perfmacro_input) | { use
                    ::perfmacro::__private::Lend as _; let __perfmacro_input =
                    ::perfmacro::__private::black_box(__perfmacro_input); let __perfmacro_loan =
                    ::perfmacro::__private::Loan(& * __perfmacro_input); send(__perfmacro_loan
                    .__perfmacro_lend()) })); }
                )
            }
            fn __perfmacro_throughput(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Throughput {
                use ::perfmacro::__private::throughput::*;
                let __perfmacro_context = ::perfmacro::__private::routine::once(
                    (),
                    |()| (::perfmacro::__private::tokio_runtime!(current_thread))(),
                );
                ::perfmacro::__private::throughput_of(
                    &::perfmacro::__private::built!(
                        __perfmacro_context, { let __perfmacro_setup : fn () -> _ = connect;
                        __perfmacro_setup() }
                    ),
                    |client| Elements(client.len()),
                )
            }
        "#]],
    );
}
