//! The JSON objects that commands print; their fields are promises.

use serde::Serialize;

use crate::annotate::{Anchor, Ledger, resolve};
use crate::corpus::{Article, Problem};
use crate::nlp::Extraction;
use crate::text::Span;
use crate::text::coords::Coords;

/// One article as `list` prints it.
#[derive(Serialize)]
pub(super) struct ListRow<'a> {
    id: String,
    path: &'a str,
    title: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<String>,
    state: StateRow,
    tags: Vec<&'a str>,
    problems: Vec<&'a str>,
}

#[derive(Serialize)]
struct StateRow {
    read: bool,
    decision: &'static str,
    star: bool,
}

/// One article as `extract` prints it.
#[derive(Serialize)]
pub(super) struct ExtractRow<'a> {
    schema: &'static str,
    id: String,
    path: &'a str,
    sha256: String,
    text: &'a str,
    meta: MetaRow<'a>,
    blocks: Vec<BlockRow>,
    mentions: Vec<MentionRow<'a>>,
    entities: Vec<EntityRow<'a>>,
    quotes: Vec<QuoteRow<'a>>,
    times: Vec<TimeRow<'a>>,
    acronyms: Vec<AcronymRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotations: Option<Vec<AnnotationRow<'a>>>,
    problems: Vec<ProblemRow<'a>>,
}

#[derive(Serialize)]
struct MetaRow<'a> {
    title: Option<&'a str>,
    source: Option<&'a str>,
    authors: &'a [String],
    published: Option<String>,
    modified: Option<String>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    section: Option<&'a str>,
    keywords: &'a [String],
}

#[derive(Serialize)]
struct BlockRow {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Serialize)]
struct MentionRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    entity: Option<String>,
    score: f64,
    finder: &'static str,
    /// Both tiers gave it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    certain: bool,
}

#[derive(Serialize)]
struct EntityRow<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    mentions: usize,
}

#[derive(Serialize)]
struct QuoteRow<'a> {
    start: usize,
    end: usize,
    direct: bool,
    speaker: Option<String>,
    speaker_text: Option<&'a str>,
    cue: Option<&'a str>,
}

#[derive(Serialize)]
struct TimeRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<&'a str>,
}

/// An explained short form; places as `[start, end]`.
#[derive(Serialize)]
struct AcronymRow {
    short: [usize; 2],
    long: [usize; 2],
}

#[derive(Serialize)]
struct AnnotationRow<'a> {
    id: String,
    /// Absent places are `null`: the mark is an orphan.
    start: Option<usize>,
    end: Option<usize>,
    /// What was marked, as it was then.
    text: &'a str,
    label: Option<&'a str>,
    note: Option<&'a str>,
    anchor: &'static str,
}

#[derive(Serialize)]
struct ProblemRow<'a> {
    what: &'a str,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'a> ListRow<'a> {
    pub(super) fn of(article: &'a Article, ledger: &'a Ledger) -> Self {
        let triage = ledger.triage(article.id);
        Self {
            id: article.id.to_string(),
            path: &article.path,
            title: article.meta.title.as_deref(),
            source: article.meta.source.as_deref(),
            published: article.meta.published.map(|when| when.to_string()),
            state: StateRow {
                read: triage.read,
                decision: triage.decision.name(),
                star: triage.star,
            },
            tags: ledger.tags(article.id).collect(),
            problems: article
                .problems
                .iter()
                .map(|problem| problem.what.as_str())
                .collect(),
        }
    }
}

impl<'a> ExtractRow<'a> {
    /// Makes the row; without a ledger there are no annotations.
    pub(super) fn of(
        article: &'a Article,
        found: &'a Extraction,
        ledger: Option<&'a Ledger>,
    ) -> Self {
        let text = article.text.as_str();
        let coords = Coords::new(text);
        let id_of = |entity: usize| {
            found
                .entities
                .get(entity)
                .map(|entity| entity.id.to_string())
        };
        Self {
            schema: "gleaner.extract/1",
            id: article.id.to_string(),
            path: &article.path,
            sha256: article.sha256.to_string(),
            text,
            meta: MetaRow::of(article),
            blocks: blocks(article, &coords),
            mentions: mentions(article, found, &coords),
            entities: found
                .entities
                .iter()
                .map(|entity| EntityRow {
                    id: entity.id.to_string(),
                    name: &entity.name,
                    kind: entity.kind.name(),
                    aliases: &entity.aliases,
                    mentions: entity.n_mentions,
                })
                .collect(),
            quotes: found
                .quotes
                .iter()
                .map(|quote| {
                    let (start, end) = coords.chars_of_span(quote.span);
                    QuoteRow {
                        start,
                        end,
                        direct: quote.is_direct,
                        speaker: quote.speaker.and_then(id_of),
                        speaker_text: quote.speaker_span.map(|span| span.of(text)),
                        cue: quote.cue.map(|span| span.of(text)),
                    }
                })
                .collect(),
            times: times(article, found, &coords),
            acronyms: acronyms(found, &coords),
            annotations: ledger.map(|ledger| annotations(article, ledger, &coords)),
            problems: problems(&article.problems, &coords),
        }
    }
}

