//! The one table of commands: name, help, where it works, default keys.
//!
//! Keymap, help, palette, `:` line and the manual's key table are all made from
//! [`TABLE`]. A command says what is wanted; what it does stands in
//! `update`, by area.

/// A thing a person can ask for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Command {
    Down,
    Up,
    First,
    Last,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    FocusLeft,
    FocusRight,
    FocusNext,
    FocusPrevious,
    Open,
    NextArticle,
    PreviousArticle,
    JumpBack,
    JumpForward,
    NextUnread,
    PreviousUnread,
    NextMention,
    PreviousMention,
    NextMark,
    PreviousMark,
    NextQuote,
    PreviousQuote,
    Read,
    Star,
    Keep,
    Discard,
    Tag,
    Untag,
    TagNth,
    Select,
    SelectAll,
    Escape,
    Undo,
    Redo,
    Repeat,
    Search,
    NextHit,
    PreviousHit,
    Filter,
    SavedFilters,
    SaveFilter,
    Sort,
    Pin,
    Unfold,
    Fold,
    Differences,
    Similar,
    Links,
    OpenUrl,
    Copy,
    Pipe,
    MarkMode,
    MarkSelect,
    Zen,
    Wider,
    Narrower,
    Sidebar,
    ListNames,
    Furniture,
    Help,
    Palette,
    CommandLine,
    Redraw,
    Suspend,
    Back,
    Quit,
    Write,
    Messages,
    Problems,
    Marks,
    Orphans,
    Set,
    Merge,
    Split,
    Rename,
    Kind,
    MoveLeft,
    MoveRight,
    MoveDown,
    MoveUp,
    WordForward,
    WordBack,
    WordEnd,
    LineStart,
    LineEnd,
    FindChar,
    NextCandidate,
    PreviousCandidate,
    Selection,
    SwapEnds,
    Accept,
    Reject,
    AcceptAll,
    AcceptEverywhere,
    RejectEverywhere,
    LabelNth,
    LabelLetter,
    Label,
    EndOut,
    EndIn,
    StartOut,
    StartIn,
    Highlight,
    Note,
    Delete,
    Explain,
    LeaveMark,
}

/// What the keys mean at the moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Mode {
    #[default]
    Browse,
    Mark,
}

/// Where in a mode a command works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    Anywhere,
    Sidebar,
    /// Only on the `:` line and in the palette.
    Line,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub command: Command,
    /// Name on the `:` line and in the configuration.
    pub name: &'static str,
    /// One line, imperative, without a full stop.
    pub help: &'static str,
    pub mode: Mode,
    pub place: Place,
    /// Default keys in the notation of [`super::key`]; the first is shown in hints.
    pub keys: &'static [&'static str],
    pub argument: Argument,
}

/// What a command takes besides its own key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Argument {
    None,
    /// The key itself says which: `3` is the third tag.
    OwnKey,
    /// The next key is the argument.
    NextKey,
    /// Words on the `:` line, where they may be left out.
    Words,
}

const fn browse(
    command: Command,
    name: &'static str,
    keys: &'static [&'static str],
    help: &'static str,
) -> Spec {
    Spec {
        command,
        name,
        help,
        mode: Mode::Browse,
        place: Place::Anywhere,
        keys,
        argument: Argument::None,
    }
}

const fn mark(
    command: Command,
    name: &'static str,
    keys: &'static [&'static str],
    help: &'static str,
) -> Spec {
    Spec {
        command,
        name,
        help,
        mode: Mode::Mark,
        place: Place::Anywhere,
        keys,
        argument: Argument::None,
    }
}

const fn line(command: Command, name: &'static str, help: &'static str) -> Spec {
    Spec {
        command,
        name,
        help,
        mode: Mode::Browse,
        place: Place::Line,
        keys: &[],
        argument: Argument::None,
    }
}

impl Spec {
    const fn takes(mut self, argument: Argument) -> Self {
        self.argument = argument;
        self
    }

