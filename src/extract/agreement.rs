//! Agreement of case and gender, as sets of bits.

use crate::gazetteer::Reading;
use crate::model::{Case, Gender, Number};

/// A set of (case, gender or plural) pairs that a word form may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Agreement(u32);

const GENDERS: [Option<Gender>; 3] = [Some(Gender::M), Some(Gender::F), None];

impl Agreement {
    /// Every singular case and gender of people: what an unknown or frozen word agrees with.
    pub(super) const ANY: Agreement = Agreement(0x1F_FFFF);

    fn bit(case: Case, column: usize) -> u32 {
        1 << (case as usize * 3 + column)
    }

    /// One case and gender; no gender is the plural.
    pub(super) fn of_pair((case, gender): (Case, Option<Gender>)) -> Agreement {
        let column = GENDERS.iter().position(|g| *g == gender).unwrap_or(0);
        Agreement(Self::bit(case, column))
    }

    /// What one reading allows; a reading without gender fits both.
    pub(super) fn of(reading: &Reading) -> Agreement {
        Agreement(match (reading.number, reading.gender) {
            (Number::Pl, _) => Self::bit(reading.case, 2),
            (Number::Sg, Some(Gender::M)) => Self::bit(reading.case, 0),
            (Number::Sg, Some(Gender::F)) => Self::bit(reading.case, 1),
            (Number::Sg, _) => Self::bit(reading.case, 0) | Self::bit(reading.case, 1),
        })
    }

    /// What some of the readings allow.
    pub(super) fn any_of<'r>(readings: impl IntoIterator<Item = &'r Reading>) -> Agreement {
        Agreement(readings.into_iter().fold(0, |set, r| set | Self::of(r).0))
    }

    pub(super) fn and(self, other: Agreement) -> Agreement {
        Agreement(self.0 & other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The pairs of the set, nominative first; the gender is none for plurals.
    pub(super) fn pairs(self) -> impl Iterator<Item = (Case, Option<Gender>)> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some((*Case::ALL.get(bit / 3)?, GENDERS[bit % 3]))
        })
    }

    /// Whether a pair is in the set.
    pub(super) fn has(self, pair: (Case, Option<Gender>)) -> bool {
        self.0 & Self::of_pair(pair).0 != 0
    }

    /// The set without plurals.
    pub(super) fn singular(self) -> Agreement {
        let plural = Case::ALL.iter().fold(0, |set, case| set | Self::bit(*case, 2));
        Agreement(self.0 & !plural)
    }
}
