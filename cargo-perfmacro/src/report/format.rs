//! The formats by their names.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::{
    Model, bencher, csv, github, github_action_benchmark, html, json, junit, markdown, table,
};

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Table,
    /// For a pull request.
    Markdown,
    /// For programs: everything.
    Json,
    /// For spreadsheets: a row for each budget.
    Csv,
    /// For whatever shows tests: `JUnit` XML.
    Junit,
    /// For the lines of a pull request's files on GitHub.
    Github,
    /// For bencher.dev.
    Bencher,
    /// For the action of that name.
    GithubActionBenchmark,
    /// For people who would rather look than read.
    Html,
}

/// How a format for people looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether verdicts are coloured by terminal escapes.
    pub is_coloured: bool,
    /// How many columns a line may have; `None` where that is no matter.
    pub width: Option<usize>,
}

/// A name that no format has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The name.
    pub name: String,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 9] = [
        Format::Table,
        Format::Markdown,
        Format::Json,
        Format::Csv,
        Format::Junit,
        Format::Github,
        Format::Bencher,
        Format::GithubActionBenchmark,
        Format::Html,
    ];

    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Markdown => "markdown",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Bencher => "bencher",
            Format::GithubActionBenchmark => "github-action-benchmark",
            Format::Html => "html",
        }
    }

    /// Writes the report, its last line ended.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(self, model: &Model, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Table => table::write(model, style, out),
            Format::Markdown => markdown::write(model, out),
            Format::Json => json::write(model, out),
            Format::Csv => csv::write(model, out),
            Format::Junit => junit::write(model, out),
            Format::Github => github::write(model, out),
            Format::Bencher => bencher::write(model, out),
            Format::GithubActionBenchmark => github_action_benchmark::write(model, out),
            Format::Html => html::write(model, out),
        }
    }

    /// The report as text.
    #[must_use]
    pub fn text(self, model: &Model, style: Style) -> String {
        let mut bytes = Vec::new();
        self.write(model, style, &mut bytes)
            .expect("memory can be written to");
        String::from_utf8(bytes).expect("reports are made of text")
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
            })
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Format::ALL.map(Format::name).join(", ");
        write!(
            formatter,
            "no format is called `{}`: they are {names}",
            self.name
        )
    }
}

impl std::error::Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<Format>().expect_err("there is none");
        assert!(
            error
                .to_string()
                .starts_with("no format is called `xml`: they are table, ")
        );
    }
}
