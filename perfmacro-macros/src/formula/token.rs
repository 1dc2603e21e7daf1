//! The words of a formula.

use std::ops::Range;

use super::{Fallible, Mistake};
use crate::decimal;

/// The size.
pub(super) const SIZE: &str = "n";
pub(super) const LOG2: &str = "log2";
pub(super) const SQRT: &str = "sqrt";

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number,
    /// A number and a word behind it that means nothing by itself.
    Quantity,
    Word,
    Symbol(char),
}

#[derive(Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

/// Everything in `text` but the space.
pub(super) fn tokens<E>(text: &str) -> Fallible<Vec<Token>, E> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (number, behind) = decimal::split(rest);
        let (kind, behind) = if !number.is_empty() {
            match word(behind.trim_start()) {
                ("" | SIZE | LOG2 | SQRT, _) => (Kind::Number, behind),
                (_, behind) => (Kind::Quantity, behind),
            }
        } else if first.is_alphabetic() {
            (Kind::Word, word(rest).1)
        } else if "+*/^()-".contains(first) {
            (Kind::Symbol(first), &rest[first.len_utf8()..])
        } else {
            return Err((start..start + first.len_utf8(), Mistake::Character(first)));
        };
        let at = start..text.len() - behind.len();
        tokens.push(Token { kind, at });
        rest = behind.trim_start();
    }
    Ok(tokens)
}

/// The word at the beginning of `text`, empty if there is none, and what is behind it.
fn word(text: &str) -> (&str, &str) {
    let length = if text.starts_with(char::is_alphabetic) {
        text.find(|character: char| !(character.is_alphabetic() || character.is_ascii_digit()))
            .unwrap_or(text.len())
    } else {
        0
    };
    text.split_at(length)
}
