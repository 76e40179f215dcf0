//! Sentences in, marked sentences out.
