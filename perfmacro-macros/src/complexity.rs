//! The class of growth that `complexity` bounds: `"O(n log n)"`, `"O(n^1.5)"`.
//!
//! ```text
//! class   = "O" "(" product ")"
//! product = factor { [ "*" ] factor }
//! factor  = "1" | base [ "^" number ]
//! base    = "n" | log | log "(" "n" ")" | "sqrt" "(" "n" ")"
//! log     = ( "log" | "log2" ) , with "n" behind it where it has no parentheses
//! ```
//!
//! Input: the string. Output: the powers of the size and of its logarithm. A class has no constants and is no sum,
//! because none of these says how anything grows.

use std::fmt;

use crate::decimal;

/// `n^power * log(n)^log_power`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Class {
    pub(crate) power: f64,
    pub(crate) log_power: f64,
}

/// What is wrong with a class. A `String` is what was written, or what there is in place of what is due.
#[derive(Debug, PartialEq)]
pub(crate) enum ComplexityError {
    /// A product without `O()` around it.
    Bare(String),
    /// Not `O(..)` at all.
    Form,
    /// Another letter than `O`, and the class with it.
    Letter(String, String),
    /// `n²`, and the number that is meant.
    Superscript(char, u32),
    /// `2^n`, `n!`, `n^n`.
    Exponential(String),
    /// A word that is neither `n` nor a function.
    Name(String),
    /// Another logarithm than `log`.
    Logarithm(String),
    /// A function of something other than `n`.
    Argument(&'static str),
    /// The power of a function, between its name and `n`.
    Misplaced(&'static str),
    /// A number that multiplies.
    Constant(String),
    /// More than one term.
    Sum,
    /// Growth is not divided.
    Division,
    /// `^` in front of something other than a number.
    Exponent(String),
    /// `^` behind a number.
    Base,
    /// No factor where one is due.
    Factor(String),
}

impl fmt::Display for ComplexityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare(written) => write!(formatter, "write `O({written})`"),
            Self::Form => write!(
                formatter,
                "a class of growth is written as in \"O(n log n)\": `O`, and in parentheses how much more a \
                 larger size costs"
            ),
            Self::Letter(letter, meant) => write!(
                formatter,
                "`{letter}` is not the upper bound that is enforced: write `{meant}`"
            ),
            Self::Superscript(written, power) => write!(
                formatter,
                "unexpected `{written}`: powers are written with `^`, as in `n^{power}`"
            ),
            Self::Exponential(written) => write!(
                formatter,
                "`{written}` grows faster than any sizes can show: write a power of `n`, as in `O(n^3)`"
            ),
            Self::Name(written) => write!(
                formatter,
                "unknown name `{written}`: a class is made of `n` (the size), `log n` and `sqrt(n)`, as in \
                 `O(n log n)`"
            ),
            Self::Logarithm(written) => write!(
                formatter,
                "unknown name `{written}`: all logarithms grow in the same way, so write `log`, as in `O(n log n)`"
            ),
            Self::Argument(function) => write!(
                formatter,
                "`{function}` is of the size and nothing else: write `{function}(n)`"
            ),
            Self::Misplaced(function) => write!(
                formatter,
                "the power of a function stands behind it: write `{function}(n)^2`"
            ),
            Self::Constant(written) => write!(
                formatter,
                "`{written}` says nothing of how a call grows: leave it out, as in `O(n)`; what a call takes is \
                 bounded by `target` and counts"
            ),
            Self::Sum => write!(
                formatter,
                "a class has one term: write the one that grows fastest alone, as in `O(n^2)`"
            ),
            Self::Division => write!(
                formatter,
                "a class is a product: write one without `/`, as in `O(n)`"
            ),
            Self::Exponent(found) => write!(
                formatter,
                "expected a number behind `^`, found {found}: write `n^2` or `n^1.5`"
            ),
            Self::Base => write!(
                formatter,
                "`1` takes no `^`: only `n`, `log(n)` and `sqrt(n)` do, as in `n^2`"
            ),
            Self::Factor(found) => write!(
                formatter,
                "expected `1`, `n`, `log n` or `sqrt(n)`, found {found}"
            ),
        }
    }
}

/// The class that `text` says.
pub(crate) fn parse(text: &str) -> Result<Class, ComplexityError> {
    let text = text.trim();
    let Some((letter, rest)) = text
        .split_once('(')
        .map(|(letter, rest)| (letter.trim_end(), rest.trim_end()))
        .filter(|(letter, _)| letter.chars().count() == 1 && *letter != "n")
    else {
        return Err(match product(text) {
            Ok(_) => ComplexityError::Bare(text.to_owned()),
            Err(_) => ComplexityError::Form,
        });
    };
    let Some(inner) = rest.strip_suffix(')') else {
        return Err(match product(rest) {
            Ok(_) => ComplexityError::Bare(rest.to_owned()),
            Err(_) => ComplexityError::Form,
        });
    };
    match letter {
        "O" => product(inner),
        "o" | "0" | "Θ" | "θ" | "Ω" | "ω" => Err(ComplexityError::Letter(
            letter.to_owned(),
            format!("O({inner})"),
        )),
        _ => Err(ComplexityError::Form),
    }
}

