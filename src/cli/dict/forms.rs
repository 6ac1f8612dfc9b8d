//! `imena dict forms`: the case forms of names, as tables to read or as CSV.

use super::{csv_written, table, written};
use crate::cli::value;
use comfy_table::Table;
use imena::{Case, DeclinedName, Dictionaries, Error, Form, Gender, Lang, Number, Result, Row, declined};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Forms {
    /// Dictionary files; with --type, names to decline
    #[arg(required = true, value_name = "FILE|NAME")]
    names: Vec<String>,
    /// Decline the arguments themselves, as names of this type: PER, LOC, ORG, given, patronymic, surname
    #[arg(long = "type", value_name = "TYPE")]
    row_type: Option<String>,
    /// Language of the names; guessed from their letters when it is missing
    #[arg(long, requires = "row_type", value_parser = value::<Lang>)]
    lang: Option<Lang>,
    /// Gender of the names
    #[arg(long, requires = "row_type", value_parser = value::<Gender>)]
    gender: Option<Gender>,
    /// Number of the names
    #[arg(long, requires = "row_type", value_parser = value::<Number>)]
    number: Option<Number>,
    /// How they decline, as the column `inflect` of a dictionary says it
    #[arg(long, requires = "row_type", value_name = "HINT")]
    inflect: Option<String>,
    /// How to print: as tables for reading (on a terminal) or as CSV (everywhere else)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// With the forms in capitals, which are found as well
    #[arg(long)]
    capitals: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Csv,
}

impl Forms {
    pub fn run(self) -> Result<ExitCode> {
        let dictionaries = self.dictionaries()?;
        let rows = dictionaries.tables().iter().flat_map(|t| &t.rows);
        let on_terminal = if std::io::stdout().is_terminal() { Format::Table } else { Format::Csv };
        match self.format.unwrap_or(on_terminal) {
            Format::Table => self.print_tables(rows)?,
            Format::Csv => self.print_csv(rows)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The files; or a dictionary of the names that were typed, which then has its checks.
    fn dictionaries(&self) -> Result<Dictionaries> {
        let mut dictionaries = Dictionaries::new();
        let Some(row_type) = &self.row_type else {
            for file in &self.names {
                dictionaries.add_file(&PathBuf::from(file)).map_err(|e| self.perhaps_a_name(e))?;
            }
            return Ok(dictionaries);
        };
        let mut typed = csv::Writer::from_writer(Vec::new());
        typed.write_record(["name", "type", "lang", "gender", "number", "inflect"]).map_err(csv_written)?;
        for name in &self.names {
            let lang = self.lang.map_or("", Lang::as_str);
            let gender = self.gender.map_or("", Gender::as_str);
            let number = self.number.map_or("", Number::as_str);
            let inflect = self.inflect.as_deref().unwrap_or_default();
            typed.write_record([name, row_type, lang, gender, number, inflect]).map_err(csv_written)?;
        }
        let typed = typed.into_inner().map_err(|e| written(e.into_error()))?;
        dictionaries.add("names typed", &typed)?;
        Ok(dictionaries)
    }

    /// A file that is not there may be a name whose type was forgotten.
    fn perhaps_a_name(&self, error: Error) -> Error {
        match self.names.iter().find(|name| !name.contains('.') && !PathBuf::from(name).exists()) {
            None => error,
            Some(name) => {
                let message = format!("{error}; to decline a name, tell its type: --type LOC {name:?}");
                Error::new(imena::ErrorKind::Usage { message })
            }
        }
    }

    fn print_csv<'r>(&self, rows: impl Iterator<Item = &'r Row>) -> Result<()> {
        let mut out = csv::Writer::from_writer(std::io::stdout().lock());
        out.write_record(["id", "lang", "name", "form", "case", "number", "gender"]).map_err(csv_written)?;
        for row in rows {
            for name in declined(row) {
                for form in &name.forms {
                    let gender = form.gender.map_or("", Gender::as_str);
                    let capitals = form.text.to_uppercase();
                    let in_capitals = self.capitals && capitals != form.text;
                    for text in [Some(&form.text), in_capitals.then_some(&capitals)].into_iter().flatten() {
                        let cells = [&row.id, name.lang.as_str(), &row.name, text, form.case.as_str()];
                        let cells = cells.into_iter().chain([form.number.as_str(), gender]);
                        out.write_record(cells).map_err(csv_written)?;
                    }
                }
            }
        }
        out.flush().map_err(written)
    }

    fn print_tables<'r>(&self, rows: impl Iterator<Item = &'r Row>) -> Result<()> {
        let mut out = std::io::stdout().lock();
        for row in rows {
            for name in declined(row) {
                writeln!(out, "{} ({})\n{}\n", row.name, name.lang, self.paradigm(&name)).map_err(written)?;
            }
        }
        Ok(())
    }

    /// Cases down, a column for each gender and number.
    fn paradigm(&self, name: &DeclinedName) -> Table {
        let kind = |form: &Form| (form.number, form.gender);
        let mut columns: Vec<(Number, Option<Gender>)> = Vec::new();
        for form in &name.forms {
            if !columns.contains(&kind(form)) {
                columns.push(kind(form));
            }
        }
        let mut table = table();
        let heads = columns.iter().map(|(number, gender)| match gender {
            Some(gender) => format!("{number} {gender}"),
            None => number.to_string(),
        });
        table.set_header(std::iter::once(String::new()).chain(heads));
        for case in Case::ALL {
            let of_case: Vec<&Form> = name.forms.iter().filter(|form| form.case == *case).collect();
            if of_case.is_empty() {
                continue;
            }
            let cells = columns.iter().map(|column| {
                let forms = of_case.iter().filter(|form| kind(form) == *column);
                let with_capitals = forms.flat_map(|form| {
                    let capitals = Some(form.text.to_uppercase()).filter(|c| self.capitals && *c != form.text);
                    std::iter::once(form.text.clone()).chain(capitals)
                });
                with_capitals.collect::<Vec<_>>().join(", ")
            });
            table.add_row(std::iter::once(case.to_string()).chain(cells));
        }
        table
    }
}
