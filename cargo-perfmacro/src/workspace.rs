//! What Cargo says of a workspace: `cargo metadata`, read.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::manifest::{Bin, Library};

/// A workspace, or a package alone, which is one too.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The folder of the root's manifest.
    pub(crate) root: PathBuf,
    /// The folder that Cargo builds into.
    pub(crate) target: PathBuf,
    pub(crate) packages: Vec<Package>,
}

/// A member of a workspace.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// The folder of its manifest.
    pub(crate) folder: PathBuf,
    pub(crate) edition: String,
    /// Whether Cargo takes it where none is named.
    pub(crate) is_default: bool,
    /// A library that other code can link.
    pub(crate) library: Option<Library>,
    pub(crate) bins: Vec<Bin>,
    pub(crate) benches: Vec<Bench>,
}

/// A benchmark target.
#[derive(Clone, Debug)]
pub(crate) struct Bench {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Workspace {
    /// Reads Cargo's `metadata`; the current package's manifest is at `located`.
    pub(crate) fn read(metadata: &str, located: &Path) -> Option<Workspace> {
        let metadata: Value = serde_json::from_str(metadata).ok()?;
        let root = PathBuf::from(metadata["workspace_root"].as_str()?);
        let is_at_root = located.parent() == Some(&root);
        let members = metadata["workspace_members"].as_array()?;
        let defaults = metadata["workspace_default_members"].as_array();
        let mut packages = Vec::new();
        for package in metadata["packages"].as_array()? {
            if !members.contains(&package["id"]) {
                continue;
            }
            let manifest = Path::new(package["manifest_path"].as_str()?);
            let is_default = if is_at_root {
                defaults.is_none_or(|defaults| defaults.contains(&package["id"]))
            } else {
                manifest == located
            };
            packages.push(read_package(package, manifest, is_default)?);
        }
        let target = metadata["target_directory"]
            .as_str()
            .map_or_else(|| root.join("target"), PathBuf::from);
        Some(Workspace {
            root,
            target,
            packages,
        })
    }

    /// The root's manifest.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    /// A path as it is shown: relative to the workspace where it is in it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.display().to_string()
    }
}

impl Package {
    /// Its manifest.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }
}

fn read_package(package: &Value, manifest: &Path, is_default: bool) -> Option<Package> {
    let folder = manifest.parent()?.to_owned();
    let mut read = Package {
        name: package["name"].as_str()?.to_owned(),
        edition: package["edition"].as_str().unwrap_or("2015").to_owned(),
        is_default,
        library: None,
        bins: Vec::new(),
        benches: Vec::new(),
        folder,
    };
    for target in package["targets"].as_array()? {
        let name = target["name"].as_str()?.to_owned();
        let path = PathBuf::from(target["src_path"].as_str()?);
        for kind in target["kind"].as_array()?.iter().filter_map(Value::as_str) {
            match kind {
                "lib" | "rlib" => {
                    read.library = Some(Library {
                        crate_name: name.replace('-', "_"),
                    });
                }
                "bin" => {
                    let relative = path.strip_prefix(&read.folder).unwrap_or(&path);
                    read.bins.push(Bin {
                        name: name.clone(),
                        path: relative.to_string_lossy().replace('\\', "/"),
                    });
                }
                "bench" => read.benches.push(Bench {
                    name: name.clone(),
                    path: path.clone(),
                }),
                _ => {}
            }
        }
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_package_that_one_stands_in_is_meant() {
        let package = |name: &str| {
            json!({
                "id": name, "name": name, "edition": "2021", "manifest_path": format!("/w/{name}/Cargo.toml"),
                "targets": [
                    { "kind": ["lib"], "name": "my-lib", "src_path": "/w/a/src/lib.rs" },
                    { "kind": ["bin"], "name": "tool", "src_path": format!("/w/{name}/src/bin/tool.rs") },
                ],
            })
        };
        let metadata = json!({
            "workspace_root": "/w",
            "workspace_members": ["a", "b"],
            "workspace_default_members": ["a", "b"],
            "packages": [package("a"), package("b")],
        })
        .to_string();
        let defaults = |located: &str| {
            let workspace = Workspace::read(&metadata, Path::new(located)).expect("metadata");
            let packages = workspace.packages.into_iter();
            packages
                .filter(|package| package.is_default)
                .map(|package| package.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(defaults("/w/Cargo.toml"), ["a", "b"]);
        assert_eq!(defaults("/w/b/Cargo.toml"), ["b"]);
        let workspace = Workspace::read(&metadata, Path::new("/w/Cargo.toml")).expect("metadata");
        let package = &workspace.packages[0];
        assert_eq!(package.bins[0].path, "src/bin/tool.rs");
        let library = package.library.as_ref().expect("it has a library");
        assert_eq!(library.crate_name, "my_lib");
        assert_eq!(workspace.shown(&package.manifest()), "a/Cargo.toml");
    }
}
