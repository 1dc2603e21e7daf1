//! The lines of dependencies.

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::ManifestError;

/// Where perfmacro comes from, where a manifest does not say yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The registry, in this version.
    Version(String),
    /// A folder, relative to the manifest.
    Path(String),
    /// The workspace's own dependencies.
    Workspace,
}

/// The keys that say where a dependency comes from.
const SOURCE_KEYS: [&str; 9] = [
    "version",
    "path",
    "git",
    "branch",
    "tag",
    "rev",
    "registry",
    "package",
    "workspace",
];

impl Source {
    /// The line in `[dependencies]`.
    pub(super) fn line(&self) -> Item {
        match self {
            Source::Version(version) => Item::Value(version.as_str().into()),
            Source::Path(path) => Item::Value(inline([("path", path.as_str().into())])),
            // `perfmacro.workspace = true`, as everybody writes it.
            Source::Workspace => {
                let mut table = toml_edit::Table::new();
                table.set_dotted(true);
                table.insert("workspace", Item::Value(true.into()));
                Item::Table(table)
            }
        }
    }
}

/// The key under which a table of dependencies has perfmacro.
pub(super) fn key(dependencies: &dyn TableLike) -> Option<String> {
    let is_renamed = |item: &Item| {
        item.as_table_like()
            .and_then(|table| table.get("package"))
            .and_then(Item::as_str)
            .map(|package| package == "perfmacro")
    };
    dependencies
        .iter()
        .find(|(key, item)| is_renamed(item).unwrap_or(*key == "perfmacro"))
        .map(|(key, _)| key.to_owned())
}

/// The features that a dependency's line turns on.
pub(super) fn features(item: &Item) -> Vec<String> {
    item.as_table_like()
        .and_then(|table| table.get("features"))
        .and_then(Item::as_array)
        .map(|features| {
            let names = features.iter().filter_map(Value::as_str);
            names.map(str::to_owned).collect()
        })
        .unwrap_or_default()
}

/// The line in `[dev-dependencies]`: the same source as the line in `[dependencies]`, with features.
pub(super) fn with_features(line: &Item, features: &[String]) -> Item {
    let mut table = InlineTable::new();
    if let Some(version) = line.as_str() {
        table.insert("version", version.into());
    }
    if let Some(old) = line.as_table_like() {
        for key in SOURCE_KEYS {
            if let Some(value) = old.get(key).and_then(Item::as_value) {
                let mut value = value.clone();
                value.decor_mut().clear();
                table.insert(key, value);
            }
        }
    }
    table.insert(
        "features",
        Value::Array(features.iter().map(String::as_str).collect()),
    );
    Item::Value(Value::InlineTable(table))
}

/// Adds the features that the line does not have.
pub(super) fn add_features(line: &mut Item, features: &[String]) -> Result<(), ManifestError> {
    let has = self::features(line);
    let missing = features
        .iter()
        .filter(|feature| !has.contains(feature))
        .collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    if let Item::Value(Value::String(version)) = line {
        let mut table = InlineTable::new();
        table.insert("version", version.value().as_str().into());
        *table.decor_mut() = version.decor().clone();
        *line = Item::Value(Value::InlineTable(table));
    }
    let table = line
        .as_table_like_mut()
        .ok_or_else(|| ManifestError::Shape("perfmacro".to_owned()))?;
    let array = table
        .entry("features")
        .or_insert_with(|| Item::Value(Value::Array(Array::new())))
        .as_array_mut()
        .ok_or_else(|| ManifestError::Shape("features".to_owned()))?;
    for feature in missing {
        push(array, feature);
    }
    Ok(())
}

/// Pushes a string, on a line of its own where the others have one.
fn push(array: &mut Array, text: &str) {
    let prefix = array
        .iter()
        .last()
        .and_then(|value| value.decor().prefix()?.as_str())
        .filter(|prefix| prefix.contains('\n'))
        .map(|prefix| {
            let indent = prefix.rsplit('\n').next().unwrap_or_default();
            format!("\n{indent}")
        });
    match prefix {
        Some(prefix) => {
            let mut value = Value::from(text);
            value.decor_mut().set_prefix(prefix);
            array.push_formatted(value);
        }
        None => array.push(text),
    }
}

fn inline<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::InlineTable(pairs.into_iter().collect())
}
