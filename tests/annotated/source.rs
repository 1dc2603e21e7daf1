//! A crate's functions: each with the place for its attribute and the lines it covers.
//!
//! Input: the folder of a crate. Output: the files of its library as the module tree names them, and what can be
//! annotated in them. A crate's own tests are left out, and with them what they depend on.
//!
//! Invariant: what is left out becomes blanks, so that every line keeps its number.

use std::fs;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{AttrStyle, Attribute, Block, ImplItem, Item, ItemImpl, ItemMod, Signature, TraitItem};

/// What is annotated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Free functions.
    Functions,
    /// And `impl` blocks with their methods.
    Methods,
    /// And the methods that a trait provides.
    Provided,
}

/// The files of a library and what they declare.
pub(crate) struct Source {
    pub(crate) files: Vec<File>,
    pub(crate) declared: Vec<Declared>,
}

/// A file of the library.
pub(crate) struct File {
    /// Below the crate's folder, as the compiler names it.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// What can carry an attribute.
pub(crate) struct Declared {
    pub(crate) kind: Kind,
    /// Index into the files.
    pub(crate) file: usize,
    /// Where an attribute goes above the other ones and its documentation, in bytes.
    pub(crate) above: usize,
    /// And where below them.
    pub(crate) below: usize,
    /// All of it.
    pub(crate) lines: RangeInclusive<usize>,
    /// All before its body: where an error on it may be.
    pub(crate) head: RangeInclusive<usize>,
}

/// What it is.
pub(crate) enum Kind {
    /// A free function.
    Function,
    /// An `impl` block.
    Block,
    /// A method or associated function of the block with that index.
    Method {
        /// Index into what is declared.
        block: usize,
        /// It takes `self`.
        has_receiver: bool,
    },
    /// A trait's method with a body.
    Provided,
}

impl Declared {
    /// A function or a method.
    pub(crate) fn is_function(&self) -> bool {
        !matches!(self.kind, Kind::Block)
    }
}

impl Source {
    /// Reads the library of the crate in `folder`.
    pub(crate) fn read(folder: &Path, reach: Reach) -> Source {
        let mut reader = Reader {
            folder,
            reach,
            source: Source {
                files: Vec::new(),
                declared: Vec::new(),
            },
            blanks: Vec::new(),
        };
        reader.file(Path::new("src/lib.rs"), Path::new("src"));
        reader.blank();
        reader.source
    }
}

/// Walks the module tree.
struct Reader<'a> {
    folder: &'a Path,
    reach: Reach,
    source: Source,
    /// What is left out, by file.
    blanks: Vec<(usize, Range<usize>)>,
}

