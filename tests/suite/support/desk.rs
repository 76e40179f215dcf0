//! [`Desk`]: the whole desk without a terminal, on the bundled sample corpus.
//!
//! Keys go in, frames come out. What the machine asks of the world is done on
//! the spot and in order, so nothing waits and every run is the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use gleaner::annotate::{Codebook, Entry, EntryId, SessionId, Stamp, describe};
use gleaner::app::articles::{Row, Source, SourceFile};
use gleaner::app::card::CardFacts;
use gleaner::app::effect::{Request, Whereabouts};
use gleaner::app::key::parse_keys;
use gleaner::app::layout::Size;
use gleaner::app::model::Palette;
use gleaner::app::msg::{Analysis, Boot, BootRoot, Opened, Progress};
use gleaner::app::settings::Settings;
use gleaner::app::{Effect, Model, Msg, Ticket, Wake, update};
use gleaner::corpus::{Article, parse, sample};
use gleaner::index::duplicate;
use gleaner::nlp::{self, EntityId, Overrides, Rulings};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// 2026-11-21T12:00:00Z.
const START_MS: i64 = 1_795_262_400_000;

/// The desk with the sample corpus open.
pub(crate) struct Desk {
    pub(crate) model: Model,
    articles: Vec<(Source, Article)>,
    /// What the machine wants to be woken for.
    wakes: BTreeSet<Wake>,
    /// All that was asked of the world and was not done here.
    pub(crate) asked: Vec<Effect>,
    now: i64,
    pub(crate) disk: Disk,
    /// What articles are extracted by, and the number of it.
    rulings: (u64, Arc<Rulings>),
    /// What the precise tier was asked to read, and by which rulings.
    pub(crate) refines: Vec<(Request, u64)>,
    /// What the disk refused.
    left: Vec<EntryId>,
}

/// What the disk says to acts that are sent to it, or why not; nothing when it
/// has not answered yet.
pub(crate) type Disk = Option<Result<(), &'static str>>;

impl Desk {
    /// Opens the sample on a screen of this size, and reads all of it.
    pub(crate) fn new(columns: u16, rows: u16, palette: Palette) -> Self {
        let boot = Boot {
            settings: Settings::default(),
            palette,
            codebook: Codebook::default(),
            watched: Vec::new(),
            roots: vec![BootRoot {
                path: sample::NAME.into(),
                name: sample::NAME.to_owned(),
                entries: Vec::new(),
                prefix: String::new(),
            }],
            session: SessionId::from_seed(7),
            author: "reader".to_owned(),
            size: Size { columns, rows },
            now: Stamp(START_MS),
            whereabouts: Whereabouts::default(),
            read_only: false,
            is_remote: false,
            is_sample: true,
            problems: Vec::new(),
        };
        let (model, effects) = Model::new(boot);
        let mut desk = Self {
            model,
            articles: sample_articles(),
            wakes: BTreeSet::new(),
            asked: Vec::new(),
            now: START_MS,
            disk: Some(Ok(())),
            rulings: Default::default(),
            refines: Vec::new(),
            left: Vec::new(),
        };
        desk.perform(effects);
        desk
    }

    /// Lets files come into the corpus, behind those that are there.
    pub(crate) fn bring(&mut self, files: &[(&str, &str)]) -> &mut Self {
        let n_before = self.articles.len();
        for (path, text) in files {
            parse::articles(path, text.as_bytes(), &mut |article| {
                let file = SourceFile {
                    relative: (*path).to_owned(),
                    ..SourceFile::default()
                };
                let source = Source::new(file, article.place);
                self.articles.push((source, article));
            });
        }
        let new = self.articles.iter().enumerate().skip(n_before);
        let rows = new.map(|(nth, (source, article))| at(Row::of(article, 0, source.clone()), nth));
        let rows = rows.collect();
        let sources = self.articles.iter().skip(n_before);
        let analyses = sources.filter_map(|(source, _)| self.analysis(source));
        let analyses = analyses.collect();
        let ticket = self.model.tickets.scan;
        self.tell(Msg::Scanned(ticket, rows));
        self.tell(Msg::Analysed(ticket, analyses));
        self
    }

