//! Workflows for GitHub, this repository's and the one in `docs/ci/` that users copy: what GitHub would refuse fails here.
//!
//! The schema knows keys and types. That each action has a version is looked at here; that commands are well-formed, in
//! `cargo-perfmacro`, which knows its own.

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use serde_json::Value;

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/workflows/github-workflow.json"
);
const DOCUMENTED: &str = "docs/ci/github-actions.yml";

fn read(relative: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(relative);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is wrong with a workflow.
fn problems(text: &str) -> Vec<String> {
    let workflow = match serde_saphyr::from_str::<Value>(text) {
        Ok(workflow) => workflow,
        Err(error) => return vec![error.to_string()],
    };
    let mut schemas = Schemas::new();
    let schema = Compiler::new()
        .compile(SCHEMA, &mut schemas)
        .expect("a schema");
    let invalid = schemas.validate(&workflow, schema).err();
    let invalid = invalid.map(|error| format!("{error:#}"));
    let unpinned = actions(&workflow)
        .into_iter()
        .filter(|action| !is_pinned(action));
    invalid
        .into_iter()
        .chain(unpinned.map(|action| format!("`{action}` has no version")))
        .collect()
}

/// What `uses` anywhere says.
fn actions(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(action) if name == "uses" => vec![action.clone()],
                value => actions(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(actions).collect(),
        _ => Vec::new(),
    }
}

/// Whether an action is of a major version at least, `@v4`, or of a commit.
fn is_pinned(action: &str) -> bool {
    let Some((_, version)) = action.split_once('@') else {
        return false;
    };
    let is_commit = version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = version.strip_prefix('v').unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_commit || number.split('.').all(is_number)
}

#[test]
fn workflows_are_what_github_takes() {
    for workflow in [DOCUMENTED, ".github/workflows/ci.yml"] {
        assert_eq!(
            problems(&read(workflow)),
            Vec::<String>::new(),
            "{workflow}"
        );
    }
    // It is the documented one's tests that this is about.
    let documented = serde_saphyr::from_str::<Value>(&read(DOCUMENTED)).expect("YAML");
    assert!(actions(&documented).len() >= 6);
}

/// A copy of the documented workflow with any one of these slips is found out.
#[test]
fn a_broken_workflow_is_refused() {
    let whole = read(DOCUMENTED);
    for (text, slip) in [
        ("    runs-on: ${{ matrix.machine.runner }}\n", ""),
        ("    steps:", "    step:"),
        ("timeout-minutes: 60", "timeout-minutes: soon"),
        ("fail-fast: false", "fail_fast: false"),
        ("contents: read", "contents: reed"),
        ("pull_request:", "pull-request:"),
        ("shard: [1, 2, 3]", "shard: [1, 2, 3"),
        ("actions/checkout@v4", "actions/checkout"),
        ("actions/checkout@v4", "actions/checkout@main"),
        (
            "name: performance\n\non:",
            "name: performance\nname: again\n\non:",
        ),
        (
            "        run: |\n          cargo perfmacro merge",
            "        run: |\n       cargo perfmacro merge",
        ),
    ] {
        assert!(whole.contains(text), "no `{text}` in {DOCUMENTED}");
        let broken = whole.replacen(text, slip, 1);
        assert_ne!(
            problems(&broken),
            Vec::<String>::new(),
            "`{slip}` for `{text}`"
        );
    }
}

#[test]
fn a_version_is_a_number_or_a_commit() {
    for pinned in [
        "actions/checkout@v4",
        "Swatinem/rust-cache@v2.7.8",
        "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683",
    ] {
        assert!(is_pinned(pinned), "{pinned}");
    }
    for floating in [
        "actions/checkout",
        "a/b@main",
        "a/b@v",
        "a/b@v4.x",
        "a/b@11bd719",
    ] {
        assert!(!is_pinned(floating), "{floating}");
    }
}
