//! How figures read: as they do in the terminal under `cargo bench`.

use perfmacro_runtime::record::{
    Amount, Bound, BudgetResult, Environment, ThroughputResult, Unit, Utc,
};
use perfmacro_runtime::{Counted, Picoseconds, Rate};

/// What stands where there is nothing.
pub(super) const ABSENT: &str = "-";

/// `1.235 µs`
pub(super) fn time(picoseconds: u64) -> String {
    Picoseconds::new(picoseconds).to_string()
}

/// A figure of any unit: `1.235 µs`, `4096 B`, `3`, `0.512`, `n^1.06`.
pub(super) fn amount(unit: Unit, amount: Amount) -> String {
    match (unit, amount) {
        (Unit::Picoseconds, Amount::Whole(count)) => time(count),
        (Unit::Bytes, amount) => format!("{} B", plain(amount)),
        (Unit::Ratio, amount) => format!("{:.3}", amount.value()),
        (Unit::Exponent, amount) => format!("n^{:.2}", amount.value()),
        (_, amount) => plain(amount),
    }
}

/// A number as a program reads it.
pub(super) fn plain(amount: Amount) -> String {
    match amount {
        Amount::Whole(count) => count.to_string(),
        Amount::Fraction(value) => value.to_string(),
    }
}

/// The limit as it was declared, a throughput as one; where a scale was applied, what it came to.
pub(super) fn limit(budget: &BudgetResult) -> String {
    let sign = match budget.bound {
        Bound::AtLeast => "at least ",
        Bound::AtMost | Bound::Unknown => "",
    };
    if let Some(declared) = &budget.rate {
        return rate(declared.per_second, declared.unit);
    }
    format!("{sign}{}", amount(budget.unit, budget.limit))
}

/// `1.5 GiB/s`
pub(super) fn rate(per_second: f64, unit: Unit) -> String {
    let counted = match unit {
        Unit::Bytes => Counted::Bytes,
        _ => Counted::Elements,
    };
    Rate {
        per_second,
        counted,
    }
    .to_string()
}

/// How many per second, where a call takes this long.
pub(super) fn per_second(throughput: &ThroughputResult, picoseconds: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
    let (amount, time) = (throughput.amount as f64, picoseconds.max(1) as f64);
    amount / time * 1e12
}

/// `+12.5 %` of the limit is left.
pub(super) fn headroom(share: f64) -> String {
    format!("{:+.1} %", share * 100.0)
}

/// What there is, or that there is nothing.
pub(super) fn or_absent(text: Option<String>) -> String {
    text.unwrap_or_else(|| ABSENT.to_owned())
}

/// Where something ran, in a line.
pub(super) fn environment(environment: &Environment) -> String {
    let Environment {
        perfmacro,
        rustc,
        target,
        opt_level,
        debug_assertions,
        instrumented,
        cpu,
        cores,
        commit,
        ..
    } = environment;
    let rustc = rustc.split(" (").next().unwrap_or(rustc);
    let mut parts = vec![
        rustc.to_owned(),
        target.clone(),
        format!("opt-level {opt_level}"),
    ];
    if *debug_assertions {
        parts.push("debug assertions".to_owned());
    }
    parts.extend(
        instrumented
            .iter()
            .map(|how| format!("instrumented: {how}")),
    );
    parts.extend(processor(cpu.as_deref(), *cores));
    parts.extend(commit.as_ref().map(|commit| {
        let short = commit.id.chars().take(10).collect::<String>();
        let dirty = if commit.dirty == Some(true) {
            " with changes"
        } else {
            ""
        };
        format!("commit {short}{dirty}")
    }));
    parts.push(format!("perfmacro {perfmacro}"));
    parts.join(", ")
}

/// A processor as one says it: `AMD EPYC (2 cores)`; `None` where nothing is known of it.
pub(super) fn processor(cpu: Option<&str>, cores: Option<u64>) -> Option<String> {
    let cores = cores.map(|cores| format!("{cores} core{}", plural(cores)));
    match (cpu, cores) {
        (Some(cpu), Some(cores)) => Some(format!("{cpu} ({cores})")),
        (cpu, cores) => cpu.map(str::to_owned).or(cores),
    }
}

/// `1 result`
pub(super) fn injected(count: usize) -> String {
    format!("{count} result{}", plural(count as u64))
}

pub(super) fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `2026-11-21T10:30:00`, in UTC.
pub(super) fn date_time(unix_time_ms: u64) -> String {
    let Utc {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = Utc::of(unix_time_ms / 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// Text in a line, where nothing can move the cursor or colour what follows.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => ' ',
            character if character.is_control() => char::REPLACEMENT_CHARACTER,
            character => character,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_date() {
        for (milliseconds, expected) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_399_999, "2000-02-28T23:59:59"),
            (951_782_400_000, "2000-02-29T00:00:00"),
            (1_795_257_000_123, "2026-11-21T10:30:00"),
        ] {
            assert_eq!(date_time(milliseconds), expected);
        }
    }

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(one_line("a\n\u{1b}[2Jb\u{7f}ä"), "a \u{fffd}[2Jb\u{fffd}ä");
    }
}
