//! Reads and extracts one article for the reader.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::Say;
use super::fault::extracted;
use super::ingest::Corpus;
use crate::app::Msg;
use crate::app::articles::Source;
use crate::app::effect::Request;
use crate::app::msg::Opened;
use crate::corpus::parse::{self, Depth, Wanted};
use crate::corpus::{Article, Place, sample};
use crate::io::article::{How, read_one_of, read_wanted};
use crate::io::plain_cause;
use crate::io::sources::Origin;
use crate::nlp::{Extraction, Overrides};

/// Texts beyond this size are shown before they are extracted.
const LARGE_BYTES: usize = 256 << 10;

/// Reads one article and answers once, or twice when it is large.
pub(super) fn open(corpus: &Corpus, request: &Request, say: &Say) {
    let value = read(corpus, &request.source);
    let answer = |value: Article, extraction: Extraction| {
        let opened = Opened {
            article: request.article,
            value,
            extraction,
        };
        say(Msg::Opened(request.ticket, Box::new(opened)));
    };
    if value.text.len() > LARGE_BYTES {
        answer(value.clone(), Extraction::default());
    }
    let overrides = Overrides {
        published: request.published,
        ..corpus.overrides().1
    };
    let extraction = extracted(&value, &overrides, say);
    answer(value, extraction);
}

/// Reads articles again, file by file, until `each` breaks off.
///
/// Shape: in the order of files and places, with the numbers they came with;
/// what is not there any more is left out.
/// Cost: each file is opened once; a packed one is read as far as is needed.
pub(super) fn read_each(
    corpus: &Corpus,
    sources: &[(u32, Source)],
    depth: Depth,
    each: &mut dyn FnMut(u32, Article) -> ControlFlow<()>,
) {
    let order = by_file(sources);
    for group in order.chunk_by(|a, b| is_same_file(a, b)) {
        if read_group(corpus, group, depth, each).is_break() {
            return;
        }
    }
}

/// Sorts articles so that those of one file stand together, by their places.
pub(super) fn by_file(sources: &[(u32, Source)]) -> Vec<&(u32, Source)> {
    let mut first = BTreeMap::new();
    for (nth, (_, source)) in sources.iter().enumerate() {
        first
            .entry((source.root, source.relative.as_str()))
            .or_insert(nth);
    }
    let file = |source: &Source| first.get(&(source.root, source.relative.as_str())).copied();
    let mut order: Vec<&(u32, Source)> = sources.iter().collect();
    order.sort_by_cached_key(|(_, source)| (file(source), source.place.key()));
    order
}

pub(super) fn is_same_file((_, a): &(u32, Source), (_, b): &(u32, Source)) -> bool {
    a.root == b.root && a.relative == b.relative
}

/// Reads articles of one file.
fn read_group(
    corpus: &Corpus,
    group: &[&(u32, Source)],
    depth: Depth,
    each: &mut dyn FnMut(u32, Article) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let Some((_, first)) = group.first() else {
        return ControlFlow::Continue(());
    };
    let Some(source) = corpus.sources.get(usize::from(first.root)) else {
        return ControlFlow::Continue(());
    };
    if source.origin == Origin::Sample {
        return group
            .iter()
            .try_for_each(|(number, source)| each(*number, read(corpus, source)));
    }
    let places: Vec<Place> = group.iter().map(|(_, source)| source.place).collect();
    let how = How {
        options: &source.options,
        depth,
    };
    let mut flow = ControlFlow::Continue(());
    let mut hand_on = |article: Article| {
        let key = article.place.key();
        let at = places.binary_search_by_key(&key, Place::key).ok();
        if let Some((number, _)) = at.and_then(|at| group.get(at)) {
            flow = each(*number, article);
        }
        flow
    };
    // A file that is gone has no article to hand on.
    if let Ok(mut file) = corpus.open(first) {
        let wanted = Wanted::At(&places);
        read_wanted((&mut *file, &first.relative), wanted, how, &mut hand_on);
    }
    flow
}

/// Reads an article again from where its row says it is.
pub(super) fn read(corpus: &Corpus, source: &Source) -> Article {
    let of = corpus.sources.get(usize::from(source.root));
    match of.map(|of| &of.origin) {
        Some(Origin::Sample) => {
            let mut found = Article::default();
            let file = sample::files()
                .iter()
                .find(|(path, _)| *path == source.relative);
            if let Some((path, text)) = file {
                parse::articles(path, text.as_bytes(), &mut |article| {
                    if article.place.record == source.place.record {
                        found = article;
                    }
                });
            }
            found
        }
        Some(Origin::Root(_) | Origin::Stdin) | None => {
            let options = corpus.options(source.root);
            if source.place.record > 0
                && !source.place.is_direct()
                && let Some(article) = corpus.packed.read(corpus, source)
            {
                return article;
            }
            match corpus.open(source) {
                Ok(mut file) => read_one_of(&mut *file, &source.relative, source.place, options),
                Err(error) => parse::unreadable(&source.relative, &plain_cause(&error)),
            }
        }
    }
}
