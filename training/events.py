"""Fit the heads that find happenings and those to come: ``python -m training.events --gold DIR --weights DIR``.

The network stays as it is; two heads of one hidden layer are fitted on what it gives of each word. Writes
``events.npz`` beside the network, fitted on all three parts of MEANTIME, and into ``--folds`` one file for each part,
fitted without it, for ``python -m benchmarks`` to measure that part with. Seeded; half a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hearsay.read.events.arguments import Arguments
from hearsay.read.events.clauses import Tree
from hearsay.read.events.coming import HELPERS, LIKELY, MARKS, coming_rows
from hearsay.read.events.factuality import find_factuality
from hearsay.read.network.analysis import FAINTEST_HAPPENING, Analysis, analyse
from hearsay.read.network.encoder import Network
from hearsay.read.network.heads import EventHeads, Floats, Head, rows_of, save_heads
from hearsay.read.sentences import split_sentences
from training.data import rows
from training.perceptron import Recipe, fit_head

PARTS = ("airbus", "apple", "stock")

HAPPENING = ("HAPPENING", "SAYING", "HELPING")
"""MEANTIME's kinds of event: others, of speech and thought, grammatical ("began", "took place")."""
HAPPENING_INPUTS = ("vectors", "event", "trigger", "nominal", "tag", "relation")
COMING = ("FUTURE",)
"""MEANTIME's time of events."""
COMING_INPUTS = (
    "vectors", "vectors governor", HELPERS, f"{HELPERS} governor", "event", "trigger", "tag", "relation", MARKS,
)  # fmt: skip

LONGEST = 5
"""Words of a trigger past which the annotation has run over half a sentence and teaches nothing."""


@dataclass(frozen=True)
class Rows:
    """What a head looks at, the answers, and how much each counts; all [rows, …]."""

    x: Floats
    y: Floats
    weight: Floats

    @staticmethod
    def joined(parts: Sequence[Rows]) -> Rows:
        """All of them, in this order."""
        return Rows(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y", "weight"))
        )


def happening_rows(analysis: Analysis, text: str, events: Sequence[dict[str, Any]]) -> Rows:
    """Every word of the text. Of a trigger of several words its head is one; the others may be or not."""
    tree = Tree(analysis, text)
    count = len(tree)
    y = np.zeros((count, len(HAPPENING)), np.float32)
    known = np.ones((count, 1), np.float32)
    heads = set()
    for event in events:
        span = tree.words_in(event["start"], event["end"])
        head = tree.word_at(event["start"], event["end"])
        known[list(span)] = 0
        if head is not None and len(span) <= LONGEST:
            heads.add(head)
            y[head, _kind(event)] = 1
    known[sorted(heads)] = 1
    x = rows_of(analysis.given, HAPPENING_INPUTS, range(count), analysis.heads)
    return Rows(x, y, np.repeat(known, len(HAPPENING), 1))


def _kind(event: dict[str, Any]) -> int:
    return {"SPEECH_COGNITIVE": 1, "GRAMMATICAL": 2}.get(event.get("type") or "", 0)


def coming_answers(analysis: Analysis, text: str, events: Sequence[dict[str, Any]]) -> Rows:
    """The triggers that may be events of a record and whose time is told."""
    tree = Tree(analysis, text)
    arguments = Arguments(tree)
    told = {
        tree.word_at(event["start"], event["end"]): event["time"] == "FUTURE"
        for event in events
        if event.get("time")
    }
    times = {word: time for word, time in told.items() if word is not None and _may_be(tree, word)}
    found = {word: find_factuality(tree, arguments, word) for word in times}
    y = np.array(list(times.values()), np.float32).reshape(-1, len(COMING))
    return Rows(coming_rows(analysis, COMING_INPUTS, found), y, np.ones_like(y))


def _may_be(tree: Tree, word: int) -> bool:
    return tree.tags[word].startswith(("VB", "NN", "JJ")) and tree.lemma(word) not in ("be", "have")


def meantime(network: Network, path: Path) -> tuple[Rows, Rows]:
    """Rows of one part of MEANTIME for the two heads."""
    happening, coming = [], []
    for row in rows(path):
        text = row["text"]
        analysis = analyse(network, text, split_sentences(text))
        happening.append(happening_rows(analysis, text, row["events"]))
        coming.append(coming_answers(analysis, text, row["events"]))
    return Rows.joined(happening), Rows.joined(coming)


def fit(parts: Sequence[tuple[Rows, Rows]], network: str) -> EventHeads:
    """Both heads from some parts of MEANTIME."""
    words = Rows.joined([happening for happening, _ in parts])
    times = Rows.joined([coming for _, coming in parts])
    return EventHeads(
        fit_head((HAPPENING, HAPPENING_INPUTS), words.x, words.y, words.weight, Recipe(epochs=10)),
        fit_head((COMING, COMING_INPUTS), times.x, times.y, times.weight, Recipe(epochs=15, batch=64)),
        network,
    )


def _f1(head: Head, of: Rows, column: int, least: float) -> float:
    """F1 of one label, from this chance up, over the rows that have an answer."""
    known = of.weight[:, column] > 0
    told = head.chances(of.x[known])[:, column] >= least
    true = of.y[known, column] > 0.5
    return 200 * float((told & true).sum()) / max(1.0, float(told.sum() + true.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument(
        "--weights", type=Path, required=True, help="holds the network; events.npz goes there"
    )
    parser.add_argument("--folds", type=Path, default=Path("benchmarks/folds"))
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    began = time.monotonic()
    model = (options.weights / "network.onnx").read_bytes()
    description = json.loads((options.weights / "network.json").read_text("utf-8"))
    network = Network(model, description, threads=options.threads)
    mark = hashlib.sha256(model).hexdigest()
    parts = {part: meantime(network, options.gold / f"events/meantime-{part}.jsonl") for part in PARTS}
    options.folds.mkdir(parents=True, exist_ok=True)
    for part, (happening, coming) in parts.items():
        heads = fit([other for name, other in parts.items() if name != part], mark)
        save_heads(heads, options.folds / f"meantime-{part}.npz")
        found = _f1(heads.happening, happening, 0, FAINTEST_HAPPENING)
        ahead = _f1(heads.coming, coming, 0, LIKELY)
        print(f"{part}, fitted without it: happenings F1 {found:.1f}, to come F1 {ahead:.1f}", flush=True)
    save_heads(fit(list(parts.values()), mark), options.weights / "events.npz")
    print(f"{options.weights / 'events.npz'}: {(options.weights / 'events.npz').stat().st_size / 1e3:.0f} kB; "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
