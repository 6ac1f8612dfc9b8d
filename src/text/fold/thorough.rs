//! The thorough path of folding: grapheme cluster by grapheme cluster, then the rules that look at neighbours.

use super::{Fold, Folder, is_letter, line_breaks};
use crate::text::lookalike::{Script, unify};
use crate::text::words::{joins_next, joins_previous};
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// HTML references for an apostrophe that survive careless conversion.
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^&(?:#0*39|#0*8217|#[xX]0*27|#[xX]2019|apos|rsquo);").expect("a constant pattern"));

/// The longest reference that is looked for, with some leading zeros.
const LONGEST_REFERENCE: usize = 16;

/// One grapheme cluster, or several that became one character.
struct Unit {
    start: usize,
    end: usize,
    role: Role,
    /// What it folds to; for clusters of other scripts the first character, with `rest` behind it.
    c: char,
    rest: String,
    fold: Option<Fold>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Letter,
    Digit,
    /// White space, with its line breaks.
    Space(usize),
    Invisible,
    Apostrophe,
    Dash,
    Other,
}

/// Whether `c` has no width and no meaning for a name.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}')
}

fn role(c: char) -> Role {
    match c {
        '\'' | '’' | 'ʼ' | '`' | '´' | '‘' | 'ʹ' | '′' | '＇' | 'ʻ' | '‛' => Role::Apostrophe,
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' => Role::Dash,
        _ if is_letter(c) => Role::Letter,
        _ if c.is_numeric() => Role::Digit,
        _ if c.is_whitespace() => Role::Space(0),
        // A mark that stands at the start of the text or behind a line break, where it belongs to nothing.
        _ if is_invisible(c) || is_combining_mark(c) || joins_previous(c) => Role::Invisible,
        _ => Role::Other,
    }
}

/// One cluster, without regard to its neighbours.
fn unit(start: usize, cluster: &str) -> Unit {
    let first = cluster.chars().next().unwrap_or(' ');
    let mut unit =
        Unit { start, end: start + cluster.len(), role: role(first), c: first, rest: String::new(), fold: None };
    match unit.role {
        Role::Space(_) => {
            unit.role = Role::Space(line_breaks(cluster));
            unit.fold = (cluster != " ").then_some(Fold::Space);
            unit.c = ' ';
        }
        Role::Invisible if cluster.chars().all(|c| role(c) == Role::Invisible) => {
            unit.fold = Some(Fold::Invisible);
        }
        Role::Letter => letter(&mut unit, cluster),
        Role::Apostrophe | Role::Dash | Role::Digit => {
            unit.fold = (cluster.len() > first.len_utf8()).then_some(Fold::Stress);
            if matches!(first, '‐' | '‑') {
                unit.c = '-';
                unit.fold = Some(Fold::Hyphen);
            }
        }
        Role::Invisible | Role::Other => {
            unit.role = Role::Other;
            if matches!(first, '«' | '»' | '„' | '“' | '”' | '‟' | '＂') {
                unit.c = '"';
                unit.fold = Some(Fold::Quote);
            } else if first.is_ascii_punctuation() {
                // A name may end with a full stop or a quotation mark: what hangs on it must not be cut off.
                unit.fold = (cluster.len() > 1).then_some(Fold::Stress);
            } else {
                let mut chars = cluster.nfc();
                unit.c = chars.next().unwrap_or(first);
                unit.rest = chars.collect();
                let same = cluster.strip_prefix(unit.c) == Some(&unit.rest);
                unit.fold = (!same).then_some(Fold::Decomposed);
            }
        }
    }
    unit
}

/// A letter with its marks: composed where the two make a letter, the mark dropped where they do not.
fn letter(unit: &mut Unit, cluster: &str) {
    let composed = cluster.chars().nth(1).is_none();
    let mut chars = cluster.nfd();
    unit.c = chars.next().unwrap_or(unit.c);
    for mark in chars {
        match compose(unit.c, mark) {
            Some(c) => {
                unit.c = c;
                if !composed && unit.fold.is_none() {
                    unit.fold = Some(Fold::Decomposed);
                }
            }
            None => unit.fold = Some(if is_combining_mark(mark) { Fold::Stress } else { Fold::Invisible }),
        }
    }
    let (plain, fold) = match unit.c {
        'ё' => ('е', Fold::Yo),
        'Ё' => ('Е', Fold::Yo),
        'ґ' => ('г', Fold::Ghe),
        'Ґ' => ('Г', Fold::Ghe),
        'ѐ' => ('е', Fold::Stress),
        'Ѐ' => ('Е', Fold::Stress),
        'ѝ' => ('и', Fold::Stress),
        'Ѝ' => ('И', Fold::Stress),
        _ => return,
    };
    unit.c = plain;
    unit.fold = Some(fold);
}

