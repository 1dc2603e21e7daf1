//! Every function of well-known crates, annotated by a program: each either compiles and runs, or gets one clear
//! error of perfmacro's on its own tokens.
//!
//! `cargo test -p perfmacro-tests --test annotated` does it to the [`crates::SAMPLE`], within about a minute.
//! What it does is said by two variables:
//!
//! | variable | value | |
//! | --- | --- | --- |
//! | `ANNOTATED_CRATES` | `sample`, `all`, or names such as `strsim,semver` | which crates; `sample` by default |
//! | `ANNOTATED_REACH` | `functions`, `methods` or `provided` | what is annotated: see [`Reach`] |
//!
//! A crate goes this way: `crates` copies its sources out of the registry, `source` finds its functions in them,
//! `rounds` compiles it again and again with fewer attributes and runs what is left, by what `messages` reads in
//! Cargo's output and `annotations` knows of the places; `report` is its line in the table.
//!
//! Invariant: nothing is forgiven. An error or a new warning that is not clearly perfmacro's fails the test, with the
//! whole of what the compiler said.

mod annotations;
mod crates;
mod messages;
mod process;
mod report;
mod rounds;
mod source;

use std::env;
use std::io::{self, Write as _};

use crates::Package;
use source::Reach;

#[test]
fn every_function_runs_or_is_refused_clearly() {
    let reach = reach();
    let mut reports = Vec::new();
    for package in packages() {
        let report = rounds::run(package, reach);
        // Told at once, and past libtest, which would keep it from whoever waits.
        tell(&report.to_string());
        reports.push(report);
    }
    tell(&report::table(&reports));
    let unclear = reports.iter().flat_map(|report| &report.unclear).count();
    assert_eq!(unclear, 0, "unclear messages, all shown above");
    assert!(
        reports.iter().map(|report| report.ran).sum::<usize>() > 0,
        "some functions run"
    );
}

fn packages() -> Vec<&'static Package> {
    let wanted = env::var("ANNOTATED_CRATES").unwrap_or_else(|_| "sample".to_owned());
    let names = match wanted.as_str() {
        "sample" => crates::SAMPLE.to_vec(),
        "all" => return crates::ALL.iter().collect(),
        names => names.split(',').collect(),
    };
    let package = |name| {
        crates::ALL
            .iter()
            .find(|package| package.name == name)
            .unwrap_or_else(|| panic!("ANNOTATED_CRATES: `{name}` is none of `crates::ALL`"))
    };
    names.into_iter().map(package).collect()
}

fn reach() -> Reach {
    match env::var("ANNOTATED_REACH").as_deref() {
        Ok("functions") => Reach::Functions,
        Ok("methods") => Reach::Methods,
        Ok("provided") | Err(_) => Reach::Provided,
        Ok(other) => panic!("ANNOTATED_REACH: `{other}`"),
    }
}

fn tell(text: &str) {
    io::stderr()
        .write_all(text.as_bytes())
        .expect("stderr is open");
}
