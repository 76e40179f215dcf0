//! [`Mention`] and what else is found in one article.

use super::Entity;
use crate::text::Span;

/// What a mention or an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    Person,
    Org,
    Place,
    Agreement,
    /// A weapon, a vehicle, a device or a program.
    System,
    Event,
    Facility,
    /// A nationality, religious or political group.
    Group,
    Work,
    Date,
    Time,
    Money,
    Quantity,
}

/// What proposed a mention.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Finder {
    Gazetteer,
    Rule,
    Tagger,
    Encoder,
    Person,
}

/// A span that names something.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    pub span: Span,
    pub kind: Kind,
    /// How sure the finder is, 0 to 1.
    pub score: f32,
    pub finder: Finder,
    /// Why, in a few words for people: `title before a name`, `known place`.
    pub reason: &'static str,
    /// Both tiers gave it, with the same span and kind.
    pub is_certain: bool,
    /// Index into [`Extraction::entities`]; numbers alone have none.
    pub entity: Option<usize>,
}

/// Something somebody said.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    pub span: Span,
    pub is_direct: bool,
    /// Index into [`Extraction::entities`].
    pub speaker: Option<usize>,
    pub speaker_span: Option<Span>,
    pub cue: Option<Span>,
}

impl Quote {
    /// Returns how a speaker is described who is no entity: `a source in the
    /// palace`. A pronoun describes nobody.
    pub fn unnamed<'t>(&self, text: &'t str) -> Option<&'t str> {
        const PRONOUNS: [&str; 12] = [
            "he", "she", "they", "we", "i", "it", "you", "who", "which", "that", "his", "her",
        ];
        let described = self
            .speaker_span
            .filter(|_| self.speaker.is_none())?
            .of(text);
        let pronoun = PRONOUNS
            .iter()
            .any(|word| described.eq_ignore_ascii_case(word));
        (!pronoun && !described.is_empty()).then_some(described)
    }
}

/// An expression of time and its ISO value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    pub span: Span,
    /// `date`, `time`, `duration`, `range` or `set`.
    pub kind: &'static str,
    /// ISO 8601 value with the precision stated, in the shapes of TIMEX3 where
    /// ISO has none (`1989-Q3`, `199X`, `PAST_REF`); absent when it depends on
    /// an unknown date of the article.
    pub value: Option<String>,
    /// What the second of two dates in the value is.
    pub until: Until,
}

/// What the second date of a range is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Until {
    /// The last of it, as articles state it.
    #[default]
    Last,
    /// The first thing after it, as calendars keep it.
    Before,
}

/// A short form that the article explains, beside its long form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Acronym {
    pub short: Span,
    pub long: Span,
}

/// All that was found in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extraction {
    /// Sorted by span, not overlapping.
    pub mentions: Vec<Mention>,
    /// Most salient first.
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    pub times: Vec<Time>,
    /// Explained short forms, in text order.
    pub acronyms: Vec<Acronym>,
}

impl Kind {
    /// All kinds, in the order of the sidebar.
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Agreement,
        Self::System,
        Self::Event,
        Self::Facility,
        Self::Group,
        Self::Work,
        Self::Date,
        Self::Time,
        Self::Money,
        Self::Quantity,
    ];

    /// Returns the word for this kind in files and queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Agreement => "agreement",
            Self::System => "system",
            Self::Event => "event",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Work => "work",
            Self::Date => "date",
            Self::Time => "time",
            Self::Money => "money",
            Self::Quantity => "quantity",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Says whether things of this kind have names, which dates and amounts have
    /// not.
    pub fn is_name(self) -> bool {
        !matches!(self, Self::Date | Self::Time | Self::Money | Self::Quantity)
    }

    /// Returns the heading of this kind in the sidebar.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Org => "Organizations",
            Self::Place => "Places",
            Self::Agreement => "Agreements",
            Self::System => "Systems",
            Self::Event => "Events",
            Self::Facility => "Facilities",
            Self::Group => "Groups",
            Self::Work => "Works",
            Self::Date => "Dates",
            Self::Time => "Times",
            Self::Money => "Money",
            Self::Quantity => "Quantities",
        }
    }
}

impl Finder {
    pub fn name(self) -> &'static str {
        match self {
            Self::Gazetteer => "gazetteer",
            Self::Rule => "rule",
            Self::Tagger => "tagger",
            Self::Encoder => "encoder",
            Self::Person => "person",
        }
    }
}
