//! [`Precise`]: what the precise tier read, what it reads, and what it is to
//! read next.
//!
//! It reads one article at a time: the open one first, then those that nobody
//! has read yet. What it found is kept for the last few articles; of the rest
//! it is only known that they were read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::effect::Ticket;
use super::list::List;
use super::msg::Tier;
use crate::corpus::{ContentHash, When};
use crate::nlp::Extraction;

/// How many extractions are kept.
const MAX_KEPT: usize = 64;

/// State of the precise tier.
#[derive(Debug, Default)]
pub struct Precise {
    /// Absent until it was asked for the first time.
    pub tier: Option<Tier>,
    /// What it reads at the moment.
    pub asked: Option<(Ticket, u32)>,
    /// Absent when the list is to be looked through anew.
    search: Option<Search>,
    /// What was read, by number of the article.
    read: BTreeMap<u32, Edition>,
    /// What was read by other decisions on entities than those that hold.
    outdated: BTreeSet<u32>,
    /// The newest last.
    kept: VecDeque<(u32, Edition, Arc<Extraction>)>,
}

/// How far the list was looked through for what is to be read.
///
/// What was passed is not looked at again, or each answer would cost the whole
/// list; an article that is to be read once more begins the search anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Search {
    /// Where the cursor of the list was.
    pub from: usize,
    /// Rows that were passed: from there down, then from the top.
    pub n_passed: usize,
    /// Which filling of the list it is about.
    pub n_fills: u64,
}

/// What a reading depends on: another one is another reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edition {
    pub sha256: ContentHash,
    /// The date that a person set.
    pub published: Option<When>,
}

impl Precise {
    /// Goes on with the search in the list where the other one ended, or
    /// begins at its cursor.
    ///
    /// A search that found nothing more holds wherever the cursor goes.
    pub fn search_in(&self, list: &List) -> Search {
        let (from, n_fills) = (list.cursor, list.n_fills);
        let goes_on = |held: &Search| {
            let is_over = held.n_passed >= list.shown.len();
            held.n_fills == n_fills && (is_over || held.from == from)
        };
        self.search.filter(goes_on).unwrap_or(Search {
            from,
            n_passed: 0,
            n_fills,
        })
    }

    pub fn note_search(&mut self, search: Search) {
        self.search = Some(search);
    }

    /// Looks the list through anew next time: there may be more to read.
    pub fn search_anew(&mut self) {
        self.search = None;
    }

    /// Says whether this edition of an article was read.
    pub fn has_read(&self, number: u32, edition: Edition) -> bool {
        self.read.get(&number) == Some(&edition)
    }

    /// Says whether this edition was read and what was found is still kept.
    pub fn holds(&self, number: u32, edition: Edition) -> bool {
        // Of each article the last reading alone is kept.
        self.has_read(number, edition) && self.kept.iter().any(|(other, ..)| *other == number)
    }

    /// Counts what is kept of an article as used: it is let go last.
    pub fn renew(&mut self, number: u32) {
        let at = self.kept.iter().position(|(other, ..)| *other == number);
        let held = at.and_then(|at| self.kept.remove(at));
        self.kept.extend(held);
    }

    /// Keeps what was found in an article.
    ///
    /// `listed` is the edition that the list knows, `of` the one that was
    /// read: a file may change in between. The listed one counts as read until
    /// the list knows better, or it would be read over and over.
    pub fn keep(&mut self, number: u32, listed: Edition, (of, found): (Edition, &Arc<Extraction>)) {
        self.read.insert(number, listed);
        self.outdated.remove(&number);
        self.kept.retain(|(other, ..)| *other != number);
        self.kept.push_back((number, of, found.clone()));
        if self.kept.len() > MAX_KEPT {
            self.kept.pop_front();
        }
    }

    /// Returns what was found in an article, if it is still kept.
    pub fn found(&self, number: u32, edition: Edition) -> Option<Arc<Extraction>> {
        let held =
            |(other, of, _): &&(u32, Edition, Arc<Extraction>)| (*other, *of) == (number, edition);
        self.kept.iter().find(held).map(|(.., found)| found.clone())
    }

    /// Forgets readings that a decision on entities has changed, also the one
    /// that goes on; they are made again.
    pub fn forget(&mut self, numbers: &BTreeSet<u32>) {
        self.kept.retain(|(number, ..)| !numbers.contains(number));
        self.asked.take_if(|(_, number)| numbers.contains(number));
        for number in numbers {
            if self.read.remove(number).is_some() {
                self.outdated.insert(*number);
            }
        }
        self.search_anew();
    }

    /// Says whether an article was read and has to be read again.
    pub fn is_outdated(&self, number: u32) -> bool {
        self.outdated.contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(year: Option<&str>) -> Edition {
        Edition {
            sha256: ContentHash::default(),
            published: year.and_then(When::parse),
        }
    }

    #[test]
    fn another_edition_is_another_reading() {
        let mut precise = Precise::default();
        precise.keep(3, edition(None), (edition(None), &Arc::default()));
        assert!(precise.has_read(3, edition(None)));
        assert!(!precise.has_read(3, edition(Some("2015"))));
        assert!(precise.found(3, edition(None)).is_some());
        assert!(precise.found(3, edition(Some("2015"))).is_none());
        precise.forget(&BTreeSet::from([3, 4]));
        assert!(!precise.has_read(3, edition(None)));
        assert!(precise.found(3, edition(None)).is_none());
        assert_eq!(
            (precise.is_outdated(3), precise.is_outdated(4)),
            (true, false)
        );
    }

    #[test]
    fn what_changed_while_it_was_read_counts_as_read() {
        let mut precise = Precise::default();
        let (listed, of) = (edition(None), edition(Some("2015")));
        precise.keep(3, listed, (of, &Arc::default()));
        assert!(precise.has_read(3, listed));
        assert!(!precise.has_read(3, of));
        assert!(precise.found(3, of).is_some());
    }

    #[test]
    fn the_oldest_is_let_go_and_what_is_used_stays() {
        let mut precise = Precise::default();
        for number in 0..100 {
            precise.renew(1);
            precise.keep(number, edition(None), (edition(None), &Arc::default()));
        }
        let of = |number| {
            let held = precise.found(number, edition(None)).is_some();
            assert_eq!(precise.holds(number, edition(None)), held);
            (precise.has_read(number, edition(None)), held)
        };
        assert_eq!(of(0), (true, false));
        assert_eq!(of(1), (true, true));
        assert_eq!(of(99), (true, true));
        assert_eq!(of(100), (false, false));
    }
}
