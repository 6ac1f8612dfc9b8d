//! Case forms of a name.

use crate::errors::raised;
use imena::{Case, Dictionaries, Gender, Lang, Number, declined};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A case form of a name.
#[pyclass(frozen, eq, hash, get_all, module = "imena")]
#[derive(PartialEq, Eq, Hash)]
pub struct Form {
    /// The form.
    text: String,
    /// ``Nom``, ``Gen``, ``Dat``, ``Acc``, ``Ins``, ``Loc`` or ``Voc``.
    case: &'static str,
    /// ``sg`` or ``pl``.
    number: &'static str,
    /// ``m``, ``f``, ``n`` or None.
    gender: Option<&'static str>,
    /// The language whose paradigms were followed.
    lang: &'static str,
}

#[pymethods]
impl Form {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Form { text, case, number, gender, lang } = self;
        let gender = gender.map(|gender| format!(" {gender}")).unwrap_or_default();
        Ok(format!("<Form {} {case} {number}{gender} {lang}>", PyString::new(py, text).repr()?))
    }
}

/// The case forms of a name, as ``imena dict forms`` prints them; nominative first.
///
/// ``type`` is that of a dictionary row: ``PER``, ``LOC``, ``ORG``, ``given``, ``patronymic``, ``surname``, or a label of your
/// own. The language is guessed from the letters, and a name that fits both is declined in both. ``inflect`` is the column of
/// that name: ``no``, ``like:СЛОВО``, ``Gen=Часового Яру``.
///
/// >>> import imena
/// >>> [form.text for form in imena.forms("Львів", "LOC", lang="uk") if form.case in ("Gen", "Loc")]
/// ['Львова', 'Львову', 'Львові']
/// >>> imena.forms("Київ", "LOC")[0]
/// <Form 'Київ' Nom sg m uk>
#[pyfunction]
#[pyo3(signature = (name, r#type, *, lang=None, gender=None, number=None, inflect=None))]
pub fn forms(
    name: &str,
    r#type: &str,
    lang: Option<&str>,
    gender: Option<&str>,
    number: Option<&str>,
    inflect: Option<&str>,
) -> PyResult<Vec<Form>> {
    let mut row = csv::Writer::from_writer(Vec::new());
    let values = [name, r#type, lang.unwrap_or(""), gender.unwrap_or(""), number.unwrap_or(""), inflect.unwrap_or("")];
    let written = row.write_record(["name", "type", "lang", "gender", "number", "inflect"]);
    written.and_then(|()| row.write_record(values)).map_err(|e| PyValueError::new_err(e.to_string()))?;
    let table = row.into_inner().map_err(|e| PyValueError::new_err(e.to_string()))?;
    // Read as a row of a dictionary, so that it has the same checks.
    let mut dictionaries = Dictionaries::new();
    dictionaries.add("forms()", &table).map_err(raised)?;
    let rows = dictionaries.tables().iter().flat_map(|table| &table.rows);
    let form = |lang: Lang, form: imena::Form| Form {
        text: form.text,
        case: Case::as_str(form.case),
        number: Number::as_str(form.number),
        gender: form.gender.map(Gender::as_str),
        lang: lang.as_str(),
    };
    let names = rows.flat_map(declined);
    Ok(names.flat_map(|name| name.forms.into_iter().map(move |f| form(name.lang, f))).collect())
}
