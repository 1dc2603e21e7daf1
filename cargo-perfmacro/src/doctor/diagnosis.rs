//! From what a set-up says to what is wrong with it: values in, values out.

use crate::manifest::{Manifest, Resolver};

use super::source::Uses;

/// What holds for all packages.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) manifest: Manifest,
    /// `Cargo.lock`; empty where there is none yet.
    pub(super) lock: String,
    pub(super) has_valgrind: bool,
}

/// A package to look at.
#[derive(Clone, Debug)]
pub(super) struct Patient {
    pub(super) name: String,
    /// Its manifest, as it is shown.
    pub(super) file: String,
    pub(super) manifest: Manifest,
    /// The library's crate.
    pub(super) library: Option<String>,
    pub(super) bins: Vec<String>,
    pub(super) suites: Vec<SuiteFile>,
    pub(super) uses: Uses,
}

/// A benchmark target with a `main!` of perfmacro's.
#[derive(Clone, Debug)]
pub(super) struct SuiteFile {
    pub(super) bench: String,
    /// As it is shown.
    pub(super) file: String,
    /// Those that `main!` names.
    pub(super) crates: Vec<String>,
}

/// Something wrong, and what mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// A name that stays, for programs.
    pub(super) check: &'static str,
    /// `None` where it is the workspace's.
    pub(super) package: Option<String>,
    /// Where it is to be mended.
    pub(super) file: String,
    pub(super) problem: String,
    /// The line that mends it.
    pub(super) mend: String,
}

/// What is wrong, the workspace's before the packages'.
pub(super) fn diagnose(root: &Root, packages: &[Patient]) -> Vec<Finding> {
    let users = packages
        .iter()
        .filter(|package| package.uses.attribute || package.has_perfmacro())
        .collect::<Vec<_>>();
    if users.is_empty() {
        let names = packages.iter().map(|package| format!("`{}`", package.name));
        return vec![Finding {
            check: "missing",
            package: None,
            file: "Cargo.toml".to_owned(),
            problem: format!("{} has no perfmacro", names.collect::<Vec<_>>().join(", ")),
            mend: "cargo perfmacro init".to_owned(),
        }];
    }
    let mut findings = of_root(root, &users);
    for package in users {
        findings.extend(package.dependencies(root));
        if package.has_perfmacro() {
            findings.extend(package.targets());
            findings.extend(package.instruments(root));
        }
    }
    findings
}

fn of_root(root: &Root, users: &[&Patient]) -> Vec<Finding> {
    let finding = |check, problem: String, mend: &str| Finding {
        check,
        package: None,
        file: "Cargo.toml".to_owned(),
        problem,
        mend: mend.to_owned(),
    };
    let mut findings = Vec::new();
    if let Resolver::One { because } = root.manifest.resolver() {
        findings.push(finding(
            "resolver",
            format!("{because}: the features of dev-dependencies are on in production"),
            "resolver = \"2\" in [workspace], or in [package] where there is none",
        ));
    }
    let names = users
        .iter()
        .map(|package| package.name.as_str())
        .collect::<Vec<_>>();
    if !root.manifest.optimizes_tests_of(&names) {
        findings.push(finding(
            "unoptimized-tests",
            "tests are not optimised, and budgets on time NOT ENFORCED in plain `cargo test`"
                .to_owned(),
            "[profile.test]\nopt-level = 3",
        ));
    }
    let versions = versions(&root.lock);
    if versions.len() > 1 {
        findings.push(Finding {
            file: "Cargo.lock".to_owned(),
            ..finding(
                "two-versions",
                format!(
                    "there are {} versions of perfmacro, {}: each has a registry of its own",
                    versions.len(),
                    versions.join(" and ")
                ),
                "the same version in every Cargo.toml; `cargo tree --invert perfmacro` shows who asks for which",
            )
        });
    }
    findings
}

/// The versions of perfmacro in a lock file.
fn versions(lock: &str) -> Vec<String> {
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while let Some(line) = lines.next() {
        if line == "name = \"perfmacro\"" {
            let version = lines.next().unwrap_or_default();
            let version = version.trim_start_matches("version = ").trim_matches('"');
            versions.push(version.to_owned());
        }
    }
    versions
}

