//! From words to terms, by recursive descent over the grammar at the head of [`super`].

use std::ops::Range;

use super::token::{Kind, LOG2, SIZE, SQRT, Token, tokens};
use super::{Fallible, Formula, Mistake, Term, Unit};
use crate::decimal;

/// A formula's text on its way to terms.
pub(super) struct Parser<'a, E> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    unit: &'a Unit<E>,
}

enum Factor {
    Quantity(f64),
    Number(f64),
    Power(Term),
}

impl<'a, E> Parser<'a, E> {
    pub(super) fn new(text: &'a str, unit: &'a Unit<E>) -> Fallible<Self, E> {
        Ok(Parser {
            text,
            tokens: tokens(text)?,
            next: 0,
            unit,
        })
    }

    pub(super) fn formula(mut self) -> Fallible<Formula, E> {
        let mut formula = Formula { terms: Vec::new() };
        loop {
            formula.add(self.term()?);
            if self.accept('+').is_none() {
                break;
            }
        }
        if formula.terms.iter().all(|term| term.is_finite()) {
            Ok(formula)
        } else {
            Err((0..self.text.len(), Mistake::TooLarge))
        }
    }

    fn term(&mut self) -> Fallible<Term, E> {
        let first = self.next;
        let mut term = Term::ONE;
        let mut quantities = 0;
        let mut zero = None;
        loop {
            let at = self.here();
            match self.factor()? {
                Factor::Quantity(quantity) => {
                    term.coefficient *= quantity;
                    quantities += 1;
                    zero = Some(at).filter(|_| quantity == 0.0).or(zero);
                }
                Factor::Number(number) => {
                    term.coefficient *= number;
                    zero = Some(at).filter(|_| number == 0.0).or(zero);
                }
                Factor::Power(factor) => {
                    term.power += factor.power;
                    term.log_power += factor.log_power;
                }
            }
            while self.accept('/').is_some() {
                term.coefficient /= self.number(Mistake::Divisor)?;
            }
            if self.accept('*').is_none() {
                break;
            }
        }
        // First of all, because what stands there may be meant for this term.
        if self
            .peek()
            .is_some_and(|token| token.kind != Kind::Symbol('+'))
        {
            return Err(self.unexpected(Mistake::Operator));
        }
        let at = self.tokens[first].at.start..self.tokens[self.next - 1].at.end;
        let written = &self.text[at.clone()];
        // None at all is a limit, and none of something is a slip.
        if let Some(zero) = zero.filter(|zero| *zero != at) {
            let written = self.text[zero.clone()].to_owned();
            return Err((zero, Mistake::Zero(written)));
        }
        match quantities {
            1 => Ok(term),
            0 if self.unit.goes_without_saying => Ok(term),
            0 => {
                // Of a number alone the unit's reader knows better what is missing.
                let mistake = Some(written)
                    .filter(|_| self.next == first + 1 && self.tokens[first].kind == Kind::Number)
                    .and_then(|number| (self.unit.read)(number).err())
                    .map_or_else(
                        || Mistake::NoQuantity(written.to_owned()),
                        Mistake::Quantity,
                    );
                Err((at, mistake))
            }
            _ => Err((at, Mistake::SeveralQuantities(written.to_owned()))),
        }
    }

