//! Which packages, and how they are built.

use crate::workspace::{Package, Workspace};

/// What the command line says of packages, features and the profile, as Cargo has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) packages: Vec<String>,
    pub(crate) workspace: bool,
    pub(crate) exclude: Vec<String>,
    pub(crate) features: Vec<String>,
    pub(crate) all_features: bool,
    pub(crate) no_default_features: bool,
    pub(crate) profile: Option<String>,
}

impl Selection {
    /// Cargo's arguments that say the same.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        let mut option = |name: &str, value: &str| {
            arguments.push(name.to_owned());
            arguments.push(value.to_owned());
        };
        for package in &self.packages {
            option("--package", package);
        }
        for package in &self.exclude {
            option("--exclude", package);
        }
        if self.workspace {
            arguments.push("--workspace".to_owned());
        }
        arguments.extend(self.build_arguments());
        arguments
    }

    /// Those of features and the profile.
    pub(crate) fn build_arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        for features in &self.features {
            arguments.extend(["--features".to_owned(), features.clone()]);
        }
        for (is_on, name) in [
            (self.all_features, "--all-features"),
            (self.no_default_features, "--no-default-features"),
        ] {
            if is_on {
                arguments.push(name.to_owned());
            }
        }
        if let Some(profile) = &self.profile {
            arguments.extend(["--profile".to_owned(), profile.clone()]);
        }
        arguments
    }

    /// The packages that are meant.
    ///
    /// # Errors
    ///
    /// The name of a package that is not there.
    pub(crate) fn of<'a>(&self, workspace: &'a Workspace) -> Result<Vec<&'a Package>, String> {
        for name in self.packages.iter().chain(&self.exclude) {
            if !workspace
                .packages
                .iter()
                .any(|package| package.name == *name)
            {
                let known = workspace
                    .packages
                    .iter()
                    .map(|package| format!("`{}`", package.name))
                    .collect::<Vec<_>>();
                return Err(format!(
                    "no package `{name}` in this workspace: it has {}",
                    known.join(", ")
                ));
            }
        }
        let is_meant = |package: &&Package| {
            if self.workspace {
                !self.exclude.contains(&package.name)
            } else if self.packages.is_empty() {
                package.is_default
            } else {
                self.packages.contains(&package.name)
            }
        };
        Ok(workspace.packages.iter().filter(is_meant).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_told_the_same() {
        let selection = Selection {
            workspace: true,
            exclude: vec!["b".to_owned()],
            features: vec!["x,y".to_owned()],
            no_default_features: true,
            profile: Some("release".to_owned()),
            ..Selection::default()
        };
        assert_eq!(
            selection.arguments().join(" "),
            "--exclude b --workspace --features x,y --no-default-features --profile release"
        );
    }
}
