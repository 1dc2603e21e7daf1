//! Sources with a `$` where the attribute stands, and the block around it.

use super::blocks::{Block, Blocks};

/// The block at the `$` of `marked`.
#[track_caller]
fn check(marked: &str, expected: Option<Block>) {
    let (before, after) = marked.split_once('$').expect("a mark");
    let source = format!("{before}#{after}");
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column = last.chars().count() + 1;
    assert_eq!(Blocks::of(&source).at(line, column), expected, "{marked}");
}

fn is_impl(marked: &str) {
    check(marked, Some(Block::Impl));
}

fn is_trait(marked: &str) {
    check(marked, Some(Block::Trait));
}

fn is_neither(marked: &str) {
    check(marked, None);
}

#[test]
fn an_impl_is_one_in_every_form() {
    is_impl("impl Parser { $[perf_bench] fn new() {} }");
    is_impl("struct A;\nimpl A {\n    fn a() {}\n\n    $[perf_bench]\n    fn b() {}\n}\n");
    is_impl("unsafe impl Parse for A { $");
    is_impl("default impl<T> Parse for T { $");
    is_impl("impl const Parse for A { $");
    is_impl("#[cfg(all())] #[doc = \"{\"] impl A { $");
    is_impl("impl !Send for A { $");
    is_impl("impl<T> A<T> where T: Fn(u8) -> u8 { $");
    is_impl("impl Parse for fn(u8) -> u8 { $");
    is_impl("impl Parse for [u8; { 1 + 1 }] { $");
    is_impl("const _: () = { impl A { $ } };");
    is_impl("mod a { pub mod b { impl A { $ } } }");
    is_impl("fn f() { struct A; impl A { $ } }");
    is_impl("let a = if b { 1 } else { 2 }; impl A { $");
    is_impl("fn f() {} impl A { $");
    is_impl("use a::{b, c}; impl A { $");
    is_impl("m!(); impl A { $");
    is_impl("m! {} impl A { $");
    is_impl("vec![a, b]; impl A { const B: u8 = { 1 }; $");
    is_impl("impl A { #[cfg_attr(all(), $perf_bench)] fn f() {} }");
}

#[test]
fn a_trait_is_one_in_every_form() {
    is_trait("trait Parse { $");
    is_trait("pub(in a::b) unsafe trait Parse: Sized + Into<u8> { fn a(); $");
    is_trait("pub auto trait Parse { $");
    is_trait("trait Parse<const N: usize = { 1 }> where Self: Sized { $");
}

#[test]
fn whatever_is_around_the_innermost_braces_does_not_count() {
    is_neither("impl A { fn f() { $ } }");
    is_neither("impl A { fn f() { loop { let x = || { $");
    is_neither("impl A { const B: u8 = { $");
    is_neither("trait A { fn f() { mod b { $");
    is_neither("impl A {} $");
    is_neither("impl A { fn f() {} } mod b { $");
    is_neither("$ impl A {}");
    is_neither("$");
    is_neither("mod impls { $");
    is_neither("} } $");
}

#[test]
fn an_impl_in_a_type_is_no_block() {
    is_neither("fn f(x: impl Fn()) { $");
    is_neither("fn f() -> impl Fn() -> u8 { $");
    is_neither("fn f() -> A<{ 1 }, impl Fn()> where u8: Copy { $");
    is_neither("pub(crate) async unsafe fn f() -> Box<dyn A + '_> { $");
    is_neither("pub const fn f(x: &impl A) { $");
    is_neither("extern \"C\" { $");
    is_neither("struct A<F = impl B> { $");
    is_neither("let r#impl = r#impl { $");
    is_neither("r#impl { $");
    is_neither("type A = impl B; mod c { $");
}

#[test]
fn a_constant_in_angles_is_part_of_the_header() {
    is_impl("impl A<{ 1 > 2 }> { $");
    is_impl("impl<const N: usize> Parse<{ N + 1 }> for A<{ [(); 1].len() }, u8> { $");
    is_impl("impl<F: Fn() -> A<B<u8>>> Parse<{ 1 }> for F { $");
    is_neither("impl A<{ $ }> {}");
}

#[test]
fn inside_a_macro_nothing_is_told() {
    is_neither("macro_rules! m { () => { impl A { $ } } }");
    is_neither("macro_rules! m ( () => { impl A { $ } } );");
    is_neither("macro m($a:ident) { impl A { $ } }");
    is_neither("m! { impl A { $ } }");
    is_neither("a::m!(impl A { $ });");
    is_neither("impl A { m! { $ } }");
    is_neither("cfg_if! { if #[cfg(a)] { impl A { $ } } }");
    is_impl("macro_rules! m { () => { impl A {} } } impl A { $ }");
    is_impl("fn f() { if !(a) { impl A { $ } } }");
}

#[test]
fn comments_are_not_code() {
    is_impl("impl A { // }\n $");
    is_impl("impl A { /* } /* } */ } */ $");
    is_impl("/// impl B {\nimpl A { //! }\n /** } */ $");
    is_impl("impl /* for { */ A // {\n { $");
    is_neither("// impl A {\n $");
    is_neither("/* impl A { */ $");
    is_neither("/* /* */ impl A { */ $");
}

#[test]
fn literals_are_not_code() {
    is_impl(r#"impl A { const B: &str = "}\"}\\"; $"#);
    is_impl(r##"impl A { const B: &str = r"}\"; const C: &str = r#"}"}"#; $"##);
    is_impl(r##"impl A { const B: &[u8] = b"}\""; const C: &[u8] = br#"}"}"#; $"##);
    is_impl(r###"impl A { const B: &CStr = c"}\""; const C: &CStr = cr##"}"#}"##; $"###);
    is_impl(r"impl A { const B: [char; 5] = ['}', '\'', '\\', '\u{7d}', '{']; $");
    is_impl(r"impl A { const B: [u8; 3] = [b'}', b'\'', b'\\']; $");
    is_impl("impl A { const B: &str = \"}\n}\"; $");
    is_impl("impl A { const B: f64 = 1.5e-3 + 0x1f as f64; const C: u8 = 1u8; $");
    is_neither("const B: &str = \"impl A {\"; $");
}

#[test]
fn lifetimes_are_not_characters() {
    is_impl("impl<'a> A<'a> { $");
    is_impl("impl<'a, 'b: 'a> A<'a, 'b> for &'static str { fn f<'c>(&'c self) { 'd: loop {} } $");
    is_impl("impl A<'_> { const B: char = 'a'; const C: &'static str = \"\"; $");
}

#[test]
fn columns_are_in_characters() {
    is_impl("impl Größe { const Ä: &str = \"größer, 大きい\"; $");
    is_neither("impl Größe { const Ä: &str = \"größer, 大きい\"; } $");
    is_neither("\u{feff}impl A {}\r\n\tmod b { $");
    is_impl("#!/usr/bin/env run {\"\nimpl A {\r\n\t$");
    is_impl("#![allow(unused)] impl A { $");
}

#[test]
fn the_braces_themselves_are_outside() {
    let blocks = Blocks::of("impl A {}");
    assert_eq!(blocks.at(1, 8), None);
    assert_eq!(blocks.at(1, 9), Some(Block::Impl));
    assert_eq!(blocks.at(1, 10), None);
    assert_eq!(blocks.at(7, 1), None);
}
