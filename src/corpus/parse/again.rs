//! Reads records again by their places, without what lies before them.

use std::io::SeekFrom;

use super::reader::{HEAD_BYTES, Reader, whole_chars};
use super::records::{Raw, Records};
use super::sniff::{self, Form};
use super::{ReadSeek, Wanted};
use crate::corpus::Place;
use crate::corpus::decode::decode;
use crate::corpus::stream::unpack::Packing;
use crate::corpus::stream::{Input, Taken};

impl Reader<'_> {
    /// Reads the wanted records by their places, if the file is not packed.
    pub(super) fn by_place(&mut self, file: &mut dyn ReadSeek) -> bool {
        let run;
        let (places, n_records) = match &self.reading.wanted {
            Wanted::All => return false,
            Wanted::At(places) => (*places, 1),
            Wanted::Run(place, n_records) => {
                run = [*place];
                (run.as_slice(), *n_records)
            }
        };
        let has_place = |place: &Place| place.record > 0 && place.member == 0 && place.len > 0;
        if places.is_empty() || !places.iter().all(has_place) {
            return false;
        }
        let mut head = Input::new(&mut *file);
        let Some(mut records) = self.records_of(&mut head) else {
            return false;
        };
        records.begin(&mut head);
        drop(head);
        for &place in places {
            if file.seek(SeekFrom::Start(place.offset)).is_err() {
                continue;
            }
            let input = Input::at(&mut *file, place.offset);
            if n_records > 1 {
                self.run(records.as_mut(), input, place, n_records);
            } else {
                self.one(records.as_ref(), input, place);
            }
            if self.is_done() {
                break;
            }
        }
        true
    }

    fn one(&mut self, records: &dyn Records, mut input: Input<'_>, place: Place) {
        let len = usize::try_from(place.len).unwrap_or(usize::MAX);
        let raw = Raw {
            offset: place.offset,
            number: place.record,
            bytes: Taken::Bytes(input.head(len)),
        };
        self.record(records, raw, place.record);
    }

    fn run(&mut self, records: &mut dyn Records, mut input: Input<'_>, first: Place, n: u32) {
        records.resume(first.record - 1);
        let limit = self.reading.options.limits.article_bytes;
        for _ in 0..n {
            let Some(raw) = records.next(&mut input, limit) else {
                return;
            };
            let number = raw.number;
            self.record(records, raw, number);
            if self.is_done() {
                return;
            }
        }
    }

    /// Tells the container that a stream is; none where it is packed or one article.
    fn records_of(&self, input: &mut Input<'_>) -> Option<Box<dyn Records>> {
        let head = input.head(HEAD_BYTES);
        if Packing::of(head).is_some() {
            return None;
        }
        let decoded = decode(whole_chars(head)).ok()?;
        let is_utf_8 = std::str::from_utf8(whole_chars(head)).is_ok();
        match sniff::form(self.reading, &decoded.text) {
            Form::Records(records) if is_utf_8 => Some(records),
            _ => None,
        }
    }
}
