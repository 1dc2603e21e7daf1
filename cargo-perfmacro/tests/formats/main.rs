//! Every format, over records with every verdict and with texts that mean something to every format.
//!
//! `tests/data/every_verdict.jsonl` is what is read; `tests/data/expected` is what is written, which `UPDATE_EXPECT=1`
//! rewrites.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_perfmacro::report::{Format, Model, Outcome, Style};
use expect_test::expect_file;
use perfmacro_runtime::record;
use serde_json::Value;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn model() -> Model {
    let mut records = record::read(&data("every_verdict.jsonl")).expect("it is there");
    for damaged in &mut records.damaged {
        // Wherever this repository is.
        damaged.path = PathBuf::from("every_verdict.jsonl");
    }
    Model::of([records])
}

fn text(format: Format) -> String {
    format.text(&model(), Style::default())
}

#[test]
fn the_model_has_of_each_case_what_is_newest() {
    let model = model();
    assert_eq!(model.runs.len(), 2);
    assert_eq!(model.runs[0].name, "tuesday");
    assert_eq!((model.damaged.len(), model.injected), (2, 1));
    for outcome in Outcome::ALL {
        assert!(
            model.cases_by_outcome.of(outcome) > 0,
            "there is one of {outcome:?}"
        );
    }
    let sort = model
        .cases
        .iter()
        .find(|case| case.label == "shop::sort/10")
        .expect("it is there");
    assert_eq!(
        sort.history
            .iter()
            .map(|moment| moment.run)
            .collect::<Vec<_>>(),
        [0, 1]
    );
    assert_eq!(
        sort.time.as_ref().map(|time| time.value.median),
        Some(410_000)
    );
    assert_eq!(
        sort.samples.as_ref().map(|samples| samples.value.len()),
        Some(5)
    );
}

#[test]
fn the_order_of_records_does_not_matter() {
    let records = record::read(&data("every_verdict.jsonl")).expect("it is there");
    let mut reversed = records.clone();
    reversed.results.reverse();
    let [there, back] = [records, reversed]
        .map(|records| Format::Json.text(&Model::of([records]), Style::default()));
    assert_eq!(there, back);
}

#[test]
fn nothing_is_reported_as_nothing() {
    let nothing = Model::default();
    for format in Format::ALL {
        let text = format.text(&nothing, Style::default());
        assert!(
            text.is_empty() == (format == Format::Github),
            "{}: {text}",
            format.name()
        );
    }
}

#[test]
fn a_table() {
    expect_file!["../data/expected/table.txt"].assert_eq(&text(Format::Table));
}

#[test]
fn a_table_has_colours_and_a_width() {
    let style = Style {
        is_coloured: true,
        width: Some(110),
    };
    let table = Format::Table.text(&model(), style);
    assert!(table.contains("\u{1b}[1;31mFAIL\u{1b}[0m"), "{table}");
    let plain = table.lines().map(|line| {
        let parts = line.split("\u{1b}[").enumerate();
        parts
            .map(|(index, part)| {
                if index == 0 {
                    part
                } else {
                    part.split_once('m').map_or("", |(_, rest)| rest)
                }
            })
            .collect::<String>()
    });
    let is_row = |line: &String| {
        !line.contains("rustc") && !line.contains("damaged") && !line.contains(" cases: ")
    };
    for line in plain.filter(is_row) {
        assert!(line.chars().count() <= 110, "{line}");
    }
    assert!(!text(Format::Table).contains('\u{1b}'));
}

#[test]
fn markdown() {
    expect_file!["../data/expected/markdown.txt"].assert_eq(&text(Format::Markdown));
}

#[test]
fn markdown_fits_in_a_comment() {
    let records = record::read(&data("every_verdict.jsonl")).expect("it is there");
    let mut many = records.clone();
    for number in 0..3_000 {
        for result in &records.results {
            let mut result = result.clone();
            result.case = format!("{} {number}", result.case);
            many.results.push(result);
        }
    }
    let text = Format::Markdown.text(&Model::of([many]), Style::default());
    assert!(text.chars().count() < 65_536, "{}", text.len());
    assert!(text.contains(" more that want attention") && text.contains(" more cases"));
}

#[test]
fn json() {
    let text = text(Format::Json);
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(value["perfmacro_report"], 1);
    expect_file!["../data/expected/report.json"].assert_eq(&text);
}

#[test]
fn csv() {
    let text = text(Format::Csv);
    let widths = rows(&text).iter().map(Vec::len).collect::<Vec<_>>();
    assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
    // A file of expectations has the line breaks of whoever checked it out.
    expect_file!["../data/expected/report.csv"].assert_eq(&text.replace("\r\n", "\n"));
}

/// What RFC 4180 says is in a text.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let row = rows.last_mut().expect("there is one");
        let cell = row.last_mut().expect("there is one");
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(characters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            character => cell.push(character),
        }
    }
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last row has an end"
    );
    rows
}

#[test]
fn junit() {
    expect_file!["../data/expected/junit.xml"].assert_eq(&text(Format::Junit));
}

