//! Formulas in the size as they are written in the attribute: `"200ns + 12ns * n"`, `"5ns * n * log2(n)"`.
//!
//! ```text
//! formula  = term { "+" term }
//! term     = factor { "*" factor | "/" number }
//! factor   = quantity | number | base [ "^" number ]
//! base     = "n" | "log2" "(" "n" ")" | "sqrt" "(" "n" ")"
//! quantity = number unit
//! ```
//!
//! Input: the text, and the [`Unit`] that reads its quantities. Output: terms, no two of which depend on
//! the size in the same way. Invariant: each term as it was written had exactly one quantity, or at most one
//! where the unit goes without saying, and all numbers are finite.

mod parser;
mod token;

use std::fmt;
use std::ops::Range;

use self::parser::Parser;

/// What a formula comes to, and how it is written.
#[derive(Debug)]
pub(crate) struct Unit<E> {
    /// What a quantity is called.
    pub(crate) name: &'static str,
    /// How a quantity is written.
    pub(crate) example: &'static str,
    /// Whether a number without a unit is a quantity too: a term then does without one, and is what its numbers
    /// come to.
    pub(crate) goes_without_saying: bool,
    /// Reads a number with its unit, or says what is wrong with it.
    pub(crate) read: fn(&str) -> Result<f64, E>,
}

/// A sum of terms.
#[derive(Debug, PartialEq)]
pub(crate) struct Formula {
    pub(crate) terms: Vec<Term>,
}

/// `coefficient * n^power * log2(n)^log_power`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) coefficient: f64,
    pub(crate) power: f64,
    pub(crate) log_power: f64,
}

/// What is wrong with a formula, and where in its text.
#[derive(Debug)]
pub(crate) struct FormulaError<E: 'static> {
    unit: &'static Unit<E>,
    /// Empty where something is missing at the end.
    pub(crate) at: Range<usize>,
    pub(crate) mistake: Mistake<E>,
}

/// What is wrong with a formula. A `String` is what was written, or what there is in place of what is due.
#[derive(Debug, PartialEq)]
pub(crate) enum Mistake<E> {
    /// The unit's reader refuses it.
    Quantity(E),
    /// Not `digits.digits`.
    Number(String),
    /// Neither `n` nor a function.
    Name(String),
    /// No part of any formula.
    Character(char),
    /// Only sums.
    Subtraction,
    /// Only functions have parentheses.
    Parenthesis,
    /// No factor where one is due.
    Factor(String),
    /// No operator where one is due.
    Operator(String),
    /// Only numbers divide.
    Divisor(String),
    /// `^` behind a number or a quantity.
    Base(String),
    /// `^` in front of something other than a number.
    Exponent(String),
    /// A function of something other than `n`.
    Argument(&'static str),
    /// A term without a quantity.
    NoQuantity(String),
    /// A term with more than one.
    SeveralQuantities(String),
    /// A factor or divisor of zero.
    Zero(String),
    /// Past the range of an `f64`.
    TooLarge,
}

impl<E: fmt::Display> fmt::Display for FormulaError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unit { name, example, .. } = self.unit;
        // Where a quantity needs no unit, numbers are nothing else.
        let (numbers, a_number) = if self.unit.goes_without_saying {
            ("", "")
        } else {
            (" numbers,", " a number,")
        };
        match &self.mistake {
            Mistake::Quantity(error) => error.fmt(formatter),
            Mistake::Number(written) => write!(
                formatter,
                "`{written}` is not a number: write digits, as in `12` or `1.5`"
            ),
            Mistake::Name(written) => write!(
                formatter,
                "unknown name `{written}`: a formula is made of {name}s as in `{example}`,{numbers} `n` (the \
                 size), `log2(n)` and `sqrt(n)`"
            ),
            Mistake::Character(written) => write!(
                formatter,
                "unexpected `{written}`: a formula has the operators `+`, `*`, `/` and `^`"
            ),
            Mistake::Subtraction => write!(
                formatter,
                "unexpected `-`: nothing is subtracted in a formula and no number is negative; it is a sum, as \
                 in `{example} + {example} * n`"
            ),
            Mistake::Parenthesis => write!(
                formatter,
                "unexpected `(`: only `log2(n)` and `sqrt(n)` have parentheses; multiply out, as in \
                 `{example} + {example} * n`"
            ),
            Mistake::Factor(found) => write!(
                formatter,
                "expected a {name},{a_number} `n`, `log2(n)` or `sqrt(n)`, found {found}"
            ),
            Mistake::Operator(found) => write!(
                formatter,
                "expected `+`, `*` or `/` in front of {found}: every product is written out, as in `{example} * n`"
            ),
            Mistake::Divisor(found) => write!(
                formatter,
                "expected a number behind `/`, found {found}: only numbers divide, as in `{example} * n / 64`"
            ),
            Mistake::Base(found) => write!(
                formatter,
                "{found} takes no `^`: only `n`, `log2(n)` and `sqrt(n)` do, as in `n^2`"
            ),
            Mistake::Exponent(found) => write!(
                formatter,
                "expected a number behind `^`, found {found}: write `n^2` or `n^1.5`"
            ),
            Mistake::Argument(function) => write!(
                formatter,
                "`{function}` is of the size and nothing else: write `{function}(n)`"
            ),
            Mistake::NoQuantity(term) => write!(
                formatter,
                "`{term}` has no {name}: each term has one, as in `{example} * n`"
            ),
            Mistake::SeveralQuantities(term) => write!(
                formatter,
                "`{term}` has more than one {name}: each term has one, as in `{example} * n`"
            ),
            Mistake::Zero(written) => write!(
                formatter,
                "`{written}` multiplies or divides, and has to be more than zero"
            ),
            Mistake::TooLarge => write!(formatter, "the formula's numbers are too large"),
        }
    }
}

