// Every mistake in `#[input(..)]` is told in one compile, each on its own tokens.

#[derive(perfmacro::Input)]
#[input(krate = perfmacro)]
struct Options {
    #[input(sise = 16)]
    unknown: u8,
    #[input(skip)]
    another_place: u8,
    #[input(size)]
    no_value: String,
    #[input(default = 7)]
    value: u8,
    #[input(size = 1, size = 2)]
    repeated: String,
    #[input(size = 1)]
    #[input(size = 2)]
    repeated_in_two: String,
    #[input(default, with = u8_of, size = 1)]
    excluding: u8,
    #[input]
    none: u8,
    #[input = 16]
    no_list: u8,
    #[input(size: 16)]
    no_equals: String,
}

#[derive(perfmacro::Input)]
#[input(crate = "perfmacro")]
enum Variants {
    #[input(skip, skip)]
    Repeated,
    #[input(default)]
    AnotherPlace,
    #[input(slip)]
    Unknown(#[input(crate = perfmacro)] u8),
}

fn main() {}
