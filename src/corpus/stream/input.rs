//! [`Input`]: bytes that come in order, with a look ahead and a count.

use std::io::{self, Read};

use memchr::memchr;

/// Room for the bytes that are read at first: most files of a pile are small,
/// and room for more would have to be cleared for nothing.
const FIRST_ROOM: usize = 8 << 10;
/// Room for what is read when the first was filled; it grows with what is held.
const ROOM: usize = 128 << 10;

/// Bytes that come in order.
///
/// What has been looked at but not taken stays in memory, and nothing else.
/// A reader that fails ends the input; [`Input::fault`] tells why.
pub struct Input<'a> {
    reader: Box<dyn Read + 'a>,
    /// What was read, and room for more behind it.
    room: Vec<u8>,
    /// Bytes of `room` that were read.
    n_held: usize,
    /// Bytes of these that have been taken.
    n_taken: usize,
    /// Bytes taken since the start.
    offset: u64,
    has_ended: bool,
    /// Where it is thought to end; a hint only.
    end: Option<u64>,
    fault: Option<String>,
}

/// What was taken up to a sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken<'b> {
    Bytes(&'b [u8]),
    /// So many bytes, which were passed over: more than the limit.
    TooLong(u64),
}

impl<'a> Input<'a> {
    pub fn new(reader: impl Read + 'a) -> Self {
        Self::at(reader, 0)
    }

    /// Makes the input of a reader that stands `offset` bytes behind the start.
    pub fn at(reader: impl Read + 'a, offset: u64) -> Self {
        Self {
            reader: Box::new(reader),
            room: Vec::new(),
            n_held: 0,
            n_taken: 0,
            offset,
            has_ended: false,
            end: None,
            fault: None,
        }
    }

    /// Says where it is thought to end, in bytes from the start.
    #[must_use]
    pub fn ending_at(self, end: Option<u64>) -> Self {
        Self { end, ..self }
    }

    /// Returns how many bytes were taken since the start.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Returns why the reader ended before its end.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Looks at the next bytes: `n`, or fewer where no more come.
    pub fn head(&mut self, n: usize) -> &[u8] {
        while self.ahead().len() < n && self.fill() {}
        let ahead = self.ahead();
        ahead.get(..n).unwrap_or(ahead)
    }

    /// Looks at what is held of the next bytes; reads only where none is.
    pub fn ready(&mut self) -> &[u8] {
        if self.ahead().is_empty() {
            self.fill();
        }
        self.ahead()
    }

    /// Returns what is held of the next bytes, without reading.
    pub fn held(&self) -> &[u8] {
        self.ahead()
    }

    /// Reads more behind what is held; returns whether any came.
    pub fn more(&mut self) -> bool {
        self.fill()
    }

    /// Takes the next `n` bytes away, or all that come.
    pub fn skip(&mut self, n: u64) {
        let mut left = n;
        while left > 0 {
            let n_ready = self.ready().len() as u64;
            if n_ready == 0 {
                return;
            }
            let n_now = left.min(n_ready);
            self.pass(usize::try_from(n_now).unwrap_or(usize::MAX));
            left -= n_now;
        }
    }

    /// Takes `n` bytes that are held.
    pub fn take(&mut self, n: usize) -> &[u8] {
        let start = self.n_taken;
        self.pass(n);
        self.room.get(start..self.n_taken).unwrap_or_default()
    }

