//! Whether this build is one whose times say nothing: for Miri, for coverage, with a sanitizer.

use std::env;

use crate::verdict::Exemption;

/// What is in the build that slows everything down, if anything.
///
/// The build script saw the compiler's flags. Tools that instrument some crates only leave this one out; of
/// those, the variable tells where LLVM's counters go.
#[must_use]
pub fn exemption() -> Option<Exemption> {
    if cfg!(miri) {
        return Some(Exemption::Miri);
    }
    match env!("PERFMACRO_INSTRUMENTED") {
        "sanitizer" => Some(Exemption::Sanitizer),
        "coverage" => Some(Exemption::Coverage),
        _ => env::var_os("LLVM_PROFILE_FILE").map(|_| Exemption::Coverage),
    }
}
