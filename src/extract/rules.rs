//! The rules: every construction that makes a candidate, and every reason that rejects one.
//!
//! This is the one place where they have their names. A row has what the rule says, which completes "the mention …" or
//! "the candidate …", and a marked example that must come out by this very rule; `tests/cases.rs` runs all of them.
//! `docs/rules.md` is printed from these rows.

use crate::model::Rule;
use std::fmt;

/// Declares a table of rules.
macro_rules! table {
    ($(#[$doc:meta])* $type:ident { $($variant:ident: $name:literal, $($class:path, $rank:literal,)? $says:literal, $example:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $type { $(#[doc = $says] $variant),+ }

        impl $type {
            /// All of them, in the order of the table.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// Its name.
            pub fn as_str(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// What it says.
            pub fn says(self) -> &'static str {
                match self { $($type::$variant => $says),+ }
            }

            /// A text with what it makes, or rejects, marked in it: `{surface|TYPE}`.
            pub fn example(self) -> &'static str {
                match self { $($type::$variant => $example),+ }
            }
        }

        table!(@classes $type { $($variant: $($class, $rank)?;)+ });

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
    (@classes $type:ident { $($variant:ident: $class:path, $rank:literal;)+ }) => {
        impl $type {
            /// The class that the column `rule` shows.
            pub fn rule(self) -> Rule {
                match self { $($type::$variant => $class),+ }
            }

            /// Of two that claim the same words the lower one wins; memory knows best who is meant.
            pub(super) fn rank(self) -> u8 {
                match self { $($type::$variant => $rank),+ }
            }
        }
    };
    (@classes $type:ident { $($variant:ident: ;)+ }) => {};
}

table! {
    /// What makes a candidate. `explain` names it behind its class.
    Construction {
        Form: "form", Rule::Dictionary, 2, "is a case form of a dictionary name",
            "Вибухи чули в {Ірпені|LOC|loc/irpin}.";

        GivenSurname: "given-surname", Rule::Composed, 3,
            "is a given name with the surname behind it, known or not, in one case and gender; a second given name or an \
             initial may stand between, a particle before the surname",
            "Про це сказала {Оленою-Марією Стецюк|PER}.";
        FullName: "given-patronymic-surname", Rule::Composed, 3, "is a given name, patronymic and surname",
            "Приїхав {Остап Юхимович Стецюк|PER}.";
        GivenPatronymic: "given-patronymic", Rule::Composed, 3, "is a given name with a patronymic, and no surname",
            "Лист від {Остапа Юхимовича|PER} загубили.";
        SurnameGiven: "surname-given", Rule::Composed, 3,
            "is a surname before a given name: a known one, or any with a patronymic at the end",
            "Виступила {Стецюк Оксана Юхимівна|PER}.";
        InitialsSurname: "initials-surname", Rule::Composed, 3, "is one or two initials and a surname",
            "Лист підписав {О. Ю. Стецюк|PER}.";
        SurnameInitials: "surname-initials", Rule::Composed, 3, "is a surname and its initials",
            "Лист підписав {Стецюк О. Ю.|PER}, директор.";
        RegnalNumber: "regnal-number", Rule::Composed, 3, "is a given name with a Roman number: a ruler",
            "За {Карла XVI|PER} усе змінилося.";
        SharedSurname: "shared-surname", Rule::Composed, 3,
            "is a given name, and the surname stands in the plural behind the next one",
            "Приїхали {Юрій|PER} та {Наталія Стецюки|PER}.";

        LoneGiven: "lone-given", Rule::NamePart, 5, "is a known given name alone", "Потім {Оксана|PER} засміялася.";
        LoneSurname: "lone-surname", Rule::NamePart, 5, "is a known surname alone, of nobody in particular",
            "Потім {Бондаренко|PER} засміявся.";

        SurnameAgain: "surname-again", Rule::ShortForm, 0,
            "is the surname of somebody whom the document names in full elsewhere",
            "{Остап Дзвінчукяк|PER} приїхав. Потім {Дзвінчукяка|PER} бачили в полі.";
        QuotedAgain: "quoted-again", Rule::ShortForm, 0,
            "is a name that the document has in quotation marks behind its legal form, without the form or the marks",
            "Позов подало {ТОВ «Азбука»|ORG}. Борги «{Азбуки|ORG}» зростали.";
        AcronymAgain: "acronym-again", Rule::ShortForm, 0,
            "is an acronym that the document introduces in brackets behind the full name",
            "{Центр вивчення степових річок|ORG} ({ЦВСР|ORG}) працює.";

        LatinAgain: "latin-again", Rule::ShortForm, 0,
            "is somebody's name in Latin letters, in brackets behind the name in Cyrillic ones",
            "Їх очолює {Дітер Кемпф|PER} ({Dieter Kempf|PER}) з дому.";

        LegalForm: "legal-form", Rule::Quoted, 1, "is a name in quotation marks with the legal form before it",
            "Позов подало {ТОВ «Синій журавель»|ORG}.";
        QuotedNoun: "quoted-noun", Rule::Quoted, 1,
            "is a name in quotation marks behind a common noun for organisations, which stays outside",
            "Позов подала компанія «{Синій журавель|ORG}».";
        QuotedList: "quoted-list", Rule::Quoted, 1, "is the next of several names in quotation marks behind one noun",
            "Це компанії «{Синій журавель|ORG}» та «{Жовтий лелека|ORG}».";

        AdjectiveInstitution: "adjective-institution", Rule::Phrase, 3,
            "is the head noun of an institution with its adjectives, and the tail that says what for, where, in whose honour",
            "Справу слухає {Заріченський районний суд|ORG}.";
        NounInstitution: "noun-institution", Rule::Phrase, 3,
            "is the head noun of an institution with a capital and its tail",
            "Про це пише {Міністерство степових річок|ORG}.";
        KnownInstitution: "known-institution", Rule::Phrase, 3,
            "is a known organisation with a tail that no dictionary has: a place, a name in somebody's honour",
            "Заява {Нацполіції Литви|ORG}.";
        SpelledOut: "spelled-out", Rule::Phrase, 3,
            "is what an acronym in brackets behind it stands for, letter by letter",
            "Тоді {Рада за вільні нові степи|ORG} ({РВНС|ORG}) зібралася.";

        TitledPerson: "titled-person", Rule::Titled, 4, "is no known name, but stands behind a title or post",
            "Спитали депутата {Вурдзенка|PER} про це.";
        UnknownPair: "unknown-pair", Rule::Guessed, 6,
            "is two unknown capitalised words in a row, and no third beside them",
            "Тоді озвався {Ашіг Масіх|PER} з дому.";
        SurnameEnding: "surname-ending", Rule::Guessed, 6, "is an unknown word with an ending of surnames",
            "Тоді озвався {Вурдзенко|PER}.";

        RepeatedName: "repeated-name", Rule::Guessed, 6,
            "is an unknown word with a capital that stands in the document several times and does something",
            "Тоді {Лачплесис|PER} мовчав. Ніхто не бачив {Лачплесиса|PER}, а {Лачплесис|PER} спав.";

        LatinName: "latin-name", Rule::Titled, 4, "is in Latin letters behind a head noun or a legal form",
            "Її купила компанія {Baltic Frumpower|ORG}.";

        ForeignForm: "foreign-form", Rule::Titled, 1, "is words with capitals up to a foreign legal form",
            "Її купила {Afidreko Holdings Limited|ORG}.";

        AdjectivePlace: "adjective-place", Rule::Titled, 4, "is an adjective with the head noun of a place",
            "Пожежа у {Вурдзинському районі|LOC}.";
        AdjectiveList: "adjective-list", Rule::Titled, 4,
            "is an adjective in a list, and the head noun stands behind the last one",
            "Дощі у {Сумській|LOC} та {Полтавській областях|LOC}.";
        AdjectiveAlone: "adjective-alone", Rule::Titled, 4,
            "is the adjective of a known place whose head noun stands earlier in the sentence",
            "Дощі в кількох областях: {Сумській|LOC}, {Полтавській|LOC}.";
        Street: "street", Rule::Titled, 4, "stands behind the head noun of a street: a person, an adjective, a date",
            "Аварія на вулиці {Стецюка|LOC}.";
        StreetList: "street-list", Rule::Titled, 4, "is the next of several streets behind one head noun",
            "Ремонт на вулицях {Стецюка|LOC} та {Вишневій|LOC}.";
        Settlement: "settlement", Rule::Titled, 4,
            "is the name of people as well, but stands behind the abbreviation or noun of a settlement",
            "Він народився в с. {Ткаченко|LOC}.";
        UnknownPlace: "unknown-place", Rule::Titled, 4, "is no known name, but stands behind the head noun of a place",
            "Дощі в селі {Вурдзинці|LOC}.";
    }
}

table! {
    /// What speaks for or against a mention: with its construction, what its confidence is made of.
    Signal {
        Known: "known", "a dictionary has the entity", "Вибухи чули в {Ірпені|LOC}.";
        TwoWords: "two-words", "it has two words", "Був там {Остап Стецюк|PER}.";
        ThreeWords: "three-words", "it has three or four words", "Був там {Остап Юхимович Стецюк|PER}.";
        FiveWords: "five-words", "it has five words or more",
            "Це {Міністерство захисту степових річок України|ORG}.";
        Namesakes: "namesakes", "others of its type have the name too", "Матч виграло «{Динамо|ORG}».";
        OtherTypes: "other-types", "something of another type has the name too", "Матч виграла «{Барселона|ORG}».";
        Opening: "opening", "its capital tells nothing: it opens a sentence or a quotation, or all is in capitals",
            "{Ірпінь|LOC} відбудують.";
        Common: "common", "it is a common word as well", "Удару зазнали {Суми|LOC}.";
        Capitals: "capitals", "it is one word in capitals", "Рішення {НАТО|ORG} чекали.";
        Short: "short", "it has three letters at most", "Рішення {НБУ|ORG} чекали.";
        Latin: "latin", "it is in Latin letters", "Про це пише {Reuters|ORG}.";
        Alias: "alias", "the name is another one than the reported one", "Про це сказали в {Мін'юсті|ORG}.";
        Guarded: "guarded", "its dictionary does not accept it everywhere", "Матч виграла «{Зоря|ORG}».";
        InQuotes: "in-quotes", "it stands beside a quotation mark", "Матч виграла «{Зоря|ORG}».";
        Bracketed: "bracketed", "it stands beside a bracket", "Був там і мер ({Остап Стецюк|PER}).";
        Figures: "figures", "it stands beside a number", "Населення 2010 {Ірпеня|LOC} зросло.";
        Listed: "listed", "a comma parts it from another capital", "Чули в {Ірпені|LOC}, {Бучі|LOC} й {Києві|LOC}.";
        Abbreviated: "abbreviated", "it stands behind an abbreviation", "Їхали до м. {Ірпінь|LOC} довго.";
        CapitalBefore: "capital-before", "it stands behind a word with a capital", "Це заявив Віцепрезидент {США|LOC}.";
        CapitalBehind: "capital-behind", "it stands before a word with a capital", "Це президент {України|LOC} {Остап Стецюк|PER}.";
        NounBefore: "noun-before", "it stands behind a word in small letters that is no preposition",
            "Зустріли мера {Ірпеня|LOC}.";
        InPlace: "in-place", "it stands behind a preposition of places", "Вибухи чули в {Ірпені|LOC}.";
        Attribute: "attribute", "it is a place behind what it may be a part of: an undeclined one or a genitive",
            "Зустріли мера {Ірпеня|LOC}.";
        Genitive: "genitive", "it is in the genitive", "Зустріли мера {Ірпеня|LOC}.";
        Brief: "brief", "its sentence has four words at most", "Це {Ірпінь|LOC}.";
        SurnameEnding: "surname-like", "its last word ends as surnames do", "Був там {Остап Стецюк|PER}.";
        Country: "country", "it is a country", "Це сталося у {Франції|LOC} торік.";
        Town: "town", "it is a town or village", "Вибухи чули в {Ірпені|LOC}.";
        Area: "area", "it is a region or district", "Вибухи чули на {Сумщині|LOC}.";
        Union: "union", "it is a union of states or people", "Рішення {ЄС|ORG} чекали.";
        Media: "media", "it is a newspaper, channel or site", "Про це пише «{Українська правда|ORG}».";
        StateBody: "state-body", "it is a body of a state", "Про це сказали в {Мін'юсті|ORG}.";
        Company: "company", "it is a company or bank", "Борг {Нафтогазу|ORG} зріс.";
        Party: "party", "it is a party", "Він очолив «{Слугу народу|ORG}».";
        Small: "small", "the text has no capitals at all", "приїхав {остап стецюк|PER} з дому";
    }
}

table! {
    /// Why a candidate is no mention.
    Rejection {
        Letters: "letters", "written in other letter case than the dictionary asks", "Він бачив {київ|LOC} уві сні.";
        FunctionWord: "function-word", "a function word, a name only beside another part of one",
            "{Тому|PER} рішення відклали.";
        CommonWord: "common-word", "a common word where its capital tells nothing", "{Віра|PER} в перемогу допомагала.";
        Alone: "alone", "not accepted alone", "Потім прийшла {Зоря|ORG}.";
        OtherLanguage: "other-language", "a form of the other language", "Мы видели {Суми|LOC} вчера.";
        Quoted: "quoted", "alone in quotation marks: a title, ship or brand of this name",
            "Корабель «{Київ|LOC}» затонув.";
        Unlikely: "unlikely", "another reading is likelier here", "Аварія на вулиці {Стецюка|PER}.";
        Unsure: "unsure", "less sure than was asked for", "Потім прийшла {Оксана|PER}.";
        Overlap: "overlap", "a longer or earlier mention has the words", "Грає Динамо {Київ|LOC}.";
    }
}
