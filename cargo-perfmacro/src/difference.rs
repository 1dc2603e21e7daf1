//! What a change to a file would be, as a unified diff.

use similar::TextDiff;

use crate::terminal::{Paint, Terminal};

/// A file with what it holds and is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The file, as it is shown.
    pub(crate) name: String,
    /// `None` where there is no file yet.
    pub(crate) before: Option<String>,
    /// What it is to hold.
    pub(crate) after: String,
}

/// The unified diff of a change, as `git diff` and `patch` have it.
pub(crate) fn unified(change: &Change) -> String {
    let Change {
        name,
        before,
        after,
    } = change;
    let old_name = match before {
        Some(_) => format!("a/{name}"),
        None => "/dev/null".to_owned(),
    };
    let before = before.as_deref().unwrap_or_default();
    TextDiff::from_lines(before, after.as_str())
        .unified_diff()
        .header(&old_name, &format!("b/{name}"))
        .to_string()
}

/// A diff in the colours that everybody knows.
pub(crate) fn painted(difference: &str, terminal: Terminal) -> String {
    difference
        .lines()
        .map(|line| match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => {
                terminal.paint(Paint::Bold, line)
            }
            Some(b'+') => terminal.paint(Paint::Green, line),
            Some(b'-') => terminal.paint(Paint::Red, line),
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_change_and_a_new_file() {
        let mut change = Change {
            name: "Cargo.toml".to_owned(),
            before: Some("a\nb\n".to_owned()),
            after: "a\nc\n".to_owned(),
        };
        expect![[r"
            --- a/Cargo.toml
            +++ b/Cargo.toml
            @@ -1,2 +1,2 @@
             a
            -b
            +c
        "]]
        .assert_eq(&unified(&change));
        change.before = None;
        assert!(
            unified(&change).starts_with("--- /dev/null\n+++ b/Cargo.toml\n@@ -0,0 +1,2 @@\n+a\n")
        );
    }
}