const SIZE: &str = "n";
const SQRT: &str = "sqrt";
const LOG: &str = "log";

fn product(text: &str) -> Result<Class, ComplexityError> {
    let mut words = Words { rest: text };
    let mut class = Class {
        power: 0.0,
        log_power: 0.0,
    };
    loop {
        let factor = words.factor()?;
        class.power += factor.power;
        class.log_power += factor.log_power;
        match words.peek() {
            Word::End => return Ok(class),
            Word::Symbol('*') => words.pass(),
            Word::Symbol('+' | '-') => return Err(ComplexityError::Sum),
            Word::Symbol('/') => return Err(ComplexityError::Division),
            _ => {}
        }
    }
}

/// A class on its way from text.
struct Words<'a> {
    rest: &'a str,
}

#[derive(Clone, Copy, PartialEq)]
enum Word<'a> {
    Name(&'a str),
    Number(&'a str),
    Symbol(char),
    End,
}

impl fmt::Display for Word<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Word::Name(text) | Word::Number(text) => write!(formatter, "`{text}`"),
            Word::Symbol(symbol) => write!(formatter, "`{symbol}`"),
            Word::End => write!(formatter, "the end"),
        }
    }
}

impl<'a> Words<'a> {
    /// The next word, and what is behind it.
    fn split(&self) -> (Word<'a>, &'a str) {
        let text = self.rest.trim_start();
        let (number, behind) = decimal::split(text);
        if !number.is_empty() {
            return (Word::Number(number), behind);
        }
        let length = text
            .find(|character: char| !character.is_alphanumeric() || power_of(character).is_some())
            .unwrap_or(text.len());
        let (name, behind) = text.split_at(length);
        if !name.is_empty() {
            return (Word::Name(name), behind);
        }
        match text.chars().next() {
            Some(symbol) => (Word::Symbol(symbol), &text[symbol.len_utf8()..]),
            None => (Word::End, ""),
        }
    }

    fn peek(&self) -> Word<'a> {
        self.split().0
    }

    fn pass(&mut self) {
        self.rest = self.split().1;
    }

    fn accept(&mut self, word: Word<'_>) -> bool {
        let is_next = self.peek() == word;
        if is_next {
            self.pass();
        }
        is_next
    }

    fn factor(&mut self) -> Result<Class, ComplexityError> {
        let first = self.peek();
        self.pass();
        let base = match first {
            Word::Number(number) => return self.one(number),
            Word::Name(SIZE) => Class {
                power: 1.0,
                log_power: 0.0,
            },
            Word::Name(SQRT) => {
                self.argument(SQRT)?;
                Class {
                    power: 0.5,
                    log_power: 0.0,
                }
            }
            Word::Name(LOG | "log2") => {
                if !self.accept(Word::Name(SIZE)) {
                    self.argument(LOG)?;
                } else if self.peek() == Word::Symbol('^') {
                    // Of `n`, or of its logarithm.
                    return Err(ComplexityError::Misplaced(LOG));
                }
                Class {
                    power: 0.0,
                    log_power: 1.0,
                }
            }
            Word::Name(name @ ("ln" | "lg" | "log10" | "lb" | "ld")) => {
                return Err(ComplexityError::Logarithm(name.to_owned()));
            }
            Word::Name(name) => return Err(ComplexityError::Name(name.to_owned())),
            other => return Err(unexpected(other)),
        };
        let exponent = self.exponent()?;
        Ok(Class {
            power: base.power * exponent,
            log_power: base.log_power * exponent,
        })
    }

    /// `1`, and every other number in error.
    fn one(&mut self, number: &str) -> Result<Class, ComplexityError> {
        if self.accept(Word::Symbol('^')) {
            return Err(if self.peek() == Word::Name(SIZE) {
                ComplexityError::Exponential(format!("{number}^n"))
            } else {
                ComplexityError::Base
            });
        }
        if number == "1" {
            Ok(Class {
                power: 0.0,
                log_power: 0.0,
            })
        } else {
            Err(ComplexityError::Constant(number.to_owned()))
        }
    }

    /// `(n)`
    fn argument(&mut self, function: &'static str) -> Result<(), ComplexityError> {
        if self.peek() == Word::Symbol('^') {
            return Err(ComplexityError::Misplaced(function));
        }
        let is_size = self.accept(Word::Symbol('('))
            && self.accept(Word::Name(SIZE))
            && self.accept(Word::Symbol(')'));
        if is_size {
            Ok(())
        } else {
            Err(ComplexityError::Argument(function))
        }
    }

    /// The number behind `^`, or one.
    fn exponent(&mut self) -> Result<f64, ComplexityError> {
        match self.peek() {
            Word::Symbol('!') => return Err(ComplexityError::Exponential("n!".to_owned())),
            Word::Symbol(symbol) if power_of(symbol).is_some() => {
                return Err(unexpected(self.peek()));
            }
            _ => {}
        }
        if !self.accept(Word::Symbol('^')) {
            return Ok(1.0);
        }
        let found = self.peek();
        self.pass();
        match found {
            Word::Number(number) => {
                decimal::value(number).ok_or_else(|| ComplexityError::Exponent(found.to_string()))
            }
            Word::Name(SIZE) => Err(ComplexityError::Exponential("n^n".to_owned())),
            _ => Err(ComplexityError::Exponent(found.to_string())),
        }
    }
}

