"""Makes the tiny model of the tests: each word has its label in a table.

Run with a Python that has numpy and onnx; the files are kept beside it.
It has the operators of the shipped model that matter to a runtime: int8
tables, a dynamic scale, an integer product.
"""

import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC"]
WORDS = {
    "[PAD]": "O", "[UNK]": "O", "[CLS]": "O", "[SEP]": "O",
    "zorb": "B-PER", "##lin": "O", "quenday": "I-PER",
    "tarlow": "B-LOC", "paris": "B-LOC", "harbour": "B-ORG", "office": "I-ORG",
    "thursday": "B-MISC",
}


def main():
    table = np.zeros((len(WORDS), len(LABELS)), np.int8)
    for row, label in enumerate(WORDS.values()):
        table[row, LABELS.index(label)] = 60
    weights = np.eye(len(LABELS), dtype=np.int8) * 60
    constants = {
        "table": table,
        "scale": np.float32(0.1),
        "weights": weights,
        "zeros": np.zeros(len(LABELS), np.int8),
        "scales": np.full(len(LABELS), 1 / 60, np.float32),
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "input_ids"], ["rows"]),
        node("Cast", ["rows"], ["floats"], to=TensorProto.FLOAT),
        node("Mul", ["floats", "scale"], ["states"]),
        node("DynamicQuantizeLinear", ["states"], ["bytes", "of_input", "zero"]),
        node("MatMulInteger", ["bytes", "weights", "zero", "zeros"], ["sums"]),
        node("Cast", ["sums"], ["wide"], to=TensorProto.FLOAT),
        node("Mul", ["of_input", "scales"], ["both"]),
        node("Mul", ["wide", "both"], ["logits"]),
    ]
    shape = ["batch", "tokens"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ["input_ids", "attention_mask", "token_type_ids"]
    ]
    logits = helper.make_tensor_value_info(
        "logits", TensorProto.FLOAT, shape + [len(LABELS)]
    )
    held = [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, [logits], held)
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(HERE / "model.onnx"))
    config = {"id2label": {str(n): label for n, label in enumerate(LABELS)}}
    vocab = {word: n for n, word in enumerate(WORDS)}
    tokenizer = {
        "normalizer": {"type": "BertNormalizer", "lowercase": True},
        "model": {"type": "WordPiece", "continuing_subword_prefix": "##", "vocab": vocab},
    }
    for name, value in [("config.json", config), ("tokenizer.json", tokenizer)]:
        (HERE / name).write_text(json.dumps(value, indent=1) + "\n")


main()