    const fn only_in(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

/// All commands, in the order of help and manual.
pub static TABLE: &[Spec] = &[
    browse(
        Command::Down,
        "down",
        &["j", "<Down>"],
        "one row or line down",
    ),
    browse(Command::Up, "up", &["k", "<Up>"], "one row or line up"),
    browse(
        Command::First,
        "first",
        &["gg", "<Home>"],
        "first row or line",
    ),
    browse(Command::Last, "last", &["G", "<End>"], "last row or line"),
    browse(
        Command::HalfDown,
        "half-down",
        &["<C-d>"],
        "half a page down",
    ),
    browse(Command::HalfUp, "half-up", &["<C-u>"], "half a page up"),
    browse(
        Command::PageDown,
        "page-down",
        &["<Space>", "<PageDown>"],
        "page of the article down; at its end the next unread article",
    ),
    browse(
        Command::PageUp,
        "page-up",
        &["b", "<PageUp>"],
        "page of the article up",
    ),
    browse(
        Command::FocusLeft,
        "focus-left",
        &["h", "<Left>"],
        "focus the pane on the left",
    ),
    browse(
        Command::FocusRight,
        "focus-right",
        &["l", "<Right>"],
        "focus the pane on the right",
    ),
    browse(
        Command::FocusNext,
        "focus-next",
        &["<Tab>"],
        "focus the next pane",
    ),
    browse(
        Command::FocusPrevious,
        "focus-previous",
        &["<S-Tab>"],
        "focus the previous pane",
    ),
    browse(
        Command::Open,
        "open",
        &["<CR>"],
        "open: the article from the list, the card of an entity",
    ),
    browse(
        Command::NextArticle,
        "next-article",
        &["J"],
        "next article, from any pane",
    ),
    browse(
        Command::PreviousArticle,
        "previous-article",
        &["K"],
        "previous article, from any pane",
    ),
    browse(
        Command::JumpBack,
        "jump-back",
        &["<C-o>"],
        "back to the article before",
    ),
    browse(
        Command::JumpForward,
        "jump-forward",
        &["go"],
        "forward again in the jump list",
    ),
    browse(
        Command::NextUnread,
        "next-unread",
        &["]u"],
        "next unread article",
    ),
    browse(
        Command::PreviousUnread,
        "previous-unread",
        &["[u"],
        "previous unread article",
    ),
    browse(
        Command::NextMention,
        "next-mention",
        &["]e"],
        "next mention of the selected entity, or of any",
    ),
    browse(
        Command::PreviousMention,
        "previous-mention",
        &["[e"],
        "previous mention",
    ),
    browse(
        Command::NextMark,
        "next-mark",
        &["]h"],
        "next mark in the text",
    ),
    browse(
        Command::PreviousMark,
        "previous-mark",
        &["[h"],
        "previous mark in the text",
    ),
    browse(Command::NextQuote, "next-quote", &["]q"], "next quote"),
    browse(
        Command::PreviousQuote,
        "previous-quote",
        &["[q"],
        "previous quote",
    ),
    browse(Command::Read, "read", &["r"], "mark read or unread"),
    browse(Command::Star, "star", &["s"], "set or take back the star"),
    browse(
        Command::Keep,
        "keep",
        &["m"],
        "keep and go on; again: undecided",
    ),
    browse(
        Command::Discard,
        "discard",
        &["d"],
        "discard and go on; again: undecided",
    ),
    browse(Command::Tag, "tag", &["t"], "add a tag").takes(Argument::Words),
    browse(Command::Untag, "untag", &["T"], "remove a tag").takes(Argument::Words),
    browse(
        Command::TagNth,
        "tag-nth",
        &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        "set or remove the n-th tag of the codebook",
    )
    .takes(Argument::OwnKey),
    browse(
        Command::Select,
        "select",
        &["x"],
        "select the article and move down",
    ),
    browse(
        Command::SelectAll,
        "select-all",
        &["*"],
        "select all articles shown",
    ),
    browse(
        Command::Escape,
        "escape",
        &["<Esc>"],
        "undo one layer: selection, search, pins, filter",
    ),
    browse(Command::Undo, "undo", &["u"], "undo your latest act"),
    browse(Command::Redo, "redo", &["<C-r>"], "redo what was undone"),
    browse(
        Command::Repeat,
        "repeat",
        &["."],
        "repeat the last triage or tag act",
    ),
    browse(
        Command::Search,
        "search",
        &["/"],
        "search in the text; in the sidebar narrow it",
    )
    .takes(Argument::Words),
    browse(
        Command::NextHit,
        "next-hit",
        &["n"],
        "next hit of the search",
    ),
    browse(
        Command::PreviousHit,
        "previous-hit",
        &["N"],
        "previous hit of the search",
    ),
    browse(
        Command::Filter,
        "filter",
        &["f"],
        "filter the list while you type",
    )
    .takes(Argument::Words),
    browse(
        Command::SavedFilters,
        "saved-filters",
        &["F"],
        "choose a saved filter",
    ),
    line(
        Command::SaveFilter,
        "save-filter",
        "save the current filter under a name",
    )
    .takes(Argument::Words),
    browse(
        Command::Sort,
        "sort",
        &["S"],
        "choose the order of the list",
    )
    .takes(Argument::Words),
    browse(
        Command::Pin,
        "pin",
        &["p"],
        "pin the entity: the list shows only articles with all pins",
    )
    .only_in(Place::Sidebar),
    browse(
        Command::Unfold,
        "unfold",
        &[">"],
        "show the near-duplicates that are folded under the article",
    ),
    browse(Command::Fold, "fold", &["<lt>"], "fold them again"),
    browse(
        Command::Differences,
        "differences",
        &["="],
        "what differs between the article and its near-duplicate",
    ),
    browse(
        Command::Similar,
        "similar",
        &["~"],
        "articles like this one, by who and what they share",
    ),
    browse(Command::Links, "links", &["gl"], "links of the article"),
    browse(
        Command::OpenUrl,
        "open-url",
        &["o"],
        "open the address of the article",
    ),
    browse(
        Command::Copy,
        "copy",
        &["y"],
        "copy a citation of the article",
    ),
    browse(
        Command::Pipe,
        "pipe",
        &["|"],
        "give the text to a command of yours",
    )
    .takes(Argument::Words),
    browse(
        Command::MarkMode,
        "mark-mode",
        &["i"],
        "put the cursor into the text (MARK mode)",
    ),
    browse(
        Command::MarkSelect,
        "mark-select",
        &["v"],
        "the same with a selection started",
    ),
    browse(Command::Zen, "zen", &["z"], "article only, or all panes"),
    browse(Command::Wider, "wider", &["+"], "longer lines"),
    browse(Command::Narrower, "narrower", &["-"], "shorter lines"),
    browse(
        Command::Sidebar,
        "sidebar",
        &["\\"],
        "entity sidebar on or off",
    ),
    line(
        Command::ListNames,
        "list-names",
        "who and what each article is about, in the list: on or off",
    ),
    browse(
        Command::Furniture,
        "furniture",
        &["c"],
        "page furniture shown or folded",
    ),
    browse(Command::Help, "help", &["?"], "all keys; type to filter"),
    browse(
        Command::Palette,
        "palette",
        &["<C-p>"],
        "find a command, article, entity or tag",
    ),
    browse(
        Command::CommandLine,
        "command-line",
        &[":"],
        "type a command",
    ),
    browse(
        Command::Redraw,
        "redraw",
        &["<C-l>"],
        "draw the screen anew",
    ),
    browse(
        Command::Suspend,
        "suspend",
        &["<C-z>"],
        "suspend; fg comes back",
    ),
    browse(
        Command::Back,
        "back",
        &["q"],
        "back: article to list, list to the shell",
    ),
    browse(
        Command::Quit,
        "quit",
        &["Q", "<C-c>"],
        "quit at once; everything is saved",
    ),
    line(
        Command::Write,
        "write",
        "try again to save what is not saved yet",
    ),
    line(Command::Messages, "messages", "messages of this session"),
    line(
        Command::Problems,
        "problems",
        "what is wrong with the files",
    ),
    line(
        Command::Marks,
        "marks",
        "marks of this article, also those that lost their place",
    ),
    line(
        Command::Orphans,
        "orphans",
        "marks of this article that lost their place",
    ),
    line(
        Command::Set,
        "set",
        "set date, title, source, author or url of the article: set date 2015-05-18",
    )
    .takes(Argument::Words),
    line(
        Command::Merge,
        "merge",
        "the chosen entity is the same as another one, and goes by its name",
    )
    .takes(Argument::Words),
    line(
        Command::Split,
        "split",
        "a name of the chosen entity means somebody else, here or everywhere",
    )
    .takes(Argument::Words),
    line(
        Command::Rename,
        "rename",
        "call the chosen entity by another name",
    )
    .takes(Argument::Words),
    line(
        Command::Kind,
        "kind",
        "say what the chosen entity is: person, org, place, …",
    )
    .takes(Argument::Words),
    mark(
        Command::MoveLeft,
        "move-left",
        &["h", "<Left>"],
        "one letter left",
    ),
    mark(
        Command::MoveDown,
        "move-down",
        &["j", "<Down>"],
        "one line down",
    ),
    mark(Command::MoveUp, "move-up", &["k", "<Up>"], "one line up"),
    mark(
        Command::MoveRight,
        "move-right",
        &["l", "<Right>"],
        "one letter right",
    ),
    mark(
        Command::WordForward,
        "word-forward",
        &["w"],
        "start of the next word",
    ),
    mark(
        Command::WordBack,
        "word-back",
        &["b"],
        "start of this or the previous word",
    ),
    mark(
        Command::WordEnd,
        "word-end",
        &["e"],
        "end of this or the next word",
    ),
    mark(
        Command::LineStart,
        "line-start",
        &["0", "<Home>"],
        "start of the line",
    ),
    mark(
        Command::LineEnd,
        "line-end",
        &["$", "<End>"],
        "end of the line",
    ),
    mark(
        Command::FindChar,
        "find-char",
        &["f"],
        "forward to the letter typed next",
    )
    .takes(Argument::NextKey),
    mark(Command::First, "text-first", &["gg"], "start of the text"),
    mark(Command::Last, "text-last", &["G"], "end of the text"),
    mark(
        Command::HalfDown,
        "text-half-down",
        &["<C-d>"],
        "half a page down",
    ),
    mark(
        Command::HalfUp,
        "text-half-up",
        &["<C-u>"],
        "half a page up",
    ),
    mark(
        Command::PageDown,
        "text-page-down",
        &["<Space>", "<PageDown>"],
        "page down",
    ),
    mark(Command::PageUp, "text-page-up", &["<PageUp>"], "page up"),
    mark(
        Command::NextCandidate,
        "next-candidate",
        &["<Tab>"],
        "next undecided candidate",
    ),
    mark(
        Command::PreviousCandidate,
        "previous-candidate",
        &["<S-Tab>"],
        "previous undecided candidate",
    ),
    mark(
        Command::Selection,
        "selection",
        &["v"],
        "start or drop a selection",
    ),
    mark(
        Command::SwapEnds,
        "swap-ends",
        &["o"],
        "swap the ends of the selection",
    ),
    mark(
        Command::Accept,
        "accept",
        &["a"],
        "accept the candidate and go to the next",
    ),
    mark(
        Command::Reject,
        "reject",
        &["x"],
        "reject the candidate and go to the next",
    ),
    mark(
        Command::AcceptAll,
        "accept-all",
        &["A"],
        "accept all mentions of this entity here",
    ),
    mark(
        Command::AcceptEverywhere,
        "accept-everywhere",
        &["ga"],
        "accept all mentions of this entity in the corpus; counted first",
    ),
    mark(
        Command::RejectEverywhere,
        "reject-everywhere",
        &["gx"],
        "reject all mentions of this entity in the corpus; counted first",
    ),
    mark(
        Command::LabelNth,
        "label-nth",
        &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        "label with the n-th label of the codebook",
    )
    .takes(Argument::OwnKey),
    mark(
        Command::LabelLetter,
        "label-letter",
        &[";"],
        "label with the codebook's letter typed next",
    )
    .takes(Argument::NextKey),
    mark(Command::Label, "label", &["L"], "label by name").takes(Argument::Words),
    mark(
        Command::EndOut,
        "end-out",
        &["]"],
        "move the end out by one word",
    ),
    mark(
        Command::EndIn,
        "end-in",
        &["["],
        "move the end in by one word",
    ),
    mark(
        Command::StartOut,
        "start-out",
        &["{"],
        "move the start out by one word",
    ),
    mark(
        Command::StartIn,
        "start-in",
        &["}"],
        "move the start in by one word",
    ),
    mark(
        Command::Highlight,
        "highlight",
        &["H"],
        "highlight without a label",
    ),
    mark(Command::Note, "note", &["N"], "write a note"),
    mark(
        Command::Delete,
        "delete",
        &["D"],
        "delete the mark under the cursor",
    ),
    mark(
        Command::Copy,
        "copy-quote",
        &["y"],
        "copy the quote with its citation",
    ),
    mark(
        Command::Explain,
        "explain",
        &["K"],
        "explain what was found here, by whom and why",
    ),
    mark(Command::Undo, "mark-undo", &["u"], "undo your latest act"),
    mark(
        Command::Redo,
        "mark-redo",
        &["<C-r>"],
        "redo what was undone",
    ),
    mark(
        Command::Repeat,
        "repeat-label",
        &["."],
        "repeat the last label",
    ),
    mark(
        Command::Help,
        "mark-help",
        &["?"],
        "all keys; type to filter",
    ),
    mark(
        Command::CommandLine,
        "mark-command-line",
        &[":"],
        "type a command",
    ),
    mark(
        Command::Redraw,
        "mark-redraw",
        &["<C-l>"],
        "draw the screen anew",
    ),
    mark(
        Command::Suspend,
        "mark-suspend",
        &["<C-z>"],
        "suspend; fg comes back",
    ),
    mark(
        Command::LeaveMark,
        "leave-mark",
        &["<Esc>", "q"],
        "drop the selection, then back to BROWSE",
    ),
    mark(
        Command::Quit,
        "mark-quit",
        &["Q", "<C-c>"],
        "quit at once; everything is saved",
    ),
];

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Mark => "mark",
        }
    }
}

/// Finds a command by its name; the short forms `w`, `q` and `x` are known too.
pub fn by_name(name: &str) -> Option<&'static Spec> {
    let name = match name {
        "w" => "write",
        "q" | "q!" | "wq" | "x" => "quit",
        "h" => "help",
        other => other,
    };
    TABLE.iter().find(|spec| spec.name == name)
}

/// Finds the one command whose name begins so; several mean none.
pub fn by_beginning(beginning: &str) -> Option<&'static Spec> {
    let mut fitting = TABLE.iter().filter(|spec| spec.name.starts_with(beginning));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Returns the row of a command in a mode.
pub fn spec(command: Command, mode: Mode) -> Option<&'static Spec> {
    TABLE
        .iter()
        .find(|spec| spec.command == command && spec.mode == mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_beginning_names_a_command() {
        let name = |beginning| by_beginning(beginning).map(|spec| spec.name);
        assert_eq!(name("mess"), Some("messages"));
        assert_eq!(name("fi"), None);
        assert_eq!(name("accept-e"), Some("accept-everywhere"));
        assert_eq!(name("zzz"), None);
    }
}