    /// Presses keys in the notation of the command table: `jj<Space>]e`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let keys = match keys {
            "" => Vec::new(),
            keys => parse_keys(keys).expect("the test writes keys in their notation"),
        };
        for key in keys {
            self.now += 100;
            self.tell(Msg::Key(key, Stamp(self.now)));
        }
        self
    }

    /// Lets the keys rest: all that waits for the clock happens.
    pub(crate) fn rest(&mut self) -> &mut Self {
        self.now += 5_000;
        for wake in std::mem::take(&mut self.wakes) {
            self.tell(Msg::Woke(wake, Stamp(self.now)));
        }
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.tell(Msg::Resized(Size { columns, rows }));
        self
    }

    /// Draws the screen, and says where the terminal's cursor is shown.
    pub(crate) fn frame(&self) -> (Buffer, Option<Position>) {
        let Size { columns, rows } = self.model.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        let cursor = gleaner::ui::view(&self.model, area, &mut buffer);
        (buffer, cursor)
    }

    pub(crate) fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Scan(ticket) => self.scan(ticket),
                Effect::Open(request) => self.open(&request),
                Effect::Gather {
                    ticket,
                    entity,
                    sources,
                } => self.gather(ticket, entity, &sources),
                Effect::Card {
                    ticket,
                    entity,
                    sources,
                } => self.gather_card(ticket, entity, &sources),
                Effect::Group(ticket, signatures) => {
                    let groups = duplicate::groups(signatures.iter());
                    self.tell(Msg::Grouped(ticket, groups));
                }
                Effect::Compare { ticket, articles } => self.compare(ticket, &articles),
                Effect::Rule(number, rulings) => self.rulings = (number, rulings),
                Effect::Analyse { ticket, sources } => {
                    let analyses = sources
                        .iter()
                        .filter_map(|(_, source)| self.analysis(source));
                    let analyses = analyses.collect();
                    self.tell(Msg::Analysed(ticket, analyses));
                }
                Effect::Refine(request) => self.refines.push((request, self.rulings.0)),
                Effect::Append { entries, .. } => self.save(&entries),
                Effect::WakeAfter(wake, _) => {
                    self.wakes.insert(wake);
                }
                other => self.asked.push(other),
            }
        }
    }

    fn scan(&mut self, ticket: Ticket) {
        let rows = self
            .articles
            .iter()
            .map(|(source, article)| Row::of(article, 0, source.clone()));
        let rows: Vec<Row> = rows.enumerate().map(|(nth, row)| at(row, nth)).collect();
        let sources = self.articles.iter().map(|(source, _)| source);
        let analyses = sources.filter_map(|source| self.analysis(source));
        let analyses: Vec<Analysis> = analyses.collect();
        let total = self.articles.len();
        let progress = Progress {
            done: total,
            total,
            is_listed: true,
            is_finished: true,
        };
        self.tell(Msg::Scanned(ticket, rows));
        self.tell(Msg::Analysed(ticket, analyses));
        self.tell(Msg::Progress(ticket, progress));
    }

    fn overrides(&self) -> Overrides {
        Overrides {
            rulings: self.rulings.1.clone(),
            ..Overrides::default()
        }
    }

    fn analysis(&self, source: &Source) -> Option<Analysis> {
        let (_, article) = self.articles.iter().find(|(own, _)| own == source)?;
        let extraction = nlp::extract(article, &self.overrides());
        let of = (source.root, article);
        Some(Analysis::of(of, self.rulings.0, extraction))
    }

    fn open(&mut self, request: &Request) {
        let mut held = self.articles.iter();
        let found = held.find(|(own, _)| *own == request.source);
        let article = found
            .map(|(_, article)| article.clone())
            .unwrap_or_default();
        let extraction = nlp::extract(
            &article,
            &Overrides {
                published: request.published,
                ..self.overrides()
            },
        );
        let opened = Opened {
            article: request.article,
            value: article,
            extraction,
        };
        self.tell(Msg::Opened(request.ticket, Box::new(opened)));
    }

    fn gather(&mut self, ticket: Ticket, entity: EntityId, sources: &[(u32, Source)]) {
        let mut found = Vec::new();
        for (number, source) in sources {
            let Some((_, article)) = self.articles.iter().find(|(own, _)| **own == **source) else {
                continue;
            };
            let extraction = nlp::extract(article, &self.overrides());
            let idx = extraction
                .entities
                .iter()
                .position(|other| other.id == entity);
            let mentions = extraction
                .mentions
                .iter()
                .filter(|mention| mention.entity == idx);
            let places = mentions.map(|mention| describe(&article.text, mention.span));
            found.push((*number, places.collect()));
        }
        self.tell(Msg::Gathered(ticket, found));
    }

    fn gather_card(&mut self, ticket: Ticket, entity: EntityId, sources: &[(u32, Source)]) {
        let mut facts = CardFacts::default();
        for (number, source) in sources {
            if let Some((_, article)) = self.articles.iter().find(|(own, _)| **own == **source) {
                let found = nlp::extract(article, &self.overrides());
                facts.add(*number, (article, &found), entity);
            }
        }
        self.tell(Msg::Carded(ticket, Box::new(facts)));
    }

    fn compare(&mut self, ticket: Ticket, articles: &[(u32, Source); 2]) {
        let read = |(_, source): &(u32, Source)| {
            let mut held = self.articles.iter();
            let found = held.find(|(own, _)| **own == **source);
            found
                .map(|(_, article)| article.clone())
                .unwrap_or_default()
        };
        let [first, second] = articles.each_ref().map(read);
        let found = duplicate::compare(&first, &second);
        self.tell(Msg::Compared(ticket, Box::new(found)));
    }

    fn save(&mut self, entries: &[Entry]) {
        self.left.extend(entries.iter().map(|entry| entry.id));
        self.answer();
    }

    /// Lets the disk answer for all that it has not taken yet.
    pub(crate) fn answer(&mut self) {
        match self.disk {
            Some(Ok(())) => {
                let taken = std::mem::take(&mut self.left);
                self.tell(Msg::Saved(taken));
            }
            Some(Err(why)) => {
                self.tell(Msg::NotSaved(self.left.clone(), why.to_owned()));
            }
            None => {}
        }
    }
}

fn at(mut row: Row, nth: usize) -> Row {
    row.rank = nth.try_into().unwrap_or_default();
    row
}

fn sample_articles() -> Vec<(Source, Article)> {
    let mut all = Vec::new();
    for (path, text) in sample::files() {
        parse::articles(path, text.as_bytes(), &mut |article| {
            let file = SourceFile {
                root: 0,
                file: (*path).into(),
                relative: (*path).to_owned(),
            };
            let source = Source::new(file, article.place);
            all.push((source, article));
        });
    }
    all
}
