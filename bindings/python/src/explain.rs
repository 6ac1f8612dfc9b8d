//! What became of every candidate of a text.

use crate::mention::{CodePoints, Found, Mention};
use imena::text::Fold;
use pyo3::prelude::*;
use std::sync::Arc;

/// A name in a text, what it was taken for, or why it was not. ``str()`` of it is what ``imena explain`` prints.
///
/// >>> import imena
/// >>> for explanation in imena.Extractor().explain("Віра допомогла."):
/// ...     print(explanation.accepted, explanation.reason)
/// False a common word where its capital tells nothing
#[pyclass(frozen, module = "imena")]
pub struct Explanation {
    mention: Arc<Found>,
    reason: Option<String>,
    entry: String,
    form: String,
    folds: Vec<Fold>,
    told: String,
}

impl Explanation {
    pub fn new(explanation: imena::Explanation<'_>, points: &mut CodePoints<'_>) -> Self {
        let told = explanation.to_string();
        let reason = explanation.reason();
        let imena::Explanation { mention, entry, form, folds, .. } = explanation;
        Explanation { mention: Arc::new(Found::new(mention, points)), reason, entry, form, folds, told }
    }
}

#[pymethods]
impl Explanation {
    /// The mention that it is or would have been.
    #[getter]
    fn mention(&self) -> Mention {
        Mention(self.mention.clone())
    }

    /// Whether it is a mention.
    #[getter]
    fn accepted(&self) -> bool {
        self.reason.is_none()
    }

    /// Why it is none.
    #[getter]
    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The dictionary name behind it; empty for composed names.
    #[getter]
    fn entry(&self) -> &str {
        &self.entry
    }

    /// The folded form that was looked up.
    #[getter]
    fn form(&self) -> &str {
        &self.form
    }

    /// What folding evened out.
    #[getter]
    fn folds(&self) -> Vec<&'static str> {
        self.folds.iter().map(|fold| fold.as_str()).collect()
    }

    fn __str__(&self) -> &str {
        self.told.trim_end()
    }

    fn __repr__(&self) -> String {
        format!("<Explanation {}>", self.told.lines().next().unwrap_or_default())
    }
}
