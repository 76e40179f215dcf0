//! Opens the desk: the command without a name, and `demo`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::Common;
use crate::app::settings::DeskOptions;
use crate::run;

/// Which corpus is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Corpus {
    /// The paths that were given, or what stands for none.
    Given,
    Sample,
}

pub(super) fn open(
    paths: Vec<PathBuf>,
    corpus: Corpus,
    common: Common,
) -> anyhow::Result<ExitCode> {
    run::desk(&DeskOptions {
        paths,
        demo: corpus == Corpus::Sample,
        annotations: common.annotations,
        author: common.author,
        color: common.color,
        read_only: common.read_only,
        mapping: common.map.unwrap_or_default(),
    })
}
