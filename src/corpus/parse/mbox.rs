//! [`Mbox`]: messages one after the other, each behind a line `From ...`.

use memchr::memmem;

use super::records::{Raw, Records};
use super::{Reading, mail};
use crate::corpus::Article;
use crate::corpus::stream::{Input, Taken};

#[derive(Default)]
pub(super) struct Mbox {
    n_messages: u32,
}

/// Says whether this is the line before a message: a sender and a date.
pub(super) fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let n_colons = memchr::memchr_iter(b':', rest).count();
    let n_digits = rest.iter().filter(|byte| byte.is_ascii_digit()).count();
    line.len() < 200 && n_colons >= 1 && n_digits >= 7
}

impl Records for Mbox {
    fn resume(&mut self, number: u32) {
        self.n_messages = number;
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        while matches!(input.ready().first(), Some(b'\n' | b'\r')) {
            input.skip(1);
        }
        input.ready().first()?;
        self.n_messages += 1;
        let offset = input.offset();
        let mut n_seen = 0;
        let bytes = loop {
            let held = input.held();
            if let Some(len) = message_len(held, n_seen) {
                break Taken::Bytes(input.take(len));
            }
            // A line that is held in part is looked at again.
            n_seen = memchr::memrchr(b'\n', held).unwrap_or(0);
            let n_held = held.len();
            if n_held as u64 > limit {
                input.skip(n_held as u64);
                break Taken::TooLong(n_held as u64 + pass(input));
            }
            if !input.more() {
                break Taken::Bytes(input.take(n_held));
            }
        };
        Some(Raw {
            offset,
            number: self.n_messages,
            bytes,
        })
    }

    fn article(&self, bytes: &[u8], _: u32, reading: &Reading<'_>) -> Option<Article> {
        let start = match bytes.strip_prefix(b"From ") {
            Some(_) => memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1),
            None => 0,
        };
        let message = bytes.get(start..).unwrap_or_default();
        Some(mail::article(&unquoted(message), reading.depth))
    }

    fn place(&self, number: u32) -> String {
        format!("message {number}")
    }
}

/// Returns where the next message begins, looking from `from` on.
fn message_len(held: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = memmem::find(held.get(at..)?, b"\nFrom ")?;
        let start = at + found + 1;
        let rest = held.get(start..)?;
        let end = memchr::memchr(b'\n', rest)?;
        let before = held.get(..start).unwrap_or_default();
        let is_apart = before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n");
        if is_apart && is_from_line(rest.get(..end)?) {
            return Some(start);
        }
        at = start;
    }
}

/// Passes over the rest of a message that is too long.
fn pass(input: &mut Input<'_>) -> u64 {
    let start = input.offset();
    loop {
        let head = input.head(1 << 16);
        let n_head = head.len();
        let found = message_len(head, 0);
        input.skip(found.unwrap_or(n_head) as u64);
        if found.is_some() || n_head == 0 {
            return input.offset() - start;
        }
    }
}

/// Takes off the sign that writers put before a line that begins with `From `.
fn unquoted(message: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if memmem::find(message, b"\n>From ").is_none() {
        return std::borrow::Cow::Borrowed(message);
    }
    let mut out = Vec::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = memmem::find(rest, b"\n>From ") {
        out.extend_from_slice(rest.get(..=at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    std::borrow::Cow::Owned(out)
}
