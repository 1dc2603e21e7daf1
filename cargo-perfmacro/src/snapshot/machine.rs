//! A machine and a build: what has to be the same where times are compared.

use std::fmt;

use perfmacro_runtime::record::Environment;
use serde::{Deserialize, Serialize};

/// What moves a time beside the code. Nothing in it changes between two runs of the same build.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Machine {
    /// The processor's model, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpu: Option<String>,
    /// Cores that a process may use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cores: Option<u64>,
    /// The system.
    pub os: String,
    /// The processor's architecture.
    pub arch: String,
    /// `rustc --version`.
    pub rustc: String,
    /// The target triple.
    pub target: String,
    /// The target's features.
    pub target_features: Vec<String>,
    /// `debug` or `release`.
    pub profile: String,
    /// `opt-level`.
    pub opt_level: String,
    /// Whether debug assertions are on.
    pub debug_assertions: bool,
    /// `sanitizer` or `coverage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrumented: Option<String>,
    /// The version of perfmacro.
    pub perfmacro: String,
}

/// What is not the same on two machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// What differs: `CPU`, `toolchain`.
    pub what: &'static str,
    /// What it was.
    pub base: String,
    /// What it is now.
    pub new: String,
}

impl Machine {
    /// The one that an environment describes.
    #[must_use]
    pub fn of(environment: &Environment) -> Machine {
        Machine {
            cpu: environment.cpu.clone(),
            cores: environment.cores,
            os: environment.os.clone(),
            arch: environment.arch.clone(),
            rustc: environment.rustc.clone(),
            target: environment.target.clone(),
            target_features: environment.target_features.clone(),
            profile: environment.profile.clone(),
            opt_level: environment.opt_level.clone(),
            debug_assertions: environment.debug_assertions,
            instrumented: environment.instrumented.clone(),
            perfmacro: environment.perfmacro.clone(),
        }
    }

    /// What differs from this one to `new`. An unknown model of processor is only equal to another unknown one.
    #[must_use]
    pub fn differences(&self, new: &Machine) -> Vec<Difference> {
        let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "unknown".to_owned());
        let cores = |machine: &Machine| {
            machine
                .cores
                .map_or_else(|| "unknown".to_owned(), |cores| cores.to_string())
        };
        let instrumented = |machine: &Machine| {
            machine
                .instrumented
                .clone()
                .unwrap_or_else(|| "none".to_owned())
        };
        let pairs = [
            ("CPU", known(&self.cpu), known(&new.cpu)),
            ("cores", cores(self), cores(new)),
            ("system", self.os.clone(), new.os.clone()),
            ("architecture", self.arch.clone(), new.arch.clone()),
            ("toolchain", self.rustc.clone(), new.rustc.clone()),
            ("target", self.target.clone(), new.target.clone()),
            (
                "target features",
                self.target_features.join(","),
                new.target_features.join(","),
            ),
            ("profile", self.profile.clone(), new.profile.clone()),
            ("opt-level", self.opt_level.clone(), new.opt_level.clone()),
            (
                "debug assertions",
                self.debug_assertions.to_string(),
                new.debug_assertions.to_string(),
            ),
            ("instrumentation", instrumented(self), instrumented(new)),
            ("perfmacro", self.perfmacro.clone(), new.perfmacro.clone()),
        ];
        pairs
            .into_iter()
            .filter(|(_, base, new)| base != new)
            .map(|(what, base, new)| Difference { what, base, new })
            .collect()
    }
}

/// In a line, for headings.
impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cpu = self.cpu.as_deref().unwrap_or("unknown CPU");
        write!(
            formatter,
            "{cpu}, {}, {}, {} (opt-level {})",
            self.target, self.rustc, self.profile, self.opt_level
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { what, base, new } = self;
        write!(formatter, "{what}: `{base}`, now `{new}`")
    }
}
