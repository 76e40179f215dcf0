//! Short forms that the article itself explains: `Long Form (LF)`,
//! `LF (Long Form)`, and long names whose initials make a short form used
//! elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{self, MAX_WORDS};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::key::key;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// A short form and the long one it stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::nlp) struct Definition {
    /// Tokens of the short form.
    pub(in crate::nlp) short: (usize, usize),
    /// Tokens of the long form.
    pub(in crate::nlp) long: (usize, usize),
    /// Kind of the name; `None` when the long form is no name.
    pub(in crate::nlp) kind: Option<Kind>,
    /// Both stand side by side in the text.
    pub(in crate::nlp) is_stated: bool,
}

/// Words between the bracket and the short form.
const LEADS: &[&str] = &[
    "hereinafter",
    "hereafter",
    "henceforth",
    "also",
    "formerly",
    "the",
    "or",
    "called",
    "known",
    "as",
    "referred",
    "to",
    "acronym",
    "abbreviated",
    "in",
    "short",
];
/// Highest cost of a letter in `Long Form (LF)`.
const MAX_COST: f32 = 0.42;
/// The same in `LF (long form)`, which is rarer.
const MAX_COST_BEHIND: f32 = 0.3;
/// The same for short forms in small letters, which are often words.
const MAX_COST_SMALL: f32 = 0.15;
/// Most bytes of a short form.
const MAX_BYTES: usize = 14;

/// Reads the explanations in brackets and proposes those that are names.
///
/// Shape: definitions in text order; `found` keeps its order and grows.
/// Cost: linear; bounded for each bracket.
pub(in crate::nlp) fn defined(doc: &Doc<'_>, found: &mut Vec<Candidate>) -> Vec<Definition> {
    let mut definitions = Vec::new();
    let mut by_end = ByEnd::default();
    for at in 1..doc.len() {
        if !matches!(doc.sign(at), Some('(' | '[')) {
            continue;
        }
        let Some((short, long)) = behind(doc, at).or_else(|| before(doc, at)) else {
            continue;
        };
        let is_name = (long.0..long.1)
            .filter(|&at| doc.word(at).is_some() && !spelling::is_small(doc, at))
            .all(|at| doc.upper(at) || doc.is(at, shape::NUMBER) || doc.tight(at));
        let is_written = (short.0..short.1).any(|at| doc.is(at, shape::CAPS) || doc.upper(at));
        let kind = (is_name && is_written)
            .then(|| kind_of(doc, long, short, by_end.upto_now(found)))
            .filter(|kind| *kind != Kind::Group);
        if let Some(kind) = kind {
            let reasons = ["explained short form", "short form in brackets"];
            let mut name = Candidate::rule(short, kind, 0.9, reasons[1]);
            if short.1 == short.0 + 1 {
                name.sense = doc.sense(short.0);
            }
            found.push(Candidate::rule(long, kind, 0.9, reasons[0]));
            found.push(name);
        }
        definitions.push(Definition {
            short,
            long,
            kind,
            is_stated: true,
        });
    }
    definitions
}

type Tokens = (usize, usize);

/// Candidates by the token behind them.
#[derive(Default)]
struct ByEnd {
    /// How many of the candidates are filed.
    n_filed: usize,
    ends: BTreeMap<usize, Vec<Candidate>>,
}

impl ByEnd {
    /// Files what was found since the last time.
    fn upto_now(&mut self, found: &[Candidate]) -> &Self {
        for candidate in found.get(self.n_filed..).unwrap_or_default() {
            self.ends.entry(candidate.end).or_default().push(*candidate);
        }
        self.n_filed = found.len();
        self
    }
}

/// Reads `Long Form (LF)` around the bracket at `open`.
fn behind(doc: &Doc<'_>, open: usize) -> Option<(Tokens, Tokens)> {
    let mut first = open + 1;
    while first < open + 8 && (doc.any(first, LEADS) && !doc.upper(first) || is_quote(doc, first)) {
        first += 1;
    }
    let mut end = first;
    while end < first + 6 && !doc.breaks(end.max(first + 1)) && !ends_short(doc, end) {
        end += 1;
    }
    if !ends_short(doc, end) || !is_short(doc, (first, end)) {
        return None;
    }
    let words = words_before(doc, open);
    let last = *words.first()?;
    let text = doc.join(first, end).of(doc.text);
    let letters = spelling::letters(text);
    let is_small = !text.contains(char::is_uppercase);
    let limit = if is_small { MAX_COST_SMALL } else { MAX_COST };
    let singular = letters.split_last().filter(|_| text.ends_with('s'));
    let forms = [Some(letters.as_slice()), singular.map(|(_, rest)| rest)];
    let ways = forms.into_iter().flatten();
    let spelled = ways
        .filter_map(|form| spelling::spell(doc, form, &words))
        .filter(|(cost, _)| *cost <= limit)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let n_words = spelled
        .map(|(_, n_words)| n_words)
        .or_else(|| initials_in_any_order(doc, &letters, &words).filter(|_| is_shouted(text)))?;
    let start = hyphen_head(doc, *words.get(n_words - 1)?);
    let is_longer = doc.join(start, last + 1).len() > text.len();
    is_longer.then_some(((first, end), (start, last + 1)))
}

