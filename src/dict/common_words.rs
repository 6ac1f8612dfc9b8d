//! Words of the two languages that a name's form must not be taken for.

use crate::gazetteer::Danger;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<HashMap<String, Danger>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for line in include_str!("../../dictionaries/common_words.csv").lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(word), Some(_lang), Some(class)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let danger = if class == "function" { Danger::Function } else { Danger::Common };
        let word = crate::text::fold(word).text().to_lowercase();
        let known = words.entry(word).or_insert(danger);
        *known = (*known).max(danger);
    }
    words
});

/// How dangerous a folded form in small letters is.
///
/// Judged over both languages at once, since a document may mix them.
pub(super) fn danger(form: &str) -> Danger {
    WORDS.get(form).copied().unwrap_or(Danger::None)
}
