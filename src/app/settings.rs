//! [`Settings`]: what people may choose, as plain data with defaults.
//!
//! Read from `config.toml` by `io::config`; this file knows nothing of files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::corpus::parse::Mapping;
use crate::corpus::stream::Limits;
use crate::nlp::Kind;

/// What a person chose, or the defaults.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in config.toml"
)]
pub struct Settings {
    /// Width of the text column, in cells.
    pub measure: u16,
    pub color: ColorChoice,
    pub theme: ThemeName,
    /// Signs and rules are drawn in ASCII only.
    pub ascii: bool,
    pub mouse: bool,
    /// Name that acts are signed with; absent means the login name.
    pub author: Option<String>,
    /// The entity sidebar is open at the start.
    pub sidebar: bool,
    /// The list names who and what each article is about.
    pub list_names: bool,
    /// Page furniture is shown at the start.
    pub furniture: bool,
    /// How long the cursor of the list rests before the preview follows.
    pub rest_ms: u32,
    /// How long the body has the focus before its article counts as read.
    pub read_ms: u32,
    /// How long after a prefix its continuations pop up.
    pub which_key_ms: u32,
    /// Command for longer notes; absent means `$VISUAL`, then `$EDITOR`.
    pub editor: Option<String>,
    /// Command that opens a link, the link as its last argument; absent means
    /// the one of the system, or the clipboard over SSH.
    pub opener: Option<String>,
    /// Codebook to use; absent means `codebook.toml` beside the configuration.
    pub codebook: Option<PathBuf>,
    /// Keys that differ from the defaults, in file order.
    pub keys: Vec<KeyBinding>,
    pub model: ModelSettings,
    /// How much of a file is read.
    pub limits: Limits,
}

/// Which model the precise tier runs, and on what.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ModelSettings {
    /// Folder of the model; absent means the one that is found.
    pub path: Option<PathBuf>,
    /// What types of labels mean, before what they usually do; `None` leaves
    /// a type out.
    pub labels: BTreeMap<String, Option<Kind>>,
    pub reads: Reads,
}

/// What the precise tier reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reads {
    Never,
    /// The open article.
    Open,
    /// The open article, then all that nobody has read.
    #[default]
    Unread,
}

/// One remapped key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyBinding {
    /// `browse`, `mark` and so on.
    pub mode: String,
    /// Notation of the command table: `gg`, `<C-d>`.
    pub keys: String,
    /// Name of the command; empty unbinds the keys.
    pub command: String,
}

/// How many colors are sent to the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ColorChoice {
    /// What the terminal says it has; none under `NO_COLOR`.
    #[default]
    Auto,
    /// Colors even where none are expected, as many as the terminal says.
    Always,
    Never,
    Ansi16,
    Ansi256,
    TrueColor,
}

/// Which set of colors is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeName {
    #[default]
    Auto,
    Dark,
    Light,
    /// No colors: bold, underline and reverse only.
    Mono,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 76,
            color: ColorChoice::Auto,
            theme: ThemeName::Auto,
            ascii: false,
            mouse: false,
            author: None,
            sidebar: true,
            list_names: false,
            furniture: false,
            rest_ms: 120,
            read_ms: 2_000,
            which_key_ms: 400,
            editor: None,
            opener: None,
            codebook: None,
            keys: Vec::new(),
            model: ModelSettings::default(),
            limits: Limits::default(),
        }
    }
}

impl Reads {
    pub const ALL: [Self; 3] = [Self::Never, Self::Open, Self::Unread];

    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Open => "open",
            Self::Unread => "unread",
        }
    }
}

impl ColorChoice {
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::Always,
        Self::Never,
        Self::Ansi16,
        Self::Ansi256,
        Self::TrueColor,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
            Self::Ansi16 => "16",
            Self::Ansi256 => "256",
            Self::TrueColor => "truecolor",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

impl ThemeName {
    pub const ALL: [Self; 4] = [Self::Auto, Self::Dark, Self::Light, Self::Mono];

    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// What the desk is started with, from the command line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DeskOptions {
    /// Files and folders, `-` for standard input; empty: the last corpus, else
    /// the sample.
    pub paths: Vec<PathBuf>,
    /// Open the bundled sample, whatever was open last.
    pub demo: bool,
    /// Annotation file to use instead of the one of the corpus.
    pub annotations: Option<PathBuf>,
    pub author: Option<String>,
    pub color: Option<ColorChoice>,
    /// Nothing is written.
    pub read_only: bool,
    /// Which fields of records hold what.
    pub mapping: Mapping,
}
