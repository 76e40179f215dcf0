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
pub(super) const HEAD_BYTES: usize = 64 << 10;
/// How many bytes tell an archive.
const ZIP_SIGN_BYTES: usize = 4;

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
        n_inside: None,
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

impl Member {
    /// Returns the member that comes `nth` in the archive that this one is,
    /// from 0. One of an archive inside of another goes by the number of the
    /// outer one.
    pub(super) fn inner(&self, nth: usize, name: &str) -> Option<Self> {
        if self.number > 0 {
            let (number, name) = (self.number, format!("{}/{name}", self.name));
            return Some(Self { number, name });
        }
        let (number, name) = (u32::try_from(nth + 1).ok()?, name.to_owned());
        Some(Self { number, name })
    }
}

pub(super) struct Reader<'r> {
    pub(super) reading: &'r Reading<'r>,
    each: &'r mut dyn FnMut(Article) -> ControlFlow<()>,
    /// Ids of the records handed on.
    seen: BTreeSet<ArticleId>,
    pub(super) member: Member,
    /// Places count in something else than the file itself.
    is_inside: bool,
    /// How many articles and records of an archive inside of another came.
    n_inside: Option<u32>,
    flow: ControlFlow<()>,
}

impl Reader<'_> {
    fn file(&mut self, bytes: Bytes<'_>) {
        match bytes {
            Bytes::File(file) => {
                let end = end_of(file);
                let mut input = Input::new(&mut *file).ending_at(end);
                let is_zip = archive::is_zip(input.head(ZIP_SIGN_BYTES));
                if !is_zip && matches!(self.reading.wanted, Wanted::All) {
                    return self.stream(input, 0);
                }
                drop(input);
                let _ = file.seek(SeekFrom::Start(0));
                if is_zip {
                    self.is_inside = true;
                    archive::read(self, file, 0);
                } else if !self.by_place(file) {
                    // A file that cannot be read from its start is read from
                    // where it stands.
                    let _ = file.seek(SeekFrom::Start(0));
                    self.stream(Input::new(file).ending_at(end), 0);
                }
            }
            Bytes::Stream(stream) => self.stream(Input::new(stream), 0),
        }
    }

    /// Says whether the caller has had enough.
    pub(super) fn is_done(&self) -> bool {
        self.flow.is_break()
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
        let Ok(decoded) = decode(head) else {
            // The whole may tell better than its beginning why it is no text.
            return self.whole(Form::Plain, input, None);
        };
        let form = sniff::form(self.reading, &decoded.text);
        if let Form::Records(records) = form {
            if std::str::from_utf8(head).is_ok() {
                return self.records(records, input);
            }
            return self.whole(Form::Records(records), input, None);
        }
        let decoded = is_whole.then(|| decoded.into_owned());
        self.whole(form, input, decoded);
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
        self.reading.wanted.has_of_member(number)
    }

    /// Starts to count what lies in an archive inside of another, where members
    /// have no numbers of their own; returns whether this is the outermost such.
    pub(super) fn count_inside(&mut self) -> bool {
        let is_first = self.n_inside.is_none();
        self.n_inside.get_or_insert(0);
        is_first
    }

    /// Ends the count.
    pub(super) fn stop_counting(&mut self) {
        self.n_inside = None;
    }

    /// Reads a stream that is one article, or records that are not UTF-8; it may
    /// have been decoded already.
    fn whole(&mut self, form: Form, input: Input<'_>, decoded: Option<Decoded<'static>>) {
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
        let decoded = decoded.map_or_else(|| decode(&bytes), Ok);
        let Decoded { text, problems } = match decoded {
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
            let number = self.number(raw.number);
            if self.is_wanted(number) {
                self.record(records.as_ref(), raw, number);
            }
            let key = (self.member.number, number);
            if self.is_done() || self.reading.wanted.ends_by(key) {
                return;
            }
        }
        let fault = input.fault().map(str::to_owned);
        if let Some(what) = fault.or_else(|| records.trouble()) {
            let own = last.saturating_add(1);
            let record = self.number(own);
            if self.is_wanted(record) {
                let mut article = record::unreadable(what);
                article.path = self.file_name();
                let member = self.member.number;
                article.place = Place {
                    record,
                    member,
                    ..Place::default()
                };
                self.hand_on_record(article, own);
            }
        }
    }

    fn is_wanted(&self, number: u32) -> bool {
        self.reading.wanted.has((self.member.number, number))
    }

    /// Returns the number of the next article or record: its own, or the
    /// running one inside of an archive that lies in another.
    fn number(&mut self, own: u32) -> u32 {
        let Some(n_inside) = &mut self.n_inside else {
            return own;
        };
        *n_inside += 1;
        *n_inside
    }

    pub(super) fn record(&mut self, records: &dyn Records, raw: Raw<'_>, number: u32) {
        let (mut article, len) = match raw.bytes {
            Taken::Bytes(bytes) => {
                let Some(mut article) = records.article(bytes, raw.number, self.reading) else {
                    return;
                };
                article.sha256 = ContentHash::of(bytes);
                (article, bytes.len() as u64)
            }
            Taken::TooLong(len) => {
                let limit = self.reading.options.limits.article_bytes >> 20;
                let what = format!("longer than the limit of {limit} MiB");
                (record::unreadable(what), len)
            }
        };
        if !article.readable {
            for problem in &mut article.problems {
                problem.what = format!("{}: {}", records.place(raw.number), problem.what);
            }
        }
        article.place = Place {
            offset: raw.offset,
            len: if self.is_inside { 0 } else { len },
            record: number,
            member: self.member.number,
        };
        self.hand_on_record(article, raw.number);
    }

    /// Names a record, the `nth` of its container, and hands it on.
    fn hand_on_record(&mut self, mut article: Article, nth: u32) {
        let file = self.file_name();
        if article.path.is_empty() {
            article.path = format!("{file}#{nth}");
        }
        article.id = ArticleId::of_path(&format!("{file}\n{}", article.path));
        if !self.seen.insert(article.id) {
            let name = format!("{file}\n{}\n{nth}", article.path);
            article.id = ArticleId::of_path(&name);
            let what = "repeats the id of an earlier record";
            article.problems.push(Problem::new(what));
        }
        self.flow = (self.each)(article);
    }

    /// Hands on the one article of a file or of a member.
    pub(super) fn hand_on_whole(&mut self, mut article: Article) {
        let record = self.number(0);
        if !self.is_wanted(record) {
            return;
        }
        article.place = Place {
            member: self.member.number,
            record,
            ..Place::default()
        };
        if self.member.number > 0 {
            self.member.name.clone_into(&mut article.path);
            article.id = ArticleId::of_path(&self.file_name());
        } else {
            self.reading.path.clone_into(&mut article.path);
            article.id = ArticleId::of_path(self.reading.path);
        }
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

/// Returns how long a file is; nothing where it does not tell, as under `/proc`.
fn end_of(file: &mut dyn ReadSeek) -> Option<u64> {
    let end = file.seek(SeekFrom::End(0)).ok().filter(|end| *end > 0);
    let _ = file.seek(SeekFrom::Start(0));
    end
}

/// Leaves out a character that is cut at the end.
pub(super) fn whole_chars(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).unwrap_or(head)
        }
        _ => head,
    }
}
