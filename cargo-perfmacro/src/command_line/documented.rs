//! Every `cargo perfmacro` that the README, the pages in `docs/` and their workflow have is one that this command takes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Command;

/// What stands for a value where a command is explained.
const PLACEHOLDERS: [(&str, &str); 2] = [("FORMAT", "table"), ("SHELL", "bash")];

/// What is behind each `cargo perfmacro` of a text, up to the end of its code or of its line.
fn commands(text: &str, is_markdown: bool) -> Vec<String> {
    const COMMAND: &str = "cargo perfmacro";
    let joined = text.replace("\\\n", " ");
    let mut is_fenced = !is_markdown;
    let mut found = Vec::new();
    for line in joined.lines() {
        if is_markdown && line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        }
        if !is_markdown && line.trim_start().starts_with('#') {
            continue;
        }
        for (place, _) in line.match_indices(COMMAND) {
            let is_inline = !is_fenced && line[..place].matches('`').count() % 2 == 1;
            let rest = &line[place + COMMAND.len()..];
            if is_fenced {
                found.push(rest.to_owned());
            } else if is_inline {
                found.push(rest.split('`').next().unwrap_or_default().to_owned());
            }
        }
    }
    found
}

/// The words of a command as a shell would hand them over, up to where it ends; what a workflow puts in is a 1.
fn words(command: &str) -> Vec<String> {
    let mut plain = command.to_owned();
    while let Some((before, rest)) = plain.split_once("${{") {
        let (_, after) = rest.split_once("}}").unwrap_or_default();
        plain = format!("{before}1{after}");
    }
    let mut words = Vec::new();
    for word in plain.split_whitespace() {
        if word.starts_with(['>', '|', '&', '#', ';']) {
            break;
        }
        let ends = word.ends_with(';');
        let word = word
            .trim_end_matches(';')
            .trim_matches(['[', ']', '"', '\'']);
        let placeholder = PLACEHOLDERS.iter().find(|(name, _)| *name == word);
        words.push(placeholder.map_or(word, |(_, value)| value).to_owned());
        if ends {
            break;
        }
    }
    words
}

/// Whether the words name a subcommand and nothing else, as a text does that is about it.
fn is_name(words: &[String], mut command: &Command) -> bool {
    for word in words {
        match command.find_subcommand(word) {
            Some(subcommand) => command = subcommand,
            None => return false,
        }
    }
    true
}

/// The commands of a text that are none, with what clap says.
fn slips(text: &str, is_markdown: bool) -> Vec<String> {
    let mut command = super::command();
    command.build();
    let mut slips = Vec::new();
    for text in commands(text, is_markdown) {
        let words = words(&text);
        if is_name(&words, &command) {
            continue;
        }
        let arguments = ["cargo-perfmacro".to_owned()].into_iter().chain(words);
        if let Err(error) = super::parse(arguments.map(OsString::from)) {
            slips.push(format!("`cargo perfmacro{text}`: {error}"));
        }
    }
    slips
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The documents, and whether they are Markdown.
fn documents() -> Vec<(PathBuf, bool)> {
    let mut found = vec![(repository().join("README.md"), true)];
    for folder in ["docs", "docs/ci"] {
        for file in fs::read_dir(repository().join(folder)).expect("a folder") {
            let path = file.expect("a readable folder").path();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("md") => found.push((path, true)),
                Some("yml") => found.push((path, false)),
                _ => {}
            }
        }
    }
    found
}

#[test]
fn every_documented_command_is_one() {
    let mut count = 0;
    for (path, is_markdown) in documents() {
        let text = fs::read_to_string(&path).expect("text");
        count += commands(&text, is_markdown).len();
        assert_eq!(
            slips(&text, is_markdown),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
    }
    assert!(count >= 25, "{count}");
}

#[test]
fn a_slip_in_a_document_is_found() {
    let workflow = fs::read_to_string(repository().join("docs/ci/github-actions.yml"));
    let workflow = workflow.expect("the workflow");
    for (text, slip) in [
        ("check --workspace --shard", "check --workspace --shards"),
        ("/3\n", "/0\n"),
        ("bench --workspace", "bench --workspac"),
        ("cargo perfmacro merge", "cargo perfmacro join"),
        (" -o check.jsonl", ""),
        ("--format markdown check", "--format pdf check"),
        (
            "compare main bench.jsonl",
            "compare main bench.jsonl more.jsonl",
        ),
    ] {
        assert!(workflow.contains(text), "no `{text}`");
        assert_eq!(
            slips(&workflow.replacen(text, slip, 1), false).len(),
            1,
            "{slip}"
        );
    }
}

#[test]
fn commands_end_where_their_code_does() {
    let text = "Run `cargo perfmacro list`, or cargo perfmacro at all: `x cargo perfmacro check [FILTER]`.\n\
                ```sh\ncargo perfmacro merge a \\\n  b -o c >> \"$SUMMARY\"\n```\n";
    let found = commands(text, true);
    let found = found
        .iter()
        .map(|command| words(command))
        .collect::<Vec<_>>();
    assert_eq!(
        found,
        [
            vec!["list"],
            vec!["check", "FILTER"],
            vec!["merge", "a", "b", "-o", "c"]
        ]
    );
    assert_eq!(
        words(" check --shard ${{ matrix.shard }}/3 -- --noplot; done"),
        ["check", "--shard", "1/3", "--", "--noplot"]
    );
}