impl Reader<'_> {
    /// Reads a file whose child modules are in the folder `children`.
    fn file(&mut self, path: &Path, children: &Path) {
        let is_known = |file: &File| file.path == path;
        if self.source.files.iter().any(is_known) {
            return;
        }
        let text = fs::read_to_string(self.folder.join(path)).expect("a source file is text");
        let parsed = text
            .parse::<TokenStream>()
            .map_err(syn::Error::from)
            .and_then(syn::parse2::<syn::File>)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = self.source.files.len();
        self.source.files.push(File {
            path: path.to_owned(),
            text,
        });
        self.items(file, parsed.items, children);
    }

    fn items(&mut self, file: usize, items: Vec<Item>, children: &Path) {
        for item in items {
            let attributes = attributes(&item);
            // What a crate links it may need elsewhere.
            if attributes.iter().any(is_for_tests) && !matches!(item, Item::ExternCrate(_)) {
                self.blanks.push((file, bytes(&item)));
                continue;
            }
            match item {
                Item::Fn(function) => {
                    let head_end = opening(&function.block);
                    self.declare(file, Kind::Function, &function.attrs, &function, head_end);
                }
                Item::Impl(block) if self.reach >= Reach::Methods => self.block(file, &block),
                Item::Trait(item) if self.reach >= Reach::Provided => {
                    for method in item.items {
                        if let TraitItem::Fn(method) = method
                            && let Some(body) = &method.default
                        {
                            let head_end = opening(body);
                            self.declare(file, Kind::Provided, &method.attrs, &method, head_end);
                        }
                    }
                }
                Item::Mod(module) => self.module(file, module, children),
                _ => {}
            }
        }
    }

    fn block(&mut self, file: usize, block: &ItemImpl) {
        let methods = block.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) if !method.attrs.iter().any(is_for_tests) => Some(method),
            _ => None,
        });
        let methods = methods.collect::<Vec<_>>();
        if methods.is_empty() {
            return;
        }
        let head_end = line(block.brace_token.span.open());
        let index = self.declare(file, Kind::Block, &block.attrs, block, head_end);
        for method in methods {
            let kind = Kind::Method {
                block: index,
                has_receiver: has_receiver(&method.sig),
            };
            let head_end = opening(&method.block);
            self.declare(file, kind, &method.attrs, method, head_end);
        }
    }

    fn module(&mut self, file: usize, module: ItemMod, children: &Path) {
        let name = module.ident.to_string();
        if let Some((_, items)) = module.content {
            self.items(file, items, &children.join(name));
            return;
        }
        let named = module.attrs.iter().find_map(path_of_module).map(|path| {
            let beside = self.source.files[file].path.parent();
            beside.expect("a file is in a folder").join(path)
        });
        let found = [
            named,
            Some(children.join(format!("{name}.rs"))),
            Some(children.join(&name).join("mod.rs")),
        ]
        .into_iter()
        .flatten()
        .find(|path| self.folder.join(path).exists());
        // One for another system may not be there.
        if let Some(path) = found {
            self.file(&path, &children.join(name));
        }
    }

    fn declare(
        &mut self,
        file: usize,
        kind: Kind,
        attributes: &[Attribute],
        tokens: &impl ToTokens,
        head_end: usize,
    ) -> usize {
        let (first, last) = ends(tokens);
        let outer = attributes
            .iter()
            .filter(|attribute| matches!(attribute.style, AttrStyle::Outer));
        // `#` and the brackets, also of a documentation's line.
        let unattributed = tokens.to_token_stream().into_iter().nth(2 * outer.count());
        let unattributed = unattributed.expect("an item is not only attributes").span();
        self.source.declared.push(Declared {
            kind,
            file,
            above: first.byte_range().start,
            below: unattributed.byte_range().start,
            lines: line(first)..=last.end().line,
            head: line(first)..=head_end,
        });
        self.source.declared.len() - 1
    }

    fn blank(&mut self) {
        for (file, range) in self.blanks.drain(..) {
            let text = &mut self.source.files[file].text;
            let blanks = text[range.clone()]
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                .collect::<String>();
            text.replace_range(range, &blanks);
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[test]`, `#[bench]`, `#[cfg(test)]`, `#[cfg(all(test, ..))]`.
fn is_for_tests(attribute: &Attribute) -> bool {
    let path = attribute.path();
    let condition = match &attribute.meta {
        syn::Meta::List(list) if path.is_ident("cfg") => list.tokens.to_string(),
        _ => String::new(),
    };
    path.is_ident("test")
        || path.is_ident("bench")
        || condition == "test"
        || condition.replace(' ', "").starts_with("all(test,")
}

/// `file` of `#[path = "file"]`.
fn path_of_module(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => {
            let written = pair.value.to_token_stream().to_string();
            Some(written.trim_matches('"').to_owned())
        }
        _ => None,
    }
}

fn has_receiver(signature: &Signature) -> bool {
    signature.receiver().is_some()
}

fn opening(body: &Block) -> usize {
    line(body.brace_token.span.open())
}

fn line(span: Span) -> usize {
    span.start().line
}

fn bytes(tokens: &impl ToTokens) -> Range<usize> {
    let (first, last) = ends(tokens);
    first.byte_range().start..last.byte_range().end
}

/// The spans of the first and the last token; a span of the whole needs a compiler to join them.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens
        .to_token_stream()
        .into_iter()
        .map(|token| token.span());
    let first = spans.next().expect("an item has tokens");
    let last = spans.last().unwrap_or(first);
    (first, last)
}
