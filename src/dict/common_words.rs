//! Words of the two languages that a name's form must not be taken for.

use crate::gazetteer::Danger;

/// All common words, in the forms in which they stand in texts.
///
/// They are judged over both languages at once, since a document may mix them.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Danger)> {
    let rows = include_str!("../../dictionaries/common_words.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let (word, _lang, class) = (cells.next()?, cells.next()?, cells.next()?);
        // An adverb (Ранее, Рано) is as seldom a name as a preposition is.
        let is_function = class == "function" || class == "adverb";
        Some((word, if is_function { Danger::Function } else { Danger::Common }))
    })
}
