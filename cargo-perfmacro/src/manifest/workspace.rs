//! What only the manifest at the root of a workspace, or of a package alone, can say.

use toml_edit::{Item, Table};

use super::ManifestError;
use super::dependency::{self, Source};
use super::edit::{self, Edited, Editor};
use super::read::{Manifest, Resolver};

/// The root's manifest `text` with all that is missing: optimised tests, a resolver that keeps features of tests out
/// of production, and with `inherited` the dependency that members take from it.
///
/// # Errors
///
/// It is no TOML, or a key is written in a way that is not edited.
pub(crate) fn edit_workspace(
    text: &str,
    members: &[&str],
    inherited: Option<&Source>,
) -> Result<Edited, ManifestError> {
    let manifest = Manifest::read(text)?;
    let mut editor = Editor::new(text)?;
    if let Some(source) = inherited {
        inherit(&mut editor, source)?;
    }
    if let Resolver::One { because } = manifest.resolver() {
        resolver(&mut editor)?;
        editor.notes.push(format!(
            "{because}: `cargo build` would turn on the features of dev-dependencies; `resolver = \"2\"` does not"
        ));
    }
    if manifest.has_unoptimized_tests_on_purpose() {
        editor.notes.push(
            "[profile.test] says opt-level = 0: budgets on time are NOT ENFORCED in plain `cargo test`".to_owned(),
        );
    } else if !manifest.optimizes_tests_of(members) {
        optimize_tests(&mut editor)?;
    }
    Ok(editor.finish())
}

fn inherit(editor: &mut Editor, source: &Source) -> Result<(), ManifestError> {
    let shape = || ManifestError::Shape("workspace.dependencies".to_owned());
    let dependencies = editor
        .table("workspace")?
        .get_mut("dependencies")
        .and_then(Item::as_table_like_mut)
        .ok_or_else(shape)?;
    if dependency::key(dependencies).is_none() {
        dependencies.insert("perfmacro", source.line());
    }
    Ok(())
}

fn resolver(editor: &mut Editor) -> Result<(), ManifestError> {
    let key = if editor.document.contains_key("workspace") {
        "workspace"
    } else {
        "package"
    };
    // `[package] resolver` is no more read where there is a `[workspace]` that says it.
    edit::set(editor.table(key)?, "resolver", "2");
    if key == "workspace"
        && let Some(package) = editor
            .document
            .get_mut("package")
            .and_then(Item::as_table_like_mut)
        && package.contains_key("resolver")
    {
        package.remove("resolver");
    }
    Ok(())
}

fn optimize_tests(editor: &mut Editor) -> Result<(), ManifestError> {
    let shape = || ManifestError::Shape("profile.test".to_owned());
    let has = |editor: &Editor| {
        editor
            .document
            .get("profile")
            .is_some_and(|profile| profile.get("test").is_some())
    };
    if !has(editor) {
        let test = editor.new_table();
        let profile = editor.document.entry("profile").or_insert_with(|| {
            let mut profile = Table::new();
            profile.set_implicit(true);
            Item::Table(profile)
        });
        profile
            .as_table_like_mut()
            .ok_or_else(shape)?
            .insert("test", Item::Table(test));
    }
    let test = editor.document["profile"]
        .get_mut("test")
        .and_then(Item::as_table_like_mut)
        .ok_or_else(shape)?;
    edit::set(test, "opt-level", 3);
    Ok(())
}
