//! Parts of years and stretches of them: quarters, halves, seasons, fiscal
//! years, decades and centuries in words.

use super::Read;
use super::calendar::year_after;
use super::expr::{Expr, Point, Season, YearOf};
use super::lexicon::{ordinal, season};
use super::note;
use super::number;
use super::year::{self, Lead};
use crate::nlp::doc::Doc;

/// Reads `third quarter of 1990`, `fiscal 1988`, `summer of 2017`,
/// `20th century`, `nineties`; the article before it is not read here.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    quarter(doc, at)
        .or_else(|| short_quarter(doc, at))
        .or_else(|| fiscal(doc, at))
        .or_else(|| century(doc, at))
        .or_else(|| decade(doc, at))
        .or_else(|| seasonal(doc, at))
        .or_else(|| spoken(doc, at))
}

/// Which quarter or half.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Share {
    Quarter(i8),
    Half(i8),
}

impl Share {
    fn of(self, year: YearOf) -> Point {
        match self {
            Self::Quarter(n) => Point::Quarter(year, n),
            Self::Half(n) => Point::Half(year, n),
        }
    }
}

/// Reads `third quarter`, `fiscal first quarter`, `1988 third quarter`,
/// `year-ago third quarter`, `third-quarter`.
fn quarter(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (mut next, mut of) = (at, YearOf::Open);
    let hyphened = |at: usize, words: &[&str]| {
        doc.any(at, &["year"]) && doc.any(at + 2, words) && doc.sign(at + 1) == Some('-')
    };
    if let Some(stated) = number::year(doc, at) {
        of = YearOf::Is(stated);
        next += 1;
    } else if hyphened(at, &["ago", "earlier"]) {
        of = YearOf::Away(-1);
        next += 3;
    }
    next += usize::from(doc.any(next, &["fiscal"]));
    next += usize::from(doc.hyphen(next) && next > at);
    let (end, share) = share(doc, next)?;
    if doc.breaks(end) {
        return Some(Read::unnamed(end, Expr::point(share.of(of))));
    }
    if of == YearOf::Open
        && let Some((last, stated)) = of_year(doc, end)
    {
        return Some(Read::unnamed(last, Expr::point(share.of(stated))));
    }
    Some(Read::unnamed(end, Expr::point(share.of(of))))
}

/// Reads `third quarter`, `last quarter of 1990`, `second half of 1990`.
fn share(doc: &Doc<'_>, at: usize) -> Option<(usize, Share)> {
    let (next, n) = match ordinal(doc, at) {
        Some((next, n)) => (next, Some(n)),
        None if doc.any(at, &["final", "last"]) => (at + 1, None),
        None => return None,
    };
    let noun = next + usize::from(doc.hyphen(next));
    let of_time = of_year(doc, noun + 1).is_some();
    if doc.any(noun, &["quarter"]) {
        // `Last quarter` is the one before this, not the fourth, and the last
        // one of a game is none.
        let asked = !doc.any(at, &["last"]) || doc.any(noun + 1, &["of"]) && of_time;
        let n = n.unwrap_or(4);
        return ((1..=4).contains(&n) && asked).then_some((noun + 1, Share::Quarter(n)));
    }
    let n = n.unwrap_or(2);
    let half = doc.any(noun, &["half"]) && (1..=2).contains(&n) && of_time;
    half.then_some((noun + 1, Share::Half(n)))
}

/// Reads `of 1990`, `of fiscal 1989`, `of last year`, `this year`, `1990`.
fn of_year(doc: &Doc<'_>, at: usize) -> Option<(usize, YearOf)> {
    let of = usize::from(doc.any(at, &["of"]));
    let fiscal = usize::from(doc.any(at + of, &["fiscal"]));
    if of + fiscal > 0
        && let Some(stated) = number::year(doc, at + of + fiscal)
    {
        return Some((at + of + fiscal + 1, YearOf::Is(stated)));
    }
    if doc.any(at + of, &["the"]) && doc.any(at + of + 1, &["year"]) && of == 1 {
        return Some((at + of + 2, YearOf::Then(0)));
    }
    year_after(doc, at)
}

/// Reads `Q3 2014`, `2014 Q3`, `Q3`, `H1 2015`.
fn short_quarter(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let first = number::year(doc, at);
    let name = at + usize::from(first.is_some());
    let name = name + usize::from(first.is_some() && doc.hyphen(name));
    let text = doc.str(name);
    let small = first.is_none() && !doc.upper(name) && number::year(doc, name + 1).is_none();
    if small && !note::is_note(doc) {
        return None;
    }
    let n: i8 = text.get(1..)?.parse().ok().filter(|_| text.len() == 2)?;
    let share = match (text.chars().next()?.to_ascii_uppercase(), n) {
        ('Q', 1..=4) => Share::Quarter(n),
        ('H', 1..=2) => Share::Half(n),
        _ => return None,
    };
    let (end, of) = match (first, of_year(doc, name + 1)) {
        (Some(stated), _) => (name + 1, YearOf::Is(stated)),
        (None, Some(found)) => found,
        (None, None) if matches!(share, Share::Quarter(_)) => (name + 1, YearOf::Open),
        (None, None) => return None,
    };
    Some(Read::named((at, end), share.of(of)))
}

