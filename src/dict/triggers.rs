//! Words that announce a name: legal forms, head nouns, titles.

use crate::gazetteer::Trigger;
use crate::model::Lang;
use crate::morph::Inflect;

/// A trigger word, in its base form.
pub(super) struct TriggerWord {
    pub(super) name: String,
    pub(super) lang: Lang,
    pub(super) trigger: Trigger,
    pub(super) inflect: Inflect,
    /// Nominative plural; empty where only the singular announces names.
    pub(super) plural: String,
}

/// All trigger words.
pub(super) fn all() -> Vec<TriggerWord> {
    let rows = include_str!("../../dictionaries/triggers.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let (name, lang, trigger) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let inflect = Inflect::parse(cells.next().unwrap_or_default()).ok()?;
        let plural = cells.next().unwrap_or_default().to_owned();
        Some(TriggerWord { name: name.to_owned(), lang, trigger, inflect, plural })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let rows = include_str!("../../dictionaries/triggers.csv").lines().count() - 1;
        assert_eq!(super::all().len(), rows);
    }
}
