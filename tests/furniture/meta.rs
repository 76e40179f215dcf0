//! Counts how often title, authors and date were read from the text alone.

use std::fmt::Write;

use gleaner::corpus::Meta;
use serde_json::Value;

use crate::kit::Page;
use crate::words::Words;

/// Right, wrong and unknown values of one field.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    wrong: usize,
    unknown: usize,
}

impl Count {
    fn add(&mut self, read: Option<bool>) {
        match read {
            Some(true) => self.right += 1,
            Some(false) => self.wrong += 1,
            None => self.unknown += 1,
        }
    }
}

/// Counts of the pages so far, where the kit says what is right.
#[derive(Default)]
pub(crate) struct Facts {
    title: Count,
    date: Count,
    /// By person: found, wrong, not found.
    authors: Count,
}

impl Facts {
    pub(crate) fn add(&mut self, page: &Page, read: &Meta) {
        let mut words = Words::default();
        if let Some(gold) = page.meta["title"].as_str() {
            let gold = words.of(gold);
            let title = read.title.as_ref();
            self.title.add(title.map(|title| words.of(title) == gold));
        }
        if let Some(gold) = page.meta["published"].as_str() {
            let date = read.published.as_ref().map(ToString::to_string);
            self.date
                .add(date.map(|date| date.get(..10) == gold.get(..10)));
        }
        if let Some(gold) = page.meta["authors"].as_array() {
            let mut open: Vec<Vec<u32>> = gold
                .iter()
                .filter_map(Value::as_str)
                .map(|name| words.of(name))
                .collect();
            for name in &read.authors {
                let name = words.of(name);
                let place = open.iter().position(|gold| *gold == name);
                self.authors.add(Some(place.is_some()));
                if let Some(place) = place {
                    open.remove(place);
                }
            }
            self.authors.unknown += open.len();
        }
    }

    pub(crate) fn table(&self) -> String {
        let mut out =
            String::from("\n| from the text | right | wrong | unknown |\n|---|---|---|---|\n");
        for (name, count) in [
            ("title", self.title),
            ("date", self.date),
            ("authors", self.authors),
        ] {
            let Count {
                right,
                wrong,
                unknown,
            } = count;
            let _ = writeln!(out, "| {name} | {right} | {wrong} | {unknown} |");
        }
        out
    }
}
