//! Edits that leave everything else as it is written.

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::ManifestError;

/// A manifest that was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edited {
    /// The manifest.
    pub(crate) text: String,
    /// What a person should know of the edit.
    pub(crate) notes: Vec<String>,
}

/// A manifest under edit.
pub(super) struct Editor {
    pub(super) document: DocumentMut,
    pub(super) notes: Vec<String>,
    /// A comment below the last table, which stays above what is appended.
    trailing: String,
    has_crlf: bool,
}

impl Editor {
    pub(super) fn new(text: &str) -> Result<Editor, ManifestError> {
        let has_crlf = text.contains("\r\n");
        let mut document: DocumentMut = text.replace("\r\n", "\n").parse()?;
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        Ok(Editor {
            document,
            notes: Vec::new(),
            trailing,
            has_crlf,
        })
    }

    pub(super) fn finish(mut self) -> Edited {
        self.document.set_trailing(self.trailing);
        let text = self.document.to_string();
        let text = if self.has_crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        Edited {
            text,
            notes: self.notes,
        }
    }

    /// The table called `key` at the top, made where there is none.
    pub(super) fn table(&mut self, key: &str) -> Result<&mut dyn TableLike, ManifestError> {
        if !self.document.contains_key(key) {
            let table = self.new_table();
            self.document.insert(key, Item::Table(table));
        }
        self.document[key]
            .as_table_like_mut()
            .ok_or_else(|| ManifestError::Shape(key.to_owned()))
    }

    /// A table to be appended, an empty line above it.
    pub(super) fn new_table(&mut self) -> Table {
        let trailing = std::mem::take(&mut self.trailing);
        let mut table = Table::new();
        let is_first = self.document.is_empty() && trailing.is_empty();
        let gap = match trailing.as_str() {
            _ if is_first => "",
            text if text.ends_with("\n\n") => "",
            _ => "\n",
        };
        table.decor_mut().set_prefix(format!("{trailing}{gap}"));
        table
    }

    /// A table in an array of tables, to be appended.
    pub(super) fn push_table(
        &mut self,
        key: &str,
        pairs: &[(&str, Value)],
    ) -> Result<(), ManifestError> {
        let mut table = self.new_table();
        for (name, value) in pairs {
            table.insert(name, Item::Value(value.clone()));
        }
        let array = self
            .document
            .entry(key)
            .or_insert_with(|| Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
        array
            .as_array_of_tables_mut()
            .ok_or_else(|| ManifestError::Shape(key.to_owned()))?
            .push(table);
        Ok(())
    }
}

/// Makes `key` of a table be `value`; whether it was something else. What stands around an old value stays.
pub(super) fn set(table: &mut dyn TableLike, key: &str, value: impl Into<Value>) -> bool {
    let mut value = value.into();
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            if old.to_string().trim() == value.to_string().trim() {
                return false;
            }
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
    true
}
