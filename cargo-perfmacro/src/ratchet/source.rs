//! An attribute in the text of its file.
//!
//! Tokens say where things are, by proc-macro2's own lexer; the text is only ever changed at the ends and values of
//! options, so that formatting and comments stay as they are.

use std::ops::Range;

use proc_macro2::{Delimiter, Literal, Spacing, TokenStream, TokenTree};

use crate::budget_options;

/// An attribute: where its name ends and its options are.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    /// Behind the name.
    name_end: usize,
    /// What is in the parentheses, where there are some.
    arguments: Option<Arguments>,
}

#[derive(Clone, Debug)]
struct Arguments {
    /// Behind the opening parenthesis.
    begin: usize,
    tokens: Vec<TokenTree>,
}

/// The value of an option.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) kind: ValueKind,
}

/// What a value is, as far as it matters.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ValueKind {
    /// `"1us"`, without its quotes.
    Text(String),
    /// `12_000`.
    Whole(u64),
    /// A list, or an expression.
    Other,
}

/// A replacement of bytes by text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// What goes; nothing where text is put in.
    pub(super) at: Range<usize>,
    /// What comes.
    pub(super) text: String,
}

/// A file as tokens.
pub(super) struct Source<'a> {
    text: &'a str,
    tokens: TokenStream,
    /// Bytes before the first one that the lexer counts.
    skipped: usize,
}

impl<'a> Source<'a> {
    /// `None` where it is no Rust.
    pub(super) fn parse(text: &'a str) -> Option<Source<'a>> {
        let lexed = text.strip_prefix('\u{feff}').unwrap_or(text);
        Some(Source {
            text,
            tokens: lexed.parse().ok()?,
            skipped: text.len() - lexed.len(),
        })
    }

    /// The attribute of `function` at this line and column, both from 1; where another is there by now, the only one that the
    /// file has for a function of that name.
    pub(super) fn attribute(&self, line: u32, column: u32, function: &str) -> Option<Attribute> {
        let mut found = Vec::new();
        self.search(&self.tokens, &mut found);
        // What the attribute calls it in lists is what it is recorded by.
        found.retain(|candidate| match self.value(&candidate.attribute, "name") {
            Some(Value {
                kind: ValueKind::Text(name),
                ..
            }) => name == function,
            _ => candidate.function.as_deref() == Some(function),
        });
        let is_there = |attribute: &&Candidate| {
            let places = [attribute.mark, attribute.name];
            places.contains(&(line as usize, column as usize))
        };
        let chosen = match found.iter().find(is_there) {
            Some(candidate) => candidate,
            None => match found.as_slice() {
                [only] if only.is_named => only,
                _ => return None,
            },
        };
        Some(chosen.attribute.clone())
    }

    fn search(&self, tokens: &TokenStream, found: &mut Vec<Candidate>) {
        let tokens = tokens.clone().into_iter().collect::<Vec<_>>();
        for (index, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                continue;
            };
            let mark = index.checked_sub(1).map(|before| &tokens[before]);
            match mark {
                Some(TokenTree::Punct(punct))
                    if punct.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
                {
                    let inside = group.stream().into_iter().collect::<Vec<_>>();
                    let function = function(&tokens[index + 1..]);
                    let mark = place(&tokens[index - 1]);
                    self.attributes(&inside, mark, function.as_deref(), found);
                }
                _ => self.search(&group.stream(), found),
            }
        }
    }