/// Reads `LF (long form)` around the bracket at `open`.
fn before(doc: &Doc<'_>, open: usize) -> Option<(Tokens, Tokens)> {
    let mut end = open;
    if doc.possessive(end.wrapping_sub(1)) {
        end -= 1;
    }
    let mut first = end.checked_sub(1)?;
    while first > 0 && doc.tight(first) && end - first < 5 && !is_quote(doc, first - 1) {
        first -= 1;
    }
    let text = doc.join(first, end).of(doc.text);
    let n_upper = text.chars().filter(|c| c.is_uppercase()).count();
    if !is_short(doc, (first, end)) || n_upper < 2 {
        return None;
    }
    let mut start = open + 1;
    while is_quote(doc, start) || doc.any(start, &["the"]) {
        start += 1;
    }
    let mut words = Vec::new();
    let mut at = start;
    while words.len() < MAX_WORDS && !ends_long(doc, at) && (at == start || !doc.breaks(at)) {
        if doc.word(at).is_some() {
            words.push(at);
        }
        at += 1;
    }
    let letters = spelling::letters(text);
    let singular = letters.split_last().filter(|_| text.ends_with('s'));
    let forms = [Some(letters.as_slice()), singular.map(|(_, rest)| rest)];
    for n_words in (2..=words.len()).rev() {
        let mut part: Vec<usize> = words.get(..n_words)?.to_vec();
        part.reverse();
        let spelled = forms.iter().flatten().any(|form| {
            let way = spelling::spell(doc, form, &part);
            way.is_some_and(|(cost, n)| n == n_words && cost <= MAX_COST_BEHIND)
        });
        if spelled {
            return Some(((first, end), (start, part.first()? + 1)));
        }
    }
    None
}

fn is_quote(doc: &Doc<'_>, at: usize) -> bool {
    matches!(
        doc.sign(at),
        Some('"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»')
    )
}

fn ends_short(doc: &Doc<'_>, at: usize) -> bool {
    at >= doc.len()
        || is_quote(doc, at) && !doc.possessive(at)
        || matches!(doc.sign(at), Some(')' | ']' | ',' | ';'))
}

fn ends_long(doc: &Doc<'_>, at: usize) -> bool {
    at >= doc.len()
        || is_quote(doc, at)
        || matches!(doc.sign(at), Some(')' | ']' | '(' | ';' | ':'))
}

/// Says whether the tokens can be a short form by their letters.
fn is_short(doc: &Doc<'_>, (first, end): Tokens) -> bool {
    let text = doc.join(first, end).of(doc.text);
    let fits = (2..=MAX_BYTES).contains(&text.len()) && doc.word(first).is_some();
    if !fits || !text.contains(char::is_alphabetic) || doc.is(first, shape::ADDRESS) {
        return false;
    }
    let n_upper = text.chars().filter(|c| c.is_uppercase()).count();
    let parts = (first + 1..end).all(|at| {
        let joins = doc.tight(at) && doc.sign(at).is_none_or(|c| "-‑–.&/+'’".contains(c));
        joins || doc.upper(at) && n_upper > 2 || doc.is(at, shape::NUMBER)
    });
    match n_upper {
        0 => text.len() <= 4 && end == first + 1,
        1 => parts && (doc.upper(first) && text.len() <= 8 || text.len() <= 4),
        _ => parts,
    }
}

fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let n_small = letters.clone().filter(|c| c.is_lowercase()).count();
    let n_all = letters.count();
    n_all >= 3 && 10 * n_small <= 3 * n_all
}

/// Lists the words before a bracket, the nearest first, as far as a long form
/// can reach.
fn words_before(doc: &Doc<'_>, open: usize) -> Vec<usize> {
    let mut words = Vec::new();
    let mut at = open;
    while at > 0 && words.len() < MAX_WORDS && open - at < 3 * MAX_WORDS {
        at -= 1;
        if doc.word(at).is_some() {
            words.push(at);
            if doc.breaks(at) {
                break;
            }
        } else if words.is_empty() && doc.sign(at) == Some('.') || !joins(doc, at) {
            break;
        }
    }
    words
}

