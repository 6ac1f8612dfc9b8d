//! People who share a surname: «Юрій та Наталія Козубенки», «Иван и Мария Петровы».
//!
//! The surname stands in the plural behind the last of them; each is somebody with that surname.

use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::lang;
use crate::model::{Case, Gender, Lang, Number};
use crate::morph::{Inflect, Lemma, NameClass, inflect};
use crate::text::fold;

/// The people named before the last one, whose candidates are among `people`.
pub(super) fn coordinated(scene: &Scene<'_>, people: &[Candidate]) -> Vec<Candidate> {
    people.iter().filter_map(|person| scene.sharing_surname(person)).collect()
}

impl Scene<'_> {
    /// Whoever is joined to a person by a conjunction and has the same surname.
    fn sharing_surname(&self, last: &Candidate) -> Option<Candidate> {
        let document = self.document;
        let name = last.person.as_ref()?;
        let i = last.words.start.checked_sub(2)?;
        let is_joined = document.are_joined(i) && document.are_joined(i + 1);
        if last.words.len() != 2 || !is_joined || !lang::is_conjunction(document.word(i + 1)) {
            return None;
        }
        let parts = self.parts(i);
        // «Володимира та Олени»: the case of both is the same, which tells the man's genitive from a woman's nominative.
        let in_case = parts.given.iter().find(|r| Some(r.case) == last.case);
        let given = in_case.or(parts.given.first())?;
        let surname = self.plural_surname(last.words.end - 1, &name.surname, document.lang(i)?)?;
        let agreement = Agreement::of(given).singular();
        let (case, gender) = agreement.pairs().next()?;
        let given = self.gazetteer.text(given.lemma).to_owned();
        let surname = nominative(&surname, document.lang(i)?, gender);
        let full = format!("{given} {surname}");
        let words = i..i + 1;
        let span = document.span(&words);
        Some(self.person(
            Construction::SharedSurname,
            words,
            span,
            full,
            PersonName { given, surname, gender },
            (case, gender),
        ))
    }

    /// The man's surname whose plural word `i` is, if it is one.
    fn plural_surname(&self, i: usize, read_as: &str, lang: Lang) -> Option<String> {
        let readings = &self.parts(i).surname;
        let plural = readings.iter().find(|r| r.number == Number::Pl);
        if let Some(reading) = plural {
            return Some(self.gazetteer.name(&reading.entry).to_owned());
        }
        let lemma = Lemma {
            name: read_as,
            lang,
            class: NameClass::Surname,
            gender: None,
            number: Some(Number::Pl),
            inflect: &Inflect::Auto,
        };
        let is_plural = inflect(&lemma).iter().any(|form| {
            form.number == Number::Pl && form.case == Case::Nom && fold(&form.text).text() == self.document.word(i)
        });
        is_plural.then(|| read_as.to_owned())
    }
}

/// The nominative that a person of this gender bears: Стеблов, Стеблова.
fn nominative(surname: &str, lang: Lang, gender: Option<Gender>) -> String {
    if gender != Some(Gender::F) {
        return surname.to_owned();
    }
    let lemma =
        Lemma { name: surname, lang, class: NameClass::Surname, gender: None, number: None, inflect: &Inflect::Auto };
    let forms = inflect(&lemma);
    let feminine = forms.iter().find(|f| f.case == Case::Nom && f.gender == gender && f.number == Number::Sg);
    feminine.map_or(surname, |f| &f.text).to_owned()
}
