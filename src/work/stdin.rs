//! Standard input: [`read`] lists its articles while they come, and keeps what
//! came in a file, to be read again.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::sync::PoisonError;

use tempfile::NamedTempFile;

use super::Say;
use super::ingest::{Corpus, Sink};
use crate::app::Msg;
use crate::app::msg::Tone;
use crate::corpus::parse::Depth;
use crate::io::article::{How, read_stream};
use crate::io::scan::Found;

/// Reads standard input, and keeps what comes in a file that goes with us.
pub(super) fn read(corpus: &Corpus, root: u16, say: &Say) {
    let fail = |error: &io::Error| {
        let what = format!(
            "standard input cannot be kept in the folder for temporary files (TMPDIR): {error}"
        );
        say(Msg::Told(Tone::Error, what));
    };
    let mut copy = match NamedTempFile::new().and_then(|file| Ok((file.reopen()?, file))) {
        Ok((copy, file)) => {
            let mut spool = corpus.spool.lock().unwrap_or_else(PoisonError::into_inner);
            *spool = Some(file);
            copy
        }
        Err(error) => return fail(&error),
    };
    let mut sink = Sink::new(corpus, root, say);
    let how = How {
        options: corpus.options(root),
        depth: Depth::Full,
    };
    let found = Found {
        relative: "-".to_owned(),
        ..Found::default()
    };
    let mut tee = Tee {
        from: io::stdin().lock(),
        to: &mut copy,
        fault: None,
    };
    read_stream(&mut tee, how, &mut |article| {
        sink.take(article, 0, &found);
        ControlFlow::Continue(())
    });
    if let Some(error) = &tee.fault {
        fail(error);
    }
    sink.flush();
}

/// Copies what is read through it.
struct Tee<'a, R> {
    from: R,
    to: &'a mut File,
    fault: Option<io::Error>,
}

impl<R: Read> Read for Tee<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(out)?;
        if self.fault.is_none()
            && let Err(error) = self.to.write_all(out.get(..n).unwrap_or_default())
        {
            self.fault = Some(error);
        }
        Ok(n)
    }
}
