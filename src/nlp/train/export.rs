//! [`export`]: an encoder as the file that the precise tier runs.
//!
//! The form is the one that the engine is fastest with; see
//! `docs/design/0008-the-precise-tier-runs-on-rten.md`.

use serde_json::{Value, json};

use super::batch::LABELS;
use super::encoder::Encoder;
use super::layout::Affine;
use super::onnx::{Graph, Of, Setting};

/// How the weights of the layers and the word pieces are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// As they were learned.
    Full,
    /// One byte each, with a scale an output; inputs are cut to one byte on
    /// the way.
    Small,
}

/// Largest whole number of a weight: seven bits, so that processors that add
/// products in 16 bits do not clip the sums.
const MOST: f32 = 63.0;
/// Largest whole number of an embedding, which is not multiplied.
const MOST_EMBEDDED: f32 = 127.0;

/// Number of the meaning of the features; a program that knows another one
/// must not run the file.
const VERSION: u32 = 1;

struct Writer<'a> {
    encoder: &'a Encoder,
    form: Form,
    graph: Graph,
}

/// Returns the bytes of `model.onnx`.
pub fn export(encoder: &Encoder, form: Form) -> Vec<u8> {
    let writer = Writer {
        encoder,
        form,
        graph: Graph::default(),
    };
    writer.write()
}

/// Returns the text of `config.json`.
pub fn config(encoder: &Encoder) -> String {
    let labels = LABELS.iter().enumerate();
    let names = labels.map(|(id, name)| (id.to_string(), Value::from(*name)));
    let size = encoder.layout.size;
    let config = json!({
        "architectures": ["BertForTokenClassification"],
        "model_type": "bert",
        "hidden_size": size.hidden,
        "num_hidden_layers": size.layers,
        "num_attention_heads": size.heads,
        "intermediate_size": size.inner,
        "max_position_embeddings": size.positions,
        "vocab_size": size.pieces,
        "id2label": Value::Object(names.collect()),
        "gleaner": { "features": size.features, "version": VERSION },
    });
    format!("{config:#}\n")
}

