//! What a manifest says of perfmacro.

use toml_edit::{DocumentMut, Item};

use super::ManifestError;
use super::dependency;

/// Features that make perfmacro active: every one but the default.
const INERT: [&str; 2] = ["default", "std"];

/// A manifest that was read.
#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    document: DocumentMut,
}

/// How Cargo unites features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolver {
    /// Those of dev-dependencies are on in production, too.
    One {
        /// Why it is this one.
        because: &'static str,
    },
    /// They are not.
    Later,
}

/// Those of `features` that make perfmacro active.
pub(super) fn active(features: &[String]) -> Vec<String> {
    let is_active = |feature: &&String| !INERT.contains(&feature.as_str());
    features.iter().filter(is_active).cloned().collect()
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// It is no TOML.
    pub(crate) fn read(text: &str) -> Result<Manifest, ManifestError> {
        Ok(Manifest {
            document: text.parse()?,
        })
    }

    /// What a path of keys leads to.
    fn at(&self, path: &[&str]) -> Option<&Item> {
        let mut item = self.document.as_item();
        for key in path {
            item = item.get(key)?;
        }
        Some(item)
    }

    /// The key under which `[dependencies]` or `[dev-dependencies]` has perfmacro.
    pub(crate) fn dependency_key(&self, section: &str) -> Option<String> {
        dependency::key(self.at(&[section])?.as_table_like()?)
    }

    /// The features that a section turns on; `None` where it has no perfmacro.
    pub(crate) fn features(&self, section: &str) -> Option<Vec<String>> {
        let key = self.dependency_key(section)?;
        Some(dependency::features(self.at(&[section, &key])?))
    }

    /// The features that make perfmacro active in production.
    pub(crate) fn active_in_production(&self) -> Vec<String> {
        active(&self.features("dependencies").unwrap_or_default())
    }

    /// Whether a section has perfmacro as `workspace = true`.
    pub(crate) fn inherits(&self, section: &str) -> bool {
        self.dependency_key(section)
            .and_then(|key| self.at(&[section, &key, "workspace"])?.as_bool())
            .unwrap_or(false)
    }

    /// Whether the workspace has dependencies for its members.
    pub(crate) fn has_workspace_dependencies(&self) -> bool {
        self.at(&["workspace", "dependencies"]).is_some()
    }

    /// The features that the workspace's own line turns on, which each member that inherits it has.
    pub(crate) fn workspace_features(&self) -> Vec<String> {
        self.at(&["workspace", "dependencies"])
            .and_then(Item::as_table_like)
            .and_then(|table| Some(dependency::features(table.get(&dependency::key(table)?)?)))
            .unwrap_or_default()
    }

    /// Those of them that make perfmacro active.
    pub(crate) fn active_in_workspace(&self) -> Vec<String> {
        active(&self.workspace_features())
    }

    /// Whether `cargo bench` takes the library for a benchmark.
    pub(crate) fn benches_library(&self) -> bool {
        self.at(&["lib", "bench"]).and_then(Item::as_bool) != Some(false)
    }

    /// Whether `cargo bench` takes the binary for a benchmark.
    pub(crate) fn benches_bin(&self, name: &str) -> bool {
        !self.says_false("bin", name, "bench")
    }

    /// Whether the benchmark target runs under libtest's harness.
    pub(crate) fn has_harness(&self, bench: &str) -> bool {
        !self.says_false("bench", bench, "harness")
    }

    fn says_false(&self, kind: &str, name: &str, key: &str) -> bool {
        self.at(&[kind])
            .and_then(Item::as_array_of_tables)
            .into_iter()
            .flatten()
            .filter(|target| target.get("name").and_then(Item::as_str) == Some(name))
            .any(|target| target.get(key).and_then(Item::as_bool) == Some(false))
    }

    /// How Cargo unites features, by the root's manifest.
    pub(crate) fn resolver(&self) -> Resolver {
        let said = |table: &str| self.at(&[table, "resolver"]).and_then(Item::as_str);
        if let Some(resolver) = said("workspace").or_else(|| said("package")) {
            return match resolver {
                "1" => Resolver::One {
                    because: "the manifest says resolver 1",
                },
                _ => Resolver::Later,
            };
        }
        if self.at(&["package"]).is_none() {
            return Resolver::One {
                because: "a workspace without a root package has resolver 1",
            };
        }
        let edition = self
            .at(&["package", "edition"])
            .and_then(Item::as_str)
            .or_else(|| {
                self.at(&["workspace", "package", "edition"])
                    .and_then(Item::as_str)
                    .filter(|_| self.at(&["package", "edition", "workspace"]).is_some())
            });
        match edition {
            None | Some("2015" | "2018") => Resolver::One {
                because: "editions before 2021 have resolver 1",
            },
            Some(_) => Resolver::Later,
        }
    }

    /// Whether tests are said to be without optimisation.
    pub(crate) fn has_unoptimized_tests_on_purpose(&self) -> bool {
        self.opt_level(&["profile", "test"]) == Some(false)
    }

    /// Whether the tests of all of these packages are optimised, by the root's manifest.
    pub(crate) fn optimizes_tests_of(&self, packages: &[&str]) -> bool {
        let all = self
            .opt_level(&["profile", "test"])
            .or_else(|| self.opt_level(&["profile", "dev"]));
        let one = |package: &&str| {
            ["test", "dev"]
                .iter()
                .find_map(|profile| self.opt_level(&["profile", profile, "package", package]))
        };
        let is_optimized = |package| one(package).or(all) == Some(true);
        if packages.is_empty() {
            return all == Some(true);
        }
        packages.iter().all(is_optimized)
    }

    /// Whether the profile optimises, where it says.
    fn opt_level(&self, profile: &[&str]) -> Option<bool> {
        let path = [profile, &["opt-level"]].concat();
        let level = self.at(&path)?;
        Some(level.as_integer() != Some(0))
    }
}
