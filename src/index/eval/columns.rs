//! [`Columns`]: what a query may ask of the articles of a corpus.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::corpus::When;
use crate::index::Needle;
use crate::index::query::{Feature, Pattern, State, TextTerm};
use crate::nlp::Kind;

/// What a query may ask of the articles of a corpus.
///
/// Names and tags come in folded by [`crate::text::fold::fold`]; compare with the folded form of
/// yours. A name that ends with `*` asks for a prefix ([`name_matches`] knows).
pub trait Columns {
    /// Counts the articles; their numbers run from 0.
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Returns the day that `2w` is counted back from.
    fn today(&self) -> Date;
    fn title(&self, article: u32) -> &str;
    fn source(&self, article: u32) -> Option<&str>;
    fn authors(&self, article: u32) -> &[String];
    fn language(&self, article: u32) -> Option<&str>;
    fn published(&self, article: u32) -> Option<When>;
    fn is_in_state(&self, article: u32, state: State) -> bool;
    fn has(&self, article: u32, feature: Feature) -> bool;
    fn has_tag(&self, article: u32, tag_folded: &str) -> bool;
    /// Says whether something of this kind (`None`: any) and name is mentioned;
    /// an empty name asks for the kind alone.
    fn mentions(&self, article: u32, kind: Option<Kind>, name_folded: &str) -> bool;
    /// Says whether a quote is by somebody of this name.
    fn quotes(&self, article: u32, name_folded: &str) -> bool;
    /// Says whether a date of the text touches the days `first..=last`.
    fn is_about(&self, article: u32, first: Date, last: Date) -> bool;
}

/// Articles whose bodies hold a term: sorted numbers, each once.
///
/// A term that is not in the map has not been answered yet.
pub type TextHits = BTreeMap<TextTerm, Vec<u32>>;

/// Says whether `name` (folded) is meant by `wanted` (folded, perhaps with `*`
/// at its end): its words stand in the name, whole and in order.
pub fn name_matches(name_folded: &str, wanted_folded: &str) -> bool {
    let (text, is_prefix) = match wanted_folded.strip_suffix('*') {
        Some(text) => (text, true),
        None => (wanted_folded, false),
    };
    Needle::new(&Pattern {
        text: text.to_owned(),
        is_prefix,
    })
    .is_in_folded(name_folded)
}