impl Patient {
    fn has_perfmacro(&self) -> bool {
        ["dependencies", "dev-dependencies"]
            .iter()
            .any(|section| self.manifest.dependency_key(section).is_some())
    }

    fn finding(
        &self,
        check: &'static str,
        problem: impl Into<String>,
        mend: impl Into<String>,
    ) -> Finding {
        Finding {
            check,
            package: Some(self.name.clone()),
            file: self.file.clone(),
            problem: problem.into(),
            mend: mend.into(),
        }
    }

    /// The features that tests have.
    fn features(&self, root: &Root) -> Vec<String> {
        ["dependencies", "dev-dependencies"]
            .iter()
            .flat_map(|section| {
                let own = self.manifest.features(section).unwrap_or_default();
                let inherited = self
                    .manifest
                    .inherits(section)
                    .then(|| root.manifest.workspace_features());
                own.into_iter().chain(inherited.unwrap_or_default())
            })
            .collect()
    }

    fn dependencies(&self, root: &Root) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.manifest.dependency_key("dependencies").is_none() {
            findings.push(self.finding(
                "dependency",
                "perfmacro is not in [dependencies], and the attribute not in `cargo build`",
                "[dependencies]\nperfmacro = \"0.1\"",
            ));
        }
        let mut active = self.manifest.active_in_production();
        if self.manifest.inherits("dependencies") {
            active.extend(root.manifest.active_in_workspace());
        }
        if !active.is_empty() {
            findings.push(self.finding(
                "active-in-production",
                format!(
                    "[dependencies] turns on `{}`: what measures is in `cargo build`, too",
                    active.join("`, `")
                ),
                format!(
                    "[dev-dependencies]\nperfmacro = {{ .., features = [{}] }}\nand no features in [dependencies]",
                    active.iter().map(|feature| format!("\"{feature}\"")).collect::<Vec<_>>().join(", ")
                ),
            ));
        }
        let is_active = self.features(root).iter().any(|feature| feature == "bench");
        if !is_active {
            findings.push(self.finding(
                "inactive",
                "no feature `bench` in [dev-dependencies]: `main!` does not compile",
                "[dev-dependencies]\nperfmacro = { version = \"0.1\", features = [\"bench\"] }",
            ));
        }
        findings
    }

    fn targets(&self) -> Vec<Finding> {
        let Some(library) = &self.library else {
            return vec![self.finding(
                "no-library",
                "there is no library, and a benchmark target links libraries: functions of a binary are tested alone",
                "the functions in `src/lib.rs`",
            )];
        };
        let mut findings = Vec::new();
        if self.suites.is_empty() {
            findings.push(self.finding(
                "no-suite",
                "no benchmark target has a `perfmacro::main!`",
                "cargo perfmacro init",
            ));
        } else if !self
            .suites
            .iter()
            .any(|suite| suite.crates.contains(library))
        {
            let suite = &self.suites[0];
            findings.push(Finding {
                file: suite.file.clone(),
                ..self.finding(
                    "not-named",
                    format!("`main!` does not name `{library}`, none of whose functions it runs"),
                    format!(
                        "perfmacro::main!({});",
                        suite
                            .crates
                            .iter()
                            .chain([library])
                            .cloned()
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                )
            });
        }
        for suite in &self.suites {
            if self.manifest.has_harness(&suite.bench) {
                findings.push(self.finding(
                    "harness",
                    format!(
                        "the benchmark target `{}` runs under libtest's harness",
                        suite.bench
                    ),
                    format!("[[bench]]\nname = \"{}\"\nharness = false", suite.bench),
                ));
            }
        }
        if self.manifest.benches_library() {
            findings.push(self.finding(
                "library-bench",
                "`cargo bench -- --flag` reaches the library's tests first: `Unrecognized option`",
                "[lib]\nbench = false",
            ));
        }
        for bin in self
            .bins
            .iter()
            .filter(|bin| self.manifest.benches_bin(bin))
        {
            findings.push(self.finding(
                "binary-bench",
                format!("`cargo bench -- --flag` reaches the tests of the binary `{bin}` first: `Unrecognized option`"),
                format!("[[bin]]\nname = \"{bin}\"\nbench = false"),
            ));
        }
        findings
    }

    fn instruments(&self, root: &Root) -> Vec<Finding> {
        let features = self.features(root);
        let has = |names: &[&str]| {
            features
                .iter()
                .any(|feature| names.contains(&feature.as_str()))
        };
        let mut findings = Vec::new();
        if self.uses.allocations && !has(&["alloc", "counting"]) {
            findings.push(self.finding(
                "no-allocator",
                "there are budgets on allocations, and nothing counts them",
                "[dev-dependencies]\nperfmacro = { .., features = [\"bench\", \"alloc\"] }",
            ));
        }
        if self.uses.instructions && !root.has_valgrind && !has(&["perf-event"]) {
            findings.push(self.finding(
                "no-valgrind",
                "there are budgets on instructions, and no valgrind that counts them: NOT ENFORCED",
                "apt-get install valgrind, dnf install valgrind, or the feature `perf-event` where the processor's counters are open",
            ));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"[package]
name = "a"
edition = "2024"

[lib]
bench = false

[[bin]]
name = "tool"
bench = false

[dependencies]
perfmacro = "0.1"

[dev-dependencies]
perfmacro = { version = "0.1", features = ["bench", "alloc"] }

[[bench]]
name = "perf"
harness = false

[profile.test]
opt-level = 3
"#;

    fn checks(
        manifest: &str,
        lock: &str,
        has_valgrind: bool,
        crates: &[&str],
    ) -> Vec<&'static str> {
        let manifest = Manifest::read(manifest).expect("a manifest");
        let root = Root {
            manifest: manifest.clone(),
            lock: lock.to_owned(),
            has_valgrind,
        };
        let patient = Patient {
            name: "a".to_owned(),
            file: "Cargo.toml".to_owned(),
            manifest,
            library: Some("a".to_owned()),
            bins: vec!["tool".to_owned()],
            suites: vec![SuiteFile {
                bench: "perf".to_owned(),
                file: "benches/perf.rs".to_owned(),
                crates: crates.iter().map(|&krate| krate.to_owned()).collect(),
            }],
            uses: Uses {
                attribute: true,
                allocations: true,
                instructions: true,
            },
        };
        diagnose(&root, &[patient])
            .into_iter()
            .map(|finding| finding.check)
            .collect()
    }

    #[test]
    fn a_good_set_up_is_well() {
        assert_eq!(checks(GOOD, "", true, &["a"]), [""; 0]);
        let perf_event = GOOD.replace("\"alloc\"", "\"alloc\", \"perf-event\"");
        assert_eq!(checks(&perf_event, "", false, &["a"]), [""; 0]);
    }

    #[test]
    fn each_mistake_is_found_alone() {
        for (what, with, check) in [
            ("[lib]\nbench = false\n", "", "library-bench"),
            (
                "name = \"tool\"\nbench = false",
                "name = \"tool\"",
                "binary-bench",
            ),
            ("harness = false", "", "harness"),
            ("opt-level = 3", "debug = 1", "unoptimized-tests"),
            ("edition = \"2024\"", "edition = \"2018\"", "resolver"),
            ("edition = \"2024\"", "resolver = \"1\"", "resolver"),
            (", \"alloc\"", "", "no-allocator"),
            ("\"bench\", ", "", "inactive"),
            (
                "[dependencies]\nperfmacro = \"0.1\"",
                "[dependencies]\nperfmacro = { version = \"0.1\", features = [\"bench\"] }",
                "active-in-production",
            ),
            ("[dependencies]\nperfmacro = \"0.1\"\n", "", "dependency"),
        ] {
            let text = GOOD.replace(what, with);
            assert_ne!(text, GOOD, "{what}");
            assert_eq!(checks(&text, "", true, &["a"]), [check], "{what}");
        }
        assert_eq!(checks(GOOD, "", true, &["b"]), ["not-named"]);
        assert_eq!(checks(GOOD, "", false, &["a"]), ["no-valgrind"]);
        let lock = "[[package]]\nname = \"perfmacro\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"perfmacro\"\nversion = \"0.2.0\"\n";
        assert_eq!(checks(GOOD, lock, true, &["a"]), ["two-versions"]);
    }
}
