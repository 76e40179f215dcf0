//! [`read`]: from the bytes of a file to its articles, layer by layer.
//!
//! ```text
//!     file ── packed? ── archive? ── format ──┬── one article
//!               ▲  │        │                 └── records, one after the other
//!               └──┴────────┘  (as deep as the limits allow)
//! ```

use std::collections::BTreeSet;
use std::io::{Cursor, SeekFrom};
use std::ops::ControlFlow;

use super::records::{Raw, Records};
use super::sniff::{self, Form};
use super::xml::Element;
use super::{Bytes, Depth, ReadSeek, Reading, Wanted};
use super::{archive, mail, markdown, news, opml, plain, record, unreadable};
use crate::corpus::decode::{Decoded, decode};
use crate::corpus::stream::unpack::{Packing, unpacked};
use crate::corpus::stream::{Input, Taken};
use crate::corpus::{Article, ArticleId, ContentHash, Place, Problem, html};

/// How many bytes are looked at to tell a format.
const HEAD_BYTES: usize = 64 << 10;

/// Turns the bytes of one file into its articles, in file order, until `each`
/// breaks off.
///
/// Shape: one article for a file, one a record for a container; none for saved
/// work of the reader. What cannot be read comes out with `readable: false` and
/// the reason.
/// Cost: linear; holds one record, or one file that is one article.
pub fn read(
    reading: &Reading<'_>,
    bytes: Bytes<'_>,
    each: &mut dyn FnMut(Article) -> ControlFlow<()>,
) {
    let mut reader = Reader {
        reading,
        each,
        seen: BTreeSet::new(),
        member: Member::default(),
        is_inside: false,
        flow: ControlFlow::Continue(()),
    };
    reader.file(bytes);
}

/// A member of an archive; number 0 stands for the file itself.
#[derive(Clone, Default)]
pub(super) struct Member {
    pub(super) number: u32,
    pub(super) name: String,
}

pub(super) struct Reader<'r> {
    pub(super) reading: &'r Reading<'r>,
    each: &'r mut dyn FnMut(Article) -> ControlFlow<()>,
    /// Ids of the records handed on.
    seen: BTreeSet<ArticleId>,
    pub(super) member: Member,
    /// Places count in something else than the file itself.
    is_inside: bool,
    flow: ControlFlow<()>,
}

