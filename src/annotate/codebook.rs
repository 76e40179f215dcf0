//! [`Codebook`]: the person's scheme of tags (on articles) and labels (on spans).

use serde::{Deserialize, Serialize};

/// The tags and labels, in the order of their digits.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Codebook {
    pub tags: Vec<Code>,
    pub labels: Vec<Code>,
}

/// One tag or label.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Code {
    pub name: String,
    /// The letter that sets it, after `;` for labels.
    pub key: Option<char>,
    /// A color name or `#rrggbb`.
    pub color: Option<String>,
    pub definition: Option<String>,
}

/// A mistake in a codebook file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodebookProblem {
    /// Line and column, from 1, in chars.
    pub line: usize,
    pub column: usize,
    pub what: String,
}

impl Codebook {
    /// Reads a codebook; what is wrong is named, and the rest still counts.
    pub fn parse(text: &str) -> (Self, Vec<CodebookProblem>) {
        let _ = text;
        (Self::default(), Vec::new())
    }
}
