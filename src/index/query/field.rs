//! [`Field`]: the names before a colon, and the words that may follow them.

use crate::annotate::{Decision, Triage};

/// A field of the filter language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    Title,
    Body,
    Source,
    Author,
    Lang,
    Tag,
    State,
    Entity,
    Person,
    Org,
    Place,
    Agreement,
    System,
    Event,
    Facility,
    Group,
    Kind,
    SaidBy,
    Has,
    After,
    Before,
    On,
    About,
}

/// A state of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    Unread,
    Read,
    Undecided,
    Kept,
    Discarded,
    Star,
}

/// Something an article may have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Feature {
    Note,
    Mark,
    Quote,
    Problem,
    Duplicate,
}

impl State {
    /// Says whether an article that stands so is in this state.
    pub fn holds(self, triage: Triage) -> bool {
        match self {
            Self::Unread => !triage.read,
            Self::Read => triage.read,
            Self::Undecided => triage.decision == Decision::Undecided,
            Self::Kept => triage.decision == Decision::Kept,
            Self::Discarded => triage.decision == Decision::Discarded,
            Self::Star => triage.star,
        }
    }
}

impl Field {
    pub const ALL: [Self; 23] = [
        Self::Title,
        Self::Body,
        Self::Source,
        Self::Author,
        Self::Lang,
        Self::Tag,
        Self::State,
        Self::Entity,
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Agreement,
        Self::System,
        Self::Event,
        Self::Facility,
        Self::Group,
        Self::Kind,
        Self::SaidBy,
        Self::Has,
        Self::After,
        Self::Before,
        Self::On,
        Self::About,
    ];

    /// Returns the name of the field, without the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Source => "source",
            Self::Author => "author",
            Self::Lang => "lang",
            Self::Tag => "tag",
            Self::State => "state",
            Self::Entity => "entity",
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Agreement => "agreement",
            Self::System => "system",
            Self::Event => "event",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Kind => "kind",
            Self::SaidBy => "said-by",
            Self::Has => "has",
            Self::After => "after",
            Self::Before => "before",
            Self::On => "on",
            Self::About => "about",
        }
    }

    /// Reads a field name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Says in a few words what may follow the colon.
    pub fn wants(self) -> &'static str {
        match self {
            Self::Title | Self::Body => "a word or a \"phrase\"",
            Self::Source => "the name of a source",
            Self::Author | Self::SaidBy => "the name of a person",
            Self::Lang => "a language code such as en",
            Self::Tag => "a tag",
            Self::State => "unread, read, undecided, kept, discarded or star",
            Self::Entity
            | Self::Person
            | Self::Org
            | Self::Place
            | Self::Agreement
            | Self::System
            | Self::Event
            | Self::Facility
            | Self::Group => "a name",
            Self::Kind => "a kind such as person, org, place or agreement",
            Self::Has => "note, mark, quote, problem or duplicate",
            Self::After | Self::Before | Self::On | Self::About => {
                "a date such as 2013, 2013-10, 2013-10-28 or 2w"
            }
        }
    }
}

impl State {
    pub const ALL: [Self; 6] = [
        Self::Unread,
        Self::Read,
        Self::Undecided,
        Self::Kept,
        Self::Discarded,
        Self::Star,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Undecided => "undecided",
            Self::Kept => "kept",
            Self::Discarded => "discarded",
            Self::Star => "star",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|state| state.name().eq_ignore_ascii_case(name))
    }
}

impl Feature {
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Mark,
        Self::Quote,
        Self::Problem,
        Self::Duplicate,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Mark => "mark",
            Self::Quote => "quote",
            Self::Problem => "problem",
            Self::Duplicate => "duplicate",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|feature| feature.name().eq_ignore_ascii_case(name))
    }
}
