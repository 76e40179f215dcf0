//! [`ByHash`]: a fixed table of words that are looked up by their hash.
//!
//! The tables of the rules are read once for each distinct word of an article.
//! Hashes lie evenly, so a word stands near the place that its hash tells, and
//! one look into memory is mostly enough. It knows nothing of what is kept.

/// Values by the hash of a word, see [`super::doc::hash_of`].
pub(super) struct ByHash<T> {
    /// Sorted by hash, each once.
    rows: Vec<(u64, T)>,
}

impl<T: Copy> ByHash<T> {
    /// Makes a table; of several rows with one hash the first counts.
    pub(super) fn of(rows: impl Iterator<Item = (u64, T)>) -> Self {
        let mut rows: Vec<(u64, T)> = rows.collect();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        Self { rows }
    }

    pub(super) fn get(&self, hash: u64) -> Option<T> {
        let len = self.rows.len() as u128;
        let near = usize::try_from((u128::from(hash) * len) >> 64).ok()?;
        let (before, behind) = self.rows.split_at_checked(near)?;
        let row = match behind.first() {
            Some(row) if row.0 <= hash => behind.iter().find(|row| row.0 >= hash),
            _ => before.iter().rev().find(|row| row.0 <= hash),
        };
        row.filter(|row| row.0 == hash).map(|row| row.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let spread = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let table = ByHash::of((0..500).map(|n| (spread(n), n)));
        for n in 0..500 {
            assert_eq!(table.get(spread(n)), Some(n));
            assert_eq!(table.get(spread(n) ^ 1), None);
        }
        for edge in [1, u64::MAX] {
            assert_eq!(table.get(edge), None);
        }
        assert_eq!(ByHash::<u8>::of(std::iter::empty()).get(7), None);
    }
}
