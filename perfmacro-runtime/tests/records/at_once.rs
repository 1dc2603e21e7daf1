//! Many processes at once, and one that is killed among them.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};

use perfmacro_runtime::record;

use crate::{entry, writer};

const PROCESSES: usize = 100;
const EACH: usize = 20;

#[test]
fn a_hundred_processes_lose_nothing_and_a_kill_costs_one_line_at_most() {
    let directory = entry::directory("at_once");
    let mut victim = writer::start(&directory, "victim", usize::MAX);
    let mut told = BufReader::new(victim.stdout.take().expect("a pipe")).lines();
    // libtest may have begun the line.
    let mut wait_for = |name| {
        let is_there = told.any(|line| line.is_ok_and(|line| line.ends_with(name)));
        assert!(is_there, "it ended before {name}");
    };
    wait_for("victim/0");
    let writers = (0..PROCESSES)
        .map(|process| writer::start(&directory, &process.to_string(), EACH))
        .collect::<Vec<_>>();
    wait_for("victim/50");
    victim.kill().expect("the process runs");
    victim.wait().expect("the process ends");
    for writer in writers {
        let output = writer.wait_with_output().expect("the process ends");
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{output:?}"
        );
    }

    let path = entry::destination(&directory).path();
    let records = record::read(&path).expect("a run's file");
    assert!(records.damaged.len() <= 1, "{:?}", records.damaged);
    // The one environment, though each process told it.
    assert_eq!(records.environments.len(), 1);
    let environment = &records.environments[0].id;
    assert!(
        records
            .results
            .iter()
            .all(|result| result.environment == *environment)
    );
    let found = records.results.iter().map(|result| result.case.clone());
    let names = found.clone().collect::<BTreeSet<_>>();
    assert_eq!(names.len(), found.count(), "nothing is there twice");
    for process in 0..PROCESSES {
        for number in 0..EACH {
            assert!(names.contains(&format!("{process}/{number}")));
        }
    }
    // What it said that it had written, it had.
    for number in 0..=50 {
        assert!(names.contains(&format!("victim/{number}")), "{number}");
    }
}
