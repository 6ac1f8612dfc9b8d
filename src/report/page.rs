//! The page around the data: template, style, program, and the texts of its interface.

use super::ReportConfig;
use super::texts::{Packed, packed};
use crate::census::{Census, names_of};
use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::Gazetteer;
use crate::model::Lang;
use minijinja::value::{Serde, Value as Jinja};
use minijinja::{AutoEscape, Environment, context};
use serde_json::Value;
use std::io::Write;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// What the interface says, by language. `{n}` and the like are filled in; `a|b|c` are plural forms.
const WORDS: &str = include_str!("page/words.json");
/// The parts of the program, in the order in which they build on each other.
const PROGRAM: [&str; 8] = [
    include_str!("page/core.js"),
    include_str!("page/charts.js"),
    include_str!("page/network.js"),
    include_str!("page/overview.js"),
    include_str!("page/entities.js"),
    include_str!("page/documents.js"),
    include_str!("page/reading.js"),
    include_str!("page/start.js"),
];
/// How many entities of a type the page shows where no program runs.
const WITHOUT_PROGRAM: usize = 15;

pub(super) fn write(
    config: &ReportConfig,
    census: &Census,
    gazetteer: &Gazetteer,
    index: &Value,
    texts: &Packed,
    out: &mut dyn Write,
) -> Result<()> {
    let words: Value = serde_json::from_str(WORDS).expect("the words are constant and a test reads them");
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let page = context! {
        lang => config.lang.as_str(),
        title => config.title.as_str(),
        words => Jinja::from(Serde(&words[config.lang.as_str()])),
        all_words => in_script(&words),
        style => STYLE,
        program => PROGRAM.join("\n"),
        corpus => Jinja::from(Serde(&index["corpus"])),
        top => Jinja::from(Serde(top(census, gazetteer, config.lang))),
        index => packed(index),
        pieces => texts.pieces.clone(),
    };
    let html = environment.render_str(TEMPLATE, page).map_err(|e| fault(std::io::Error::other(e.to_string())))?;
    out.write_all(html.as_bytes()).map_err(fault)
}

fn fault(error: std::io::Error) -> Error {
    Error::caused(ErrorKind::Write { path: "report".into() }, error)
}

/// The most mentioned of each type, for readers whose browser runs no program.
fn top(census: &Census, gazetteer: &Gazetteer, lang: Lang) -> Vec<Value> {
    let ranking = census.ranking();
    let of_type = |label: &str| {
        let all = ranking.iter().map(|at| &census.entities()[*at]).filter(|e| e.entity_type.as_str() == label);
        let rows = all.take(WITHOUT_PROGRAM).map(|entity| {
            let names = names_of(entity, gazetteer);
            let own = Lang::ALL.iter().position(|l| *l == lang).unwrap_or_default();
            let name = [&names[own], &names[0], &names[1], &names[2]].into_iter().find(|n| !n.is_empty()).cloned();
            serde_json::json!({ "name": name, "mentions": entity.mentions, "documents": entity.documents })
        });
        serde_json::json!({ "label": label, "rows": rows.collect::<Vec<_>>() })
    };
    ["PER", "LOC", "ORG"].into_iter().map(of_type).collect()
}

/// JSON that can stand in a script: no `<` that could end it.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every language says the same things, with the same gaps to be filled.
    #[test]
    fn languages_have_the_same_words() {
        let words: Value = serde_json::from_str(WORDS).unwrap();
        let gaps = |text: &str| {
            let mut gaps: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
            gaps.sort_unstable();
            gaps.dedup();
            gaps.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let english = words["en"].as_object().unwrap();
        for lang in ["uk", "ru"] {
            let other = words[lang].as_object().unwrap();
            let missing: Vec<&String> = english.keys().filter(|key| !other.contains_key(*key)).collect();
            assert!(missing.is_empty() && other.len() == english.len(), "{lang} lacks {missing:?}");
            for (key, text) in english {
                let (own, text) = (other[key].as_str().unwrap(), text.as_str().unwrap());
                assert_eq!(gaps(own), gaps(text), "{lang}: {key}");
                assert_eq!(own.contains('|'), text.contains('|'), "{lang}: {key}");
                assert!(!own.contains('|') || own.split('|').count() == 3, "{lang}: {key} has three plural forms");
            }
        }
    }
}
