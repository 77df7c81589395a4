"""The network: one pass a window, its scores for every learned layer.

Every window is run alone and unpadded, so that no neighbour can move a result; ONNX Runtime partitions its work
by rows, which leaves each sum in the same order whatever the number of threads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from hearsay.read.network.pieces import CLS, SEP, Window, Words

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Chain:
    """Label sequence scores of one head: ``transition`` [labels, labels] from row to column, ``start`` [labels]."""

    labels: tuple[str, ...]
    transition: Floats
    start: Floats


@dataclass(frozen=True)
class Scores:
    """What the network gives for the words of one window.

    ``heads[name]``: [words, labels]; ``heads["vectors"]``: [words, 384], what all heads look at. ``arcs[name]``: [words, 1 + words], from each word to the mark at the start
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


def best_paths(scores: Sequence[Floats], chain: Chain) -> list[Integers]:
    """The best label sequence (Viterbi 1967) for each array of ``scores`` [words, labels], all at one go."""
    table, lengths = _stacked(scores, chain)
    count, steps, labels = table.shape
    value = table[:, 0] + chain.start
    back = np.empty((steps, count, labels), np.int64)
    shortest = int(lengths.min(initial=steps))
    for step in range(1, steps):
        ways = value[:, :, None] + chain.transition
        ways.argmax(1, out=back[step])
        further = ways.max(1) + table[:, step]
        if step >= shortest:  # past the end of some: they stay as they are
            inside = (step < lengths)[:, None]
            back[step][~inside[:, 0]] = np.arange(labels)
            further = np.where(inside, further, value)
        value = further
    path = np.empty((count, steps), np.int64)
    path[:, -1] = value.argmax(1)
    rows = np.arange(count)
    for step in range(steps - 1, 0, -1):
        path[:, step - 1] = back[step, rows, path[:, step]]
    return [row[:length] for row, length in zip(path, lengths.tolist(), strict=True)]


def marginals(scores: Sequence[Floats], chain: Chain) -> list[Floats]:
    """The probability of each label at each word, [words, labels] for each array (forward-backward, rescaled)."""
    table, lengths = _stacked(scores, chain)
    steps = table.shape[1]
    likely = np.exp(table - table.max(2, keepdims=True)).astype(np.float64)
    move, start = np.exp(chain.transition.astype(np.float64)), np.exp(chain.start.astype(np.float64))
    forward, backward = np.empty_like(likely), np.ones_like(likely)
    forward[:, 0] = _scaled(likely[:, 0] * start)
    here = forward[:, 0]
    for step in range(1, steps):
        here = here @ move * likely[:, step]
        here /= here.sum(1, keepdims=True)
        forward[:, step] = here
    here, shortest = backward[:, -1], int(lengths.min(initial=steps))
    for step in range(steps - 2, -1, -1):
        here = (likely[:, step + 1] * here) @ move.T
        here /= here.sum(1, keepdims=True)
        if step + 1 >= shortest:
            here = np.where((step + 1 < lengths)[:, None], here, 1.0)
        backward[:, step] = here
    total = _scaled(forward * backward).astype(np.float32)
    return [row[:length] for row, length in zip(total, lengths.tolist(), strict=True)]


def _stacked(scores: Sequence[Floats], chain: Chain) -> tuple[Floats, Integers]:
    """Arrays of unlike length as one, filled up with zeros, and their lengths."""
    lengths = np.array([len(item) for item in scores], np.int64)
    table = np.zeros((len(scores), max(1, int(lengths.max(initial=0))), len(chain.labels)), np.float32)
    for row, item in zip(table, scores, strict=True):
        row[: len(item)] = item
    return table, lengths


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = values / values.sum(-1, keepdims=True)
    return result


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    result: Floats = np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis)
    return result


def log_softmax(scores: Floats) -> Floats:
    """Logarithms of the probabilities along the last axis."""
    result: Floats = scores - _log_sum(scores, scores.ndim - 1)[..., None]
    return result


def spans_of(path: Sequence[int], labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """(kind, first, last) of each B-/I- run in a label sequence, ``last`` exclusive."""
    found: list[tuple[str, int, int]] = []
    for index, label in enumerate(path):
        mark, _, kind = labels[label].partition("-")
        if mark == "B":
            found.append((kind, index, index + 1))
        elif mark == "I" and found and found[-1][2] == index and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], index + 1)
    return found
