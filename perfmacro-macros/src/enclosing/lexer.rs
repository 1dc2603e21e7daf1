//! The lexical part of the scan: what of a source file is code, and where.
//!
//! Input: Rust source. Output: its words, brackets and other marks, each with its line and column; comments and white
//! space are left out, and a literal is one token whatever is in it. Invariant: no input fails; what is no Rust gives
//! some tokens.

/// A token and where it begins, both from 1 and in characters, as the compiler counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What a token is, as far as blocks depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A keyword or an identifier; a raw one has its `r#`.
    Word(&'a str),
    /// A literal or a lifetime.
    Literal,
    /// `(`, `[` or `{`.
    Open(char),
    /// `)`, `]` or `}`.
    Close,
    Mark(char),
}

/// The tokens of a source.
pub(super) struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let rest = source.strip_prefix('\u{feff}').unwrap_or(source);
        let mut lexer = Lexer {
            rest,
            line: 1,
            column: 1,
        };
        if rest.starts_with("#!") && !rest.starts_with("#![") {
            lexer.skip_line();
        }
        lexer
    }

    fn bump(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next()?;
        self.rest = characters.as_str();
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }

    fn bump_many(&mut self, count: usize) {
        for _ in 0..count {
            self.bump();
        }
    }

    fn skip_line(&mut self) {
        while !self.rest.is_empty() && !self.rest.starts_with('\n') {
            self.bump();
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.bump_many(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.bump_many(2);
            } else if self.bump().is_none() {
                return;
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// White space and comments.
    fn skip_blank(&mut self) {
        loop {
            if self.rest.starts_with("//") {
                self.skip_line();
            } else if self.rest.starts_with("/*") {
                self.skip_block_comment();
            } else if self.rest.starts_with(char::is_whitespace) {
                self.bump();
            } else {
                return;
            }
        }
    }

    fn word(&mut self) -> &'a str {
        let before = self.rest;
        while self
            .rest
            .starts_with(|character: char| character.is_alphanumeric() || character == '_')
        {
            self.bump();
        }
        &before[..before.len() - self.rest.len()]
    }

    /// What begins with a word: itself, or the literal that it is the prefix of.
    fn word_or_literal(&mut self) -> Kind<'a> {
        let before = self.rest;
        let word = self.word();
        let is_raw = matches!(word, "r" | "br" | "cr");
        let hashes = self.rest.len() - self.rest.trim_start_matches('#').len();
        match self.rest.as_bytes().get(hashes) {
            Some(b'"') if is_raw => self.raw_string(hashes),
            Some(b'"') if hashes == 0 && matches!(word, "b" | "c") => self.quoted('"'),
            Some(b'\'') if hashes == 0 && word == "b" => self.quoted('\''),
            Some(_) if hashes == 1 && word == "r" => {
                self.bump();
                self.word();
                Kind::Word(&before[..before.len() - self.rest.len()])
            }
            _ => Kind::Word(word),
        }
    }

    fn raw_string(&mut self, hashes: usize) -> Kind<'a> {
        self.bump_many(hashes + 1);
        while self
            .bump()
            .is_some_and(|character| character != '"' || !self.has_hashes(hashes))
        {}
        self.bump_many(hashes);
        Kind::Literal
    }

    fn has_hashes(&self, count: usize) -> bool {
        self.rest.bytes().take_while(|byte| *byte == b'#').count() >= count
    }

    /// From one quote to the next that has no backslash before it.
    fn quoted(&mut self, quote: char) -> Kind<'a> {
        self.bump();
        while let Some(character) = self.bump() {
            if character == '\\' {
                self.bump();
            } else if character == quote {
                break;
            }
        }
        Kind::Literal
    }

    /// `'a'` and `'\n'` are characters, `'a` is a lifetime.
    fn character_or_lifetime(&mut self) -> Kind<'a> {
        let mut ahead = self.rest.chars().skip(1);
        let (first, second) = (ahead.next(), ahead.next());
        if first == Some('\\') || second == Some('\'') {
            return self.quoted('\'');
        }
        self.bump();
        self.word();
        Kind::Literal
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let (line, column) = (self.line, self.column);
        let kind = match self.rest.chars().next()? {
            '"' => self.quoted('"'),
            '\'' => self.character_or_lifetime(),
            character if character.is_ascii_digit() => {
                self.word();
                Kind::Literal
            }
            character if character.is_alphabetic() || character == '_' => self.word_or_literal(),
            character => {
                self.bump();
                match character {
                    '(' | '[' | '{' => Kind::Open(character),
                    ')' | ']' | '}' => Kind::Close,
                    _ => Kind::Mark(character),
                }
            }
        };
        Some(Token { kind, line, column })
    }
}
