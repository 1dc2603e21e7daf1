//! Budgets on what is counted, on growth, and in comparison with another function.

use expect_test::expect;
use quote::quote;

use super::{Part, check};

#[test]
fn counts_are_in_their_own_units() {
    check(
        Part::Entry,
        quote!(
            max_instructions = "200 + 12 * n",
            max_leaked = 0,
            max_peak = [1024, "2 KiB"],
            max_alloc_bytes = "64 KiB",
            max_allocs = "2 * log2(n)",
            alloc_scope = "process",
            sizes = [10, 20]
        ),
        &quote!(
            fn parse(text: &str) {}
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
                    sizes: ::perfmacro::__private::Sizes::List(&[10, 20]),
                    budgets: &[
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::Allocs,
                            ::perfmacro::__private::Limit::Formula(
                                &[
                                    ::perfmacro::__private::Term {
                                        coefficient: 2.0,
                                        power: 0.0,
                                        log_power: 1.0,
                                    },
                                ],
                            ),
                        ),
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::AllocBytes,
                            ::perfmacro::__private::Limit::Constant(65536u64),
                        ),
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::Peak,
                            ::perfmacro::__private::Limit::PerSize(&[1024, 2048]),
                        ),
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::Leaked,
                            ::perfmacro::__private::Limit::Constant(0u64),
                        ),
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::Instructions,
                            ::perfmacro::__private::Limit::Formula(
                                &[
                                    ::perfmacro::__private::Term {
                                        coefficient: 200.0,
                                        power: 0.0,
                                        log_power: 0.0,
                                    },
                                    ::perfmacro::__private::Term {
                                        coefficient: 12.0,
                                        power: 1.0,
                                        log_power: 0.0,
                                    },
                                ],
                            ),
                        ),
                    ],
                    alloc_scope: ::perfmacro::__private::AllocScope::Process,
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
fn a_count_has_tests_as_a_time_has() {
    check(
        Part::Tests,
        quote!(max_allocs = 2, sizes = [10, 20]),
        &quote!(
            fn parse(text: &str) {}
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
                #[::perfmacro::__private::test]
                fn size_20() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "parse",
                        ::perfmacro::__private::Test::of_case("size_20", 1),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn growth_has_a_test_per_variant() {
    check(
        Part::Whole,
        quote!(complexity = "O(n log n)", sizes = SIZES),
        &quote!(
            fn sort(values: &mut [u64]) {}
        ),
        &expect![[r#"
            fn sort(values: &mut [u64]) {}
            const _: () = {
                static __PERFMACRO_SIZES: &[::perfmacro::__private::usize] = &SIZES;
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sort",
                    test_module: "perf_sort",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(__PERFMACRO_SIZES),
                        budgets: &[
                            ::perfmacro::__private::Budget::Complexity(::perfmacro::__private::Class {
                                power: 1.0,
                                log_power: 1.0,
                            }),
                        ],
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::exclusive(
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
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn smoke() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::all("smoke"),
                    )
                }
                #[::perfmacro::__private::test]
                fn complexity() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::growth("complexity", 0),
                    )
                }
            }
        "#]],
    );
    check(
        Part::Tests,
        quote!(
            complexity = "O(n^1.5)",
            target = "1us * n",
            types = [u8, u64],
            sizes = 1..=16 * 4
        ),
        &quote!(
            fn sort<T: Ord>(values: &mut [T]) {}
        ),
        &expect![[r##"
            #[cfg(test)]
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn u8_size_1() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u8_size_1", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn u8_size_4() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u8_size_4", 1),
                    )
                }
                #[::perfmacro::__private::test]
                fn u8_size_16() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u8_size_16", 2),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_size_1() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_size_1", 3),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_size_4() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_size_4", 4),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_size_16() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::of_case("u64_size_16", 5),
                    )
                }
                #[::perfmacro::__private::test]
                fn u8_complexity() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::growth("u8_complexity", 0),
                    )
                }
                #[::perfmacro::__private::test]
                fn u64_complexity() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Test::growth("u64_complexity", 1),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn a_reference_is_started_like_the_function() {
    check(
        Part::Functions,
        quote!(reference = slow::parse, max_ratio = 0.5),
        &quote!(
            fn parse(text: &str) {}
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, str, < _ as ::perfmacro::Input > ::generate,
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
                                    parse(&*__perfmacro_input)
                                },
                            );
                    },
                )
            }
            #[allow(deprecated)]
            fn __perfmacro_reference(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent(
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, str, < _ as ::perfmacro::Input > ::generate,
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
                                    slow::parse(&*__perfmacro_input)
                                },
                            );
                    },
                )
            }
        "#]],
    );
    check(
        Part::Entry,
        quote!(
            reference = slow::parse,
            min_speedup = 2,
            check = |_| true,
            args = [("a", "a")]
        ),
        &quote!(
            fn parse(text: &str) {}
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
                    budgets: &[::perfmacro::__private::Budget::MinSpeedup(2.0)],
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[
                    ::perfmacro::__private::Variant::new(__perfmacro_start)
                        .argument("a")
                        .reference(__perfmacro_reference)
                        .check(__perfmacro_check),
                ],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}

#[test]
fn a_reference_has_the_same_inputs() {
    check(
        Part::Functions,
        quote!(
            reference = slow::count::<T>,
            max_ratio = 0.5,
            types = [u8],
            setup = || (Vec::new(), 1),
            threads = [2],
            safety = "any"
        ),
        &quote!(
            async unsafe fn count<T>(values: &mut [T], number: T) {}
        ),
        &expect![[r#"
            type __PerfmacroType0_0 = u8;
            #[allow(dead_code, non_camel_case_types)]
            type T = __PerfmacroType0_0;
            #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::on_each_thread(
                    __perfmacro_case,
                    |__perfmacro_case| ::perfmacro::__private::routine::exclusive(
                        __perfmacro_case,
                        || ::perfmacro::__private::executor::Local,
                        |__perfmacro_case, __perfmacro_context| {
                            let (__perfmacro_input_0, __perfmacro_input_1) = ::perfmacro::__private::built!(
                                __perfmacro_context, { let __perfmacro_setup : fn () -> _ = | |
                                (Vec::new(), 1); __perfmacro_setup() }
                            );
                            (
                                __perfmacro_input_0,
                                (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                            )
                        },
                        |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                            __perfmacro_context
                                .block_on(
                                    __perfmacro_inputs
                                        .run_awaited(
                                            __perfmacro_calls,
                                            |(__perfmacro_input_0, (__perfmacro_input_1, ()))| {
                                                let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                                    __perfmacro_input_0,
                                                );
                                                unsafe {
                                                    count::<
                                                        T,
                                                    >(
                                                        &mut *__perfmacro_input_0,
                                                        __perfmacro_input_1.__perfmacro_take(),
                                                    )
                                                }
                                            },
                                        ),
                                );
                        },
                    ),
                )
            }
            #[allow(deprecated)]
            #[allow(unsafe_code, unused_unsafe, clippy::undocumented_unsafe_blocks)]
            fn __perfmacro_reference(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::on_each_thread(
                    __perfmacro_case,
                    |__perfmacro_case| ::perfmacro::__private::routine::exclusive(
                        __perfmacro_case,
                        || ::perfmacro::__private::executor::Local,
                        |__perfmacro_case, __perfmacro_context| {
                            let (__perfmacro_input_0, __perfmacro_input_1) = ::perfmacro::__private::built!(
                                __perfmacro_context, { let __perfmacro_setup : fn () -> _ = | |
                                (Vec::new(), 1); __perfmacro_setup() }
                            );
                            (
                                __perfmacro_input_0,
                                (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                            )
                        },
                        |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                            __perfmacro_context
                                .block_on(
                                    __perfmacro_inputs
                                        .run_awaited(
                                            __perfmacro_calls,
                                            |(__perfmacro_input_0, (__perfmacro_input_1, ()))| {
                                                let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                                    __perfmacro_input_0,
                                                );
                                                unsafe {
                                                    slow::count::<
                                                        T,
                                                    >(
                                                        &mut *__perfmacro_input_0,
                                                        __perfmacro_input_1.__perfmacro_take(),
                                                    )
                                                }
                                            },
                                        ),
                                );
                        },
                    ),
                )
            }
        "#]],
    );
}

