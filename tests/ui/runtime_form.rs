// A runtime is one of those that are known, or a value that runs futures.

use perfmacro::perf_bench;

#[perf_bench(runtime = tokio(many))]
async fn flavor() {}

#[perf_bench(runtime = tokio)]
async fn feature_tokio() {}

#[perf_bench(runtime = smol)]
async fn feature_smol() {}

#[perf_bench(runtime = 7)]
async fn no_runtime() {}

fn main() {}
