//! What the manifest of an annotated package needs.

use toml_edit::{Item, TableLike, Value};

use super::ManifestError;
use super::dependency::{self, Source};
use super::edit::{self, Edited, Editor};

/// A library target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Library {
    /// The crate, as code names it.
    pub(crate) crate_name: String,
}

/// A binary target, written in the manifest or found by Cargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bin {
    pub(crate) name: String,
    /// Relative to the manifest.
    pub(crate) path: String,
}

/// What is to be added to a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package<'a> {
    /// All of its binaries.
    pub(crate) bins: &'a [Bin],
    /// Whether Cargo finds further benchmark targets by itself, and stops to in edition 2015 once one is written down.
    pub(crate) loses_benches: bool,
    /// Where perfmacro comes from.
    pub(crate) source: &'a Source,
    /// Features beside `bench`.
    pub(crate) features: &'a [String],
    /// The benchmark target.
    pub(crate) bench: &'a str,
    /// Whether the target's file is there and is no suite of perfmacro's.
    pub(crate) is_bench_foreign: bool,
}

/// The manifest `text` with all that is missing.
///
/// # Errors
///
/// It is no TOML, a key is written in a way that is not edited, or the benchmark target is something else's.
pub(crate) fn edit_package(text: &str, package: &Package<'_>) -> Result<Edited, ManifestError> {
    let mut editor = Editor::new(text)?;
    without_benchmarks(editor.table("lib")?);
    bins(&mut editor, package.bins)?;
    dependencies(&mut editor, package)?;
    bench(&mut editor, package)?;
    Ok(editor.finish())
}

/// `cargo bench` hands its flags to each target that is a benchmark.
fn without_benchmarks(target: &mut dyn TableLike) {
    edit::set(target, "bench", false);
}

fn bins(editor: &mut Editor, bins: &[Bin]) -> Result<(), ManifestError> {
    for Bin { name, path } in bins {
        let written = match editor.document.get_mut("bin") {
            None => None,
            Some(Item::ArrayOfTables(targets)) => targets
                .iter_mut()
                .find(|target| target.get("name").and_then(Item::as_str) == Some(name)),
            Some(_) => return Err(ManifestError::Shape("bin".to_owned())),
        };
        match written {
            Some(target) => without_benchmarks(target),
            None => editor.push_table(
                "bin",
                &[
                    ("name", name.as_str().into()),
                    ("path", path.as_str().into()),
                    ("bench", false.into()),
                ],
            )?,
        }
    }
    Ok(())
}

fn dependencies(editor: &mut Editor, package: &Package<'_>) -> Result<(), ManifestError> {
    let features = std::iter::once("bench".to_owned())
        .chain(package.features.iter().cloned())
        .collect::<Vec<_>>();

    let normal = editor.table("dependencies")?;
    let key = if let Some(key) = dependency::key(normal) {
        key
    } else {
        normal.insert("perfmacro", package.source.line());
        "perfmacro".to_owned()
    };
    let line = normal.get(&key).cloned().unwrap_or_default();
    let active = super::read::active(&dependency::features(&line));
    if !active.is_empty() {
        editor.notes.push(format!(
            "[dependencies] turns on `{}`, also in production: `cargo perfmacro doctor` says more",
            active.join("`, `")
        ));
    }

    let development = editor.table("dev-dependencies")?;
    let written = dependency::key(development).and_then(|key| development.get_mut(&key));
    if let Some(line) = written {
        return dependency::add_features(line, &features);
    }
    development.insert(&key, dependency::with_features(&line, &features));
    Ok(())
}

fn bench(editor: &mut Editor, package: &Package<'_>) -> Result<(), ManifestError> {
    let name = package.bench;
    if package.is_bench_foreign {
        return Err(ManifestError::OtherBench {
            name: name.to_owned(),
            path: format!("benches/{name}.rs"),
        });
    }
    let written = match editor.document.get_mut("bench") {
        None => None,
        Some(Item::ArrayOfTables(targets)) => targets
            .iter_mut()
            .find(|target| target.get("name").and_then(Item::as_str) == Some(name)),
        Some(_) => return Err(ManifestError::Shape("bench".to_owned())),
    };
    if let Some(target) = written {
        edit::set(target, "harness", false);
        return Ok(());
    }
    if package.loses_benches
        && !editor.document["package"]
            .as_table_like()
            .is_some_and(|table| table.contains_key("autobenches"))
    {
        edit::set(editor.table("package")?, "autobenches", true);
        editor.notes.push(
            "edition 2015 stops to look for benchmark targets where one is written down: `autobenches = true` keeps the others"
                .to_owned(),
        );
    }
    editor.push_table(
        "bench",
        &[("name", Value::from(name)), ("harness", false.into())],
    )
}
