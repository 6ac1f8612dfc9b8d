//! A finding about a dictionary: its place, how grave it is, what is wrong and what would be right.

use crate::model::names;
use std::fmt;

names! {
    /// How grave a problem is.
    Level {
        /// The dictionary can't be used.
        Error = "error",
        /// Most likely not what its author wants.
        Warning = "warning",
        /// Worth knowing; very often as it should be.
        Note = "note",
    }
}

impl Level {
    /// Whether it is as grave as `other`, or graver.
    pub fn is_at_least(self, other: Level) -> bool {
        self <= other
    }
}

names! {
    /// What kind of problem it is. Those up to [`Code::BadInflect`] are errors, which reading finds; the others come
    /// from checking.
    #[non_exhaustive]
    Code {
        /// Not a table, or not a row of one.
        NotATable = "not-a-table",
        /// Bytes that are not UTF-8.
        NotUtf8 = "not-utf8",
        /// A header without a column that is needed, or with one that has no name, stands twice, or is misspelt.
        BadHeader = "bad-header",
        /// More or fewer fields than the header has.
        FieldCount = "field-count",
        /// A row that stands in the table already.
        RepeatedRow = "repeated-row",
        /// A name that is empty, too long, or no name.
        BadName = "bad-name",
        /// A cell with a value that its column does not know.
        UnknownValue = "unknown-value",
        /// An `inflect` cell that can't be read.
        BadInflect = "bad-inflect",
        /// A name that its entity has already.
        DuplicateName = "duplicate-name",
        /// A name that its entity has already, as another kind of name.
        OtherKind = "other-kind",
        /// A spelling that folding makes equal to another one of the same entity.
        SameSpelling = "same-spelling",
        /// A name of several entities.
        SharedName = "shared-name",
        /// An entity with several types.
        ConflictingType = "conflicting-type",
        /// An entity with several values in a column that is carried through.
        ConflictingColumn = "conflicting-column",
        /// A second canonical name of an entity in one language.
        SecondCanonical = "second-canonical",
        /// An entity without a canonical name in a language in which it has names.
        NoCanonical = "no-canonical",
        /// An entity with names in only one of Ukrainian and Russian.
        MissingPartner = "missing-partner",
        /// A form that is a function word too.
        FunctionWord = "function-word",
        /// A form that is a common word too.
        CommonWord = "common-word",
        /// Latin letters in a Cyrillic word, or the other way round.
        MixedScripts = "mixed-scripts",
        /// Letters that the language of the name does not have.
        OtherLanguage = "other-language",
        /// A name that is declined in both languages, for nothing shows which it is in.
        GuessedLanguage = "guessed-language",
        /// A quotation mark or bracket without its partner.
        UnbalancedQuotes = "unbalanced-quotes",
        /// A type that is none of the usual ones.
        OwnType = "own-type",
        /// A person whose gender nothing shows.
        UnknownGender = "unknown-gender",
        /// A person who is a man in one row and a woman in another, or whose name seems to be of the other gender.
        ConflictingGender = "conflicting-gender",
        /// A place in -ь, whose gender is not given.
        SoftSignPlace = "soft-sign-place",
        /// A place whose ending may be that of a plural or of a word that never declines.
        PluralPlace = "plural-place",
        /// A surname in -о, which may decline or not.
        OSurname = "o-surname",
        /// A name that is the same in every case, though its ending declines as a rule.
        NotDeclined = "not-declined",
    }
}

/// A fault in a dictionary, or something doubtful, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// Line, counted from 1.
    pub line: u64,
    /// Column (field of the row, counted from 1; 0 when the whole row is meant).
    pub column: usize,
    /// How grave it is.
    pub level: Level,
    /// What kind it is.
    pub code: Code,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    /// File, line and column as messages give them: `cities.csv:214:5`.
    pub fn place(&self) -> String {
        match self.column {
            0 => format!("{}:{}", self.file, self.line),
            column => format!("{}:{}:{column}", self.file, self.line),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)
    }
}
