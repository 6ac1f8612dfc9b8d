//! The date of a document: out of a field, the name of its file, or the folders that it lies in.

use crate::document::Document;
use crate::model::names;
use regex::Regex;
use std::fmt;
use std::sync::LazyLock;

/// A date, as exact as it is known. It is shown as ISO 8601 has it: `2026`, `2026-11`, `2026-11-25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    /// 0 where it is not known.
    month: u8,
    /// 0 where it is not known.
    day: u8,
}

names! {
    /// Where a date is looked for, when no field has it.
    DateFrom {
        /// In the name of the file: `2026-11-25_brussels.txt`.
        Name = "name",
        /// In the folders: `2026/11/25/brussels.txt`.
        Folder = "folder",
    }
}

/// Where the date of a document is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dates {
    /// The field of a record that has it.
    pub field: Option<String>,
    /// Where else it is looked for.
    pub from: Option<DateFrom>,
}

impl Dates {
    /// The date of a document; none where nothing looks like one.
    pub fn of(&self, document: &Document) -> Option<Date> {
        let of_field = self.field.as_ref().and_then(|field| {
            let (_, value) = document.fields.iter().find(|(name, _)| **name == **field)?;
            Date::find(value)
        });
        of_field.or_else(|| {
            // Of a record the file; of a file its path, as far as it was not typed.
            let path = if document.source.id.is_empty() { &document.id } else { &document.source.id };
            let path = document.source.member.as_ref().map_or(path.as_str(), |(name, _)| name);
            let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
            match self.from? {
                DateFrom::Name => Date::find(name),
                DateFrom::Folder => Date::find(folder),
            }
        })
    }
}

/// Dates as they are written: year first, or day first as in both languages; with a month's name; a month; a year.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let year = r"(?<y>1[5-9]\d\d|20\d\d)";
    [
        // 2026-11-25, 2026/11/25, 2026_11_25, 2026-11-25T10:00
        &format!(r"(?:^|\D){year}[-/._\\ ](?<m>\d\d?)[-/._\\ ](?<d>\d\d?)(?:\D|$)"),
        // 25.11.2026
        &format!(r"(?:^|\D)(?<d>\d\d?)[-/._ ](?<m>\d\d?)[-/._ ]{year}(?:\D|$)"),
        // 20261125
        &format!(r"(?:^|\D){year}(?<m>\d\d)(?<d>\d\d)(?:\D|$)"),
        // 25 листопада 2026, 25 Nov 2026
        &format!(r"(?i)(?:^|\D)(?<d>\d\d?)[-_ ]+(?<w>\p{{L}}{{3,}})\.?[-_, ]+{year}(?:\D|$)"),
        // 2026-11
        &format!(r"(?:^|\D){year}[-/._\\ ](?<m>\d\d?)(?:\D|$)"),
        &format!(r"(?:^|\D){year}(?:\D|$)"),
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("the patterns are constant and a test uses each"))
    .collect()
});

/// The beginnings of the months' names.
const MONTHS: [&[&str]; 12] = [
    &["січ", "янв", "jan"],
    &["лют", "фев", "feb"],
    &["бер", "мар", "mar"],
    &["кві", "апр", "apr"],
    &["тра", "май", "мая", "may"],
    &["чер", "июн", "jun"],
    &["лип", "июл", "jul"],
    &["сер", "авг", "aug"],
    &["вер", "сен", "sep"],
    &["жов", "окт", "oct"],
    &["лис", "ноя", "nov"],
    &["гру", "дек", "dec"],
];

impl Date {
    /// The year with its month and day, where they are known.
    pub fn parts(self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, Some(self.month).filter(|m| *m > 0), Some(self.day).filter(|d| *d > 0))
    }

    /// The first date in a text, the most exact of what can be read.
    pub fn find(text: &str) -> Option<Date> {
        PATTERNS.iter().find_map(|pattern| {
            pattern.captures_iter(text).find_map(|found| {
                let number = |name: &str| found.name(name).map(|n| n.as_str().parse::<u16>().unwrap_or(u16::MAX));
                let month = match found.name("w") {
                    Some(word) => Some(month_of(word.as_str())?),
                    None => number("m").map(|m| u8::try_from(m).unwrap_or(u8::MAX)),
                };
                Date::new(number("y")?, month, number("d").map(|d| u8::try_from(d).unwrap_or(u8::MAX)))
            })
        })
    }

    /// A date that the calendar has.
    fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let known = time::Month::try_from(month.unwrap_or(1)).ok()?;
        time::Date::from_calendar_date(i32::from(year), known, day.unwrap_or(1)).ok()?;
        Some(Date { year, month: month.unwrap_or(0), day: day.unwrap_or(0) })
    }
}

fn month_of(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let month = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u8::try_from(month + 1).ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day] {
            if part > 0 {
                write!(f, "-{part:02}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_spellings() {
        let cases = [
            ("2026-11-25_brussels", "2026-11-25"),
            ("2026/11/25", "2026-11-25"),
            ("2026-11-25T23:10:00+02:00", "2026-11-25"),
            ("25.11.2026", "2026-11-25"),
            ("news_20261125_1", "2026-11-25"),
            ("25 листопада 2026 року", "2026-11-25"),
            ("3 мая 2024", "2024-05-03"),
            ("Wed, 25 Nov 2026 10:00:00 GMT", "2026-11-25"),
            ("archive/2026-11", "2026-11"),
            ("archive/2026/1", "2026-01"),
            ("archive 1999", "1999"),
            ("29.02.2024", "2024-02-29"),
            // No such day: what is left is the year.
            ("30.02.2024", "2024"),
            ("2026-13-01", "2026"),
        ];
        for (text, date) in cases {
            assert_eq!(Date::find(text).map(|d| d.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in ["", "article 17", "202611250", "1200-01-01", "№ 99999"] {
            assert_eq!(Date::find(text), None, "{text}");
        }
    }

    #[test]
    fn places_of_dates() {
        let mut document = Document { id: "2020/05/7_2021-01-02.txt".into(), ..Document::default() };
        let of = |dates: Dates, document: &Document| dates.of(document).map(|d| d.to_string());
        let from = |from| Dates { field: Some("day".into()), from };
        assert_eq!(of(from(Some(DateFrom::Name)), &document).as_deref(), Some("2021-01-02"));
        assert_eq!(of(from(Some(DateFrom::Folder)), &document).as_deref(), Some("2020-05"));
        assert_eq!(of(from(None), &document), None);
        document.fields.push(("day".into(), "1.2.2022".into()));
        assert_eq!(of(from(Some(DateFrom::Name)), &document).as_deref(), Some("2022-02-01"));
    }
}
