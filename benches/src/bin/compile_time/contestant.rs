//! Who is compared, and the source text of each one's fixture.

use std::fmt;
use std::path::Path;

/// The input sizes of every benchmark, as source text.
const SIZES: &str = "[10, 100, 1000]";

/// The untimed construction of an input, shared by all who must do it by hand.
const INPUT: &str = "
fn input(size: usize) -> Vec<u8> {
    (0..size).map(|index| (index * 31 % 251) as u8).collect()
}
";

/// One way to get the functions benchmarked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contestant {
    /// The functions without any benchmark: the floor.
    None,
    /// This project.
    Perfmacro,
    /// <https://docs.rs/divan>
    Divan,
    /// <https://docs.rs/criterion>
    Criterion,
    /// <https://docs.rs/fluxbench>
    Fluxbench,
}

/// The generated text of a fixture, apart from what all fixtures share.
pub(crate) struct Sources {
    /// The dependency tables of its manifest.
    pub(crate) dependencies: String,
    /// `src/lib.rs`, or nothing if the fixture has no library.
    pub(crate) library: Option<String>,
    /// `benches/perf.rs`.
    pub(crate) bench: String,
}

impl Contestant {
    /// Everyone, in the order of the report.
    pub(crate) const ALL: [Self; 5] = [
        Self::None,
        Self::Perfmacro,
        Self::Divan,
        Self::Criterion,
        Self::Fluxbench,
    ];

    /// The name on the command line, in the report and of the fixture's folder.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Perfmacro => "perfmacro",
            Self::Divan => "divan",
            Self::Criterion => "criterion",
            Self::Fluxbench => "fluxbench",
        }
    }

    /// The sources of a fixture with that many functions.
    /// `workspace` is where the `perfmacro` package is found.
    ///
    /// The peers get functions and benchmarks in one file, as the first example
    /// of each one's documentation has it. A library beside it would only make
    /// them slower, as Cargo would then compile two crates.
    pub(crate) fn sources(self, functions: usize, workspace: &Path) -> Sources {
        match self {
            Self::None => plain(functions),
            Self::Perfmacro => perfmacro(functions, workspace),
            Self::Divan => divan(functions),
            Self::Criterion => criterion(functions),
            Self::Fluxbench => fluxbench(functions),
        }
    }
}

impl fmt::Display for Contestant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// The floor: the functions in a library and a bench target that calls them.
///
/// Without a use rustc would skip the code generation for them; a table of
/// function pointers is the cheapest use there is.
fn plain(functions: usize) -> Sources {
    let definitions = repeat(functions, |index| function(&format!("f{index}"), index));
    let names = repeat(functions, |index| format!("f{index}, "));
    Sources {
        dependencies: String::new(),
        library: Some(format!(
            "{definitions}
pub static FUNCTIONS: [fn(&[u8]) -> u32; {functions}] = [{names}];
"
        )),
        bench: format!(
            "{INPUT}
fn main() {{
    let data = input(1000);
    for function in fixture::FUNCTIONS {{
        std::hint::black_box(function(std::hint::black_box(&data)));
    }}
}}
"
        ),
    }
}