/// Reads `fiscal 1988`, `fiscal year 2015`, `FY2013`, `year 2008`.
fn fiscal(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["year"]) {
        if let Some(stated) = number::year(doc, at + 1) {
            return Some(Read::named((at, at + 2), Point::Year(YearOf::Is(stated))));
        }
        let (end, stated) = year::spoken(doc, at + 1, Lead::Asks)?;
        return Some(Read::named((at, end), Point::Year(YearOf::Is(stated))));
    }
    let text = doc.str(at);
    if let Some(digits) = text.strip_prefix("FY").filter(|digits| !digits.is_empty()) {
        let digits = digits.trim_start_matches(['\'', '’']);
        let stated: i16 = digits.parse().ok()?;
        let stated = if digits.len() == 2 {
            2000 + stated
        } else {
            stated
        };
        return (1900..=2100)
            .contains(&stated)
            .then(|| Read::named((at, at + 1), Point::Year(YearOf::Is(stated))));
    }
    let named = doc.any(at, &["calendar", "school", "academic", "financial"]);
    if named && !doc.any(at + 1, &["year"]) || !named && !doc.any(at, &["fiscal", "fy", "cy", "sy"])
    {
        return None;
    }
    let next = at + 1 + usize::from(doc.any(at + 1, &["year"]));
    let stated = number::year(doc, next)?;
    Some(Read::named((at, next + 1), Point::Year(YearOf::Is(stated))))
}

/// Reads `20th century`, `nineteenth-century`.
fn century(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, n) = ordinal(doc, at)?;
    let noun = next + usize::from(doc.hyphen(next));
    let known = doc.any(noun, &["century", "centuries"]) && (1..=21).contains(&n);
    let first = Point::Century(100 * (i16::from(n) - 1));
    let read = if year::is_before_christ(doc, noun + 1) {
        Read::unnamed(noun + 2, Expr::point(Point::CenturyBefore))
    } else {
        Read::unnamed(noun + 1, Expr::point(first))
    };
    known.then_some(read)
}

/// Reads `nineties`, `'80s`.
fn decade(doc: &Doc<'_>, at: usize) -> Option<Read> {
    const WORDS: [(&str, i16); 8] = [
        ("twenties", 1920),
        ("thirties", 1930),
        ("forties", 1940),
        ("fifties", 1950),
        ("sixties", 1960),
        ("seventies", 1970),
        ("eighties", 1980),
        ("nineties", 1990),
    ];
    let before = at.wrapping_sub(1);
    if let Some((_, first)) = WORDS.iter().find(|(word, _)| doc.any(at, &[word])) {
        let age = doc.any(before, &["his", "her", "their", "my", "our"]);
        return (!age).then(|| Read::unnamed(at + 1, Expr::point(Point::Decade(*first))));
    }
    let apostrophe = usize::from(matches!(doc.sign(at), Some('\'' | '’' | '‘')));
    let digits = doc.str(at + apostrophe).strip_suffix('s')?;
    let n: i8 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    let led =
        apostrophe == 1 || doc.any(before, &["the", "early", "late", "mid"]) || doc.hyphen(before);
    let glued = apostrophe == 0 || doc.tight(at + 1);
    (led && glued && n % 10 == 0)
        .then(|| Read::unnamed(at + apostrophe + 1, Expr::point(Point::DecadeOf(n))))
}

/// Reads `last decade of the 19th century`.
pub(super) fn decade_in_century(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, n) = match ordinal(doc, at).filter(|(_, n)| (1..=10).contains(n)) {
        Some(found) => found,
        None if doc.any(at, &["last", "final"]) => (at + 1, 10),
        None => return None,
    };
    if !doc.any(next, &["decade"]) || !doc.any(next + 1, &["of"]) {
        return None;
    }
    let the = usize::from(doc.any(next + 2, &["the"]));
    let read = century(doc, next + 2 + the)?;
    let Point::Century(first) = read.expr.as_point()? else {
        return None;
    };
    let decade = Point::Decade(first + 10 * (i16::from(n) - 1));
    Some(Read::unnamed(read.end, Expr::point(decade)))
}

/// Reads `summer of 2017`, `summer 1989`, `winter of nineteen ninety-four`,
/// and a season alone after a word that makes it one.
fn seasonal(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let season = season(doc, at)?;
    if let Some((end, of)) = year_after(doc, at + 1) {
        let core = matches!(of, YearOf::Is(_)).then_some((at, end));
        return Some(Read {
            end,
            expr: Expr::point(Point::Season(of, season)),
            core,
        });
    }
    let before = at.wrapping_sub(1);
    let led = doc.any(
        before,
        &[
            "in", "during", "since", "until", "by", "early", "late", "mid", "into",
        ],
    ) || doc.hyphen(before);
    let the = doc.any(before, &["the"])
        && doc.any(
            at.wrapping_sub(2),
            &[
                "in", "during", "over", "by", "of", "for", "this", "through", "into",
            ],
        );
    let verb = matches!(season, Season::Spring | Season::Autumn) && !led && !the;
    let noun = doc.hyphen(at + 1) || doc.upper(at) && doc.upper(at + 1) && !doc.breaks(at + 1);
    ((led || the) && !verb && !noun)
        .then(|| Read::unnamed(at + 1, Expr::point(Point::Season(YearOf::Open, season))))
}

/// Reads `nineteen ninety-six`.
fn spoken(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, stated) = year::spoken(doc, at, Lead::Other)?;
    Some(Read::unnamed(
        end,
        Expr::point(Point::Year(YearOf::Is(stated))),
    ))
}
