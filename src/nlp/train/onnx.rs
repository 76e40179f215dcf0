//! [`Graph`]: a network as an ONNX file, piece by piece.
//!
//! Only what an encoder needs: nodes with a few attributes, tensors of floats
//! and whole numbers, inputs and outputs of which the size is open. Messages
//! are written in the wire format of protocol buffers, which is a row of
//! numbered fields.
//!
//! Source: `onnx.proto3` of ONNX 1.15 (IR version 9).

/// Operators of version 17 have layer norms and are known everywhere.
const OPERATORS: u64 = 17;
const IR_VERSION: u64 = 9;

/// What the numbers of a tensor are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    F32 = 1,
    I8 = 3,
    I64 = 7,
}

/// A setting of a node.
pub(super) enum Setting<'a> {
    Number(&'a str, i64),
    Float(&'a str, f32),
    Numbers(&'a str, &'a [i64]),
}

/// A network as it grows; values are known by names.
#[derive(Default)]
pub(super) struct Graph {
    nodes: Vec<u8>,
    tensors: Vec<u8>,
    ends: Vec<u8>,
    n_names: usize,
}

impl Graph {
    /// Adds a node with one output and returns its name.
    pub(super) fn node(
        &mut self,
        operator: &str,
        inputs: &[&str],
        settings: &[Setting<'_>],
    ) -> String {
        let [out] = self.nodes(operator, inputs, settings);
        out
    }

    /// Adds a node and returns the names of its outputs.
    pub(super) fn nodes<const N: usize>(
        &mut self,
        operator: &str,
        inputs: &[&str],
        settings: &[Setting<'_>],
    ) -> [String; N] {
        let outputs = [(); N].map(|()| self.name());
        self.named_node(
            operator,
            inputs,
            (&outputs.each_ref().map(String::as_str), settings),
        );
        outputs
    }

    /// Adds a node of which the outputs have names.
    pub(super) fn named_node(
        &mut self,
        operator: &str,
        inputs: &[&str],
        (outputs, settings): (&[&str], &[Setting<'_>]),
    ) {
        let mut node = Vec::new();
        for input in inputs {
            field(&mut node, 1, input.as_bytes());
        }
        for output in outputs {
            field(&mut node, 2, output.as_bytes());
        }
        field(&mut node, 4, operator.as_bytes());
        for setting in settings {
            field(&mut node, 5, &setting.bytes());
        }
        field(&mut self.nodes, 1, &node);
    }

    /// Adds a tensor and returns its name.
    pub(super) fn tensor(&mut self, of: Of, shape: &[usize], bytes: &[u8]) -> String {
        let name = self.name();
        let mut tensor = Vec::with_capacity(bytes.len() + 64);
        for n in shape {
            number(&mut tensor, 1, *n as u64);
        }
        number(&mut tensor, 2, of as u64);
        field(&mut tensor, 8, name.as_bytes());
        field(&mut tensor, 9, bytes);
        field(&mut self.tensors, 5, &tensor);
        name
    }

    pub(super) fn floats(&mut self, shape: &[usize], numbers: &[f32]) -> String {
        let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.tensor(Of::F32, shape, &bytes)
    }

    pub(super) fn whole(&mut self, numbers: &[i64]) -> String {
        let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.tensor(Of::I64, &[numbers.len()], &bytes)
    }

    /// Declares an input; `last` is the size of its last dimension after
    /// `batch` and `tokens`.
    pub(super) fn input(&mut self, name: &str, of: Of, last: Option<usize>) {
        let value = value(name, of, last);
        field(&mut self.ends, 11, &value);
    }

    pub(super) fn output(&mut self, name: &str, of: Of, last: Option<usize>) {
        let value = value(name, of, last);
        field(&mut self.ends, 12, &value);
    }

    /// Returns the bytes of the file.
    pub(super) fn finish(self, name: &str) -> Vec<u8> {
        let mut graph = self.nodes;
        field(&mut graph, 2, name.as_bytes());
        graph.extend(self.tensors);
        graph.extend(self.ends);
        let mut operators = Vec::new();
        field(&mut operators, 1, b"");
        number(&mut operators, 2, OPERATORS);
        let mut model = Vec::with_capacity(graph.len() + 64);
        number(&mut model, 1, IR_VERSION);
        field(&mut model, 2, b"gleaner");
        field(&mut model, 7, &graph);
        field(&mut model, 8, &operators);
        model
    }

    fn name(&mut self) -> String {
        self.n_names += 1;
        format!("v{}", self.n_names)
    }
}

impl Setting<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Number(name, value) => {
                field(&mut out, 1, name.as_bytes());
                number(&mut out, 3, value.cast_unsigned());
                number(&mut out, 20, 2);
            }
            Self::Float(name, value) => {
                field(&mut out, 1, name.as_bytes());
                // A field of four bytes.
                varint(&mut out, 2 << 3 | 5);
                out.extend(value.to_le_bytes());
                number(&mut out, 20, 1);
            }
            Self::Numbers(name, values) => {
                field(&mut out, 1, name.as_bytes());
                for value in *values {
                    number(&mut out, 8, value.cast_unsigned());
                }
                number(&mut out, 20, 7);
            }
        }
        out
    }
}

fn value(name: &str, of: Of, last: Option<usize>) -> Vec<u8> {
    let mut shape = Vec::new();
    for open in ["batch", "tokens"] {
        let mut dimension = Vec::new();
        field(&mut dimension, 2, open.as_bytes());
        field(&mut shape, 1, &dimension);
    }
    if let Some(last) = last {
        let mut dimension = Vec::new();
        number(&mut dimension, 1, last as u64);
        field(&mut shape, 1, &dimension);
    }
    let mut tensor = Vec::new();
    number(&mut tensor, 1, of as u64);
    field(&mut tensor, 2, &shape);
    let mut kind = Vec::new();
    field(&mut kind, 1, &tensor);
    let mut value = Vec::new();
    field(&mut value, 1, name.as_bytes());
    field(&mut value, 2, &kind);
    value
}

/// Writes a field of bytes with its number and length.
fn field(out: &mut Vec<u8>, id: u64, bytes: &[u8]) {
    varint(out, id << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Writes a field that is a whole number.
fn number(out: &mut Vec<u8>, id: u64, value: u64) {
    varint(out, id << 3);
    varint(out, value);
}

/// Writes seven bits a byte, the lowest first.
fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
