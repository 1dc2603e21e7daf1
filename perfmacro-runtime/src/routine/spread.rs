//! Routines on several threads at once.
//!
//! Where the input is lent and may be shared, all threads work on one, since what they cost each other there
//! is what a case with threads is for. Otherwise each thread has its own. Which of the two holds is settled by
//! method resolution, in [`calls_on_threads!`](crate::calls_on_threads), as in `owned`.

use std::sync::Arc;

use super::{Calls, Prepared, Routine, calls, over, pool};
use crate::case::Case;
use crate::owned::Reusable;
use crate::threads;

/// The routine that `start` makes, on each of the case's threads.
pub fn on_each_thread(case: &Case, start: fn(&Case) -> Routine) -> Routine {
    let case = *case;
    if case.threads() == 1 {
        return start(&case);
    }
    threads::fan_out(case.threads(), move || start(&case))
}

/// The arguments of [`calls`].
#[doc(hidden)]
pub struct Spread<C, I> {
    case: Case,
    context: fn() -> C,
    build: fn(&Case, &C) -> I,
    run: fn(&C, &[I], Calls<'_>),
}

impl<C, I> Spread<C, I> {
    #[doc(hidden)]
    pub fn new(
        case: &Case,
        context: fn() -> C,
        build: fn(&Case, &C) -> I,
        run: fn(&C, &[I], Calls<'_>),
    ) -> Self {
        Spread {
            case: *case,
            context,
            build,
            run,
        }
    }
}

#[doc(hidden)]
pub trait Together {
    fn __perfmacro_start(&self) -> Routine;
}

#[doc(hidden)]
pub trait Apart {
    fn __perfmacro_start(&self) -> Routine;
}

/// What is taken by value and gone with its call is in a cell, which no thread shares.
impl<C: 'static, I: Reusable + Send + Sync + 'static> Together for Spread<C, I> {
    fn __perfmacro_start(&self) -> Routine {
        let Spread {
            case,
            context,
            build,
            run,
        } = *self;
        if case.threads() == 1 {
            return calls(&case, context, build, run);
        }
        let builder = context();
        let inputs = Arc::<[I]>::from(pool(&case, &builder, build));
        let mut routine = threads::fan_out(case.threads(), move || {
            let inputs = Arc::clone(&inputs);
            let context = context();
            over(Prepared { inputs, context }, run)
        });
        Box::new(move |iterations, stopwatch| {
            // The inputs may need what they were built with.
            let _ = &builder;
            routine(iterations, stopwatch);
        })
    }
}

impl<C: 'static, I: Reusable + 'static> Apart for &Spread<C, I> {
    fn __perfmacro_start(&self) -> Routine {
        let Spread {
            case,
            context,
            build,
            run,
        } = **self;
        if case.threads() == 1 {
            return calls(&case, context, build, run);
        }
        threads::fan_out(case.threads(), move || calls(&case, context, build, run))
    }
}

/// [`calls`] on the case's threads, over one input where it may be shared.
#[doc(hidden)]
#[macro_export]
macro_rules! calls_on_threads {
    ($case:expr, $context:expr, $build:expr, $run:expr $(,)?) => {{
        use $crate::routine::{Apart as _, Together as _};
        (&$crate::routine::Spread::new($case, $context, $build, $run)).__perfmacro_start()
    }};
}
