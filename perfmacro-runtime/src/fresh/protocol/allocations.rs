//! The answer of who counted allocations.

use std::fmt::Write as _;
use std::str::SplitWhitespace;

use super::{Damaged, Lines, MARK, number};
use crate::alloc::{Allocations, CallSite, CallSites, Measured, NotCounted};

/// The answer as text, a line break at both ends: libtest leaves its own line open.
pub(crate) fn answer(found: &Result<Measured, NotCounted>) -> String {
    match found {
        Ok(Measured { steady, first_call }) => format!(
            "\n{MARK} allocations {} {}\n{MARK} end\n",
            words(steady),
            words(first_call)
        ),
        Err(reason) => refusal(*reason),
    }
}

/// Reads an [`answer`].
pub(crate) fn read_answer(printed: &str) -> Result<Result<Measured, NotCounted>, Damaged> {
    if let Some(reason) = read_refusal(printed) {
        return Ok(Err(reason));
    }
    let mut lines = Lines::of(printed);
    let mut words = lines.words("allocations")?;
    let measured = Measured {
        steady: read(&mut words)?,
        first_call: read(&mut words)?,
    };
    lines.words("end")?;
    Ok(Ok(measured))
}

/// The call sites as text. Of a place and a function's name the spaces are kept, and no line break is in one.
pub(crate) fn sites_answer(found: &Result<CallSites, NotCounted>) -> String {
    let CallSites { sites, untraced } = match found {
        Ok(sites) => sites,
        Err(reason) => return refusal(*reason),
    };
    let mut text = format!("\n{MARK} sites {} {untraced}\n", sites.len());
    for site in sites {
        let (file, line) = site.place.clone().unwrap_or_default();
        let _ = writeln!(
            text,
            "{MARK} site {} {} {} {line}\n{MARK} file {file}\n{MARK} function {}",
            site.count, site.bytes, site.leaked, site.function
        );
    }
    let _ = writeln!(text, "{MARK} end");
    text
}

/// Reads [`sites_answer`].
pub(crate) fn read_sites(printed: &str) -> Result<Result<CallSites, NotCounted>, Damaged> {
    if let Some(reason) = read_refusal(printed) {
        return Ok(Err(reason));
    }
    let mut lines = Lines::of(printed);
    let mut head = lines.words("sites")?;
    let count = next(&mut head)?;
    let untraced = next(&mut head)?;
    let mut sites = Vec::new();
    for _ in 0..count {
        let mut figures = lines.words("site")?;
        let (count, bytes, leaked) = (
            next(&mut figures)?,
            next(&mut figures)?,
            next(&mut figures)?,
        );
        let line = u32::try_from(next(&mut figures)?).map_err(|_| Damaged)?;
        let file = lines.rest("file")?;
        let function = lines.rest("function")?;
        sites.push(CallSite {
            function: function.to_owned(),
            place: (!file.is_empty()).then(|| (file.to_owned(), line)),
            count,
            bytes,
            leaked,
        });
    }
    lines.words("end")?;
    Ok(Ok(CallSites { sites, untraced }))
}

fn refusal(reason: NotCounted) -> String {
    let word = match reason {
        NotCounted::NoAllocator => "no-allocator",
        NotCounted::OtherThreads => "other-threads",
    };
    format!("\n{MARK} not-counted {word}\n")
}

fn read_refusal(printed: &str) -> Option<NotCounted> {
    match Lines::of(printed).words("not-counted").ok()?.next()? {
        "no-allocator" => Some(NotCounted::NoAllocator),
        "other-threads" => Some(NotCounted::OtherThreads),
        _ => None,
    }
}

fn words(allocations: &Allocations) -> String {
    let Allocations {
        count,
        bytes,
        peak,
        leaked,
    } = allocations;
    format!("{count} {bytes} {peak} {leaked}")
}

fn read(words: &mut SplitWhitespace<'_>) -> Result<Allocations, Damaged> {
    Ok(Allocations {
        count: next(words)?,
        bytes: next(words)?,
        peak: next(words)?,
        leaked: next(words)?,
    })
}

fn next(words: &mut SplitWhitespace<'_>) -> Result<u64, Damaged> {
    number(words.next().ok_or(Damaged)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allocations(first: u64) -> Allocations {
        Allocations {
            count: first,
            bytes: first + 1,
            peak: first + 2,
            leaked: first + 3,
        }
    }

    #[test]
    fn figures_are_heard_as_they_were_said() {
        let measured = Measured {
            steady: allocations(3),
            first_call: allocations(30),
        };
        let reasons = [NotCounted::NoAllocator, NotCounted::OtherThreads];
        for found in reasons.map(Err).into_iter().chain([Ok(measured)]) {
            let printed = format!("test a ... {}more", answer(&found));
            assert_eq!(read_answer(&printed), Ok(found));
        }
        let whole = answer(&Ok(measured));
        assert_eq!(read_answer(&whole[..whole.len() - 5]), Err(Damaged));
    }

    #[test]
    fn sites_are_heard_as_they_were_said() {
        let site = |function: &str, place: Option<(&str, u32)>| CallSite {
            function: function.to_owned(),
            place: place.map(|(file, line)| (file.to_owned(), line)),
            count: 1,
            bytes: 2,
            leaked: 3,
        };
        let sites = Ok(CallSites {
            sites: vec![
                site("<a::B as c::D<e, f>>::g", Some(("src/my file.rs", 7))),
                site("a::b", None),
                site("", None),
            ],
            untraced: 4,
        });
        let said = sites_answer(&sites);
        assert_eq!(read_sites(&said), Ok(sites));
        assert_eq!(read_sites(&said[..said.len() / 2]), Err(Damaged));
    }
}
