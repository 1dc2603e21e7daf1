//! Which tests are run: those of budgets in libtest's list, of these the ones that are meant, in as many command lines
//! as they fit in. Functions of values.

use perfmacro_runtime::shard::Shard;

/// What names may take of a command line, in bytes: a part of what Windows (32 KiB) or macOS (1 MiB with the
/// environment) has room for.
pub(crate) const ROOM: usize = if cfg!(windows) { 16 << 10 } else { 512 << 10 };

/// The tests of budgets in libtest's list, sorted: `perf_` begins the name of a module.
pub(crate) fn budgets(list: &str) -> Vec<String> {
    let is_budget = |name: &&str| {
        name.rsplit_once("::").is_some_and(|(modules, _)| {
            modules
                .split("::")
                .any(|module| module.starts_with("perf_"))
        })
    };
    let mut names = list
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .filter(is_budget)
        .map(str::to_owned)
        .collect::<Vec<_>>();
    names.sort_unstable();
    names
}

/// Those that have `filter` in their path.
pub(crate) fn matching(all: &[String], filter: Option<&str>) -> Vec<String> {
    let is_meant = |name: &&String| filter.is_none_or(|filter| name.contains(filter));
    all.iter().filter(is_meant).cloned().collect()
}

/// Those whose functions a shard has.
pub(crate) fn of_shard(all: &[String], shard: Shard) -> Vec<String> {
    let is_here = |name: &&String| shard.contains_test(name);
    all.iter().filter(is_here).cloned().collect()
}

/// Names, each once, in groups that take at most `room` bytes as arguments; a longer name is alone.
pub(crate) fn groups(names: &[String], room: usize) -> Vec<Vec<&str>> {
    /// What ends an argument, and the pointer to it.
    const OVERHEAD: usize = 9;
    let mut unique = names.iter().map(String::as_str).collect::<Vec<_>>();
    unique.dedup();
    let mut groups = Vec::<Vec<&str>>::new();
    let mut left = 0;
    for name in unique {
        let size = name.len() + OVERHEAD;
        match groups.last_mut() {
            Some(group) if size <= left => group.push(name),
            _ => {
                groups.push(vec![name]);
                left = room;
            }
        }
        left = left.saturating_sub(size);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_in_modules_of_their_own() {
        let list =
            "perf_a::budget: test\na::perf_of: test\na::perf_b::size_10: test\nb: benchmark\n";
        assert_eq!(budgets(list), ["a::perf_b::size_10", "perf_a::budget"]);
    }

    fn many() -> Vec<String> {
        (0..100)
            .map(|number| format!("codec::perf_{}::size_{}", number / 4, number % 4))
            .collect()
    }

    #[test]
    fn shards_are_a_partition_that_keeps_functions_whole() {
        let all = many();
        let mut found = Vec::new();
        for shard in ["1/3", "2/3", "3/3"] {
            let names = of_shard(&all, Shard::parse(shard).expect("in range"));
            assert!(!names.is_empty() && names.len() < all.len(), "{shard}");
            assert!(names.chunks(4).all(|function| {
                let last = function[3].replace("size_3", "size_0");
                function[0] == last
            }));
            found.extend(names);
        }
        found.sort_unstable();
        let mut all = all;
        all.sort_unstable();
        assert_eq!(found, all);
    }

    #[test]
    fn names_are_grouped_by_the_room_they_take() {
        let all = many();
        let room = 200;
        let groups = groups(&all, room);
        assert!(groups.len() > 10, "{groups:?}");
        for group in &groups {
            let size = group.iter().map(|name| name.len() + 9).sum::<usize>();
            assert!(size <= room, "{group:?}");
        }
        assert_eq!(groups.concat(), all);
        assert_eq!(super::groups(&all, ROOM).len(), 1);
        assert_eq!(super::groups(&all, 0).len(), all.len());
        assert_eq!(super::groups(&[], ROOM), Vec::<Vec<&str>>::new());
    }

    #[test]
    fn two_executables_may_have_a_test_of_the_same_name() {
        let twice = ["perf_a::budget", "perf_a::budget"].map(str::to_owned);
        assert_eq!(groups(&twice, ROOM), [["perf_a::budget"]]);
    }

    #[test]
    fn a_filter_is_a_part_of_the_path() {
        let all = many();
        assert_eq!(matching(&all, None), all);
        assert_eq!(matching(&all, Some("perf_7::")).len(), 4);
    }
}