/// Says whether a sign can stand inside a long form.
fn joins(doc: &Doc<'_>, at: usize) -> bool {
    doc.possessive(at)
        || is_quote(doc, at)
        || matches!(doc.sign(at), Some('-' | '‑' | '–' | '—' | '&' | '/' | ','))
}

/// Returns the first token of the compound that `at` is a part of.
fn hyphen_head(doc: &Doc<'_>, at: usize) -> usize {
    let mut head = at;
    while head >= 2 && at - head < 12 && doc.hyphen(head - 1) && doc.word(head - 2).is_some() {
        head -= 2;
    }
    head
}

/// Takes the capitalised words before a bracket for a long form whose initials
/// stand in the short form in another order, or in part: names that were
/// translated keep the short form of their old language.
///
/// Shape: the number of words.
fn initials_in_any_order(doc: &Doc<'_>, short: &[char], words: &[usize]) -> Option<usize> {
    let mut left = short.to_vec();
    let (mut n_big, mut n_shared, mut best) = (0, 0, None);
    let mut has_first = false;
    for (idx, &at) in words.iter().enumerate() {
        let is_cut = idx > 0 && doc.sign(at + 1) == Some(',');
        if is_cut || !doc.upper(at) && !spelling::is_small(doc, at) || idx == 0 && !doc.upper(at) {
            break;
        }
        if !doc.upper(at) {
            if doc.any(at, &["and"]) && doc.any(at + 1, &["the"]) {
                break;
            }
            continue;
        }
        n_big += 1;
        let initial = *spelling::letters(doc.str(at)).first()?;
        let Some(place) = left.iter().position(|&c| c == initial) else {
            continue;
        };
        left.swap_remove(place);
        n_shared += 1;
        has_first |= Some(&initial) == short.first();
        let covers = 2 * n_shared >= n_big && 20 * n_shared >= 9 * short.len();
        if has_first && n_big > 1 && covers {
            best = Some(idx + 1);
        }
    }
    best
}

pub(in crate::nlp) fn is_short_form(doc: &Doc<'_>, at: usize) -> bool {
    doc.is(at, shape::CAPS) && !doc.is(at, shape::ADDRESS) && (2..=10).contains(&doc.span(at).len())
}

fn kind_of(doc: &Doc<'_>, long: Tokens, short: Tokens, found: &ByEnd) -> Kind {
    let beside = found.ends.get(&long.1).map(Vec::as_slice);
    let same = beside
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|c| c.first <= long.0 && c.kind != Kind::Person);
    let by_head = [
        (cue::AGREEMENT_HEAD, Kind::Agreement),
        (cue::EVENT_HEAD, Kind::Event),
        (cue::SYSTEM_HEAD, Kind::System),
        (cue::PLACE_HEAD, Kind::Place),
    ];
    let headed = by_head
        .iter()
        .find(|(bits, _)| doc.cue(long.1 - 1, *bits))
        .map(|(_, kind)| *kind);
    let listed = (short.1 == short.0 + 1).then(|| doc.sense(short.0));
    let listed = listed.and_then(Sense::kind);
    let listed = listed.filter(|kind| *kind != Kind::Person);
    let after = [short.1, short.1 + 1, long.1 - 1];
    let is_system = after.iter().any(|&at| doc.any(at, &["system", "systems"]));
    // A payroll has its system as well.
    let is_armed = (long.0..long.1)
        .any(|at| doc.cue(at, cue::SYSTEM_HEAD) || doc.any(at, super::system::DEFENSES));
    if is_system && is_armed {
        return Kind::System;
    }
    same.map(|c| c.kind)
        .or(listed)
        .or(headed)
        .unwrap_or(Kind::Org)
}

