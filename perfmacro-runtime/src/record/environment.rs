//! Where results come from: everything that moves numbers and is known.
//!
//! No name of a host or of a user, no path and no variable is in it: records are made to be shown to others.

use std::thread;

use super::line;
use super::system;

record! {
    /// A process that measured, on a machine, in a build.
    pub struct Environment {
        /// What results name: a hash of everything below `unix_time_ms`, so that equal ones are the same.
        pub id: String,
        /// The run it was seen in.
        pub run: String,
        /// When it was written, in milliseconds since 1970.
        pub unix_time_ms: u64,
        /// The version of perfmacro.
        pub perfmacro: String,
        /// What measured.
        pub command: Command,
        /// `rustc --version` of the compiler.
        pub rustc: String,
        /// The target triple.
        pub target: String,
        /// The target's features that were known when perfmacro was built.
        pub target_features: Vec<String>,
        /// What the profile inherits from, as Cargo tells a build script: `debug` or `release`.
        pub profile: String,
        /// `opt-level` of perfmacro's runtime. Whether the crate of a function was optimised is in its result.
        pub opt_level: String,
        /// Of perfmacro's runtime.
        pub debug_assertions: bool,
        /// What slows the whole build down: `sanitizer`, `coverage`.
        pub instrumented: Option<String>,
        /// The system.
        pub os: String,
        /// The processor's architecture.
        pub arch: String,
        /// The processor's model.
        pub cpu: Option<String>,
        /// Cores that the process may use.
        pub cores: Option<u64>,
        /// What was checked out, where the package is in git's work tree.
        pub commit: Option<Commit>,
    }
}

record! {
    /// A commit.
    pub struct Commit {
        /// Its hash.
        pub id: String,
        /// Whether files that git knows differ from it, where git says.
        pub dirty: Option<bool>,
    }
}

words! {
    /// What measured.
    pub enum Command {
        /// A generated test.
        Test = "test",
        /// A suite.
        Bench = "bench",
    }
}

impl Environment {
    /// That of this process, in `run`.
    #[must_use]
    pub(super) fn of_process(command: Command, run: &str, commit: Option<Commit>) -> Environment {
        let features = env!("PERFMACRO_BUILT_TARGET_FEATURES").split(',');
        let instrumented = env!("PERFMACRO_INSTRUMENTED");
        Environment {
            id: String::new(),
            run: run.to_owned(),
            unix_time_ms: 0,
            perfmacro: env!("CARGO_PKG_VERSION").to_owned(),
            command,
            rustc: env!("PERFMACRO_BUILT_RUSTC").to_owned(),
            target: env!("PERFMACRO_BUILT_TARGET").to_owned(),
            target_features: features
                .filter(|feature| !feature.is_empty())
                .map(str::to_owned)
                .collect(),
            profile: env!("PERFMACRO_BUILT_PROFILE").to_owned(),
            opt_level: env!("PERFMACRO_BUILT_OPT_LEVEL").to_owned(),
            debug_assertions: cfg!(debug_assertions),
            instrumented: (!instrumented.is_empty()).then(|| instrumented.to_owned()),
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
            cpu: system::cpu(),
            cores: thread::available_parallelism()
                .ok()
                .map(|cores| cores.get() as u64),
            commit,
        }
        .identified()
    }

    /// Written at this time.
    #[must_use]
    pub(super) fn at(self, unix_time_ms: u64) -> Environment {
        Environment {
            unix_time_ms,
            ..self
        }
    }

    /// With the id that its content has.
    pub(super) fn identified(mut self) -> Environment {
        let run = std::mem::take(&mut self.run);
        self.id.clear();
        self.unix_time_ms = 0;
        self.id = format!("{:016x}", fnv1a(line::json(&self).as_bytes()));
        self.run = run;
        self
    }
}

/// A hash that is the same in every build and on every machine.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use expect_test::expect;

    use super::*;

    /// One with every field.
    pub(in crate::record) fn environment() -> Environment {
        Environment {
            id: String::new(),
            run: "20261121T103000Z-4711".to_owned(),
            unix_time_ms: 1_795_257_000_123,
            perfmacro: "0.1.0".to_owned(),
            command: Command::Test,
            rustc: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            target_features: vec!["fxsr".to_owned(), "sse2".to_owned()],
            profile: "release".to_owned(),
            opt_level: "3".to_owned(),
            debug_assertions: false,
            instrumented: Some("coverage".to_owned()),
            os: "linux".to_owned(),
            arch: "x86_64".to_owned(),
            cpu: Some("AMD EPYC 7B13".to_owned()),
            cores: Some(2),
            commit: Some(Commit {
                id: "15d8c1530c4aa0b4c4d1a1f9d6a0d7e3b9b1c2d3".to_owned(),
                dirty: Some(true),
            }),
        }
        .identified()
        .at(1_795_257_000_123)
    }

    #[test]
    fn an_environment_is_a_line() {
        expect![[r#"
            {"perfmacro_record":1,"kind":"environment","id":"3208315637e0c64f","run":"20261121T103000Z-4711","unix_time_ms":1795257000123,"perfmacro":"0.1.0","command":"test","rustc":"rustc 1.95.0 (59807616e 2026-04-14)","target":"x86_64-unknown-linux-gnu","target_features":["fxsr","sse2"],"profile":"release","opt_level":"3","debug_assertions":false,"instrumented":"coverage","os":"linux","arch":"x86_64","cpu":"AMD EPYC 7B13","cores":2,"commit":{"id":"15d8c1530c4aa0b4c4d1a1f9d6a0d7e3b9b1c2d3","dirty":true}}
        "#]].assert_eq(&line::line(line::ENVIRONMENT, &environment()));
    }

    #[test]
    fn what_is_the_same_has_the_same_id() {
        let first = environment();
        let later = Environment {
            run: "other".to_owned(),
            ..environment()
        };
        let elsewhere = Environment {
            cores: Some(4),
            ..environment()
        };
        assert_eq!(later.identified().id, first.id);
        assert_ne!(elsewhere.identified().id, first.id);
    }

    #[test]
    fn nothing_is_left_out_for_lack_of_an_answer() {
        let own = Environment::of_process(Command::Bench, "run", None);
        assert!(own.rustc.starts_with("rustc 1."), "{own:?}");
        assert!(!own.target.is_empty() && !own.opt_level.is_empty());
    }
}
