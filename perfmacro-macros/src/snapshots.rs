//! What the attribute expands to, one snapshot per shape of the model.
//!
//! `UPDATE_EXPECT=1 cargo test -p perfmacro-macros --features active` writes them anew: read the diff as
//! code that every user compiles. Every path is absolute and every name begins with `__perfmacro`.

use expect_test::{Expect, expect};
use proc_macro2::TokenStream;
use quote::quote;

use crate::entry_point;

/// Compares the expansion of `#[perf_bench(arguments)] item` with what was `expected`.
fn check(arguments: TokenStream, item: &TokenStream, expected: &Expect) {
    let expansion = entry_point::perf_bench(arguments, item);
    let file = syn::parse2(expansion).expect("an expansion is a list of items");
    expected.assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn without_options_each_call_is_smoke_tested() {
    check(
        quote!(),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(());
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "tick",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_target_and_literal_sizes_make_a_test_per_size() {
    check(
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
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { checksum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "checksum",
                    function: "checksum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[10, 1000]),
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1000000u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_checksum {
                #[::perfmacro::__private::test]
                fn size_10() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "checksum",
                        ::perfmacro::__private::Selection::Size(10),
                    );
                }
                #[::perfmacro::__private::test]
                fn size_1000() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "checksum",
                        ::perfmacro::__private::Selection::Size(1000),
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_target_alone_makes_one_budget_test() {
    check(
        quote!(target = "2 ms"),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(());
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(2000000000u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[::perfmacro::__private::test]
                fn budget() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "tick",
                        ::perfmacro::__private::Selection::Budget,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_parameter_by_value_is_taken_from_a_slot() {
    check(
        quote!(target = "1.5 ns", seed = 7),
        &quote!(
            fn sorted(data: Vec<u8>) {}
        ),
        &expect![[r#"
            fn sorted(data: Vec<u8>) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        ::perfmacro::__private::Slot::new(
                            ::perfmacro::__private::generate::<Vec<u8>>(__perfmacro_case, 0u64),
                        )
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_input| { sorted(__perfmacro_input.take()) },
                                )
                        }
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sorted",
                    function: "sorted",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        seed: 7u64,
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1500u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sorted {
                #[::perfmacro::__private::test]
                fn budget() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sorted",
                        ::perfmacro::__private::Selection::Budget,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn an_exclusive_reference_has_a_fresh_input_for_every_call() {
    check(
        quote!(),
        &quote!(
            fn sort(data: &mut [u8]) {}
        ),
        &expect![[r#"
            fn sort(data: &mut [u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64)
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_input| { sort(&mut *__perfmacro_input) },
                                )
                        }
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sort",
                    function: "sort",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_setup_gives_several_parameters_as_a_tuple() {
    check(
        quote!(sizes = [8], setup = inputs::of_size),
        &quote!(
            fn merge(from: &[u8], into: &mut Vec<u8>, limit: usize, names: &&str) {}
        ),
        &expect![[r#"
            fn merge(from: &[u8], into: &mut Vec<u8>, limit: usize, names: &&str) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        {
                            let (
                                __perfmacro_input_0,
                                __perfmacro_input_1,
                                __perfmacro_input_2,
                                __perfmacro_input_3,
                            ) = ::perfmacro::__private::sized_setup(
                                inputs::of_size,
                                __perfmacro_case,
                            );
                            (
                                __perfmacro_input_0,
                                __perfmacro_input_1,
                                ::perfmacro::__private::Slot::new(__perfmacro_input_2),
                                __perfmacro_input_3,
                            )
                        }
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_inputs| {
                                        #[allow(unused_imports)]
                                        use ::perfmacro::__private::Lend as _;
                                        let (
                                            __perfmacro_input_0,
                                            __perfmacro_input_1,
                                            __perfmacro_input_2,
                                            __perfmacro_input_3,
                                        ) = __perfmacro_inputs;
                                        merge(
                                            ::perfmacro::__private::Loan(&*__perfmacro_input_0).lend(),
                                            &mut *__perfmacro_input_1,
                                            __perfmacro_input_2.take(),
                                            &*__perfmacro_input_3,
                                        )
                                    },
                                )
                        }
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "merge",
                    function: "merge",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[8]),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_merge {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "merge",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn several_shared_parameters_share_one_tuple() {
    check(
        quote!(setup = || (vec![1], String::new())),
        &quote!(
            fn count(data: &[u8], name: &str) {}
        ),
        &expect![[r#"
            fn count(data: &[u8], name: &str) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::setup(|| (vec![1], String::new())),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_inputs| {
                                    #[allow(unused_imports)]
                                    use ::perfmacro::__private::Lend as _;
                                    let (__perfmacro_input_0, __perfmacro_input_1) = __perfmacro_inputs;
                                    count(
                                        ::perfmacro::__private::Loan(&*__perfmacro_input_0).lend(),
                                        ::perfmacro::__private::Loan(&*__perfmacro_input_1).lend(),
                                    )
                                },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "count",
                    function: "count",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_count {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "count",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn generated_inputs_outlive_the_lifetimes_of_the_function() {
    check(
        quote!(),
        &quote!(
            fn find<'a, 'b: 'a>(
                text: &'a Cow<'b, str>,
                words: Vec<&'_ str>,
                first: &mut (u8,),
            ) -> &'a str {
                ""
            }
        ),
        &expect![[r#"
            fn find<'a, 'b: 'a>(
                text: &'a Cow<'b, str>,
                words: Vec<&'_ str>,
                first: &mut (u8,),
            ) -> &'a str {
                ""
            }
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        {
                            let (__perfmacro_input_0, __perfmacro_input_1, __perfmacro_input_2) = (
                                ::perfmacro::__private::generate::<
                                    Cow<'static, str>,
                                >(__perfmacro_case, 0u64),
                                ::perfmacro::__private::generate::<
                                    Vec<&'_ str>,
                                >(__perfmacro_case, 1u64),
                                ::perfmacro::__private::generate::<(u8,)>(__perfmacro_case, 2u64),
                            );
                            (
                                __perfmacro_input_0,
                                ::perfmacro::__private::Slot::new(__perfmacro_input_1),
                                __perfmacro_input_2,
                            )
                        }
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_inputs| {
                                        let (
                                            __perfmacro_input_0,
                                            __perfmacro_input_1,
                                            __perfmacro_input_2,
                                        ) = __perfmacro_inputs;
                                        find(
                                            &*__perfmacro_input_0,
                                            __perfmacro_input_1.take(),
                                            &mut *__perfmacro_input_2,
                                        )
                                    },
                                )
                        }
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "find",
                    function: "find",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_find {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "find",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_setup_without_sizes_takes_nothing() {
    check(
        quote!(setup = || vec![0; 100]),
        &quote!(
            fn sort(data: &mut [u8]) {}
        ),
        &expect![[r#"
            fn sort(data: &mut [u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        ::perfmacro::__private::setup(|| vec![0; 100])
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_input| {
                                        #[allow(unused_imports)]
                                        use ::perfmacro::__private::Lend as _;
                                        sort(&mut *__perfmacro_input)
                                    },
                                )
                        }
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sort",
                    function: "sort",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sort {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sort",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_setup_with_sizes_takes_the_size() {
    check(
        quote!(sizes = [3], setup = |n| vec![0; n]),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::sized_setup(|n| vec![0; n], __perfmacro_case),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| {
                                    #[allow(unused_imports)]
                                    use ::perfmacro::__private::Lend as _;
                                    sum(::perfmacro::__private::Loan(&*__perfmacro_input).lend())
                                },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[3]),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn sizes_by_a_constants_path_are_judged_in_one_test() {
    check(
        quote!(target = "1s", sizes = crate::sizes::ALL),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { sum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_SIZES: &[::perfmacro::__private::usize] = &crate::sizes::ALL;
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(__PERFMACRO_SIZES),
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1000000000000u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn all_sizes() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::AllSizes,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_list_with_a_constant_in_it_is_left_to_the_compiler() {
    check(
        quote!(sizes = [1, LARGE]),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { sum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_SIZES: &[::perfmacro::__private::usize] = &[1, LARGE];
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(__PERFMACRO_SIZES),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_literal_geometric_range_is_a_list() {
    check(
        quote!(target = "1s", sizes = 10..=1_000 * 10),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { sum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[10, 100, 1000]),
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1000000000000u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn size_10() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Size(10),
                    );
                }
                #[::perfmacro::__private::test]
                fn size_100() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Size(100),
                    );
                }
                #[::perfmacro::__private::test]
                fn size_1000() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Size(1000),
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_geometric_range_with_a_constant_is_left_to_the_compiler() {
    check(
        quote!(target = "1s", sizes = 10..=LARGE * 10),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { sum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
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
                        target: ::perfmacro::__private::Option::Some(
                            ::perfmacro::__private::Picoseconds::new(1000000000000u64),
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn all_sizes() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::AllSizes,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn bytes_and_elements_are_words() {
    check(
        quote!(sizes = [1], throughput = bytes),
        &quote!(
            fn sum(data: &[u8]) {}
        ),
        &expect![[r#"
            fn sum(data: &[u8]) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<[u8]>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { sum(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        sizes: ::perfmacro::__private::Sizes::List(&[1]),
                        throughput: ::perfmacro::__private::ThroughputSource::Bytes,
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_throughput_closure_sees_the_input_as_it_was_built() {
    check(
        quote!(setup = || vec![1], throughput = |input| Bytes(input.len())),
        &quote!(
            fn sum(data: Vec<u8>) {}
        ),
        &expect![[r#"
            fn sum(data: Vec<u8>) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let __perfmacro_case = *__perfmacro_case;
                    let mut __perfmacro_fresh = ::perfmacro::__private::Fresh::new(move || {
                        let __perfmacro_case = &__perfmacro_case;
                        ::perfmacro::__private::Slot::new(::perfmacro::__private::setup(|| vec![1]))
                    });
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        for mut __perfmacro_batch in __perfmacro_fresh
                            .batches(__perfmacro_iterations)
                        {
                            __perfmacro_batch
                                .run(
                                    __perfmacro_stopwatch,
                                    |__perfmacro_input| {
                                        #[allow(unused_imports)]
                                        use ::perfmacro::__private::Lend as _;
                                        sum(__perfmacro_input.take())
                                    },
                                )
                        }
                    })
                }
                fn __perfmacro_throughput(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Throughput {
                    #[allow(unused_imports)]
                    use ::perfmacro::__private::throughput::*;
                    ::perfmacro::__private::throughput_of(
                        &::perfmacro::__private::setup(|| vec![1]),
                        |input| Bytes(input.len()),
                    )
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "sum",
                    function: "sum",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        throughput: ::perfmacro::__private::ThroughputSource::Input(
                            __perfmacro_throughput,
                        ),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_sum {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "sum",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn every_knob_of_criterion_is_passed_on() {
    check(
        quote!(
            group = "parsers",
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
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(());
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        group: ::perfmacro::__private::Option::Some("parsers"),
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
                            ..::perfmacro::__private::Sampling::DEFAULT
                        },
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "tick",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_relative_crate_path_is_found_from_the_test_module_too() {
    check(
        quote!(crate = reexports::perfmacro),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &reexports::perfmacro::__private::Case,
                ) -> reexports::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = reexports::perfmacro::__private::Shared::new(());
                    reexports::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: reexports::perfmacro::__private::Entry = reexports::perfmacro::__private::Entry {
                    module_path: reexports::perfmacro::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: reexports::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: reexports::perfmacro::__private::Location {
                        file: reexports::perfmacro::__private::file!(),
                        line: reexports::perfmacro::__private::line!(),
                        column: reexports::perfmacro::__private::column!(),
                    },
                    options: reexports::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: reexports::perfmacro::__private::is_optimized::<()>,
                };
                reexports::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[allow(unused_imports)]
                use super::*;
                #[reexports::perfmacro::__private::test]
                fn smoke() {
                    reexports::perfmacro::__private::enforce(
                        reexports::perfmacro::__private::module_path!(),
                        "tick",
                        reexports::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn an_absolute_crate_path_is_the_same_everywhere() {
    check(
        quote!(crate = ::renamed),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::renamed::__private::Case,
                ) -> ::renamed::__private::Routine {
                    let mut __perfmacro_shared = ::renamed::__private::Shared::new(());
                    ::renamed::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: ::renamed::__private::Entry = ::renamed::__private::Entry {
                    module_path: ::renamed::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: ::renamed::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::renamed::__private::Location {
                        file: ::renamed::__private::file!(),
                        line: ::renamed::__private::line!(),
                        column: ::renamed::__private::column!(),
                    },
                    options: ::renamed::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::renamed::__private::is_optimized::<()>,
                };
                ::renamed::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[::renamed::__private::test]
                fn smoke() {
                    ::renamed::__private::enforce(
                        ::renamed::__private::module_path!(),
                        "tick",
                        ::renamed::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn crate_as_a_path_is_the_same_everywhere() {
    check(
        quote!(crate = crate::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &crate::reexports::__private::Case,
                ) -> crate::reexports::__private::Routine {
                    let mut __perfmacro_shared = crate::reexports::__private::Shared::new(());
                    crate::reexports::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: crate::reexports::__private::Entry = crate::reexports::__private::Entry {
                    module_path: crate::reexports::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: crate::reexports::__private::option_env!("CARGO_PKG_NAME"),
                    location: crate::reexports::__private::Location {
                        file: crate::reexports::__private::file!(),
                        line: crate::reexports::__private::line!(),
                        column: crate::reexports::__private::column!(),
                    },
                    options: crate::reexports::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: crate::reexports::__private::is_optimized::<()>,
                };
                crate::reexports::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[allow(unused_imports)]
                use super::*;
                #[crate::reexports::__private::test]
                fn smoke() {
                    crate::reexports::__private::enforce(
                        crate::reexports::__private::module_path!(),
                        "tick",
                        crate::reexports::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_crate_path_from_self_moves_up_in_the_test_module() {
    check(
        quote!(crate = self::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &self::reexports::__private::Case,
                ) -> self::reexports::__private::Routine {
                    let mut __perfmacro_shared = self::reexports::__private::Shared::new(());
                    self::reexports::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: self::reexports::__private::Entry = self::reexports::__private::Entry {
                    module_path: self::reexports::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: self::reexports::__private::option_env!("CARGO_PKG_NAME"),
                    location: self::reexports::__private::Location {
                        file: self::reexports::__private::file!(),
                        line: self::reexports::__private::line!(),
                        column: self::reexports::__private::column!(),
                    },
                    options: self::reexports::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: self::reexports::__private::is_optimized::<()>,
                };
                self::reexports::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[allow(unused_imports)]
                use super::*;
                #[super::reexports::__private::test]
                fn smoke() {
                    super::reexports::__private::enforce(
                        super::reexports::__private::module_path!(),
                        "tick",
                        super::reexports::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_crate_path_from_super_moves_up_in_the_test_module() {
    check(
        quote!(crate = super::reexports),
        &quote!(
            fn tick() {}
        ),
        &expect![[r#"
            fn tick() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &super::reexports::__private::Case,
                ) -> super::reexports::__private::Routine {
                    let mut __perfmacro_shared = super::reexports::__private::Shared::new(());
                    super::reexports::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| tick())
                    })
                }
                static __PERFMACRO_ENTRY: super::reexports::__private::Entry = super::reexports::__private::Entry {
                    module_path: super::reexports::__private::module_path!(),
                    name: "tick",
                    function: "tick",
                    package: super::reexports::__private::option_env!("CARGO_PKG_NAME"),
                    location: super::reexports::__private::Location {
                        file: super::reexports::__private::file!(),
                        line: super::reexports::__private::line!(),
                        column: super::reexports::__private::column!(),
                    },
                    options: super::reexports::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: super::reexports::__private::is_optimized::<()>,
                };
                super::reexports::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_tick {
                #[allow(unused_imports)]
                use super::*;
                #[super::super::reexports::__private::test]
                fn smoke() {
                    super::super::reexports::__private::enforce(
                        super::super::reexports::__private::module_path!(),
                        "tick",
                        super::super::reexports::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_name_is_the_entrys_and_not_the_test_modules() {
    check(
        quote!(name = " parse short ", group = "parsers"),
        &quote!(
            fn parse() {}
        ),
        &expect![[r#"
            fn parse() {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(());
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| parse())
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "parse short",
                    function: "parse",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options {
                        group: ::perfmacro::__private::Option::Some("parsers"),
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_parse {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "parse short",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_raw_identifier_loses_its_prefix_where_it_is_text() {
    check(
        quote!(),
        &quote!(
            fn r#type(r#match: &str) {}
        ),
        &expect![[r#"
            fn r#type(r#match: &str) {}
            const _: () = {
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(
                        ::perfmacro::__private::generate::<str>(__perfmacro_case, 0u64),
                    );
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(
                                __perfmacro_iterations,
                                __perfmacro_stopwatch,
                                |__perfmacro_input| { r#type(&*__perfmacro_input) },
                            )
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "type",
                    function: "type",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_type {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "type",
                        ::perfmacro::__private::Selection::Smoke,
                    );
                }
            }
        "#]],
    );
}

#[test]
fn a_call_to_a_deprecated_function_is_allowed() {
    check(
        quote!(),
        &quote!(
            #[deprecated]
            fn old() {}
        ),
        &expect![[r##"
            #[deprecated]
            fn old() {}
            const _: () = {
                #[allow(deprecated)]
                fn __perfmacro_start(
                    __perfmacro_case: &::perfmacro::__private::Case,
                ) -> ::perfmacro::__private::Routine {
                    let mut __perfmacro_shared = ::perfmacro::__private::Shared::new(());
                    ::perfmacro::__private::Box::new(move |
                        __perfmacro_iterations,
                        __perfmacro_stopwatch|
                    {
                        __perfmacro_shared
                            .run(__perfmacro_iterations, __perfmacro_stopwatch, |_| old())
                    })
                }
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "old",
                    function: "old",
                    package: ::perfmacro::__private::option_env!("CARGO_PKG_NAME"),
                    location: ::perfmacro::__private::Location {
                        file: ::perfmacro::__private::file!(),
                        line: ::perfmacro::__private::line!(),
                        column: ::perfmacro::__private::column!(),
                    },
                    options: ::perfmacro::__private::Options::DEFAULT,
                    start: __perfmacro_start,
                    is_optimized: ::perfmacro::__private::is_optimized::<()>,
                };
                ::perfmacro::__private::submit! {
                    __PERFMACRO_ENTRY
                }
            };
            #[cfg(test)]
            mod perf_old {
                #[::perfmacro::__private::test]
                fn smoke() {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "old",
                        ::perfmacro::__private::Selection::Smoke,
                    );
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
        ::core::compile_error! {
            "unknown option `traget`: did you mean `target`? expected one of `sizes`, `setup`, `seed`, `throughput`, `target`, `name`, `group`, `crate`, `sample_size`, `warm_up_time`, `measurement_time`, `nresamples`, `confidence_level`, `significance_level`, `noise_threshold`, `sampling_mode`"
        }
        ::core::compile_error! {
            "`sizes` is empty: give at least one size, as in `sizes = [10, 100, 1000]`"
        }
        ::core::compile_error! {
            "unknown unit `parsec`: expected one of `ns`, `us`, `µs`, `ms`, `s`, `min`"
        }
    "#]].assert_eq(&prettyplease::unparse(&errors));
}
