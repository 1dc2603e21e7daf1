//! CRC-32 as used by zip, gzip and Ethernet.

use perfmacro::perf_bench;

/// The generator polynomial with its bits reversed, because the checksum
/// takes the lowest bit of each byte first.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// `TABLES[n][byte]` is the checksum register after `byte` and `n` zero bytes.
static TABLES: [[u32; 256]; 8] = tables();

const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let mut register = byte;
        let mut bits = 0;
        while bits < 64 {
            register = (register >> 1) ^ ((register & 1) * POLYNOMIAL);
            bits += 1;
            if bits % 8 == 0 {
                tables[bits / 8 - 1][byte as usize] = register;
            }
        }
        byte += 1;
    }
    tables
}

/// Returns the CRC-32 of `bytes`.
///
/// Taken one byte at a time, each table lookup has to wait for the one before
/// it. The eight lookups of a block do not depend on each other, so the
/// processor overlaps them.
#[perf_bench(
    target = "2us",
    sizes = [10, 100, 1000],
    throughput = bytes,
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    if cfg!(feature = "slow") {
        return checksum_by_bits(bytes);
    }
    let (blocks, rest) = bytes.as_chunks::<8>();
    let mut register = !0;
    for &block in blocks {
        let block = u64::from_le_bytes(block) ^ u64::from(register);
        register = 0;
        for (table, byte) in TABLES.iter().rev().zip(block.to_le_bytes()) {
            register ^= table[usize::from(byte)];
        }
    }
    for byte in rest {
        let lowest = register.to_le_bytes()[0];
        register = (register >> 8) ^ TABLES[0][usize::from(lowest ^ byte)];
    }
    !register
}

/// The definition taken literally: what a well-meant simplification would
/// leave, and what the budget above is there to catch.
fn checksum_by_bits(bytes: &[u8]) -> u32 {
    let register = bytes.iter().fold(!0, |register: u32, byte| {
        (0..8).fold(register ^ u32::from(*byte), |register, _| {
            (register >> 1) ^ ((register & 1) * POLYNOMIAL)
        })
    });
    !register
}

#[cfg(test)]
mod tests {
    use super::{checksum, checksum_by_bits};

    #[test]
    fn agrees_with_published_checksums() {
        assert_eq!(checksum(b""), 0);
        assert_eq!(checksum(b"a"), 0xE8B7_BE43);
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum(&[0; 32]), 0x190A_55AD);
        assert_eq!(checksum(&[0xFF; 32]), 0xFF6C_AB0B);
        assert_eq!(checksum_by_bits(b"123456789"), 0xCBF4_3926);
    }
}
