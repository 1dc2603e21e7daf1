//! How long a call takes on the quiet machine: the median over processes, each of which tells the median
//! of its blocks.

use std::path::Path;

use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::measure::RoutineSampler;
use perfmacro_runtime::statistics;

use crate::arguments::mode;
use crate::own;
use crate::rule;
use crate::workload::Workload;

/// The medians of processes that ran the same function, sorted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Truth {
    pub(crate) processes: Vec<Picoseconds>,
}

impl Truth {
    /// Measures each workload in that many processes, in turn, so that a slow moment hits all of them.
    pub(crate) fn measure(
        workloads: &[Workload],
        processes: usize,
        memory: &Path,
    ) -> Result<Vec<Truth>, String> {
        let mut truths = vec![Truth { processes: vec![] }; workloads.len()];
        for _ in 0..processes {
            for (workload, truth) in workloads.iter().zip(&mut truths) {
                let printed = own::run(&[mode::CALIBRATE, workload.name], memory)?;
                let count = printed
                    .trim()
                    .parse()
                    .map_err(|_| format!("a calibration of {} said {printed:?}", workload.name))?;
                truth.processes.push(Picoseconds::new(count));
            }
        }
        for truth in &mut truths {
            truth.processes.sort_unstable();
        }
        Ok(truths)
    }

    /// The median of the processes.
    pub(crate) fn time(&self) -> Picoseconds {
        self.processes[self.processes.len() / 2]
    }

    /// The fastest process and the slowest.
    pub(crate) fn range(&self) -> (Picoseconds, Picoseconds) {
        (self.processes[0], self.processes[self.processes.len() - 1])
    }
}

/// Measures `workload` in this process; what to print.
pub(crate) fn answer(workload: Workload) -> String {
    let mut sampler = RoutineSampler::new((workload.start)());
    // Warms up.
    rule::blocks(&mut sampler, 100);
    let blocks = rule::blocks(&mut sampler, 1_001);
    let median = statistics::median(&blocks).map_or(0, |estimate| estimate.value.count());
    format!("{median}\n")
}
