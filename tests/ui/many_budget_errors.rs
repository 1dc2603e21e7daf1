// One compile shows every mistake of every budget on its own token.

use perfmacro::perf_bench;

#[perf_bench(
    target = "1us - n",
    critical = ["1us", "2 sec"],
    p50 = "fast",
    p90 = "10ns",
    p99 = "1us * n",
    p999 = "500ns",
    min_throughput = "1 MB/s",
    enforce = maybe,
    p50 = "1us",
)]
fn wrong() {}

fn main() {}
