//! What people and programs see. Invariant: nothing outside this module prints.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Volume {
    /// Results and errors.
    Quiet,
    /// What is being done, too.
    Normal,
    /// The commands that are run and all that they say, too.
    Verbose,
}

/// A colour, as the terminal's own palette has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Green,
    Red,
    Yellow,
    Bold,
}

/// Standard output and standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    is_coloured: bool,
    volume: Volume,
}

impl Terminal {
    /// A terminal as the command line and the environment want it.
    pub(crate) fn new(colour: Colour, volume: Volume, no_colour: bool) -> Terminal {
        let is_coloured = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => !no_colour && io::stdout().is_terminal(),
        };
        Terminal {
            is_coloured,
            volume,
        }
    }

    /// Whether results are in colour.
    pub(crate) fn is_coloured(self) -> bool {
        self.is_coloured
    }

    /// Writes a result as it comes.
    pub(crate) fn write(
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        out.flush()
    }

    /// Whether Cargo is to say all.
    pub(crate) fn is_verbose(self) -> bool {
        self.volume == Volume::Verbose
    }

    /// Whether Cargo is to say nothing but errors.
    pub(crate) fn is_quiet(self) -> bool {
        self.volume == Volume::Quiet
    }

    /// What Cargo and what it runs are told of colours.
    pub(crate) fn colour_argument(self) -> &'static str {
        if self.is_coloured { "always" } else { "never" }
    }

    /// The text in a colour, where there are any.
    pub(crate) fn paint(self, paint: Paint, text: &str) -> String {
        if !self.is_coloured {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Green => 32,
            Paint::Red => 31,
            Paint::Yellow => 33,
            Paint::Bold => 1,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Prints a result.
    #[expect(
        clippy::unused_self,
        reason = "what prints is asked for through a terminal"
    )]
    pub(crate) fn show(self, text: &str) {
        // Nobody there to read it, as behind `| head`, is no reason to fail.
        let _ = writeln!(io::stdout(), "{text}");
    }

    /// Tells what is being done.
    pub(crate) fn tell(self, text: &str) {
        if self.volume >= Volume::Normal {
            self.tell_always(text);
        }
    }

    /// Tells what only a curious user wants to know.
    pub(crate) fn tell_details(self, text: &str) {
        if self.volume >= Volume::Verbose {
            self.tell_always(text);
        }
    }

    /// Tells what has to be known.
    #[expect(
        clippy::unused_self,
        reason = "what prints is asked for through a terminal"
    )]
    pub(crate) fn tell_always(self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Tells what went wrong.
    pub(crate) fn tell_error(self, text: &str) {
        self.tell_always(&format!("{} {text}", self.paint(Paint::Red, "error:")));
    }

    /// Tells how far something is, in a line that the next replaces; on a terminal alone.
    pub(crate) fn progress(self, text: &str) {
        if self.volume == Volume::Normal && io::stderr().is_terminal() {
            let text = text.chars().take(78).collect::<String>();
            let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
        }
    }

    /// Takes the line of [`progress`](Self::progress) away.
    pub(crate) fn clear_progress(self) {
        if self.volume == Volume::Normal && io::stderr().is_terminal() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }

    /// Asks a question, where somebody is there to answer; `None` where nobody is.
    #[expect(
        clippy::unused_self,
        reason = "what asks is asked for through a terminal"
    )]
    pub(crate) fn ask(self, question: &str) -> Option<bool> {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return None;
        }
        let mut error = io::stderr();
        let _ = write!(error, "{question} [y/N] ");
        let _ = error.flush();
        let mut answer = String::new();
        let is_read = io::stdin().lock().read_line(&mut answer).is_ok();
        Some(is_read && matches!(answer.trim(), "y" | "Y" | "yes"))
    }
}
