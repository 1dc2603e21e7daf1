//! The answer of who took samples.

use std::fmt::Write as _;

use super::{Damaged, Lines, MARK, number};
use crate::time::Picoseconds;

/// The answer as text, a line break at both ends: libtest leaves its own line open.
pub(crate) fn answer(samples: &[Picoseconds]) -> String {
    let mut text = format!("\n{MARK} samples");
    for sample in samples {
        let _ = write!(text, " {}", sample.count());
    }
    let _ = writeln!(text, "\n{MARK} end");
    text
}

/// Reads an [`answer`].
pub(crate) fn read_answer(printed: &str) -> Result<Vec<Picoseconds>, Damaged> {
    let mut lines = Lines::of(printed);
    let samples = lines
        .words("samples")?
        .map(|sample| number(sample).map(Picoseconds::new))
        .collect::<Result<Vec<_>, _>>()?;
    lines.words("end")?;
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_heard_as_they_were_said() {
        for samples in [vec![], vec![Picoseconds::new(7), Picoseconds::new(9)]] {
            let said = format!("printed{}more", answer(&samples));
            assert_eq!(read_answer(&said), Ok(samples));
            assert_eq!(read_answer(&said[..said.len() / 2]), Err(Damaged));
        }
    }
}
