//! [`Block`]: a paragraph or another named part of a body.

use crate::text::Span;

/// What a block is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlockKind {
    Title,
    Subtitle,
    Source,
    Byline,
    Date,
    Dateline,
    Paragraph,
    Heading,
    Quote,
    List,
    Caption,
    Credit,
    /// A correction or an editor's note.
    Editorial,
    /// Parts of the page that are not of the article: link lists, share bars.
    Furniture,
}

/// A part of a body with one purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

impl BlockKind {
    /// Returns the word for this kind in files and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Source => "source",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Quote => "quote",
            Self::List => "list",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Editorial => "editorial",
            Self::Furniture => "furniture",
        }
    }
}
