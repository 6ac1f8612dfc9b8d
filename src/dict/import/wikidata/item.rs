//! The parts of an entity of Wikidata that are needed, read without building the rest.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// An item.
#[derive(Debug, Deserialize)]
pub(super) struct Item<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub labels: Terms<'a>,
    #[serde(borrow, default)]
    pub aliases: Terms<'a>,
    #[serde(borrow, default)]
    claims: Wanted<'a, Vec<Statement<'a>>>,
    #[serde(default)]
    pub sitelinks: Count,
}

impl<'a> Item<'a> {
    /// The statements with a property.
    pub(super) fn claims(&self, property: &str) -> &[Statement<'a>] {
        self.claims.entries.iter().find(|(key, _)| key == property).map_or(&[], |(_, statements)| statements)
    }
}

/// Labels or aliases, by language.
pub(super) type Terms<'a> = Wanted<'a, OneOrMany<'a>>;

impl Terms<'_> {
    /// The names in a language.
    pub(super) fn of(&self, lang: &str) -> impl Iterator<Item = &str> {
        let terms = self.entries.iter().filter(move |(key, _)| key == lang);
        terms.flat_map(|(_, terms)| terms.0.iter().map(|term| term.value.as_ref()))
    }
}

/// A name.
#[derive(Debug, Deserialize)]
pub(super) struct Term<'a> {
    #[serde(borrow)]
    value: Cow<'a, str>,
}

/// A label is one object, aliases are a list of them.
#[derive(Debug)]
pub(super) struct OneOrMany<'a>(Vec<Term<'a>>);

/// A statement about an item.
#[derive(Debug, Deserialize)]
pub(super) struct Statement<'a> {
    #[serde(borrow)]
    mainsnak: Snak<'a>,
    #[serde(borrow, default = "normal")]
    pub rank: Cow<'a, str>,
}

fn normal() -> Cow<'static, str> {
    Cow::Borrowed("normal")
}

#[derive(Debug, Deserialize)]
struct Snak<'a> {
    /// None when the value is unknown or there is none.
    #[serde(borrow, default)]
    datavalue: Option<DataValue<'a>>,
}

#[derive(Debug, Deserialize)]
struct DataValue<'a> {
    #[serde(borrow)]
    value: Value<'a>,
}

/// The kinds of values that are read.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Time {
        #[serde(borrow)]
        time: Cow<'a, str>,
        precision: u8,
    },
    Item {
        #[serde(borrow)]
        id: Cow<'a, str>,
    },
    Other(IgnoredAny),
}

impl<'a> Statement<'a> {
    fn value(&self) -> Option<&Value<'a>> {
        self.mainsnak.datavalue.as_ref().map(|d| &d.value)
    }

    /// The item that is the value.
    pub(super) fn item(&self) -> Option<&Cow<'a, str>> {
        match self.value() {
            Some(Value::Item { id }) => Some(id),
            _ => None,
        }
    }

    /// The text that is the value.
    pub(super) fn text(&self) -> Option<&str> {
        match self.value() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The date that is the value, as exact as it is known: `1814-03-09`, `1814-03`, `1814`, `-0043`.
    ///
    /// `None` for decades and centuries (precision under 9).
    pub(super) fn date(&self) -> Option<String> {
        let Some(Value::Time { time, precision }) = self.value() else { return None };
        let (sign, digits) = time.split_at_checked(1)?;
        let date = digits.split('T').next()?;
        let mut parts = date.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let minus = if sign == "-" { "-" } else { "" };
        match precision {
            9 => Some(format!("{minus}{year}")),
            10 => Some(format!("{minus}{year}-{month}")),
            11.. => Some(format!("{minus}{year}-{month}-{day}")),
            _ => None,
        }
    }
}

/// How many entries an object has.
#[derive(Debug, Default)]
pub(super) struct Count(pub u64);

/// The wanted entries of an object.
#[derive(Debug)]
pub(super) struct Wanted<'a, T> {
    entries: Vec<(Cow<'a, str>, T)>,
}

impl<T> Default for Wanted<'_, T> {
    fn default() -> Self {
        Wanted { entries: Vec::new() }
    }
}

/// Whether the entry of an object is needed: a language or a property.
fn is_needed(key: &str) -> bool {
    matches!(key, "uk" | "ru" | "en" | "mul" | "P31" | "P21" | "P569" | "P570" | "P17" | "P27" | "P1566")
}

/// A key of an object, without a copy where it has no escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Wanted<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<'a, T>(PhantomData<(&'a str, T)>);
        impl<'de: 'a, 'a, T: Deserialize<'de>> Visitor<'de> for Entries<'a, T> {
            type Value = Wanted<'a, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    if is_needed(&key) {
                        entries.push((key, map.next_value()?));
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Wanted { entries })
            }

            /// An empty object is written as an empty list in some dumps.
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Wanted::default())
            }
        }
        deserializer.deserialize_any(Entries(PhantomData))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for OneOrMany<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names<'a>(PhantomData<&'a str>);
        impl<'de: 'a, 'a> Visitor<'de> for Names<'a> {
            type Value = OneOrMany<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Term::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(|term| OneOrMany(vec![term]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut terms = Vec::new();
                while let Some(term) = seq.next_element()? {
                    terms.push(term);
                }
                Ok(OneOrMany(terms))
            }
        }
        deserializer.deserialize_any(Names(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Count, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Count(0))
            }
        }
        deserializer.deserialize_any(Entries)
    }
}
