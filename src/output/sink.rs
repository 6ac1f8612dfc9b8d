//! Where output goes: standard output, or a file that appears whole or not at all.

use crate::error::{Error, ErrorKind, Result};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output. Nothing stands under a file's name until [`Sink::finish`].
#[derive(Debug)]
pub struct Sink(Target);

#[derive(Debug)]
enum Target {
    Standard(BufWriter<io::Stdout>),
    /// Written beside the file and renamed when whole; removed when dropped before that.
    File {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
    /// A device or pipe, which can't be renamed onto.
    Device {
        out: BufWriter<std::fs::File>,
        path: PathBuf,
    },
}

impl Sink {
    /// Standard output.
    pub fn standard() -> Self {
        Sink(Target::Standard(BufWriter::with_capacity(1 << 16, io::stdout())))
    }

    /// A file.
    ///
    /// # Errors
    /// When it can't be written beside, so that long work does not end in vain.
    pub fn file(path: &Path) -> Result<Self> {
        let fault = |e| Error::write(path, e);
        if path.is_dir() {
            return Err(fault(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        if path.metadata().is_ok_and(|m| !m.is_file()) {
            let out = std::fs::OpenOptions::new().write(true).open(path).map_err(fault)?;
            return Ok(Sink(Target::Device { out: BufWriter::new(out), path: path.into() }));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Told here, for the error of the temporary file would show a name that nobody typed.
        folder.metadata().map_err(fault)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".imena-").suffix(".part");
        // A temporary file is for its owner alone; the finished one is for whom the user's mask allows.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = builder.tempfile_in(folder).map_err(fault)?;
        Ok(Sink(Target::File { temporary: BufWriter::with_capacity(1 << 16, temporary), path: path.into() }))
    }

    fn path(&self) -> &Path {
        match &self.0 {
            Target::Standard(_) => Path::new("-"),
            Target::File { path, .. } | Target::Device { path, .. } => path,
        }
    }

    fn out(&mut self) -> &mut dyn Write {
        match &mut self.0 {
            Target::Standard(out) => out,
            Target::File { temporary, .. } => temporary,
            Target::Device { out, .. } => out,
        }
    }

    /// Writes what is buffered and gives a file its name.
    ///
    /// # Errors
    /// When the output can't be written or renamed; no half file is left.
    pub fn finish(mut self) -> Result<()> {
        let path = self.path().to_owned();
        self.out().flush().map_err(|e| Error::write(&path, e))?;
        if let Target::File { temporary, path } = self.0 {
            let file = temporary.into_inner().map_err(|e| Error::write(&path, e.into_error()))?;
            file.as_file().sync_all().map_err(|e| Error::write(&path, e))?;
            file.persist(&path).map_err(|e| Error::write(&path, e.error))?;
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.out().write(buf).map_err(|e| named(e, self.path()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out().flush().map_err(|e| named(e, self.path()))
    }
}

/// An I/O error that says which file it is about, and keeps its kind.
fn named(error: io::Error, path: &Path) -> io::Error {
    if error.kind() == io::ErrorKind::BrokenPipe || error.kind() == io::ErrorKind::Interrupted {
        return error;
    }
    io::Error::new(error.kind(), Error::write(path, error))
}

/// The error for a failed write on any output.
pub(super) fn fault(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::new(ErrorKind::ClosedPipe);
    }
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::caused(ErrorKind::Write { path: "output".into() }, error),
    }
}

/// The same for an error of the `csv` crate.
pub(super) fn csv_fault(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => fault(e),
        other => fault(io::Error::other(format!("{other:?}"))),
    }
}