/// Annotated private functions in a library, as perfmacro's users have them.
fn perfmacro(functions: usize, workspace: &Path) -> Sources {
    let definitions = repeat(functions, |index| {
        let definition = function(&format!("f{index}"), index);
        format!("\n#[perf_bench(target = \"1us\", sizes = {SIZES})]{definition}")
    });
    let package = workspace.join("perfmacro");
    let path = package.display();
    Sources {
        // Literal strings, since a path on Windows is full of backslashes.
        dependencies: format!(
            "[dependencies]
perfmacro = {{ path = '{path}' }}

[dev-dependencies]
perfmacro = {{ path = '{path}', features = [\"bench\"] }}
"
        ),
        library: Some(format!("use perfmacro::perf_bench;\n{definitions}")),
        bench: "perfmacro::main!(fixture);\n".to_owned(),
    }
}

/// Divan has two forms for an input that is not timed. The documentation of
/// `#[divan::bench]` builds what is only read once, before `Bencher::bench`,
/// and has `with_inputs` for a new value in each iteration. A `&[u8]` is only
/// read, so the former is the idiomatic one here. It is no great handicap: with
/// `with_inputs` and `bench_refs` the compile time was less by under a tenth.
fn divan(functions: usize) -> Sources {
    let benchmarks = repeat(functions, |index| {
        let definition = function(&format!("body{index}"), index);
        format!(
            "{definition}
#[divan::bench(args = {SIZES})]
fn f{index}(bencher: divan::Bencher, n: usize) {{
    let data = input(n);
    bencher.bench(|| body{index}(divan::black_box(&data)));
}}
"
        )
    });
    Sources {
        dependencies: "[dev-dependencies]\ndivan = \"=0.1.21\"\n".to_owned(),
        library: None,
        bench: format!("fn main() {{\n    divan::main();\n}}\n{INPUT}{benchmarks}"),
    }
}

/// Criterion has no attribute: each function gets a group written by hand.
fn criterion(functions: usize) -> Sources {
    let benchmarks = repeat(functions, |index| {
        let definition = function(&format!("f{index}"), index);
        format!(
            "{definition}
fn bench{index}(criterion: &mut Criterion) {{
    let mut group = criterion.benchmark_group(\"f{index}\");
    for size in {SIZES} {{
        let data = input(size);
        group.bench_with_input(BenchmarkId::from_parameter(size), &data, |bencher, data| {{
            bencher.iter(|| f{index}(data));
        }});
    }}
    group.finish();
}}
"
        )
    });
    let names = repeat(functions, |index| format!(", bench{index}"));
    Sources {
        dependencies: "[dev-dependencies]\ncriterion = \"0.8\"\n".to_owned(),
        library: None,
        bench: format!(
            "use criterion::{{BenchmarkId, Criterion, criterion_group, criterion_main}};
{INPUT}{benchmarks}
criterion_group!(benches{names});
criterion_main!(benches);
"
        ),
    }
}

/// Fluxbench takes the sizes by its `args` option, close to divan.
fn fluxbench(functions: usize) -> Sources {
    let benchmarks = repeat(functions, |index| {
        let definition = function(&format!("body{index}"), index);
        format!(
            "{definition}
#[fluxbench::bench(args = {SIZES})]
fn f{index}(bencher: &mut Bencher, n: usize) {{
    let data = input(n);
    bencher.iter(|| body{index}(std::hint::black_box(&data)));
}}
"
        )
    });
    Sources {
        dependencies: "[dev-dependencies]\nfluxbench = \"0.2\"\n".to_owned(),
        library: None,
        bench: format!(
            "use fluxbench::prelude::*;

fn main() {{
    fluxbench::run().unwrap();
}}
{INPUT}{benchmarks}"
        ),
    }
}

/// The text of one function under test: a small loop over bytes. Its constants
/// come from `index`, so that LLVM cannot merge any two of the functions.
fn function(name: &str, index: usize) -> String {
    let seed = index + 1;
    // Odd, since an even multiplier would shift the state out to zero.
    let multiplier = index * 2 + 0x0100_0193;
    let shift = index % 31 + 1;
    let first = index % 256;
    format!(
        "
fn {name}(data: &[u8]) -> u32 {{
    let mut state: u32 = {seed};
    let mut repeats: u32 = 0;
    let mut previous: u8 = {first};
    for &byte in data {{
        repeats = if byte == previous {{ repeats + 1 }} else {{ 0 }};
        state = (state ^ u32::from(byte)).wrapping_mul({multiplier}).rotate_left({shift});
        previous = byte;
    }}
    state.wrapping_add(repeats)
}}
"
    )
}

/// The texts that `part` gives for 0, 1, 2 .. `count`, in one piece.
fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}
