//! What a program says to the valgrind that runs it.
//!
//! A request is a few instructions that do nothing on a processor and that valgrind knows: four rotations of a
//! register, which add up to a whole turn, and an exchange of another with itself. They are those of
//! `valgrind.h` and `callgrind.h`, written here so that nobody needs those headers or a C compiler.
//!
//! Invariant: outside of valgrind every request does nothing.

/// Whether there are requests for what this is built for.
pub(super) const IS_SUPPORTED: bool = cfg!(all(
    unix,
    any(
        target_arch = "x86_64",
        target_arch = "x86",
        target_arch = "aarch64"
    )
));

const RUNNING_ON_VALGRIND: usize = 0x1001;

/// Of callgrind: `VG_USERREQ_TOOL_BASE('C', 'T')`.
const CALLGRIND: usize = (b'C' as usize) << 24 | (b'T' as usize) << 16;
const ZERO_STATISTICS: usize = CALLGRIND + 1;
const TOGGLE_COLLECTION: usize = CALLGRIND + 2;
const DUMP_STATISTICS_AT: usize = CALLGRIND + 3;
const START_INSTRUMENTATION: usize = CALLGRIND + 4;

/// Whether valgrind runs this process.
pub(super) fn is_running_on_valgrind() -> bool {
    request(RUNNING_ON_VALGRIND, 0) != 0
}

/// Begins to translate what runs so that it can be counted; until then it is about as fast as under no tool.
pub(super) fn start_instrumentation() {
    request(START_INSTRUMENTATION, 0);
}

/// Begins to count what this thread executes, or ends it.
#[inline]
pub(super) fn toggle_collection() {
    request(TOGGLE_COLLECTION, 0);
}

/// Forgets what was counted since the last dump.
pub(super) fn zero_statistics() {
    request(ZERO_STATISTICS, 0);
}

/// Writes what was counted since the last dump to callgrind's file, under a name.
///
/// # Panics
///
/// Where the name has a NUL in it.
pub(super) fn dump_statistics(name: &str) {
    let name = std::ffi::CString::new(name).expect("names of dumps are ours");
    request(DUMP_STATISTICS_AT, name.as_ptr() as usize);
}

/// Makes a request; gives 0 where there is nobody who hears it.
#[inline]
fn request(number: usize, argument: usize) -> usize {
    let arguments = [number, argument, 0, 0, 0, 0];
    make(&arguments)
}

#[cfg(all(unix, target_arch = "x86_64", not(miri)))]
#[inline]
fn make(arguments: &[usize; 6]) -> usize {
    let mut answer = 0_usize;
    // SAFETY: Outside of valgrind the rotations add up to 128 bits, which leaves `rdi` as it was, and an
    // exchange of a register with itself changes nothing. Valgrind reads the six words that `rax` points to,
    // which live as long as the request, and what they point to, which is a NUL-terminated string where the
    // request takes one; it changes `rdx` alone.
    unsafe {
        std::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") arguments.as_ptr(),
            inout("rdx") answer,
            options(nostack),
        );
    }
    answer
}

#[cfg(all(unix, target_arch = "x86", not(miri)))]
#[inline]
fn make(arguments: &[usize; 6]) -> usize {
    let mut answer = 0_usize;
    // SAFETY: As for x86_64; the rotations add up to 64 bits.
    unsafe {
        std::arch::asm!(
            "rol edi, 3",
            "rol edi, 13",
            "rol edi, 29",
            "rol edi, 19",
            "xchg ebx, ebx",
            in("eax") arguments.as_ptr(),
            inout("edx") answer,
            options(nostack),
        );
    }
    answer
}

#[cfg(all(unix, target_arch = "aarch64", not(miri)))]
#[inline]
fn make(arguments: &[usize; 6]) -> usize {
    let mut answer = 0_usize;
    // SAFETY: As for x86_64; the rotations of `x12` add up to 128 bits, an `orr` of a register with itself
    // changes nothing, and valgrind reads what `x4` points to and changes `x3` alone.
    unsafe {
        std::arch::asm!(
            "ror x12, x12, #3",
            "ror x12, x12, #13",
            "ror x12, x12, #51",
            "ror x12, x12, #61",
            "orr x10, x10, x10",
            in("x4") arguments.as_ptr(),
            inout("x3") answer,
            options(nostack),
        );
    }
    answer
}

#[cfg(any(
    miri,
    not(unix),
    not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64"))
))]
#[inline]
fn make(_arguments: &[usize; 6]) -> usize {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_of_valgrind_requests_do_nothing() {
        // Tests may be run under valgrind, too.
        if is_running_on_valgrind() {
            return;
        }
        start_instrumentation();
        toggle_collection();
        toggle_collection();
        zero_statistics();
        dump_statistics("nobody hears it");
    }
}
