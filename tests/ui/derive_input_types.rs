// What an option's value is, the compiler tells on the value.

use perfmacro::Rng;

#[derive(perfmacro::Input)]
struct Types {
    #[input(size = "16")]
    size: Vec<u8>,
    #[input(with = word)]
    with_function: u32,
    #[input(with = |size| size)]
    with_closure: usize,
    #[input(with = 7)]
    with_number: u32,
}

fn word(size: usize, _: &mut Rng) -> String {
    "a".repeat(size)
}

fn main() {}
