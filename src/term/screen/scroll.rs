//! Finds rows that moved, so that the terminal can move them by itself.
//!
//! Only full-width rows can be moved: margins left and right are not portable.

use std::io::Write;

/// The rows between which the terminal scrolls: first, and first behind.
pub(super) type Margins = (usize, usize);

/// Rows `top..bottom` move up by `up` rows, or down when it is negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) up: isize,
}

impl Scroll {
    /// Finds the longest run of changed rows that stood elsewhere before.
    ///
    /// `before` and `after` hold one number per row, equal for equal rows.
    /// Cost: quadratic in the rows of a screen.
    pub(super) fn find(before: &[u64], after: &[u64]) -> Option<Self> {
        let rows = after.len();
        let mut best: Option<(usize, Self)> = None;
        for by in 1..rows {
            for up in [by.cast_signed(), -by.cast_signed()] {
                let moved = |row: usize| {
                    let source = row.checked_add_signed(up).and_then(|from| before.get(from));
                    source == after.get(row) && before.get(row) != after.get(row)
                };
                let Some((start, end)) = longest_run(rows, moved) else {
                    continue;
                };
                if best.is_none_or(|(length, _)| end - start > length) {
                    let (top, bottom) = if up > 0 {
                        (start, end + by)
                    } else {
                        (start - by, end)
                    };
                    best = Some((end - start, Self { top, bottom, up }));
                }
            }
        }
        best.filter(|(length, _)| *length > 1)
            .map(|(_, scroll)| scroll)
    }

    /// Appends the sequences for one row; the margins stay set after them.
    ///
    /// A text that is scrolled line by line then costs the lines alone. Returns
    /// the row that came in; the cursor is at its start.
    pub(super) fn write_step(self, margins: Option<Margins>, out: &mut Vec<u8>) -> Option<u16> {
        if self.up.unsigned_abs() != 1 {
            return None;
        }
        if margins != Some(self.margins()) {
            write!(out, "\x1b[{};{}r", self.top + 1, self.bottom)
                .expect("a vector takes all that is written");
        }
        // At a margin a line feed, or its reverse, moves the rows between them.
        let (row, step): (_, &[u8]) = if self.up > 0 {
            (self.bottom, b"\n")
        } else {
            (self.top + 1, b"\x1bM")
        };
        write!(out, "\x1b[{row}H").expect("a vector takes all that is written");
        out.extend_from_slice(step);
        u16::try_from(row - 1).ok()
    }

    pub(super) fn margins(self) -> Margins {
        (self.top, self.bottom)
    }

    /// Appends the sequences; no margins are set and the cursor is in the upper
    /// left corner after them.
    ///
    /// The face must be plain: rows that come in take its background.
    pub(super) fn write(self, rows: usize, out: &mut Vec<u8>) {
        let whole = self.top == 0 && self.bottom == rows;
        if !whole {
            write!(out, "\x1b[{};{}r", self.top + 1, self.bottom)
                .expect("a vector takes all that is written");
        }
        let number = self.up.unsigned_abs();
        let last = if self.up > 0 { 'S' } else { 'T' };
        match number {
            1 => write!(out, "\x1b[{last}"),
            _ => write!(out, "\x1b[{number}{last}"),
        }
        .expect("a vector takes all that is written");
        out.extend_from_slice(if whole { b"\x1b[H" } else { b"\x1b[r" });
    }
}

fn longest_run(rows: usize, holds: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for row in 0..=rows {
        if row < rows && holds(row) {
            start = start.or(Some(row));
        } else if let Some(first) = start.take()
            && best.is_none_or(|(from, to)| row - first > to - from)
        {
            best = Some((first, row));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &[u64], after: &[u64], expected: Option<(usize, usize, isize)>) {
        let found = Scroll::find(before, after).map(|found| (found.top, found.bottom, found.up));
        assert_eq!(found, expected);
    }

    #[test]
    fn moved_rows_are_found() {
        check(&[1, 2, 3, 4, 9], &[2, 3, 4, 5, 9], Some((0, 4, 1)));
        check(&[1, 2, 3, 4, 9], &[0, 1, 2, 3, 9], Some((0, 4, -1)));
        check(&[8, 1, 2, 3, 4, 5], &[8, 4, 5, 6, 7, 0], Some((1, 6, 3)));
        check(&[1, 2, 3], &[1, 2, 3], None);
        check(&[1, 2, 3], &[4, 5, 6], None);
        check(&[1, 2], &[2, 3], None);
        check(&[7, 7, 7, 7], &[7, 7, 7, 8], None);
        check(&[], &[], None);
    }
}
