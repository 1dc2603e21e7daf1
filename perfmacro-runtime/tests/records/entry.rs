//! What is recorded here.

use std::path::{Path, PathBuf};

use perfmacro_runtime::record::{Destination, Found, Recorder};
use perfmacro_runtime::{Case, Entry, Location, Options, Variant};

use perfmacro_runtime::policy::{Enforcement, Policy};

static VARIANTS: [Variant; 1] = [Variant::new(|_| Box::new(|_, _| {}))];

static NOTHING: Entry = Entry {
    module_path: "records",
    name: "nothing",
    test_module: "perf_nothing",
    package: None,
    location: Location {
        file: file!(),
        line: line!(),
        column: 1,
    },
    options: Options::DEFAULT,
    variants: &VARIANTS,
    is_optimized: || true,
};

/// A directory that is made anew.
pub(crate) fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).expect("an old directory can be removed");
    }
    path
}

pub(crate) fn destination(directory: &Path) -> Destination {
    Destination {
        directory: directory.to_owned(),
        run: "shared".to_owned(),
        is_kept_small: false,
        package: Some(env!("CARGO_MANIFEST_DIR").into()),
    }
}

/// Records something under a name.
pub(crate) fn record(recorder: &Recorder, name: &str) {
    let policy = Policy {
        enforcement: Enforcement::Auto,
        scale: 1.0,
        fault: None,
    };
    let case = Case::all(&NOTHING)[0];
    recorder.record(&Found::of_case(&case, name, policy, &[]));
}
