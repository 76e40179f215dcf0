//! [`Gazetteer`]: known names and cue words, embedded and ready without building.
//!
//! A folded name leads through the fst to a [`Sense`]: what it is, whether it
//! is an ordinary word as well, and under which canonical name it is filed.
//! `train/gazetteer.py` makes the file and describes its bytes.

use std::sync::OnceLock;

use fst::raw::Fst;

use super::Kind;

static BYTES: &[u8] = include_bytes!("data/gazetteer.bin");
static ALL: OnceLock<Gazetteer> = OnceLock::new();
static PACKAGED: OnceLock<Gazetteer> = OnceLock::new();

/// Bits of [`Sense::flags`], in the order of the script.
pub(super) mod cue {
    macro_rules! bits {
        ($($name:ident $at:literal)*) => { $(pub(crate) const $name: u32 = 1 << $at;)* };
    }
    bits! {
        GIVEN 4 SURNAME 5 EASTERN 6 COMMON 7 CAPS 8 WEAK 9 CAPITAL 10 COUNTRY 11 DEMONYM 12
        TITLE 13 SPEECH 14 ORG_HEAD 15 ORG_TAIL 16 FACILITY_HEAD 17 PLACE_HEAD 18 EVENT_HEAD 19
        AGREEMENT_HEAD 20 SYSTEM_HEAD 21 FUNCTION 22 PARTICLE 23 CALENDAR 24 HONORIFIC 25
        ACTION 26 GOVERNMENT 27 QUALIFIER 28 LOCATIVE 29 SHORT 30
    }
    pub(crate) const HEAD: u32 =
        ORG_HEAD | ORG_TAIL | FACILITY_HEAD | PLACE_HEAD | EVENT_HEAD | AGREEMENT_HEAD;
}

/// Which lists of names are read; the words that give names away stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lists {
    #[default]
    All,
    /// Without the lists that were written for this program: measuring with
    /// them alone shows what the own lists are worth.
    Packaged,
}

/// What a word or name means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Sense {
    pub(super) flags: u32,
    /// Number of the canonical name; 0 when it is filed as written.
    pub(super) name: u32,
    /// Who bears the given name: [`MEN`], [`WOMEN`], or 0 for both or unknown.
    bearers: u32,
}

/// Bits of a number of a name: the key is a given name of men, of women.
const MEN: u32 = 1 << 30;
const WOMEN: u32 = 1 << 31;

/// The embedded lists.
pub(super) struct Gazetteer {
    map: Fst<&'static [u8]>,
    senses: &'static [u8],
    starts: &'static [u8],
    names: &'static [u8],
    /// Where the numbers of a sense begin in its row of four.
    column: usize,
    /// Where each pair of letters leads: the first two steps of a walk are the
    /// dearest, since everything branches off there.
    pairs: Box<[[Option<Step>; 26]; 26]>,
}

/// A way through the fst, one byte after the other.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    gazetteer: &'a Gazetteer,
    step: Step,
}

/// How far a walk has come.
#[derive(Clone, Copy)]
struct Step {
    /// Place of the node in the fst, which is far smaller than 4 GB.
    node: u32,
    sum: u32,
}

impl Sense {
    pub(super) fn is(self, bits: u32) -> bool {
        self.flags & bits != 0
    }

    /// Says whether it is a given name of men alone.
    pub(super) fn is_of_men(self) -> bool {
        self.bearers == MEN
    }

    /// Says whether it is a given name of women alone.
    pub(super) fn is_of_women(self) -> bool {
        self.bearers == WOMEN
    }

    /// Returns the kind of the known name, if it is one.
    pub(super) fn kind(self) -> Option<Kind> {
        const KINDS: [Kind; 9] = [
            Kind::Person,
            Kind::Org,
            Kind::Place,
            Kind::Agreement,
            Kind::System,
            Kind::Event,
            Kind::Facility,
            Kind::Group,
            Kind::Work,
        ];
        let number = (self.flags & 15) as usize;
        KINDS.get(number.checked_sub(1)?).copied()
    }
}

