//! The `inflect` column of a dictionary: what an entry says about its own declension.
//!
//! Takes the cell (`auto`, `no`, `like:МОДЕЛЬ`, `Gen=Рогу;Dat=Рогу/Рогові`); gives [`Inflect`] or what is wrong and where.

use std::fmt;

use crate::model::Case;

/// What an entry says about its own declension.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Inflect {
    /// By the rules.
    #[default]
    Auto,
    /// Never: the same in every case.
    No,
    /// As this word does.
    Like(String),
    /// The named cases are these forms; the others go by the rules. A case may come several times.
    Forms(Vec<(Case, String)>),
}

/// What is wrong with an `inflect` cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InflectError {
    /// What is wrong.
    pub kind: InflectErrorKind,
    /// The piece that is wrong, as it is written.
    pub piece: String,
    /// Where it starts, in bytes from the start of the cell.
    pub position: usize,
}

/// The kinds of [`InflectError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InflectErrorKind {
    /// `like:` with no word after it.
    EmptyModel,
    /// A piece that is none of `auto`, `no`, `like:…`, `Case=form`.
    NotAForm,
    /// The name before `=` is not a case.
    UnknownCase,
    /// A case with no form after `=`, or an empty form between `/`.
    EmptyForm,
}

impl fmt::Display for InflectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = &self.piece;
        match self.kind {
            InflectErrorKind::EmptyModel => {
                write!(f, "\"{piece}\" names no word; write it after the colon: \"like:завод\"")
            }
            InflectErrorKind::NotAForm => {
                write!(f, "cannot read \"{piece}\"; known: auto, no, like:МОДЕЛЬ, Gen=форма;Dat=форма/форма")
            }
            InflectErrorKind::UnknownCase => {
                write!(f, "unknown case \"{piece}\"; known: Nom, Gen, Dat, Acc, Ins, Loc, Voc")
            }
            InflectErrorKind::EmptyForm => {
                write!(f, "\"{piece}\" has an empty form; write at least one letter")
            }
        }
    }
}

impl std::error::Error for InflectError {}

impl Inflect {
    /// Reads an `inflect` cell; an empty one is `auto`.
    pub fn parse(cell: &str) -> Result<Inflect, InflectError> {
        let start = cell.len() - cell.trim_start().len();
        let trimmed = cell.trim();
        let error = |kind, piece: &str, position| Err(InflectError { kind, piece: piece.to_owned(), position });
        match trimmed {
            "" | "auto" => return Ok(Inflect::Auto),
            "no" => return Ok(Inflect::No),
            _ => {}
        }
        if let Some(model) = trimmed.strip_prefix("like:") {
            return match model.trim() {
                "" => error(InflectErrorKind::EmptyModel, trimmed, start),
                model => Ok(Inflect::Like(model.to_owned())),
            };
        }
        let mut forms = Vec::new();
        let mut position = 0;
        for piece in cell.split(';') {
            let here = position + (piece.len() - piece.trim_start().len());
            position += piece.len() + 1;
            let piece = piece.trim();
            if piece.is_empty() && !forms.is_empty() {
                continue;
            }
            let Some((name, values)) = piece.split_once('=') else {
                return error(InflectErrorKind::NotAForm, piece, here);
            };
            let Ok(case) = name.trim().parse::<Case>() else {
                return error(InflectErrorKind::UnknownCase, name.trim(), here);
            };
            for value in values.split('/') {
                match value.trim() {
                    "" => return error(InflectErrorKind::EmptyForm, piece, here),
                    form => forms.push((case, form.to_owned())),
                }
            }
        }
        Ok(Inflect::Forms(forms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read() {
        assert_eq!(Inflect::parse(""), Ok(Inflect::Auto));
        assert_eq!(Inflect::parse(" no "), Ok(Inflect::No));
        assert_eq!(Inflect::parse("like: завод"), Ok(Inflect::Like("завод".into())));
        let forms = vec![(Case::Gen, "Рогу".into()), (Case::Dat, "Рогу".into()), (Case::Dat, "Рогові".into())];
        assert_eq!(Inflect::parse("Gen=Рогу; Dat=Рогу/Рогові;"), Ok(Inflect::Forms(forms)));
    }

    #[test]
    fn faults_say_where() {
        let rows = [
            ("like:", InflectErrorKind::EmptyModel, 0, "like:"),
            ("Gen=Рогу;Xyz=Рог", InflectErrorKind::UnknownCase, 13, "Xyz"),
            ("Gen=Рогу; Dat", InflectErrorKind::NotAForm, 14, "Dat"),
            ("Gen=", InflectErrorKind::EmptyForm, 0, "Gen="),
            (";", InflectErrorKind::NotAForm, 0, ""),
        ];
        for (cell, kind, position, piece) in rows {
            let error = Inflect::parse(cell).unwrap_err();
            assert_eq!((error.kind, error.position, error.piece.as_str()), (kind, position, piece), "{cell}");
        }
    }
}
