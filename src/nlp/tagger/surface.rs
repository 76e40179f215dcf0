//! [`Surfaces`]: the distinct written words of an article.

use super::mix::{Mix, Shape};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::Sense;

/// A word as it is written: folded word and pattern of letters.
#[derive(Clone, Debug)]
pub(super) struct Surface {
    pub(super) word: u64,
    pub(super) shape: u64,
    pub(super) sense: Sense,
    /// A token where it is written so.
    pub(super) at: usize,
}

/// An open-addressing table; its order is that of first use, so it is the same
/// in every run.
#[derive(Default)]
pub(super) struct Surfaces {
    slots: Vec<u32>,
    pub(super) list: Vec<Surface>,
}

impl Surfaces {
    /// Returns the number of the surface at a token, from 0.
    pub(super) fn intern(&mut self, doc: &Doc<'_>, at: usize) -> u32 {
        if self.slots.len() < 2 * (self.list.len() + 1) {
            self.grow();
        }
        let shape = Shape::of(doc.str(at)).0;
        let word = doc.word_hash(at);
        let slot = self.slot(word, shape);
        if self.slots[slot] == 0 {
            self.list.push(Surface {
                word,
                shape,
                sense: doc.sense(at),
                at,
            });
            self.slots[slot] = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        }
        self.slots[slot] - 1
    }

    /// Returns the slot that holds a surface, or the free one where it belongs.
    fn slot(&self, word: u64, shape: u64) -> usize {
        let mask = self.slots.len() - 1;
        let key = Mix::new(1).with(word).with(shape).done();
        let mut slot = usize::try_from(key >> 16).unwrap_or(0) & mask;
        while let Some(held) = self.held(slot)
            && (held.word != word || held.shape != shape)
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn held(&self, slot: usize) -> Option<&Surface> {
        self.list.get((self.slots[slot] as usize).checked_sub(1)?)
    }

    fn grow(&mut self) {
        let size = (4 * self.list.len()).next_power_of_two().max(1024);
        self.slots = vec![0; size];
        for (idx, number) in (0..self.list.len()).zip(1..) {
            let (word, shape) = (self.list[idx].word, self.list[idx].shape);
            let slot = self.slot(word, shape);
            self.slots[slot] = number;
        }
    }
}
