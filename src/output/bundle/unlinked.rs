//! `unlinked.csv`: names that no dictionary knows, as a dictionary that can be completed and given back.

use super::table::Table;
use crate::census::Census;
use crate::error::Result;
use crate::output::Profile;
use std::path::Path;

/// Columns of a dictionary, those to be filled in empty; and behind them what helps to decide.
const HEADER: [&str; 10] =
    ["name", "type", "id", "lang", "gender", "wikidata", "mentions", "documents", "surfaces", "examples"];

pub(super) fn write(
    folder: &Path,
    profile: Profile,
    census: &Census,
    ranking: &[usize],
) -> Result<(&'static str, u64)> {
    let mut table = Table::create(folder, "unlinked.csv", profile, &HEADER)?;
    for entity in ranking.iter().map(|at| &census.entities()[*at]).filter(|entity| !entity.is_known) {
        table.text(&entity.canonical)?;
        table.text(entity.entity_type.as_str())?;
        table.text(&entity.id)?;
        table.text(entity.lang.map_or("", |lang| lang.as_str()))?;
        table.text("")?;
        table.text("")?;
        table.value(entity.mentions)?;
        table.value(entity.documents)?;
        let surfaces: Vec<String> = entity.commonest().iter().map(|(s, n)| format!("{s} ({n})")).collect();
        table.text(&surfaces.join("|"))?;
        table.text(&entity.examples.join("|"))?;
        table.end_row()?;
    }
    table.finish()
}
