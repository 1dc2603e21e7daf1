//! Criterion reports a missing baseline, and whatever else it cannot do, by a panic. Such a panic becomes
//! a message and an exit code; one in the user's code stays what it is.

use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::process;

use crate::report;

thread_local! {
    static CURRENT_CASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Names the case that is about to run, for the message.
pub(super) fn set_current_case(name: &str) {
    CURRENT_CASE.with_borrow_mut(|current| name.clone_into(current));
}

/// Turns Criterion's panics into an error on standard error and exit code `code`.
pub(super) fn report_criterions(code: i32) {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let message = message(info);
        // Whoever read the output has gone, as `head` does: there is nobody left to tell.
        if message.starts_with("failed printing to stdout") {
            process::exit(code);
        }
        if !is_criterions(info) {
            default(info);
            return;
        }
        let case = CURRENT_CASE.with_borrow(Clone::clone);
        let separator = if case.is_empty() { "" } else { ": " };
        report::show_error(&format!("\nerror: {case}{separator}{message}"));
        process::exit(code);
    }));
}

fn message<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = info.payload();
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("Criterion failed")
}

/// Whether the panic is in Criterion's source: in a folder `criterion-0.8.2` of Cargo's, or `criterion` where
/// it is vendored.
fn is_criterions(info: &PanicHookInfo<'_>) -> bool {
    info.location().is_some_and(|location| {
        location.file().split(['/', '\\']).any(|part| {
            part.strip_prefix("criterion")
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    })
}
