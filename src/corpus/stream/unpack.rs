//! Takes off what packs a stream: gzip and zstd, told by their first bytes.
//!
//! Packed bytes may grow only so many times: [`Limits::expansion`]. A damaged
//! end is an error of the reader, after all that could be unpacked.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::{Input, Limits};

/// What a stream is packed with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// Tells the packing by the first bytes.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let is_skippable = matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..]);
        if head.starts_with(&[0x1F, 0x8B, 0x08]) {
            Some(Self::Gzip)
        } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || is_skippable {
            Some(Self::Zstd)
        } else {
            None
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Unpacks `input`, which `packing` packs.
pub(crate) fn unpacked<'a>(packing: Packing, input: Input<'a>, limits: &Limits) -> Input<'a> {
    let n_packed = Rc::new(Cell::new(0));
    let packed = BufReader::new(Counted {
        input,
        n_read: n_packed.clone(),
    });
    let reader: Box<dyn Read + 'a> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Packing::Zstd => Box::new(Frames::new(packed)),
    };
    Input::new(Bounded {
        reader,
        packing,
        n_packed,
        n_out: 0,
        expansion: limits.expansion,
        has_failed: false,
    })
}

/// Counts what is read through it.
struct Counted<'a> {
    input: Input<'a>,
    n_read: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(out)?;
        self.n_read.set(self.n_read.get() + n as u64);
        Ok(n)
    }
}

/// Ends with an error where bytes grow beyond measure, and words the errors of
/// the reader below.
struct Bounded<'a> {
    reader: Box<dyn Read + 'a>,
    packing: Packing,
    n_packed: Rc<Cell<u64>>,
    n_out: u64,
    expansion: u64,
    has_failed: bool,
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.has_failed {
            return Ok(0);
        }
        let name = self.packing.name();
        let n = self.reader.read(out).map_err(|error| {
            self.has_failed = true;
            io::Error::other(match error.kind() {
                io::ErrorKind::UnexpectedEof => {
                    format!("the {name} data ends too early: the file is cut")
                }
                _ => format!(
                    "the {name} data is damaged after {} bytes: {error}",
                    self.n_out
                ),
            })
        })?;
        self.n_out += n as u64;
        let most = self.n_packed.get().saturating_mul(self.expansion);
        if self.n_out > most.max(Limits::FREE_BYTES) {
            self.has_failed = true;
            return Err(io::Error::other(format!(
                "the {name} data grows more than {} times",
                self.expansion
            )));
        }
        Ok(n)
    }
}

/// Reads the frames of zstd one after the other.
struct Frames<R: Read> {
    packed: BufReader<R>,
    decoder: FrameDecoder,
    is_open: bool,
    n_opened: usize,
    /// Why the frame cannot go on; told when all before it has been read.
    fault: Option<String>,
}

/// An empty last block and room for a checksum: ends a frame that is damaged,
/// so that the decoder hands out what it holds back.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

impl<R: Read> Frames<R> {
    fn new(packed: BufReader<R>) -> Self {
        Self {
            packed,
            decoder: FrameDecoder::new(),
            is_open: false,
            n_opened: 0,
            fault: None,
        }
    }

    /// Decodes until there is something to hand out or the frame ends.
    fn decode(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let one = BlockDecodingStrategy::UptoBlocks(1);
            let Err(error) = self.decoder.decode_blocks(&mut self.packed, one) else {
                continue;
            };
            self.fault = Some(error.to_string());
            let rest = BlockDecodingStrategy::All;
            let ended = self.decoder.decode_blocks(LAST_BLOCK.as_slice(), rest);
            ended.map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// Opens the next frame; returns whether there is one.
    fn open(&mut self) -> io::Result<bool> {
        loop {
            let ahead = self.packed.fill_buf()?;
            // Behind a frame, what is none is passed over as gzip readers do.
            if ahead.is_empty() || (self.n_opened > 0 && Packing::of(ahead).is_none()) {
                return Ok(false);
            }
            match self.decoder.init(&mut self.packed) {
                Ok(()) => {
                    self.is_open = true;
                    self.n_opened += 1;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut frame = (&mut self.packed).take(length.into());
                    io::copy(&mut frame, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.is_open && !self.open()? {
                return Ok(0);
            }
            self.decode()?;
            let n = self.decoder.read(out)?;
            if n > 0 {
                return Ok(n);
            }
            self.is_open = false;
            if let Some(fault) = self.fault.take() {
                return Err(io::Error::other(fault));
            }
            let stated = self.decoder.get_checksum_from_data();
            if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                return Err(io::Error::other("the checksum does not fit"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let level = flate2::Compression::default();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn read(packed: &[u8]) -> (String, Option<String>) {
        let packing = Packing::of(packed).unwrap();
        let input = unpacked(packing, Input::new(packed), &Limits::default());
        let (text, fault) = input.into_all(1 << 30).unwrap();
        (String::from_utf8(text).unwrap(), fault)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let members = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(read(&members), ("one two".to_owned(), None));
        let skippable: &[u8] = &[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9];
        let frames = [zstd(b"one ").as_slice(), skippable, &zstd(b"two")].concat();
        assert_eq!(read(&frames), ("one two".to_owned(), None));
    }

    #[test]
    fn a_cut_end_gives_what_was_there_and_says_so() {
        let numbers: Vec<String> = (0..40_000).map(|n| n.to_string()).collect();
        let text = numbers.join(" ");
        for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
            let (begin, fault) = read(&packed[..packed.len() * 3 / 4]);
            assert!(begin.len() > 1000 && text.starts_with(&begin));
            assert!(fault.is_some_and(|fault| fault.contains("data")));
        }
    }

    #[test]
    fn what_grows_beyond_measure_is_stopped() {
        let zeros = gzip(&vec![0; 18 << 20]);
        let (text, fault) = read(&zeros);
        assert!(text.len() as u64 <= Limits::FREE_BYTES + (1 << 20));
        assert!(fault.is_some_and(|fault| fault.contains("grows more than 200 times")));
    }
}
