//! Both builds in turn.

use crate::builds::Builds;
use crate::contender::Contender;
use crate::functions::Function;

/// How long a turn takes, in nanoseconds.
const TURN: f64 = 2e6;

/// What a call took in the turns of one sample, in nanoseconds.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) without: f64,
    pub(crate) with: f64,
}

/// A function and what was measured of it.
pub(crate) struct Row {
    pub(crate) function: Function,
    pub(crate) pairs: Vec<Pair>,
}

/// Runs `rounds` pairs of processes, with `samples` of every function each.
pub(crate) fn measure(builds: &Builds, rounds: usize, samples: usize) -> Result<Vec<Row>, String> {
    let mut rows = Function::ALL.map(|function| Row {
        function,
        pairs: Vec::new(),
    });
    for _ in 0..rounds {
        let mut without = Contender::start(&builds.without)?;
        let mut with = Contender::start(&builds.with)?;
        for (number, row) in rows.iter_mut().enumerate() {
            let each = without.call(number, 100)?.max(with.call(number, 100)?);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a number of calls"
            )]
            let calls = (TURN / each.max(0.1)).ceil() as u64;
            for sample in 0..samples {
                // Neither is always first.
                let pair = if sample % 2 == 0 {
                    let without = without.call(number, calls)?;
                    let with = with.call(number, calls)?;
                    Pair { without, with }
                } else {
                    let with = with.call(number, calls)?;
                    let without = without.call(number, calls)?;
                    Pair { without, with }
                };
                row.pairs.push(pair);
            }
        }
    }
    Ok(rows.into())
}
