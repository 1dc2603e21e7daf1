//! The const data of the budgets.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::budgets::Budgets;
use crate::complexity::Class;
use crate::formula::{Formula, Term};
use crate::limit::{Course, Limit};
use crate::option;
use crate::rate::{Counted, Rate};

/// A list of every budget; `None` where there is none.
pub(super) fn value(budgets: &Budgets, private: &TokenStream) -> Option<TokenStream> {
    let times = budgets.times().map(|(option, limit)| {
        let limit = limit_value(limit, private);
        let budget = match option {
            option::TARGET => quote!(Target(#limit)),
            option::CRITICAL => quote!(Critical(#limit)),
            percentile => {
                let percentile = format_ident!("{}", percentile.to_uppercase());
                quote!(Percentile(#private::Percentile::#percentile, #limit))
            }
        };
        quote!(#private::Budget::#budget)
    });
    let rate = budgets.min_throughput.value().map(|rate| {
        let rate = rate_value(*rate, private);
        quote!(#private::Budget::MinThroughput(#rate))
    });
    let counts = budgets.counts().map(|(option, limit)| {
        let limit = limit_value(limit, private);
        let counter = match option {
            option::MAX_ALLOCS => quote!(Allocs),
            option::MAX_ALLOC_BYTES => quote!(AllocBytes),
            option::MAX_PEAK => quote!(Peak),
            option::MAX_LEAKED => quote!(Leaked),
            _ => quote!(Instructions),
        };
        quote!(#private::Budget::Count(#private::Counter::#counter, #limit))
    });
    let complexity = budgets.complexity.value().map(|complexity| {
        let class = class_value(complexity.class, private);
        quote!(#private::Budget::Complexity(#class))
    });
    let max_ratio = budgets.max_ratio.value().map(|ratio| {
        let ratio = Literal::f64_unsuffixed(*ratio);
        quote!(#private::Budget::MaxRatio(#ratio))
    });
    let min_speedup = budgets.min_speedup.value().map(|speedup| {
        let speedup = Literal::f64_unsuffixed(*speedup);
        quote!(#private::Budget::MinSpeedup(#speedup))
    });
    let all = times
        .chain(rate)
        .chain(counts)
        .chain(complexity)
        .chain(max_ratio)
        .chain(min_speedup)
        .collect::<Vec<_>>();
    (!all.is_empty()).then(|| quote!(&[#(#all),*]))
}

/// When they are enforced.
pub(super) fn enforce(word: &str, private: &TokenStream) -> TokenStream {
    let variant = match word {
        "always" => quote!(Always),
        "never" => quote!(Never),
        _ => quote!(Optimized),
    };
    quote!(#private::Enforce::#variant)
}

/// Whose allocations count.
pub(super) fn alloc_scope(word: &str, private: &TokenStream) -> TokenStream {
    let variant = if word == "process" {
        quote!(Process)
    } else {
        quote!(Thread)
    };
    quote!(#private::AllocScope::#variant)
}

fn limit_value(limit: &Limit, private: &TokenStream) -> TokenStream {
    let limit = match &limit.course {
        Course::Constant(_, limit) => quote!(Constant(#limit)),
        Course::PerSize(_, limits) => {
            let limits = limits
                .iter()
                .map(|(_, limit)| Literal::u64_unsuffixed(*limit));
            quote!(PerSize(&[#(#limits),*]))
        }
        Course::Formula(_, Formula { terms }) => {
            let terms = terms.iter().map(|term| term_value(*term, private));
            quote!(Formula(&[#(#terms),*]))
        }
    };
    quote!(#private::Limit::#limit)
}

fn term_value(term: Term, private: &TokenStream) -> TokenStream {
    let coefficient = Literal::f64_unsuffixed(term.coefficient);
    let power = Literal::f64_unsuffixed(term.power);
    let log_power = Literal::f64_unsuffixed(term.log_power);
    quote! {
        #private::Term { coefficient: #coefficient, power: #power, log_power: #log_power }
    }
}

fn class_value(class: Class, private: &TokenStream) -> TokenStream {
    let power = Literal::f64_unsuffixed(class.power);
    let log_power = Literal::f64_unsuffixed(class.log_power);
    quote! {
        #private::Class { power: #power, log_power: #log_power }
    }
}

fn rate_value(rate: Rate, private: &TokenStream) -> TokenStream {
    let per_second = Literal::f64_unsuffixed(rate.per_second);
    let counted = match rate.counted {
        Counted::Bytes => quote!(Bytes),
        Counted::Elements => quote!(Elements),
    };
    quote! {
        #private::Rate { per_second: #per_second, counted: #private::Counted::#counted }
    }
}
