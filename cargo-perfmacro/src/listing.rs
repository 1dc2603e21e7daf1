//! What a benchmark target lists with `--list --format json`: text in, cases out.

use serde_json::Value;

/// A case as it was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    /// `target 1 µs`
    pub(crate) budgets: Vec<String>,
    /// `src/lib.rs:3:1`
    pub(crate) location: String,
    /// The module of its tests.
    pub(crate) tests: String,
    /// The line itself.
    pub(crate) line: String,
}

/// The cases of a list; lines of a type that is not known are passed over.
///
/// # Errors
///
/// The line that is no object.
pub(crate) fn listed(output: &str) -> Result<Vec<Listed>, String> {
    let mut cases = Vec::new();
    for line in output.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|_| line.to_owned())?;
        if value["type"] == "case" {
            cases.push(case(&value, line).ok_or_else(|| line.to_owned())?);
        }
    }
    Ok(cases)
}

fn case(value: &Value, line: &str) -> Option<Listed> {
    let budgets = value["budgets"].as_array()?.iter();
    Some(Listed {
        name: value["name"].as_str()?.to_owned(),
        budgets: budgets
            .map(|budget| {
                let option = budget["option"].as_str()?;
                Some(format!("{option} {}", budget["limit"].as_str()?))
            })
            .collect::<Option<_>>()?,
        location: format!(
            "{}:{}:{}",
            value["file"].as_str()?,
            value["line"],
            value["column"]
        ),
        tests: value["tests"].as_str()?.to_owned(),
        line: line.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"type":"case","name":"a::b/10","budgets":[{"option":"target","limit":"1 µs"}],"file":"src/a.rs","line":3,"column":1,"tests":"perf_b"}"#;

    #[test]
    fn a_case_is_read_and_an_unknown_type_passed_over() {
        let cases = listed(&format!("{LINE}\n{{\"type\":\"later\"}}\n\n")).expect("objects");
        assert_eq!(
            cases,
            [Listed {
                name: "a::b/10".to_owned(),
                budgets: vec!["target 1 µs".to_owned()],
                location: "src/a.rs:3:1".to_owned(),
                tests: "perf_b".to_owned(),
                line: LINE.to_owned(),
            }]
        );
        assert_eq!(listed("a::b: benchmark"), Err("a::b: benchmark".to_owned()));
        assert!(listed(r#"{"type":"case"}"#).is_err());
    }
}
