//! Methods: what stands for `Self`, and for what their `impl` block is generic over; and the defaults of modules.

use expect_test::expect;
use quote::quote;

use super::{Part, check};

#[test]
fn a_method_is_called_by_the_path_of_its_type() {
    check(
        Part::Whole,
        quote!(sample_size = 10),
        &quote!(
            /// Documented.
            impl<'a> Parser<'a> {
                const LIMIT: usize = 1;

                /// Measured.
                #[inline]
                #[perf_bench(target = "1us", setup = Self::sample)]
                pub(crate) fn parse(&self, input: &str) -> Ast<'a> {
                    self.inner(input)
                }

                fn unmeasured() -> Self {
                    Self
                }
            }
        ),
        &expect![[r#"
            /// Documented.
            impl<'a> Parser<'a> {
                const LIMIT: usize = 1;
                /// Measured.
                #[inline]
                pub(crate) fn parse(&self, input: &str) -> Ast<'a> {
                    self.inner(input)
                }
                fn unmeasured() -> Self {
                    Self
                }
            }
            const _: () = {
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "Parser::parse",
                    test_module: "perf_Parser_parse",
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
                        sampling: ::perfmacro::__private::Sampling {
                            sample_size: ::perfmacro::__private::Option::Some(10),
                            ..::perfmacro::__private::Sampling::DEFAULT
                        },
                        ..::perfmacro::__private::Options::DEFAULT
                    },
                    variants: &[
                        {
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::shared(
                                    ::perfmacro::__private::Lent({
                                        let __perfmacro_setup: fn() -> (_, _) = Parser::<'_>::sample;
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
                                                    <Parser<
                                                        '_,
                                                    >>::parse(
                                                        __perfmacro_loan_0.__perfmacro_lend(),
                                                        __perfmacro_loan_1.__perfmacro_lend(),
                                                    )
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
            #[allow(non_snake_case)]
            mod perf_Parser_parse {
                #[::perfmacro::__private::test]
                fn budget() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "Parser::parse",
                        ::perfmacro::__private::Test::of_case("budget", 0),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn receivers_take_their_inputs_as_parameters_do() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            impl Parser {
                #[perf_bench]
                fn shared(&self, other: &Self) {}
                #[perf_bench]
                fn exclusive(&mut self) -> &mut Self {}
                #[perf_bench]
                fn owned(self) {}
                #[perf_bench]
                fn typed(self: Box<Self>, others: Vec<Self>) {}
                #[perf_bench]
                fn associated(number: u64) -> u64 {}
            }
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent((
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, Parser, < _ as ::perfmacro::Input > ::generate,
                        ),
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 1u64, Parser, < _ as ::perfmacro::Input > ::generate,
                        ),
                    )),
                    |__perfmacro_input, __perfmacro_calls| {
                        __perfmacro_calls
                            .make(
                                __perfmacro_input,
                                |
                                    ::perfmacro::__private::Lent(
                                        (__perfmacro_input_0, __perfmacro_input_1),
                                    )|
                                {
                                    let __perfmacro_input_0 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_0,
                                    );
                                    let __perfmacro_input_1 = ::perfmacro::__private::black_box(
                                        __perfmacro_input_1,
                                    );
                                    <Parser>::shared(&*__perfmacro_input_0, &*__perfmacro_input_1)
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
                        ::perfmacro::__private::generated!(
                            __perfmacro_case, 0u64, Parser, < _ as ::perfmacro::Input > ::generate,
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
                                    <Parser>::exclusive(&mut *__perfmacro_input)
                                },
                            );
                    },
                )
            }
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::owned!(
                            ::perfmacro::__private::generated!(__perfmacro_case, 0u64, Parser, < _ as
                            ::perfmacro::Input > ::generate,)
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |__perfmacro_input| <Parser>::owned(
                                    __perfmacro_input.__perfmacro_take(),
                                ),
                            );
                    },
                )
            }
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        let (__perfmacro_input_0, __perfmacro_input_1) = (
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 0u64, Box < Parser >, < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                            ::perfmacro::__private::generated!(
                                __perfmacro_case, 1u64, Vec < Parser >, < _ as ::perfmacro::Input >
                                ::generate,
                            ),
                        );
                        (
                            ::perfmacro::__private::owned!(__perfmacro_input_0),
                            (::perfmacro::__private::owned!(__perfmacro_input_1), ()),
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |(__perfmacro_input_0, (__perfmacro_input_1, ()))| <Parser>::typed(
                                    __perfmacro_input_0.__perfmacro_take(),
                                    __perfmacro_input_1.__perfmacro_take(),
                                ),
                            );
                    },
                )
            }
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::calls(
                    __perfmacro_case,
                    ::perfmacro::__private::routine::alone,
                    |__perfmacro_case, __perfmacro_context| {
                        ::perfmacro::__private::owned!(
                            ::perfmacro::__private::generated!(__perfmacro_case, 0u64, u64, < _ as
                            ::perfmacro::Input > ::generate,)
                        )
                    },
                    |__perfmacro_context, __perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls
                            .make_each(
                                __perfmacro_inputs,
                                |__perfmacro_input| <Parser>::associated(
                                    __perfmacro_input.__perfmacro_take(),
                                ),
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_trait_names_the_method_and_its_types_are_written_out() {
    check(
        Part::Whole,
        quote!(),
        &quote!(
            #[cfg(unix)]
            unsafe impl<T> Convert<T> for &[T] {
                type Input = Vec<T>;
                #[perf_bench(target = "1us", types = [u8], setup = |rng| (Self::default(), <Self::Input>::of(rng)))]
                #[cfg(windows)]
                fn convert(self, input: Self::Input) {}
            }
        ),
        &expect![[r##"
            #[cfg(unix)]
            unsafe impl<T> Convert<T> for &[T] {
                type Input = Vec<T>;
                #[cfg(windows)]
                fn convert(self, input: Self::Input) {}
            }
            #[cfg(unix)]
            #[cfg(windows)]
            const _: () = {
                type __PerfmacroType0_0 = u8;
                static __PERFMACRO_ENTRY: ::perfmacro::__private::Entry = ::perfmacro::__private::Entry {
                    module_path: ::perfmacro::__private::module_path!(),
                    name: "<&[T] as Convert<T>>::convert",
                    test_module: "perf_ref_slice_T_Convert_T_convert",
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
                            #[allow(deprecated)]
                            fn __perfmacro_start(
                                __perfmacro_case: &::perfmacro::__private::Case,
                            ) -> ::perfmacro::__private::Routine {
                                ::perfmacro::__private::routine::calls(
                                    __perfmacro_case,
                                    ::perfmacro::__private::routine::alone,
                                    |__perfmacro_case, __perfmacro_context| {
                                        let (__perfmacro_input_0, __perfmacro_input_1) = {
                                            let __perfmacro_setup: fn(
                                                &mut ::perfmacro::Rng,
                                            ) -> (_, _) = |rng| (<&[T]>::default(), <Vec<T>>::of(rng));
                                            __perfmacro_setup(
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
                                                    <&[T] as Convert<
                                                        T,
                                                    >>::convert(
                                                        __perfmacro_loan_0.__perfmacro_lend(),
                                                        __perfmacro_input_1.__perfmacro_take(),
                                                    )
                                                },
                                            );
                                    },
                                )
                            }
                            ::perfmacro::__private::Variant::new(__perfmacro_start).generics("u8")
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
            #[cfg(windows)]
            #[cfg(test)]
            #[allow(non_snake_case)]
            mod perf_ref_slice_T_Convert_T_convert {
                #[::perfmacro::__private::test]
                fn u8() -> ::perfmacro::__private::Enforced {
                    ::perfmacro::__private::enforce(
                        ::perfmacro::__private::module_path!(),
                        "<&[T] as Convert<T>>::convert",
                        ::perfmacro::__private::Test::of_case("u8", 0),
                    )
                }
            }
        "##]],
    );
}

#[test]
fn what_a_block_is_generic_over_is_chosen_or_left_to_a_setup() {
    check(
        Part::Functions,
        quote!(),
        &quote!(
            impl<T: Ord, const N: usize> Heap<T, N> {
                #[perf_bench(types = [u8], consts = [4])]
                fn push<const M: usize>(&mut self, values: [T; M]) {}
                #[perf_bench(setup = || Self::of([1]))]
                fn peek(&self) -> Option<&T> {}
            }
        ),
        &expect![[r#"
            fn __perfmacro_start(
                __perfmacro_case: &::perfmacro::__private::Case,
            ) -> ::perfmacro::__private::Routine {
                ::perfmacro::__private::routine::shared(
                    ::perfmacro::__private::Lent({
                        let __perfmacro_setup: fn() -> _ = || Heap::<_, _>::of([1]);
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
                                    <Heap<_, _>>::peek(__perfmacro_loan.__perfmacro_lend())
                                },
                            );
                    },
                )
            }
        "#]],
    );
}

#[test]
fn a_module_hands_its_options_to_the_attributes_inside() {
    check(
        Part::Whole,
        quote!(group = "hot", sizes = [10],),
        &quote!(
            pub mod hot {
                #[perf_bench]
                fn one(data: &[u8]) {}
                #[perfmacro::perf_bench(target = "1us")]
                fn two(data: &[u8]) {}
                mod inner {
                    #[perf_bench(sizes = [1])]
                    impl Parser {
                        #[perf_bench()]
                        fn parse(&self) {}
                    }
                }
                #[inline]
                fn unmeasured() {}
            }
        ),
        &expect![[r#"
            pub mod hot {
                #[perf_bench(__perfmacro_defaults(group = "hot", sizes = [10]))]
                fn one(data: &[u8]) {}
                #[perfmacro::perf_bench(
                    target = "1us",
                    __perfmacro_defaults(group = "hot", sizes = [10])
                )]
                fn two(data: &[u8]) {}
                mod inner {
                    #[perf_bench(sizes = [1], __perfmacro_defaults(group = "hot", sizes = [10]))]
                    impl Parser {
                        #[perf_bench(__perfmacro_defaults(group = "hot", sizes = [10]))]
                        fn parse(&self) {}
                    }
                }
                #[inline]
                fn unmeasured() {}
            }
        "#]],
    );
}

#[test]
fn defaults_that_mean_nothing_for_a_function_are_left_out() {
    check(
        Part::Entry,
        quote!(
            __perfmacro_defaults(
                sizes = [10],
                seed = 7,
                types = [u8],
                inputs = reuse,
                runtime = tokio,
                throughput = bytes,
                sample_size = 10
            ),
            sample_size = 20
        ),
        &quote!(
            fn tick() {}
        ),
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
                    sampling: ::perfmacro::__private::Sampling {
                        sample_size: ::perfmacro::__private::Option::Some(20),
                        ..::perfmacro::__private::Sampling::DEFAULT
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
