//! What installs a tool: a table. Input: the program and the system. Output: a line for people.

/// How to get a program on a system, as [`std::env::consts::OS`] calls it.
pub(crate) fn line(program: &str, system: &str) -> String {
    match (system, program) {
        ("linux", "perf") => "`sudo apt-get install linux-perf` (Debian), `sudo apt-get install linux-tools-$(uname -r)` \
             (Ubuntu), `sudo dnf install perf` (Fedora), `sudo pacman -S perf` (Arch)"
            .to_owned(),
        ("linux", _) => format!(
            "`sudo apt-get install {program}` (Debian, Ubuntu), `sudo dnf install {program}` (Fedora), `sudo pacman -S \
             {program}` (Arch)"
        ),
        ("freebsd", "valgrind") => "`sudo pkg install valgrind`".to_owned(),
        ("macos", "valgrind") => {
            "`brew install valgrind`, which there is for Macs with Intel's processors".to_owned()
        }
        _ => format!(
            "there is no {program} for this system; `--tool flamegraph` needs no other program on Linux, macOS and \
             FreeBSD"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_a_line_that_names_the_program() {
        for (program, system, part) in [
            ("valgrind", "linux", "apt-get install valgrind"),
            ("heaptrack", "linux", "dnf install heaptrack"),
            ("perf", "linux", "apt-get install linux-perf"),
            ("valgrind", "macos", "brew install valgrind"),
            ("heaptrack", "macos", "no heaptrack for this system"),
            ("perf", "windows", "no perf for this system"),
        ] {
            let line = line(program, system);
            assert!(line.contains(part), "{line}");
        }
    }
}
