//! A case's name as that of a file: legal on every system, and told apart from any other case's.

/// Longer names are cut.
const LONGEST: usize = 80;

/// `a::b::parse/1000` as `a.b.parse-1000`. Where a name has anything beside that, or is long, a number made of the whole of
/// it stands behind.
pub(crate) fn of_case(case: &str) -> String {
    let mut name = String::new();
    let mut is_plain = !case.contains(['.', '-']);
    let mut rest = case;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        name.push(match letter {
            ':' if rest.starts_with("::") => {
                length = 2;
                '.'
            }
            '/' => '-',
            letter if letter.is_ascii_alphanumeric() || letter == '_' => letter,
            // Of arguments' names.
            '.' | '-' => letter,
            _ => {
                is_plain = false;
                '_'
            }
        });
        rest = &rest[length..];
    }
    if is_plain && name.len() <= LONGEST {
        return name;
    }
    name.truncate(LONGEST);
    format!("{name}-{:08x}", number(case))
}

/// FNV-1a, the same in every version and on every system.
fn number(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |number, byte| {
        (number ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_is_read_at_once() {
        assert_eq!(of_case("a::b::parse/1000"), "a.b.parse-1000");
        assert_eq!(of_case("a::parse"), "a.parse");
    }

    #[test]
    fn no_two_names_are_one_file() {
        let names = [
            "a::parse::<[u8; 4]>/10",
            "a::parse::<[u8: 4]>/10",
            "a::parse/a-b",
            "a::parse/a/b",
            "a::parse/a.b",
            "a::parse/größe",
            "a::parse/10",
            &format!("a::{}", "long".repeat(40)),
            &format!("a::{}x", "long".repeat(40)),
        ];
        let mut files = names.map(of_case);
        for file in &files {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
            assert!(file.chars().all(is_plain) && file.len() < 100, "{file}");
            assert!(!file.starts_with(['.', '-']), "{file}");
        }
        files.sort();
        assert!(files.windows(2).all(|pair| pair[0] != pair[1]), "{files:?}");
        assert!(of_case("a::parse::<[u8; 4]>/10").starts_with("a.parse.__u8__4__-10-"));
    }
}
