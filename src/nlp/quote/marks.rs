//! [`Quotation`]: what stands between quotation marks.
//!
//! All usual pairs are known, typewritten ones by the space around them. A
//! quotation may go on over paragraphs that begin with its mark again. Marks
//! inside a quotation are part of it; an apostrophe is no mark.

use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// A quotation, with its marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Quotation {
    /// Its opening mark.
    pub(super) first: usize,
    /// Behind its closing mark.
    pub(super) end: usize,
    /// Tokens of one mark: two for `''`.
    pub(super) width: usize,
}

impl Quotation {
    /// Returns the last sign or word inside, marks apart.
    pub(super) fn last(&self, doc: &Doc<'_>) -> Option<char> {
        let inside = self.first + self.width..self.end - self.width;
        let mark = |sign: char| matches!(sign, '"' | '”' | '\'' | '’' | '»' | '“');
        inside
            .rev()
            .take(4)
            .find(|&at| !doc.sign(at).is_some_and(mark))
            .and_then(|at| doc.sign(at))
    }
}

/// Paragraphs over which a quotation may go on.
const MAX_PARAGRAPHS: usize = 60;

/// Quotations in quotations that are followed.
const MAX_DEPTH: usize = 8;

/// A sort of marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Curly,
    Straight,
    Low,
    Angle,
    Corner,
    Single,
    /// Two apostrophes.
    Typed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Opens,
    Closes,
}

/// A quotation on the way.
#[derive(Clone, Copy)]
struct Open {
    sort: Sort,
    first: usize,
}

/// Finds the outermost quotations, in order.
///
/// Cost: linear in the tokens.
pub(super) fn quotations(doc: &Doc<'_>) -> Vec<Quotation> {
    let mut scan = Scan {
        doc,
        open: Vec::new(),
        pairs: Vec::new(),
        found: Vec::new(),
        n_paragraphs: 0,
    };
    let mut at = 0;
    while at < doc.len() {
        let mark = mark(doc, at);
        let goes_on = doc.is(at, shape::PARAGRAPH) && scan.paragraph(at, mark);
        if let Some((sort, width)) = mark
            && !goes_on
        {
            scan.mark(sort, at, width);
        }
        at += mark.map_or(1, |(_, width)| width);
    }
    scan.paragraph(at, None);
    scan.found
}

struct Scan<'d, 'a> {
    doc: &'d Doc<'a>,
    open: Vec<Open>,
    /// Closed pairs, inner before outer, until nothing is open at the end of
    /// a paragraph.
    pairs: Vec<Quotation>,
    found: Vec<Quotation>,
    n_paragraphs: usize,
}

impl Scan<'_, '_> {
    fn mark(&mut self, sort: Sort, at: usize, width: usize) {
        let low = self.open.last().is_some_and(|open| open.sort == Sort::Low);
        let sort = if low && sort == Sort::Curly {
            Sort::Low
        } else {
            sort
        };
        let held = self.held(sort).or_else(|| self.mistaken(sort, at));
        match (side(self.doc, (sort, at, width), held.is_some()), held) {
            (Some(Side::Opens), _) if self.may_open(sort) => {
                self.open.push(Open { sort, first: at });
            }
            (Some(Side::Closes), Some(place)) => {
                let first = self.open.get(place).map_or(at, |open| open.first);
                self.open.truncate(place);
                let end = at + width;
                self.pairs.push(Quotation { first, end, width });
            }
            _ => {}
        }
    }

    fn may_open(&self, sort: Sort) -> bool {
        self.open.is_empty() || sort != Sort::Single && self.open.len() < MAX_DEPTH
    }

    fn held(&self, sort: Sort) -> Option<usize> {
        self.open.iter().rposition(|open| open.sort == sort)
    }

    /// Finds a quotation that a mark of the wrong sort closes: `“so it is"`.
    fn mistaken(&self, sort: Sort, at: usize) -> Option<usize> {
        let closes = !self.doc.is(at, shape::SPACED) && !self.doc.tight(at + 1);
        match sort {
            Sort::Straight if closes => self.held(Sort::Curly),
            Sort::Curly if closes => self.held(Sort::Straight),
            _ => None,
        }
    }

