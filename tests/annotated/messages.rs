//! What Cargo says with `--message-format=json`.
//!
//! Input: its standard output. Output: the compiler's messages about one crate, and the executable it made.
//!
//! Invariant: a message is perfmacro's own only by its words and its code; where it points is for others to judge.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Words that perfmacro's messages have, each at least one of them.
const OWN_WORDS: &[&str] = &["perfmacro", "perf_bench", "`setup`"];

/// The beginning of the one that comes with a code of the compiler's: an unimplemented trait's.
const NO_INPUT: &str = "perfmacro cannot generate an input of type ";

/// Words of a message that names what nobody wrote, or that tells of a macro that broke.
const FOREIGN_WORDS: &[&str] = &[
    "__perfmacro",
    "panicked",
    "cannot find",
    "unresolved",
    "ambiguous",
];

/// The messages of one compilation.
pub(crate) struct Messages {
    pub(crate) all: Vec<Message>,
    pub(crate) executable: Option<PathBuf>,
}

/// One of them.
pub(crate) struct Message {
    pub(crate) is_error: bool,
    code: Option<String>,
    /// Its first line.
    pub(crate) text: String,
    /// As a user sees it.
    pub(crate) rendered: String,
    /// Where it points, what it underlines first; behind each place where a macro made the code.
    pub(crate) places: Vec<Place>,
}

/// A line.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

impl Messages {
    /// Reads those of the copy of crate `name`.
    pub(crate) fn read(output: &str, name: &str) -> Messages {
        let manifest = Path::new("annotated").join(name).join("Cargo.toml");
        let mut messages = Messages {
            all: Vec::new(),
            executable: None,
        };
        let lines = output.lines();
        for value in lines.filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let is_of_crate = value["manifest_path"]
                .as_str()
                .is_some_and(|path| Path::new(path).ends_with(&manifest));
            if !is_of_crate {
                continue;
            }
            match value["reason"].as_str() {
                Some("compiler-message") => messages.all.extend(Message::read(&value["message"])),
                Some("compiler-artifact") => {
                    messages.executable = value["executable"].as_str().map(PathBuf::from);
                }
                _ => {}
            }
        }
        messages
    }

    pub(crate) fn errors(&self) -> impl Iterator<Item = &Message> {
        self.all.iter().filter(|message| message.is_error)
    }

    pub(crate) fn warnings(&self) -> impl Iterator<Item = &Message> {
        self.all.iter().filter(|message| !message.is_error)
    }
}

impl Message {
    /// `None` for the compiler's closing lines, which are about no place.
    fn read(value: &Value) -> Option<Message> {
        let text = string(&value["message"]);
        let spans = value["spans"].as_array().expect("a message has spans");
        let is_closing = ["aborting due to", "could not compile"]
            .iter()
            .any(|beginning| text.starts_with(beginning));
        let level = value["level"].as_str();
        let is_counted = text.ends_with("warning emitted") || text.ends_with("warnings emitted");
        if level == Some("failure-note") || spans.is_empty() && (is_closing || is_counted) {
            return None;
        }
        let (primary, others): (Vec<_>, Vec<_>) =
            spans.iter().partition(|span| span["is_primary"] == true);
        Some(Message {
            is_error: level.is_some_and(|level| level.starts_with("error")),
            code: value["code"]["code"].as_str().map(str::to_owned),
            text,
            rendered: string(&value["rendered"]),
            places: primary.into_iter().chain(others).flat_map(places).collect(),
        })
    }

    /// perfmacro wrote it, and it names nothing that nobody wrote.
    pub(crate) fn is_own(&self) -> bool {
        let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
        let is_by_code = match self.code.as_deref() {
            None => has(OWN_WORDS, &self.text),
            Some("E0277") => self.is_about_input(),
            Some(_) => false,
        };
        is_by_code && !has(FOREIGN_WORDS, &self.text) && !self.names_generated_code()
    }

    /// It says that a type has no generated input.
    pub(crate) fn is_about_input(&self) -> bool {
        self.text.starts_with(NO_INPUT)
    }

    /// It shows a name that only an expansion has.
    pub(crate) fn names_generated_code(&self) -> bool {
        self.rendered.contains("__perfmacro")
    }

    /// Its text, the same for all types.
    pub(crate) fn kind(&self) -> String {
        if self.is_about_input() {
            format!("{NO_INPUT}..")
        } else {
            self.text.clone()
        }
    }
}

/// The line of a span, and the lines of the macro calls that made it.
fn places(span: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    let mut span = span;
    while let Some(file) = span["file_name"].as_str() {
        let line = span["line_start"].as_u64().expect("a span has a line");
        places.push(Place {
            file: file.to_owned(),
            line: usize::try_from(line).expect("a line's number is small"),
        });
        span = &span["expansion"]["span"];
    }
    places
}

fn string(value: &Value) -> String {
    value.as_str().expect("Cargo writes a string").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(code: Option<&str>, text: &str, rendered: &str) -> Message {
        let value = serde_json::json!({
            "level": "error",
            "message": text,
            "code": code.map(|code| serde_json::json!({ "code": code })),
            "rendered": rendered,
            "spans": [{ "is_primary": true, "file_name": "src/lib.rs", "line_start": 7 }],
        });
        Message::read(&value).expect("it points somewhere")
    }

    #[test]
    fn only_what_perfmacro_says_is_its_own() {
        let no_input = "perfmacro cannot generate an input of type `T`";
        for (code, text) in [
            (None, "`perf_bench` cannot measure an `async fn`"),
            (None, "give a `setup`"),
            (Some("E0277"), no_input),
        ] {
            assert!(message(code, text, "#[perf_bench]").is_own(), "{text}");
        }
        for (code, text, rendered) in [
            (Some("E0277"), no_input, "fn __perfmacro_start()"),
            (Some("E0277"), "`T` is no `perfmacro::Input`", ""),
            (Some("E0425"), "`perf_bench`", ""),
            (None, "custom attribute panicked", "#[perf_bench]"),
            (None, "cannot find attribute `perf_bench`", ""),
            (None, "module is not supported", "#[perf_bench]"),
        ] {
            assert!(!message(code, text, rendered).is_own(), "{text}");
        }
    }
}
