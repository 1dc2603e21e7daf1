//! The const data of the budgets.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::budgets::Budgets;
use crate::formula::{Formula, Term};
use crate::limit::Limit;
use crate::option;
use crate::rate::{Counted, Rate};

/// A list of every budget; `None` where there is none.
pub(super) fn value(budgets: &Budgets, private: &TokenStream) -> Option<TokenStream> {
    let limits = budgets.limits().map(|(option, limit)| {
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
    let all = limits.chain(rate).collect::<Vec<_>>();
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

fn limit_value(limit: &Limit, private: &TokenStream) -> TokenStream {
    let limit = match limit {
        Limit::Constant(_, limit) => quote!(Constant(#limit)),
        Limit::PerSize(_, limits) => {
            let limits = limits
                .iter()
                .map(|(_, limit)| Literal::u64_unsuffixed(*limit));
            quote!(PerSize(&[#(#limits),*]))
        }
        Limit::Formula(_, Formula { terms }) => {
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
