//! Makes the learned files of `src/nlp/data`; `src/nlp/train/README.md` tells how.

fn main() {}
