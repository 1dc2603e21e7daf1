//! The tools that look at a case, and what each is called, needs and leaves.

use super::extent::Extent;

/// What looks at the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Our own sampler.
    Flamegraph,
    /// Instructions by function, of valgrind.
    Callgrind,
    /// What allocates and how it is used, of valgrind.
    Dhat,
    /// How much memory there is at a time, of valgrind.
    Massif,
    /// What allocates, at the speed of the machine.
    Heaptrack,
    /// The system's sampler.
    Perf,
}

impl Tool {
    /// All, the one that needs no other program first.
    pub(crate) const ALL: [Tool; 6] = [
        Tool::Flamegraph,
        Tool::Callgrind,
        Tool::Dhat,
        Tool::Massif,
        Tool::Heaptrack,
        Tool::Perf,
    ];

    /// As the command line has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tool::Flamegraph => "flamegraph",
            Tool::Callgrind => "callgrind",
            Tool::Dhat => "dhat",
            Tool::Massif => "massif",
            Tool::Heaptrack => "heaptrack",
            Tool::Perf => "perf",
        }
    }

    /// The tool of that name.
    pub(crate) fn named(name: &str) -> Option<Tool> {
        Tool::ALL.into_iter().find(|tool| tool.name() == name)
    }

    /// What has to be installed.
    pub(crate) fn program(self) -> Option<&'static str> {
        match self {
            Tool::Flamegraph => None,
            Tool::Callgrind | Tool::Dhat | Tool::Massif => Some("valgrind"),
            Tool::Heaptrack => Some("heaptrack"),
            Tool::Perf => Some("perf"),
        }
    }

    /// Whether a flamegraph comes of it.
    pub(crate) fn draws(self) -> bool {
        matches!(self, Tool::Flamegraph | Tool::Perf)
    }

    /// What its file's name ends with, as what opens it expects.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Tool::Flamegraph => "svg",
            Tool::Callgrind => "callgrind.out",
            Tool::Dhat => "dhat.json",
            Tool::Massif => "massif.out",
            Tool::Heaptrack => "heaptrack",
            Tool::Perf => "perf.data",
        }
    }

    /// What opens its file.
    pub(crate) fn viewer(self) -> &'static str {
        match self {
            Tool::Flamegraph => "any browser",
            Tool::Callgrind => "kcachegrind or `callgrind_annotate`",
            Tool::Dhat => "valgrind's page `dh_view.html`",
            Tool::Massif => "massif-visualizer or `ms_print`",
            Tool::Heaptrack => "heaptrack_gui or `heaptrack_print`",
            Tool::Perf => "`perf report -i` or hotspot",
        }
    }

    /// For how long calls are made, where the command line does not say: a sampler needs time, and what follows every
    /// call needs calls.
    pub(crate) fn extent(self) -> Extent {
        if self.draws() {
            Extent {
                seconds: Some(5.0),
                calls: None,
            }
        } else {
            Extent {
                seconds: Some(10.0),
                calls: Some(1000),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_and_an_ending_of_its_own() {
        for (index, tool) in Tool::ALL.into_iter().enumerate() {
            assert_eq!(Tool::named(tool.name()), Some(tool));
            for other in &Tool::ALL[..index] {
                assert_ne!(tool.name(), other.name());
                assert_ne!(tool.ending(), other.ending());
            }
        }
        assert_eq!(Tool::named("gprof"), None);
    }
}
