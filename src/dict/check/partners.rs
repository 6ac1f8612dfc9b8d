//! Entities with names in only one of the two languages.

use super::{Findings, Place, Scope};
use crate::error::{Code, Level};
use crate::model::Lang;
use rustc_hash::FxHashMap as HashMap;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let mut lacking = Vec::new();
    // Of every table how many entities have both languages, and how many only one.
    let mut tables: HashMap<usize, (usize, usize)> = HashMap::default();
    for places in scope.checked_entities() {
        let has = |lang: Lang| places.iter().any(|p| p.row.languages().contains(&lang));
        let Some((order, place)) = places.iter().find_map(|p| Some((p.order?, p))) else { continue };
        let (both, one) = tables.entry(order).or_default();
        match (has(Lang::Uk), has(Lang::Ru)) {
            (true, true) => *both += 1,
            (false, false) => {}
            (has_uk, _) => {
                *one += 1;
                lacking.push((order, place, if has_uk { [Lang::Uk, Lang::Ru] } else { [Lang::Ru, Lang::Uk] }));
            }
        }
    }
    for (order, place, [lang, missing]) in lacking {
        // Where most have both it is an oversight; a table in one language is as its author wants it.
        let is_bilingual = tables.get(&order).is_some_and(|(both, one)| both > one);
        let level = if is_bilingual { Level::Warning } else { Level::Note };
        findings.add(place, "lang", level, Code::MissingPartner, message(place, lang, missing));
    }
}

fn message(place: &Place<'_>, lang: Lang, missing: Lang) -> String {
    format!("{:?} has a name in {lang} and none in {missing}; add one", place.row.id)
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn a_table_of_two_languages() {
        let both = "Львів,LOC,uk,loc/l\nЛьвов,LOC,ru,loc/l\nБар,LOC,,loc/b\n";
        let found = findings(&format!("name,type,lang,id\n{both}Хуст,LOC,uk,loc/h\nReuters,ORG,en,org/r\n"));
        assert!(found.contains(&"5:3 warning missing-partner".to_owned()), "{found:?}");
        assert_eq!(found.iter().filter(|f| f.contains("missing-partner")).count(), 1);
    }
}
