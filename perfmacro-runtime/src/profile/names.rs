//! From an address to the functions it is in.

use std::collections::HashMap;

use super::folded::Names;

/// What the debug information of this process says, each address asked for once.
#[derive(Default)]
pub(super) struct Debug {
    known: HashMap<usize, Vec<String>>,
}

impl Names for Debug {
    fn at(&mut self, address: usize) -> &[String] {
        self.known
            .entry(address)
            .or_insert_with(|| resolved(address))
    }
}

/// Several where functions were inlined, the innermost first.
fn resolved(address: usize) -> Vec<String> {
    let mut names = Vec::new();
    backtrace::resolve(std::ptr::without_provenance_mut(address), |symbol| {
        // Without the hash behind it.
        names.extend(symbol.name().map(|name| format!("{name:#}")));
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_has_its_name() {
        // Behind its beginning, as every address on a stack is.
        let address = (resolved as fn(usize) -> Vec<String>) as usize + 1;
        let mut names = Debug::default();
        let found = names.at(address + 1);
        assert!(
            found
                .iter()
                .any(|name| name.contains("profile::names::resolved")),
            "{found:?}"
        );
    }
}
