//! Data inside a page's `script` element, which ends at `</script` and nowhere else.

use std::io::{self, Write};

/// Writes JSON without `<`, which in JSON is only ever in a text, where an escape is the same.
pub(super) struct ScriptSafe<'a> {
    out: &'a mut dyn Write,
}

impl<'a> ScriptSafe<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        ScriptSafe { out }
    }

    /// A block of data with this id.
    pub(super) fn block(
        &mut self,
        id: &str,
        kind: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        write!(self.out, "<script id=\"{id}\" type=\"{kind}\">")?;
        content(self)?;
        writeln!(self.out, "</script>")
    }
}

impl Write for ScriptSafe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (index, part) in bytes.split(|byte| *byte == b'<').enumerate() {
            if index > 0 {
                self.out.write_all(b"\\u003c")?;
            }
            self.out.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_block_but_its_end() {
        let mut bytes = Vec::new();
        ScriptSafe::new(&mut bytes)
            .block("a", "application/json", |out| {
                out.write_all(br#"["</script><script>","<!--"]"#)
            })
            .expect("writes into memory");
        assert_eq!(
            String::from_utf8(bytes).as_deref(),
            Ok("<script id=\"a\" type=\"application/json\">\
                [\"\\u003c/script>\\u003cscript>\",\"\\u003c!--\"]</script>\n")
        );
    }
}
