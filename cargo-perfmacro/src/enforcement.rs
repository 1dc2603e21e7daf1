//! What the environment says of enforcement, where a flag says otherwise.

/// How budgets are enforced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Enforcement {
    pub(crate) is_strict: bool,
    pub(crate) scale: Option<String>,
}

impl Enforcement {
    /// The variables that say the same.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let strict = self
            .is_strict
            .then(|| ("PERFMACRO_ENFORCE", "strict".to_owned()));
        let scale = self.scale.clone().map(|scale| ("PERFMACRO_SCALE", scale));
        strict.into_iter().chain(scale).collect()
    }
}
