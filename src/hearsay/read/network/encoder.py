"""The network: one pass a window, its scores for every learned layer.

Every window is run alone and unpadded, so that no neighbour can move a result; ONNX Runtime partitions its work
by rows, which leaves each sum in the same order whatever the number of threads.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

# From 1.29 on the wheels of ONNX Runtime report to their maker, unless this is set when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

from hearsay.read.network.chains import Chain, Floats, Integers
from hearsay.read.network.pieces import CLS, SEP, Window, Words


@dataclass(frozen=True)
class Scores:
    """What the network gives for the words of one window.

    ``heads[name]``: [words, labels]; ``heads["vectors"]``: [words, 384], what all heads look at.
    ``arcs[name]``: [words, 1 + words], from each word to the mark at the start
    (column 0: to none) and to each word.
    """

    window: Window
    heads: dict[str, Floats]
    arcs: dict[str, Floats]

    def core(self, name: str) -> Floats:
        """The rows of a head for the words that this window answers for."""
        first = self.window.first
        return self.heads[name][self.window.core_first - first : self.window.core_last - first]


class Network:
    """The shipped network. Use :func:`network` to share one between readings."""

    def __init__(self, model: bytes, description: dict[str, Any], *, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._outputs: tuple[str, ...] = tuple(description["outputs"])
        self.labels: dict[str, tuple[str, ...]] = {
            name: tuple(labels) for name, labels in description["labels"].items()
        }
        self.chains = {
            name: Chain(
                self.labels[name],
                np.asarray(chain["transition"], np.float32),
                np.asarray(chain["start"], np.float32),
            )
            for name, chain in description["chains"].items()
        }

    def run(self, pieces: Integers, shapes: Integers, mask: Integers, first: Integers) -> dict[str, Floats]:
        """Raw outputs of a batch: pieces, shapes, mask [B, T]; first [B, W], the piece of each word, 0 the mark.

        Each row goes through the network alone and without its padding, because the scales of eight-bit
        products are taken from all that is multiplied at once; what is padded comes back as zeros.
        """
        rows = []
        for row in range(len(pieces)):
            length, count = int(mask[row].sum()), 1 + int(np.count_nonzero(first[row]))
            feeds = {"pieces": pieces, "shapes": shapes}
            cut = {name: values[row : row + 1, :length] for name, values in feeds.items()}
            rows.append(
                self._session.run(list(self._outputs), {**cut, "first": first[row : row + 1, :count]})
            )
        width = first.shape[1]
        return {
            name: _padded([row[k] for row in rows], width, between_words=name.endswith("_arc"))
            for k, name in enumerate(self._outputs)
        }

    def read(self, words: Words, windows: Sequence[Window]) -> tuple[Scores, ...]:
        """Scores of each window, in order."""
        return tuple(self._one(words, window) for window in windows)

    def _one(self, words: Words, window: Window) -> Scores:
        out = self.run(*window_inputs(words, window))
        arcs = {
            name.removesuffix("_arc"): value[0, 1:] for name, value in out.items() if name.endswith("_arc")
        }
        heads = {name: value[0, 1:] for name, value in out.items() if not name.endswith("_arc")}
        return Scores(window, heads, arcs)


def _padded(outputs: Sequence[Floats], width: int, *, between_words: bool) -> Floats:
    """Outputs of single windows as one array, zeros where a window has no word."""
    if len(outputs) == 1 and outputs[0].shape[1] == width:
        return outputs[0]
    depth = width if between_words else outputs[0].shape[2]
    whole = np.zeros((len(outputs), width, depth), np.float32)
    for row, item in zip(whole, outputs, strict=True):
        row[: item.shape[1], : item.shape[2]] = item[0]
    return whole


def window_inputs(words: Words, window: Window) -> tuple[Integers, Integers, Integers, Integers]:
    """The network's inputs for one window, a batch of one without padding."""
    base, stop = words.first[window.first], words.first[window.last]
    lengths = np.diff(words.first[window.first : window.last + 1])
    pieces = np.array([[CLS, *words.pieces[base:stop], SEP]], np.int64)
    shapes = np.zeros_like(pieces)
    shapes[0, 1:-1] = np.repeat(words.shapes[window.first : window.last], lengths)
    first = np.array(
        [[0, *(position - base + 1 for position in words.first[window.first : window.last])]], np.int64
    )
    return pieces, shapes, np.ones_like(pieces), first


_threads = 0


def use_threads(count: int) -> None:
    """How many threads the shared network computes on (0: one a core). Call before it is first used."""
    global _threads
    _threads = count


@cache
def network() -> Network:
    """The network that ships with the package, loaded at the first call (about a fifth of a second)."""
    folder = resources.files("hearsay.read").joinpath("weights")
    description = json.loads(folder.joinpath("network.json").read_text("utf-8"))
    return Network(folder.joinpath("network.onnx").read_bytes(), description, threads=_threads)


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    result: Floats = np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis)
    return result


def log_softmax(scores: Floats) -> Floats:
    """Logarithms of the probabilities along the last axis."""
    result: Floats = scores - _log_sum(scores, scores.ndim - 1)[..., None]
    return result
