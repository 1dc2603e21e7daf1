//! `doctor`, as it is written.

use clap::{ArgMatches, Command};

use crate::doctor::Doctor;

use super::arguments::{format, is_json, packages, selection};

pub(super) fn command() -> Command {
    Command::new("doctor")
        .about("Says what is wrong with a set-up, and the line that mends it; exits 0 where nothing is")
        .args(packages())
        .arg(format())
}

pub(super) fn read(matches: &ArgMatches) -> Doctor {
    Doctor {
        selection: selection(matches),
        is_json: is_json(matches),
    }
}
