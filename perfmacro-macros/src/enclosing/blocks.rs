//! The bodies of `impl` and `trait` in a source file.
//!
//! Input: the source. Output: for every place in it, which body it is in. A brace belongs to what was written since the
//! last `;` or brace before it, its header, and an `impl` or a `trait` is a header's first word after attributes,
//! visibility and qualifiers: `fn f(x: impl Fn()) -> impl Fn() {` is neither.
//!
//! Invariant: inside the brackets of a macro's call or definition nothing is told, because what becomes of the tokens there
//! is the macro's.

use super::lexer::{Kind, Lexer};

/// What an attribute may stand in, apart from modules and functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Impl,
    Trait,
}

/// The places at which the answer changes, in order.
pub(super) struct Blocks {
    changes: Vec<Change>,
}

/// From this place on, the innermost block is this one.
struct Change {
    place: (usize, usize),
    block: Option<Block>,
}

/// An open bracket, and what was written in it since the last item ended.
struct Frame<'a> {
    inside: Inside,
    header: Vec<Kind<'a>>,
}

/// What an open bracket is the body of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Block(Block),
    /// Any other braces.
    Braces,
    /// Parentheses, square brackets, and braces of a constant within `<>`: part of the header they stand in.
    Header,
    Macro,
}

impl Blocks {
    pub(super) fn of(source: &str) -> Blocks {
        let mut frames = vec![Frame::new(Inside::Braces)];
        let mut changes = Vec::new();
        for token in Lexer::new(source) {
            match token.kind {
                Kind::Open(bracket) => {
                    let inside = frames
                        .last()
                        .map_or(Inside::Braces, |frame| frame.opens(bracket));
                    frames.push(Frame::new(inside));
                }
                Kind::Close if frames.len() > 1 => {
                    let closed = frames.pop().map(|frame| frame.inside);
                    if let Some(outer) = frames.last_mut() {
                        outer.close(closed);
                    }
                }
                kind => {
                    if let Some(frame) = frames.last_mut() {
                        frame.write(kind);
                    }
                    continue;
                }
            }
            changes.push(Change {
                place: (token.line, token.column),
                block: block_of(&frames),
            });
        }
        Blocks { changes }
    }

    /// The block around a line and column, both from 1 and in characters.
    pub(super) fn at(&self, line: usize, column: usize) -> Option<Block> {
        let before = self
            .changes
            .partition_point(|change| change.place < (line, column));
        self.changes[..before].last()?.block
    }
}

/// The innermost braces, unless a macro is around.
fn block_of(frames: &[Frame<'_>]) -> Option<Block> {
    if frames.iter().any(|frame| frame.inside == Inside::Macro) {
        return None;
    }
    let braces = frames
        .iter()
        .rfind(|frame| frame.inside != Inside::Header)?;
    match braces.inside {
        Inside::Block(block) => Some(block),
        Inside::Braces | Inside::Header | Inside::Macro => None,
    }
}

impl<'a> Frame<'a> {
    fn new(inside: Inside) -> Self {
        Frame {
            inside,
            header: Vec::new(),
        }
    }

    fn write(&mut self, kind: Kind<'a>) {
        if kind == Kind::Mark(';') {
            self.header.clear();
        } else {
            self.header.push(kind);
        }
    }

    /// Goes on behind a bracket that was closed.
    fn close(&mut self, closed: Option<Inside>) {
        if closed == Some(Inside::Header) {
            self.header.push(Kind::Close);
        } else {
            self.header.clear();
        }
    }

    /// What a bracket opens behind the header.
    fn opens(&self, bracket: char) -> Inside {
        let is_macro = match self.header[..] {
            [.., Kind::Word(_), Kind::Mark('!')] => true,
            [.., Kind::Word(word), Kind::Mark('!'), Kind::Word(_)] => word == "macro_rules",
            _ => self.first_word() == Some("macro"),
        };
        if is_macro {
            return Inside::Macro;
        }
        if bracket != '{' {
            return Inside::Header;
        }
        match self.first_word() {
            Some("impl" | "trait") if self.is_within_angles() => Inside::Header,
            Some("impl") => Inside::Block(Block::Impl),
            Some("trait") => Inside::Block(Block::Trait),
            _ => Inside::Braces,
        }
    }

    /// The word that says what the item is, if one does before anything else.
    fn first_word(&self) -> Option<&'a str> {
        let mut header = self.header.iter();
        header.find_map(|kind| match kind {
            // `#[..]`, `#![..]`, `pub(..)`
            Kind::Mark('#' | '!')
            | Kind::Close
            | Kind::Word("pub" | "unsafe" | "default" | "const" | "async" | "auto") => None,
            Kind::Word(word) => Some(Some(*word)),
            _ => Some(None),
        })?
    }

    /// Whether a `<` is open, so that braces are a constant's.
    fn is_within_angles(&self) -> bool {
        let mut depth = 0_usize;
        let mut previous = None;
        for kind in &self.header {
            match kind {
                Kind::Mark('<') => depth += 1,
                // Not the arrow of `Fn() -> u8`.
                Kind::Mark('>') if previous != Some(&Kind::Mark('-')) => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            previous = Some(kind);
        }
        depth > 0
    }
}
