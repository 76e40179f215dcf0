//! [`Effect`]: all we can ask of the world, as data.

use std::path::PathBuf;
use std::sync::Arc;

use super::articles::Source;
pub use super::duplicates::Signatures;
use crate::annotate::Entry;
use crate::corpus::{ArticleId, When};
use crate::index::query::TextTerm;
use crate::nlp::{EntityId, Rulings};

/// Names one request; an answer that carries an old ticket is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Ticket(pub u64);

/// Why we asked to be woken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Wake {
    /// The list cursor has rested: the preview follows.
    Preview,
    /// The body has had the focus long enough to count as read.
    Read,
    /// The list cursor left the page while a key was held: the page follows.
    Page,
    /// The list is looked through further for what the precise tier is to read.
    Unread,
    /// A prefix has rested: its continuations pop up.
    WhichKey,
    /// Where we are is written down.
    State,
}

/// One article that is to be read.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    pub ticket: Ticket,
    pub article: u32,
    pub source: Source,
    /// The date that a person set.
    pub published: Option<When>,
}

/// Something to be done outside of the core.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Lists and reads all articles, in corpus order, and extracts them.
    Scan(Ticket),
    /// Reads and extracts one article for the reader.
    Open(Request),
    /// Reads and extracts one article with the precise tier, in place of the
    /// one that it was asked for before.
    Refine(Request),
    /// Finds the articles that hold each term.
    Search {
        ticket: Ticket,
        terms: Vec<TextTerm>,
        sources: Arc<Vec<(u32, Source)>>,
    },
    /// Finds all mentions of an entity in these articles.
    Gather {
        ticket: Ticket,
        entity: EntityId,
        sources: Arc<Vec<(u32, Source)>>,
    },
    /// Gathers what the card of an entity tells from these articles.
    Card {
        ticket: Ticket,
        entity: EntityId,
        sources: Arc<Vec<(u32, Source)>>,
    },
    /// Groups the articles that tell one story.
    Group(Ticket, Signatures),
    /// Tells what differs between two articles.
    Compare {
        ticket: Ticket,
        articles: [(u32, Source); 2],
    },
    /// From here on articles are extracted by these; the number counts them.
    Rule(u64, Arc<Rulings>),
    /// Reads and extracts articles again.
    Analyse {
        ticket: Ticket,
        sources: Arc<Vec<(u32, Source)>>,
    },
    /// Appends entries to the annotation file of a root, in this order.
    Append {
        root: u16,
        entries: Vec<Entry>,
    },
    /// Puts text on the clipboard of the person's terminal.
    Copy(String),
    /// Opens an address; over SSH it is copied instead.
    OpenUrl(String),
    /// Opens the person's editor on a note.
    EditNote(String),
    /// Runs what the person typed with the text on standard input.
    Pipe {
        command: String,
        text: String,
    },
    WakeAfter(Wake, u32),
    SaveState(Box<Whereabouts>),
    Redraw,
    Suspend,
    Quit,
}

/// Where the person is, to be found again at the next start.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Whereabouts {
    pub root: PathBuf,
    pub article: Option<ArticleId>,
    /// Byte offset of the first line shown.
    pub at: usize,
    pub query: String,
    pub sort: String,
    pub sidebar: bool,
    /// Names and texts of saved filters.
    pub filters: Vec<(String, String)>,
}
