//! `nodes.csv` and `edges.csv`: who appears with whom, with the headers that Gephi knows and no byte order mark.

use super::table::Table;
use crate::census::Census;
use crate::error::Result;
use crate::output::Profile;
use std::path::Path;

pub(super) fn write_nodes(folder: &Path, census: &Census, ranking: &[usize]) -> Result<(&'static str, u64)> {
    let header = ["Id", "Label", "type", "mentions", "documents"];
    let mut table = Table::create(folder, "nodes.csv", Profile::Exact, &header)?;
    for entity in ranking.iter().map(|at| &census.entities()[*at]) {
        table.text(&entity.id)?;
        table.text(&entity.canonical)?;
        table.text(entity.entity_type.as_str())?;
        table.value(entity.mentions)?;
        table.value(entity.documents)?;
        table.end_row()?;
    }
    table.finish()
}

pub(super) fn write_edges(folder: &Path, census: &Census) -> Result<(&'static str, u64)> {
    let header = ["Source", "Target", "Type", "Weight", "pmi", "log_likelihood"];
    let mut table = Table::create(folder, "edges.csv", Profile::Exact, &header)?;
    for edge in census.edges() {
        table.text(&census.entities()[edge.source].id)?;
        table.text(&census.entities()[edge.target].id)?;
        table.text("Undirected")?;
        table.value(edge.weight)?;
        table.value(format_args!("{:.3}", edge.pmi))?;
        table.value(format_args!("{:.3}", edge.log_likelihood))?;
        table.end_row()?;
    }
    table.finish()
}
