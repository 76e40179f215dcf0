//! Reading and writing named numbers: the `safetensors` form.
//!
//! Eight bytes with the length of a header, a header in JSON with name, type,
//! shape and place of each tensor, then the numbers, little endian.

use serde_json::{Map, Value, json};

use super::encoder::Encoder;
use super::layout::{Layout, Size};

/// The named tensors of a file.
pub struct Tensors<'a> {
    header: Map<String, Value>,
    data: &'a [u8],
}

impl<'a> Tensors<'a> {
    /// Reads the header of `bytes`; `None` if it is none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (len, rest) = bytes.split_first_chunk::<8>()?;
        let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
        let (header, data) = rest.split_at_checked(len)?;
        let header = serde_json::from_slice(header).ok()?;
        Some(Self { header, data })
    }

    /// Returns the numbers of one tensor of 32-bit floats.
    pub fn get(&self, name: &str) -> Option<Vec<f32>> {
        let entry = self.header.get(name)?;
        if entry.get("dtype")?.as_str()? != "F32" {
            return None;
        }
        let place = |idx| {
            let at = entry.get("data_offsets")?.get(idx)?.as_u64()?;
            usize::try_from(at).ok()
        };
        let (numbers, _) = self.data.get(place(0)?..place(1)?)?.as_chunks::<4>();
        Some(
            numbers
                .iter()
                .map(|bytes| f32::from_le_bytes(*bytes))
                .collect(),
        )
    }
}

/// Writes all weights of an encoder.
pub fn write(encoder: &Encoder) -> Vec<u8> {
    let mut header = Map::new();
    for part in &encoder.layout.parts {
        let entry = json!({
            "dtype": "F32",
            "shape": [part.shape.0, part.shape.1],
            "data_offsets": [4 * part.range.start, 4 * part.range.end],
        });
        header.insert(part.name.clone(), entry);
    }
    let header = Value::Object(header).to_string().into_bytes();
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header);
    bytes.extend(encoder.weights.iter().flat_map(|x| x.to_le_bytes()));
    bytes
}

/// Reads the weights that [`write`] wrote.
pub fn read(bytes: &[u8], size: Size) -> Option<Encoder> {
    let tensors = Tensors::read(bytes)?;
    let layout = Layout::new(size);
    let mut weights = Vec::with_capacity(layout.n_weights());
    for part in &layout.parts {
        weights.extend(tensors.get(&part.name)?);
    }
    (weights.len() == layout.n_weights()).then_some(Encoder { layout, weights })
}

/// Puts the weights of a BERT without a head into `encoder`.
///
/// Errors: `None` when a tensor is missing or has another size.
pub fn take_base(tensors: &Tensors<'_>, encoder: &mut Encoder) -> Option<()> {
    let prefix = if tensors.header.keys().any(|name| name.starts_with("bert.")) {
        "bert."
    } else {
        ""
    };
    let get = |name: &str| tensors.get(&format!("{prefix}{name}"));
    let layout = encoder.layout.clone();
    let mut put = |name: &str, numbers: Vec<f32>| {
        let place = encoder.weights.get_mut(layout.at(name))?;
        (place.len() == numbers.len()).then(|| place.copy_from_slice(&numbers))
    };
    put(
        "embeddings.pieces.weight",
        get("embeddings.word_embeddings.weight")?,
    )?;
    let mut positions = get("embeddings.position_embeddings.weight")?;
    let kinds = get("embeddings.token_type_embeddings.weight")?;
    // Every piece is of the first kind, so its row goes into all positions.
    let hidden = layout.size.hidden;
    for row in positions.chunks_exact_mut(hidden) {
        super::parts::add(row, kinds.get(..hidden)?);
    }
    positions.truncate(layout.size.positions * hidden);
    put("embeddings.positions.weight", positions)?;
    for end in ["weight", "bias"] {
        let norm = get(&format!("embeddings.LayerNorm.{end}"))?;
        put(&format!("embeddings.norm.{end}"), norm)?;
    }
    for layer in 0..layout.size.layers {
        let of = |name: &str, end: &str| get(&format!("encoder.layer.{layer}.{name}.{end}"));
        for end in ["weight", "bias"] {
            let mut qkv = of("attention.self.query", end)?;
            qkv.extend(of("attention.self.key", end)?);
            qkv.extend(of("attention.self.value", end)?);
            put(&format!("layers.{layer}.qkv.{end}"), qkv)?;
            for (own, theirs) in [
                ("out", "attention.output.dense"),
                ("norm_out", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("norm_outer", "output.LayerNorm"),
            ] {
                put(&format!("layers.{layer}.{own}.{end}"), of(theirs, end)?)?;
            }
        }
    }
    Some(())
}
