//! Reads and extracts one article for the reader.

use std::sync::PoisonError;

use super::Say;
use super::fault::extracted;
use super::ingest::Corpus;
use crate::app::Msg;
use crate::app::articles::Source;
use crate::app::effect::Request;
use crate::app::msg::Opened;
use crate::corpus::{Article, parse, sample};
use crate::io::article::{read_one, read_plain};
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

/// Reads the text of an article alone: what a search needs of it.
pub(super) fn read_text(corpus: &Corpus, source: &Source) -> String {
    let origin = corpus
        .sources
        .get(usize::from(source.root))
        .map(|of| &of.origin);
    match origin {
        Some(Origin::Root(_)) if source.place.record == 0 => read_plain(&source.file),
        _ => read(corpus, source).text,
    }
}

/// Reads an article again from where its row says it is.
pub(super) fn read(corpus: &Corpus, source: &Source) -> Article {
    match corpus
        .sources
        .get(usize::from(source.root))
        .map(|of| &of.origin)
    {
        Some(Origin::Stdin) => {
            let kept = corpus.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.get(&(source.root, source.place.record))
                .map(|article| Article::clone(article))
                .unwrap_or_default()
        }
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
        _ => read_one(&source.file, &source.relative, source.place),
    }
}
