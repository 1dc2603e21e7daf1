// Everything else is told what it is.

use perfmacro::perf_bench;

#[perf_bench]
struct Struct;

#[perf_bench]
pub enum Enum {}

#[perf_bench]
impl Struct {}

#[perf_bench]
mod module {}

#[perf_bench]
trait Trait {}

#[perf_bench]
unsafe impl Sync for Enum {}

#[perf_bench]
const CONSTANT: u32 = 7;

#[perf_bench]
static STATIC: u32 = 7;

#[perf_bench]
type Alias = u32;

#[perf_bench]
pub use std::fmt as module_of_std;

#[perf_bench]
unsafe extern "C" {}

fn main() {}
