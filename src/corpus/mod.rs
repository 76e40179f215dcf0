//! Articles as values: bytes in, [`Article`] out, and never a failure.
//!
//! [`parse::articles`] turns the bytes of one file into articles; what went
//! wrong on the way is a [`Problem`] on the article. Cleaning names the blocks
//! of a scraped page and reads its title, source, authors and dates.
//!
//! This layer knows nothing of annotations, files (it is handed bytes) and the
//! clock.

pub mod advice;
pub mod article;
pub mod blocks;
pub mod clean;
pub mod dates;
pub mod decode;
pub mod html;
pub mod id;
mod language;
pub(crate) mod lexicon;
mod magic;
pub mod meta;
pub mod order;
mod page_meta;
pub mod parse;
mod phrases;
pub mod sample;
pub mod sources;
pub mod stream;
pub mod when;

pub use article::{Article, Meta, Place, Problem};
pub use blocks::{Block, BlockKind};
pub use id::{ArticleId, ContentHash};
pub use when::When;