impl Formula {
    /// Reads `text`, and its quantities by `unit`.
    pub(crate) fn parse<E>(text: &str, unit: &'static Unit<E>) -> Result<Formula, FormulaError<E>> {
        let error = |at, mistake| FormulaError { unit, at, mistake };
        Parser::new(text, unit)
            .and_then(Parser::formula)
            .map_err(|(at, mistake)| error(at, mistake))
    }

    /// The value, where it is the same at every size.
    pub(crate) fn constant(&self) -> Option<f64> {
        match self.terms[..] {
            [
                Term {
                    coefficient,
                    power: 0.0,
                    log_power: 0.0,
                },
            ] => Some(coefficient),
            _ => None,
        }
    }

    /// The value at a size, as the runtime computes it.
    pub(crate) fn at(&self, size: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a budget of 16 digits")]
        let size = size as f64;
        self.terms.iter().map(|term| term.at(size)).sum()
    }

    /// Adds a term to the one that depends on the size in the same way, if there is one.
    fn add(&mut self, term: Term) {
        let same = self.terms.iter_mut().find(|other| {
            // Bits, because these are decimal numbers as they were written and sums of them.
            other.power.to_bits() == term.power.to_bits()
                && other.log_power.to_bits() == term.log_power.to_bits()
        });
        match same {
            Some(same) => same.coefficient += term.coefficient,
            None => self.terms.push(term),
        }
    }
}

impl Term {
    const ONE: Term = Term {
        coefficient: 1.0,
        power: 0.0,
        log_power: 0.0,
    };

    fn at(self, size: f64) -> f64 {
        // One has no logarithm above zero, and what is smaller has none.
        self.coefficient * size.powf(self.power) * size.max(1.0).log2().powf(self.log_power)
    }

    fn is_finite(self) -> bool {
        [self.coefficient, self.power, self.log_power]
            .iter()
            .all(|number| number.is_finite())
    }
}