    /// What is in an attribute's brackets, or behind the condition of a `cfg_attr`.
    fn attributes(
        &self,
        tokens: &[TokenTree],
        mark: (usize, usize),
        function: Option<&str>,
        found: &mut Vec<Candidate>,
    ) {
        let Some(first) = tokens.first() else { return };
        let length = tokens
            .iter()
            .take_while(|token| match token {
                TokenTree::Ident(_) => true,
                TokenTree::Punct(punct) => punct.as_char() == ':',
                _ => false,
            })
            .count();
        let Some(TokenTree::Ident(last)) = length.checked_sub(1).map(|last| &tokens[last]) else {
            return;
        };
        let group = match tokens.get(length) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                Some(group)
            }
            _ => None,
        };
        let inside = group.map(|group| group.stream().into_iter().collect::<Vec<_>>());
        if let (true, Some(inside)) = (last == "cfg_attr", &inside) {
            for part in inside.split(is_comma).skip(1) {
                self.attributes(part, mark, function, found);
            }
            return;
        }
        found.push(Candidate {
            mark,
            name: place(first),
            is_named: last == "perf_bench",
            function: function.map(str::to_owned),
            attribute: Attribute {
                name_end: self.skipped + last.span().byte_range().end,
                arguments: group.zip(inside).map(|(group, tokens)| Arguments {
                    begin: self.skipped + group.span_open().byte_range().end,
                    tokens,
                }),
            },
        });
    }

    /// The value of an option; `None` where the attribute has none of that name.
    pub(super) fn value(&self, attribute: &Attribute, option: &str) -> Option<Value> {
        let tokens = attribute.arguments.as_ref()?.tokens.as_slice();
        let begin = (0..tokens.len()).find(|index| is_option(tokens, *index, option))? + 2;
        let length = tokens[begin..]
            .iter()
            .take_while(|token| !is_comma(token))
            .count();
        let written = &tokens[begin..begin + length];
        let (first, last) = (written.first()?, written.last()?);
        let range = |token: &TokenTree| token.span().byte_range();
        Some(Value {
            at: self.skipped + range(first).start..self.skipped + range(last).end,
            kind: match written {
                [TokenTree::Literal(literal)] => kind(literal),
                _ => ValueKind::Other,
            },
        })
    }

    /// The sizes, where the attribute says them in numbers: `[10, 100]` or `10..=1000 * 10`.
    pub(super) fn sizes(&self, attribute: &Attribute) -> Vec<u64> {
        let Some(value) = self.value(attribute, "sizes") else {
            return Vec::new();
        };
        let text = self.text(&value.at).replace('_', "");
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let listed = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        if let Some(listed) = listed {
            return listed.split(',').filter_map(number).collect();
        }
        let range = text.split_once("..=").and_then(|(first, rest)| {
            let (last, factor) = rest.split_once('*')?;
            Some((number(first)?, number(last)?, number(factor)?))
        });
        let Some((first, last, factor)) =
            range.filter(|(first, _, factor)| *first > 0 && *factor > 1)
        else {
            return Vec::new();
        };
        std::iter::successors(Some(first), |size| size.checked_mul(factor))
            .take_while(|size| *size <= last)
            .collect()
    }

    /// What stands there.
    pub(super) fn text(&self, at: &Range<usize>) -> &str {
        &self.text[at.clone()]
    }

    /// Whether any budget is declared.
    pub(super) fn has_budget(&self, attribute: &Attribute) -> bool {
        budget_options::ALL
            .iter()
            .any(|option| self.value(attribute, option).is_some())
    }

    /// What puts an option in before all others.
    pub(super) fn insertion(&self, attribute: &Attribute, option: &str) -> Edit {
        let put = |at: usize, text: String| Edit { at: at..at, text };
        let Some(arguments) = &attribute.arguments else {
            return put(attribute.name_end, format!("({option})"));
        };
        let Some(first) = arguments.tokens.first() else {
            return put(arguments.begin, option.to_owned());
        };
        let at = self.skipped + first.span().byte_range().start;
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[line..at];
        if line > arguments.begin && before.trim().is_empty() {
            let end = if self.text[..line].ends_with("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            put(at, format!("{option},{end}{before}"))
        } else {
            put(at, format!("{option}, "))
        }
    }
}

/// An attribute, and what tells it from others.
struct Candidate {
    /// Line and column of its `#`, from 1.
    mark: (usize, usize),
    /// And of its name.
    name: (usize, usize),
    /// Whether it has our name.
    is_named: bool,
    /// What it stands on.
    function: Option<String>,
    attribute: Attribute,
}

fn place(token: &TokenTree) -> (usize, usize) {
    let start = token.span().start();
    (start.line, start.column + 1)
}

/// The function that these tokens declare, behind further attributes and qualifiers.
fn function(tokens: &[TokenTree]) -> Option<String> {
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if *word == "fn" => {
                let TokenTree::Ident(name) = tokens.get(index + 1)? else {
                    return None;
                };
                let name = name.to_string();
                return Some(name.strip_prefix("r#").unwrap_or(&name).to_owned());
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return None,
            TokenTree::Punct(punct) if ";=".contains(punct.as_char()) => return None,
            _ => {}
        }
    }
    None
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// Whether `option =` is there, where an option may begin.
fn is_option(tokens: &[TokenTree], index: usize, option: &str) -> bool {
    let is_first = index == 0 || is_comma(&tokens[index - 1]);
    let is_named = matches!(&tokens[index], TokenTree::Ident(name) if *name == option);
    let is_set = matches!(
        tokens.get(index + 1),
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' && punct.spacing() == Spacing::Alone
    );
    is_first && is_named && is_set
}

fn kind(literal: &Literal) -> ValueKind {
    let text = literal.to_string();
    let quoted = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    match quoted {
        Some(text) if !text.contains('\\') => ValueKind::Text(text.to_owned()),
        _ => text
            .replace('_', "")
            .parse()
            .map_or(ValueKind::Other, ValueKind::Whole),
    }
}

/// The text with all edits made, none of which overlap.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    // What is put in at one place stays in its order.
    edits.sort_by_key(|edit| edit.at.start);
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        written += &text[end..edit.at.start];
        written += &edit.text;
        end = edit.at.end;
    }
    written + &text[end..]
}