#[test]
fn an_unsafe_reference_stands_in_the_same_block() {
    check(
        Part::Functions,
        quote!(reference = slow::count, max_ratio = 0.5, safety = "any"),
        &quote!(
            unsafe fn count(values: &[u8]) {}
        ),
        &expect![[r#"
            #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
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
                                    unsafe { count(&*__perfmacro_input) }
                                },
                            );
                    },
                )
            }
            #[allow(deprecated)]
            #[allow(unsafe_code, unused_unsafe, clippy::undocumented_unsafe_blocks)]
            fn __perfmacro_reference(
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
                                    unsafe { slow::count(&*__perfmacro_input) }
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_reference_may_be_another_method() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            impl<T> Heap<T> {
                #[perf_bench(
                    reference = Self::slow_push,
                    max_ratio = 0.5,
                    inputs = reuse,
                    setup = || (Self::new(), 1_u8)
                )]
                fn push(&mut self, value: T) {}
            }
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::reused(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = {
                            let __perfmacro_setup: fn() -> (_, _) = || (Heap::<_>::new(), 1_u8);
                            __perfmacro_setup()
                        };
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
                                            <Heap<
                                                _,
                                            >>::push(
                                                &mut *__perfmacro_input_0,
                                                __perfmacro_input_1.__perfmacro_take(),
                                            )
                                        });
                                },
                            );
                    },
                )
            }
            #[allow(deprecated)]
            fn __perfmacro_reference(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::reused(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = {
                            let __perfmacro_setup: fn() -> (_, _) = || (Heap::<_>::new(), 1_u8);
                            __perfmacro_setup()
                        };
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
                                            Heap::<
                                                _,
                                            >::slow_push(
                                                &mut *__perfmacro_input_0,
                                                __perfmacro_input_1.__perfmacro_take(),
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
fn what_is_inherited_is_left_out_where_it_means_nothing() {
    let defaults = quote!(__perfmacro_defaults(
        max_ratio = 0.5,
        alloc_scope = process,
        complexity = "O(n)",
        sizes = [1, 4, 16]
    ));
    check(
        Part::Entry,
        defaults.clone(),
        &quote!(
            fn nothing() {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "nothing",
                test_module: "perf_nothing",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options::DEFAULT,
                variants: &[::perfmacro::__private::Variant::new(__perfmacro_start)],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
    check(
        Part::Entry,
        quote!(max_peak = 1, reference = slow, min_speedup = 3, #defaults),
        &quote!(
            fn everything(size: usize) {}
        ),
        &expect![[r#"
            static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                module_path: ::perfmacro::__private::module_path!(),
                name: "everything",
                test_module: "perf_everything",
                package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                location: ::perfmacro::__private::Location {
                    file: ::perfmacro::__private::file!(),
                    line: ::perfmacro::__private::line!(),
                    column: ::perfmacro::__private::column!(),
                },
                options: ::perfmacro::__private::Options {
                    sizes: ::perfmacro::__private::Sizes::List(&[1, 4, 16]),
                    budgets: &[
                        ::perfmacro::__private::Budget::Count(
                            ::perfmacro::__private::Counter::Peak,
                            ::perfmacro::__private::Limit::Constant(1u64),
                        ),
                        ::perfmacro::__private::Budget::Complexity(::perfmacro::__private::Class {
                            power: 1.0,
                            log_power: 0.0,
                        }),
                        ::perfmacro::__private::Budget::MinSpeedup(3.0),
                    ],
                    alloc_scope: ::perfmacro::__private::AllocScope::Process,
                    ..::perfmacro::__private::Options::DEFAULT
                },
                variants: &[
                    ::perfmacro::__private::Variant::new(__perfmacro_start)
                        .reference(__perfmacro_reference),
                ],
                is_optimized: ::perfmacro::__private::is_optimized::<
                    { ::perfmacro::__private::crate_number(::perfmacro::__private::module_path!()) },
                >,
            };
        "#]],
    );
}