/// A mistake comes with the place it is at.
type Fallible<T, E> = Result<T, (Range<usize>, Mistake<E>)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes;
    use crate::decimal;
    use crate::duration::{self, DurationError};

    fn parse(text: &str) -> Result<Formula, FormulaError<DurationError>> {
        Formula::parse(text, &duration::UNIT)
    }

    /// Terms as (coefficient in nanoseconds, power, power of the logarithm).
    fn terms(text: &str) -> Vec<(f64, f64, f64)> {
        let formula = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let nanoseconds = |term: Term| (term.coefficient / 1e3, term.power, term.log_power);
        formula.terms.into_iter().map(nanoseconds).collect()
    }

    #[test]
    fn a_term_has_its_factors_in_any_order() {
        for (text, expected) in [
            ("1us", (1000.0, 0.0, 0.0)),
            ("12ns * n", (12.0, 1.0, 0.0)),
            ("n * 12ns", (12.0, 1.0, 0.0)),
            ("  12 ns*n ", (12.0, 1.0, 0.0)),
            ("5ns * n * log2(n)", (5.0, 1.0, 1.0)),
            ("log2(n) * 5ns * n", (5.0, 1.0, 1.0)),
            ("1ns * n^2", (1.0, 2.0, 0.0)),
            ("1ns*n*n", (1.0, 2.0, 0.0)),
            ("1ns * n ^ 1.5", (1.0, 1.5, 0.0)),
            ("1ns * n * sqrt(n)", (1.0, 1.5, 0.0)),
            ("1ns * sqrt(n)^2", (1.0, 1.0, 0.0)),
            ("1ns * log2 ( n ) ^ 2", (1.0, 0.0, 2.0)),
            ("1ns * n^0", (1.0, 0.0, 0.0)),
            ("12ns * n / 64", (0.1875, 1.0, 0.0)),
            ("n / 64 * 12ns", (0.1875, 1.0, 0.0)),
            ("n / 2 / 32 * 12ns", (0.1875, 1.0, 0.0)),
            ("2 * 1.5us * 1_000 * n", (3_000_000.0, 1.0, 0.0)),
            ("3µs", (3000.0, 0.0, 0.0)),
        ] {
            assert_eq!(terms(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_sum_has_one_term_of_each_kind() {
        assert_eq!(
            terms("200ns + 12ns * n"),
            [(200.0, 0.0, 0.0), (12.0, 1.0, 0.0)]
        );
        assert_eq!(terms("1us+500ns"), [(1500.0, 0.0, 0.0)]);
        assert_eq!(
            terms("1ns * n + 2ns + n * 3ns + sqrt(n) * sqrt(n) * 4ns"),
            [(8.0, 1.0, 0.0), (2.0, 0.0, 0.0)]
        );
        assert_eq!(
            terms("1ns * n + 1ns * n * log2(n)"),
            [(1.0, 1.0, 0.0), (1.0, 1.0, 1.0)]
        );
    }

    #[test]
    fn only_what_has_no_size_is_constant() {
        let constant = |text| parse(text).expect("legal").constant();
        assert_eq!(constant("1us + 500ns * 2"), Some(2e6));
        assert_eq!(constant("5ns * n^0"), Some(5e3));
        assert_eq!(constant("1ns * n"), None);
        assert_eq!(constant("1ns + 1ns * log2(n)"), None);
    }

    #[test]
    fn a_value_is_the_runtimes() {
        let at = |text, size| parse(text).expect("legal").at(size);
        assert_same(at("200ns + 12ns * n", 10), 320_000.0);
        assert_same(at("5ns * n * log2(n)", 1024), 51_200_000.0);
        assert_same(at("1us + 5ns * n * log2(n)", 0), 1_000_000.0);
        assert_same(at("5ns * log2(n)", 1), 0.0);
        assert_same(at("5ns * log2(n)", 0), 0.0);
        assert_same(at("1ns * sqrt(n)", 16), 4000.0);
    }

    fn assert_same(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-6,
            "{found} and not {expected}"
        );
    }

    #[test]
    fn a_mistake_is_found_where_it_is() {
        let written = str::to_owned;
        let unit = |text: &str| Mistake::Quantity(DurationError::UnitUnknown(text.to_owned()));
        for (text, at, expected) in [
            ("", "", Mistake::Factor("the end".to_owned())),
            ("1us +", "", Mistake::Factor("the end".to_owned())),
            ("* 1us", "*", Mistake::Factor(written("`*`"))),
            ("1us * * n", "*", Mistake::Factor(written("`*`"))),
            ("1us 2us", "2us", Mistake::Operator(written("`2us`"))),
            ("12n", "n", Mistake::Operator(written("`n`"))),
            (
                "1ns * 5 log2(n)",
                "log2",
                Mistake::Operator(written("`log2`")),
            ),
            ("1us n", "n", Mistake::Operator(written("`n`"))),
            ("1us * n^2^2", "^", Mistake::Operator(written("`^`"))),
            ("1us * n)", ")", Mistake::Operator(written("`)`"))),
            ("1us - 2ns * n", "-", Mistake::Subtraction),
            ("-1us", "-", Mistake::Subtraction),
            ("1us * n^-1", "-", Mistake::Subtraction),
            ("(1us + 2us) * n", "(", Mistake::Parenthesis),
            ("1us * (n)", "(", Mistake::Parenthesis),
            ("fast", "fast", Mistake::Name(written("fast"))),
            ("1us * N", "N", Mistake::Name(written("N"))),
            ("1us * ln(n)", "ln", Mistake::Name(written("ln"))),
            ("1us * n²", "²", Mistake::Character('²')),
            ("1us × n", "×", Mistake::Character('×')),
            ("1us / n", "n", Mistake::Divisor(written("`n`"))),
            ("1us * n /", "", Mistake::Divisor(written("the end"))),
            ("1us / 2ns", "2ns", Mistake::Divisor(written("`2ns`"))),
            ("1us / 0", "0", Mistake::Zero(written("0"))),
            ("0 * 1us", "0", Mistake::Zero(written("0"))),
            ("2^3 * 1us", "^", Mistake::Base(written("`2`"))),
            ("1us^2", "^", Mistake::Base(written("`1us`"))),
            ("1us * n^", "", Mistake::Exponent(written("the end"))),
            ("1us * n^n", "n", Mistake::Exponent(written("`n`"))),
            ("1us * n^2ns", "2ns", Mistake::Exponent(written("`2ns`"))),
            ("1us * n^1.2.3", "1.2.3", Mistake::Number(written("1.2.3"))),
            ("1.2.3 * 1us", "1.2.3", Mistake::Number(written("1.2.3"))),
            ("1us * log2 n", "log2 n", Mistake::Argument("log2")),
            ("1us * log2(2 * n)", "log2(2", Mistake::Argument("log2")),
            ("1us * sqrt(n * n)", "sqrt(n *", Mistake::Argument("sqrt")),
            (
                "1us * sqrt(log2(n))",
                "sqrt(log2",
                Mistake::Argument("sqrt"),
            ),
            ("1us * log2^2(n)", "log2^", Mistake::Argument("log2")),
            (
                "1us + n * n",
                "n * n",
                Mistake::NoQuantity(written("n * n")),
            ),
            ("12 * n", "12 * n", Mistake::NoQuantity(written("12 * n"))),
            (
                "1ns * 2ns",
                "1ns * 2ns",
                Mistake::SeveralQuantities(written("1ns * 2ns")),
            ),
            ("1 parsec", "1 parsec", unit("parsec")),
            ("1us + 5 Ns * n", "5 Ns", unit("Ns")),
            (
                "0us + 1ns * n",
                "0us",
                Mistake::Quantity(DurationError::Zero),
            ),
            ("1.us", "1.us", Mistake::Quantity(DurationError::Number)),
            (
                "200 + 12ns * n",
                "200",
                Mistake::Quantity(DurationError::UnitMissing("200".to_owned())),
            ),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!(error.mistake, expected, "{text}");
            assert_eq!(&text[error.at], at, "{text}");
        }
        let error = parse(&format!("1us * {0} * {0}", "9".repeat(300))).expect_err("too large");
        assert_eq!(error.mistake, Mistake::TooLarge);
    }

    #[test]
    fn another_unit_makes_other_quantities() {
        const UNIT: Unit<String> = Unit {
            name: "size",
            example: "8 KiB",
            goes_without_saying: false,
            read: |text| {
                match decimal::split(text) {
                    (number, " KiB") => decimal::value(number).map(|number| number * 1024.0),
                    _ => None,
                }
                .ok_or_else(|| format!("`{text}` is no size"))
            },
        };
        let formula = Formula::parse("64 KiB + 2 KiB * n", &UNIT).expect("legal");
        assert_same(formula.at(2), 68.0 * 1024.0);
        let message = |text| Formula::parse(text, &UNIT).expect_err(text).to_string();
        assert_eq!(
            message("8 * n + 1"),
            "`8 * n` has no size: each term has one, as in `8 KiB * n`"
        );
        assert_eq!(message("8"), "`8` is no size");
    }

    #[test]
    fn a_unit_may_go_without_saying() {
        let terms = |text| {
            let formula = Formula::parse(text, &bytes::UNIT).expect(text);
            let values = |term: &Term| (term.coefficient, term.power, term.log_power);
            formula.terms.iter().map(values).collect::<Vec<_>>()
        };
        assert_eq!(terms("1024"), [(1024.0, 0.0, 0.0)]);
        assert_eq!(terms("0"), [(0.0, 0.0, 0.0)]);
        assert_eq!(terms("n"), [(1.0, 1.0, 0.0)]);
        assert_eq!(terms("8 * n"), terms("8 B * n"));
        assert_eq!(terms("2 * 1.5 * n / 4"), [(0.75, 1.0, 0.0)]);
        assert_eq!(terms("2 KiB * 3"), [(6144.0, 0.0, 0.0)]);
        assert_eq!(
            terms("64 KiB + 8 * n + log2(n) + n"),
            [(65_536.0, 0.0, 0.0), (9.0, 1.0, 0.0), (1.0, 0.0, 1.0)]
        );

        let mistake = |text| {
            let error = Formula::parse(text, &bytes::UNIT).expect_err(text);
            (error.mistake, &text[error.at])
        };
        let several = "2 KiB * 3 B";
        assert_eq!(
            mistake("1 + 2 KiB * 3 B"),
            (Mistake::SeveralQuantities(several.to_owned()), several)
        );
        assert_eq!(mistake("0 * n"), (Mistake::Zero("0".to_owned()), "0"));
        assert_eq!(mistake("n * 0 B"), (Mistake::Zero("0 B".to_owned()), "0 B"));
        assert_eq!(mistake("n / 0"), (Mistake::Zero("0".to_owned()), "0"));
        assert_eq!(mistake("1 +"), (Mistake::Factor("the end".to_owned()), ""));
    }
}
