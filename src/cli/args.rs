//! The arguments, declared for clap; help texts are for people.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::app::settings::ColorChoice;
use crate::corpus::When;
use crate::corpus::parse::Mapping;
use crate::nlp::Lists;

/// A reading desk for the terminal: read, triage, tag and mark piles of
/// articles with single keys.
#[derive(Parser, Debug)]
#[command(
    name = "gleaner",
    version,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = false,
    after_help = "Exit codes: 0 fine, 1 the answer is no or some inputs failed, 2 wrong usage.\n\
                  A folder called like a command is opened as ./NAME."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Files and folders to open, `-` for standard input; none: the last
    /// corpus, else the sample
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What every command understands.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Common {
    /// Annotation file to use instead of the one of the corpus
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) annotations: Option<PathBuf>,
    /// Name that your acts are signed with
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) author: Option<String>,
    /// Colors: auto, always, never, 16, 256 or truecolor
    #[arg(long, value_name = "WHEN", global = true, value_parser = color)]
    pub(super) color: Option<ColorChoice>,
    /// Fields that hold what, where their names are not the usual ones:
    /// text=FIELD,title=FIELD,...
    #[arg(long, value_name = "FIELDS", global = true, value_parser = Mapping::parse)]
    pub(super) map: Option<Mapping>,
    /// Write nothing
    #[arg(long, global = true)]
    pub(super) read_only: bool,
    /// Say on standard error what is done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Open the bundled sample corpus
    Demo,
    /// List articles
    List(ListArgs),
    /// Show one article
    Show(ShowArgs),
    /// Print all that is found in articles, one JSON object per line
    Extract(ExtractArgs),
    /// List the entities of the corpus
    Entities(EntitiesArgs),
    /// Print the places of words in their context
    Search(SearchArgs),
    /// Print the groups of near-duplicate articles, one JSON object per line
    Duplicates(DuplicatesArgs),
    /// Tell what could not be read, and why
    Problems(PathArgs),
    /// Check an annotation file; never writes
    Check(CheckArgs),
    /// Write the union of two annotation files to a new one
    Merge(MergeArgs),
    /// Make an annotation file smaller; the old one stays beside it
    Compact {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Tell where annotations, configuration and caches lie
    Where {
        /// The corpus to tell of
        path: Option<PathBuf>,
    },
    /// Print all keys and commands
    Keys,
    /// Tell which model the precise tier runs, or install another one
    Model {
        #[command(subcommand)]
        action: Option<ModelAction>,
    },
    /// Print the commented defaults, check config.toml, or tell where it lies
    Config {
        #[arg(value_enum, default_value_t = ConfigAction::Path)]
        action: ConfigAction,
    },
    /// Print a completion script
    Completions { shell: Shell },
    /// Print the manual page, in roff
    Man,
    /// Turn PDF on standard input into text; the program calls this itself
    #[command(name = crate::io::pdf::COMMAND, hide = true)]
    PdfText,
}

#[derive(Args, Debug)]
pub(super) struct PathArgs {
    /// Files and folders, `-` for standard input; none: the last corpus, else
    /// the sample
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) inputs: PathArgs,
    /// Only articles that fit this query
    #[arg(short, long)]
    pub(super) query: Option<String>,
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub(super) format: RowFormat,
}

#[derive(Args, Debug)]
pub(super) struct EntitiesArgs {
    #[command(flatten)]
    pub(super) list: ListArgs,
    #[command(flatten)]
    pub(super) tier: TierArgs,
}

#[derive(Args, Clone, Copy, Debug)]
pub(super) struct TierArgs {
    /// Find names with the precise tier: slower, and better
    #[arg(long)]
    pub(super) precise: bool,
}

#[derive(Subcommand, Debug)]
pub(super) enum ModelAction {
    /// Copy a model into the data folder, where it is found first
    Install {
        /// A folder with model.onnx, tokenizer.json and config.json
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(super) struct ShowArgs {
    /// The article: its id, the beginning of its id, or its path
    #[arg(short, long, value_name = "ARTICLE")]
    pub(super) article: String,
    #[command(flatten)]
    pub(super) inputs: PathArgs,
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(super) format: ShowFormat,
    #[command(flatten)]
    pub(super) tier: TierArgs,
}

#[derive(Args, Debug)]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    pub(super) inputs: PathArgs,
    /// Only articles that fit this query
    #[arg(short, long)]
    pub(super) query: Option<String>,
    /// Date of articles that state none: 2014-05-27
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) published: Option<When>,
    /// Leave out what people decided
    #[arg(long)]
    pub(super) raw: bool,
    /// Lists of names to read, for measuring what the own ones are worth
    #[arg(long, value_enum, default_value_t = ListsArg::All, hide = true)]
    pub(super) lists: ListsArg,
    /// Weights of the tagger, for measuring on texts that the own ones have seen
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) weights: Option<PathBuf>,
    #[command(flatten)]
    pub(super) tier: TierArgs,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ListsArg {
    All,
    Packaged,
}

impl From<ListsArg> for Lists {
    fn from(lists: ListsArg) -> Self {
        match lists {
            ListsArg::All => Self::All,
            ListsArg::Packaged => Self::Packaged,
        }
    }
}

#[derive(Args, Debug)]
pub(super) struct SearchArgs {
    /// What to search for
    #[arg(short, long)]
    pub(super) query: String,
    #[command(flatten)]
    pub(super) inputs: PathArgs,
    /// Default: table on a terminal, else jsonl
    #[arg(long, value_enum)]
    pub(super) format: Option<RowFormat>,
}

#[derive(Args, Debug)]
pub(super) struct DuplicatesArgs {
    #[command(flatten)]
    pub(super) inputs: PathArgs,
    /// Only articles that fit this query
    #[arg(short, long)]
    pub(super) query: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

#[derive(Args, Debug)]
pub(super) struct MergeArgs {
    #[arg(value_name = "A")]
    pub(super) first: PathBuf,
    #[arg(value_name = "B")]
    pub(super) second: PathBuf,
    /// The file to write; must not be there yet
    #[arg(short, long, value_name = "C")]
    pub(super) output: PathBuf,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RowFormat {
    /// Columns for people
    Table,
    /// One JSON object per line
    Jsonl,
    /// Columns with tabs between, without a heading
    Tsv,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ShowFormat {
    /// The cleaned text, for people
    Text,
    /// As extract prints it
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CheckFormat {
    /// What the file holds and what is wrong with it
    Text,
    /// The ids of all acts that can be read, one per line
    Ids,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ConfigAction {
    /// Print the commented defaults
    Default,
    /// Name the mistakes in config.toml, codebook.toml and watchlist.toml
    Check,
    /// Tell where they lie
    Path,
}

fn color(text: &str) -> Result<ColorChoice, String> {
    ColorChoice::parse(text).ok_or_else(|| {
        format!(
            "expected one of {}",
            ColorChoice::ALL.map(ColorChoice::name).join(", ")
        )
    })
}

fn date(text: &str) -> Result<When, String> {
    When::parse(text)
        .ok_or_else(|| "expected a date such as 2014, 2014-05 or 2014-05-27".to_owned())
}
