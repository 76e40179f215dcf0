//! [`Runtime`]: a model of the library that runs it.
//!
//! The library is named here and nowhere else. A model is one window in, one
//! row of scores a piece out; every run takes one thread, so that its result
//! does not depend on how many there are.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, NodeInfo, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::nlp::encoder::Input;

/// A model that can run.
pub(super) struct Runtime {
    model: Model,
    /// The inputs it wants, in its order.
    inputs: Vec<(Slot, NodeId)>,
    output: NodeId,
}

/// The one thread that a reader of articles computes on.
#[derive(Clone)]
pub(super) struct Lane(Arc<ThreadPool>);

/// What an input of a model holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Pieces,
    Mask,
    Types,
    Features,
}

impl Lane {
    pub(super) fn new() -> Self {
        Self(Arc::new(ThreadPool::with_num_threads(1)))
    }

    /// Does something on the thread of the lane.
    pub(super) fn run<T: Send>(&self, job: impl FnOnce() -> T + Send) -> T {
        self.0.run(job)
    }
}

impl Runtime {
    /// Reads the bytes of `model.onnx`.
    ///
    /// Errors: it is no model, or wants what we cannot give, in plain words.
    pub(super) fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let load = || ModelOptions::with_all_ops().load(bytes);
        let model = caught(load, "cannot be loaded")?;
        let mut inputs = Vec::new();
        for id in model.input_ids() {
            let info = model.node_info(*id);
            let name = info.as_ref().and_then(NodeInfo::name);
            inputs.push((slot(name.unwrap_or_default())?, *id));
        }
        if !inputs.iter().any(|(slot, _)| *slot == Slot::Pieces) {
            return Err("it has no input input_ids".to_owned());
        }
        let named = model.find_node("logits");
        let outputs = model.output_ids();
        let output = named
            .filter(|id| outputs.contains(id))
            .or_else(|| outputs.first().copied().filter(|_| outputs.len() == 1))
            .ok_or("it has no output logits")?;
        Ok(Self {
            model,
            inputs,
            output,
        })
    }

    /// Says whether the model reads features besides words.
    pub(super) fn takes_features(&self) -> bool {
        self.inputs.iter().any(|(slot, _)| *slot == Slot::Features)
    }

    /// Returns how many numbers the model holds.
    pub(super) fn n_params(&self) -> usize {
        self.model.total_params()
    }

    /// Runs the model on one window.
    ///
    /// Shape: one row a piece, `n_labels` columns.
    /// Errors: the model failed, in plain words.
    pub(super) fn run(
        &self,
        lane: &Lane,
        input: &Input,
        n_labels: usize,
    ) -> Result<Vec<f32>, String> {
        let n_pieces = input.pieces.len();
        let n_features = input.features.len().checked_div(n_pieces).unwrap_or(0);
        let ids = |value: fn(u32) -> i32| -> Value {
            let row: Vec<i32> = input.pieces.iter().map(|piece| value(*piece)).collect();
            NdTensor::from_data([1, n_pieces], row).into()
        };
        let value = |slot: Slot| -> Value {
            match slot {
                Slot::Pieces => ids(|piece| i32::try_from(piece).unwrap_or(0)),
                Slot::Mask => ids(|_| 1),
                Slot::Types => ids(|_| 0),
                Slot::Features => {
                    let rows = input.features.clone();
                    NdTensor::from_data([1, n_pieces, n_features], rows).into()
                }
            }
        };
        let inputs = self.inputs.iter();
        let inputs = inputs.map(|(slot, id)| (*id, ValueOrView::Value(value(*slot))));
        let inputs: Vec<(NodeId, ValueOrView<'_>)> = inputs.collect();
        let options = RunOptions::default().with_thread_pool(Some(lane.0.clone()));
        let run = || self.model.run_n(inputs, [self.output], Some(options));
        let [output] = caught(run, "cannot run")?;
        let Ok(rows) = NdTensor::<f32, 3>::try_from(output) else {
            return Err("its output is no table of numbers for each window".to_owned());
        };
        if rows.shape() != [1, n_pieces, n_labels] {
            return Err(format!(
                "its output has the shape {:?}, config.json asks for {:?}",
                rows.shape(),
                [1, n_pieces, n_labels]
            ));
        }
        Ok(rows.to_vec())
    }
}

/// Does something with the library; it must not take the program down.
fn caught<T, E: Display>(job: impl FnOnce() -> Result<T, E>, what: &str) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(job)) {
        Ok(done) => done.map_err(|error| format!("it {what}: {error}")),
        Err(_) => Err("the library that runs models gave up on it".to_owned()),
    }
}

fn slot(name: &str) -> Result<Slot, String> {
    match name {
        "input_ids" => Ok(Slot::Pieces),
        "attention_mask" => Ok(Slot::Mask),
        "token_type_ids" => Ok(Slot::Types),
        "features" => Ok(Slot::Features),
        other => Err(format!("it wants an input {other} that nobody can give")),
    }
}
