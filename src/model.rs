//! The words that every other module shares: languages, cases, types, spans, mentions.
//!
//! Nothing here reads text or dictionaries; it only names what they contain.

use std::fmt;
use std::sync::Arc;

/// A half-open byte range in the caller's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, both in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The text under the span.
    ///
    /// Empty when the span does not lie on character boundaries of `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Declares a closed set of values with their written names, `Display` and `FromStr`.
macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$vdoc])* $variant),+ }

        impl $type {
            /// All values, in the order in which they are declared.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The value as dictionaries and outputs write it.
            pub fn as_str(self) -> &'static str {
                match self { $($type::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::model::UnknownName;

            fn from_str(s: &str) -> std::result::Result<Self, $crate::model::UnknownName> {
                match s {
                    $($text => Ok($type::$variant),)+
                    other => Err($crate::model::UnknownName { value: other.to_owned(), known: &[$($text),+] }),
                }
            }
        }
    };
}
pub(crate) use names;

/// A written name that stands for no value of a closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was written.
    pub value: String,
    /// What would have been understood.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {:?}; known: {}", self.value, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}

names! {
    /// A language, by its ISO 639-1 code.
    Lang {
        /// Ukrainian.
        Uk = "uk",
        /// Russian.
        Ru = "ru",
        /// English: labels for output, and names that are written in Latin letters.
        En = "en",
    }
}

names! {
    /// A grammatical case, by its Universal Dependencies name.
    Case {
        /// Nominative: Київ.
        Nom = "Nom",
        /// Genitive: Києва.
        Gen = "Gen",
        /// Dative: Києву.
        Dat = "Dat",
        /// Accusative: Київ.
        Acc = "Acc",
        /// Instrumental: Києвом.
        Ins = "Ins",
        /// Locative: Києві.
        Loc = "Loc",
        /// Vocative: Києве (Ukrainian only).
        Voc = "Voc",
    }
}

names! {
    /// Grammatical number.
    Number {
        /// Singular.
        Sg = "sg",
        /// Plural.
        Pl = "pl",
    }
}

names! {
    /// Grammatical gender.
    Gender {
        /// Masculine.
        M = "m",
        /// Feminine.
        F = "f",
        /// Neuter.
        N = "n",
    }
}

names! {
    /// What a dictionary name is to its entity.
    Kind {
        /// The name that is reported.
        Canonical = "canonical",
        /// Another full name: an older, rival or official one.
        Alias = "alias",
        /// A short name that needs no full one beside it: Меркель, Нацбанк.
        Short = "short",
        /// Initials: МЗС, ООН.
        Acronym = "acronym",
    }
}

names! {
    /// Which letter case of a name is accepted in a text.
    Letters {
        /// Capitals where the name has them, or the whole word in capitals.
        Initial = "initial",
        /// Exactly as the dictionary writes it.
        Exact = "exact",
        /// Any mixture of capitals and small letters.
        Any = "any",
    }
}

names! {
    /// Where a name is accepted.
    Context {
        /// Anywhere.
        Free = "free",
        /// Not alone as the first word of a sentence, where a common word has a capital as well.
        Mid = "mid",
        /// Only beside another part of the same name.
        Near = "near",
    }
}

/// What an entity is: `PER`, `LOC`, `ORG`, or a label of a user's own dictionary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A person.
    Per,
    /// A place.
    Loc,
    /// An organisation.
    Org,
    /// A label that a dictionary brought; it behaves like a place in declension.
    Other(Arc<str>),
}

impl EntityType {
    /// The label as dictionaries and outputs write it.
    pub fn as_str(&self) -> &str {
        match self {
            EntityType::Per => "PER",
            EntityType::Loc => "LOC",
            EntityType::Org => "ORG",
            EntityType::Other(label) => label,
        }
    }
}

impl From<&str> for EntityType {
    fn from(label: &str) -> Self {
        match label {
            "PER" => EntityType::Per,
            "LOC" => EntityType::Loc,
            "ORG" => EntityType::Org,
            _ => EntityType::Other(label.into()),
        }
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

names! {
    /// What made a mention.
    Rule {
        /// A form of a dictionary name.
        Dictionary = "dictionary",
        /// A personal name put together from its parts.
        Composed = "composed",
        /// A lone given name or surname that is known, of nobody in particular.
        NamePart = "name-part",
        /// A short form of a fuller name elsewhere in the document.
        ShortForm = "short-form",
        /// A head noun with its adjectives or its place: Печерський районний суд Києва.
        Phrase = "phrase",
        /// A name in quotation marks after its head noun or legal form.
        Quoted = "quoted",
        /// An unknown name after a title, a post or the head noun of a place.
        Titled = "titled",
        /// An unknown name that is built like one: two words in a row, or the ending of a surname.
        Guessed = "guessed",
    }
}

/// What a dictionary tells of an entity beside its names: column, value.
pub type Extra = Arc<Vec<(Arc<str>, String)>>;

/// One found occurrence of an entity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<'t> {
    /// Where it lies in the caller's text, in bytes.
    pub span: Span,
    /// The text of the mention, as the author wrote it: `text[span.start..span.end]`.
    pub surface: &'t str,
    /// What it is.
    pub entity_type: EntityType,
    /// The entity; made from type and base form when no dictionary has it.
    pub entity_id: String,
    /// The name of the entity in the language of the sentence, or else in another.
    pub canonical: String,
    /// The language of the sentence, as far as its letters or those of the document tell.
    pub lang: Option<Lang>,
    /// What made the mention.
    pub rule: Rule,
    /// Ids of other entities that the surface may stand for, likeliest first.
    pub alternatives: Vec<String>,
    /// The surface in its base form (nominative).
    pub lemma: String,
    /// Case of the surface, where it is known.
    pub case: Option<Case>,
    /// Number of the surface, where it is known.
    pub number: Option<Number>,
    /// Gender of the surface, where it is known.
    pub gender: Option<Gender>,
    /// The sentence around it, in bytes of the caller's text, from first to last word.
    pub sentence: Span,
    /// How sure it is, from 0 to 1: of mentions of texts like news some such share has the span and the type that
    /// annotators give it. Meant cautiously: from .9 on 95 in 100 are right.
    pub confidence: f32,
    /// Whether a dictionary has the entity.
    pub is_known: bool,
    /// The dictionary whose entry decided, or that has the entity; empty where none does.
    pub dictionary: String,
    /// What the dictionary tells of the entity beside its names.
    pub extra: Extra,
}

impl Mention<'_> {
    /// The mention with another surface: with an empty one it can outlive its text.
    pub fn with_surface(self, surface: &str) -> Mention<'_> {
        Mention {
            surface,
            span: self.span,
            entity_type: self.entity_type,
            entity_id: self.entity_id,
            canonical: self.canonical,
            lang: self.lang,
            rule: self.rule,
            alternatives: self.alternatives,
            lemma: self.lemma,
            case: self.case,
            number: self.number,
            gender: self.gender,
            sentence: self.sentence,
            confidence: self.confidence,
            is_known: self.is_known,
            dictionary: self.dictionary,
            extra: self.extra,
        }
    }
}
