//! Where in the source a call allocates.
//!
//! Input: traces. Output: the lines that allocate, those with the most bytes first.
//!
//! A site is the innermost function that is neither the standard library's nor ours: the line with
//! `to_vec()`, and not the one in `alloc::slice` that asks for memory. Lines are there where the build has
//! debug information: `cargo test` has it, and a release profile with `debug = "line-tables-only"`. Without,
//! a site is a function, and one that was inlined is what it was inlined into.

use std::collections::HashMap;
use std::env;
use std::fmt;
use std::path::Path;

use super::trace::Trace;

/// A place in the source, and what one call allocates there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSite {
    /// The function, as the compiler names it; empty where nothing is known.
    pub function: String,
    /// File and line, where the build knows them.
    pub place: Option<(String, u32)>,
    /// Blocks that were asked for.
    pub count: u64,
    /// Bytes that were asked for.
    pub bytes: u64,
    /// Of those, what nobody freed.
    pub leaked: u64,
}

/// All of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallSites {
    /// Those with the most blocks first, and of as many those with the most bytes.
    pub sites: Vec<CallSite>,
    /// Allocations of which it is not known where they were made: there were too many.
    pub untraced: u64,
}

/// `src/lib.rs:12 in parse`.
impl fmt::Display for CallSite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place, self.function.as_str()) {
            (Some((file, line)), "") => write!(formatter, "{file}:{line}"),
            (Some((file, line)), function) => write!(formatter, "{file}:{line} in {function}"),
            (None, "") => write!(formatter, "somewhere"),
            (None, function) => write!(formatter, "{function}"),
        }
    }
}

impl CallSites {
    /// Whether no site has a line: the build has no debug information.
    #[must_use]
    pub fn are_without_lines(&self) -> bool {
        self.sites.iter().all(|site| site.place.is_none())
    }

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
}

/// A function on the way to an allocation.
struct Frame {
    function: String,
    file: Option<String>,
    line: Option<u32>,
}

/// The innermost of the user's functions on the way.
fn site_of(addresses: &[usize]) -> (String, Option<(String, u32)>) {
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
                return (String::new(), None);
            }
            if !is_library(&frame) {
                let place = frame.file.zip(frame.line);
                return (
                    frame.function,
                    place.map(|(file, line)| (shorter(&file), line)),
                );
            }
        }
    }
    (String::new(), None)
}

/// Whether it is what makes the calls.
fn is_routine(function: &str) -> bool {
    function.contains("perfmacro_runtime::routine::")
}

/// Whether it is the standard library's, or what counts.
fn is_library(frame: &Frame) -> bool {
    const FUNCTIONS: [&str; 9] = [
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

    #[test]
    fn a_site_says_what_is_known() {
        let site = |function: &str, place: Option<(&str, u32)>| CallSite {
            function: function.to_owned(),
            place: place.map(|(file, line)| (file.to_owned(), line)),
            count: 1,
            bytes: 1,
            leaked: 0,
        };
        let known = site("a::b", Some(("src/lib.rs", 7)));
        assert_eq!(known.to_string(), "src/lib.rs:7 in a::b");
        assert_eq!(site("a::b", None).to_string(), "a::b");
        assert_eq!(site("", None).to_string(), "somewhere");
    }
}
