//! The benchmark targets, built to be profiled: with debug information, and with what samples calls.
//!
//! Cargo keeps a build with other debug information beside the one that is measured.

use crate::cargo::Cargo;
use crate::suites::{self, BuiltSuite, Suite, SuiteError};
use crate::terminal::Terminal;

use super::{Profile, ProfileError, Tool};

/// The suites, with debug information and what samples calls.
pub(super) fn build<'a>(
    options: &Profile,
    suites: Vec<Suite<'a>>,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Vec<BuiltSuite<'a>>, ProfileError> {
    let variables = variables(options.selection.profile.as_deref());
    let shown = variables
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>();
    terminal.tell(&format!(
        "Builds with debug information, apart from what is measured: {}",
        shown.join(" ")
    ));
    let mut built = Vec::new();
    for (feature, suites) in by_feature(options.tool, suites) {
        let mut selection = options.selection.clone();
        selection.features.extend(feature.clone());
        let group = suites::build(suites, &selection, &variables, cargo, terminal);
        built.extend(group.map_err(|error| {
            if let (SuiteError::Build, Some(feature)) = (&error, &feature) {
                terminal.tell_always(&format!("The build had the feature `{feature}` turned on."));
            }
            ProfileError::Suite(error)
        })?);
    }
    Ok(built)
}

/// The suites with the feature that has calls sampled, under the name that each package has for perfmacro. A package that
/// depends on it by way of another has none: there it has to be on already.
fn by_feature(tool: Tool, suites: Vec<Suite<'_>>) -> Vec<(Option<String>, Vec<Suite<'_>>)> {
    let mut groups: Vec<(Option<String>, Vec<Suite<'_>>)> = Vec::new();
    for suite in suites {
        let key = (tool == Tool::Flamegraph)
            .then(|| suites::dependency_key(suite.package))
            .flatten();
        let feature = key.map(|key| format!("{key}/flamegraph"));
        match groups.iter_mut().find(|(known, _)| *known == feature) {
            Some((_, group)) => group.push(suite),
            None => groups.push((feature, vec![suite])),
        }
    }
    groups
}

/// What Cargo is told of the profile to build with: names of functions, also of those that were inlined, and their lines.
fn variables(profile: Option<&str>) -> Vec<(String, String)> {
    let profile = match profile {
        None => "BENCH".to_owned(),
        Some(profile) => profile.to_uppercase().replace('-', "_"),
    };
    // Less than 1, `line-tables-only`, has inlined functions without their modules.
    [("DEBUG", "1"), ("STRIP", "none")]
        .map(|(name, value)| (format!("CARGO_PROFILE_{profile}_{name}"), value.to_owned()))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_that_is_built_has_debug_information() {
        let shown = |profile| {
            let variables = variables(profile).into_iter();
            let pairs = variables.map(|(name, value)| format!("{name}={value}"));
            pairs.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            shown(None),
            "CARGO_PROFILE_BENCH_DEBUG=1 CARGO_PROFILE_BENCH_STRIP=none"
        );
        assert_eq!(
            shown(Some("fast-lto")),
            "CARGO_PROFILE_FAST_LTO_DEBUG=1 CARGO_PROFILE_FAST_LTO_STRIP=none"
        );
    }
}
