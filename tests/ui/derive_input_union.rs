// Which field of a union is valid is not known.

#[derive(perfmacro::Input)]
union Bits {
    integer: u32,
    float: f32,
}

fn main() {}
