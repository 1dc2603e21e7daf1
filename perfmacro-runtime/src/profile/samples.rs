//! Where signals leave what they saw, several threads' at once, without a lock and without memory of their own.
//!
//! A sample is a number of addresses and then the addresses, the innermost first, in one array of words. Invariant: a
//! sample is there whole or counted as lost.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The array.
pub(super) struct Samples {
    words: Box<[AtomicUsize]>,
    used: AtomicUsize,
    lost: AtomicUsize,
}

impl Samples {
    /// With room for so many words.
    pub(super) fn new(words: usize) -> Samples {
        Samples {
            words: (0..words).map(|_| AtomicUsize::new(0)).collect(),
            used: AtomicUsize::new(0),
            lost: AtomicUsize::new(0),
        }
    }

    /// Leaves a sample, where there is room.
    pub(super) fn push(&self, addresses: &[usize]) {
        let length = addresses.len() + 1;
        let reserved = self
            .used
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| {
                used.checked_add(length)
                    .filter(|end| *end <= self.words.len())
            });
        let Ok(place) = reserved else {
            self.lost.fetch_add(1, Ordering::Relaxed);
            return;
        };
        let words = &self.words[place..place + length];
        for (word, address) in words[1..].iter().zip(addresses) {
            word.store(*address, Ordering::Relaxed);
        }
        words[0].store(addresses.len(), Ordering::Release);
    }

    /// All that were left, once nobody leaves any more.
    pub(super) fn all(&self) -> Vec<Vec<usize>> {
        let mut all = Vec::new();
        let mut rest = &self.words[..self.used.load(Ordering::Acquire)];
        while let Some((length, words)) = rest.split_first() {
            let length = length.load(Ordering::Acquire).min(words.len());
            let (addresses, others) = words.split_at(length);
            all.push(
                addresses
                    .iter()
                    .map(|address| address.load(Ordering::Relaxed))
                    .collect(),
            );
            rest = others;
        }
        all
    }

    /// How many found no room.
    pub(super) fn lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_room_is_there_whole_and_the_rest_is_counted() {
        let samples = Samples::new(7);
        samples.push(&[1, 2]);
        samples.push(&[]);
        samples.push(&[3, 4, 5]);
        samples.push(&[6, 7]);
        assert_eq!(samples.all(), [vec![1, 2], vec![], vec![6, 7]]);
        assert_eq!(samples.lost(), 1);
    }

    #[test]
    fn threads_leave_theirs_at_once() {
        let samples = Samples::new(4 * 1000 * 4);
        std::thread::scope(|scope| {
            for thread in 1..=4_usize {
                let samples = &samples;
                scope.spawn(move || {
                    for _ in 0..1000 {
                        samples.push(&[thread; 3]);
                    }
                });
            }
        });
        let all = samples.all();
        assert_eq!((all.len(), samples.lost()), (4000, 0));
        assert!(all.iter().all(|sample| *sample == [sample[0]; 3]));
    }
}
