//! What the derive expands to, one snapshot per shape of a type.
//!
//! `UPDATE_EXPECT=1 cargo test -p perfmacro-macros --features active` writes them anew.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the snapshots"
)]

use expect_test::{Expect, expect};
use proc_macro2::TokenStream;
use quote::quote;

use crate::entry_point;

fn check(item: TokenStream, expected: &Expect) {
    let expansion = entry_point::derive_input(item);
    let file = syn::parse2::<syn::File>(expansion).expect("an expansion is a list of items");
    expected.assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn a_struct_is_generated_field_by_field() {
    check(
        quote!(
            /// Documented.
            #[repr(C)]
            pub struct Packet {
                id: u32,
                #[input(size = 4 * 4)]
                r#type: String,
                #[input(with = checksum)]
                checksum: u32,
                #[input(with = |_, rng| rng.bool(), size = 0)]
                is_last: bool,
                #[input(default)]
                cache: Cell<Option<u32>>,
            }
        ),
        &expect![[r#"
            #[automatically_derived]
            impl ::perfmacro::Input for Packet {
                fn generate(
                    __perfmacro_size: ::perfmacro::__private::usize,
                    __perfmacro_rng: &mut ::perfmacro::Rng,
                ) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self {
                            id: <_ as ::perfmacro::Input>::generate(
                                __perfmacro_size,
                                __perfmacro_rng,
                            ),
                            r#type: <_ as ::perfmacro::Input>::generate(4 * 4, __perfmacro_rng),
                            checksum: {
                                let __perfmacro_with: fn(
                                    ::perfmacro::__private::usize,
                                    &mut ::perfmacro::Rng,
                                ) -> u32 = checksum;
                                __perfmacro_with(__perfmacro_size, __perfmacro_rng)
                            },
                            is_last: {
                                let __perfmacro_with: fn(
                                    ::perfmacro::__private::usize,
                                    &mut ::perfmacro::Rng,
                                ) -> bool = |_, rng| rng.bool();
                                __perfmacro_with(0, __perfmacro_rng)
                            },
                            cache: <_ as ::perfmacro::__private::Default>::default(),
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut ::perfmacro::Rng) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self {
                            id: <_ as ::perfmacro::Input>::generate_element(__perfmacro_rng),
                            r#type: <_ as ::perfmacro::Input>::generate(4 * 4, __perfmacro_rng),
                            checksum: {
                                let __perfmacro_with: fn(
                                    ::perfmacro::__private::usize,
                                    &mut ::perfmacro::Rng,
                                ) -> u32 = checksum;
                                __perfmacro_with(::perfmacro::input::ELEMENT_SIZE, __perfmacro_rng)
                            },
                            is_last: {
                                let __perfmacro_with: fn(
                                    ::perfmacro::__private::usize,
                                    &mut ::perfmacro::Rng,
                                ) -> bool = |_, rng| rng.bool();
                                __perfmacro_with(0, __perfmacro_rng)
                            },
                            cache: <_ as ::perfmacro::__private::Default>::default(),
                        },
                    )
                }
            }
        "#]],
    );
}

#[test]
fn parameters_need_an_input_each() {
    check(
        quote!(
            struct Pair<'a, T: ?Sized + 'a = u8, U = Vec<T>, const N: usize = 1>(
                Cow<'a, T>,
                [U; N],
            )
            where
                U: Clone;
        ),
        &expect![[r#"
            #[automatically_derived]
            impl<'a, T: ?Sized + 'a, U, const N: usize> ::perfmacro::Input for Pair<'a, T, U, N>
            where
                U: Clone,
                T: ::perfmacro::Input,
                U: ::perfmacro::Input,
            {
                fn generate(
                    __perfmacro_size: ::perfmacro::__private::usize,
                    __perfmacro_rng: &mut ::perfmacro::Rng,
                ) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self {
                            0: <_ as ::perfmacro::Input>::generate(
                                __perfmacro_size,
                                __perfmacro_rng,
                            ),
                            1: <_ as ::perfmacro::Input>::generate(__perfmacro_size, __perfmacro_rng),
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut ::perfmacro::Rng) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self {
                            0: <_ as ::perfmacro::Input>::generate_element(__perfmacro_rng),
                            1: <_ as ::perfmacro::Input>::generate_element(__perfmacro_rng),
                        },
                    )
                }
            }
        "#]],
    );
}

#[test]
fn variants_that_end_come_first() {
    check(
        quote!(
            enum Json {
                Object(BTreeMap<String, Json>),
                #[input(skip)]
                Raw(&'static str),
                Number {
                    value: f64,
                },
                Other(Other),
                Null,
            }
        ),
        &expect![[r#"
            #[automatically_derived]
            impl ::perfmacro::Input for Json {
                fn generate(
                    __perfmacro_size: ::perfmacro::__private::usize,
                    __perfmacro_rng: &mut ::perfmacro::Rng,
                ) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = if ::perfmacro::Rng::is_deep(__perfmacro_rng) {
                                2
                            } else {
                                4
                            };
                            match ::perfmacro::Rng::below(__perfmacro_rng, __perfmacro_choices) {
                                0 => {
                                    Self::Number {
                                        value: <_ as ::perfmacro::Input>::generate(
                                            __perfmacro_size,
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                1 => Self::Null {},
                                2 => {
                                    Self::Other {
                                        0: <_ as ::perfmacro::Input>::generate(
                                            __perfmacro_size,
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                _ => {
                                    Self::Object {
                                        0: <_ as ::perfmacro::Input>::generate(
                                            __perfmacro_size,
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                            }
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut ::perfmacro::Rng) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = if ::perfmacro::Rng::is_deep(__perfmacro_rng) {
                                2
                            } else {
                                4
                            };
                            match ::perfmacro::Rng::below(__perfmacro_rng, __perfmacro_choices) {
                                0 => {
                                    Self::Number {
                                        value: <_ as ::perfmacro::Input>::generate_element(
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                1 => Self::Null {},
                                2 => {
                                    Self::Other {
                                        0: <_ as ::perfmacro::Input>::generate_element(
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                _ => {
                                    Self::Object {
                                        0: <_ as ::perfmacro::Input>::generate_element(
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                            }
                        },
                    )
                }
            }
        "#]],
    );
}

#[test]
fn an_enum_that_is_not_recursive_has_one_choice() {
    check(
        quote!(
            #[input(crate = reexports::perfmacro)]
            enum Direction {
                #[deprecated]
                Left,
                Right,
            }
        ),
        &expect![[r#"
            #[allow(deprecated)]
            #[automatically_derived]
            impl reexports::perfmacro::Input for Direction {
                fn generate(
                    __perfmacro_size: reexports::perfmacro::__private::usize,
                    __perfmacro_rng: &mut reexports::perfmacro::Rng,
                ) -> Self {
                    reexports::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = 2;
                            match reexports::perfmacro::Rng::below(
                                __perfmacro_rng,
                                __perfmacro_choices,
                            ) {
                                0 => Self::Left {},
                                _ => Self::Right {},
                            }
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut reexports::perfmacro::Rng) -> Self {
                    reexports::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = 2;
                            match reexports::perfmacro::Rng::below(
                                __perfmacro_rng,
                                __perfmacro_choices,
                            ) {
                                0 => Self::Left {},
                                _ => Self::Right {},
                            }
                        },
                    )
                }
            }
        "#]],
    );
}

#[test]
fn one_variant_is_no_choice() {
    check(
        quote!(
            enum Only {
                It(u8),
                #[input(skip)]
                Never,
            }
        ),
        &expect![[r#"
            #[automatically_derived]
            impl ::perfmacro::Input for Only {
                fn generate(
                    __perfmacro_size: ::perfmacro::__private::usize,
                    __perfmacro_rng: &mut ::perfmacro::Rng,
                ) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self::It {
                            0: <_ as ::perfmacro::Input>::generate(__perfmacro_size, __perfmacro_rng),
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut ::perfmacro::Rng) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| Self::It {
                            0: <_ as ::perfmacro::Input>::generate_element(__perfmacro_rng),
                        },
                    )
                }
            }
        "#]],
    );
}

#[test]
fn an_enum_without_an_end_may_be_any_variant() {
    check(
        quote!(
            enum Tree {
                One(Vec<Tree>),
                Two(Option<Box<Self>>),
            }
        ),
        &expect![[r#"
            #[automatically_derived]
            impl ::perfmacro::Input for Tree {
                fn generate(
                    __perfmacro_size: ::perfmacro::__private::usize,
                    __perfmacro_rng: &mut ::perfmacro::Rng,
                ) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = 2;
                            match ::perfmacro::Rng::below(__perfmacro_rng, __perfmacro_choices) {
                                0 => {
                                    Self::One {
                                        0: <_ as ::perfmacro::Input>::generate(
                                            __perfmacro_size,
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                _ => {
                                    Self::Two {
                                        0: <_ as ::perfmacro::Input>::generate(
                                            __perfmacro_size,
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                            }
                        },
                    )
                }
                fn generate_element(__perfmacro_rng: &mut ::perfmacro::Rng) -> Self {
                    ::perfmacro::Rng::nested(
                        __perfmacro_rng,
                        |__perfmacro_rng| {
                            let __perfmacro_choices = 2;
                            match ::perfmacro::Rng::below(__perfmacro_rng, __perfmacro_choices) {
                                0 => {
                                    Self::One {
                                        0: <_ as ::perfmacro::Input>::generate_element(
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                                _ => {
                                    Self::Two {
                                        0: <_ as ::perfmacro::Input>::generate_element(
                                            __perfmacro_rng,
                                        ),
                                    }
                                }
                            }
                        },
                    )
                }
            }
        "#]],
    );
}
