//! Logs closed with a seal: a last line that holds the checksum of the rest.

mod checksum;

use self::checksum::checksum;
use crate::error::Error;

const SEAL: &str = "# crc32 ";

/// Closes a log with a line that holds its checksum.
#[must_use]
pub fn seal(log: &str) -> String {
    // The seal needs a line of its own, so an unfinished last line is ended.
    let end = if log.is_empty() || log.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let log = format!("{log}{end}");
    let checksum = checksum(log.as_bytes());
    format!("{log}{SEAL}{checksum:08x}\n")
}

/// Returns the log above the seal, once its checksum has been verified.
pub(crate) fn open(sealed: &str) -> Result<&str, Error> {
    let trimmed = sealed.strip_suffix('\n').unwrap_or(sealed);
    let end = trimmed.rfind('\n').map_or(0, |newline| newline + 1);
    let (log, last_line) = trimmed.split_at(end);
    let recorded = last_line
        .strip_prefix(SEAL)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .ok_or(Error::Unsealed)?;
    if checksum(log.as_bytes()) == recorded {
        Ok(log)
    } else {
        Err(Error::Corrupt)
    }
}

#[cfg(test)]
mod tests {
    use super::{open, seal};
    use crate::error::Error;

    #[test]
    fn opens_what_was_sealed() {
        for (log, opened) in [("", ""), ("one", "one\n"), ("one\ntwo\n", "one\ntwo\n")] {
            assert_eq!(open(&seal(log)), Ok(opened));
        }
    }

    #[test]
    fn rejects_what_was_not() {
        for text in [
            "",
            "\n",
            "one\ntwo\n",
            "one\n# crc32 \n",
            "one\n# crc32 x\n",
        ] {
            assert_eq!(open(text), Err(Error::Unsealed));
        }
        let changed = seal("one\n").replace("one", "two");
        assert_eq!(open(&changed), Err(Error::Corrupt));
    }
}
