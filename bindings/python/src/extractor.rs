//! The extractor.

use crate::arrow::{self, MentionTable, Request};
use crate::errors::raised;
use crate::explain::Explanation;
use crate::mention::{CodePoints, Found, Mentions};
use crate::parallel::{groups, in_parallel};
use crate::texts::text;
use imena::{Config, Dictionaries, Lang, Overlaps, Sink, pieces};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

/// How much text goes to a thread at once.
const GROUP: usize = 1 << 17;

/// Finds mentions. Immutable, to be shared between threads; it can be pickled, and then reads its dictionaries again.
///
/// ``dictionaries`` are files added to the embedded ones, tables or compiled ones; ``default_dictionary=False`` leaves the
/// embedded ones out. ``types`` keeps mentions of these types alone. ``threads`` is for ``extract_batch`` and ``annotate``; without
/// it all cores work. ``overlaps="all"`` gives nested and rival readings too, ``memory=False`` takes no surname alone for
/// somebody named in full elsewhere in the text, ``lang`` (``"uk"``, ``"ru"``) is the language of the texts instead of the one that
/// is told from each sentence.
///
/// >>> import imena
/// >>> extractor = imena.Extractor()
/// >>> for mention in extractor.extract("Макрон говорив з Меркель у Берліні."):
/// ...     print(mention.start, mention.end, mention.type, mention.canonical)
/// 0 6 PER Еммануель Макрон
/// 17 24 PER Ангела Меркель
/// 27 34 LOC Берлін
#[pyclass(frozen, module = "imena")]
pub struct Extractor {
    extractor: imena::Extractor,
    threads: NonZero<usize>,
    options: Options,
}

/// What an extractor was made with.
#[derive(Clone, IntoPyObject)]
struct Options {
    dictionaries: Vec<PathBuf>,
    default_dictionary: bool,
    types: Option<Vec<String>>,
    threads: Option<usize>,
    overlaps: String,
    memory: bool,
    lang: Option<String>,
}

