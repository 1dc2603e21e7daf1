//! How long or how often a case is called.

/// The limits of a loop; the first that is reached ends it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) seconds: Option<f64>,
    pub(crate) calls: Option<u64>,
}

impl Extent {
    /// What was asked for, or else what the tool has. Who says one of the two means that alone.
    pub(crate) fn or(self, default: Extent) -> Extent {
        if self.seconds.is_some() || self.calls.is_some() {
            self
        } else {
            default
        }
    }

    /// The arguments of a benchmark target that say so.
    pub(crate) fn arguments(self) -> Vec<String> {
        let seconds = self
            .seconds
            .map(|seconds| ["--seconds".to_owned(), seconds.to_string()]);
        let calls = self
            .calls
            .map(|calls| ["--calls".to_owned(), calls.to_string()]);
        seconds.into_iter().chain(calls).flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_limit_alone_is_meant_alone() {
        let default = Extent {
            seconds: Some(10.0),
            calls: Some(1000),
        };
        let asked = |seconds, calls| Extent { seconds, calls }.or(default).arguments().join(" ");
        assert_eq!(asked(None, None), "--seconds 10 --calls 1000");
        assert_eq!(asked(Some(0.5), None), "--seconds 0.5");
        assert_eq!(asked(None, Some(7)), "--calls 7");
    }
}
