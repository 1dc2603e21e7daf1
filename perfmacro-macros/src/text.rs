//! Tokens as people write them, and names made of them.

use std::mem;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Ident;

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
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
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
pub(crate) fn type_name_part(written: impl ToTokens) -> String {
    let mut words = Vec::new();
    collect_words(&mut words, written.to_token_stream());
    words.join("_")
}

fn collect_words(words: &mut Vec<String>, tokens: TokenStream) {
    let mut is_lifetime = false;
    for token in tokens {
        let was_lifetime = mem::take(&mut is_lifetime);
        match token {
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Bracket {
                    let is_end = |token: TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
                    let is_array = group.stream().into_iter().any(is_end);
                    words.push(if is_array { "array" } else { "slice" }.to_owned());
                }
                collect_words(words, group.stream());
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '&' => words.push("ref".to_owned()),
                '*' => words.push("pointer".to_owned()),
                other => is_lifetime = other == '\'',
            },
            _ if was_lifetime => {}
            word => {
                let word = word.to_string();
                words.push(name_part(word.strip_prefix("r#").unwrap_or(&word)));
            }
        }
    }
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
        assert_eq!(type_name_part(quote!(&'static [u8])), "ref_slice_u8");
        assert_eq!(
            type_name_part(quote!(From<&mut String>)),
            "From_ref_mut_String"
        );
        assert_eq!(type_name_part(quote!(Vec<[r#u8; 2]>)), "Vec_array_u8_2");
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