    /// Takes what comes up to and with the next `sign`, or all the rest.
    ///
    /// Shape: `None` at the end.
    pub fn take_through(&mut self, sign: u8, limit: u64) -> Option<Taken<'_>> {
        let mut n_seen = 0;
        loop {
            let ahead = self.ahead();
            let fresh = ahead.get(n_seen..).unwrap_or_default();
            if let Some(at) = memchr(sign, fresh) {
                return Some(Taken::Bytes(self.take(n_seen + at + 1)));
            }
            n_seen = ahead.len();
            if n_seen as u64 > limit {
                return Some(self.pass_through(sign));
            }
            if !self.fill() {
                return (n_seen > 0).then(|| Taken::Bytes(self.take(n_seen)));
            }
        }
    }

    fn pass_through(&mut self, sign: u8) -> Taken<'_> {
        let start = self.offset;
        loop {
            let ahead = self.ready();
            let n_ahead = ahead.len();
            let at = memchr(sign, ahead);
            self.pass(at.map_or(n_ahead, |at| at + 1));
            if at.is_some() || n_ahead == 0 {
                return Taken::TooLong(self.offset - start);
            }
        }
    }

    /// Takes all the rest, up to `limit` bytes, with why it ended too early.
    ///
    /// Errors: how many bytes there are at least, when they are more.
    /// Cost: what is thought to be more is not read.
    pub fn into_all(mut self, limit: u64) -> Result<(Vec<u8>, Option<String>), u64> {
        let n_left = self.end.and_then(|end| end.checked_sub(self.offset));
        if let Some(n_left) = n_left.filter(|n_left| *n_left > limit) {
            return Err(n_left);
        }
        let n_left = n_left.and_then(|n_left| usize::try_from(n_left).ok());
        let n_more = n_left.map_or(0, |n_left| n_left.saturating_sub(self.ahead().len()));
        if n_more > 0 {
            // One byte more, so that the end is seen without growing.
            self.room.reserve_exact(n_more + 1);
            self.room.resize(self.n_held + n_more + 1, 0);
        }
        while self.ahead().len() as u64 <= limit && self.fill() {}
        let n_held = self.ahead().len() as u64;
        if n_held > limit {
            return Err(n_held);
        }
        self.room.truncate(self.n_held);
        self.room.drain(..self.n_taken);
        Ok((self.room, self.fault))
    }

    fn ahead(&self) -> &[u8] {
        let held = self.n_taken..self.n_held;
        self.room.get(held).unwrap_or_default()
    }

    fn pass(&mut self, n: usize) {
        let n = n.min(self.n_held - self.n_taken);
        self.n_taken += n;
        self.offset += n as u64;
    }

    fn fill(&mut self) -> bool {
        if self.has_ended {
            return false;
        }
        if self.n_taken > 0 && self.n_taken >= self.n_held / 2 {
            self.room.copy_within(self.n_taken..self.n_held, 0);
            self.n_held -= self.n_taken;
            self.n_taken = 0;
        }
        if self.n_held == self.room.len() {
            self.grow();
        }
        let read = loop {
            let free = self.room.get_mut(self.n_held..).unwrap_or_default();
            match self.reader.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let n_read = match read {
            Ok(n_read) => n_read.min(self.room.len() - self.n_held),
            Err(error) => {
                self.fault = Some(error.to_string());
                0
            }
        };
        self.n_held += n_read;
        self.has_ended = n_read == 0;
        n_read > 0
    }

    /// Makes more room. What is held may grow to a large record: room in
    /// proportion to it keeps the number of moves small.
    fn grow(&mut self) {
        let n_more = if self.room.is_empty() {
            FIRST_ROOM
        } else {
            ROOM.max(self.n_held / 2)
        };
        self.room.resize(self.n_held + n_more, 0);
    }
}

impl Read for Input<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.ready();
        let n = ready.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), ready.get(..n)) {
            to.copy_from_slice(from);
        }
        self.pass(n);
        match &self.fault {
            Some(fault) if n == 0 && !out.is_empty() => Err(io::Error::other(fault.clone())),
            _ => Ok(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(out.len()).min(1);
            let (now, later) = self.0.split_at(n);
            if let Some(to) = out.get_mut(..n) {
                to.copy_from_slice(now);
            }
            self.0 = later;
            Ok(n)
        }
    }

    #[test]
    fn lines_come_whole_however_bytes_arrive() {
        let mut input = Input::new(Drip(b"one\n\nthree"));
        assert_eq!(input.head(2), b"on");
        let mut lines = Vec::new();
        while let Some(taken) = input.take_through(b'\n', 100) {
            let Taken::Bytes(bytes) = taken else {
                panic!("no line is long")
            };
            lines.push(String::from_utf8_lossy(bytes).into_owned());
        }
        assert_eq!(lines, ["one\n", "\n", "three"]);
        assert_eq!(input.offset(), 10);
        assert_eq!(input.fault(), None);
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over_and_counted() {
        let text = [b"a\n".as_slice(), &vec![b'x'; 500_000], b"\nb"].concat();
        let mut input = Input::new(text.as_slice());
        assert_eq!(input.take_through(b'\n', 10), Some(Taken::Bytes(b"a\n")));
        assert_eq!(input.take_through(b'\n', 10), Some(Taken::TooLong(500_001)));
        assert_eq!(input.take_through(b'\n', 10), Some(Taken::Bytes(b"b")));
        assert_eq!(input.take_through(b'\n', 10), None);
    }

    #[test]
    fn skipping_counts_and_a_whole_is_bounded() {
        let mut input = Input::new(Drip(b"0123456789"));
        input.skip(4);
        assert_eq!((input.offset(), input.head(3)), (4, b"456".as_slice()));
        assert_eq!(input.into_all(6), Ok((b"456789".to_vec(), None)));
        let input = Input::new(b"0123456789".as_slice());
        assert_eq!(input.into_all(6), Err(10));
        // Where it is thought to end is a hint: more or fewer may come.
        for end in [Some(4), Some(10), Some(11), None] {
            let mut input = Input::new(Drip(b"0123456789")).ending_at(end);
            input.skip(3);
            assert_eq!(input.into_all(8), Ok((b"3456789".to_vec(), None)));
        }
        let endless = Input::new(io::repeat(0)).ending_at(Some(1 << 40));
        assert_eq!(endless.into_all(1 << 20), Err(1 << 40));
    }

    #[test]
    fn a_reader_that_fails_ends_the_input_and_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("torn"))
            }
        }
        let mut input = Input::new(b"abc".chain(Broken));
        input.skip(1);
        assert_eq!(input.head(9), b"bc");
        assert_eq!(input.fault(), Some("torn"));
        let all = (b"bc".to_vec(), Some("torn".to_owned()));
        assert_eq!(input.into_all(10), Ok(all));
    }
}
