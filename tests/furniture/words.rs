//! Words of texts as numbers, so that pieces of a text are found in another.

use std::collections::BTreeMap;

/// Numbers of words, the same for the same word.
#[derive(Default)]
pub(crate) struct Words {
    ids: BTreeMap<String, u32>,
}

impl Words {
    /// Returns the words of `text` in lower case, without signs; characters of
    /// scripts that use no spaces are words of their own.
    pub(crate) fn of(&mut self, text: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        let mut word = String::new();
        for c in text.chars() {
            let stands_alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0e7f}');
            if c.is_alphanumeric() && !stands_alone {
                word.extend(c.to_lowercase());
                continue;
            }
            self.end(&mut word, &mut ids);
            if stands_alone {
                word.push(c);
                self.end(&mut word, &mut ids);
            }
        }
        self.end(&mut word, &mut ids);
        ids
    }

    fn end(&mut self, word: &mut String, ids: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        ids.push(*self.ids.entry(std::mem::take(word)).or_insert(next));
    }
}

/// Says whether `part` stands in `whole` as it is.
pub(crate) fn holds(whole: &[u32], part: &[u32]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}
