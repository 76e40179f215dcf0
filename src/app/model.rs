//! [`Model`]: all state, as plain data.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::articles::{Articles, RowRef};
use super::command::{Command, Mode, Place};
use super::duplicates::Duplicates;
use super::effect::{Effect, Ticket, Whereabouts};
use super::key::Key;
use super::keymap::Keymap;
use super::layout::{Breadth, GUTTER, Layout, Size, Wish};
use super::lines::Page;
use super::list::{Filter, List, Sort};
use super::msg::{Boot, BootRoot, Progress, Said, Tone};
use super::notice::Notices;
use super::picker::Picker;
use super::precise::Precise;
use super::prompt::{NoteEditor, Prompt};
use super::reader::Reader;
use super::rulings::rulings;
use super::settings::Settings;
use super::sidebar::Sidebar;
use crate::annotate::{Codebook, Journal, Ledger, Op, SessionId, Stamp, Target, Verdict};
use crate::nlp::link::Entities;
use crate::nlp::{Kind, Rulings, Watched};

/// The panes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Pane {
    #[default]
    List,
    Body,
    Sidebar,
}

/// Which colors the terminal can show, and on what ground.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Palette {
    /// 256 colors that can be read on light and on dark.
    #[default]
    Middle,
    Dark,
    Light,
    /// The sixteen colors of the person's terminal.
    Ansi,
    Mono,
}

/// All state of the desk.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Model {
    // Knowledge.
    pub roots: Vec<Root>,
    pub articles: Articles,
    pub entities: Entities,
    /// Quotes and dates for filters, by article.
    pub said: BTreeMap<u32, Said>,
    /// By what near-duplicates are found.
    pub duplicates: Duplicates,
    pub codebook: Codebook,
    /// Names that the person watches.
    pub watched: Vec<Watched>,
    /// What articles are extracted by: the watchlist and what was said of
    /// entities.
    pub rulings: Arc<Rulings>,
    /// How often they changed.
    pub ruled: u64,
    // Attention.
    pub focus: Pane,
    pub mode: Mode,
    pub list: List,
    pub reader: Reader,
    /// The article that was asked for last; it may be on the way.
    pub asked: Option<u32>,
    pub sidebar: Sidebar,
    pub precise: Precise,
    pub prompt: Option<Prompt>,
    pub picker: Option<Picker>,
    pub note: Option<NoteEditor>,
    /// A decision about an entity in the whole corpus that is being prepared.
    pub everywhere: Option<Everywhere>,
    pub jumps: Jumps,
    pub last_act: Option<LastAct>,
    pub last_label: Option<Option<String>>,
    /// Notes that were left without saving, by article and place.
    pub drafts: BTreeMap<(u32, usize), String>,
    // Keys.
    pub keymap: Keymap,
    pub pending: Vec<Key>,
    /// A command that waits for one more key.
    pub wants_key: Option<Command>,
    pub which_key: bool,
    pub held: Held,
    // Housekeeping.
    pub settings: Settings,
    pub palette: Palette,
    pub size: Size,
    pub is_zen: bool,
    /// The sidebar is shown where all three panes fit.
    pub sidebar_on: bool,
    /// The sidebar is shown in place of the list where two panes fit.
    pub sidebar_in: bool,
    /// The list names who and what each article is about.
    pub names_on: bool,
    pub page: Page,
    /// MARK mode unfolded the page to show its cursor.
    pub is_unfolded: bool,
    pub measure: u16,
    pub notices: Notices,
    pub progress: Progress,
    pub tickets: Tickets,
    pub now: Stamp,
    pub read_only: bool,
    pub is_sample: bool,
    /// Places where reading stopped, by article.
    pub places: BTreeMap<u32, usize>,
    /// Where the last run ended, until a key is pressed.
    pub resume: Option<Whereabouts>,
    pub saved_filters: Vec<(String, String)>,
    pub is_quitting: bool,
}

