"""Label sequences: the best one under a linear chain, and how sure each of its labels is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Chain:
    """Label sequence scores of one head: ``transition`` [labels, labels] from row to column, ``start`` [labels].

    Label 0 is "O".
    """

    labels: tuple[str, ...]
    transition: Floats
    start: Floats


def decode(scores: Sequence[Floats], chain: Chain) -> list[tuple[Integers, Floats]]:
    """The best labels (Viterbi 1967) of each array of ``scores`` [words, labels], and the chance of each of them
    (forward-backward, Rabiner 1989). All go side by side; a sequence's neighbours do not change it.
    """
    lengths = np.array([len(item) for item in scores], np.int64)
    if not lengths.any():
        return [(np.zeros(0, np.int64), np.zeros(0, np.float32)) for _ in scores]
    table = np.zeros((len(scores), int(lengths.max()), len(chain.labels)), np.float32)
    for row, item in zip(table, scores, strict=True):
        row[: len(item)] = item
    table[:, 0] += chain.start
    best, chances = _best(table, lengths, chain.transition), _chances(table, lengths, chain.transition)
    return [
        (labels[:length], rows[np.arange(length), labels[:length]])
        for labels, rows, length in zip(best, chances, lengths.tolist(), strict=True)
    ]


def _best(table: Floats, lengths: Integers, transition: Floats) -> Integers:
    count, steps, labels = table.shape
    into = transition.T.copy()  # to, from: the best way in lies along the last axis
    value = table[:, 0]
    back = np.empty((steps, count, labels), np.int64)
    shortest = int(lengths.min())
    for step in range(1, steps):
        ways = value[:, None, :] + into
        ways.argmax(2, out=back[step])
        further = ways.max(2) + table[:, step]
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
    return path


def _chances(table: Floats, lengths: Integers, transition: Floats) -> Floats:
    steps = table.shape[1]
    likely = np.exp(table - table.max(2, keepdims=True)).astype(np.float64)
    ahead = np.exp(transition.astype(np.float64))
    behind = ahead.T.copy()
    forward, backward = np.empty_like(likely), np.ones_like(likely)
    here = forward[:, 0] = likely[:, 0] / likely[:, 0].sum(1, keepdims=True)
    for step in range(1, steps):
        here = (here @ ahead) * likely[:, step]
        here /= here.sum(1, keepdims=True)
        forward[:, step] = here
    here, shortest = backward[:, -1], int(lengths.min())
    for step in range(steps - 2, -1, -1):
        here = (likely[:, step + 1] * here) @ behind
        here /= here.sum(1, keepdims=True)
        if step + 1 >= shortest:
            here = np.where((step + 1 < lengths)[:, None], here, 1.0)
        backward[:, step] = here
    both = forward * backward
    result: Floats = (both / both.sum(2, keepdims=True)).astype(np.float32)
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
