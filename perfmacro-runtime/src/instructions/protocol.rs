//! What the process that counts says to the one that started it: lines of text on standard output, and the
//! names of what callgrind writes down.
//!
//! The function may print lines of its own, and the process may end at any time: each line stands for itself.

use std::fmt;
use std::str::FromStr;

/// What begins each line: the function may print others.
const MARK: &str = "perfmacro-counts:";

/// What was told of one case, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// There is a case of this name, at this place.
    Case(usize, String),
    /// It is begun.
    Begun(usize),
    /// Its calls are counted.
    Counted(usize),
    /// Its calls were made on other threads.
    OtherThreads(usize),
    /// It panicked with this.
    Panicked(usize, String),
    /// All are through.
    End,
}

impl Line {
    /// All that are in `printed`.
    pub(super) fn all(printed: &str) -> impl Iterator<Item = Line> {
        printed
            .lines()
            .filter_map(|line| line.strip_prefix(MARK)?.parse().ok())
    }
}

/// With a line break at both ends: libtest leaves its own line open.
impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{MARK}")?;
        match self {
            Self::Case(case, name) => writeln!(formatter, "case {case} {name}"),
            Self::Begun(case) => writeln!(formatter, "begun {case}"),
            Self::Counted(case) => writeln!(formatter, "counted {case}"),
            Self::OtherThreads(case) => writeln!(formatter, "threads {case}"),
            Self::Panicked(case, message) => {
                let message = message.lines().next().unwrap_or_default();
                writeln!(formatter, "panicked {case} {message}")
            }
            Self::End => writeln!(formatter, "end"),
        }
    }
}

impl FromStr for Line {
    type Err = Damaged;

    fn from_str(text: &str) -> Result<Line, Damaged> {
        let mut words = text.splitn(3, ' ');
        let kind = words.next().ok_or(Damaged)?;
        if kind == "end" {
            return Ok(Line::End);
        }
        let case = number(words.next())?;
        let rest = words.next();
        match kind {
            "case" => Ok(Line::Case(case, rest.ok_or(Damaged)?.to_owned())),
            "begun" => Ok(Line::Begun(case)),
            "counted" => Ok(Line::Counted(case)),
            "threads" => Ok(Line::OtherThreads(case)),
            "panicked" => Ok(Line::Panicked(case, rest.unwrap_or_default().to_owned())),
            _ => Err(Damaged),
        }
    }
}

/// What callgrind wrote down, as the guest had it named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dump {
    /// Of a stopwatch that was started and stopped.
    Empty,
    /// Of one call.
    Call {
        /// Its case's place.
        case: usize,
        /// Its input's, of those the case takes turns on.
        input: usize,
        /// How often the stopwatch was started in it.
        windows: u64,
    },
}

impl fmt::Display for Dump {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "{MARK}empty"),
            Self::Call {
                case,
                input,
                windows,
            } => write!(formatter, "{MARK}call {case} {input} {windows}"),
        }
    }
}

impl FromStr for Dump {
    type Err = Damaged;

    fn from_str(text: &str) -> Result<Dump, Damaged> {
        let mut words = text.strip_prefix(MARK).ok_or(Damaged)?.split(' ');
        match words.next() {
            Some("empty") => Ok(Dump::Empty),
            Some("call") => Ok(Dump::Call {
                case: number(words.next())?,
                input: number(words.next())?,
                windows: number(words.next())?,
            }),
            _ => Err(Damaged),
        }
    }
}

fn number<T: FromStr>(word: Option<&str>) -> Result<T, Damaged> {
    word.ok_or(Damaged)?.parse().map_err(|_| Damaged)
}

/// A text that is not what was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_among_others() {
        let told = [
            Line::Case(0, "a::b::sort::<u64>/an argument/10".to_owned()),
            Line::Begun(0),
            Line::Counted(0),
            Line::OtherThreads(17),
            Line::Panicked(18, "a message of words".to_owned()),
            Line::End,
        ];
        let mut printed = "running 1 test\ntest a::b ... ".to_owned();
        for line in &told {
            printed += &line.to_string();
            printed += "a line of the function's";
        }
        assert_eq!(Line::all(&printed).collect::<Vec<_>>(), told);
    }

    #[test]
    fn of_a_panic_the_first_line_is_told() {
        let text = Line::Panicked(1, "first\nsecond".to_owned()).to_string();
        let expected = Line::Panicked(1, "first".to_owned());
        assert_eq!(Line::all(&text).collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn what_is_damaged_is_nothing() {
        for text in ["", "case 1", "begun", "begun x", "other 1", "counted -1"] {
            assert_eq!(text.parse::<Line>(), Err(Damaged), "{text}");
        }
    }

    #[test]
    fn names_of_dumps_are_read_again() {
        let call = Dump::Call {
            case: 12,
            input: 3,
            windows: 2,
        };
        for dump in [Dump::Empty, call] {
            assert_eq!(dump.to_string().parse(), Ok(dump));
        }
        assert_eq!("Program termination".parse::<Dump>(), Err(Damaged));
        assert_eq!("call 1 2 3".parse::<Dump>(), Err(Damaged));
    }
}
