//! A budget in a record, and what came of it.

use super::amount::{Amount, finite};
use crate::alloc::CallSites;
use crate::budget::{CountBudget, Counter, RatioBudget, RatioOption, TimeBudget};
use crate::enforce::Judged;
use crate::growth::Fit;
use crate::report;
use crate::throughput::Counted;
use crate::verdict::paired::RatioJudgement;
use crate::verdict::{
    CountJudgement, GrowthJudgement, Judgement, Processes, Resource, Tail, Verdict,
};

record! {
    /// A budget and what came of it. Figures are in `unit`.
    pub struct BudgetResult {
        /// The option that declares it: `target`, `p99`, `max_allocs`.
        pub option: String,
        /// What it is on.
        pub kind: BudgetKind,
        /// What its figures are in.
        pub unit: Unit,
        /// On which side of the limit it holds.
        pub bound: Bound,
        /// The limit that was judged, any scale included.
        pub limit: Amount,
        /// The limit before `PERFMACRO_SCALE`.
        pub declared: Amount,
        /// The throughput that a limit on time was declared as.
        pub rate: Option<DeclaredRate>,
        /// What was measured: the median, or the percentile that the option names.
        pub measured: Option<Amount>,
        /// Lower end of its interval, where it is an estimate.
        pub lower: Option<Amount>,
        /// Upper end.
        pub upper: Option<Amount>,
        /// The chance that the interval holds the true figure.
        pub confidence: Option<f64>,
        /// Of how many blocks, calls or pairs it is.
        pub observations: Option<u64>,
        /// What the first call of a routine takes, of counts.
        pub first_call: Option<u64>,
        /// Whether the budget holds.
        pub verdict: BudgetVerdict,
        /// What there is to say of any verdict but a pass.
        pub reason: Option<String>,
        /// The share of the limit that is left; below zero past it.
        pub headroom: Option<f64>,
        /// What the verdict stands on, where noise is in the figure.
        pub evidence: Option<Evidence>,
        /// How costs grow, of a budget on that.
        pub growth: Option<GrowthResult>,
        /// Where allocations over their budget come from, the largest first.
        pub sites: Option<Vec<Site>>,
    }
}

record! {
    /// A throughput.
    pub struct DeclaredRate {
        /// How many per second.
        pub per_second: f64,
        /// Of what: `bytes`, `elements`.
        pub unit: Unit,
    }
}

record! {
    /// How many agree.
    pub struct Evidence {
        /// Blocks, calls or pairs past the limit, of the `observations`.
        pub over: u64,
        /// Those that were dropped because they were interrupted.
        pub interrupted: u64,
        /// Fresh processes that measured again.
        pub processes: u64,
        /// Of those, how many were past the limit.
        pub processes_over: u64,
    }
}

record! {
    /// How costs grow.
    pub struct GrowthResult {
        /// The declared class: `O(n log n)`.
        pub class: String,
        /// What grows: `time`, `instructions`, `alloc_bytes`.
        pub resource: String,
        /// What costs are in.
        pub unit: Unit,
        /// The smaller of the sizes between which the exponent is.
        pub small: u64,
        /// The larger.
        pub large: u64,
        /// What a call costs at each size.
        pub costs: Vec<SizeCost>,
        /// The costs as functions of the size.
        pub fit: Option<Fitted>,
    }
}

record! {
    /// What a call costs at a size.
    pub struct SizeCost {
        /// The size.
        pub size: u64,
        /// The cost.
        pub cost: u64,
    }
}

record! {
    /// `coefficient * n^exponent` over all sizes, and `base + slope * f(n)` with the class's function.
    pub struct Fitted {
        /// Of the power of the size.
        pub coefficient: f64,
        /// The power, over all sizes.
        pub exponent: f64,
        /// At any size.
        pub base: f64,
        /// For each unit of the class.
        pub slope: f64,
    }
}

record! {
    /// A place that allocates.
    pub struct Site {
        /// The function, as the compiler names it.
        pub function: String,
        /// The file, where the build knows it.
        pub file: Option<String>,
        /// The line.
        pub line: Option<u32>,
        /// Blocks in one call.
        pub count: u64,
        /// Their bytes.
        pub bytes: u64,
        /// Of those, what nobody freed.
        pub leaked: u64,
    }
}

words! {
    /// What a budget is on.
    pub enum BudgetKind {
        /// The time of a call.
        Time = "time",
        /// What is counted of a call.
        Count = "count",
        /// The time of a call in that of another function's.
        Ratio = "ratio",
        /// How a cost grows with the size.
        Growth = "growth",
    }
}

