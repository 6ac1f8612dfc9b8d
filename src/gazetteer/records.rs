//! How entries, readings and entities lie in bytes: records of one size, numbers in little-endian order.
//!
//! Reading never fails: a number that stands for nothing gives nothing, or the first of its kind.

use super::{Danger, Role, Trigger};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Case, Context, Gender, Kind, Lang, Letters, Number};

/// The number that stands for nothing.
pub(super) const NONE: u32 = u32::MAX;
/// Numbers of texts, forms, entries and entities leave four bits, for the layer that they are in.
pub(super) const BITS: u32 = 28;

/// A count as the number of what is added next.
pub(super) fn number(count: usize) -> Result<u32> {
    // The last number stays free: it stands for nothing.
    let number = u32::try_from(count).ok().filter(|n| *n < (1 << BITS) - 1);
    number.ok_or_else(|| Error::new(ErrorKind::TooLarge { what: "the dictionary".into() }))
}

/// A list of numbers.
pub(super) fn list(numbers: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.len() * 4);
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    bytes
}

/// The number at place `at` of a list of numbers.
pub(super) fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.as_chunks::<4>().0.get(at).map(|n| u32::from_le_bytes(*n))
}

fn to_bytes<const N: usize, const BYTES: usize>(numbers: [u32; N]) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    for (four, number) in bytes.chunks_exact_mut(4).zip(numbers) {
        four.copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

fn to_numbers<const N: usize>(bytes: &[u8]) -> [u32; N] {
    std::array::from_fn(|i| number_at(bytes, i).unwrap_or(NONE))
}

fn of<T: Copy>(all: &[T], code: u8) -> T {
    all[usize::from(code).min(all.len() - 1)]
}

fn some_of<T: Copy>(all: &[T], code: u8) -> Option<T> {
    all.get(usize::from(code)).copied()
}

/// Code of a value that is not there.
const NO_VALUE: u8 = 3;

/// A reading without its number of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReadingRecord {
    pub(super) entry: u32,
    pub(super) lemma: u32,
    pub(super) case: Case,
    pub(super) number: Number,
    pub(super) gender: Option<Gender>,
    pub(super) danger: Danger,
    /// Whether its letter case is not that of its form: its text is in a list of its own.
    pub(super) has_own_text: bool,
}

impl ReadingRecord {
    pub(super) const SIZE: usize = 9;

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        let tags = (self.case as u8)
            | (self.number as u8) << 3
            | self.gender.map_or(NO_VALUE, |g| g as u8) << 4
            | (self.danger as u8) << 6;
        let mut bytes = [tags; Self::SIZE];
        let entry = self.entry | u32::from(self.has_own_text) << BITS;
        bytes[..8].copy_from_slice(&to_bytes::<2, 8>([entry, self.lemma]));
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [entry, lemma] = to_numbers(&bytes[..8]);
        let tags = bytes[8];
        ReadingRecord {
            entry: entry & ((1 << BITS) - 1),
            lemma,
            case: of(Case::ALL, tags & 7),
            number: of(Number::ALL, tags >> 3 & 1),
            gender: some_of(Gender::ALL, tags >> 4 & 3),
            danger: Danger::of(u32::from(tags >> 6)),
            has_own_text: entry >> BITS & 1 == 1,
        }
    }
}

/// An entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EntryRecord {
    pub(super) entity: Option<u32>,
    pub(super) name: u32,
    pub(super) dictionary: u16,
    pub(super) priority: u16,
    pub(super) role: Role,
    pub(super) lang: Option<Lang>,
    pub(super) kind: Kind,
    pub(super) letters: Letters,
    pub(super) context: Context,
}