impl Reader<'_> {
    fn file(&mut self, bytes: Bytes<'_>) {
        match bytes {
            Bytes::File(file) => {
                let mut sign = [0; 4];
                let is_zip = file.read_exact(&mut sign).is_ok() && archive::is_zip(&sign);
                let _ = file.seek(SeekFrom::Start(0));
                if is_zip {
                    self.is_inside = true;
                    archive::read(self, file, 0);
                } else if !self.by_place(file) {
                    // A file that cannot be read from its start is read from
                    // where it stands.
                    let _ = file.seek(SeekFrom::Start(0));
                    self.stream(Input::new(file), 0);
                }
            }
            Bytes::Stream(stream) => self.stream(Input::new(stream), 0),
        }
    }

    /// Says whether the caller has had enough.
    pub(super) fn is_done(&self) -> bool {
        self.flow.is_break()
    }

    /// Reads the wanted records by their places, if the file is not packed.
    fn by_place(&mut self, file: &mut dyn ReadSeek) -> bool {
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
        self.record(records, raw);
    }

    fn run(&mut self, records: &mut dyn Records, mut input: Input<'_>, first: Place, n: u32) {
        records.resume(first.record - 1);
        let limit = self.reading.options.limits.article_bytes;
        for _ in 0..n {
            let Some(raw) = records.next(&mut input, limit) else {
                return;
            };
            self.record(records, raw);
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

    /// Reads a stream that has been unpacked `depth` times.
    pub(super) fn stream(&mut self, mut input: Input<'_>, depth: u32) {
        let limits = self.reading.options.limits;
        let head = input.head(HEAD_BYTES);
        if let Some(packing) = Packing::of(head) {
            if depth >= limits.depth {
                return self.too_deep();
            }
            self.is_inside = true;
            return self.stream(unpacked(packing, input, &limits), depth + 1);
        }
        if archive::is_zip(head) {
            return self.archive(input, depth);
        }
        let is_whole = head.len() < HEAD_BYTES;
        let head = if is_whole { head } else { whole_chars(head) };
        let form = match decode(head) {
            Ok(decoded) => {
                let is_utf_8 = std::str::from_utf8(head).is_ok();
                match sniff::form(self.reading, &decoded.text) {
                    Form::Records(records) if is_utf_8 => return self.records(records, input),
                    form => form,
                }
            }
            // The whole may tell better than its beginning why it is no text.
            Err(_) => Form::Plain,
        };
        self.whole(form, input);
    }

    /// Reads an archive that lies inside of something, and so must be held whole.
    fn archive(&mut self, input: Input<'_>, depth: u32) {
        let limits = self.reading.options.limits;
        if depth >= limits.depth {
            return self.too_deep();
        }
        match input.into_all(limits.article_bytes) {
            Ok((bytes, _)) => {
                self.is_inside = true;
                archive::read(self, &mut Cursor::new(bytes), depth + 1);
            }
            Err(_) => self.too_large(),
        }
    }

    fn too_deep(&mut self) {
        let depth = self.reading.options.limits.depth;
        let what = format!("is packed more than {depth} times");
        self.trouble(&what);
    }

    fn too_large(&mut self) {
        let limit = self.reading.options.limits.article_bytes >> 20;
        let what = format!("larger than the limit of {limit} MiB");
        self.trouble(&what);
    }

    /// Goes on with a member of an archive.
    pub(super) fn enter(&mut self, member: Member) {
        self.member = member;
    }

    /// Says whether anything of a member may be wanted.
    pub(super) fn wants_member(&self, number: u32) -> bool {
        match self.reading.wanted {
            Wanted::All => true,
            Wanted::At(places) => places.iter().any(|place| place.member == number),
            Wanted::Run(place, _) => place.member == number,
        }
    }

    /// Reads a stream that is one article, or records that are not UTF-8.
    fn whole(&mut self, form: Form, input: Input<'_>) {
        let limit = self.reading.options.limits.article_bytes;
        let Ok((bytes, fault)) = input.into_all(limit) else {
            return self.too_large();
        };
        if bytes.is_empty()
            && let Some(fault) = &fault
        {
            return self.trouble(fault);
        }
        if bytes.starts_with(b"%PDF-") {
            return self.pdf(&bytes);
        }
        let Decoded { text, problems } = match decode(&bytes) {
            Ok(decoded) => decoded,
            Err(why) => {
                let sha256 = ContentHash::of(&bytes);
                return self.hand_on_whole(Article {
                    sha256,
                    ..unreadable("", &why)
                });
            }
        };
        let mut article = match form {
            Form::OwnWork => return,
            Form::Records(records) => {
                let text = text.into_owned();
                self.is_inside = true;
                return self.records(records, Input::new(text.as_bytes()));
            }
            Form::Unread(why) => unreadable("", why),
            Form::Mail => mail::article(&bytes, self.reading.depth),
            Form::Nitf => news::nitf(&outermost(&text)),
            Form::Opml => opml::article(&outermost(&text)),
            Form::Markdown => markdown::article(text.into_owned()),
            Form::Html => html::page(&text),
            Form::Plain if self.reading.depth == Depth::Text => plain::unread(text.into_owned()),
            Form::Plain => plain::article(text.into_owned()),
        };
        article.sha256 = ContentHash::of(&bytes);
        article.problems.splice(0..0, problems);
        article.problems.extend(fault.map(Problem::new));
        if article.readable && article.text.trim_start().is_empty() {
            article.problems.push(Problem::new("is empty"));
        }
        self.hand_on_whole(article);
    }

    fn pdf(&mut self, bytes: &[u8]) {
        let found = self.reading.options.pdf.0.map(|text| text(bytes));
        let mut article = match found {
            Some(Ok(text)) => plain::article(text.replace("\r\n", "\n").replace('\0', "")),
            Some(Err(why)) => unreadable("", &why),
            None => unreadable("", "a PDF, which is not read here"),
        };
        if article.readable && article.text.trim().is_empty() {
            let what = "holds no text: a PDF of pictures, such as a scan";
            article.problems.push(Problem::new(what));
        }
        article.sha256 = ContentHash::of(bytes);
        self.hand_on_whole(article);
    }

    /// Reads the records of a container.
    fn records(&mut self, mut records: Box<dyn Records>, mut input: Input<'_>) {
        let limit = self.reading.options.limits.article_bytes;
        records.begin(&mut input);
        let mut last = 0;
        while let Some(raw) = records.next(&mut input, limit) {
            last = raw.number;
            if self.is_wanted(raw.number) {
                self.record(records.as_ref(), raw);
            }
            if self.is_done() || self.is_beyond(last) {
                return;
            }
        }
        let fault = input.fault().map(str::to_owned);
        if let Some(what) = fault.or_else(|| records.trouble()) {
            let number = last.saturating_add(1);
            if self.is_wanted(number) {
                let mut article = record::unreadable(what);
                article.path = self.file_name();
                self.hand_on_record(
                    article,
                    Place {
                        record: number,
                        member: self.member.number,
                        ..Place::default()
                    },
                );
            }
        }
    }

    pub(super) fn is_wanted(&self, number: u32) -> bool {
        let key = (self.member.number, number);
        match self.reading.wanted {
            Wanted::All => true,
            Wanted::At(places) => places.binary_search_by_key(&key, Place::key).is_ok(),
            Wanted::Run(place, n_records) => {
                let end = (place.member, place.record.saturating_add(n_records));
                (place.key()..end).contains(&key)
            }
        }
    }

    /// Says whether all that is wanted of this member has been read.
    fn is_beyond(&self, number: u32) -> bool {
        let key = (self.member.number, number);
        match self.reading.wanted {
            Wanted::All => false,
            Wanted::At(places) => places.last().is_none_or(|place| place.key() < key),
            Wanted::Run(place, n_records) => {
                (place.member, place.record.saturating_add(n_records)) <= key
            }
        }
    }

    fn record(&mut self, records: &dyn Records, raw: Raw<'_>) {
        let place = |len| Place {
            offset: raw.offset,
            len: if self.is_inside { 0 } else { len },
            record: raw.number,
            member: self.member.number,
        };
        let (article, place) = match raw.bytes {
            Taken::Bytes(bytes) => {
                let Some(mut article) = records.article(bytes, raw.number, self.reading) else {
                    return;
                };
                article.sha256 = ContentHash::of(bytes);
                (article, place(bytes.len() as u64))
            }
            Taken::TooLong(len) => {
                let limit = self.reading.options.limits.article_bytes >> 20;
                let what = format!("longer than the limit of {limit} MiB");
                (record::unreadable(what), place(len))
            }
        };
        let mut article = article;
        if !article.readable {
            for problem in &mut article.problems {
                problem.what = format!("{}: {}", records.place(raw.number), problem.what);
            }
        }
        self.hand_on_record(article, place);
    }

    /// Names a record and hands it on.
    fn hand_on_record(&mut self, mut article: Article, place: Place) {
        let file = self.file_name();
        if article.path.is_empty() {
            article.path = format!("{file}#{}", place.record);
        }
        article.id = ArticleId::of_path(&format!("{file}\n{}", article.path));
        article.place = place;
        if !self.seen.insert(article.id) {
            let name = format!("{file}\n{}\n{}", article.path, place.record);
            article.id = ArticleId::of_path(&name);
            let what = "repeats the id of an earlier record";
            article.problems.push(Problem::new(what));
        }
        self.flow = (self.each)(article);
    }

    /// Hands on the one article of a file or of a member.
    pub(super) fn hand_on_whole(&mut self, mut article: Article) {
        let place = Place {
            member: self.member.number,
            ..Place::default()
        };
        if !self.is_wanted(0) {
            return;
        }
        if self.member.number > 0 {
            self.member.name.clone_into(&mut article.path);
            article.id = ArticleId::of_path(&self.file_name());
        } else {
            self.reading.path.clone_into(&mut article.path);
            article.id = ArticleId::of_path(self.reading.path);
        }
        article.place = place;
        self.flow = (self.each)(article);
    }

    /// Hands on an article that says what is wrong with the file or the member.
    pub(super) fn trouble(&mut self, what: &str) {
        self.hand_on_whole(unreadable("", what));
    }

    /// Names what is being read: the file, or `FILE/MEMBER`.
    fn file_name(&self) -> String {
        let file = self.reading.path;
        if self.member.number == 0 {
            file.to_owned()
        } else {
            format!("{file}/{}", self.member.name)
        }
    }
}

fn outermost(text: &str) -> Element {
    let mut root = Element::parse(text);
    root.take_first().unwrap_or(root)
}

/// Leaves out a character that is cut at the end.
fn whole_chars(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).unwrap_or(head)
        }
        _ => head,
    }
}
