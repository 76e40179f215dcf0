//! Finders that go by shape and surroundings, one file for each family of names.

pub(super) mod acronym;
mod airliner;
pub(super) mod amount;
mod currency;
pub(super) mod echo;
pub(super) mod headed;
pub(super) mod led;
pub(super) mod number;
pub(super) mod person;
pub(super) mod result;
mod retitled;
pub(super) mod roster;
pub(super) mod small;
mod sorts;
mod spelling;
pub(super) mod state;
pub(super) mod system;
pub(super) mod team;
pub(super) mod titled;
pub(super) mod told;

/// Checks which tokens a finder proposes in a text.
#[cfg(test)]
#[track_caller]
fn check(
    find: fn(&super::doc::Doc<'_>, &mut Vec<super::finder::Candidate>),
    text: &str,
    expected: &[&str],
) {
    let article = crate::corpus::Article::of_text(text);
    let doc = super::doc::Doc::new(&article);
    let mut found = Vec::new();
    find(&doc, &mut found);
    let spans = found.iter().map(|it| doc.join(it.first, it.end).of(text));
    assert_eq!(spans.collect::<Vec<_>>(), expected, "{text}");
}
