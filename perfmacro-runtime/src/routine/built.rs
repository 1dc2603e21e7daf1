//! Setups that may be asynchronous: a future is run to its end, and any other value is the input already.
//!
//! Which of the two holds is settled by method resolution, in [`built!`](crate::built), as in `owned`: the
//! attribute does not see whether the function that a path names is an `async fn`.

use std::future::{Future, Ready};

/// What a setup returned.
#[doc(hidden)]
pub struct Built<T>(pub T);

#[doc(hidden)]
pub struct FutureTag;

#[doc(hidden)]
pub struct ValueTag;

#[doc(hidden)]
pub trait FutureKind {
    fn __perfmacro_kind(&self) -> FutureTag {
        FutureTag
    }
}

#[doc(hidden)]
pub trait ValueKind {
    fn __perfmacro_kind(&self) -> ValueTag {
        ValueTag
    }
}

impl<T: Future> FutureKind for Built<T> {}

impl<T> ValueKind for &Built<T> {}

impl FutureTag {
    #[doc(hidden)]
    pub fn __perfmacro_input<T: Future>(
        self,
        built: Built<T>,
        run: impl FnOnce(T) -> T::Output,
    ) -> T::Output {
        run(built.0)
    }
}

impl ValueTag {
    /// `run` is never called; its parameter is a future for the sake of its body.
    #[doc(hidden)]
    pub fn __perfmacro_input<T>(self, built: Built<T>, _: impl FnOnce(Ready<()>)) -> T {
        built.0
    }
}

/// The input that `$value` is, or that it comes to in the runtime `$context`.
#[doc(hidden)]
#[macro_export]
macro_rules! built {
    ($context:expr, $value:expr) => {{
        use $crate::routine::built::{FutureKind as _, ValueKind as _};
        let __perfmacro_built = $crate::routine::built::Built($value);
        (&__perfmacro_built)
            .__perfmacro_kind()
            .__perfmacro_input(__perfmacro_built, |__perfmacro_future| {
                $context.block_on(__perfmacro_future)
            })
    }};
}

#[cfg(test)]
#[expect(
    unused_imports,
    reason = "one of the two that the macro brings, in another crate unseen"
)]
mod tests {
    use std::future::{self, Future};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// Runs what is ready at once.
    struct Ready(Waker);

    impl Ready {
        fn block_on<F: Future>(&self, future: F) -> F::Output {
            let Poll::Ready(output) = pin!(future).poll(&mut Context::from_waker(&self.0)) else {
                panic!("not ready");
            };
            output
        }
    }

    #[test]
    fn futures_are_awaited_and_values_are_inputs() {
        let context = Ready(Waker::noop().clone());
        assert_eq!(crate::built!(context, future::ready(7)), 7);
        assert_eq!(crate::built!(context, async { String::from("a") }), "a");
        assert_eq!(crate::built!(context, (7, "a")), (7, "a"));
    }
}
