//! Which columns of a table are which of a dictionary.

use crate::error::{Error, Result, did_you_mean};
use crate::model::{Context, Gender, Kind, Lang, Letters, Number};
use crate::morph::Inflect;
use std::str::FromStr;

/// Columns of a dictionary, in the order in which they are written.
pub(super) const KNOWN: [&str; 15] = [
    "id", "type", "subtype", "country", "lang", "kind", "name", "gender", "number", "inflect", "letters", "context",
    "iso", "wikidata", "geonames",
];
const TYPES: [&str; 6] = ["PER", "LOC", "ORG", "given", "patronymic", "surname"];
/// What a column of names may hold beside the name itself.
const NAMES: [&str; 4] = ["name", "alias", "short", "acronym"];

/// Where a column of a table goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The column of the dictionary; or `alias`, `short`, `acronym`: names of that kind.
    pub column: String,
    /// The language of the names, where it is not in a column of its own.
    pub lang: Option<Lang>,
    /// The column of the table.
    pub source: String,
}

impl Target {
    /// Whether names come from it.
    pub(super) fn is_name(&self) -> bool {
        NAMES.contains(&self.column.as_str())
    }
}

/// Which columns of a table are which of a dictionary.
///
/// Read from a list such as `name=Назва,type=Тип,alias@ru=Русское название`: the dictionary's column first. `alias`, `short`
/// and `acronym` are further names of the entity, several in a cell separated by `;` or `|`; `@uk`, `@ru`, `@en` say in
/// which language the names of a column are. Columns that already have the name of a dictionary column need not be mapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMap {
    pub(super) targets: Vec<Target>,
}

impl ColumnMap {
    /// Whether nothing is mapped.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }
}

impl FromStr for ColumnMap {
    type Err = Error;

    fn from_str(list: &str) -> Result<Self> {
        let mut targets: Vec<Target> = Vec::new();
        for pair in list.split(',').filter(|p| !p.trim().is_empty()) {
            let Some((target, source)) = pair.split_once('=') else {
                return Err(Error::usage(format!("cannot read {pair:?}; write name=COLUMN,type=COLUMN")));
            };
            let (column, lang) = match target.trim().split_once('@') {
                None => (target.trim(), None),
                Some((column, lang)) => {
                    check_value("lang", lang).map_err(Error::usage)?;
                    let lang = lang.parse::<Lang>().map_err(|e| Error::usage(e.to_string()))?;
                    if !NAMES.contains(&column) {
                        let message = format!("{target:?}: only names have a language: {}", NAMES.join(", "));
                        return Err(Error::usage(message));
                    }
                    (column, Some(lang))
                }
            };
            if !NAMES.contains(&column) {
                check_column(column)?;
            }
            let target = Target { column: column.to_owned(), lang, source: source.trim().to_owned() };
            if targets.iter().any(|t| t.column == target.column && !target.is_name()) {
                return Err(Error::usage(format!("{column:?} is mapped twice; leave one of the two out")));
            }
            targets.push(target);
        }
        Ok(ColumnMap { targets })
    }
}

/// Refuses a column that `dict check` would take for a slip.
pub(super) fn check_column(column: &str) -> Result<()> {
    if column.is_empty() {
        return Err(Error::usage("a column without a name; write COLUMN=VALUE"));
    }
    let is_slip = |k: &str| strsim::damerau_levenshtein(&column.to_lowercase(), k) < 2;
    if KNOWN.contains(&column) || !KNOWN.iter().any(|k| is_slip(k)) {
        return Ok(());
    }
    let near = did_you_mean(column, KNOWN);
    Err(Error::usage(format!("unknown column {column:?}{near}; a column of your own needs another name")))
}

/// What is wrong with a value of a column that has a closed set of them.
pub(super) fn check_value(column: &str, value: &str) -> std::result::Result<(), String> {
    fn of<T: FromStr<Err = crate::model::UnknownName>>(what: &str, text: &str) -> std::result::Result<(), String> {
        let message = |e: crate::model::UnknownName| {
            let near = did_you_mean(text, e.known.iter().copied());
            format!("unknown {what} {text:?}; known: {}{near}", e.known.join(", "))
        };
        text.parse::<T>().map(|_| ()).map_err(message)
    }
    if value.is_empty() {
        return Ok(());
    }
    match column {
        "type" => match TYPES.iter().find(|t| t.eq_ignore_ascii_case(value)) {
            Some(near) if *near != value => Err(format!("unknown type {value:?} (did you mean {near:?}?)")),
            _ => Ok(()),
        },
        "lang" => of::<Lang>("language", value),
        "kind" => of::<Kind>("kind", value),
        "gender" => of::<Gender>("gender", value),
        "number" => of::<Number>("number", value),
        "letters" => of::<Letters>("letters", value),
        "context" => of::<Context>("context", value),
        "inflect" => Inflect::parse(value).map(|_| ()).map_err(|e| e.to_string()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_read() {
        let map: ColumnMap = "name=Назва, alias@ru=Русское имя,founded=Рік".parse().unwrap();
        let told: Vec<String> = map.targets.iter().map(|t| format!("{} {:?} {}", t.column, t.lang, t.source)).collect();
        assert_eq!(told, ["name None Назва", "alias Some(Ru) Русское имя", "founded None Рік"]);
    }

    #[test]
    fn faults_of_maps() {
        for (list, expected) in [
            ("name", "cannot read \"name\"; write name=COLUMN,type=COLUMN"),
            ("nmae=a", "unknown column \"nmae\" (did you mean \"name\"?); a column of your own needs another name"),
            ("name@ua=a", "unknown language \"ua\"; known: uk, ru, en (did you mean \"uk\"?)"),
            ("type@uk=a", "\"type@uk\": only names have a language: name, alias, short, acronym"),
            ("type=a,type=b", "\"type\" is mapped twice; leave one of the two out"),
        ] {
            assert_eq!(list.parse::<ColumnMap>().unwrap_err().to_string(), expected, "{list}");
        }
    }

    /// The columns known here are those that `dict check` knows.
    #[test]
    fn known_columns_are_those_of_the_reader() {
        let table = |column: &str| format!("{column}\nx\n");
        for column in KNOWN {
            let problems = crate::dict::read("d.csv", table(&format!("{column}1")).as_bytes()).unwrap_err();
            assert!(problems.iter().any(|p| p.message.contains(column)), "{column}: {problems:?}");
        }
    }
}
