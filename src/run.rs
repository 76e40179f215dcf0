//! The loop: the only place where all parts meet.

use std::process::ExitCode;

use crate::app::settings::DeskOptions;

/// Opens the desk and stays until the person leaves it.
#[expect(clippy::needless_pass_by_value, reason = "the face of what is to come")]
pub fn desk(options: DeskOptions) -> anyhow::Result<ExitCode> {
    let _ = options;
    anyhow::bail!("the desk is not built yet")
}