impl<'a> MetaRow<'a> {
    fn of(article: &'a Article) -> Self {
        let meta = &article.meta;
        Self {
            title: meta.title.as_deref(),
            source: meta.source.as_deref(),
            authors: &meta.authors,
            published: meta.published.map(|when| when.to_string()),
            modified: meta.modified.map(|when| when.to_string()),
            language: meta.language.as_deref(),
            url: meta.url.as_deref(),
            section: meta.section.as_deref(),
            keywords: &meta.keywords,
        }
    }
}

fn blocks(article: &Article, coords: &Coords<'_>) -> Vec<BlockRow> {
    let blocks = article.blocks.iter().map(|block| {
        let (start, end) = coords.chars_of_span(block.span);
        BlockRow {
            start,
            end,
            kind: block.kind.name(),
        }
    });
    blocks.collect()
}

fn mentions<'a>(
    article: &'a Article,
    found: &Extraction,
    coords: &Coords<'_>,
) -> Vec<MentionRow<'a>> {
    let mentions = found.mentions.iter().map(|mention| {
        let (start, end) = coords.chars_of_span(mention.span);
        let entity = mention.entity.and_then(|entity| found.entities.get(entity));
        MentionRow {
            start,
            end,
            text: mention.span.of(&article.text),
            kind: mention.kind.name(),
            entity: entity.map(|entity| entity.id.to_string()),
            score: (f64::from(mention.score) * 100.0).round() / 100.0,
            finder: mention.finder.name(),
            certain: mention.is_certain,
        }
    });
    mentions.collect()
}

fn times<'a>(article: &'a Article, found: &'a Extraction, coords: &Coords<'_>) -> Vec<TimeRow<'a>> {
    let times = found.times.iter().map(|time| {
        let (start, end) = coords.chars_of_span(time.span);
        TimeRow {
            start,
            end,
            text: time.span.of(&article.text),
            kind: time.kind,
            value: time.value.as_deref(),
        }
    });
    times.collect()
}

fn acronyms(found: &Extraction, coords: &Coords<'_>) -> Vec<AcronymRow> {
    let places = |span| <[usize; 2]>::from(coords.chars_of_span(span));
    let acronyms = found.acronyms.iter().map(|acronym| AcronymRow {
        short: places(acronym.short),
        long: places(acronym.long),
    });
    acronyms.collect()
}

fn annotations<'a>(
    article: &Article,
    ledger: &'a Ledger,
    coords: &Coords<'_>,
) -> Vec<AnnotationRow<'a>> {
    let marks = ledger.marks(article.id).map(|mark| {
        let anchor = resolve(&mark.selector, &article.text);
        let (start, end) = places(anchor.span(), coords);
        AnnotationRow {
            id: mark.id.to_string(),
            start,
            end,
            text: &mark.selector.exact,
            label: mark.label.as_deref(),
            note: mark.note.as_deref(),
            anchor: match anchor {
                Anchor::Exact(_) => "exact",
                Anchor::Moved(_) => "moved",
                Anchor::Fuzzy(_) => "fuzzy",
                Anchor::Orphan => "orphan",
            },
        }
    });
    marks.collect()
}

fn problems<'a>(problems: &'a [Problem], coords: &Coords<'_>) -> Vec<ProblemRow<'a>> {
    let problems = problems.iter().map(|problem| {
        let (start, end) = places(problem.span, coords);
        ProblemRow {
            what: &problem.what,
            start,
            end,
        }
    });
    problems.collect()
}

fn places(span: Option<Span>, coords: &Coords<'_>) -> (Option<usize>, Option<usize>) {
    span.map(|span| coords.chars_of_span(span)).unzip()
}
