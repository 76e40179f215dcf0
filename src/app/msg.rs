//! [`Msg`]: all that can happen.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::articles::Row;
pub use super::card::CardFacts;
use super::effect::{Ticket, Wake, Whereabouts};
use super::key::Key;
use super::layout::Size;
use super::model::Palette;
use super::mouse::Mouse;
use super::settings::Settings;
use crate::annotate::{Codebook, Entry, EntryId, Selector, SessionId, Stamp};
use crate::corpus::{Article, ArticleId, ContentHash, When};
use crate::index::duplicate::{Comparison, Group, Signature};
use crate::index::eval::TextHits;
use crate::index::query::days_of_time;
use crate::nlp::{Entity, EntityId, Extraction, Watched};
use crate::text::fold::fold;

/// One thing that happened.
#[derive(Debug)]
pub enum Msg {
    Key(Key, Stamp),
    Paste(String),
    Mouse(Mouse),
    Resized(Size),
    /// Articles were read; they carry their place in the order of the corpus.
    Scanned(Ticket, Vec<Row>),
    /// Files that are gone, by root and relative path.
    Gone(Vec<(u16, String)>),
    /// What articles mention.
    Analysed(Ticket, Vec<Analysis>),
    Progress(Ticket, Progress),
    Opened(Ticket, Box<Opened>),
    /// What the precise tier found in an article.
    Refined(Ticket, Box<Refined>),
    /// Whether the precise tier serves.
    Precise(Tier),
    Found(Ticket, TextHits),
    /// The mentions of an entity, by article; each article once.
    Gathered(Ticket, Vec<(u32, Vec<Selector>)>),
    /// What the texts tell of the entity whose card is open.
    Carded(Ticket, Box<CardFacts>),
    /// The articles that tell one story.
    Grouped(Ticket, Vec<Group<u32>>),
    /// What differs between two articles.
    Compared(Ticket, Box<Comparison>),
    /// Entries are on disk, written and synced.
    Saved(Vec<EntryId>),
    /// Entries could not be saved; the text says why and what to do.
    NotSaved(Vec<EntryId>, String),
    /// Entries that other sessions appended.
    Received(u16, Vec<Entry>),
    /// Another program replaced or deleted the annotation file of a root; these
    /// are the entries it holds.
    Replaced(u16, BTreeSet<EntryId>),
    /// The person's editor came back; `None` when nothing changed.
    Edited(Option<String>),
    /// Something to tell: a message, or an error when the flag says so.
    Told(Tone, String),
    Woke(Wake, Stamp),
    /// The terminal is ours again after a suspension or a child program.
    Resumed,
}

/// How a message sounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Plain,
    Warning,
    Error,
}

/// Whether the precise tier serves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tier {
    Serving,
    /// There is no model, and nobody asked for one.
    Missing(String),
    /// There is one, but it cannot serve; the text says why.
    Failing(String),
}

/// What the edge knows at the start.
#[derive(Debug)]
pub struct Boot {
    pub settings: Settings,
    pub codebook: Codebook,
    pub watched: Vec<Watched>,
    pub roots: Vec<BootRoot>,
    pub session: SessionId,
    pub author: String,
    pub size: Size,
    pub palette: Palette,
    pub now: Stamp,
    pub whereabouts: Whereabouts,
    pub read_only: bool,
    /// The terminal is at the other end of a link.
    pub is_remote: bool,
    /// True when the bundled sample corpus is open: the hints teach.
    pub is_sample: bool,
    /// What went wrong on the way here, one line each.
    pub problems: Vec<String>,
}

/// One root of the corpus.
#[derive(Debug)]
pub struct BootRoot {
    pub path: PathBuf,
    /// What to call it on the screen.
    pub name: String,
    pub entries: Vec<Entry>,
    /// What the paths of its articles begin with when only a part of an
    /// annotated corpus is open.
    pub prefix: String,
}

/// What one article mentions.
#[derive(Debug)]
pub struct Analysis {
    pub root: u16,
    pub article: ArticleId,
    pub entities: Vec<Entity>,
    pub said: Said,
    /// By what near-duplicates of it are found.
    pub signature: Option<Signature>,
    /// Which rulings it was made by, as [`Effect::Rule`](super::Effect::Rule)
    /// counts them.
    pub ruled: u64,
}

/// What filters ask of the quotes and dates of an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    pub has_quotes: bool,
    /// Who is quoted; sorted, each once.
    pub speakers: Vec<EntityId>,
    /// How those are described who are quoted without a name, folded; sorted,
    /// each once.
    pub sources: Vec<String>,
    /// First and last day of each date of the text.
    pub days: Vec<(Date, Date)>,
    /// The two named entities that the article is about most, the first first.
    pub about: [Option<EntityId>; 2],
}

impl Analysis {
    /// Takes from an extraction what is kept for the whole corpus.
    pub fn of((root, article): (u16, &Article), ruled: u64, extraction: Extraction) -> Self {
        let quotes = extraction.quotes.iter();
        let idxs = quotes.filter_map(|quote| quote.speaker);
        let mut speakers: Vec<EntityId> = idxs
            .filter_map(|idx| Some(extraction.entities.get(idx)?.id))
            .collect();
        speakers.sort_unstable();
        speakers.dedup();
        let unnamed = extraction.quotes.iter();
        let unnamed = unnamed.filter_map(|quote| quote.unnamed(&article.text));
        let mut sources: Vec<String> = unnamed.map(fold).collect();
        sources.sort_unstable();
        sources.dedup();
        let entities = extraction.entities.iter();
        let mut named = entities.filter(|entity| entity.kind.is_name());
        let mut next = || named.next().map(|entity| entity.id);
        let about = [next(), next()];
        let said = Said {
            has_quotes: !extraction.quotes.is_empty(),
            speakers,
            about,
            sources,
            days: extraction.times.iter().filter_map(days_of_time).collect(),
        };
        Self {
            root,
            article: article.id,
            entities: extraction.entities,
            said,
            signature: Signature::of(article),
            ruled,
        }
    }
}

/// How far the reading of the corpus is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
    pub is_listed: bool,
    pub is_finished: bool,
}

/// What the precise tier found in an article, and what of it is kept for the
/// whole corpus.
#[derive(Debug)]
pub struct Refined {
    pub article: u32,
    pub sha256: ContentHash,
    /// The date that a person had set when it was read.
    pub published: Option<When>,
    pub extraction: Arc<Extraction>,
    pub analysis: Analysis,
}

/// An article for the reader.
#[derive(Debug)]
pub struct Opened {
    pub article: u32,
    pub value: Article,
    pub extraction: Extraction,
}
