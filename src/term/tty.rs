//! [`Tty`]: the terminal as a file, for reading or for writing.
//!
//! Standard input and output are used where they are a terminal; otherwise the
//! controlling terminal is opened, so that a corpus may come through a pipe.

use std::{
    fs::OpenOptions,
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    time::Duration,
};

use ratatui::layout::Size;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    termios::{isatty, tcgetwinsize},
};

/// The size taken for a terminal that does not know its own.
const FALLBACK: Size = Size {
    width: 80,
    height: 24,
};

#[derive(Debug)]
pub(super) struct Tty(OwnedFd);

impl Tty {
    /// Opens the terminal that keys come from.
    ///
    /// Errors: there is no terminal at all.
    pub(super) fn for_reading() -> io::Result<Self> {
        Self::of(io::stdin().as_fd())
    }

    /// Opens the terminal that frames go to.
    ///
    /// Errors: there is no terminal at all.
    pub(super) fn for_writing() -> io::Result<Self> {
        Self::of(io::stdout().as_fd())
    }

    fn of(standard: BorrowedFd<'_>) -> io::Result<Self> {
        if isatty(standard) {
            return standard.try_clone_to_owned().map(Self);
        }
        let opened = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
        Ok(Self(opened.into()))
    }

    /// Returns columns and rows.
    pub(super) fn size(&self) -> Size {
        match tcgetwinsize(&self.0) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
            _ => FALLBACK,
        }
    }

    /// Writes everything, in one call to the system where it takes it at once.
    ///
    /// Errors: as the system says; see [`is_lost`].
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            match rustix::io::write(&self.0, rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    self.is_writable(None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Writes a little, unless the terminal takes nothing for that long.
    pub(super) fn try_write(&self, bytes: &[u8], patience: Duration) -> io::Result<()> {
        if self.is_writable(Some(patience))? {
            self.write(bytes)?;
        }
        Ok(())
    }

    fn is_writable(&self, patience: Option<Duration>) -> io::Result<bool> {
        let limit = patience.and_then(|limit| Timespec::try_from(limit).ok());
        let mut fds = [PollFd::new(&self.0, PollFlags::OUT)];
        match poll(&mut fds, limit.as_ref()) {
            Ok(ready) => Ok(ready > 0),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl From<OwnedFd> for Tty {
    fn from(fd: OwnedFd) -> Self {
        Self(fd)
    }
}

/// Says whether an error of writing means that the terminal is gone.
pub fn is_lost(error: &io::Error) -> bool {
    let code = error.raw_os_error().map(Errno::from_raw_os_error);
    matches!(
        code,
        Some(Errno::IO | Errno::PIPE | Errno::NXIO | Errno::BADF)
    )
}
