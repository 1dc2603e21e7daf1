//! `baseline`, as it is written.

use cargo_perfmacro::baseline::{Name, Overwrite};
use clap::{Arg, ArgMatches, Command};

use crate::baselines::Keep;

use super::arguments::{flag, option};

pub(super) fn command() -> Command {
    let name = || {
        Arg::new("name")
            .required(true)
            .value_name("NAME")
            .value_parser(|text: &str| text.parse::<Name>())
            .help("The baseline's name")
    };
    Command::new("baseline")
        .about("Keeps results as files beside the source, perfmacro/baselines/NAME.json, fit to be committed")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("save")
                .about("Saves a run's results")
                .arg(name())
                .arg(
                    option("run")
                        .value_name("RUN")
                        .help("A run's name or a file of records [default: the newest run]"),
                )
                .arg(flag("overwrite").help("Replace a baseline of that name")),
        )
        .subcommand(Command::new("list").about("Lists the names"))
        .subcommand(
            Command::new("show")
                .about("Says of what machine and build one is")
                .arg(name()),
        )
        .subcommand(Command::new("remove").about("Removes one").arg(name()))
}

pub(super) fn read(matches: &ArgMatches) -> Keep {
    let (verb, matches) = matches.subcommand().expect("clap requires a subcommand");
    let name = || {
        matches
            .get_one::<Name>("name")
            .cloned()
            .expect("clap requires a name")
    };
    match verb {
        "save" => Keep::Save {
            name: name(),
            run: matches.get_one::<String>("run").cloned(),
            overwrite: if matches.get_flag("overwrite") {
                Overwrite::Replace
            } else {
                Overwrite::Refuse
            },
        },
        "show" => Keep::Show(name()),
        "remove" => Keep::Remove(name()),
        _ => Keep::List,
    }
}
