//! Names of several words that are not people: which words decline, and in what they agree.
//!
//! Takes a place, an organisation or a common noun (Кривий Ріг, Міністерство освіти і науки України); gives its forms.
//! Leading adjectives and the head, which [`super::head`] finds, decline together; what follows the head stays.
//! Single words go to [`super::hyphen`].

use super::head::{Part, find_head, is_stop, split};
use super::hinted::{Hints, decline_hinted, decline_like};
use super::hyphen::{decline_word, is_adjective};
use super::letters::fold_word;
use super::ordinal::decline_ordinal;
use super::rows::{Known, WordClass};
use super::table::Table;
use super::word::{Cases, Declined, decline_latin, push_new};
use crate::model::{Case, Gender, Number};

const CONJUNCTIONS: &[&str] = &["і", "й", "та", "и"];

/// Most forms that one case of a name may have.
pub(crate) const CASE_LIMIT: usize = 24;

/// The head of a name, if it has one.
pub(crate) fn head_of<'n>(name: &'n str, table: &Table, known: Known) -> Option<&'n str> {
    let parts = split(name);
    find_head(&parts, table, known.gender, known.number).map(|(_, at)| parts[at].text)
}

/// Declines a name of any number of words.
pub(crate) fn decline_phrase(name: &str, table: &'static Table, known: Known, hints: Hints<'_>) -> Declined {
    let class = known.class;
    let parts = split(name);
    if let [first, and, second] = parts[..]
        && CONJUNCTIONS.contains(&fold_word(and.text).as_str())
        && class == WordClass::Place
    {
        // Боснія і Герцеговина: two heads.
        let mut first = decline_hinted(first.text, hints.of(first.text), table, Known::of(class));
        let joint = format!("{}{}{}", and.blanks, and.text, second.blanks);
        let second = decline_hinted(second.text, hints.of(second.text), table, Known::of(class));
        first.cases = first.cases.join(&joint, &second.cases, CASE_LIMIT);
        return first;
    }
    let Some((leading, head_at)) = find_head(&parts, table, known.gender, known.number) else {
        let mut declined = Declined::unchanged("", known);
        declined.cases = declined.cases.join("", &tail(&parts, hints, table, class), CASE_LIMIT);
        return declined;
    };
    if let ([only], WordClass::Org) = (&parts[..], class)
        && hints.of(only.text).is_none()
        && let Some(declined) = decline_latin(only.text, table)
    {
        return declined;
    }
    let agreement = leading.iter().find_map(|(_, a)| *a);
    let head_text = parts[head_at].text;
    let common = head_at > 0 && head_text.chars().next().is_some_and(char::is_lowercase);
    let head_known = Known {
        class: if common && class == WordClass::Place { WordClass::Org } else { class },
        gender: agreement.and_then(|a| a.gender).or(known.gender),
        number: agreement.map(|a| a.number).or(known.number),
    };
    let mut head = match hints.head {
        Some(model) => decline_like(head_text, model, table, head_known),
        None => decline_hinted(head_text, hints.of(head_text), table, head_known),
    };
    if parts.len() == 1 && class == WordClass::Org && head_text.starts_with(char::is_uppercase) {
        add_brand_genitive(&mut head, head_text, table);
    }
    // Міський голова has a masculine head with an accusative of its own (голову): the adjective takes the genitive.
    let own_accusative = head.gender == Some(Gender::M) && !borrows_accusative(&head);
    let many = leading.len() > 1;
    let mut cases = Cases::unchanged("");
    for (part, (_, agreement)) in parts.iter().zip(&leading) {
        let mut word = match (agreement, hints.of(part.text)) {
            (None, None) => Cases::unchanged(part.text),
            (Some(_), None) if part.text.starts_with(|c: char| c.is_ascii_digit()) => {
                decline_ordinal(part.text, table.lang).unwrap_or_else(|| Cases::unchanged(part.text))
            }
            (agreement, hint) => {
                let gender = agreement.map_or(head.gender, |a| a.gender);
                let number = agreement.map_or(head.number, |a| a.number);
                let known = Known { class: WordClass::Adjective, gender, number: Some(number) };
                decline_hinted(part.text, hint, table, known).cases
            }
        };
        if own_accusative {
            word.0[Case::Acc as usize] = word.of(Case::Gen).to_vec();
        }
        if many {
            // Вищому антикорупційному, not a mixture of -ому and -ім.
            word.0[Case::Loc as usize].truncate(1);
        }
        cases = cases.join(part.blanks, &word, CASE_LIMIT);
    }
    cases = cases.join(parts[head_at].blanks, &head.cases, CASE_LIMIT);
    let mut rest = &parts[head_at + 1..];
    if let ([after, ..], WordClass::Place) = (rest, class)
        && !is_stop(after.text)
        && is_adjective(&fold_word(after.text), &fold_word(head_text), table.lang)
    {
        // Станиця Луганська: the adjective after the head declines too.
        let known = Known { class: WordClass::Adjective, gender: head.gender, number: Some(head.number) };
        let adjective = decline_hinted(after.text, hints.of(after.text), table, known);
        cases = cases.join(after.blanks, &adjective.cases, CASE_LIMIT);
        agree_accusative(&mut cases, &head, class);
        rest = &rest[1..];
    }
    cases = cases.join("", &tail(rest, hints, table, class), CASE_LIMIT);
    if !leading.is_empty() && !own_accusative {
        agree_accusative(&mut cases, &head, class);
    }
    head.cases = cases;
    head
}

