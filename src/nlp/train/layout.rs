//! [`Layout`]: the size of an encoder, and where each of its weights lies.
//!
//! All weights of an encoder are one stretch of numbers, so that the optimizer
//! and a checkpoint need not know what they are. Names and shapes follow BERT;
//! query, key and value of a layer lie together as one matrix.

use std::ops::Range;

use super::batch::LABELS;
use crate::nlp::encoder::features::N_FEATURES;
use crate::nlp::encoder::window::MAX_WINDOW;

/// How large an encoder is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub hidden: usize,
    pub layers: usize,
    pub heads: usize,
    /// Width of the inner layer of the feed-forward part.
    pub inner: usize,
    pub pieces: usize,
    pub positions: usize,
    pub features: usize,
    /// Width of the inner layer of the head.
    pub head: usize,
    pub labels: usize,
}

impl Size {
    /// `all-MiniLM-L6-v2` with the features of this program, the positions of
    /// its windows, and a head for four kinds of names.
    pub const MINI_LM: Self = Self {
        hidden: 384,
        layers: 6,
        heads: 12,
        inner: 1536,
        pieces: 30522,
        positions: MAX_WINDOW,
        features: N_FEATURES,
        head: 256,
        labels: LABELS.len(),
    };
}

/// One matrix or vector among the weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    pub name: String,
    /// Rows and columns; a vector has one row.
    pub shape: (usize, usize),
    pub range: Range<usize>,
}

/// The places of all weights.
#[derive(Clone, Debug)]
pub struct Layout {
    pub size: Size,
    /// In the order of their places, without gaps.
    pub parts: Vec<Part>,
}

/// The places of the weights of one layer.
pub(super) struct LayerAt {
    pub(super) qkv: Affine,
    pub(super) out: Affine,
    pub(super) norm_out: Affine,
    pub(super) inner: Affine,
    pub(super) outer: Affine,
    pub(super) norm_outer: Affine,
}

/// The places of a factor and of what is added.
#[derive(Clone, Debug)]
pub(super) struct Affine {
    pub(super) weight: Range<usize>,
    pub(super) bias: Range<usize>,
}

impl Layout {
    pub fn new(size: Size) -> Self {
        let mut layout = Self {
            size,
            parts: Vec::new(),
        };
        let Size { hidden, inner, .. } = size;
        layout.push("embeddings.pieces.weight", (size.pieces, hidden));
        layout.push("embeddings.positions.weight", (size.positions, hidden));
        layout.push("embeddings.features.weight", (size.features, hidden));
        layout.affine("embeddings.norm", (1, hidden), hidden);
        for layer in 0..size.layers {
            let mut part = |name: &str, shape: (usize, usize), n_out: usize| {
                layout.affine(&format!("layers.{layer}.{name}"), shape, n_out);
            };
            part("qkv", (3 * hidden, hidden), 3 * hidden);
            part("out", (hidden, hidden), hidden);
            part("norm_out", (1, hidden), hidden);
            part("inner", (inner, hidden), inner);
            part("outer", (hidden, inner), hidden);
            part("norm_outer", (1, hidden), hidden);
        }
        layout.affine("head.inner", (size.head, hidden + size.features), size.head);
        layout.affine("head.outer", (size.labels, size.head), size.labels);
        layout
    }

    fn affine(&mut self, name: &str, shape: (usize, usize), n_out: usize) {
        self.push(&format!("{name}.weight"), shape);
        self.push(&format!("{name}.bias"), (1, n_out));
    }

    fn push(&mut self, name: &str, shape: (usize, usize)) {
        let start = self.n_weights();
        self.parts.push(Part {
            name: name.to_owned(),
            shape,
            range: start..start + shape.0 * shape.1,
        });
    }

    /// Returns the number of all weights.
    pub fn n_weights(&self) -> usize {
        self.parts.last().map_or(0, |part| part.range.end)
    }

    /// Returns the place of the part of this name, which must exist.
    pub(super) fn at(&self, name: &str) -> Range<usize> {
        let part = self.parts.iter().find(|part| part.name == name);
        part.expect("the names are those of `new`").range.clone()
    }

    pub(super) fn affine_at(&self, name: &str) -> Affine {
        Affine {
            weight: self.at(&format!("{name}.weight")),
            bias: self.at(&format!("{name}.bias")),
        }
    }

    pub(super) fn layer_at(&self, layer: usize) -> LayerAt {
        let at = |name: &str| self.affine_at(&format!("layers.{layer}.{name}"));
        LayerAt {
            qkv: at("qkv"),
            out: at("out"),
            norm_out: at("norm_out"),
            inner: at("inner"),
            outer: at("outer"),
            norm_outer: at("norm_outer"),
        }
    }

    /// Says which weights are new and learn faster than the given ones.
    pub(super) fn is_new(part: &Part) -> bool {
        part.name.starts_with("head.") || part.name.starts_with("embeddings.features")
    }
}