impl Folder<'_> {
    /// Folds `source[start..end]`, which begins and ends where no cluster or white space is cut.
    pub(super) fn thorough(&mut self, start: usize, end: usize) {
        let text = &self.source[start..end];
        let mut units: Vec<Unit> = Vec::new();
        for (at, mut cluster) in text.grapheme_indices(true) {
            let mut at = start + at;
            // A character that only leans on the next one is no part of that letter.
            while let Some(c) = cluster.chars().next().filter(|c| joins_next(*c)) {
                let (first, rest) = cluster.split_at(c.len_utf8());
                if !rest.starts_with(is_letter) && !rest.starts_with(joins_next) {
                    break;
                }
                units.push(unit(at, first));
                (at, cluster) = (at + first.len(), rest);
            }
            units.push(unit(at, cluster));
        }
        join_spaces(&mut units);
        join_references(&mut units);
        fold_connectors(&mut units);
        fold_scripts(&mut units);
        for unit in &units {
            self.emit(unit);
        }
    }

    fn emit(&mut self, unit: &Unit) {
        self.folds.extend(unit.fold);
        match unit.role {
            Role::Space(breaks) => return self.put_space(unit.start, unit.end, breaks),
            Role::Invisible => return self.replace(unit.start, unit.end, ""),
            _ => {}
        }
        let folded = format!("{}{}", unit.c, unit.rest);
        if folded != self.source[unit.start..unit.end] {
            self.replace(unit.start, unit.end, &folded);
        }
    }
}

/// Makes one unit of a run of white space, with the invisible characters inside it.
fn join_spaces(units: &mut Vec<Unit>) {
    let mut kept: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units.drain(..) {
        if let Role::Space(breaks) = unit.role {
            let spaces = kept.iter().rposition(|u| u.role != Role::Invisible);
            if let Some(i) = spaces
                && let Role::Space(before) = kept[i].role
            {
                kept.truncate(i + 1);
                kept[i].role = Role::Space(before + breaks);
                kept[i].end = unit.end;
                kept[i].fold = Some(Fold::Space);
                continue;
            }
        }
        kept.push(unit);
    }
    *units = kept;
}

/// The nearest unit before or after `i` that is not invisible.
fn neighbour(units: &[Unit], i: usize, forward: bool) -> Option<&Unit> {
    let visible = |u: &&Unit| u.role != Role::Invisible;
    if forward { units[i + 1..].iter().find(visible) } else { units[..i].iter().rev().find(visible) }
}

/// Makes an apostrophe of an HTML reference between letters.
///
/// The reference is looked for in what the units fold to, so that folding again finds no other.
fn join_references(units: &mut Vec<Unit>) {
    let mut i = 0;
    while i < units.len() {
        if units[i].c == '&'
            && let Some(end) = reference_end(units, i)
        {
            let letter = |unit: Option<&Unit>| unit.is_some_and(|u| u.role == Role::Letter);
            if letter(neighbour(units, i, false)) && letter(neighbour(units, end - 1, true)) {
                units[i].end = units[end - 1].end;
                units.drain(i + 1..end);
                units[i].role = Role::Apostrophe;
                units[i].c = '’';
                units[i].rest.clear();
            }
        }
        i += 1;
    }
}

/// One past the last unit of the reference that begins with unit `i`.
fn reference_end(units: &[Unit], i: usize) -> Option<usize> {
    let visible = || (i..units.len()).filter(|j| units[*j].role != Role::Invisible).take(LONGEST_REFERENCE);
    let text: String = visible().map(|j| units[j].c).collect();
    // A reference is ASCII: as many bytes as units.
    let length = REFERENCE.find(&text)?.len();
    visible().nth(length - 1).map(|last| last + 1)
}

/// Apostrophes between letters and dashes inside words.
fn fold_connectors(units: &mut [Unit]) {
    for i in 0..units.len() {
        let role = units[i].role;
        if !matches!(role, Role::Apostrophe | Role::Dash) {
            continue;
        }
        let before = neighbour(units, i, false).map(|u| u.role);
        let after = neighbour(units, i, true).map(|u| u.role);
        let (letters, digits) = (Some(Role::Letter), Some(Role::Digit));
        let (folded, fold, inside) = if role == Role::Apostrophe {
            ('\'', Fold::Apostrophe, before == letters && after == letters)
        } else {
            let word = |r| r == letters || r == digits;
            ('-', Fold::Hyphen, word(before) && word(after) && (before == letters || after == letters))
        };
        if inside && units[i].c != folded {
            units[i].c = folded;
            units[i].fold = Some(fold);
        }
    }
}

/// Puts right the look-alike letters in each run of letters.
fn fold_scripts(units: &mut [Unit]) {
    let mut from = 0;
    while from < units.len() {
        let in_word = |u: &Unit| matches!(u.role, Role::Letter | Role::Invisible);
        let to = from + units[from..].iter().take_while(|u| in_word(u)).count();
        let before: Vec<char> = units[from..to].iter().map(|u| u.c).collect();
        let mut letters: Vec<&mut char> =
            units[from..to].iter_mut().filter(|u| u.role == Role::Letter).map(|u| &mut u.c).collect();
        if unify(&mut letters) {
            for (unit, before) in units[from..to].iter_mut().zip(before) {
                if Script::of(unit.c) != Script::of(before) {
                    unit.fold = Some(Fold::MixedScript);
                }
            }
        }
        from = to + 1;
    }
}
