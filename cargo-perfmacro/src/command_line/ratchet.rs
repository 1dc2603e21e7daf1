//! `ratchet`, as it is written.

use std::path::PathBuf;

use cargo_perfmacro::ratchet;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::ratcheting::Ratchet;

use super::arguments::{flag, option, path};

pub(super) fn command() -> Command {
    Command::new("ratchet")
        .about("Writes budgets from what was measured into the attributes, and shows the change first")
        .long_about(
            "Writes budgets from what was measured into the attributes: a first target where there is none, and a tighter \
             one where there is more room than the headroom. Take a run without a filter: a budget that several cases share is written \
             from those that were measured. Nothing is loosened without --loosen, formulas and lists are left \
             alone, and nothing else in the source changes.",
        )
        .arg(
            option("headroom")
                .value_name("PERCENT")
                .value_parser(value_parser!(f64))
                .help("What a budget on time has above what was measured [default: 50]"),
        )
        .arg(flag("loosen").help("Also raise budgets that were breached"))
        .arg(flag("yes").short('y').help("Make the change without asking"))
        .arg(flag("dry-run").help("Show the change and make none"))
        .arg(
            Arg::new("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("A file of records [default: the newest run's]"),
        )
}

pub(super) fn read(matches: &ArgMatches) -> Ratchet {
    Ratchet {
        settings: ratchet::Settings {
            headroom: matches
                .get_one::<f64>("headroom")
                .map_or(ratchet::Settings::default().headroom, |percent| {
                    percent / 100.0
                }),
            loosen: matches.get_flag("loosen"),
        },
        file: path(matches, "FILE"),
        is_confirmed: matches.get_flag("yes"),
        is_dry: matches.get_flag("dry-run"),
    }
}
