"""Heads fitted on what the network gives of each word: which words are happenings, and which happenings are to come.

The network itself has seen none of the sets that these are fitted on (training/events.py), so a head can be fitted
without a part of them and measured on that part. Each is one hidden layer and runs in NumPy.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay.read.network.encoder import Scores, log_softmax

Floats = NDArray[np.float32]

OUTPUTS = ("vectors", "event", "trigger", "nominal", "tag", "relation")
"""What of the network's outputs a head may look at: the vectors, and of other heads the chance of each label."""

GOVERNOR = "governor"
"""After the name of an output, separated by a blank: that of the word which the word depends on."""


@dataclass(frozen=True)
class Head:
    """Chances of labels that do not exclude each other, from ``inputs`` in the order given.

    An input is one of ``OUTPUTS`` or another that the caller provides, alone or with ``GOVERNOR``. ``up`` [inputs,
    hidden] and ``down`` [hidden, labels] with their biases; GELU between.
    """

    labels: tuple[str, ...]
    inputs: tuple[str, ...]
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats

    def reads(self, given: Collection[str]) -> bool:
        """Whether every input is among those ``given``."""
        return all(name.partition(" ")[0] in given for name in self.inputs)

    def chances(self, rows: Floats) -> Floats:
        """[rows, labels], 0 to 1, of ``rows`` [rows, inputs]."""
        inner = gelu(rows @ self.up + self.up_bias)
        found: Floats = 1 / (1 + np.exp(-(inner @ self.down + self.down_bias)))
        return found


@dataclass(frozen=True)
class EventHeads:
    """``happening``: of every word. ``coming``: of the words that are happenings, with the marks of the rules."""

    happening: Head
    coming: Head
    network: str
    """SHA-256 of the ``network.onnx`` whose outputs they were fitted on."""


def gelu(values: Floats) -> Floats:
    """x times its normal distribution function, in the form with the hyperbolic tangent."""
    found: Floats = 0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3)))
    return found


def outputs_by_word(scores: Sequence[Scores], count: int) -> dict[str, Floats]:
    """Each of ``OUTPUTS`` that the network gives, [words, size] over the whole text; zeros for words in no sentence."""
    found = {}
    for name in OUTPUTS:
        if scores and name in scores[0].heads:
            found[name] = np.zeros((count, scores[0].heads[name].shape[1]), np.float32)
            for item in scores:
                core = item.core(name)
                rows = slice(item.window.core_first, item.window.core_last)
                found[name][rows] = core if name == "vectors" else np.exp(log_softmax(core))
    return found


def find_happenings(given: Mapping[str, Floats], governors: Sequence[int]) -> dict[str, Floats]:
    """Label -> chances [words]; none where there is no head, or the network does not give what it looks at."""
    heads = event_heads()
    if heads is None or not heads.happening.reads(given):
        return {}
    head = heads.happening
    table = head.chances(rows_of(given, head.inputs, range(len(governors)), governors))
    return {label: table[:, column] for column, label in enumerate(head.labels)}


def rows_of(
    given: Mapping[str, Floats], names: Sequence[str], words: Sequence[int], governors: Sequence[int]
) -> Floats:
    """What a head looks at, [words, inputs], for some ``words``.

    ``given``: each output for all words of the text. ``governors``: of all words, -1 for none; what they would give is
    zero then.
    """
    at = np.asarray(words, np.int64)
    above = np.asarray(governors, np.int64)[at] if len(at) else at
    parts = []
    for name in names:
        output, _, place = name.partition(" ")
        where = above if place == GOVERNOR else at
        parts.append(np.where(where[:, None] >= 0, given[output][where], np.float32(0)))
    return np.concatenate(parts, 1) if parts else np.zeros((len(at), 0), np.float32)


def save_heads(heads: EventHeads, path: Path) -> None:
    """Write both heads: weights in sixteen bits, biases in thirty-two. The same heads give the same bytes."""
    arrays: dict[str, np.ndarray] = {}
    about: dict[str, object] = {"network": heads.network}
    for name in ("happening", "coming"):
        head: Head = getattr(heads, name)
        about[name] = {"labels": head.labels, "inputs": head.inputs}
        arrays |= {f"{name}.up": head.up.astype(np.float16), f"{name}.down": head.down.astype(np.float16)}
        arrays |= {f"{name}.up_bias": head.up_bias, f"{name}.down_bias": head.down_bias}
    about_bytes = np.frombuffer(json.dumps(about).encode(), np.uint8)
    np.savez_compressed(path, about=about_bytes, **arrays)  # type: ignore[arg-type]


def load_heads(path: Path | Traversable) -> EventHeads:
    """The heads that :func:`save_heads` wrote."""
    with path.open("rb") as file, np.load(file) as arrays:
        about = json.loads(arrays["about"].tobytes())
        made = {
            name: Head(
                tuple(about[name]["labels"]),
                tuple(about[name]["inputs"]),
                *(
                    arrays[f"{name}.{part}"].astype(np.float32)
                    for part in ("up", "up_bias", "down", "down_bias")
                ),
            )
            for name in ("happening", "coming")
        }
    return EventHeads(made["happening"], made["coming"], about["network"])


_chosen: ContextVar[EventHeads | None] = ContextVar("event heads", default=None)


@contextmanager
def using_heads(heads: EventHeads) -> Iterator[None]:
    """Read with other heads than the shipped ones, in this process and within this block."""
    token = _chosen.set(heads)
    try:
        yield
    finally:
        _chosen.reset(token)


def event_heads() -> EventHeads | None:
    """The heads to read with: those of :func:`using_heads`, else the shipped ones, if any are."""
    return _chosen.get() or _shipped()


@cache
def _shipped() -> EventHeads | None:
    path = resources.files("hearsay.read").joinpath("weights", "events.npz")
    return load_heads(path) if path.is_file() else None
