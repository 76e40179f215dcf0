//! [`Lines`]: JSON lines, one article a line; blank lines are none.

use memchr::memchr_iter;

use super::Reading;
use super::record;
use super::records::{Raw, Records};
use crate::corpus::Article;
use crate::corpus::stream::Input;

/// Counts the lines that were passed, blank ones as well.
#[derive(Default)]
pub(super) struct Lines {
    n_ended: u32,
}

impl Records for Lines {
    fn begin(&mut self, input: &mut Input<'_>) {
        if input.head(3) == b"\xEF\xBB\xBF" {
            input.skip(3);
        }
    }

    fn resume(&mut self, number: u32) {
        self.n_ended = number;
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        self.n_ended += skip_blank(input);
        let offset = input.offset();
        let bytes = input.take_through(b'\n', limit)?;
        self.n_ended += 1;
        Some(Raw {
            offset,
            number: self.n_ended,
            bytes,
        })
    }

    fn article(&self, bytes: &[u8], _: u32, reading: &Reading<'_>) -> Option<Article> {
        Some(record::article(bytes, reading))
    }

    fn place(&self, number: u32) -> String {
        format!("line {number}")
    }
}

/// Takes white space away; returns how many lines ended in it.
fn skip_blank(input: &mut Input<'_>) -> u32 {
    let mut n_lines = 0;
    loop {
        let ready = input.ready();
        let n_ready = ready.len();
        let n_blank = ready.iter().take_while(|byte| byte.is_ascii_whitespace());
        let n_blank = n_blank.count();
        let blank = ready.get(..n_blank).unwrap_or_default();
        n_lines += memchr_iter(b'\n', blank).count();
        input.skip(n_blank as u64);
        if n_blank < n_ready || n_ready == 0 {
            return u32::try_from(n_lines).unwrap_or(u32::MAX);
        }
    }
}
