//! Where the cell of a table stands in its record, as it is written.

/// Places from which on cell `index` and its record run in step: byte of the cell, byte of the record. None when the record
/// does not have this cell there.
pub(super) fn steps(record: &str, delimiter: u8, index: usize, cell: &str) -> Option<Vec<(usize, usize)>> {
    let (bytes, wanted) = (record.as_bytes(), cell.as_bytes());
    let mut at = 0;
    for _ in 0..index {
        at = end(bytes, at, delimiter)? + 1;
    }
    let mut is_quoted = bytes.get(at) == Some(&b'"');
    at += usize::from(is_quoted);
    let (mut steps, mut done) = (vec![(0, at)], 0);
    while done < wanted.len() {
        let byte = *bytes.get(at)?;
        at += 1;
        if is_quoted && byte == b'"' {
            is_quoted = bytes.get(at) == Some(&b'"');
            if !is_quoted {
                // What stands behind the closing quotation mark belongs to the cell all the same.
                steps.push((done, at));
                continue;
            }
            at += 1;
            steps.push((done + 1, at));
        }
        if byte != wanted[done] {
            return None;
        }
        done += 1;
    }
    Some(steps)
}

/// Where the cell that begins at `at` ends, if another one follows.
fn end(bytes: &[u8], mut at: usize, delimiter: u8) -> Option<usize> {
    let mut is_quoted = bytes.get(at) == Some(&b'"');
    at += usize::from(is_quoted);
    loop {
        match *bytes.get(at)? {
            b'"' if is_quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if is_quoted => is_quoted = false,
            byte if byte == delimiter && !is_quoted => return Some(at),
            b'\n' if !is_quoted => return None,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn cells_with_and_without_quotation_marks() {
        let record = "1;\"а \"\"б\"\";\nв\";\"г\"д;е\r\n";
        for (index, cell, expected) in [
            (0, "1", Some(vec![(0, 0)])),
            (1, "а \"б\";\nв", Some(vec![(0, 3), (4, 8), (7, 12)])),
            (2, "гд", Some(vec![(0, 19), (2, 22)])),
            (3, "е", Some(vec![(0, 25)])),
            (3, "є", None),
            (4, "", None),
        ] {
            assert_eq!(steps(record, b';', index, cell), expected, "{cell}");
        }
    }
}
