//! The engine as a whole.

use super::*;

fn forms_of(name: &str, lang: Lang, class: NameClass, inflect_cell: &str) -> Vec<Form> {
    let hint = Inflect::parse(inflect_cell).unwrap();
    inflect(&Lemma { name, lang, class, gender: None, number: None, inflect: &hint })
}

fn texts(forms: &[Form], case: Case) -> Vec<&str> {
    forms.iter().filter(|f| f.case == case).map(|f| f.text.as_str()).collect()
}

#[test]
fn hints_win_over_rules() {
    let forms = forms_of("Ріг", Lang::Uk, NameClass::Place, "Gen=Рогу;Dat=Рогу/Рогові");
    assert_eq!(texts(&forms, Case::Gen), ["Рогу"]);
    assert_eq!(texts(&forms, Case::Dat), ["Рогу", "Рогові"]);
    let forms = forms_of("Київ", Lang::Uk, NameClass::Place, "no");
    assert!(forms.iter().all(|f| f.text == "Київ"));
    let forms = forms_of("Кривий Пиріг", Lang::Uk, NameClass::Place, "like:Ріг");
    assert_eq!(texts(&forms, Case::Gen), ["Кривого Пирогу"]);
    let forms = forms_of("ЧАЕС", Lang::Uk, NameClass::Organisation, "like:завод");
    assert!(texts(&forms, Case::Ins).contains(&"ЧАЕСом"));
}

#[test]
fn a_surname_has_three_paradigms() {
    let forms = forms_of("Иванов", Lang::Ru, NameClass::Surname, "");
    assert_eq!(forms[0].text, "Иванов");
    let genders: HashSet<_> = forms.iter().map(|f| (f.number, f.gender)).collect();
    assert_eq!(genders.len(), 3);
    assert!(forms.iter().any(|f| f.text == "Ивановой" && f.gender == Some(Gender::F)));
}

#[test]
fn words_have_hints_of_their_own() {
    let forms = forms_of("Часів Яр", Lang::Uk, NameClass::Place, "[Часів] Gen=Часового [Яр] m;Gen=Яру");
    assert_eq!(texts(&forms, Case::Gen), ["Часового Яру"]);
    // Apposition: both decline, where the rules leave the second.
    let forms = forms_of("Республіка Білорусь", Lang::Uk, NameClass::Place, "[Білорусь] f");
    assert!(texts(&forms, Case::Ins).contains(&"Республікою Білоруссю"));
    let forms = forms_of("Карл Велика Нога", Lang::Uk, NameClass::Person, "[Велика] no");
    assert_eq!(texts(&forms, Case::Nom), ["Карл Велика Нога"]);
    assert!(forms.iter().all(|form| form.text.contains("Велика")));
    // A hint for the one word of a name is one for the name.
    let forms = forms_of("Хуст", Lang::Uk, NameClass::Place, "[Хуст] Gen=Хуста");
    assert_eq!(texts(&forms, Case::Gen), ["Хуста"]);
}

#[test]
fn given_names_in_the_plural() {
    let rows = [
        (Lang::Uk, "Іван", "Іванів"),
        (Lang::Uk, "Івани", "Іванів"),
        (Lang::Uk, "Марія", "Марій"),
        (Lang::Ru, "Анна", "Анн"),
        (Lang::Ru, "Афины", "Афин"),
    ];
    for (lang, name, genitive) in rows {
        let inflect_auto = Inflect::Auto;
        let number = Some(Number::Pl);
        let lemma = Lemma { name, lang, class: NameClass::Given, gender: None, number, inflect: &inflect_auto };
        let forms = inflect(&lemma);
        assert!(texts(&forms, Case::Gen).contains(&genitive), "{name}: {forms:?}");
    }
}

#[test]
fn acronyms_and_latin_letters_stay() {
    for name in ["США", "НАТО", "Toyota", "Sky News", "G7", "ЄС"] {
        let forms = forms_of(name, Lang::Uk, NameClass::Organisation, "");
        assert!(forms.iter().all(|f| f.text == name), "{name}");
    }
    let forms = forms_of("МИД", Lang::Ru, NameClass::Organisation, "");
    assert_eq!(texts(&forms, Case::Ins), ["МИДом"]);
    // But for endings behind an apostrophe, in the language of the text.
    let loc = |lang| forms_of("Facebook", lang, NameClass::Organisation, "");
    assert_eq!(texts(&loc(Lang::Uk), Case::Loc), ["Facebook’і", "Facebook’у"]);
    assert_eq!(texts(&loc(Lang::En), Case::Loc), ["Facebook’і", "Facebook’у", "Facebook’е"]);
    assert_eq!(forms_of("Reuters", Lang::En, NameClass::Person, "").len(), 1);
}

#[test]
fn forms_do_not_explode() {
    let name = "Іван Павло Петро Марко Степан Олександрович Петренко-Тарасенко";
    let forms = forms_of(name, Lang::Uk, NameClass::Person, "");
    assert!(forms.len() <= FORM_LIMIT);
    for case in Case::ALL {
        assert!(!texts(&forms, *case).is_empty(), "{case}");
    }
}

#[test]
fn the_name_comes_first() {
    for name in ["  Біла  Церква ", "Орёл", "Об’єднані Арабські Емірати"] {
        let forms = forms_of(name, Lang::Uk, NameClass::Place, "");
        assert_eq!(forms[0].text, name.trim());
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    fn lemmas() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[А-Яа-яіїєґёІЇЄҐЁ’' .,«»-]{0,40}", "([а-яіїє]{0,4}[ -]?){0,6}"]
    }

    proptest! {
        #[test]
        fn never_panics(name in lemmas(), model in lemmas(), lang in 0..3usize, class in 0..7usize, gender in 0..4usize, number in 0..3usize) {
            let classes = [NameClass::Given, NameClass::Patronymic, NameClass::Surname, NameClass::Person,
                NameClass::Place, NameClass::Organisation, NameClass::Noun];
            let lang = Lang::ALL[lang];
            let gender = Gender::ALL.get(gender).copied();
            let number = Number::ALL.get(number).copied();
            let read = Inflect::parse(&model).unwrap_or_default();
            let like = Inflect::Like(model.clone());
            let of_word = |word: &str| WordHint { word: word.into(), gender, number, inflect: like.clone() };
            let words = Inflect::Words(name.split_whitespace().map(of_word).collect());
            for hint in [Inflect::Auto, Inflect::No, like.clone(), words, read] {
                let lemma = Lemma { name: &name, lang, class: classes[class], gender, number, inflect: &hint };
                let forms = inflect(&lemma);
                prop_assert!(!forms.is_empty() && forms.len() <= FORM_LIMIT);
                let seen: HashSet<_> = forms.iter().collect();
                prop_assert_eq!(seen.len(), forms.len());
                prop_assert_eq!(forms[0].case, Case::Nom);
                let _ = check_hint(&lemma);
            }
            let _ = guess_gender(&name, lang, classes[class]);
            let _ = patronymics(&name, lang);
            let _ = Lemmas::of(&name, lang).surname(gender, Case::Gen);
        }
    }
}
