//! [`eval`]: a query held against the columns of a corpus.
//!
//! [`Columns`] is what the caller knows of its articles; words of bodies come
//! in as [`TextHits`], answered elsewhere. Articles are numbers from 0.

mod columns;
mod test;
#[cfg(test)]
mod tests;

pub use columns::{Columns, TextHits, name_matches};

use super::query::Query;
use test::Test;

/// Returns the articles that fit a query, sorted.
///
/// A bare word looks at title and source at once and at bodies where `hits`
/// has the answer; a `body:` term without an answer fits nothing.
///
/// Cost: linear in articles times terms; names are folded once.
pub fn eval(query: &Query, columns: &dyn Columns, hits: &TextHits) -> Vec<u32> {
    let n_articles = u32::try_from(columns.len()).unwrap_or(u32::MAX);
    let test = Test::new(query, hits, columns.today());
    (0..n_articles)
        .filter(|article| test.fits(*article, columns))
        .collect()
}
