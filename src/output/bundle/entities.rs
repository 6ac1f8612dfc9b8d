//! `entities.csv`: whom and what the corpus names, the most mentioned first.

use super::table::Table;
use crate::census::{Census, SURFACES, names_of};
use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::lang::transliterated;
use crate::output::Profile;
use std::path::Path;

const HEADER: [&str; 13] = [
    "entity_id",
    "type",
    "subtype",
    "name_uk",
    "name_ru",
    "name_en",
    "transliteration",
    "wikidata",
    "mentions",
    "documents",
    "first_date",
    "last_date",
    "surfaces",
];

pub(super) fn write(
    folder: &Path,
    profile: Profile,
    census: &Census,
    ranking: &[usize],
    gazetteer: &Gazetteer,
) -> Result<(&'static str, u64)> {
    let mut table = Table::create(folder, "entities.csv", profile, &HEADER)?;
    for entity in ranking.iter().map(|at| &census.entities()[*at]) {
        let names = names_of(entity, gazetteer);
        table.text(&entity.id)?;
        table.text(entity.entity_type.as_str())?;
        table.text(entity.extra("subtype"))?;
        for name in &names {
            table.text(name)?;
        }
        table.text(&transliterated(&names[0]))?;
        table.text(entity.extra("wikidata"))?;
        table.value(entity.mentions)?;
        table.value(entity.documents)?;
        let dates = entity.dates.map(|(first, last)| [first.to_string(), last.to_string()]);
        for date in dates.unwrap_or_default() {
            table.value(date)?;
        }
        let surfaces: Vec<&str> = entity.commonest().into_iter().take(SURFACES).map(|(surface, _)| surface).collect();
        table.text(&surfaces.join("|"))?;
        table.end_row()?;
    }
    table.finish()
}
