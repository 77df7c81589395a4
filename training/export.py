"""Checkpoint to the shipped files: ``python -m training.export --checkpoint FILE --gold DIR --output DIR``.

Writes ``network.onnx`` and ``network.json`` (labels and transition scores). Matrix products of the encoder run on
eight-bit integers; see ``quantise``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from hearsay.read.network.pieces import WINDOW
from training.data import Example, attributions, windows
from training.model import Network

OUTPUTS = (
    *Network.CHAINS, *Network.PLAIN, *(f"{name}_arc" for name in Network.ARCS), "vectors",
)  # fmt: skip
"""Scores of every head, and the vectors that heads fitted later look at."""


MIXES = tuple(f"/{name}/MatMul" for name in ("attribution", "entity", "syntax"))
"""The square products before the heads."""

SMOOTHED_ON = 12
"""Train texts from which the sizes of the encoder's inner values are taken."""


class Exported(nn.Module):
    """The network with its outputs as a tuple, in the order of ``OUTPUTS``; without a mask, for windows run alone."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        words = self.network.encode(pieces, shapes, None, first)
        scores = self.network.score(words, OUTPUTS) | {"vectors": words}
        return tuple(scores[name] for name in OUTPUTS)


class Smoothed(nn.Module):
    """A linear layer whose inputs are divided by ``scale`` [inputs] and whose weights are multiplied by it."""

    def __init__(self, layer: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("inverse", 1 / scale)
        self.weight = nn.Parameter(layer.weight * scale)
        self.bias = layer.bias

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x * self.inverse, self.weight, self.bias)


def smooth(network: Network, examples: Iterable[Example], balance: float = 0.7) -> None:
    """Share the outliers of each product's inputs between inputs and weights, so that eight bits hold both.

    Xiao et al. 2023 (SmoothQuant); the greatest size of each input channel is taken over ``examples``.
    Of 0.3 to 1.0 the balance of 0.7 left the least error: a third less than without.
    """
    groups = [(block, names) for block in network.encoder.blocks for names in (("query", "key", "value"), ("out",),
              ("up",), ("down",))]  # fmt: skip
    largest = {}

    def watch(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen = inputs[0].abs().flatten(0, -2).max(0).values
        largest[layer] = torch.maximum(largest[layer], seen) if layer in largest else seen

    hooks = [getattr(block, names[0]).register_forward_pre_hook(watch) for block, names in groups]
    with torch.no_grad():
        for item in examples:
            network.encoder(torch.tensor([item.pieces]), torch.tensor([item.shapes]))
    for hook in hooks:
        hook.remove()
    for block, names in groups:
        layers = [getattr(block, name) for name in names]
        weights = torch.stack([layer.weight.abs().max(0).values for layer in layers]).max(0).values
        seen = largest[layers[0]].clamp(min=1e-5)
        scale = (seen**balance / weights.clamp(min=1e-5) ** (1 - balance)).detach()
        for name, layer in zip(names, layers, strict=True):
            setattr(block, name, Smoothed(layer, scale))


def load_network(checkpoint: Path) -> Network:
    network = Network(0.0)
    network.load_state_dict(torch.load(checkpoint, map_location="cpu")["network"])
    return network.eval()


def to_onnx(network: Network, path: Path) -> None:
    sample = (
        torch.randint(1000, 2000, (2, 9)), torch.zeros(2, 9, dtype=torch.long),
        torch.tensor([[0, 1, 2, 4], [0, 1, 3, 5]]),
    )  # fmt: skip
    axes = {name: {0: "batch", 1: "pieces"} for name in ("pieces", "shapes")} | {
        "first": {0: "batch", 1: "words"}
    }
    axes |= {
        name: {0: "batch", 1: "words", **({2: "words"} if name.endswith("_arc") else {})} for name in OUTPUTS
    }
    torch.onnx.export(
        Exported(network), sample, str(path), input_names=["pieces", "shapes", "first"],
        output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Eight-bit products in the encoder's layers; attention scores, norms and the heads stay in float.

    The scale of the activations is taken at run time from the window that is read, so windows must be run alone.
    Fixed scales were tried: they cost two points of F1. Seven bits of each weight, because processors without
    VNNI overflow on eight.
    """
    graph = onnx.load(str(source)).graph
    products = [node.name for node in graph.node if node.op_type == "MatMul" and _has_weight(graph, node)]
    quantize_dynamic(
        str(source), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        nodes_to_quantize=[name for name in products if "/encoder/blocks" in name or name in MIXES],
        op_types_to_quantize=["MatMul"],
    )  # fmt: skip


def _has_weight(graph: onnx.GraphProto, node: onnx.NodeProto) -> bool:
    names = {item.name for item in graph.initializer}
    return any(name in names for name in node.input)


def shrink_embedding(path: Path) -> None:
    """Store the word vectors as eight-bit integers with a scale a row; they are looked up, then scaled."""
    model = onnx.load(str(path))
    graph = model.graph
    table = next(item for item in graph.initializer if list(item.dims) == [30522, 384])
    values = onnx.numpy_helper.to_array(table).astype(np.float32)
    scale = np.maximum(np.abs(values).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
    gather = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == table.name)
    index, out = gather.input[1], gather.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend(
        [
            onnx.numpy_helper.from_array(np.round(values / scale).astype(np.int8), "word_rows"),
            onnx.numpy_helper.from_array(scale, "word_scales"),
        ]
    )
    at = list(graph.node).index(gather)
    graph.node.remove(gather)
    made = [
        onnx.helper.make_node("Gather", ["word_rows", index], ["word_bytes"], name="word_bytes"),
        onnx.helper.make_node(
            "Cast", ["word_bytes"], ["word_floats"], name="word_floats", to=onnx.TensorProto.FLOAT
        ),
        onnx.helper.make_node("Gather", ["word_scales", index], ["word_scale"], name="word_scale"),
        onnx.helper.make_node("Mul", ["word_floats", "word_scale"], [out], name="word_vectors"),
    ]
    for offset, node in enumerate(made):
        graph.node.insert(at + offset, node)
    onnx.save(model, str(path))


def describe(network: Network) -> dict[str, Any]:
    """Labels of each head and the scores of label sequences, with six digits."""
    chains = {}
    for name, chain in network.chains.items():
        transition, start = (value.detach().double().numpy() for value in chain.scores())
        chains[name] = {"transition": np.round(transition, 6).tolist(), "start": np.round(start, 6).tolist()}
    return {"labels": {**network.CHAINS, **network.PLAIN}, "chains": chains, "outputs": OUTPUTS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the products in float (larger; to compare)"
    )
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    network = load_network(options.checkpoint)
    if not options.float:
        texts = islice(attributions(options.gold / "attribution/polnear-train.jsonl"), SMOOTHED_ON)
        smooth(network, [item for text in texts for item in windows(text, WINDOW, None)])
    whole, target = options.output / "float.onnx", options.output / "network.onnx"
    to_onnx(network, whole)
    if options.float:
        whole.replace(target)
    else:
        quantise(whole, target)
        shrink_embedding(target)
        whole.unlink()
    (options.output / "network.json").write_text(json.dumps(describe(network)) + "\n", "utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