impl EntryRecord {
    pub(super) const SIZE: usize = 16;

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        let role = match self.role {
            Role::Name => 0,
            Role::Given => 1,
            Role::Patronymic => 2,
            Role::Surname => 3,
            Role::Trigger(trigger) => 4 + trigger as u8,
        };
        let lang = self.lang.map_or(NO_VALUE, |l| l as u8);
        let policies = (self.letters as u8) | (self.context as u8) << 4;
        let ways = u32::from(self.dictionary) | u32::from(self.priority) << 16;
        let codes = u32::from_le_bytes([role, lang, self.kind as u8, policies]);
        to_bytes([self.entity.unwrap_or(NONE), self.name, ways, codes])
    }

    pub(super) fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [entity, name, ways, codes] = to_numbers(bytes);
        let [role, lang, kind, policies] = codes.to_le_bytes();
        let [d0, d1, p0, p1] = ways.to_le_bytes();
        EntryRecord {
            entity: Some(entity).filter(|e| *e != NONE),
            name,
            dictionary: u16::from_le_bytes([d0, d1]),
            priority: u16::from_le_bytes([p0, p1]),
            role: match role {
                0 => Role::Name,
                1 => Role::Given,
                2 => Role::Patronymic,
                3 => Role::Surname,
                trigger => Role::Trigger(of(Trigger::ALL, trigger - 4)),
            },
            lang: some_of(Lang::ALL, lang),
            kind: of(Kind::ALL, kind),
            letters: of(Letters::ALL, policies & 15),
            context: of(Context::ALL, policies >> 4),
        }
    }
}

/// An entity. Its carried-through columns are those from `extras` to that of the next entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EntityRecord {
    pub(super) id: u32,
    pub(super) entity_type: u32,
    /// By language, in the order of [`Lang::ALL`]: a text, with [`SAID`] if its row says that it is canonical.
    pub(super) canonical: [u32; 3],
    pub(super) extras: u32,
}

/// Marks a canonical name that is called so, not just the first one of its entity.
pub(super) const SAID: u32 = 1 << 31;

impl EntityRecord {
    pub(super) const SIZE: usize = 24;

    /// The text of the name to report in a language, and whether its row says that it is canonical.
    pub(super) fn canonical(&self, lang: Lang) -> Option<(u32, bool)> {
        let canonical = self.canonical[lang as usize];
        (canonical != NONE).then_some((canonical & !SAID, canonical & SAID != 0))
    }

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        let [uk, ru, en] = self.canonical;
        to_bytes([self.id, self.entity_type, uk, ru, en, self.extras])
    }

    pub(super) fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [id, entity_type, uk, ru, en, extras] = to_numbers(bytes);
        EntityRecord { id, entity_type, canonical: [uk, ru, en], extras }
    }
}

/// A form: its text, and where its readings begin; they end where those of the next form begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FormRecord {
    pub(super) text: u32,
    pub(super) readings: u32,
}

impl FormRecord {
    pub(super) const SIZE: usize = 8;

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        to_bytes([self.text, self.readings])
    }

    pub(super) fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [text, readings] = to_numbers(bytes);
        FormRecord { text, readings }
    }
}

/// A person known by given name and surname (folded, in small letters); those of one surname stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PersonRecord {
    pub(super) surname: u32,
    pub(super) given: u32,
    pub(super) entity: u32,
}

impl PersonRecord {
    pub(super) const SIZE: usize = 12;

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        to_bytes([self.surname, self.given, self.entity])
    }

    pub(super) fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [surname, given, entity] = to_numbers(bytes);
        PersonRecord { surname, given, entity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        for (i, case) in (0u8..).zip(Case::ALL) {
            let reading = ReadingRecord {
                entry: 12_345_678,
                lemma: 7,
                case: *case,
                number: Number::ALL[usize::from(i % 2)],
                gender: Gender::ALL.get(usize::from(i % 4)).copied(),
                danger: Danger::of(u32::from(i % 3)),
                has_own_text: i % 2 == 1,
            };
            assert_eq!(ReadingRecord::from_bytes(&reading.to_bytes()), reading);
        }
        for trigger in Trigger::ALL {
            for (role, entity) in [(Role::Trigger(*trigger), None), (Role::Surname, Some(3)), (Role::Name, Some(0))] {
                let entry = EntryRecord {
                    entity,
                    name: 9,
                    dictionary: 300,
                    priority: 2,
                    role,
                    lang: Lang::ALL.get(trigger.as_str().len() % 4).copied(),
                    kind: Kind::Short,
                    letters: Letters::Any,
                    context: Context::Near,
                };
                assert_eq!(EntryRecord::from_bytes(&entry.to_bytes()), entry);
            }
        }
    }

    #[test]
    fn any_bytes_are_read() {
        for byte in 0..=255 {
            ReadingRecord::from_bytes(&[byte; ReadingRecord::SIZE]);
            EntryRecord::from_bytes(&[byte; EntryRecord::SIZE]);
        }
    }
}
