//! The fixture `verdicts`, built once for all tests of this process.

use std::sync::OnceLock;

use crate::executable::{Executable, Running};
use crate::fixture::{Fixture, Outcome};

/// The copy and its test executables, optimised.
pub(crate) struct Suite {
    pub(crate) fixture: Fixture,
    /// Of `src/lib.rs`.
    unit: Executable,
    /// Of `tests/turns.rs`.
    integration: Executable,
}

impl Suite {
    /// Builds it where it is not built.
    pub(crate) fn built() -> &'static Suite {
        static BUILT: OnceLock<Suite> = OnceLock::new();
        BUILT.get_or_init(|| {
            let fixture = Fixture::new("verdicts", "verdicts");
            let built = fixture.cargo("test --release --no-run").exits(0);
            Suite {
                unit: Executable::of("src/lib.rs", &built),
                integration: Executable::of("tests/turns.rs", &built),
                fixture,
            }
        })
    }

    /// Runs the unit tests that `arguments` select.
    pub(crate) fn run(&self, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        self.unit.run(&self.fixture, arguments, variables)
    }

    /// As [`Suite::run`], without waiting for their end.
    pub(crate) fn start(&self, arguments: &str, variables: &[(&str, &str)]) -> Running {
        self.unit.start(&self.fixture, arguments, variables)
    }

    /// Starts the integration tests that `arguments` select.
    pub(crate) fn start_integration(&self, arguments: &str, variables: &[(&str, &str)]) -> Running {
        self.integration.start(&self.fixture, arguments, variables)
    }

    /// `file:line:column` of the attribute on `function` in `src/{module}.rs`.
    pub(crate) fn place(&self, module: &str, function: &str) -> String {
        self.fixture
            .attribute_place(&format!("src/{module}.rs"), function)
    }
}

/// The variables that make `folder` the place of the machine's lock, on any system.
pub(crate) fn temporary(folder: &str) -> [(&'static str, &str); 3] {
    ["TMPDIR", "TMP", "TEMP"].map(|name| (name, folder))
}