/// What is wrong with a word in the place of a factor.
fn unexpected(word: Word<'_>) -> ComplexityError {
    match word {
        Word::Symbol('+' | '-') => ComplexityError::Sum,
        Word::Symbol('/') => ComplexityError::Division,
        Word::Symbol(symbol) => match power_of(symbol) {
            Some(power) => ComplexityError::Superscript(symbol, power),
            None => ComplexityError::Factor(word.to_string()),
        },
        _ => ComplexityError::Factor(word.to_string()),
    }
}

/// The number that a superscript is.
fn power_of(superscript: char) -> Option<u32> {
    match superscript {
        '²' => Some(2),
        '³' => Some(3),
        '⁴' => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_a_product_of_powers() {
        for (text, power, log_power) in [
            ("O(1)", 0.0, 0.0),
            ("O(log n)", 0.0, 1.0),
            ("O(log(n))", 0.0, 1.0),
            ("O(log2 n)", 0.0, 1.0),
            ("O(log2(n))", 0.0, 1.0),
            ("O(sqrt(n))", 0.5, 0.0),
            ("O(n)", 1.0, 0.0),
            (" O ( n ) ", 1.0, 0.0),
            ("O(1 * n)", 1.0, 0.0),
            ("O(n log n)", 1.0, 1.0),
            ("O(n*log(n))", 1.0, 1.0),
            ("O(log n * n)", 1.0, 1.0),
            ("O(n log(n)^2)", 1.0, 2.0),
            ("O(n sqrt(n))", 1.5, 0.0),
            ("O(n^1.5)", 1.5, 0.0),
            ("O(n ^ 2)", 2.0, 0.0),
            ("O(n * n)", 2.0, 0.0),
            ("O(n^2 log n)", 2.0, 1.0),
            ("O(n^2 * log2(n))", 2.0, 1.0),
        ] {
            assert_eq!(parse(text), Ok(Class { power, log_power }), "{text}");
        }
    }

    #[test]
    fn wrong_classes_say_what_is_wrong() {
        use ComplexityError::*;
        let written = str::to_owned;
        for (text, expected) in [
            ("", Form),
            ("linear", Form),
            ("n", Bare(written("n"))),
            ("n log n", Bare(written("n log n"))),
            ("n log(n)", Bare(written("n log(n)"))),
            ("n(log n)", Form),
            ("O", Form),
            ("O n", Form),
            ("O(n", Bare(written("n"))),
            ("O(n) ish", Form),
            ("f(n)", Form),
            ("o(n)", Letter(written("o"), written("O(n)"))),
            ("0(n)", Letter(written("0"), written("O(n)"))),
            ("Θ(n log n)", Letter(written("Θ"), written("O(n log n)"))),
            ("O(n²)", Superscript('²', 2)),
            ("O(log(n)³)", Superscript('³', 3)),
            ("O(2^n)", Exponential(written("2^n"))),
            ("O(n^n)", Exponential(written("n^n"))),
            ("O(n!)", Exponential(written("n!"))),
            ("O(m)", Name(written("m"))),
            ("O(N)", Name(written("N"))),
            ("O(nlogn)", Name(written("nlogn"))),
            ("O(n ln n)", Logarithm(written("ln"))),
            ("O(log log n)", Argument("log")),
            ("O(log)", Argument("log")),
            ("O(log m)", Argument("log")),
            ("O(sqrt n)", Argument("sqrt")),
            ("O(sqrt(n * n))", Argument("sqrt")),
            ("O(n log^2 n)", Misplaced("log")),
            ("O(log n^2)", Misplaced("log")),
            ("O(2n)", Constant(written("2"))),
            ("O(n * 3)", Constant(written("3"))),
            ("O(0)", Constant(written("0"))),
            ("O(n + 1)", Sum),
            ("O(n - 1)", Sum),
            ("O(n^-1)", Exponent(written("`-`"))),
            ("O(n / 2)", Division),
            ("O(n^)", Exponent(written("the end"))),
            ("O(n^k)", Exponent(written("`k`"))),
            ("O(n^1.2.3)", Exponent(written("`1.2.3`"))),
            ("O(1^2)", Base),
            ("O()", Factor(written("the end"))),
            ("O(n *)", Factor(written("the end"))),
            ("O((n))", Factor(written("`(`"))),
            ("O(n^2^2)", Factor(written("`^`"))),
        ] {
            assert_eq!(parse(text), Err(expected), "{text}");
        }
    }
}
