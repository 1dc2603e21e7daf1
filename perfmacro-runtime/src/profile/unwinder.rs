//! Where the code that unwinds is.
//!
//! While a panic unwinds, GNU's unwinder writes over the frames it is about to leave, and its own stack then leads anywhere. Who
//! walks it from a signal ends the process. So no walk goes through a frame of it: the stack of such a sample ends there.

use std::ffi::{CStr, c_int, c_void};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How the library's file is called.
const NAME: &[u8] = b"libgcc_s.";

static START: AtomicUsize = AtomicUsize::new(0);
static END: AtomicUsize = AtomicUsize::new(0);

/// Looks where it is; before the first signal. Nowhere where it is linked into the executable, as with musl, whose
/// unwinder looks before it reads.
pub(super) fn locate() {
    let mut found = 0..0;
    // SAFETY: `visit` is a callback of that form, and is called with what `found` points to before this returns.
    unsafe {
        libc::dl_iterate_phdr(Some(visit), (&raw mut found).cast());
    }
    START.store(found.start, Ordering::Relaxed);
    END.store(found.end, Ordering::Relaxed);
}

/// Whether the address is in it. For a signal's handler.
pub(super) fn has(address: usize) -> bool {
    (START.load(Ordering::Relaxed)..END.load(Ordering::Relaxed)).contains(&address)
}

/// Notes where a library's segments are, if it is the one.
unsafe extern "C" fn visit(
    library: *mut libc::dl_phdr_info,
    _: libc::size_t,
    found: *mut c_void,
) -> c_int {
    // SAFETY: The linker hands over a whole description, which lives as long as this call.
    let library = unsafe { &*library };
    if library.dlpi_name.is_null() || library.dlpi_phdr.is_null() {
        return 0;
    }
    // SAFETY: It is not null, and then a string with its NUL.
    let name = unsafe { CStr::from_ptr(library.dlpi_name) }.to_bytes();
    let file = name.rsplit(|byte| *byte == b'/').next().unwrap_or(name);
    if !file.starts_with(NAME) {
        return 0;
    }
    // SAFETY: It is not null, and has as many as the description says.
    let segments =
        unsafe { std::slice::from_raw_parts(library.dlpi_phdr, library.dlpi_phnum.into()) };
    let base = address(library.dlpi_addr);
    for segment in segments
        .iter()
        .filter(|segment| segment.p_type == libc::PT_LOAD)
    {
        let start = base + address(segment.p_vaddr);
        let end = start + address(segment.p_memsz);
        // SAFETY: It is what `locate` handed over, which nobody else has meanwhile.
        let found = unsafe { &mut *found.cast::<Range<usize>>() };
        *found = if found.start == found.end {
            start..end
        } else {
            found.start.min(start)..found.end.max(end)
        };
    }
    1
}

/// The system's number of an address, 32 bits wide on some.
fn address(number: impl TryInto<usize>) -> usize {
    number.try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn the_unwinder_is_a_library_and_this_function_is_not_in_it() {
        locate();
        assert!(START.load(Ordering::Relaxed) > 0);
        assert!(has(START.load(Ordering::Relaxed)));
        assert!(!has(END.load(Ordering::Relaxed)));
        assert!(!has(locate as fn() as usize));
    }
}
