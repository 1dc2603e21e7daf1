//! Inputs of the types of `core`.

use core::array;
use core::cell::{Cell, RefCell};
use core::marker::PhantomData;
use core::num::{NonZero, Wrapping};
use core::time::Duration;

use crate::{Input, Rng};

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Input for $integer {
            fn generate(size: usize, _: &mut Rng) -> Self {
                <$integer>::try_from(size).unwrap_or(<$integer>::MAX)
            }

            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_possible_wrap,
                clippy::cast_lossless,
                reason = "any 64 bits give any value"
            )]
            fn generate_element(rng: &mut Rng) -> Self {
                rng.u64() as $integer
            }
        }

        impl Input for NonZero<$integer> {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                NonZero::new(<$integer>::generate(size, rng)).unwrap_or(NonZero::<$integer>::MIN)
            }

            fn generate_element(rng: &mut Rng) -> Self {
                NonZero::new(<$integer>::generate_element(rng)).unwrap_or(NonZero::<$integer>::MIN)
            }
        }

        impl Input for Wrapping<$integer> {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                Wrapping(<$integer>::generate(size, rng))
            }

            fn generate_element(rng: &mut Rng) -> Self {
                Wrapping(<$integer>::generate_element(rng))
            }
        }
    )*};
}

integers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

macro_rules! wide_integers {
    ($($integer:ty),*) => {$(
        impl Input for $integer {
            #[allow(clippy::cast_possible_wrap, clippy::cast_lossless, reason = "a size has 64 bits")]
            fn generate(size: usize, _: &mut Rng) -> Self {
                size as $integer
            }

            #[allow(clippy::cast_possible_wrap, reason = "any 128 bits give any value")]
            fn generate_element(rng: &mut Rng) -> Self {
                (u128::from(rng.u64()) << 64 | u128::from(rng.u64())) as $integer
            }
        }
    )*};
}

wide_integers!(u128, i128);

impl Input for f64 {
    fn generate(_: usize, rng: &mut Rng) -> Self {
        rng.unit()
    }
}

impl Input for f32 {
    #[expect(clippy::cast_precision_loss, reason = "24 bits are what an f32 holds")]
    fn generate(_: usize, rng: &mut Rng) -> Self {
        (rng.u64() >> 40) as f32 / (1_u32 << 24) as f32
    }
}

impl Input for bool {
    fn generate(_: usize, rng: &mut Rng) -> Self {
        rng.bool()
    }
}

impl Input for char {
    fn generate(_: usize, rng: &mut Rng) -> Self {
        let printable = b' '..=b'~';
        #[expect(
            clippy::cast_possible_truncation,
            reason = "below the number of printable characters"
        )]
        let offset = rng.below(printable.len()) as u8;
        char::from(b' ' + offset)
    }
}

impl Input for () {
    fn generate(_: usize, _: &mut Rng) -> Self {}
}

impl<T: ?Sized> Input for PhantomData<T> {
    fn generate(_: usize, _: &mut Rng) -> Self {
        PhantomData
    }
}

impl Input for Duration {
    fn generate(size: usize, _: &mut Rng) -> Self {
        Duration::from_nanos(size as u64)
    }

    fn generate_element(rng: &mut Rng) -> Self {
        Duration::from_nanos(rng.u64() >> 1)
    }
}

impl<T: Input> Input for Option<T> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        (!rng.is_deep()).then(|| T::generate(size, rng))
    }

    /// `None` as often as not, which is what a branch on it has to deal with.
    fn generate_element(rng: &mut Rng) -> Self {
        (!rng.is_deep() && rng.bool()).then(|| T::generate_element(rng))
    }
}

impl<T: Input, E: Input> Input for Result<T, E> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        Ok(T::generate(size, rng))
    }

    /// `Err` as often as not.
    fn generate_element(rng: &mut Rng) -> Self {
        if rng.bool() {
            Ok(T::generate_element(rng))
        } else {
            Err(E::generate_element(rng))
        }
    }
}

impl<T: Input, const N: usize> Input for [T; N] {
    fn generate(_: usize, rng: &mut Rng) -> Self {
        array::from_fn(|_| T::generate_element(rng))
    }
}

impl<T: Input> Input for Cell<T> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        Cell::new(T::generate(size, rng))
    }

    fn generate_element(rng: &mut Rng) -> Self {
        Cell::new(T::generate_element(rng))
    }
}

impl<T: Input> Input for RefCell<T> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        RefCell::new(T::generate(size, rng))
    }

    fn generate_element(rng: &mut Rng) -> Self {
        RefCell::new(T::generate_element(rng))
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))*) => {$(
        impl<$($name: Input),+> Input for ($($name,)+) {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                ($($name::generate(size, rng),)+)
            }

            fn generate_element(rng: &mut Rng) -> Self {
                ($($name::generate_element(rng),)+)
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_the_size_or_the_most_it_holds() {
        let rng = &mut Rng::new(0);
        assert_eq!(u64::generate(1000, rng), 1000);
        assert_eq!(u8::generate(1000, rng), 255);
        assert_eq!(i8::generate(1000, rng), 127);
        assert_eq!(i128::generate(1000, rng), 1000);
        assert_eq!(NonZero::<u32>::generate(0, rng).get(), 1);
        assert_eq!(<(u16, Option<u8>)>::generate(7, rng), (7, Some(7)));
    }

    #[test]
    fn elements_fill_their_range() {
        let rng = &mut Rng::new(0);
        let bytes = <[u8; 4096]>::generate(0, rng);
        assert!((0..=255).all(|value| bytes.contains(&value)));
        let options = <[Option<bool>; 64]>::generate(0, rng);
        assert!(options.contains(&None) && options.contains(&Some(true)));
        assert!(
            <[i64; 64]>::generate(0, rng)
                .iter()
                .any(|number| *number < 0)
        );
    }

    #[test]
    fn numbers_and_characters_are_in_range() {
        let rng = &mut Rng::new(0);
        for _ in 0..1000 {
            assert!((0.0..1.0).contains(&f32::generate(0, rng)));
            assert!((' '..='~').contains(&char::generate(0, rng)));
        }
    }
}
