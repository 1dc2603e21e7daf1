//! What people read. Input: values of the other modules. Output: text.
//!
//! Invariant: nothing outside this module prints, and nothing in it measures or decides.

mod reproduce;
mod self_test;
mod told;

#[cfg(feature = "bench")]
mod growth;
#[cfg(feature = "bench")]
mod list;
#[cfg(feature = "bench")]
mod missed;
#[cfg(feature = "bench")]
mod table;

pub use self_test::self_test;
pub(crate) use told::reason;
pub use told::{REFUSED, Told, wrong_result};

#[cfg(feature = "bench")]
pub use growth::growth;
#[cfg(feature = "bench")]
pub use list::{Listing, show_list};
#[cfg(feature = "bench")]
pub use missed::missed;
#[cfg(feature = "bench")]
pub use table::{Row, table};

/// Prints to standard output, where libtest captures it: `--nocapture` or `--show-output` shows it.
#[expect(clippy::print_stdout, reason = "this module prints")]
pub fn show(text: &str) {
    println!("{text}");
}

/// Writes to standard error past libtest, which would keep it until the test is over.
pub fn show_now(text: &str) {
    use std::io::Write as _;
    // Nobody there to read it is no reason to fail.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Prints to standard error.
#[expect(clippy::print_stderr, reason = "this module prints")]
pub fn show_error(text: &str) {
    eprintln!("{text}");
}