/// Finds long names of the article whose initials spell a short form in it.
///
/// Initials of several long names are those of none.
///
/// Shape: `names` are the decided mentions in text order.
pub(in crate::nlp) fn initials(doc: &Doc<'_>, names: &[Candidate]) -> Vec<Definition> {
    let mut longs: Vec<(String, Tokens, Kind)> = Vec::new();
    for name in names.iter().filter(|name| name.n_tokens() > 2) {
        if matches!(name.kind, Kind::Person | Kind::Place | Kind::Group) {
            continue;
        }
        for with_small in [false, true] {
            let letters = (name.first..name.end)
                .filter(|&at| doc.is(at, shape::WORD) && (with_small || doc.upper(at)))
                .filter_map(|at| spelling::letters(doc.str(at)).first().copied());
            longs.push((letters.collect(), (name.first, name.end), name.kind));
        }
    }
    longs.sort();
    let mut definitions = Vec::new();
    let mut seen = BTreeSet::new();
    for at in 0..doc.len() {
        if !is_short_form(doc, at) || doc.str(at).len() < 3 || doc.is(at, shape::HEADLINE) {
            continue;
        }
        if doc.hyphen(at + 1) && doc.is(at + 2, shape::NUMBER) {
            // `FPI-2265` is a number of its own.
            continue;
        }
        let short: String = spelling::letters(doc.str(at)).into_iter().collect();
        let idx = longs.partition_point(|(letters, _, _)| *letters < short);
        let spelled = longs.get(idx..).unwrap_or_default();
        let n_spelled = spelled.partition_point(|(letters, _, _)| *letters == short);
        let Some([(_, long, kind), others @ ..]) = spelled.get(..n_spelled) else {
            continue;
        };
        if !seen.insert(doc.word(at)) {
            continue;
        }
        let form = |it: Tokens| key(doc.join(it.0, it.1).of(doc.text));
        if others.iter().all(|it| form(it.1) == form(*long)) {
            definitions.push(Definition {
                short: (at, at + 1),
                long: *long,
                kind: Some(*kind),
                is_stated: false,
            });
        }
    }
    definitions
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Overrides, extract};

    fn check(text: &str, expected: &[(&str, &str)]) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let pairs = found.acronyms.iter();
        let pairs: Vec<_> = pairs
            .map(|it| (it.short.of(text), it.long.of(text)))
            .collect();
        assert_eq!(pairs, expected, "{text}");
    }

    #[test]
    fn reads_short_forms_in_brackets_on_either_side() {
        for (text, short, long) in [
            (
                "The Gotland Ferry Line (GFL) is old.",
                "GFL",
                "Gotland Ferry Line",
            ),
            (
                "It counts vessel traffic services (VTS) too.",
                "VTS",
                "vessel traffic services",
            ),
            (
                "Two coastal patrol boats (CPBs) came.",
                "CPBs",
                "coastal patrol boats",
            ),
            (
                "The Baltic Ports Union (hereinafter “BPU”) met.",
                "BPU",
                "Baltic Ports Union",
            ),
            (
                "The Harbour Police (Harpol) said so.",
                "Harpol",
                "Harbour Police",
            ),
            (
                "The Union of Fishing and Ice Crews and the Welfare of Sailors (UF-Sailors) met.",
                "UF-Sailors",
                "Union of Fishing and Ice Crews and the Welfare of Sailors",
            ),
            (
                "Under PQR 7 the RTB (Regional Tide Board) rules.",
                "RTB",
                "Regional Tide Board",
            ),
            (
                "A world-wide kelp census (WKC) began.",
                "WKC",
                "world-wide kelp census",
            ),
            (
                "The Bank of Western Lagoon Islands (WLIB) lent it.",
                "WLIB",
                "Bank of Western Lagoon Islands",
            ),
            ("The plan (he said) was new. Nobody (AP) came.", "", ""),
            ("They met at the Harbour (see map).", "", ""),
        ] {
            let pair = [(short, long)];
            check(text, if short.is_empty() { &[] } else { &pair });
        }
    }

    #[test]
    fn several_short_forms_stand_in_one_sentence() {
        check(
            "The Tide Office (TO), the Ice, Fog and Storm Service (IFSS) and the Pilot Board (PB) agreed.",
            &[
                ("TO", "Tide Office"),
                ("IFSS", "Ice, Fog and Storm Service"),
                ("PB", "Pilot Board"),
            ],
        );
    }

    #[test]
    fn initials_of_two_names_are_those_of_neither() {
        let kind = |text: &str| {
            let found = extract(&Article::of_text(text), &Overrides::default());
            let short = found
                .mentions
                .into_iter()
                .find(|m| m.span.of(text) == "BPU");
            let entity = short.and_then(|m| m.entity);
            entity.and_then(|idx| found.entities.get(idx).map(|e| e.name.clone()))
        };
        let one = "The Baltic Ports Union met. BPU agreed.";
        assert_eq!(kind(one).as_deref(), Some("Baltic Ports Union"));
        let two = "The Baltic Ports Union met the Bergen Pilots Union. BPU agreed.";
        assert_ne!(kind(two).as_deref(), Some("Baltic Ports Union"));
        assert_ne!(kind(two).as_deref(), Some("Bergen Pilots Union"));
    }

    #[test]
    fn a_translated_name_keeps_the_short_form_of_its_language() {
        check(
            "The Fishing Authority of the Northern Ports (FONPA) closed.",
            &[("FONPA", "Fishing Authority of the Northern Ports")],
        );
    }
}
