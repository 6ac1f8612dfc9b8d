//! Line numbers of places in a file, as an editor counts them.

/// Counts lines forward through the bytes of a file.
pub struct LineCounter<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl<'b> LineCounter<'b> {
    /// A counter at the first line.
    pub fn new(bytes: &'b [u8]) -> Self {
        LineCounter { bytes, at: 0, line: 1 }
    }

    /// The line, counted from 1, of what begins at byte `start` or behind the line breaks that stand there.
    ///
    /// A CSV reader tells the place where a record before has ended, which with CRLF or empty lines is a line or more
    /// before the next record. Places must come in order.
    pub fn line(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start).unwrap_or(usize::MAX).clamp(self.at, self.bytes.len());
        let breaks = self.bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let end = start + breaks;
        self.line += self.bytes[self.at..end].iter().filter(|b| **b == b'\n').count() as u64;
        self.at = end;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_before_a_record_count() {
        let mut counter = LineCounter::new(b"a\r\n\r\nb\nc");
        assert_eq!([counter.line(0), counter.line(2), counter.line(6)], [1, 3, 4]);
    }
}
