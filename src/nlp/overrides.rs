//! [`Overrides`]: what people decided, handed in as a plain value.

use crate::corpus::When;

/// What people decided that changes what is found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Overrides {
    /// The date of the article where a person set it; relative dates resolve
    /// against it.
    pub published: Option<When>,
}