words! {
    /// What figures are in.
    pub enum Unit {
        /// Picoseconds.
        Picoseconds = "ps",
        /// Allocations or instructions, one by one.
        Count = "count",
        /// Bytes.
        Bytes = "bytes",
        /// Elements of any kind.
        Elements = "elements",
        /// A quotient of two costs.
        Ratio = "ratio",
        /// An exponent of the size.
        Exponent = "exponent",
    }
}

words! {
    /// On which side of a limit a budget holds.
    pub enum Bound {
        /// At it and below.
        AtMost = "at_most",
        /// At it and above.
        AtLeast = "at_least",
    }
}

words! {
    /// Whether a budget holds.
    pub enum BudgetVerdict {
        /// It does.
        Pass = "pass",
        /// It does not.
        Fail = "fail",
        /// It does not, and another one decides.
        Warn = "warn",
        /// It cannot be told.
        Inconclusive = "inconclusive",
        /// It was not tested.
        NotEnforced = "not_enforced",
    }
}

/// How many places that allocate are recorded of a budget.
const SITES: usize = 20;

impl BudgetResult {
    /// What came of a budget, as a record.
    pub(super) fn of(judged: &Judged) -> BudgetResult {
        match judged {
            Judged::Time { budget, judgement } => of_time(judged, budget, judgement),
            Judged::Count { budget, judgement } => of_count(judged, *budget, judgement),
            Judged::Ratio { budget, judgement } => of_ratio(judged, *budget, judgement),
            Judged::Growth(judgement) => of_growth(judged, judgement),
        }
    }

    /// What holds of all kinds, where nothing was measured.
    fn unmeasured(judged: &Judged, kind: BudgetKind, unit: Unit, limit: Amount) -> BudgetResult {
        BudgetResult {
            option: judged.option().to_owned(),
            kind,
            unit,
            bound: Bound::AtMost,
            limit,
            declared: limit,
            rate: None,
            measured: None,
            lower: None,
            upper: None,
            confidence: None,
            observations: None,
            first_call: None,
            verdict: verdict(judged),
            reason: report::reason(judged),
            headroom: None,
            evidence: None,
            growth: None,
            sites: None,
        }
    }
}

fn verdict(judged: &Judged) -> BudgetVerdict {
    match judged.verdict() {
        Verdict::Pass => BudgetVerdict::Pass,
        Verdict::Fail if judged.is_warning() => BudgetVerdict::Warn,
        Verdict::Fail => BudgetVerdict::Fail,
        Verdict::Inconclusive(_) => BudgetVerdict::Inconclusive,
        Verdict::NotEnforced(_) => BudgetVerdict::NotEnforced,
    }
}

fn of_time(judged: &Judged, budget: &TimeBudget, judgement: &Judgement) -> BudgetResult {
    let limit = Amount::Whole(budget.limit.count());
    let unmeasured = BudgetResult {
        declared: Amount::Whole(budget.declared.count()),
        rate: budget.throughput.and_then(|(rate, _)| {
            Some(DeclaredRate {
                per_second: finite(rate.per_second)?,
                unit: counted(rate.counted),
            })
        }),
        ..BudgetResult::unmeasured(judged, BudgetKind::Time, Unit::Picoseconds, limit)
    };
    let Some(estimate) = judgement.estimate else {
        return unmeasured;
    };
    let measured = Amount::Whole(estimate.value.count());
    BudgetResult {
        measured: Some(measured),
        lower: Some(Amount::Whole(estimate.lower.count())),
        upper: Some(Amount::Whole(estimate.upper.count())),
        confidence: finite(estimate.confidence),
        observations: Some(estimate.observations as u64),
        headroom: limit.share_left(measured),
        evidence: Some(evidence(
            judgement.over,
            judgement.interrupted,
            judgement.processes,
        )),
        ..unmeasured
    }
}

fn of_count(judged: &Judged, budget: CountBudget, judgement: &CountJudgement) -> BudgetResult {
    let unit = match budget.counter {
        Counter::Allocs | Counter::Instructions => Unit::Count,
        Counter::AllocBytes | Counter::Peak | Counter::Leaked => Unit::Bytes,
    };
    let limit = Amount::Whole(budget.limit);
    let measured = judgement.figure.map(Amount::Whole);
    BudgetResult {
        measured,
        first_call: judgement.first_call,
        headroom: measured.and_then(|measured| limit.share_left(measured)),
        sites: judgement.sites.as_ref().map(sites),
        ..BudgetResult::unmeasured(judged, BudgetKind::Count, unit, limit)
    }
}

