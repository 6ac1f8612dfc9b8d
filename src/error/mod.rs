//! What can go wrong, told so that the reader knows what, where, and what to do.

mod problem;

pub use problem::{Code, Level, Problem};

use std::fmt;
use std::path::{Path, PathBuf};

/// The one error of this crate.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kind of error it is, with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or stream could not be read.
    Read {
        /// The file, or `-` for standard input.
        path: PathBuf,
    },
    /// A file or stream could not be written.
    Write {
        /// The file, or `-` for standard output.
        path: PathBuf,
    },
    /// The reader of the output has gone away.
    ClosedPipe,
    /// A text has bytes that mean nothing in its encoding.
    Undecodable {
        /// The file, or `-` for standard input.
        path: PathBuf,
        /// Offset of the first such byte, from the start of the decompressed file.
        offset: u64,
        /// The encoding.
        encoding: &'static str,
    },
    /// A text is not UTF-8.
    NotUtf8 {
        /// The file, or `-` for standard input.
        path: PathBuf,
        /// Offset of the first wrong byte, from the start of the file.
        offset: u64,
    },
    /// A folder holds no text that could be annotated.
    NoTexts {
        /// The folder.
        path: PathBuf,
        /// The endings of the files that were looked for.
        endings: &'static str,
    },
    /// A folder holds no dictionary.
    NoDictionaries {
        /// The folder.
        path: PathBuf,
    },
    /// A record of a JSON Lines or CSV file can't be understood.
    Record {
        /// The file, or `-` for standard input.
        path: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// First byte of the record, from the start of the decompressed file, where that is known.
        byte: Option<u64>,
        /// What is wrong.
        message: String,
    },
    /// A file breaks off, its checksum is wrong, or it is not what it should be.
    Damaged {
        /// The file, or `-` for standard input.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// Dictionaries have faults.
    Dictionary {
        /// All of them, in the order of files and lines.
        problems: Vec<Problem>,
    },
    /// A compiled gazetteer can't be used.
    Compiled {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// The user asked for something that does not exist.
    Usage {
        /// What is wrong and what would be right.
        message: String,
    },
    /// More text or names than 32-bit offsets can address.
    TooLarge {
        /// What is too large.
        what: String,
    },
}

impl Error {
    /// An error with no other error behind it.
    pub fn new(kind: ErrorKind) -> Self {
        Error { kind, source: None }
    }

    /// An error that another one caused.
    pub fn caused(kind: ErrorKind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Error { kind, source: Some(source.into()) }
    }

    pub(crate) fn read(path: &Path, source: std::io::Error) -> Self {
        Error::caused(ErrorKind::Read { path: path.into() }, source)
    }

    pub(crate) fn write(path: &Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::BrokenPipe {
            return Error::new(ErrorKind::ClosedPipe);
        }
        Error::caused(ErrorKind::Write { path: path.into() }, source)
    }

    #[cfg(not(feature = "parquet"))]
    pub(crate) fn without_parquet(path: &Path) -> Self {
        let message = "this program was built without Parquet; build it with --features parquet";
        Error::usage(format!("{}: {message}", path.display()))
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Usage { message: message.into() })
    }

    /// Whether the system refuses this program what it needs for any file: to read on would only lose more of them.
    pub fn is_shortage(&self) -> bool {
        let source = self.source.as_ref().and_then(|source| source.downcast_ref::<std::io::Error>());
        let code = source.and_then(std::io::Error::raw_os_error);
        // ENOMEM, ENFILE, EMFILE; ERROR_TOO_MANY_OPEN_FILES, ERROR_NOT_ENOUGH_MEMORY.
        if cfg!(windows) { matches!(code, Some(4 | 8)) } else { matches!(code, Some(12 | 23 | 24)) }
    }

    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Read { path } => write!(f, "can't read {}", path.display())?,
            ErrorKind::Write { path } => write!(f, "can't write {}", path.display())?,
            ErrorKind::ClosedPipe => write!(f, "the reader of the output has gone away")?,
            ErrorKind::NotUtf8 { path, offset } => write!(
                f,
                "{}: not UTF-8 at byte {offset}; name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)",
                path.display()
            )?,
            ErrorKind::Undecodable { path, offset, encoding } => write!(
                f,
                "{}: not {encoding} at byte {offset}; name another encoding with --encoding, or read it all the same with --lossy",
                path.display()
            )?,
            ErrorKind::NoTexts { path, endings } => {
                write!(f, "{}: no texts in this folder; looked for files ending in {endings}", path.display())?
            }
            ErrorKind::NoDictionaries { path } => write!(
                f,
                "{}: no dictionaries in this folder; looked for files ending in .csv or .tsv",
                path.display()
            )?,
            ErrorKind::Record { path, line, message, .. } => write!(f, "{}:{line}: {message}", path.display())?,
            ErrorKind::Dictionary { problems } => {
                for (i, problem) in problems.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{problem}")?;
                }
            }
            ErrorKind::Damaged { path, message } | ErrorKind::Compiled { path, message } => {
                write!(f, "{}: {message}", path.display())?
            }
            ErrorKind::Usage { message } => write!(f, "{message}")?,
            ErrorKind::TooLarge { what } => write!(f, "{what} is larger than 4 GB; split it")?,
        }
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The result of what this crate does.
pub type Result<T> = std::result::Result<T, Error>;

/// `; did you mean "near"?` when one of `known` is close to `word`, else nothing.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&word.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(distance, k)| *distance <= 1 + k.chars().count() / 4)
        .min()
        .map(|(_, k)| format!(" (did you mean {k:?}?)"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_nearest_value() {
        assert_eq!(did_you_mean("ua", ["uk", "ru", "en"]), " (did you mean \"uk\"?)");
        assert_eq!(did_you_mean("typ", ["name", "type"]), " (did you mean \"type\"?)");
        assert_eq!(did_you_mean("zzz", ["uk", "ru", "en"]), "");
    }
}
