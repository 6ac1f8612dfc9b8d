//! The `inflect` column of a dictionary: what an entry says about its own declension.
//!
//! Takes the cell (`auto`, `no`, `like:МОДЕЛЬ`, `Gen=Рогу;Dat=Рогу/Рогові`, or such a hint for single words of the name,
//! `[Часів] Gen=Часового [Яр] m;Loc=Яру`); gives [`Inflect`], or what is wrong and where. [`super::hinted`] obeys it.

use std::fmt;

use crate::model::{Case, Gender, Number};

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
    /// Single words of the name decline as these hints say; the others go by the rules.
    Words(Vec<WordHint>),
}

/// What an entry says about one word of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordHint {
    /// The word, as the name has it.
    pub word: String,
    /// Its gender, if it is told.
    pub gender: Option<Gender>,
    /// Its number, if it is told.
    pub number: Option<Number>,
    /// How it declines; never [`Inflect::Words`].
    pub inflect: Inflect,
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
    /// A word hint without its closing bracket, or with nothing between the brackets.
    NoWord,
    /// The name has no such word.
    NotInName,
    /// The name does not end as its model does, so that the model's endings do not fit.
    ModelDiffers,
    /// A nominative that is not the name itself.
    NotTheName,
}

impl fmt::Display for InflectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = &self.piece;
        match self.kind {
            InflectErrorKind::EmptyModel => {
                write!(f, "\"{piece}\" names no word; write it after the colon: \"like:завод\"")
            }
            InflectErrorKind::NotAForm => {
                write!(
                    f,
                    "cannot read \"{piece}\"; known: auto, no, like:МОДЕЛЬ, Gen=форма;Dat=форма/форма, [слово] hint"
                )
            }
            InflectErrorKind::UnknownCase => {
                write!(f, "unknown case \"{piece}\"; known: Nom, Gen, Dat, Acc, Ins, Loc, Voc")
            }
            InflectErrorKind::EmptyForm => {
                write!(f, "\"{piece}\" has an empty form; write at least one letter")
            }
            InflectErrorKind::NoWord => {
                write!(f, "\"{piece}\" names no word; write one of the name between brackets: \"[Яр] Loc=Яру\"")
            }
            InflectErrorKind::NotInName => {
                write!(f, "the name has no word \"{piece}\"; write a word between brackets as the name has it")
            }
            InflectErrorKind::ModelDiffers => {
                write!(f, "the word does not end as its model \"{piece}\" does; take another model or write the forms")
            }
            InflectErrorKind::NotTheName => {
                write!(f, "the nominative \"{piece}\" is not the name; leave Nom out or mend the name")
            }
        }
    }
}

impl std::error::Error for InflectError {}

impl Inflect {
    /// Reads an `inflect` cell; an empty one is `auto`.
    ///
    /// # Errors
    /// The first thing that can't be read. Whether the hint fits the name is [`super::check_hint`]'s to tell.
    pub fn parse(cell: &str) -> Result<Inflect, InflectError> {
        if cell.trim_start().starts_with('[') {
            return parse_words(cell).map(Inflect::Words);
        }
        parse_hint(cell, 0)
    }
}

fn fault<T>(kind: InflectErrorKind, piece: &str, position: usize) -> Result<T, InflectError> {
    Err(InflectError { kind, piece: piece.to_owned(), position })
}

/// Reads a hint that starts `offset` bytes into its cell.
fn parse_hint(text: &str, offset: usize) -> Result<Inflect, InflectError> {
    let start = offset + text.len() - text.trim_start().len();
    let trimmed = text.trim();
    match trimmed {
        "" | "auto" => return Ok(Inflect::Auto),
        "no" => return Ok(Inflect::No),
        _ => {}
    }
    if let Some(model) = trimmed.strip_prefix("like:") {
        return match model.trim() {
            "" => fault(InflectErrorKind::EmptyModel, trimmed, start),
            model => Ok(Inflect::Like(model.to_owned())),
        };
    }
    let mut forms = Vec::new();
    for (piece, at) in pieces(text, offset) {
        if piece.is_empty() && !forms.is_empty() {
            continue;
        }
        let Some((name, values)) = piece.split_once('=') else {
            return fault(InflectErrorKind::NotAForm, piece, at);
        };
        let Ok(case) = name.trim().parse::<Case>() else {
            return fault(InflectErrorKind::UnknownCase, name.trim(), at);
        };
        for value in values.split('/') {
            match value.trim() {
                "" => return fault(InflectErrorKind::EmptyForm, piece, at),
                form => forms.push((case, form.to_owned())),
            }
        }
    }
    Ok(Inflect::Forms(forms))
}

