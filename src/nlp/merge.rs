//! Decides between candidates that overlap.
//!
//! The longer candidate wins, because a name inside a longer name is part of
//! it (`Bank of Korea`); of equal length the surer one; then the earlier
//! finder. Candidates below [`MIN_SCORE`] never win.

use super::finder::Candidate;

/// A candidate that is less sure than this is not shown.
pub(super) const MIN_SCORE: f32 = 0.5;

/// Keeps the winners.
///
/// Shape: sorted by place, not overlapping.
/// Cost: n log n in candidates.
pub(super) fn merge(mut found: Vec<Candidate>, n_tokens: usize) -> Vec<Candidate> {
    found.retain(|candidate| candidate.score >= MIN_SCORE);
    found.sort_by(|a, b| {
        b.n_tokens()
            .cmp(&a.n_tokens())
            .then(b.score.total_cmp(&a.score))
            .then(a.finder.cmp(&b.finder))
            .then(a.first.cmp(&b.first))
            .then(a.kind.cmp(&b.kind))
    });
    let mut taken = vec![false; n_tokens];
    found.retain(|candidate| {
        let tokens = taken
            .get_mut(candidate.first..candidate.end)
            .unwrap_or_default();
        let free = !tokens.is_empty() && !tokens.contains(&true);
        if free {
            tokens.fill(true);
        }
        free
    });
    found.sort_by_key(|candidate| candidate.first);
    found
}