impl Gazetteer {
    /// Returns the embedded gazetteer with all lists.
    pub(super) fn get() -> &'static Self {
        Self::of(Lists::All)
    }

    /// Returns the embedded gazetteer with these lists of names.
    ///
    /// Cost: a look at the header and at 676 pairs of letters, once.
    pub(super) fn of(lists: Lists) -> &'static Self {
        let (cell, column) = match lists {
            Lists::All => (&ALL, 0),
            Lists::Packaged => (&PACKAGED, 2),
        };
        cell.get_or_init(|| {
            Self::read(BYTES, column).expect("the embedded file is whole; a test reads it")
        })
    }

    fn read(bytes: &'static [u8], column: usize) -> Option<Self> {
        let lens = bytes.strip_prefix(b"GLNGAZ02")?;
        let mut rest = lens.get(16..)?;
        let mut part = |idx: usize| {
            let len = word_at(lens, idx)? as usize;
            let (part, after) = rest.split_at_checked(len)?;
            rest = after;
            Some(part)
        };
        let map = Fst::new(part(0)?).ok()?;
        let mut gazetteer = Self {
            map,
            senses: part(1)?,
            starts: part(2)?,
            names: part(3)?,
            column,
            pairs: Box::new([[None; 26]; 26]),
        };
        let mut pairs = gazetteer.pairs.clone();
        for (first, row) in (b'a'..).zip(pairs.iter_mut()) {
            for (second, place) in (b'a'..).zip(row.iter_mut()) {
                let mut walk = gazetteer.walk();
                let begins = walk.feed(&[first, second]);
                *place = begins.then_some(walk.step);
            }
        }
        gazetteer.pairs = pairs;
        Some(gazetteer)
    }

    /// Returns what a folded word or name means; the empty sense when it is unknown.
    pub(super) fn phrase(&self, key: &str) -> Sense {
        let walk = self.walk_over(key);
        walk.and_then(|walk| walk.sense()).unwrap_or_default()
    }

    /// Follows a folded word from the start; `None` when nothing known begins
    /// so.
    pub(super) fn walk_over(&self, key: &str) -> Option<Walk<'_>> {
        let bytes = key.as_bytes();
        let Some((pair, rest)) = bytes.split_first_chunk() else {
            let mut walk = self.walk();
            return walk.feed(bytes).then_some(walk);
        };
        let mut walk = self.walk();
        if let [first @ 0..26, second @ 0..26] = pair.map(|letter| letter.wrapping_sub(b'a')) {
            walk.step = self.pairs[usize::from(first)][usize::from(second)]?;
        } else if !walk.feed(pair) {
            return None;
        }
        walk.feed(rest).then_some(walk)
    }

    pub(super) fn walk(&self) -> Walk<'_> {
        Walk {
            gazetteer: self,
            step: Step {
                node: small(self.map.root().addr()),
                sum: 0,
            },
        }
    }

    /// Returns the canonical name with this number, and what it stands for
    /// (the country of a capital).
    pub(super) fn name(&self, number: u32) -> (&'static str, Option<&'static str>) {
        let idx = number as usize;
        let text = word_at(self.starts, idx)
            .zip(word_at(self.starts, idx + 1))
            .and_then(|(start, end)| self.names.get(start as usize..end as usize))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default();
        match text.split_once('\t') {
            Some((name, stands_for)) => (name, Some(stands_for)),
            None => (text, None),
        }
    }
}

impl Walk<'_> {
    /// Follows `bytes`; false when nothing known begins so.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> bool {
        let mut node = self.gazetteer.map.node(self.step.node as usize);
        for &byte in bytes {
            let Some(idx) = node.find_input(byte) else {
                return false;
            };
            let step = node.transition(idx);
            self.step.sum += small(step.out.value());
            node = self.gazetteer.map.node(step.addr);
        }
        self.step.node = small(node.addr());
        true
    }

    /// Returns the sense of what was followed so far, if that is a whole key.
    pub(super) fn sense(&self) -> Option<Sense> {
        let node = self.gazetteer.map.node(self.step.node as usize);
        if !node.is_final() {
            return None;
        }
        let idx = usize::try_from(u64::from(self.step.sum) + node.final_output().value()).ok()?;
        let column = |column: usize| word_at(self.gazetteer.senses, 4 * idx + column);
        let name = column(self.gazetteer.column + 1)?;
        Some(Sense {
            flags: column(self.gazetteer.column)?,
            name: name & !(MEN | WOMEN),
            bearers: name & (MEN | WOMEN),
        })
    }
}

fn small<T: TryInto<u32>>(number: T) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// Reads the `idx`-th number of a table.
fn word_at(table: &[u8], idx: usize) -> Option<u32> {
    let bytes = table.get(4 * idx..4 * idx + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_whole_and_listed() {
        let gazetteer = Gazetteer::get();
        gazetteer.map.verify().unwrap();
        let sum = crate::corpus::ContentHash::of(BYTES).to_string();
        assert!(include_str!("data/SOURCES.md").contains(&sum), "{sum}");
    }

    #[test]
    fn knows_names_and_words() {
        let gazetteer = Gazetteer::get();
        let seoul = gazetteer.phrase("seoul");
        assert!(seoul.is(cue::CAPITAL));
        assert_eq!(gazetteer.name(seoul.name), ("Seoul", Some("South Korea")));
        assert_eq!(gazetteer.phrase("norway").kind(), Some(Kind::Place));
        assert!(gazetteer.phrase("us").is(cue::CAPS));
        assert!(gazetteer.phrase("minister").is(cue::TITLE));
        assert!(gazetteer.phrase("house").is(cue::COMMON));
        assert_eq!(gazetteer.phrase("xqzzt"), Sense::default());
        assert!(gazetteer.phrase("peter").is_of_men());
        assert!(gazetteer.phrase("olga").is_of_women());
        let robin = gazetteer.phrase("robin");
        assert!(!robin.is_of_men() && !robin.is_of_women());
    }

    #[test]
    fn the_own_lists_can_be_left_out() {
        let (all, packaged) = (Gazetteer::get(), Gazetteer::of(Lists::Packaged));
        for (key, of_all, of_packaged) in [
            ("pentagon", Some(Kind::Org), None),
            ("norway", Some(Kind::Place), Some(Kind::Place)),
            ("seoul", Some(Kind::Place), Some(Kind::Place)),
            ("norwegian", Some(Kind::Group), Some(Kind::Group)),
        ] {
            assert_eq!(all.phrase(key).kind(), of_all, "{key}");
            assert_eq!(packaged.phrase(key).kind(), of_packaged, "{key}");
        }
        assert!(
            packaged.phrase("minister").is(cue::TITLE),
            "cues are no names"
        );
        assert!(!packaged.phrase("seoul").is(cue::CAPITAL));
    }
}
