//! The two sizes between which growth is judged.

/// How many times the small size the large one is at least. Between nearer ones an exponent is mostly noise.
pub const APART: usize = 4;
/// How many sizes so far apart there are at least: of two, any class fits.
pub const SIZES: usize = 3;

/// How many of `sizes`, which are in any order, are each at least [`APART`] times the one before. A size of zero is
/// none.
#[must_use]
pub fn apart(sizes: &[usize]) -> usize {
    let mut sorted = sizes.to_vec();
    sorted.retain(|size| *size > 0);
    sorted.sort_unstable();
    let mut count = 0;
    let mut last = 0;
    for size in sorted {
        if last == 0 || size / APART >= last {
            last = size;
            count += 1;
        }
    }
    count
}

/// Where in `sizes`, which are in any order, the large size and the small one of the tail are: the largest of all, and
/// the largest that is at least [`APART`] times smaller.
///
/// `None` where there are no two that far apart. A size of zero is none: nothing is a multiple of it. Where a
/// size is repeated, its first place counts.
#[must_use]
pub fn tail(sizes: &[usize]) -> Option<(usize, usize)> {
    let largest = |most: usize| {
        let within = |(_, size): &(usize, &usize)| (1..=most).contains(*size);
        let places = sizes.iter().enumerate().filter(within);
        // Of equal ones `max_by_key` takes the last.
        places.rev().max_by_key(|(_, size)| **size)
    };
    let (large, size) = largest(usize::MAX)?;
    let (small, _) = largest(size / APART)?;
    Some((large, small))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sizes_count_where_they_are_far_apart() {
        for (sizes, expected) in [
            (&[][..], 0),
            (&[0], 0),
            (&[7, 7], 1),
            (&[1000, 10, 100], 3),
            (&[10, 20, 40, 80, 160], 3),
            (&[0, 1, 3, 4, 15], 2),
        ] {
            assert_eq!(apart(sizes), expected, "{sizes:?}");
        }
    }

    #[test]
    fn the_tail_is_the_largest_and_one_well_below() {
        for (sizes, expected) in [
            (&[10, 100, 1000][..], Some((2, 1))),
            (&[1000, 10, 100], Some((0, 2))),
            (&[100, 200, 400, 800], Some((3, 1))),
            (&[100, 201, 400, 800], Some((3, 0))),
            (&[8, 2, 8, 2], Some((0, 1))),
            (&[1, 4], Some((1, 0))),
            (&[100, 399], None),
            (&[0, 100], None),
            (&[0, 0], None),
            (&[7], None),
            (&[], None),
            (&[1, 3, usize::MAX], Some((2, 1))),
        ] {
            assert_eq!(tail(sizes), expected, "{sizes:?}");
        }
    }

    proptest! {
        #[test]
        fn they_are_far_apart_and_nothing_is_between(sizes in prop::collection::vec(0_usize..10_000, 0..9)) {
            if let Some((large, small)) = tail(&sizes) {
                    prop_assert!(sizes[small] > 0 && sizes[small] * APART <= sizes[large]);
                    for size in sizes.iter().copied() {
                        prop_assert!(size <= sizes[small] || size * APART > sizes[large]);
                        prop_assert!(size <= sizes[large]);
                    }
            } else {
                    let positive = || sizes.iter().copied().filter(|size| *size > 0);
                    if let Some((least, most)) = positive().min().zip(positive().max()) {
                        prop_assert!(least * APART > most);
                    }
            }
        }
    }
}