impl Writer<'_> {
    fn write(mut self) -> Vec<u8> {
        let size = self.encoder.layout.size;
        let mut values = self.embedded();
        let mask = self.mask();
        for layer in 0..size.layers {
            values = self.layer(layer, &values, &mask);
        }
        let last = self.node(
            "Concat",
            &[&values, "features"],
            &[Setting::Number("axis", -1)],
        );
        let inner = self.full("head.inner", &last);
        let bent = self.bend(&inner);
        let scores = self.full("head.outer", &bent);
        let mut graph = self.graph;
        graph.named_node("Identity", &[&scores], (&["logits"], &[]));
        graph.input("input_ids", Of::I64, None);
        graph.input("attention_mask", Of::I64, None);
        graph.input("features", Of::F32, Some(size.features));
        graph.output("logits", Of::F32, Some(size.labels));
        graph.finish("encoder")
    }

    fn node(&mut self, operator: &str, inputs: &[&str], settings: &[Setting<'_>]) -> String {
        self.graph.node(operator, inputs, settings)
    }

    fn weights(&self, name: &str) -> Vec<f32> {
        self.encoder.weights[self.encoder.layout.at(name)].to_vec()
    }

    fn constant(&mut self, value: f32) -> String {
        self.graph.floats(&[], &[value])
    }

    fn embedded(&mut self) -> String {
        let size = self.encoder.layout.size;
        let table = self.weights("embeddings.pieces.weight");
        let pieces = match self.form {
            Form::Full => {
                let table = self.graph.floats(&[size.pieces, size.hidden], &table);
                self.node("Gather", &[&table, "input_ids"], &[])
            }
            Form::Small => {
                let (bytes, scales) = cut(&table, size.hidden, MOST_EMBEDDED);
                let shape = [size.pieces, size.hidden];
                let table = self.graph.tensor(Of::I8, &shape, &bytes);
                let scales = self.graph.floats(&[size.pieces, 1], &scales);
                let rows = self.node("Gather", &[&table, "input_ids"], &[]);
                let rows = self.node("Cast", &[&rows], &[Setting::Number("to", 1)]);
                let scales = self.node("Gather", &[&scales, "input_ids"], &[]);
                self.node("Mul", &[&rows, &scales], &[])
            }
        };
        let table = self.weights("embeddings.positions.weight");
        let table = self.graph.floats(&[size.positions, size.hidden], &table);
        let shape = self.node("Shape", &["input_ids"], &[]);
        let [zero, one, two] = [0, 1, 2].map(|n| self.graph.whole(&[n]));
        let n_tokens = self.node("Slice", &[&shape, &one, &two, &zero], &[]);
        let positions = self.node("Slice", &[&table, &zero, &n_tokens, &zero], &[]);
        let table = self.weights("embeddings.features.weight");
        let table = self.graph.floats(&[size.features, size.hidden], &table);
        let features = self.node("MatMul", &["features", &table], &[]);
        let sum = self.node("Add", &[&pieces, &positions], &[]);
        let sum = self.node("Add", &[&sum, &features], &[]);
        self.norm("embeddings.norm", &sum)
    }

    /// Makes a large negative number of each piece that is not there.
    fn mask(&mut self) -> String {
        let axes = self.graph.whole(&[1, 2]);
        let [one, far] = [1.0, -1e4].map(|n| self.constant(n));
        let mask = self.node("Cast", &["attention_mask"], &[Setting::Number("to", 1)]);
        let mask = self.node("Unsqueeze", &[&mask, &axes], &[]);
        let mask = self.node("Sub", &[&one, &mask], &[]);
        self.node("Mul", &[&mask, &far], &[])
    }

    fn layer(&mut self, layer: usize, input: &str, mask: &str) -> String {
        let name = |part: &str| format!("layers.{layer}.{part}");
        let mixed = self.attention(&name("qkv"), input, mask);
        let out = self.map(&name("out"), &mixed);
        let sum = self.node("Add", &[input, &out], &[]);
        let middle = self.norm(&name("norm_out"), &sum);
        let inner = self.map(&name("inner"), &middle);
        let bent = self.bend(&inner);
        let outer = self.map(&name("outer"), &bent);
        let sum = self.node("Add", &[&middle, &outer], &[]);
        self.norm(&name("norm_outer"), &sum)
    }

    fn attention(&mut self, name: &str, input: &str, mask: &str) -> String {
        let size = self.encoder.layout.size;
        let width = size.hidden / size.heads;
        let at = self.encoder.layout.affine_at(name);
        let cut = self.cut_input(input);
        let shape = self.graph.whole(&[0, 0, size.heads as i64, width as i64]);
        let orders = [(0, [0, 2, 1, 3]), (1, [0, 2, 3, 1]), (2, [0, 2, 1, 3])];
        let [query, key, value] = orders.map(|(idx, order)| {
            let third = |range: &std::ops::Range<usize>| {
                let n = range.len() / 3;
                range.start + idx * n..range.start + (idx + 1) * n
            };
            let at = Affine {
                weight: third(&at.weight),
                bias: third(&at.bias),
            };
            let values = self.affine(&at, input, cut.as_ref());
            let values = self.node("Reshape", &[&values, &shape], &[]);
            self.node("Transpose", &[&values], &[Setting::Numbers("perm", &order)])
        });
        let scale = self.constant(1.0 / (width as f32).sqrt());
        let scores = self.node("MatMul", &[&query, &key], &[]);
        let scores = self.node("Mul", &[&scores, &scale], &[]);
        let scores = self.node("Add", &[&scores, mask], &[]);
        let shares = self.node("Softmax", &[&scores], &[Setting::Number("axis", -1)]);
        let mixed = self.node("MatMul", &[&shares, &value], &[]);
        let order = Setting::Numbers("perm", &[0, 2, 1, 3]);
        let mixed = self.node("Transpose", &[&mixed], &[order]);
        let shape = self.graph.whole(&[0, 0, size.hidden as i64]);
        self.node("Reshape", &[&mixed, &shape], &[])
    }

    /// Adds a map of a layer in the form of the file.
    fn map(&mut self, name: &str, input: &str) -> String {
        let at = self.encoder.layout.affine_at(name);
        let cut = self.cut_input(input);
        self.affine(&at, input, cut.as_ref())
    }

    /// Adds a map in full numbers.
    fn full(&mut self, name: &str, input: &str) -> String {
        let at = self.encoder.layout.affine_at(name);
        self.affine(&at, input, None)
    }

    /// Cuts values to bytes: the bytes, their scale and their zero.
    fn cut_input(&mut self, input: &str) -> Option<[String; 3]> {
        let small = self.form == Form::Small;
        small.then(|| self.graph.nodes("DynamicQuantizeLinear", &[input], &[]))
    }

    fn affine(&mut self, at: &Affine, input: &str, cut_input: Option<&[String; 3]>) -> String {
        let n_out = at.bias.len();
        let n_in = at.weight.len() / n_out;
        let rows = &self.encoder.weights[at.weight.clone()];
        let values = if let Some([bytes, scale, zero]) = cut_input {
            let (weights, scales) = cut(rows, n_in, MOST);
            let weights = self
                .graph
                .tensor(Of::I8, &[n_in, n_out], &turned(&weights, n_in));
            let zeros = self.graph.tensor(Of::I8, &[n_out], &vec![0; n_out]);
            let scales = self.graph.floats(&[n_out], &scales);
            let sums = self.node("MatMulInteger", &[bytes, &weights, zero, &zeros], &[]);
            let sums = self.node("Cast", &[&sums], &[Setting::Number("to", 1)]);
            let scale = self.node("Mul", &[scale, &scales], &[]);
            self.node("Mul", &[&sums, &scale], &[])
        } else {
            let weights = turned(rows, n_in);
            let weights = self.graph.floats(&[n_in, n_out], &weights);
            self.node("MatMul", &[input, &weights], &[])
        };
        let bias = &self.encoder.weights[at.bias.clone()];
        let bias = self.graph.floats(&[n_out], bias);
        self.node("Add", &[&values, &bias], &[])
    }

    fn norm(&mut self, name: &str, input: &str) -> String {
        let hidden = self.encoder.layout.size.hidden;
        let [gain, shift] = ["weight", "bias"].map(|end| {
            let numbers = self.weights(&format!("{name}.{end}"));
            self.graph.floats(&[hidden], &numbers)
        });
        let settings = [
            Setting::Number("axis", -1),
            Setting::Float("epsilon", 1e-12),
        ];
        self.node("LayerNormalization", &[input, &gain, &shift], &settings)
    }

    fn bend(&mut self, input: &str) -> String {
        let [root, one, half] = [std::f32::consts::SQRT_2, 1.0, 0.5].map(|n| self.constant(n));
        let curve = self.node("Div", &[input, &root], &[]);
        let curve = self.node("Erf", &[&curve], &[]);
        let curve = self.node("Add", &[&curve, &one], &[]);
        let values = self.node("Mul", &[input, &curve], &[]);
        self.node("Mul", &[&values, &half], &[])
    }
}

/// Cuts rows of `n` numbers to bytes, with a scale a row.
fn cut(rows: &[f32], n: usize, most: f32) -> (Vec<u8>, Vec<f32>) {
    let mut bytes = Vec::with_capacity(rows.len());
    let mut scales = Vec::with_capacity(rows.len() / n);
    for row in rows.chunks_exact(n) {
        let largest = row.iter().fold(0.0, |most: f32, x| most.max(x.abs()));
        let scale = if largest > 0.0 { largest / most } else { 1.0 };
        bytes.extend(
            row.iter()
                .map(|x| ((x / scale).round() as i8).cast_unsigned()),
        );
        scales.push(scale);
    }
    (bytes, scales)
}

/// Swaps rows of `n` items and columns.
fn turned<T: Copy>(rows: &[T], n: usize) -> Vec<T> {
    let columns = (0..n).flat_map(|col| rows.iter().skip(col).step_by(n));
    columns.copied().collect()
}
