//! From the addresses of traces to the lines that allocate.
//!
//! Input: traces. Output: the call sites, those with the most blocks first.
//!
//! A site is the innermost function that is neither the standard library's nor ours: the line with
//! `to_vec()`, and not the one in `alloc::slice` that asks for memory. Lines are there where the build has
//! debug information: `cargo test` has it, and a release profile with `debug = "line-tables-only"`. Without,
//! a site is a function, and one that was inlined is what it was inlined into.

use std::collections::HashMap;
use std::env;
use std::path::Path;

use super::site::{CallSite, CallSites};
use super::trace::Trace;

/// The sites of `traces`.
pub(super) fn resolve(traces: &[Trace], untraced: u64) -> CallSites {
    let mut by_place = HashMap::<_, CallSite>::new();
    for trace in traces {
        let (function, place) = site_of(&trace.addresses);
        let site = by_place
            .entry((function.clone(), place.clone()))
            .or_insert(CallSite {
                function,
                place,
                count: 0,
                bytes: 0,
                leaked: 0,
            });
        site.count += trace.count;
        site.bytes += trace.bytes;
        site.leaked += trace.leaked;
    }
    let mut sites = by_place.into_values().collect::<Vec<_>>();
    sites.sort_by(|a, b| {
        let by_figures = (b.count, b.bytes).cmp(&(a.count, a.bytes));
        // Two runs tell the same.
        by_figures.then_with(|| (&a.place, &a.function).cmp(&(&b.place, &b.function)))
    });
    CallSites { sites, untraced }
}

/// A function, and its file and line where the build knows them.
type Site = (String, Option<(String, u32)>);

/// A function on the way to an allocation.
struct Frame {
    function: String,
    file: Option<String>,
    line: Option<u32>,
}

/// The innermost of the user's functions on the way, or else of a dependency's.
fn site_of(addresses: &[usize]) -> Site {
    let mut of_dependency = None;
    for address in addresses {
        let mut frames = Vec::new();
        // Several where functions were inlined, the innermost first.
        backtrace::resolve(std::ptr::without_provenance_mut(*address), |symbol| {
            frames.push(Frame {
                function: symbol
                    .name()
                    .map(|name| format!("{name:#}"))
                    .unwrap_or_default(),
                file: symbol
                    .filename()
                    .map(|file| file.to_string_lossy().into_owned()),
                line: symbol.lineno(),
            });
        });
        for frame in frames {
            if is_routine(&frame.function) {
                // The call was inlined into what makes it.
                return of_dependency.unwrap_or_default();
            }
            if !is_library(&frame) {
                let is_dependency = frame.is_dependency();
                let place = frame.file.zip(frame.line);
                let site = (
                    frame.function,
                    place.map(|(file, line)| (shorter(&file), line)),
                );
                if !is_dependency {
                    return site;
                }
                of_dependency.get_or_insert(site);
            }
        }
    }
    of_dependency.unwrap_or_default()
}

impl Frame {
    /// Whether it is in what Cargo fetched: the line that its user can change is the one that calls it.
    fn is_dependency(&self) -> bool {
        let file = self.file.as_deref().unwrap_or_default().replace('\\', "/");
        file.contains("/registry/src/") || file.contains("/git/checkouts/")
    }
}

/// Whether it is what makes the calls.
fn is_routine(function: &str) -> bool {
    function.contains("perfmacro_runtime::routine::")
}

/// Whether it is the standard library's, or what counts.
fn is_library(frame: &Frame) -> bool {
    const FUNCTIONS: [&str; 11] = [
        // What threads begin with.
        "__clone",
        "start_thread",
        "__rust",
        "__rg_",
        "__rdl_",
        "alloc::",
        "backtrace::",
        "core::",
        "hashbrown::",
        "perfmacro_runtime::alloc::",
        "std::",
    ];
    const FILES: [&str; 4] = [
        "/rustc/",
        "/rust/deps/",
        "/rustlib/src/rust/",
        "/hashbrown-",
    ];
    let file = frame.file.as_deref().unwrap_or_default().replace('\\', "/");
    let function = frame.function.trim_start_matches(['<', '&']);
    FILES.iter().any(|part| file.contains(part))
        || FUNCTIONS.iter().any(|name| function.starts_with(name))
        || is_of_primitive(&frame.function)
}

/// Whether it is a primitive type's own, `<str>::to_uppercase`, which only the library may have.
fn is_of_primitive(function: &str) -> bool {
    let owner = function
        .strip_prefix('<')
        .and_then(|rest| rest.split_once(">::"))
        .map(|(owner, _)| owner);
    owner.is_some_and(|owner| (owner == "str" || owner.starts_with('[')) && !owner.contains(" as "))
}

/// The file as from where the process runs, which in tests is the package's directory.
fn shorter(file: &str) -> String {
    env::current_dir()
        .ok()
        .and_then(|directory| Path::new(file).strip_prefix(directory).ok())
        .map_or_else(
            || file.to_owned(),
            |path| path.to_string_lossy().into_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(function: &str, file: Option<&str>) -> bool {
        is_library(&Frame {
            function: function.to_owned(),
            file: file.map(str::to_owned),
            line: None,
        })
    }

    #[test]
    fn the_library_is_told_by_its_names_and_files() {
        assert!(frame("alloc::vec::Vec<T,A>::push", None));
        assert!(frame(
            "<alloc::string::String as core::clone::Clone>::clone",
            None
        ));
        assert!(frame(
            "<T as alloc::slice::hack::ConvertVec>::to_vec",
            Some("/rustc/abc/library/alloc/src/slice.rs")
        ));
        assert!(frame("__rust_alloc", None));
        assert!(frame("<str>::to_uppercase", None));
        assert!(frame("<[u8]>::to_vec", None));
        assert!(!frame("<[u8] as my_crate::Parse>::parse", None));
        assert!(!frame(
            "my_crate::parse",
            Some("/home/me/my_crate/src/lib.rs")
        ));
        assert!(!frame(
            "<my_crate::Word as core::clone::Clone>::clone",
            None
        ));
        assert!(!frame("alloc_free::parse", None));
    }
}
