//! [`Progress`]: a bar with an estimate on standard error, when somebody looks.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::Inputs;

/// How far a run is, in bytes.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Starts a bar over all files of the inputs; hidden where standard error
    /// is no terminal, or shares it with the data.
    ///
    /// Cost: where it is shown, one walk over the folders for the sizes.
    pub(super) fn over(inputs: &Inputs) -> Self {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            return Self { bar };
        }
        let mut n_bytes = 0;
        for opened in &inputs.opened {
            opened.source.files(&mut |found| {
                n_bytes += found.size;
                ControlFlow::Continue(())
            });
        }
        let bar =
            ProgressBar::with_draw_target(Some(n_bytes), ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template(
            "{bar:30} {percent:>3}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left",
        );
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar }
    }

    pub(super) fn add(&self, n_bytes: u64) {
        self.bar.inc(n_bytes);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
