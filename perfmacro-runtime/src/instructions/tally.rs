//! What the guest told and what callgrind wrote down, put together.
//!
//! Invariant: every case that the guest named has a figure or a reason, and a case whose process ended in the
//! middle of it has no figure.

use std::collections::BTreeMap;

use super::callgrind;
use super::figures::Instructions;
use super::not_counted::NotCounted;
use super::protocol::{Dump, Line};

/// By the names of cases.
pub(super) type Counts = BTreeMap<String, Result<Instructions, NotCounted>>;

/// The figures of all cases, from what the guest `printed` and callgrind `wrote`. `ended` is what is bad about
/// its end, if anything.
///
/// # Errors
///
/// Where it ended badly before it began with any case, or says nothing.
pub(super) fn counts(
    printed: &str,
    wrote: &str,
    ended: Option<String>,
) -> Result<Counts, NotCounted> {
    let mut told = Told::default();
    Line::all(printed).for_each(|line| told.hear(line));
    let dumps = callgrind::dumps(wrote);
    let empty = Instructions::of_calls(
        dumps
            .iter()
            .filter(|(dump, _)| *dump == Dump::Empty)
            .map(|(_, found)| (0, *found)),
    );
    let reason = ended.or_else(|| (!told.is_whole).then(|| "it ended early".to_owned()));
    let (Some(empty), false) = (empty, told.names.is_empty()) else {
        let nothing = || "it counted nothing".to_owned();
        return Err(NotCounted::Failed(reason.unwrap_or_else(nothing)));
    };
    let ended_in = told.underway.and_then(|place| told.names.get(&place));
    let figure = |place: usize| {
        if let Some(end) = told.ends.get(&place) {
            end.clone()?;
            let calls = dumps.iter().filter_map(|(dump, found)| match *dump {
                Dump::Call {
                    case,
                    input,
                    windows,
                } if case == place => Some((input, found.less(empty, windows))),
                _ => None,
            });
            let lost = || NotCounted::Failed("callgrind wrote nothing of it".to_owned());
            return Instructions::of_calls(calls).ok_or_else(lost);
        }
        Err(match (&reason, ended_in) {
            (_, Some(ended_in)) if told.underway != Some(place) => NotCounted::NotReached {
                ended_in: ended_in.clone(),
            },
            (Some(reason), _) => NotCounted::Failed(reason.clone()),
            (None, _) => NotCounted::Failed("it was left out".to_owned()),
        })
    };
    Ok(told
        .names
        .iter()
        .map(|(place, name)| (name.clone(), figure(*place)))
        .collect())
}

/// What the guest told.
#[derive(Default)]
struct Told {
    names: BTreeMap<usize, String>,
    ends: BTreeMap<usize, Result<(), NotCounted>>,
    /// Which case was begun last and not ended.
    underway: Option<usize>,
    is_whole: bool,
}

impl Told {
    fn hear(&mut self, line: Line) {
        let (place, end) = match line {
            Line::Case(place, name) => {
                self.names.insert(place, name);
                return;
            }
            Line::Begun(place) => {
                self.underway = Some(place);
                return;
            }
            Line::End => {
                self.is_whole = true;
                return;
            }
            Line::Counted(place) => (place, Ok(())),
            Line::OtherThreads(place) => (place, Err(NotCounted::OtherThreads)),
            Line::Panicked(place, message) => (place, Err(NotCounted::Panicked(message))),
        };
        self.ends.insert(place, end);
        self.underway = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a run of three cases, of which the second ended the process.
    const PRINTED: &str = include_str!("recorded/exiting.printed");
    const WROTE: &str = include_str!("recorded/exiting.dumps");

    fn told(lines: &[Line]) -> String {
        lines.iter().map(Line::to_string).collect()
    }

    #[test]
    fn what_was_counted_stands_and_the_rest_is_told() {
        let counts = counts(PRINTED, WROTE, Some("it ended with 3".to_owned()));
        let counts = counts.expect("the first case");
        let before = counts["a::x/before"].as_ref().expect("it was counted");
        assert_eq!(before.count, 429 - 14);
        let failed = NotCounted::Failed("it ended with 3".to_owned());
        assert_eq!(counts["a::x/exit"], Err(failed));
        let ended_in = "a::x/exit".to_owned();
        assert_eq!(
            counts["a::x/behind"],
            Err(NotCounted::NotReached { ended_in })
        );
    }

    #[test]
    fn an_end_that_looks_good_and_is_early_is_told() {
        let counts = counts(PRINTED, WROTE, None).expect("the first case");
        let failed = NotCounted::Failed("it ended early".to_owned());
        assert_eq!(counts["a::x/exit"], Err(failed));
    }

    #[test]
    fn a_case_has_its_own_reason() {
        let printed = told(&[
            Line::Case(0, "a".to_owned()),
            Line::Case(1, "b".to_owned()),
            Line::Case(2, "c".to_owned()),
            Line::Begun(0),
            Line::OtherThreads(0),
            Line::Begun(1),
            Line::Panicked(1, "damaged".to_owned()),
            Line::Begun(2),
            Line::Counted(2),
            Line::End,
        ]);
        let counts = counts(&printed, WROTE, None).expect("it is whole");
        assert_eq!(counts["a"], Err(NotCounted::OtherThreads));
        assert_eq!(counts["b"], Err(NotCounted::Panicked("damaged".to_owned())));
        assert!(matches!(counts["c"], Err(NotCounted::Failed(_))));
    }

    #[test]
    fn nothing_is_an_error() {
        for (printed, wrote) in [("", WROTE), (PRINTED, "")] {
            let failed = NotCounted::Failed("killed".to_owned());
            let found = counts(printed, wrote, Some("killed".to_owned()));
            assert_eq!(found, Err(failed));
        }
        let whole = told(&[Line::End]);
        let failed = NotCounted::Failed("it counted nothing".to_owned());
        assert_eq!(counts(&whole, WROTE, None), Err(failed));
    }
}
