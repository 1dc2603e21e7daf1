//! Which functions carry the attribute, and which of them a line of the compiler's belongs to.
//!
//! Input: a crate's source. Output: its files with attributes, written anew for every round.
//!
//! Invariant: an attribute gets no line of its own, so that every line keeps its number. Every other one stands below
//! the other attributes of its item and not above them. A block carries one as long as any of its methods does.

use std::fs;
use std::path::Path;

use crate::source::{Declared, Kind, Source};

const ON_FUNCTION: &str = "#[perfmacro::perf_bench(target = \"1s\")] ";
const ON_BLOCK: &str = "#[perfmacro::perf_bench] ";

/// No attribute has this name: the compiler says so wherever it does not leave out the function by a `cfg`.
const PRESENT: &str = "#[present_in_this_build] ";

/// The attributes of a crate.
pub(crate) struct Annotations {
    source: Source,
    /// For each of what is declared: whether it is annotated.
    is_annotated: Vec<bool>,
    /// And whether this build has it.
    is_present: Vec<bool>,
}

/// What a place belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    index: usize,
    /// The place is on its attribute or in its signature.
    pub(crate) is_head: bool,
}

impl Annotations {
    /// No attribute anywhere.
    pub(crate) fn none(source: Source) -> Annotations {
        let count = source.declared.len();
        Annotations {
            source,
            is_annotated: vec![false; count],
            is_present: vec![false; count],
        }
    }

    /// An attribute on everything.
    pub(crate) fn add_all(&mut self) {
        self.is_annotated.fill(true);
    }

    /// How many functions and methods carry one.
    pub(crate) fn count(&self) -> usize {
        self.annotated_functions().count()
    }

    /// How many of those this build has.
    pub(crate) fn count_present(&self) -> usize {
        self.annotated_functions()
            .filter(|index| self.is_present[*index])
            .count()
    }

    fn annotated_functions(&self) -> impl Iterator<Item = usize> {
        let all = self.source.declared.iter().zip(&self.is_annotated);
        all.enumerate()
            .filter(|(_, (declared, is_annotated))| **is_annotated && declared.is_function())
            .map(|(index, _)| index)
    }

    /// Writes the crate in `folder`.
    pub(crate) fn write(&self, folder: &Path) {
        self.write_with(folder, |index, declared| {
            let attribute = if declared.is_function() {
                ON_FUNCTION
            } else {
                ON_BLOCK
            };
            let place = if index % 2 == 0 {
                declared.above
            } else {
                declared.below
            };
            self.is_annotated[index].then_some((place, attribute))
        });
    }

    /// Writes it so that the compiler names every function it sees.
    pub(crate) fn write_census(&self, folder: &Path) {
        self.write_with(folder, |_, declared| {
            // Below its `cfg`, which is looked at in turn.
            declared.is_function().then_some((declared.below, PRESENT))
        });
    }

    /// The compiler named what is at this line.
    pub(crate) fn mark_present(&mut self, owner: Owner) {
        self.is_present[owner.index] = true;
    }

    fn write_with(
        &self,
        folder: &Path,
        inserted: impl Fn(usize, &Declared) -> Option<(usize, &'static str)>,
    ) {
        for (number, file) in self.source.files.iter().enumerate() {
            let declared = self.source.declared.iter().enumerate();
            let mut inserted = declared
                .filter(|(_, declared)| declared.file == number)
                .filter_map(|(index, declared)| inserted(index, declared))
                .collect::<Vec<_>>();
            // From the end, so that what is before keeps its place.
            inserted.sort_unstable();
            let mut text = file.text.clone();
            for (start, attribute) in inserted.into_iter().rev() {
                text.insert_str(start, attribute);
            }
            fs::write(folder.join(&file.path), text).expect("the copy is writable");
        }
    }

    /// The smallest annotated thing around a line.
    pub(crate) fn owner(&self, file: &str, line: usize) -> Option<Owner> {
        let around = self
            .source
            .declared
            .iter()
            .enumerate()
            .filter(|(index, declared)| {
                self.is_annotated[*index]
                    && declared.lines.contains(&line)
                    && self.source.files[declared.file].path == Path::new(file)
            });
        let (index, declared) =
            around.min_by_key(|(_, declared)| declared.lines.end() - declared.lines.start())?;
        Some(Owner {
            index,
            is_head: declared.head.contains(&line),
        })
    }

    /// Takes the attribute away from what an error is about, and tells from how many functions.
    ///
    /// An error on a block is about all its methods; one on its type as an input, about those that take `self`.
    pub(crate) fn remove(&mut self, owner: Owner, is_about_input: bool) -> usize {
        let before = self.count();
        if let Kind::Block = self.source.declared[owner.index].kind {
            let takes_self = |declared: &Declared| matches!(declared.kind, Kind::Method { block, has_receiver: true } if block == owner.index);
            if is_about_input {
                self.remove_where(takes_self);
            }
            if self.count() == before {
                self.remove_where(
                    |declared| matches!(declared.kind, Kind::Method { block, .. } if block == owner.index),
                );
            }
        } else {
            self.is_annotated[owner.index] = false;
        }
        self.remove_from_empty_blocks();
        before - self.count()
    }

    fn remove_where(&mut self, is_meant: impl Fn(&Declared) -> bool) {
        for (declared, is_annotated) in self.source.declared.iter().zip(&mut self.is_annotated) {
            *is_annotated &= !is_meant(declared);
        }
    }

    fn remove_from_empty_blocks(&mut self) {
        let mut has_method = vec![false; self.source.declared.len()];
        for (declared, is_annotated) in self.source.declared.iter().zip(&self.is_annotated) {
            if let Kind::Method { block, .. } = declared.kind {
                has_method[block] |= is_annotated;
            }
        }
        for (index, declared) in self.source.declared.iter().enumerate() {
            if matches!(declared.kind, Kind::Block) {
                self.is_annotated[index] &= has_method[index];
            }
        }
    }
}
