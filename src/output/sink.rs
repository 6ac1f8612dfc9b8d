//! Where output goes: standard output, or a file that appears whole or not at all.

use crate::error::{Error, ErrorKind, Result};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
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
    /// Written beside the file under a name of its own, so that an interrupted run can go on with it.
    Part {
        out: BufWriter<File>,
        part: Part,
        path: PathBuf,
        written: u64,
    },
    /// A device or pipe, which can't be renamed onto.
    Device {
        out: BufWriter<File>,
        path: PathBuf,
    },
}

/// A file that is removed unless it is to be kept.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    is_kept: bool,
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept {
            // Nothing was promised of it, and nobody is left to be told.
            let _ = std::fs::remove_file(&self.path);
        }
    }
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
            let out = OpenOptions::new().write(true).open(path).map_err(fault)?;
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

    /// A file that grows under the name `FILE.part` and can be gone on with: what an earlier run wrote is kept up to byte
    /// `from`. A device or pipe, which can't, is written to as [`Sink::file`] does.
    ///
    /// # Errors
    /// When it can't be written, or is shorter than that.
    pub fn resumable(path: &Path, from: u64) -> Result<Self> {
        let fault = |e| Error::write(path, e);
        if path.metadata().is_ok_and(|m| !m.is_file()) {
            return Self::file(path);
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.metadata().map_err(fault)?;
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = Part { path: part.into(), is_kept: from > 0 };
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&part.path).map_err(fault)?;
        let length = file.metadata().map_err(fault)?.len();
        if length < from {
            let message = format!("{} has {length} bytes where the journal has {from}", part.path.display());
            return Err(Error::usage(format!("{message}; it can't be gone on with, begin anew without --resume")));
        }
        file.set_len(from).and_then(|()| file.seek(SeekFrom::End(0))).map_err(fault)?;
        let out = BufWriter::with_capacity(1 << 16, file);
        Ok(Sink(Target::Part { out, part, path: path.into(), written: from }))
    }

    /// Whether an interrupted run can go on with it.
    pub fn is_resumable(&self) -> bool {
        matches!(self.0, Target::Part { .. })
    }

    /// Puts what was written on the disk, there to stay whatever becomes of the run; how many bytes there are.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn save(&mut self) -> Result<u64> {
        let Target::Part { out, part, path, written } = &mut self.0 else { return Ok(0) };
        out.flush().and_then(|()| out.get_ref().sync_data()).map_err(|e| Error::write(path, e))?;
        part.is_kept = true;
        Ok(*written)
    }

    /// Removes what was written.
    pub fn discard(mut self) {
        if let Target::Part { part, .. } = &mut self.0 {
            part.is_kept = false;
        }
    }

    fn path(&self) -> &Path {
        match &self.0 {
            Target::Standard(_) => Path::new("-"),
            Target::File { path, .. } | Target::Part { path, .. } | Target::Device { path, .. } => path,
        }
    }

    fn out(&mut self) -> &mut dyn Write {
        match &mut self.0 {
            Target::Standard(out) => out,
            Target::File { temporary, .. } => temporary,
            Target::Part { out, .. } | Target::Device { out, .. } => out,
        }
    }

    /// Writes rows.
    ///
    /// # Errors
    /// When they can't be written, or nobody reads them any more.
    pub fn write_rows(&mut self, rows: &[u8]) -> Result<()> {
        self.write_all(rows).map_err(fault)
    }

    /// Writes what is buffered.
    ///
    /// # Errors
    /// When it can't be written, or nobody reads it any more.
    pub fn flush_rows(&mut self) -> Result<()> {
        self.flush().map_err(fault)
    }

    /// Writes what is buffered and gives a file its name.
    ///
    /// # Errors
    /// When the output can't be written or renamed; no half file is left.
    pub fn finish(mut self) -> Result<()> {
        let path = self.path().to_owned();
        self.out().flush().map_err(|e| Error::write(&path, e))?;
        if let Target::Part { out, mut part, path, .. } = self.0 {
            out.get_ref().sync_all().map_err(|e| Error::write(&path, e))?;
            std::fs::rename(&part.path, &path).map_err(|e| Error::write(&path, e))?;
            part.is_kept = true;
        } else if let Target::File { temporary, path } = self.0 {
            let file = temporary.into_inner().map_err(|e| Error::write(&path, e.into_error()))?;
            file.as_file().sync_all().map_err(|e| Error::write(&path, e))?;
            file.persist(&path).map_err(|e| Error::write(&path, e.error))?;
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let count = self.out().write(buf).map_err(|e| named(e, self.path()))?;
        if let Target::Part { written, .. } = &mut self.0 {
            *written += count as u64;
        }
        Ok(count)
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
