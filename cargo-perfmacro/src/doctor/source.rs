//! What source files say of perfmacro, as far as it can be told without a compiler.

/// What the files of a package use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// The attribute.
    pub(super) attribute: bool,
    /// A budget on what is allocated.
    pub(super) allocations: bool,
    /// A budget on instructions.
    pub(super) instructions: bool,
}

impl Uses {
    /// Adds what a file uses. Comments do not count; a line in a string that begins as an attribute does.
    pub(super) fn add(&mut self, text: &str) {
        let code = text
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default());
        let mut is_annotated = false;
        let mut found = Uses::default();
        for line in code {
            let is_attribute = ["#[", "#!["]
                .iter()
                .any(|opening| line.trim_start().starts_with(opening));
            is_annotated |= is_attribute && line.contains("perf_bench");
            let declares = |options: &[&str]| {
                options.iter().any(|option| {
                    line.match_indices(option).any(|(index, _)| {
                        let rest = line[index + option.len()..].trim_start();
                        rest.starts_with('=') && !rest.starts_with("==")
                    })
                })
            };
            found.allocations |=
                declares(&["max_allocs", "max_alloc_bytes", "max_peak", "max_leaked"]);
            found.instructions |= declares(&["max_instructions"]);
        }
        if is_annotated {
            self.attribute = true;
            self.allocations |= found.allocations;
            self.instructions |= found.instructions;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(text: &str) -> (bool, bool, bool) {
        let mut uses = Uses::default();
        uses.add(text);
        (uses.attribute, uses.allocations, uses.instructions)
    }

    #[test]
    fn attributes_are_found_and_comments_are_not() {
        assert_eq!(uses("fn f() {}"), (false, false, false));
        assert_eq!(uses("let name = \"perf_bench\";"), (false, false, false));
        assert_eq!(
            uses("// #[perf_bench(max_allocs = 1)]"),
            (false, false, false)
        );
        assert_eq!(
            uses("#[perf_bench(target = \"1us\")]"),
            (true, false, false)
        );
        assert_eq!(
            uses(
                "#[perfmacro::perf_bench(\n    max_peak = \"1 KiB\",\n    max_instructions=5,\n)]"
            ),
            (true, true, true)
        );
        assert_eq!(
            uses("#[perf_bench]\nif max_allocs == 1 {}"),
            (true, false, false)
        );
    }
}
