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

_OUTPUTS = ("attribution", "attribution_arc", "entity", "name", "event", "tag", "relation", "syntax_arc")


@dataclass(frozen=True)
class Chain:
    """Label sequence scores of one head: ``transition`` [labels, labels] from row to column, ``start`` [labels]."""

    labels: tuple[str, ...]
    transition: Floats
    start: Floats


@dataclass(frozen=True)
class Scores:
    """What the network gives for the words of one window.

    ``heads[name]``: [words, labels]. ``arcs[name]``: [words, 1 + words], from each word to the mark at the start
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
        """Raw outputs of a batch: pieces, shapes, mask [B, T]; first [B, W], the piece of each word, 0 the mark."""
        feeds = {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first}
        return dict(zip(_OUTPUTS, self._session.run(list(_OUTPUTS), feeds), strict=True))

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


def best_path(scores: Floats, chain: Chain) -> list[int]:
    """The best label sequence (Viterbi 1967) for ``scores`` [words, labels]."""
    if not len(scores):
        return []
    value = scores[0] + chain.start
    back = np.empty(scores.shape, np.int64)
    for index in range(1, len(scores)):
        steps = value[:, None] + chain.transition
        back[index] = steps.argmax(0)
        value = steps.max(0) + scores[index]
    path = [int(value.argmax())]
    for index in range(len(scores) - 1, 0, -1):
        path.append(int(back[index, path[-1]]))
    return path[::-1]


def marginals(scores: Floats, chain: Chain) -> Floats:
    """The probability of each label at each word [words, labels] (forward-backward)."""
    count = len(scores)
    if not count:
        return scores
    forward = np.empty_like(scores)
    backward = np.zeros_like(scores)
    forward[0] = scores[0] + chain.start
    for index in range(1, count):
        forward[index] = _log_sum(forward[index - 1][:, None] + chain.transition, 0) + scores[index]
    for index in range(count - 2, -1, -1):
        backward[index] = _log_sum(chain.transition + scores[index + 1] + backward[index + 1], 1)
    total = forward + backward
    result: Floats = np.exp(total - _log_sum(total, 1)[:, None])
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
