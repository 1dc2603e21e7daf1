//! Tries a format: `cargo run -p cargo-perfmacro --example report -- html target/perfmacro/records/*.jsonl > report.html`

use std::error::Error;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use cargo_perfmacro::report::{Builder, Format, Style};
use perfmacro_runtime::record;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let format = arguments
        .next()
        .ok_or("a format, then files")?
        .parse::<Format>()?;
    let mut builder = Builder::default();
    for path in arguments {
        builder.add(record::read(Path::new(&path))?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    format.write(&builder.finish(), Style::default(), &mut out)?;
    out.flush()?;
    Ok(())
}
