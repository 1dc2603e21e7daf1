//! The suite of every annotated function of `quickstart`.

perfmacro::main!(quickstart);
