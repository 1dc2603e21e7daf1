//! The peak in what massif wrote: a file of snapshots, each with lines of `name=value`.

/// The most memory at a time, in bytes: what was asked for, and what the allocator adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Peak {
    pub(crate) heap: u64,
    pub(crate) overhead: u64,
}

/// The snapshot with the most; `None` where there is no snapshot.
pub(crate) fn peak(wrote: &str) -> Option<Peak> {
    let number = |line: &str, name: &str| line.strip_prefix(name)?.parse::<u64>().ok();
    let mut peak = None;
    let mut heap = 0;
    for line in wrote.lines() {
        if let Some(bytes) = number(line, "mem_heap_B=") {
            heap = bytes;
        } else if let Some(overhead) = number(line, "mem_heap_extra_B=") {
            let found = Peak { heap, overhead };
            let is_higher = |old: &Peak| old.heap + old.overhead < heap + overhead;
            if peak.as_ref().is_none_or(is_higher) {
                peak = Some(found);
            }
        }
    }
    peak
}

impl Peak {
    /// For people.
    pub(crate) fn shown(self) -> String {
        format!(
            "Peak: {} bytes, and {} of the allocator's",
            self.heap, self.overhead
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_snapshot_is_the_peak() {
        let wrote = "desc: (none)\ncmd: a\ntime_unit: i\n#-----------\nsnapshot=0\n#-----------\ntime=0\nmem_heap_B=0\n\
                     mem_heap_extra_B=0\nmem_stacks_B=0\nheap_tree=empty\nsnapshot=1\nmem_heap_B=60484\nmem_heap_extra_B=2348\n\
                     snapshot=2\nmem_heap_B=568\nmem_heap_extra_B=16\n";
        let peak = peak(wrote).expect("there are snapshots");
        assert_eq!(
            peak.shown(),
            "Peak: 60484 bytes, and 2348 of the allocator's"
        );
        assert_eq!(super::peak(""), None);
    }
}