/// One root of the corpus and its decisions.
#[derive(Debug)]
pub struct Root {
    pub path: PathBuf,
    pub name: String,
    pub journal: Journal,
    pub prefix: String,
}

/// The tickets of the requests whose answers we still want.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tickets {
    next: u64,
    pub scan: Ticket,
    pub open: Ticket,
    pub search: Ticket,
    pub gather: Ticket,
    pub card: Ticket,
    pub group: Ticket,
    pub compare: Ticket,
}

/// Articles visited, as in a browser.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Jumps {
    pub back: Vec<u32>,
    pub forward: Vec<u32>,
}

/// A decision about all mentions of an entity, shown with its counts before it
/// is made.
#[derive(Clone, PartialEq, Debug)]
pub struct Everywhere {
    pub name: String,
    pub kind: Kind,
    pub verdict: Verdict,
    /// What is to be done; empty until the mentions are counted.
    pub ops: Vec<(u16, Op)>,
}

/// Whether a key is held, as far as its repetition shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// The terminal is at the other end of a link, where bytes take time.
    pub is_remote: bool,
    pub is_repeat: bool,
    last: Option<(Key, Stamp)>,
    /// Since when the page has not followed the cursor of the list.
    pub behind_since: Option<Stamp>,
}

impl Held {
    /// Keys that come faster than this are one key held.
    const REPEAT_MS: i64 = 60;

    /// Notes a key.
    pub fn note(&mut self, key: Key, now: Stamp) {
        self.is_repeat = self
            .last
            .is_some_and(|(last, at)| last == key && now.0 - at.0 < Self::REPEAT_MS);
        self.last = Some((key, now));
    }
}

/// What `.` repeats in BROWSE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LastAct {
    Run(Command),
    Tag(String),
    Untag(String),
}

impl Root {
    fn new(root: BootRoot, session: SessionId, author: &str) -> Self {
        let mut journal = Journal::new(session, author.to_owned());
        journal.load(root.entries);
        Self {
            path: root.path,
            name: root.name,
            journal,
            prefix: root.prefix,
        }
    }
}

impl Tickets {
    /// Makes a ticket that was never given out.
    pub fn fresh(&mut self) -> Ticket {
        self.next += 1;
        Ticket(self.next)
    }
}

impl Model {
    /// Makes the first state, and asks for the corpus.
    pub fn new(boot: Boot) -> (Self, Vec<Effect>) {
        let (keymap, key_problems) = Keymap::new(&boot.settings.keys);
        let mut notices = Notices::default();
        for problem in boot.problems.into_iter().chain(key_problems) {
            notices.say(Tone::Warning, problem);
        }
        let mut tickets = Tickets::default();
        tickets.scan = tickets.fresh();
        let is_first_time = boot.whereabouts.root.as_os_str().is_empty();
        let mut model = Self {
            roots: boot
                .roots
                .into_iter()
                .enumerate()
                .map(|(nth, root)| Root::new(root, boot.session.of_root(nth), &boot.author))
                .collect(),
            codebook: boot.codebook,
            watched: boot.watched,
            list: List {
                filter: Filter::of(&boot.whereabouts.query),
                sort: Sort::parse(&boot.whereabouts.sort).unwrap_or_default(),
                ..List::default()
            },
            keymap,
            size: boot.size,
            sidebar_on: boot.settings.sidebar && (is_first_time || boot.whereabouts.sidebar),
            names_on: boot.settings.list_names,
            page: if boot.settings.furniture {
                Page::Whole
            } else {
                Page::Folded
            },
            measure: boot.settings.measure,
            settings: boot.settings,
            palette: boot.palette,
            notices,
            tickets,
            now: boot.now,
            read_only: boot.read_only,
            is_sample: boot.is_sample,
            held: Held {
                is_remote: boot.is_remote,
                ..Held::default()
            },
            saved_filters: boot.whereabouts.filters.clone(),
            resume: Some(boot.whereabouts),
            ..Self::default()
        };
        let ledgers = model.roots.iter().map(|root| root.journal.ledger());
        model.rulings = Arc::new(rulings(&model.watched, ledgers));
        model.entities.rule(model.rulings.clone());
        let rule = Effect::Rule(model.ruled, model.rulings.clone());
        let scan = Effect::Scan(model.tickets.scan);
        (model, vec![rule, scan])
    }