#[test]
fn junit_is_valid() {
    let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("junit.xml");
    fs::write(&report, text(Format::Junit)).expect("the target directory can be written to");
    let output = Command::new("xmllint")
        .arg("--noout")
        .arg("--schema")
        .args([data("junit.xsd"), report])
        .output();
    match output {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            tell("not run: xmllint is not installed (libxml2-utils)");
        }
        output => {
            let output = output.expect("it starts");
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[expect(clippy::print_stderr, reason = "whoever reads the log must know")]
fn tell(text: &str) {
    eprintln!("{text}");
}

#[test]
fn github() {
    let text = text(Format::Github);
    for line in text.lines() {
        let (head, _) = line[2..].split_once("::").expect("there is a message");
        let (command, properties) = head.split_once(' ').expect("there are properties");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let names = properties
            .split(',')
            .map(|property| property.split_once('=').expect("a value").0)
            .collect::<Vec<_>>();
        assert_eq!(names, ["file", "line", "col", "title"], "{line}");
    }
    expect_file!["../data/expected/github.txt"].assert_eq(&text);
}

/// `https://bencher.dev/bmf.json`: objects of objects with a `value`, and both ends where there are any.
#[test]
fn bencher() {
    let text = text(Format::Bencher);
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    for (name, measures) in value.as_object().expect("benchmarks") {
        assert!((1..=1024).contains(&name.chars().count()), "{name}");
        for (measure, metric) in measures.as_object().expect("measures") {
            let is_slug = measure
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
            assert!(is_slug && measure.len() <= 64, "{measure}");
            let metric = metric.as_object().expect("a metric");
            assert!(metric.contains_key("value"), "{name} {measure}");
            for (key, value) in metric {
                assert!(
                    ["value", "lower_value", "upper_value"].contains(&key.as_str()),
                    "{key}"
                );
                assert!(value.is_f64(), "{value}");
            }
            let at = |key: &str| metric.get(key).and_then(Value::as_f64);
            if let (Some(lower), Some(upper)) = (at("lower_value"), at("upper_value")) {
                assert!(lower <= upper, "{name} {measure}");
            }
        }
    }
    expect_file!["../data/expected/bencher.json"].assert_eq(&text);
}

/// Its README: an array of objects with `name`, `unit` and `value`, and maybe `range` and `extra`.
#[test]
fn github_action_benchmark() {
    let text = text(Format::GithubActionBenchmark);
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    let mut names = Vec::new();
    for entry in value.as_array().expect("an array") {
        let entry = entry.as_object().expect("an object");
        assert!(
            entry["unit"].is_string() && entry["value"].is_number(),
            "{entry:?}"
        );
        names.push(entry["name"].as_str().expect("a name"));
        for (key, value) in entry {
            assert!(
                ["name", "unit", "value"].contains(&key.as_str()) || value.is_string(),
                "{key}"
            );
            assert!(
                ["name", "unit", "value", "range", "extra"].contains(&key.as_str()),
                "{key}"
            );
        }
    }
    names.sort_unstable();
    assert!(
        names.windows(2).all(|pair| pair[0] != pair[1]),
        "each has a name of its own"
    );
    expect_file!["../data/expected/github-action-benchmark.json"].assert_eq(&text);
}

/// The text of the block of data with this id.
fn block<'a>(page: &'a str, id: &str) -> &'a str {
    let begin = page
        .find(&format!("<script id=\"{id}\""))
        .expect("it has the block");
    let begin = begin + page[begin..].find('>').expect("the tag ends") + 1;
    let end = begin + page[begin..].find("</script>").expect("the block ends");
    &page[begin..end]
}

#[test]
fn a_page() {
    let page = text(Format::Html);
    let cases: Value = serde_json::from_str(block(&page, "cases")).expect("it is JSON");
    let count = cases["columns"]["label"]
        .as_array()
        .expect("a column")
        .len();
    let lines = block(&page, "details")
        .lines()
        .skip(1)
        .map(serde_json::from_str::<Value>);
    let details = lines
        .collect::<Result<Vec<_>, _>>()
        .expect("each line is JSON");
    assert_eq!(details.len(), count);
    for (name, column) in cases["columns"].as_object().expect("columns") {
        assert_eq!(column.as_array().map(Vec::len), Some(count), "{name}");
    }
    // Two blocks of data and the script, and nothing that a text brought.
    assert_eq!(page.matches("<script").count(), 3);
    assert_eq!(page.matches("</script").count(), 3);
    assert!(!page.contains("<b>its</b>") && !page.contains("src=") && !page.contains("href="));
    let shown = serde_json::json!({"cases": cases, "details": details});
    let shown = serde_json::to_string_pretty(&shown).expect("it is JSON") + "\n";
    expect_file!["../data/expected/page-data.json"].assert_eq(&shown);
}

/// Every example of `docs/report.md` is of these reports. `...` stands for lines that it leaves out.
#[test]
fn the_documentation_shows_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/report.md");
    let page = fs::read_to_string(path).expect("it is there");
    let mut examples = 0;
    for part in page.split("<!-- ").skip(1) {
        let (name, rest) = part.split_once(" -->\n").expect("a file's name");
        let example = rest.split("````").nth(1).expect("a fence");
        let report = data("expected").join(name);
        let report = fs::read_to_string(&report).expect("it is one of the expected");
        let report = report.lines().map(str::trim).collect::<Vec<_>>();
        // Behind the fence stands the language.
        for line in example.lines().skip(1).map(str::trim) {
            assert!(line == "..." || report.contains(&line), "{name}: {line}");
        }
        examples += 1;
    }
    // The page is to be opened.
    assert_eq!(examples, Format::ALL.len() - 1);
}
