//! The functions that execute most, from what `callgrind_annotate` prints.

use std::collections::HashMap;

/// Rows of a table: instructions, their share and the function, the most first. Callgrind has a line for each file that is in
/// a function, which are one here, and so are the levels of a recursion.
pub(crate) fn functions(printed: &str, most: usize) -> Vec<Vec<String>> {
    let mut total = 0;
    let mut counts = HashMap::<&str, u64>::new();
    for line in printed.lines() {
        let Some((count, place)) = cost(line) else {
            continue;
        };
        if place == "PROGRAM TOTALS" {
            total = count;
        } else if let Some(function) = function(place) {
            *counts.entry(function).or_default() += count;
        }
    }
    let mut counts = counts.into_iter().collect::<Vec<_>>();
    counts.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let rows = counts
        .into_iter()
        .take(most)
        .map(|(function, count)| vec![grouped(count), share(count, total), function.to_owned()]);
    rows.collect()
}

/// `1,681,700 (16.95%)  file:function [object]`: the number and the place.
fn cost(line: &str) -> Option<(u64, &str)> {
    let (count, rest) = line.trim_start().split_once(" (")?;
    let (_, place) = rest.split_once("%)")?;
    Some((count.replace(',', "").parse().ok()?, place.trim()))
}

/// The function of `file:function'2 [object]`.
fn function(place: &str) -> Option<&str> {
    let (_, function) = place.split_once(':')?;
    let function = function
        .rsplit_once(" [")
        .map_or(function, |(function, _)| function);
    let is_level = |level: &str| level.chars().all(|digit| digit.is_ascii_digit());
    Some(match function.rsplit_once('\'') {
        Some((function, level)) if is_level(level) => function,
        _ => function,
    })
}

fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "a digit of it is shown")]
fn share(count: u64, total: u64) -> String {
    format!("{:.1}%", count as f64 * 100.0 / total.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "
--------------------------------------------------------------------------------
Ir
--------------------------------------------------------------------------------
9,924,000 (100.0%)  PROGRAM TOTALS

Ir                  file:function
1,681,700 (16.95%)  /rustc/5/library/core/src/slice/sort.rs:core::slice::sort::quicksort'2 [/target/release/deps/perf-1]
1,350,900 (13.61%)  /rustc/5/library/core/src/ptr/mod.rs:core::slice::sort::small_sort
  660,100 ( 6.65%)  /rustc/5/library/core/src/slice/sort.rs:core::slice::sort::quicksort [/target/release/deps/perf-1]
   84,100 ( 0.85%)  ./string/memmove.S:__memcpy_avx_unaligned_erms [/usr/lib/libc.so.6]
";

    #[test]
    fn a_function_is_one_row_whatever_files_are_in_it() {
        let rows = functions(PRINTED, 2);
        assert_eq!(
            rows,
            [
                ["2,341,800", "23.6%", "core::slice::sort::quicksort"],
                ["1,350,900", "13.6%", "core::slice::sort::small_sort"],
            ]
        );
        assert_eq!(functions("", 2), [[""; 0]; 0]);
        assert_eq!(grouped(999), "999");
    }
}
