//! Formats that are no stream of rows: what takes the documents, in the order of the input, and makes files of them.

use super::{Brat, Column, Format};
use crate::document::Document;
#[cfg(not(feature = "parquet"))]
use crate::error::Error;
use crate::error::Result;
use crate::model::Mention;
use std::path::Path;

/// An output that is written as a whole.
pub enum Files {
    /// A folder of standoff files.
    Brat(Brat),
    /// A table of Parquet.
    #[cfg(feature = "parquet")]
    Parquet(Box<super::Parquet>),
}

impl Format {
    /// Whether a [`super::Renderer`] makes it; else [`Files`] does.
    pub fn is_rows(self) -> bool {
        !matches!(self, Format::Brat | Format::Parquet)
    }
}

impl Files {
    /// Begins an output. None of a format that is rows.
    ///
    /// # Errors
    /// When it can't be written, or the format is not built in.
    pub fn create(format: Format, path: &Path, columns: &[Column]) -> Result<Option<Self>> {
        match format {
            Format::Brat => Brat::new(path).map(|brat| Some(Files::Brat(brat))),
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                super::Parquet::create(path, columns.to_vec()).map(|parquet| Some(Files::Parquet(Box::new(parquet))))
            }
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                let _ = columns;
                Err(Error::without_parquet(path))
            }
            _ => Ok(None),
        }
    }

    /// Takes a document, or a part of one.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&mut self, document: &Document, mentions: &[Mention<'_>]) -> Result<()> {
        match self {
            Files::Brat(brat) => brat.write(document, mentions),
            #[cfg(feature = "parquet")]
            Files::Parquet(parquet) => parquet.write(document, mentions),
        }
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(self) -> Result<()> {
        match self {
            Files::Brat(brat) => brat.finish(),
            #[cfg(feature = "parquet")]
            Files::Parquet(parquet) => parquet.finish(),
        }
    }
}
