//! Two functions whose ratio is known, or one at two sizes, and the verdict that is right.

use perfmacro_runtime::growth::{Class, tail};
use perfmacro_runtime::measure::RoutineSampler;
use perfmacro_runtime::verdict::Sampler as _;
use perfmacro_runtime::{Picoseconds, Ratio, Routine};

use crate::functions::{arithmetic, checksum, distinct, sort, stream, walk};

/// What starts a routine.
pub(crate) type Start = Box<dyn Fn() -> Routine>;

/// What is compared, and what is right.
pub(crate) struct Contest {
    pub(crate) name: String,
    /// One or several copies of it, which judgements take in turn.
    pub(crate) functions: Vec<Start>,
    pub(crate) reference: Start,
    pub(crate) limit: Ratio,
    pub(crate) holds: bool,
    /// Whether the true ratio is 1.
    pub(crate) is_even: bool,
}

/// A function as often as it is compiled.
macro_rules! copies {
    ($function:ident) => {
        [
            $function::<1>,
            $function::<2>,
            $function::<3>,
            $function::<4>,
            $function::<5>,
            $function::<6>,
            $function::<7>,
            $function::<8>,
        ]
    };
}

/// What a function may take of the time of one that is the same.
const LIMIT: f64 = 1.05;

impl Contest {
    /// All of them.
    pub(crate) fn all() -> Vec<Contest> {
        let mut all = Vec::new();
        all.extend(Contest::of(
            "chain of 100 multiplications",
            (100, 110),
            copies!(arithmetic),
        ));
        all.extend(Contest::of(
            "checksum of 4 KiB",
            (4096, 4506),
            copies!(checksum),
        ));
        // A tenth more is a little less than that in numbers that are sorted.
        all.extend(Contest::of("sort of 1,000", (1000, 1090), copies!(sort)));
        all.push(Contest::displacing());
        let bytes = [256, 1024, 4096, 16_384];
        let short = [50, 200, 800];
        let log_linear = Class::new(1.0, 1.0);
        all.push(Contest::growth(
            "checksum",
            checksum::<1>,
            &bytes,
            Class::LINEAR,
            true,
        ));
        all.push(Contest::growth("sort", sort::<1>, &short, log_linear, true));
        all.push(Contest::growth(
            "distinct by looking at all",
            distinct,
            &short,
            Class::LINEAR,
            false,
        ));
        all
    }

    /// A function against itself, copies of it against it, and the copies with `more` to do.
    fn of<N: Copy + 'static>(
        name: &str,
        (work, more): (N, N),
        copies: [fn(N) -> Routine; 8],
    ) -> [Contest; 3] {
        let (itself, others) = (&copies[..1], &copies[1..]);
        [
            ("itself", itself, work, true),
            ("7 copies", others, work, true),
            ("7 copies, a tenth slower", others, more, false),
        ]
        .map(|(against, functions, work_of_function, holds)| Contest {
            name: format!("{name}: {against}"),
            functions: functions
                .iter()
                .map(|start| started(*start, work_of_function))
                .collect(),
            reference: started(copies[0], work),
            limit: Ratio::nearest(LIMIT),
            holds,
            is_even: holds,
        })
    }

    /// Two functions, each of which displaces from the caches what the other needs. The limit is half as much again
    /// as the ratio of what they take alone.
    fn displacing() -> Contest {
        let function = started(walk, 512 << 10);
        let reference = started(stream, 1 << 20);
        let limit = alone(&function) / alone(&reference) * 1.5;
        Contest {
            name: "walk over 512 KiB against a stream of 1 MiB".to_owned(),
            functions: vec![function],
            reference,
            limit: Ratio::nearest(limit),
            holds: true,
            is_even: false,
        }
    }

    /// A function at the tail of its sizes.
    fn growth(
        name: &str,
        function: fn(usize) -> Routine,
        sizes: &[usize],
        class: Class,
        holds: bool,
    ) -> Contest {
        let (large, small) = tail(sizes).expect("sizes are far apart");
        let [large, small] = [sizes[large], sizes[small]];
        Contest {
            name: format!("{name}, {small} to {large}, declared {class}"),
            functions: vec![started(function, large)],
            reference: started(function, small),
            limit: class.max_ratio(small, large),
            holds,
            is_even: false,
        }
    }
}

fn started<N: Copy + 'static>(start: fn(N) -> Routine, work: N) -> Start {
    Box::new(move || start(work))
}

/// What a call takes where nothing else runs in between, in picoseconds.
fn alone(start: &Start) -> f64 {
    /// Calls in a block.
    const CALLS: u64 = 50;
    let mut sampler = RoutineSampler::new(start());
    let mut blocks = (0..200)
        .map(|_| sampler.block(CALLS).time)
        .collect::<Vec<_>>();
    blocks.sort_unstable();
    blocks[blocks.len() / 2].ratio_to(Picoseconds::new(CALLS))
}
