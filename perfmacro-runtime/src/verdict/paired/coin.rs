//! Which of a pair is first.
//!
//! A fixed order would give one side what the other leaves behind, and a strict turn would beat in time with
//! whatever on the machine is periodic.

/// A seeded sequence of tosses. `SplitMix64`: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014.
#[derive(Clone, Debug)]
pub(super) struct Coin {
    state: u64,
}

impl Coin {
    pub(super) fn new(seed: u64) -> Coin {
        Coin { state: seed }
    }

    pub(super) fn toss(&mut self) -> bool {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) >> 63 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_side_is_preferred_and_a_seed_says_all() {
        for seed in [0, 1, u64::MAX] {
            let tosses = |coin: Coin| {
                std::iter::repeat_with({
                    let mut coin = coin;
                    move || coin.toss()
                })
                .take(10_000)
                .collect::<Vec<_>>()
            };
            let all = tosses(Coin::new(seed));
            let heads = all.iter().filter(|toss| **toss).count();
            let changes = all.windows(2).filter(|two| two[0] != two[1]).count();
            // Five standard deviations.
            assert!((4750..=5250).contains(&heads), "{heads}");
            assert!((4750..=5250).contains(&changes), "{changes}");
            assert_eq!(all, tosses(Coin::new(seed)));
        }
    }
}
