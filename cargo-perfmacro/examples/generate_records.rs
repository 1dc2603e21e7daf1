//! Writes records to try reports on: `cargo run -p cargo-perfmacro --example generate_records -- DIRECTORY 5 10000`

use std::error::Error;
use std::path::Path;

#[path = "../tests/generator/mod.rs"]
mod generator;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let [directory, runs, cases] = arguments.as_slice() else {
        return Err("a directory, how many runs, and how many cases in each".into());
    };
    generator::write_runs(Path::new(directory), runs.parse()?, cases.parse()?)?;
    Ok(())
}