    fn factor(&mut self) -> Fallible<Factor, E> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.unexpected(Mistake::Factor));
        };
        let written = &self.text[token.at.clone()];
        let factor = match token.kind {
            Kind::Symbol(_) => return Err(self.unexpected(Mistake::Factor)),
            Kind::Quantity => {
                self.next += 1;
                let quantity = (self.unit.read)(written)
                    .map_err(|error| (token.at.clone(), Mistake::Quantity(error)))?;
                Factor::Quantity(quantity)
            }
            Kind::Number if self.unit.goes_without_saying && is_zero(written) => {
                self.next += 1;
                Factor::Number(0.0)
            }
            Kind::Number => Factor::Number(self.number(Mistake::Factor)?),
            Kind::Word => {
                self.next += 1;
                let base = match written {
                    SIZE => Term {
                        power: 1.0,
                        ..Term::ONE
                    },
                    LOG2 => {
                        self.argument(LOG2)?;
                        Term {
                            log_power: 1.0,
                            ..Term::ONE
                        }
                    }
                    SQRT => {
                        self.argument(SQRT)?;
                        Term {
                            power: 0.5,
                            ..Term::ONE
                        }
                    }
                    _ => return Err((token.at, Mistake::Name(written.to_owned()))),
                };
                return self.power(base).map(Factor::Power);
            }
        };
        match self.accept('^') {
            Some(at) => Err((at, Mistake::Base(format!("`{written}`")))),
            None => Ok(factor),
        }
    }

    /// `base`, or its power where `^` follows.
    fn power(&mut self, base: Term) -> Fallible<Term, E> {
        if self.accept('^').is_none() {
            return Ok(base);
        }
        let at = self.peek().map(|token| token.at.clone());
        let exponent = match at {
            // Zero is an exponent, and no factor.
            Some(at) if is_zero(&self.text[at.clone()]) => {
                self.next += 1;
                0.0
            }
            _ => self.number(Mistake::Exponent)?,
        };
        Ok(Term {
            power: base.power * exponent,
            log_power: base.log_power * exponent,
            ..base
        })
    }

    /// `(n)`
    fn argument(&mut self, function: &'static str) -> Fallible<(), E> {
        let first = self.next;
        let is_size = self.accept('(').is_some()
            && self.peek().is_some_and(|token| {
                token.kind == Kind::Word && &self.text[token.at.clone()] == SIZE
            });
        if is_size {
            self.next += 1;
            if self.accept(')').is_some() {
                return Ok(());
            }
        }
        let at = self.tokens[first - 1].at.start..self.here().end;
        Err((at, Mistake::Argument(function)))
    }

    /// A number above zero, or `otherwise` where something else follows.
    fn number(&mut self, otherwise: fn(String) -> Mistake<E>) -> Fallible<f64, E> {
        let Some(at) = self
            .peek()
            .filter(|token| token.kind == Kind::Number)
            .map(|token| token.at.clone())
        else {
            return Err(self.unexpected(otherwise));
        };
        self.next += 1;
        let written = &self.text[at.clone()];
        match decimal::value(written) {
            Some(number) if number > 0.0 => Ok(number),
            Some(_) => Err((at, Mistake::Zero(written.to_owned()))),
            None => Err((at, Mistake::Number(written.to_owned()))),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    /// Where the next token is, or the end.
    fn here(&self) -> Range<usize> {
        self.peek()
            .map_or(self.text.len()..self.text.len(), |token| token.at.clone())
    }

    /// Passes over `symbol` where it is next.
    fn accept(&mut self, symbol: char) -> Option<Range<usize>> {
        let at = self
            .peek()
            .filter(|token| token.kind == Kind::Symbol(symbol))
            .map(|token| token.at.clone())?;
        self.next += 1;
        Some(at)
    }

    /// What is wrong with the next token in place of what is due: `otherwise`, where it is nothing that a
    /// formula never has.
    fn unexpected(&self, otherwise: fn(String) -> Mistake<E>) -> (Range<usize>, Mistake<E>) {
        let at = self.here();
        let mistake = match self.peek().map(|token| token.kind) {
            Some(Kind::Symbol('-')) => Mistake::Subtraction,
            Some(Kind::Symbol('(')) => Mistake::Parenthesis,
            Some(_) => otherwise(format!("`{}`", &self.text[at.clone()])),
            None => otherwise("the end".to_owned()),
        };
        (at, mistake)
    }
}

fn is_zero(number: &str) -> bool {
    decimal::value(number) == Some(0.0)
}
