//! The options of everything that counts what a corpus holds.

use super::value;
use clap::Args;
use imena::census::{CensusConfig, DateFrom, Dates, Together};
use imena::{Inputs, Lang};

/// What is counted, and when.
#[derive(Debug, Args)]
pub struct Counting {
    /// What two names must share to appear together: sentence, paragraph or document
    #[arg(long, value_name = "UNIT", default_value_t = Together::default(), value_parser = value::<Together>)]
    together: Together,
    /// The field of a record with its date
    #[arg(long, value_name = "FIELD")]
    date_field: Option<String>,
    /// Where else to look for the date of a document: in the name of its file, or in its folders
    #[arg(long, value_name = "name|folder", value_parser = value::<DateFrom>)]
    date_from: Option<DateFrom>,
}

impl Counting {
    pub fn config(&self, lang: Option<Lang>) -> CensusConfig {
        let dates = Dates { field: self.date_field.clone(), from: self.date_from };
        CensusConfig { together: self.together, dates, lang }
    }

    /// Has the field with the date read as well.
    pub fn keep_date(&self, inputs: &mut Inputs) {
        inputs.fields.kept.extend(
            self.date_field.iter().filter(|field| !inputs.fields.kept.contains(field)).cloned().collect::<Vec<_>>(),
        );
    }
}
