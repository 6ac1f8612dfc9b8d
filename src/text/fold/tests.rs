use super::*;

/// Source, folded text.
const CASES: &[(&str, &str)] = &[
    ("Київ", "Київ"),
    ("Мін’юст, Мінʼюст, Мін`юст, Мін&#39;юст", "Мін'юст, Мін'юст, Мін'юст, Мін'юст"),
    ("«Нафтогаз» „Надія“", "\"Нафтогаз\" \"Надія\""),
    ("‘так’ ’", "‘так’ ’"),
    ("Королёв, ЁЛКИ", "Королев, ЕЛКИ"),
    ("Юґославія, ҐРАТИ", "Югославія, ГРАТИ"),
    ("Зеле́нський", "Зеленський"),
    ("Киї\u{301}в", "Київ"),
    ("Кии\u{308}в и\u{306}", "Кии\u{308}в й"),
    ("Киі\u{308}в", "Київ"),
    ("Ки\u{AD}їв\u{200B}", "Київ"),
    ("Кривий\u{A0}Ріг", "Кривий Ріг"),
    ("Кривий\nРіг\r\n\r\nА  б", "Кривий Ріг\u{2029}А б"),
    ("Нью‑Йорк, Нью–Йорк, Київ — це", "Нью-Йорк, Нью-Йорк, Київ — це"),
    ("Kиїв, Кuїв, Mосква, Reutеrs", "Київ, Кuїв, Москва, Reuters"),
    ("Facebook’у", "Facebook'у"),
    ("İstanbul 🇺🇦Львів", "İstanbul 🇺🇦Львів"),
    ("\u{FEFF}Львів", "Львів"),
    ("В.\u{1F3FD} О.\u{301}", "В. О."),
    ("2014–2015, Су–27", "2014–2015, Су-27"),
];

#[test]
fn cases() {
    for (source, folded) in CASES {
        let folded = folded.replace("Кии\u{308}в", "Киӥв");
        assert_eq!(fold(source).text(), folded, "{source:?}");
        let mut thorough = Folder::new(source);
        thorough.thorough(0, source.len());
        assert_eq!(thorough.finish().text(), folded, "thorough path, {source:?}");
    }
}

#[test]
fn plain_text_is_borrowed() {
    assert!(matches!(fold("Президент України у Львові.").text, Cow::Borrowed(_)));
}

#[test]
fn tells_which_folds_it_made() {
    assert_eq!(folds_of("Mін’ю\u{301}ст"), [Fold::Apostrophe, Fold::Stress, Fold::MixedScript]);
    assert_eq!(folds_of("Київ"), []);
}

#[test]
fn surfaces_come_back_whole() {
    let source = "у «Зеле́н\u{AD}ського»\u{200B}";
    let folded = fold(source);
    let at = folded.text().find("Зеленського").unwrap();
    let span = folded.to_source(FoldedSpan::new(at, at + "Зеленського".len()));
    assert_eq!(span.of(source), "Зеле́н\u{AD}ського");
}
