//! [`Texts`]: many short texts, each kept once and known by a number.

/// Texts in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends in `all`.
    ends: Vec<u32>,
    /// Open-addressing table of numbers plus one; 0 is free.
    slots: Vec<u32>,
}

impl Texts {
    /// Returns the number of `text`, the same for the same text.
    ///
    /// Shape: at most 31 bits; 0 is the empty text. Beyond 4 GB of texts every
    /// new one is the empty one.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        if 4 * (self.ends.len() + 1) > 3 * self.slots.len() {
            self.grow();
        }
        let slot = self.slot(text);
        let held = self.slots.get(slot).copied().unwrap_or_default();
        if held > 0 {
            return held - 1;
        }
        let Ok(end) = u32::try_from(self.all.len() + text.len()) else {
            return 0;
        };
        self.all.push_str(text);
        self.ends.push(end);
        let number = u32::try_from(self.ends.len()).unwrap_or_default();
        if let Some(place) = self.slots.get_mut(slot) {
            *place = number;
        }
        number - 1
    }

    /// Returns the text with this number; empty if there is none.
    pub(super) fn get(&self, number: u32) -> &str {
        let idx = number as usize;
        let start = idx
            .checked_sub(1)
            .map_or(Some(&0), |idx| self.ends.get(idx));
        let range = start.zip(self.ends.get(idx));
        range
            .and_then(|(start, end)| self.all.get(*start as usize..*end as usize))
            .unwrap_or_default()
    }

    /// Returns the slot that holds `text`, or the free one where it belongs.
    fn slot(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = crc32fast::hash(text.as_bytes()) as usize & mask;
        loop {
            let held = self.slots.get(slot).copied().unwrap_or_default();
            if held == 0 || self.get(held - 1) == text {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (2 * self.slots.len()).max(1024);
        self.slots = vec![0; size];
        for number in 0..self.ends.len() {
            let number = u32::try_from(number).unwrap_or_default();
            let slot = self.slot(self.get(number));
            if let Some(place) = self.slots.get_mut(slot) {
                *place = number + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        let names: Vec<String> = (0..5000).map(|n| format!("name {n}")).collect();
        let numbers: Vec<u32> = names.iter().map(|name| texts.number(name)).collect();
        for (name, number) in names.iter().zip(numbers) {
            assert_eq!(texts.number(name), number);
            assert_eq!(texts.get(number), name);
        }
        assert_eq!(texts.get(5001), "");
        assert_eq!(texts.number(""), 0);
        assert_eq!(texts.get(0), "");
    }
}
