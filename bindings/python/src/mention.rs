//! Mentions as Python sees them: offsets in code points, as its strings count.

use crate::display;
use imena::{Case, Gender, Lang, Number};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyList, PySlice, PyString};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A mention that outlives its text.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub surface: String,
    /// All the rest, without a surface.
    pub mention: imena::Mention<'static>,
}

impl Hash for Found {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end, &self.mention.entity_id).hash(state);
    }
}

/// Counts code points forward through a text.
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    /// At the start of a text before which there are `before`.
    pub fn new(text: &'t str, before: usize) -> Self {
        CodePoints { text, byte: 0, count: before }
    }

    /// The code points before a byte; bytes must come in order.
    pub fn before(&mut self, byte: usize) -> usize {
        self.count += count(&self.text[self.byte..byte]);
        self.byte = byte;
        self.count
    }
}

/// A share with two digits: as an f64 it would show more than it has.
pub fn share(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

fn count(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

impl Found {
    pub fn new(mention: imena::Mention<'_>, points: &mut CodePoints<'_>) -> Self {
        let start = points.before(mention.span.start);
        let (end, surface) = (start + count(mention.surface), mention.surface.to_owned());
        Found { start, end, surface, mention: mention.with_surface("") }
    }
}

/// One found occurrence of an entity in a text.
///
/// >>> import imena
/// >>> mention, = imena.Extractor().extract("Жили у Львові.")
/// >>> mention.surface, mention.start, mention.end
/// ('Львові', 7, 13)
/// >>> mention.type, mention.entity_id, mention.canonical, mention.case
/// ('LOC', 'loc/lviv', 'Львів', 'Loc')
#[pyclass(frozen, eq, hash, module = "imena")]
#[derive(PartialEq, Hash)]
pub struct Mention(pub Arc<Found>);

#[pymethods]
impl Mention {
    /// First code point in the text: ``text[start:end]`` is the surface.
    #[getter]
    fn start(&self) -> usize {
        self.0.start
    }

    /// One past its last code point.
    #[getter]
    fn end(&self) -> usize {
        self.0.end
    }

    /// The mention as the author wrote it.
    #[getter]
    fn surface(&self) -> &str {
        &self.0.surface
    }

    /// ``PER``, ``LOC``, ``ORG`` or a label of a dictionary.
    #[getter]
    fn r#type(&self) -> &str {
        self.0.mention.entity_type.as_str()
    }

    /// The entity; made from type and base form when no dictionary has it.
    #[getter]
    fn entity_id(&self) -> &str {
        &self.0.mention.entity_id
    }

    /// The name of the entity in the language of the sentence.
    #[getter]
    fn canonical(&self) -> &str {
        &self.0.mention.canonical
    }

    /// The language of the sentence: ``uk``, ``ru`` or None.
    #[getter]
    fn lang(&self) -> Option<&'static str> {
        self.0.mention.lang.map(Lang::as_str)
    }

    /// What made the mention: ``dictionary``, ``composed``, ``quoted`` …
    #[getter]
    fn rule(&self) -> &'static str {
        self.0.mention.rule.as_str()
    }

    /// Ids of other entities that may be meant, likeliest first.
    #[getter]
    fn alternatives(&self) -> Vec<&str> {
        self.0.mention.alternatives.iter().map(String::as_str).collect()
    }

    /// The surface in its base form (nominative).
    #[getter]
    fn lemma(&self) -> &str {
        &self.0.mention.lemma
    }

    /// ``Nom``, ``Gen``, ``Dat``, ``Acc``, ``Ins``, ``Loc``, ``Voc`` or None.
    #[getter]
    fn case(&self) -> Option<&'static str> {
        self.0.mention.case.map(Case::as_str)
    }

    /// ``sg``, ``pl`` or None.
    #[getter]
    fn number(&self) -> Option<&'static str> {
        self.0.mention.number.map(Number::as_str)
    }

    /// ``m``, ``f``, ``n`` or None.
    #[getter]
    fn gender(&self) -> Option<&'static str> {
        self.0.mention.gender.map(Gender::as_str)
    }

    /// How often mentions of this kind are right, from 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        share(self.0.mention.confidence)
    }

    /// The dictionary whose entry decided; empty where none did.
    #[getter]
    fn dictionary(&self) -> &str {
        &self.0.mention.dictionary
    }

    /// What the dictionaries tell of the entity beside its names: columns with their values.
    #[getter]
    fn extra<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let extra = PyDict::new(py);
        self.0.mention.extra.iter().try_for_each(|(column, value)| extra.set_item(&**column, value))?;
        Ok(extra)
    }

    /// All attributes but ``extra``, for tables: ``pandas.DataFrame(m.as_dict() for m in mentions)``.
    fn as_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(slf.py());
        for name in [
            "start",
            "end",
            "surface",
            "type",
            "entity_id",
            "canonical",
            "lang",
            "rule",
            "alternatives",
            "lemma",
            "case",
            "number",
            "gender",
            "confidence",
            "dictionary",
        ] {
            dict.set_item(name, slf.getattr(name)?)?;
        }
        Ok(dict)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Found { start, end, surface, mention } = &*self.0;
        let (entity_type, entity_id) = (&mention.entity_type, &mention.entity_id);
        let surface = PyString::new(py, surface).repr()?;
        Ok(format!("<Mention {surface} {entity_type} {entity_id} [{start}:{end}]>"))
    }
}

/// The mentions of a text, in its order. A notebook shows the text with its mentions highlighted.
///
/// >>> import imena
/// >>> mentions = imena.Extractor().extract("У Львові та Києві.")
/// >>> len(mentions), mentions[0].surface, [m.canonical for m in mentions]
/// (2, 'Львові', ['Львів', 'Київ'])
#[pyclass(frozen, sequence, module = "imena")]
pub struct Mentions {
    text: Py<PyString>,
    found: Vec<Arc<Found>>,
}

impl Mentions {
    pub fn new(text: &Bound<'_, PyString>, found: Vec<Arc<Found>>) -> Self {
        Mentions { text: text.clone().unbind(), found }
    }

    fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let mentions = self.found.iter().map(|found| Bound::new(py, Mention(found.clone())));
        PyList::new(py, mentions.collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl Mentions {
    /// The text that they are in.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }

    fn __len__(&self) -> usize {
        self.found.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if index.is_instance_of::<PySlice>() {
            return self.list(py)?.as_any().get_item(index);
        }
        let index: isize = index.extract()?;
        let from_start = if index < 0 { self.found.len().checked_add_signed(index) } else { index.try_into().ok() };
        match from_start.and_then(|at| self.found.get(at)) {
            Some(found) => Ok(Bound::new(py, Mention(found.clone()))?.into_any()),
            None => Err(PyIndexError::new_err(format!("mention {index} of {}", self.found.len()))),
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.list(py)?.try_iter()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.list(py)?.repr()?.to_string())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(display::marked(self.text.bind(py).to_str()?, &self.found))
    }
}