    /// Ends a paragraph and says whether an open quotation goes on in the next,
    /// which begins with the mark `next`.
    fn paragraph(&mut self, at: usize, next: Option<(Sort, usize)>) -> bool {
        // A typewritten single mark may as well be an apostrophe.
        let curled = self.doc.sign(at) == Some('‘');
        let same = |open: &Open| next.is_some_and(|(sort, _)| sort == open.sort);
        let goes_on = self
            .open
            .first()
            .is_some_and(|open| (open.sort != Sort::Single || curled) && same(open));
        // `“SMITH: …` begins another turn of a transcript.
        let turn = self.doc.is(at + 1, shape::CAPS) && self.doc.sign(at + 2) == Some(':');
        if goes_on && !turn && self.n_paragraphs < MAX_PARAGRAPHS {
            self.n_paragraphs += 1;
            self.open.truncate(1);
            return true;
        }
        self.n_paragraphs = 0;
        self.open.clear();
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.sort_by_key(|pair| (pair.first, std::cmp::Reverse(pair.end)));
        for pair in pairs {
            if self.found.last().is_none_or(|last| pair.first >= last.end) {
                self.found.push(pair);
            }
        }
        false
    }
}

/// Returns the sort of the mark at `at` and its tokens.
fn mark(doc: &Doc<'_>, at: usize) -> Option<(Sort, usize)> {
    let sort = match doc.sign(at)? {
        '“' | '”' => Sort::Curly,
        '"' | '＂' => Sort::Straight,
        '„' => Sort::Low,
        '«' | '»' => Sort::Angle,
        '「' | '」' | '『' | '』' => Sort::Corner,
        quote @ ('\'' | '‘' | '’' | '`') => {
            if doc.possessive(at) {
                return None;
            }
            let twice =
                doc.tight(at + 1) && doc.sign(at + 1) == Some(quote) && !doc.possessive(at + 1);
            return Some(if twice {
                (Sort::Typed, 2)
            } else {
                (Sort::Single, 1)
            });
        }
        _ => return None,
    };
    Some((sort, 1))
}

/// Says on which side of a quotation the mark stands.
fn side(doc: &Doc<'_>, (sort, at, width): (Sort, usize, usize), held: bool) -> Option<Side> {
    let sign = doc.sign(at)?;
    let before = doc.is(at, shape::SPACED) || at == 0;
    let after = !doc.tight(at + width);
    let by_space = match (before, after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if held => Side::Closes,
        _ => Side::Opens,
    };
    Some(match (sort, sign) {
        (Sort::Curly, '“') if !before && after => Side::Closes,
        (Sort::Curly, '”') if by_space == Side::Opens && !held => Side::Opens,
        (Sort::Curly, '“')
        | (Sort::Low, '„')
        | (Sort::Angle, '«')
        | (Sort::Corner, '「' | '『')
        | (Sort::Typed, '`') => Side::Opens,
        (Sort::Curly | Sort::Low | Sort::Angle | Sort::Corner, _) => Side::Closes,
        (Sort::Single, _) => return single(doc, at, (before, after)),
        (Sort::Straight | Sort::Typed, _) => by_space,
    })
}

/// Tells a single mark from an apostrophe.
fn single(doc: &Doc<'_>, at: usize, (before, after): (bool, bool)) -> Option<Side> {
    let word = doc.is(at + 1, shape::WORD | shape::NUMBER) && !after;
    if before && word {
        let short = doc.is(at + 1, shape::NUMBER)
            || doc.any(
                at + 1,
                &["em", "til", "tis", "twas", "cause", "n", "bout", "round"],
            );
        return (!short && doc.sign(at) != Some('’')).then_some(Side::Opens);
    }
    (!before && !word && doc.sign(at) != Some('‘')).then_some(Side::Closes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::parse;

    fn check(text: &str, expected: &[&str]) {
        let article = parse::first("a.txt", text.as_bytes());
        let doc = Doc::new(&article);
        let found = quotations(&doc);
        let found: Vec<&str> = found
            .iter()
            .map(|found| doc.join(found.first, found.end).of(doc.text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pairs_of_all_sorts_are_found() {
        check("A “b c” d.", &["“b c”"]);
        check("A \"b c\" d (\"e f\").", &["\"b c\"", "\"e f\""]);
        check("A ''b c'' d.", &["''b c''"]);
        check("A ``b c'' d.", &["``b c''"]);
        check("A „b c“ d.", &["„b c“"]);
        check("A «b c» d.", &["«b c»"]);
        check("A ‘b c,’ d.", &["‘b c,’"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The dog's bone, the dogs' bones, don't.", &[]);
        check("Rock 'n' roll of the '90s, isn't it?", &[]);
    }

    #[test]
    fn marks_inside_belong_to_the_outer_ones() {
        check("A “b ‘c’ d” e.", &["“b ‘c’ d”"]);
        check("A \"b “c” d\" e.", &["\"b “c” d\""]);
    }

    #[test]
    fn paragraphs_go_on_with_the_mark() {
        check("“A b.\n\n“C d.\n\n“E f.” G.", &["“A b.\n\n“C d.\n\n“E f.”"]);
        check("‘A b.\n\n‘C d.’ E.", &["‘A b.\n\n‘C d.’"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_opens_nothing() {
        check("“A b.\n\nC “d e” f.", &["“d e”"]);
    }
}
