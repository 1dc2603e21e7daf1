//! What became of budgets with faults in their calls.

use std::fmt::Write as _;

use crate::fault::Fault;
use crate::self_test::{SelfTest, Tried};
use crate::verdict::Verdict;

use super::told::{excuse, uncertainty};

/// A line for each kind of fault, and one for each budget that does not fail.
#[must_use]
pub fn self_test(found: &SelfTest) -> String {
    let mut text = String::new();
    for error in &found.errors {
        let _ = writeln!(text, "error: {error}");
    }
    for fault in Fault::ALL {
        let of_fault = || found.tried.iter().filter(move |tried| tried.fault == fault);
        let all = of_fault().count();
        if all > 0 {
            let failed = of_fault().filter(|tried| tried.verdict == Verdict::Fail);
            let _ = writeln!(
                text,
                "{:12}  {} of {all} budgets fail",
                fault.name(),
                failed.count()
            );
        }
    }
    for tried in found.survivors() {
        let Tried {
            fault,
            name,
            option,
            location,
            verdict,
        } = tried;
        let why = match verdict {
            Verdict::Pass | Verdict::Fail => "PASS all the same".to_owned(),
            Verdict::Inconclusive(doubt) => format!("INCONCLUSIVE: {}", uncertainty(doubt)),
            Verdict::NotEnforced(exemption) => format!("NOT ENFORCED: {}", excuse(exemption)),
        };
        let _ = writeln!(
            text,
            "{name}: {option} does not fail with `{}` injected, declared at {location}: {why}",
            fault.name()
        );
    }
    text.push_str(match (found.tried.is_empty(), found.is_passed()) {
        (true, _) => "self-test: there is no budget that is enforced",
        (false, true) => "self-test: every budget can fail",
        (false, false) => "self-test: not every budget can fail",
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Location;
    use crate::verdict::Exemption;

    fn tried(fault: Fault, option: &'static str, verdict: Verdict) -> Tried {
        Tried {
            fault,
            name: "a::b/10".to_owned(),
            option,
            location: Location {
                file: "src/lib.rs",
                line: 7,
                column: 1,
            },
            verdict,
        }
    }

    #[test]
    fn what_does_not_fail_is_named() {
        let mut found = SelfTest {
            tried: vec![
                tried(Fault::Delay, "target", Verdict::Fail),
                tried(
                    Fault::Delay,
                    "p99",
                    Verdict::NotEnforced(Exemption::Unoptimized),
                ),
                tried(Fault::Alloc, "max_allocs", Verdict::Fail),
            ],
            errors: Vec::new(),
        };
        expect_test::expect![[r"
            delay         1 of 2 budgets fail
            alloc         1 of 1 budgets fail
            a::b/10: p99 does not fail with `delay` injected, declared at src/lib.rs:7:1: NOT ENFORCED: not within its budget, in a crate compiled without optimisation
            self-test: not every budget can fail"]]
        .assert_eq(&self_test(&found));
        found.tried.remove(1);
        assert!(found.is_passed());
        assert!(self_test(&found).ends_with("\nself-test: every budget can fail"));
        found.tried.clear();
        assert!(!found.is_passed());
    }
}
