// An enum needs a variant to generate.

#[derive(perfmacro::Input)]
enum Empty {}

#[derive(perfmacro::Input)]
enum Skipped {
    #[input(skip)]
    First,
    #[input(skip)]
    Second(u8),
}

fn main() {}