/// What stands between semicolons, trimmed, and where it starts in the cell.
fn pieces(text: &str, offset: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut position = offset;
    text.split(';').map(move |piece| {
        let at = position + (piece.len() - piece.trim_start().len());
        position += piece.len() + 1;
        (piece.trim(), at)
    })
}

/// Reads `[слово] hint [слово] hint`; gender and number stand first in a hint: `[Яр] m;sg;Loc=Яру`.
fn parse_words(cell: &str) -> Result<Vec<WordHint>, InflectError> {
    let mut hints = Vec::new();
    let mut at = cell.len() - cell.trim_start().len();
    while at < cell.len() {
        let rest = &cell[at..];
        let Some((word, _)) = rest[1..].split_once(']').filter(|(word, _)| !word.trim().is_empty()) else {
            return fault(InflectErrorKind::NoWord, rest.trim(), at);
        };
        let from = at + word.len() + 2;
        let to = cell[from..].find('[').map_or(cell.len(), |length| from + length);
        let mut hint = WordHint { word: word.trim().to_owned(), gender: None, number: None, inflect: Inflect::Auto };
        let mut own = from;
        for (piece, start) in pieces(&cell[from..to], from) {
            if let Ok(gender) = piece.parse() {
                hint.gender = Some(gender);
            } else if let Ok(number) = piece.parse() {
                hint.number = Some(number);
            } else {
                break;
            }
            own = (start + piece.len() + 1).min(to);
        }
        hint.inflect = parse_hint(&cell[own..to], own)?;
        hints.push(hint);
        at = to;
    }
    Ok(hints)
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
    fn words_have_hints_of_their_own() {
        let hint = |word: &str, gender, number, inflect| WordHint { word: word.into(), gender, number, inflect };
        let rows = [
            ("[Яр] no", vec![hint("Яр", None, None, Inflect::No)]),
            ("[Яр] m", vec![hint("Яр", Some(Gender::M), None, Inflect::Auto)]),
            (
                " [Часів] like:Київ [Яр] m; sg; Loc=Яру",
                vec![
                    hint("Часів", None, None, Inflect::Like("Київ".into())),
                    hint("Яр", Some(Gender::M), Some(Number::Sg), Inflect::Forms(vec![(Case::Loc, "Яру".into())])),
                ],
            ),
        ];
        for (cell, hints) in rows {
            assert_eq!(Inflect::parse(cell), Ok(Inflect::Words(hints)), "{cell}");
        }
    }

    #[test]
    fn faults_say_where() {
        let rows = [
            ("like:", InflectErrorKind::EmptyModel, 0, "like:"),
            ("Gen=Рогу;Xyz=Рог", InflectErrorKind::UnknownCase, 13, "Xyz"),
            ("Gen=Рогу; Dat", InflectErrorKind::NotAForm, 14, "Dat"),
            ("Gen=", InflectErrorKind::EmptyForm, 0, "Gen="),
            (";", InflectErrorKind::NotAForm, 0, ""),
            ("[Яр", InflectErrorKind::NoWord, 0, "[Яр"),
            ("[] no", InflectErrorKind::NoWord, 0, "[] no"),
            ("[Яр] m; x", InflectErrorKind::NotAForm, 10, "x"),
            ("[Яр] no [Ріг] Xyz=Рогу", InflectErrorKind::UnknownCase, 19, "Xyz"),
        ];
        for (cell, kind, position, piece) in rows {
            let error = Inflect::parse(cell).unwrap_err();
            assert_eq!((error.kind, error.position, error.piece.as_str()), (kind, position, piece), "{cell}");
        }
    }
}
