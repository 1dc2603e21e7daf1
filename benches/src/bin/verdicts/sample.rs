//! Recorded samples: what fresh processes measure, as text for the engine's unit tests.
//!
//! A file is a comment and the text of a [`Recorder`]. All five processes are there, also where the engine
//! would have stopped at an earlier one.

use std::fs;
use std::path::Path;

use perfmacro_benches::load::Load;
use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::fresh::Host;
use perfmacro_runtime::measure::RoutineSampler;
use perfmacro_runtime::progress::Progress;
use perfmacro_runtime::verdict::{self, Doubt, FreshRounds as _, PAUSES};

use crate::arguments::mode;
use crate::experiment::Experiment;
use crate::level::Level;
use crate::recorder::Recorder;
use crate::workload::Workload;
use crate::{own, rule, trial};

/// Judgements of each workload, level and condition.
const SAMPLES: usize = 3;

/// Records samples into `directory`.
pub(crate) fn record(experiment: &Experiment, directory: &Path) -> Result<(), String> {
    fs::create_dir_all(directory)
        .map_err(|error| format!("cannot create {}: {error}", directory.display()))?;
    let arguments = experiment.arguments;
    for condition in &arguments.conditions {
        eprintln!("recording: {condition}");
        let memory = experiment.memory()?;
        let load = Load::start(*condition)?;
        for number in 1..=SAMPLES {
            for (workload, truth) in arguments.workloads.iter().zip(&experiment.truths) {
                for level in Level::ALL {
                    let limit = level.budget(truth.time()).count().to_string();
                    let sample = own::run(&[mode::SAMPLE, workload.name, &limit], memory)?;
                    let name = workload.name;
                    let path = directory.join(format!("{condition}_{name}_{level}_{number}.txt"));
                    let head = format!("# {}, {name}, {}\n", condition.label(), level.label());
                    fs::write(&path, head + &sample)
                        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
                }
            }
        }
        drop(load);
    }
    Ok(())
}

/// Measures a sample from this process; what to print.
pub(crate) fn answer(workload: Workload, limit: Picoseconds) -> Result<String, String> {
    let progress = Progress::begin(workload.name.to_owned(), "recording a sample");
    let request = trial::request(workload, limit);
    let mut host = Recorder::new(Host::new(request, Vec::new(), &progress));
    // What a test process has done before it asks.
    rule::blocks(&mut RoutineSampler::new((workload.start)()), 17);
    let doubt = |doubt: Doubt| format!("no sample: {doubt:?}");
    host.begin().map_err(doubt)?;
    for pause in PAUSES {
        host.round(pause).map_err(doubt)?;
    }
    host.fastest(verdict::undisturbed(&host.rounds).ok_or("no reading")?);
    Ok(host.text(limit))
}