fn of_ratio(judged: &Judged, budget: RatioBudget, judgement: &RatioJudgement) -> BudgetResult {
    let RatioBudget { declared, limit } = budget;
    // A ratio is a finite number.
    let said = |ratio| Amount::fraction(declared.of(ratio).value()).unwrap_or(Amount::Whole(0));
    let unmeasured = BudgetResult {
        bound: match declared {
            RatioOption::MaxRatio => Bound::AtMost,
            RatioOption::MinSpeedup => Bound::AtLeast,
        },
        ..BudgetResult::unmeasured(judged, BudgetKind::Ratio, Unit::Ratio, said(limit))
    };
    let Some(estimate) = judgement.estimate else {
        return unmeasured;
    };
    // The other way round the upper end is the lower.
    let (lower, upper) = match declared {
        RatioOption::MaxRatio => (estimate.lower, estimate.upper),
        RatioOption::MinSpeedup => (estimate.upper, estimate.lower),
    };
    BudgetResult {
        measured: Some(said(estimate.value)),
        lower: Some(said(lower)),
        upper: Some(said(upper)),
        confidence: finite(estimate.confidence),
        observations: Some(estimate.observations as u64),
        headroom: finite(1.0 - estimate.value.value() / limit.value()),
        evidence: Some(evidence(
            judgement.over,
            judgement.interrupted,
            judgement.processes,
        )),
        ..unmeasured
    }
}

fn of_growth(judged: &Judged, judgement: &GrowthJudgement) -> BudgetResult {
    // A class is of finite exponents.
    let limit = Amount::Fraction(finite(judgement.limit()).unwrap_or_default());
    let measured = judgement
        .exponent
        .and_then(|found| Amount::fraction(found.value));
    let unmeasured = BudgetResult {
        measured,
        headroom: measured.and_then(|measured| limit.share_left(measured)),
        growth: Some(growth(judgement)),
        ..BudgetResult::unmeasured(judged, BudgetKind::Growth, Unit::Exponent, limit)
    };
    let (Some(exponent), Some(pairs)) = (judgement.exponent, &judgement.pairs) else {
        return unmeasured;
    };
    BudgetResult {
        lower: Amount::fraction(exponent.lower),
        upper: Amount::fraction(exponent.upper),
        confidence: pairs.estimate.and_then(|found| finite(found.confidence)),
        observations: pairs.estimate.map(|found| found.observations as u64),
        evidence: Some(evidence(pairs.over, pairs.interrupted, pairs.processes)),
        ..unmeasured
    }
}

fn growth(judgement: &GrowthJudgement) -> GrowthResult {
    let Tail { small, large } = judgement.tail;
    let (resource, unit) = match judgement.resource {
        Resource::Time => ("time", Unit::Picoseconds),
        Resource::Instructions => ("instructions", Unit::Count),
        Resource::AllocBytes => ("alloc_bytes", Unit::Bytes),
    };
    let costs = judgement.costs.iter().map(|point| SizeCost {
        size: point.size as u64,
        cost: point.cost,
    });
    GrowthResult {
        class: judgement.class.to_string(),
        resource: resource.to_owned(),
        unit,
        small: small as u64,
        large: large as u64,
        costs: costs.collect(),
        fit: Fit::of(judgement.class, &judgement.costs).and_then(fitted),
    }
}

fn fitted(fit: Fit) -> Option<Fitted> {
    Some(Fitted {
        coefficient: finite(fit.power_law.coefficient)?,
        exponent: finite(fit.power_law.exponent)?,
        base: finite(fit.of_class.base)?,
        slope: finite(fit.of_class.slope)?,
    })
}

fn sites(found: &CallSites) -> Vec<Site> {
    let sites = found.sites.iter().take(SITES).map(|site| {
        let (file, line) = site.place.clone().unzip();
        Site {
            function: site.function.clone(),
            file,
            line,
            count: site.count,
            bytes: site.bytes,
            leaked: site.leaked,
        }
    });
    sites.collect()
}

fn evidence(over: usize, interrupted: usize, processes: Processes) -> Evidence {
    Evidence {
        over: over as u64,
        interrupted: interrupted as u64,
        processes: processes.all as u64,
        processes_over: processes.over as u64,
    }
}

/// What a throughput counts.
pub(super) fn counted(counted: Counted) -> Unit {
    match counted {
        Counted::Bytes => Unit::Bytes,
        Counted::Elements => Unit::Elements,
    }
}
