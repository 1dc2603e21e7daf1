//! Tokens as people write them, and names made of them.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Ident, Type};

/// The tokens with space only where rustfmt leaves some: `Vec<u8>`, `(u8, String)`, `&mut [T; 4]`.
pub(crate) fn compact(tokens: impl ToTokens) -> String {
    let mut text = String::new();
    write(&mut text, tokens.to_token_stream());
    text
}

fn write(text: &mut String, tokens: TokenStream) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                if ["mut", "const", "dyn"]
                    .iter()
                    .any(|word| text.ends_with(word))
                {
                    text.push(' ');
                }
                text.push_str(open);
                write(text, group.stream());
                text.push_str(close);
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' | ';' => {
                    text.push(punct.as_char());
                    if tokens.peek().is_some() {
                        text.push(' ');
                    }
                }
                '+' | '=' => {
                    text.push(' ');
                    text.push(punct.as_char());
                    text.push(' ');
                }
                '-' if punct.spacing() == Spacing::Joint => text.push_str(" -"),
                '>' if text.ends_with(" -") => text.push_str("> "),
                other => text.push(other),
            },
            word => {
                let word = word.to_string();
                if text.ends_with(|last: char| last.is_alphanumeric() || last == '_') {
                    text.push(' ');
                }
                text.push_str(&word);
            }
        }
    }
}

/// The letters, digits and underscores of a text, with one underscore for whatever is between: a part of a
/// name.
pub(crate) fn name_part(text: &str) -> String {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// The same of a type: `u64`, `slice_u8` for `[u8]`, `ref_str` for `&str`, so that a type and a slice of it have
/// two names.
pub(crate) fn type_name_part(written: &Type) -> String {
    let kind = match written {
        Type::Slice(_) => "slice_",
        Type::Reference(_) => "ref_",
        Type::Ptr(_) => "pointer_",
        _ => "",
    };
    let text = name_part(&compact(written).replace("'static", ""));
    format!("{kind}{text}")
}

/// A name of the parts, with `kind` before it where it would be none by itself: a number, or a keyword.
pub(crate) fn identifier(parts: &[String], kind: &str) -> String {
    let name = parts.join("_");
    if syn::parse_str::<Ident>(&name).is_ok() {
        name
    } else {
        format!("{kind}_{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn tokens_read_as_they_are_written() {
        for (tokens, expected) in [
            (quote!(Vec<u8>), "Vec<u8>"),
            (quote!((u8, String)), "(u8, String)"),
            (quote!(&'static mut [T; 4]), "&'static mut [T; 4]"),
            (
                quote!(Box<dyn Fn(u8) -> u8 + Send>),
                "Box<dyn Fn(u8) -> u8 + Send>",
            ),
            (
                quote!(std::collections::HashMap<K, V>),
                "std::collections::HashMap<K, V>",
            ),
            (quote!({ 1 }), "{1}"),
        ] {
            assert_eq!(compact(tokens), expected);
        }
    }

    #[test]
    fn names_are_identifiers() {
        assert_eq!(name_part("& [u8; 4]"), "u8_4");
        assert_eq!(name_part("a short one!"), "a_short_one");
        let type_part = |tokens| type_name_part(&syn::parse2(tokens).expect("a type"));
        assert_eq!(type_part(quote!(&'static [u8])), "ref_u8");
        assert_eq!(type_part(quote!([u8])), "slice_u8");
        assert_eq!(type_part(quote!(Vec<[u8; 2]>)), "Vec_u8_2");
        let name = |parts: &[&str]| {
            let parts = parts.iter().map(|part| name_part(part)).collect::<Vec<_>>();
            identifier(&parts, "case")
        };
        assert_eq!(name(&["u64", "size_10"]), "u64_size_10");
        assert_eq!(name(&["10 items"]), "case_10_items");
        assert_eq!(name(&["match"]), "case_match");
        assert_eq!(name(&["?"]), "case_");
    }
}
