//! Folded stacks: on a line the functions with `;` between them, the outermost first, and how many samples were there.
//!
//! Input: text as samplers write it, from `main` on. Output: the same from the call on, without what repeats it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Stacks, each with its samples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stacks {
    counts: BTreeMap<String, u64>,
}

/// A line that is no stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoStack(pub(crate) String);

/// What the samples are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Calls alone: whoever sampled knew when they run.
    Calls,
    /// The whole process; which are of calls is told by their functions.
    Process,
}

/// What a stack ends with that has nothing of the call in it.
const LOOP: &str = "[loop]";

impl Stacks {
    /// All samples.
    pub(crate) fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The stacks of calls, each from the annotated function on; and how many samples are of something else.
    pub(crate) fn of_calls(&self, seen: Seen) -> (Stacks, u64) {
        let mut calls = Stacks::default();
        let mut others = 0;
        for (stack, count) in &self.counts {
            match call(stack, seen) {
                Some(call) => *calls.counts.entry(call).or_default() += count,
                None => others += count,
            }
        }
        (calls, others)
    }
}

/// The part of a stack that the call is; `None` where there is none in it.
fn call(stack: &str, seen: Seen) -> Option<String> {
    let frames = stack.split(';').collect::<Vec<_>>();
    let Some(innermost) = frames.iter().rposition(|frame| is_ours(frame)) else {
        // Without names, or cut before it came there.
        return (seen == Seen::Calls).then(|| stack.to_owned());
    };
    let (ours, call) = frames.split_at(innermost + 1);
    if seen == Seen::Process {
        let is_made = ours.iter().any(|frame| is_making(frame));
        let is_dropped = call
            .first()
            .is_some_and(|frame| frame.contains("drop_in_place"));
        if !is_made || is_dropped {
            return None;
        }
    }
    Some(if call.is_empty() {
        LOOP.to_owned()
    } else {
        call.join(";")
    })
}

/// Whether it is of the code around the call: the runtime's, or what the attribute wrote. The stopwatch is: it is seen
/// while it closes the window.
fn is_ours(frame: &str) -> bool {
    const OURS: [&str; 4] = [
        "::__perfmacro_",
        "perfmacro_runtime::routine::",
        "perfmacro_runtime::stopwatch::",
        "perfmacro_runtime::instructions::",
    ];
    OURS.iter().any(|ours| frame.contains(ours))
}

/// Whether it is a loop over calls, and not the building of their inputs.
fn is_making(frame: &str) -> bool {
    const LOOPS: [&str; 7] = [
        "calls::Calls",
        "calls::Batch",
        "calls::call_each",
        "calls::keep",
        "calls::<impl",
        "repeats::",
        "awaited::",
    ];
    frame
        .split_once("perfmacro_runtime::routine::")
        .is_some_and(|(_, rest)| LOOPS.iter().any(|made| rest.starts_with(made)))
}

impl FromStr for Stacks {
    type Err = NoStack;

    fn from_str(text: &str) -> Result<Stacks, NoStack> {
        let mut stacks = Stacks::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (stack, count) = line
                .rsplit_once(' ')
                .and_then(|(stack, count)| Some((stack, count.parse::<u64>().ok()?)))
                .ok_or_else(|| NoStack(line.to_owned()))?;
            *stacks.counts.entry(stack.to_owned()).or_default() += count;
        }
        Ok(stacks)
    }
}

/// As it was read, the lines sorted.
impl fmt::Display for Stacks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (stack, count) in &self.counts {
            writeln!(formatter, "{stack} {count}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &str = "main;perfmacro_runtime::profile::repeat::repeat;perfmacro_runtime::routine::calls::{{closure}};\
        a::_::__PERFMACRO_ENTRY::__perfmacro_start::{{closure}};perfmacro_runtime::routine::calls::Calls::make_each;\
        a::_::__PERFMACRO_ENTRY::__perfmacro_start::{{closure}}::{{closure}}";
    const SETUP: &str = "main;perfmacro_runtime::routine::calls::{{closure}};\
        perfmacro_runtime::routine::Batches<C,I>::next;a::_::__PERFMACRO_ENTRY::__perfmacro_start::{{closure}};a::setup";
    const AWAITED: &str = "main;perfmacro_runtime::executor::local::Local::block_on;perfmacro_runtime::routine::awaited::\
        <impl perfmacro_runtime::routine::calls::Calls>::make_awaited::{{closure}};a::waits::{{closure}}";
    const CLOSING: &str = "main;perfmacro_runtime::routine::calls::Calls::make_each;\
        perfmacro_runtime::stopwatch::Stopwatch::stop;perfmacro_runtime::instructions::collector::Collector::close";
    const DROPPED: &str = "main;perfmacro_runtime::routine::calls::keep;core::ptr::drop_in_place<alloc::vec::Vec<u8>>";

    fn of_calls(seen: Seen) -> (String, u64) {
        let text = format!(
            "{CALL};a::parse;a::helper 3\n{CALL};a::parse 1\n{CALL} 1\n{CLOSING} 8\n{SETUP} 4\n{AWAITED} 5\n{DROPPED} 6\nmain 7\n"
        );
        let stacks = text.parse::<Stacks>().expect("lines of stacks");
        let (calls, others) = stacks.of_calls(seen);
        assert_eq!(calls.total() + others, stacks.total());
        (calls.to_string(), others)
    }

    #[test]
    fn a_stack_begins_with_the_annotated_function() {
        assert_eq!(
            of_calls(Seen::Process),
            (
                "[loop] 9\na::parse 1\na::parse;a::helper 3\na::waits::{{closure}} 5\n".to_owned(),
                17
            )
        );
    }

    #[test]
    fn who_knows_when_calls_run_has_nothing_else() {
        let (text, others) = of_calls(Seen::Calls);
        assert_eq!(others, 0);
        assert!(text.contains("main 7"), "{text}");
    }

    #[test]
    fn a_line_without_a_number_is_told() {
        assert_eq!("a;b 1\nc".parse::<Stacks>(), Err(NoStack("c".to_owned())));
        let text = "a;b 1\na;b 2\n\nb<[u8; 4]> 1\n";
        let stacks = text.parse::<Stacks>().expect("stacks");
        assert_eq!(stacks.to_string(), "a;b 3\nb<[u8; 4]> 1\n");
    }
}