impl Extractor {
    /// The mentions of a text, of the types that are wanted, as the library gives them for each of its pieces.
    pub fn each_mention<'t>(&self, piece: &'t str) -> impl Iterator<Item = imena::Mention<'t>> {
        let is_wanted = |mention: &imena::Mention<'_>| match &self.options.types {
            Some(types) => types.iter().any(|wanted| wanted == mention.entity_type.as_str()),
            None => true,
        };
        self.extractor.extract(piece).into_iter().filter(is_wanted)
    }

    fn found(&self, text: &str) -> Vec<Arc<Found>> {
        let (mut found, mut before) = (Vec::new(), 0);
        for piece in pieces(text) {
            let mut points = CodePoints::new(piece, before);
            found.extend(self.each_mention(piece).map(|mention| Arc::new(Found::new(mention, &mut points))));
            before = points.before(piece.len());
        }
        found
    }

    pub fn threads(&self) -> NonZero<usize> {
        self.threads
    }

    pub fn gazetteer(&self) -> &imena::Gazetteer {
        self.extractor.gazetteer()
    }
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (dictionaries=None, *, default_dictionary=true, types=None, threads=None, overlaps="longest", memory=true, lang=None))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        dictionaries: Option<&Bound<'_, PyAny>>,
        default_dictionary: bool,
        types: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
        overlaps: &str,
        memory: bool,
        lang: Option<&str>,
    ) -> PyResult<Self> {
        let options = Options {
            dictionaries: dictionaries.map(paths).transpose()?.unwrap_or_default(),
            default_dictionary,
            types: types.map(|types| strings(types, "types")).transpose()?,
            threads,
            overlaps: overlaps.to_owned(),
            memory,
            lang: lang.map(str::to_owned),
        };
        let value = |what: &str, error: &dyn std::fmt::Display| PyValueError::new_err(format!("{what}: {error}"));
        if !default_dictionary && options.dictionaries.is_empty() {
            let message = "default_dictionary=False leaves no dictionary at all; name one with dictionaries=[...]";
            return Err(PyValueError::new_err(message));
        }
        let overlaps: Overlaps = overlaps.parse().map_err(|e| value("overlaps", &e))?;
        let lang: Option<Lang> = match lang {
            Some("en") => return Err(value("lang", &"unknown \"en\"; known: uk, ru")),
            lang => lang.map(str::parse).transpose().map_err(|e| value("lang", &e))?,
        };
        let all = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let threads = match threads {
            Some(threads) => {
                NonZero::new(threads).ok_or_else(|| value("threads", &"0 would do nothing; at least 1"))?
            }
            None => all(),
        };
        let compiled = py.detach(|| {
            let mut all = if default_dictionary { Dictionaries::embedded() } else { Dictionaries::new() };
            all.add_files(&options.dictionaries)?;
            all.compile()
        });
        let extractor =
            imena::Extractor::new(compiled.map_err(raised)?, Config { overlaps, memory, lang, ..Config::default() });
        Ok(Extractor { extractor, threads, options })
    }

    /// The mentions of a text, in its order.
    ///
    /// Like the command line tool it reads a text of more than 256 KB in parts, cut behind paragraphs.
    ///
    /// >>> mentions = Extractor().extract("Засідання у Мін’юсті.")
    /// >>> mentions
    /// [<Mention 'Мін’юсті' ORG org/minyust-ua [12:20]>]
    fn extract(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Mentions> {
        let (string, text) = self::text(text, &|| "text".into())?;
        Ok(Mentions::new(string, py.detach(|| self.found(text))))
    }

    /// The mentions of each of several texts, on all threads.
    ///
    /// >>> batch = Extractor().extract_batch(["Київ.", "Тут нікого.", "Львів і Одеса."])
    /// >>> [len(mentions) for mentions in batch]
    /// [1, 0, 2]
    fn extract_batch(&self, py: Python<'_>, texts: &Bound<'_, PyAny>) -> PyResult<Vec<Mentions>> {
        if texts.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err("texts is one str; give a list of them, or call extract"));
        }
        let values: Vec<Bound<'_, PyAny>> = texts.try_iter()?.collect::<PyResult<_>>()?;
        let known = values.iter().enumerate().map(|(i, value)| text(value, &|| format!("texts[{i}]")));
        let known: Vec<(&Bound<'_, PyString>, &str)> = known.collect::<PyResult<_>>()?;
        let strs: Vec<&str> = known.iter().map(|(_, text)| *text).collect();
        let groups = groups(strs.iter().map(|text| text.len()), GROUP);
        let found = in_parallel(py, self.threads, groups.len(), |group| {
            let (first, end) = groups[group];
            strs[first..end].iter().map(|text| self.found(text)).collect::<Vec<_>>()
        })?;
        let found = found.into_iter().flatten();
        Ok(known.iter().zip(found).map(|((string, _), found)| Mentions::new(string, found)).collect())
    }

    /// The mentions in the texts of a table, as a table with a row for each.
    ///
    /// ``table`` is whatever has Arrow's PyCapsule interface: a table or batch of pyarrow, a DataFrame of Polars or of pandas 2.2,
    /// a relation of DuckDB; so is what it gives. ``text`` and ``id`` are columns, ``id=None`` numbers the rows. ``columns`` are those
    /// of ``imena annotate --columns``, and ``keep`` are columns of the table that go along.
    ///
    /// A text that is null, or not UTF-8, is a ``ValueError`` that names its row. With ``status=True`` it is not: behind the
    /// mentions of every row stands another row with ``status`` (``ok`` or ``error``; null for mentions), ``error`` (what is wrong)
    /// and ``mentions`` (how many there are).
    ///
    /// >>> import pyarrow as pa
    /// >>> texts = pa.table({"id": [7, 8], "text": ["У Києві.", "Львів та Одеса."]})
    /// >>> pa.table(Extractor().annotate(texts)).select(["doc_id", "start", "end", "canonical"]).to_pylist()[0]
    /// {'doc_id': 7, 'start': 2, 'end': 7, 'canonical': 'Київ'}
    #[pyo3(signature = (table, text="text", id=Some("id"), *, columns=None, keep=None, status=false))]
    #[allow(clippy::too_many_arguments)]
    fn annotate(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        text: &str,
        id: Option<&str>,
        columns: Option<&Bound<'_, PyAny>>,
        keep: Option<&Bound<'_, PyAny>>,
        status: bool,
    ) -> PyResult<MentionTable> {
        let columns = columns.map(|columns| strings(columns, "columns")).transpose()?;
        let keep = keep.map(|keep| strings(keep, "keep")).transpose()?.unwrap_or_default();
        arrow::annotate(py, self, table, &Request { text, id, columns, keep, status })
    }

    /// What became of every name in a text, for people who look after dictionaries.
    fn explain(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Vec<Explanation>> {
        let (_, text) = self::text(text, &|| "text".into())?;
        if pieces(text).nth(1).is_some() {
            return Err(PyValueError::new_err("text is longer than a megabyte; explain a part of it"));
        }
        Ok(py.detach(|| {
            let explanations = self.extractor.explain(text);
            // They may begin before one another.
            explanations.into_iter().map(|e| Explanation::new(e, &mut CodePoints::new(text, 0))).collect()
        }))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyDict>)> {
        let options = self.options.clone().into_pyobject(py)?;
        Ok((pyo3::types::PyTuple::empty(py).into_any(), options))
    }

    fn __repr__(&self) -> String {
        let (entities, names, _) = self.extractor.gazetteer().size();
        format!("<Extractor of {entities} entities with {names} names, threads={}>", self.threads)
    }
}

/// Compiles dictionaries into one file, which an extractor opens in a millisecond and several processes share in memory. The
/// embedded ones are not in it.
#[pyfunction]
pub fn compile(py: Python<'_>, dictionaries: &Bound<'_, PyAny>, path: PathBuf) -> PyResult<()> {
    let files = paths(dictionaries)?;
    let compiled = py.detach(|| {
        let mut out = Sink::file(&path)?;
        let mut dictionaries = Dictionaries::new();
        dictionaries.add_files(&files)?;
        dictionaries.write(&mut out)?;
        out.finish()
    });
    compiled.map_err(raised)
}

/// One path or several.
fn paths(value: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    match value.extract() {
        Ok(path) => Ok(vec![path]),
        Err(_) => several(value, "dictionaries must be paths of files"),
    }
}

/// One string (several of them separated by commas) or several.
fn strings(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<String>> {
    match value.cast::<PyString>() {
        Ok(one) => Ok(one.to_str()?.split(',').map(|s| s.trim().to_owned()).collect()),
        Err(_) => several(value, &format!("{name} must be a list of str")),
    }
}

fn several<T: for<'a, 'py> FromPyObject<'a, 'py>>(value: &Bound<'_, PyAny>, wanted: &str) -> PyResult<Vec<T>> {
    let fault = |found: &Bound<'_, PyAny>| PyTypeError::new_err(format!("{wanted}, not {}", found.get_type()));
    let values = value.try_iter().map_err(|_| fault(value))?;
    values.map(|value| value.and_then(|value| value.extract().map_err(|_| fault(&value)))).collect()
}