    /// Says whether the sidebar is to be shown beside the body.
    pub fn is_sidebar_wanted(&self) -> bool {
        if self.size.breadth() == Breadth::Wide {
            self.sidebar_on
        } else {
            self.sidebar_in
        }
    }

    pub fn layout(&self) -> Layout {
        Layout::new(
            self.size,
            Wish {
                focus: self.focus,
                is_zen: self.is_zen,
                sidebar: self.is_sidebar_wanted(),
            },
        )
    }

    /// Returns the cells a line of the body may fill.
    pub fn text_width(&self) -> usize {
        let room = self
            .layout()
            .body
            .map_or(self.size.columns, |area| area.width);
        usize::from(room.saturating_sub(GUTTER + 1).min(self.measure)).max(1)
    }

    /// Returns how many lines of the body are shown.
    pub fn body_height(&self) -> usize {
        self.layout().page(Pane::Body)
    }

    /// Returns how many screen rows an article takes in the list: its second
    /// row holds date and source where one row has no room for them, and a
    /// third one names, where they are wanted.
    pub fn rows_per_article(&self) -> usize {
        let is_wide = self.layout().list.is_some_and(|area| area.width >= 64);
        match (is_wide, self.names_on) {
            (true, _) => 1,
            (false, false) => 2,
            (false, true) => 3,
        }
    }

    /// Returns how many articles the list shows.
    pub fn list_page(&self) -> usize {
        (self.layout().page(Pane::List) / self.rows_per_article()).max(1)
    }

    /// Returns where keys are looked up besides everywhere.
    pub fn key_place(&self) -> Place {
        if self.focus == Pane::Sidebar {
            Place::Sidebar
        } else {
            Place::Anywhere
        }
    }

    pub fn ledger(&self, root: u16) -> Option<&Ledger> {
        self.roots
            .get(usize::from(root))
            .map(|root| root.journal.ledger())
    }

    pub fn row(&self, number: u32) -> Option<RowRef<'_>> {
        self.articles.get(number)
    }

    /// Returns the article that acts are about when nothing is selected.
    pub fn current(&self) -> Option<u32> {
        match self.focus {
            Pane::List => self.list.current(),
            Pane::Body | Pane::Sidebar => self.reader.number.or_else(|| self.list.current()),
        }
    }

    /// Returns the articles that acts are about: the selection, else the current one.
    pub fn subjects(&self) -> Vec<u32> {
        if self.list.selected.is_empty() || self.mode == Mode::Mark {
            self.current().into_iter().collect()
        } else {
            self.list
                .fitting
                .iter()
                .copied()
                .filter(|number| self.list.selected.contains(number))
                .collect()
        }
    }

    pub fn target(&self, number: u32) -> Option<Target> {
        let row = self.row(number)?;
        Some(Target {
            id: row.id,
            path: row.path.to_owned(),
            sha256: row.sha256,
        })
    }

    /// Returns where the person is now.
    pub fn whereabouts(&self) -> Whereabouts {
        let number = self.reader.number.or_else(|| self.list.current());
        Whereabouts {
            root: self
                .roots
                .first()
                .map(|root| root.path.clone())
                .unwrap_or_default(),
            article: number.and_then(|number| self.row(number)).map(|row| row.id),
            at: if self.reader.top == 0 {
                0
            } else {
                self.reader.at()
            },
            query: self.list.filter.text.clone(),
            sort: self.list.sort.name().to_owned(),
            sidebar: self.sidebar_on,
            filters: self.saved_filters.clone(),
        }
    }
}
