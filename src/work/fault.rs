//! [`guarded`]: a fault of the program in one article costs that article alone.
//!
//! The pool catches what is not caught here, but then a whole batch is lost.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Say;
use crate::app::Msg;
use crate::app::msg::{Analysis, Tone};
use crate::corpus::Article;
use crate::nlp::{Extraction, Overrides, extract};

/// Does something with an article; a panic is told, and nothing comes of it.
pub(super) fn guarded<T>(article: &Article, say: &Say, job: impl FnOnce() -> T) -> Option<T> {
    let made = catch_unwind(AssertUnwindSafe(job)).ok();
    if made.is_none() {
        let text = format!(
            "{} could not be analysed: a fault of the program",
            article.path
        );
        say(Msg::Told(Tone::Error, text));
    }
    made
}

/// Extracts an article with the fast tier, or finds nothing in it.
pub(super) fn extracted(article: &Article, overrides: &Overrides, say: &Say) -> Extraction {
    if !article.readable {
        return Extraction::default();
    }
    guarded(article, say, || extract(article, overrides)).unwrap_or_default()
}

/// Analyses the articles that can be read, without those that cannot be analysed.
pub(super) fn analyses(
    articles: impl Iterator<Item = Article>,
    say: &Say,
    analyse: impl Fn(&Article) -> Analysis,
) -> Vec<Analysis> {
    let readable = articles.filter(|article| article.readable);
    let made = readable.filter_map(|article| guarded(&article, say, || analyse(&article)));
    made.collect()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::corpus::ArticleId;

    #[test]
    fn a_fault_in_one_article_leaves_the_others() {
        let article = |id: u64| Article {
            id: ArticleId(id),
            path: format!("{id}.txt"),
            readable: id != 3,
            ..Article::default()
        };
        let told = Arc::new(Mutex::new(Vec::new()));
        let hear = told.clone();
        let say: Say = Arc::new(move |msg| hear.lock().unwrap().push(msg));
        let analyse = |article: &Article| {
            assert_ne!(article.id, ArticleId(1), "a fault for the test");
            Analysis::of((0, article), 7, Extraction::default())
        };
        let made = analyses((0..5).map(article), &say, analyse);
        let ids: Vec<u64> = made.iter().map(|it| it.article.0).collect();
        assert_eq!(ids, [0, 2, 4]);
        let told = told.lock().unwrap();
        let [Msg::Told(Tone::Error, text)] = told.as_slice() else {
            panic!("{told:?}");
        };
        assert_eq!(text, "1.txt could not be analysed: a fault of the program");
    }
}