/// What follows the head: it stays as it is, but for words that have a hint.
fn tail(parts: &[Part<'_>], hints: Hints<'_>, table: &'static Table, class: WordClass) -> Cases {
    let mut cases = Cases::unchanged("");
    for part in parts {
        let word = match hints.of(part.text) {
            None => Cases::unchanged(part.text),
            hint => decline_hinted(part.text, hint, table, Known::of(class)).cases,
        };
        cases = cases.join(part.blanks, &word, CASE_LIMIT);
    }
    cases
}

/// A proper name of an organisation has both genitives (Боїнга, Боїнгу); a common noun has that of its own (банку).
fn add_brand_genitive(head: &mut Declined, text: &str, table: &'static Table) {
    if head.gender == Some(Gender::M) && head.number == Number::Sg && head.paradigm.is_some() {
        let place = decline_word(
            text,
            table,
            Known { class: WordClass::Place, gender: Some(Gender::M), number: Some(Number::Sg) },
        );
        for form in place.cases.of(Case::Gen) {
            push_new(&mut head.cases.0[Case::Gen as usize], form.clone());
        }
    }
}

/// The accusative of a masculine or a plural is the nominative of the whole name, or the genitive of the whole name.
fn agree_accusative(cases: &mut Cases, head: &Declined, class: WordClass) {
    let wavers = head.gender == Some(Gender::M) || head.number == Number::Pl;
    if !wavers || !borrows_accusative(head) {
        return;
    }
    let mut accusative = Vec::new();
    if class.is_person() != Some(true) {
        accusative.extend(cases.of(Case::Nom).iter().cloned());
    }
    if class.is_person() != Some(false) {
        for form in cases.of(Case::Gen) {
            push_new(&mut accusative, form.clone());
        }
    }
    cases.0[Case::Acc as usize] = accusative;
}

/// Whether the accusative is the nominative or the genitive.
fn borrows_accusative(head: &Declined) -> bool {
    let borrowed = |form: &String| [Case::Nom, Case::Gen].iter().any(|case| head.cases.of(*case).contains(form));
    head.cases.of(Case::Acc).iter().all(borrowed)
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;
    use crate::model::Lang;

    #[test]
    fn heads_and_tails() {
        use Lang::{Ru, Uk};
        use WordClass::{Noun, Org, Place};
        let rows = [
            (Uk, Place, "Кривий Ріг", Case::Gen, "Кривого Рогу"),
            (Uk, Org, "Міністерство закордонних справ України", Case::Ins, "Міністерством закордонних справ України"),
            (Uk, Org, "Верховна Рада України", Case::Loc, "Верховній Раді України"),
            (Uk, Org, "Служба безпеки України", Case::Acc, "Службу безпеки України"),
            (Uk, Org, "Державне бюро розслідувань", Case::Gen, "Державного бюро розслідувань"),
            (Uk, Org, "Офіс Президента", Case::Gen, "Офісу Президента"),
            (Uk, Org, "93-тя окрема механізована бригада", Case::Gen, "93-ї окремої механізованої бригади"),
            (Ru, Org, "28-й отдельный полк", Case::Ins, "28-м отдельным полком"),
            (Uk, Org, "Радіо «Свобода»", Case::Gen, "Радіо «Свобода»"),
            (Uk, Org, "Нова пошта", Case::Gen, "Нової пошти"),
            (Uk, Place, "Сполучені Штати Америки", Case::Loc, "Сполучених Штатах Америки"),
            (Uk, Place, "Біла Церква", Case::Loc, "Білій Церкві"),
            (Uk, Place, "Боснія і Герцеговина", Case::Ins, "Боснією і Герцеговиною"),
            (Uk, Place, "Станиця Луганська", Case::Gen, "Станиці Луганської"),
            (Uk, Place, "Чорне море", Case::Gen, "Чорного моря"),
            (Uk, Noun, "міський голова", Case::Acc, "міського голову"),
            (Uk, Noun, "народний депутат", Case::Acc, "народного депутата"),
            (Ru, Org, "Национальный банк Украины", Case::Acc, "Национальный банк Украины"),
            (Ru, Place, "Республика Беларусь", Case::Gen, "Республики Беларусь"),
            (Ru, Place, "Объединённые Арабские Эмираты", Case::Gen, "Объединённых Арабских Эмиратов"),
            (Ru, Place, "Новая Зеландия", Case::Loc, "Новой Зеландии"),
            (Ru, Place, "Черное море", Case::Gen, "Черного моря"),
            (Ru, Place, "Нижний Новгород", Case::Gen, "Нижнего Новгорода"),
        ];
        for (lang, class, name, case, form) in rows {
            let declined = decline_phrase(name, table(lang).unwrap(), Known::of(class), Hints::default());
            let forms = declined.cases.of(case);
            assert!(forms.contains(&form.to_owned()), "{name}: {forms:?}");
            assert_eq!(declined.cases.of(Case::Nom), [name]);
        }
    }
}
