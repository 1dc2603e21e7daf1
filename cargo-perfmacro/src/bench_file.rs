//! The file of a benchmark target, `benches/perf.rs`: text in, text out.

/// The whole of the file, for a crate and the name that perfmacro goes by.
pub(crate) fn new(krate: &str, perfmacro: &str) -> String {
    format!("//! The suite of every annotated function.\n\n{perfmacro}::main!({krate});\n")
}

/// The crates that `main!` names; `None` where the file has no `main!` of perfmacro's.
pub(crate) fn named_crates(text: &str) -> Option<Vec<String>> {
    let (start, end) = arguments(text)?;
    let crates = text[start..end].split(',').map(str::trim);
    Some(
        crates
            .filter(|krate| !krate.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

/// The file with the crate among those that `main!` names, whichever those are.
pub(crate) fn naming(text: &str, krate: &str) -> Option<String> {
    let (start, end) = arguments(text)?;
    if named_crates(text)?.iter().any(|named| named == krate) {
        return Some(text.to_owned());
    }
    let named = text[start..end].trim_end().trim_end_matches(',').trim_end();
    let separator = if named.is_empty() { "" } else { ", " };
    Some(format!(
        "{}{named}{separator}{krate}{}",
        &text[..start],
        &text[end..]
    ))
}

/// Where the arguments of `main!` begin and end, outside comments.
fn arguments(text: &str) -> Option<(usize, usize)> {
    // A target that says `perf::main!` or imports the macro is one as well, so long as perfmacro is named.
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default();
        if let Some(found) = code.find("main!") {
            let rest = &text[offset + found + "main!".len()..];
            let open = rest.find(['(', '[', '{'])?;
            let close = rest.find([')', ']', '}'])?;
            let begin = offset + found + "main!".len();
            return (rest[..open].trim().is_empty() && open < close)
                .then_some((begin + open + 1, begin + close));
        }
        offset += line.len();
    }
    None
}

/// Whether the file is a suite of perfmacro's, where that goes by the given name.
pub(crate) fn is_suite(text: &str, perfmacro: &str) -> bool {
    let code = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    let names_us = code.clone().any(|line| line.contains(perfmacro));
    names_us && named_crates(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_names_its_crate() {
        let text = new("my_crate", "perfmacro");
        assert!(is_suite(&text, "perfmacro"));
        assert_eq!(named_crates(&text), Some(vec!["my_crate".to_owned()]));
        assert_eq!(naming(&text, "my_crate"), Some(text));
    }

    #[test]
    fn a_crate_is_added_to_those_that_are_named() {
        for (before, after) in [
            ("perfmacro::main!();", "perfmacro::main!(b);"),
            ("perfmacro::main!(a);", "perfmacro::main!(a, b);"),
            ("perfmacro::main!(a,);\n", "perfmacro::main!(a, b);\n"),
            (
                "// perfmacro::main!(x)\nperfmacro::main! { a }",
                "// perfmacro::main!(x)\nperfmacro::main! { a, b}",
            ),
            ("perfmacro::main!(a, b);", "perfmacro::main!(a, b);"),
        ] {
            assert_eq!(naming(before, "b").as_deref(), Some(after));
        }
    }

    #[test]
    fn what_others_wrote_is_no_suite() {
        for text in [
            "criterion::criterion_main!(benches);",
            "// perfmacro::main!(a);\nfn main() {}",
            "",
        ] {
            assert!(!is_suite(text, "perfmacro"), "{text}");
        }
        assert!(is_suite("use perfmacro::main;\nmain!(a);", "perfmacro"));
        assert!(is_suite("speed::main!(a);", "speed"));
    }
}
