"""Attributions inside content, as a network finds them that reads each content again on its own.

``python -m training.nested --weights DIR --gold DIR --output FILE`` writes one JSONL row a PolNeAR train text:
``{"id", "attributions": [{"source", "cue", "content": [[start, end]…], "score"}…]}``, offsets in code points. The
corpus marks outer attributions alone; these rows teach the network to mark the inner ones in the same pass.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearsay.read.network.analysis import CONTEXT
from hearsay.read.network.drafts import Draft, find_drafts
from hearsay.read.network.encoder import Network, log_softmax
from hearsay.read.network.pieces import WINDOW, Window, Words, find_words, make_windows
from hearsay.read.sentences import split_sentences
from training.data import rows

SPEAKING = frozenset({"REPORTING", "I_STATE", "PERCEPTION", "I_ACTION"})
"""Trigger classes that an inner attribution hangs on."""

SHORTEST = 4
"""Words below which content holds no source, cue and content of its own."""


def inner_drafts(network: Network, words: Words, sentences: list[range]) -> Iterator[Draft]:
    """Drafts found by reading on its own each content with a speaking word in it, in the words of the text."""
    bounds = [(words.starts[s.start], words.ends[s.stop - 1]) for s in sentences]
    scores = network.read(words, make_windows(words, bounds, context=CONTEXT))
    labels = network.labels["event"]
    speaking: set[int] = set()
    for item in scores:
        best = log_softmax(item.core("event")).argmax(1).tolist()
        speaking.update(
            item.window.core_first + i for i, label in enumerate(best) if labels[label] in SPEAKING
        )
    for draft in find_drafts(network, words, scores):
        for first, last in draft.content:
            if last - first > SHORTEST and not speaking.isdisjoint(range(first, last)):
                yield from find_drafts(
                    network, words, network.read(words, _cut(words, sentences, first, last))
                )


def _cut(words: Words, sentences: list[range], first: int, last: int) -> list[Window]:
    if words.first[last] - words.first[first] <= WINDOW - 2:
        return [Window(first, last, first, last)]
    parts = [(max(first, span.start), min(last, span.stop)) for span in sentences]
    return list(make_windows(words, [(words.starts[a], words.ends[b - 1]) for a, b in parts if a < b]))


def _row(words: Words, draft: Draft) -> dict[str, Any]:
    def span(first: int, last: int) -> list[int]:
        return [words.starts[first], words.ends[last - 1]]

    return {
        "source": [span(*draft.source)] if draft.source else [],
        "cue": [span(*draft.cue)],
        "content": [span(*piece) for piece in draft.content],
        "score": round(draft.score, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    description = json.loads((options.weights / "network.json").read_text("utf-8"))
    network = Network((options.weights / "network.onnx").read_bytes(), description, threads=2)
    with options.output.open("w", encoding="utf-8") as out:
        for row in rows(options.gold / "attribution/polnear-train.jsonl"):
            words = find_words(row["text"])
            sentences = [span for s, e in split_sentences(row["text"]) if (span := words.between(s, e))]
            found = [_row(words, draft) for draft in inner_drafts(network, words, sentences)]
            out.write(json.dumps({"id": row["id"], "attributions": found}) + "\n")


if __name__ == "__main__":
    main()
