"""Dev scores of an exported network, head by head: ``python -m training.evaluate --weights DIR --gold DIR``.

Bare heads, before any rule of the reading layers has seen their output; ``make bench`` measures those.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

import numpy as np

from hearsay.read.network.chains import decode, spans_of
from hearsay.read.network.drafts import Draft, find_drafts
from hearsay.read.network.encoder import Network
from hearsay.read.network.pieces import Words, find_words, make_windows
from hearsay.read.sentences import split_sentences
from training import labels
from training.data import Document, entities, events, rows, syntax


def attribution_records(
    network: Network, path: Path, context: int, limit: int | None
) -> list[dict[str, object]]:
    """Rows in the record's form, as far as scoring attribution needs them."""
    found = []
    for row in list(rows(path))[:limit]:
        text = row["text"]
        words = find_words(text)
        scores = network.read(words, make_windows(words, split_sentences(text), context=context))
        drafts = find_drafts(network, words, scores)
        report = {"ref": row["id"], "text": text}
        found.append({"report": report, "attributions": [_spans(words, draft) for draft in drafts]})
    return found


def _spans(words: Words, draft: Draft) -> dict[str, object]:
    def span(first: int, last: int) -> dict[str, int]:
        return {"start": words.starts[first], "end": words.ends[last - 1]}

    return {
        "source": [span(*draft.source)] if draft.source else [],
        "cue": [span(*draft.cue)],
        "content": [span(*piece) for piece in draft.content],
    }


def tagging(network: Network, documents: list[Document], head: str) -> str:
    """Exact-span F1 of a chain head."""
    count: Counter[str] = Counter()
    for document in documents:
        for item in network.read(document.words, make_windows(document.words, document.sentences)):
            path = decode([item.core(head)], network.chains[head])[0][0].tolist()
            gold = document.tags[head][item.window.core_first : item.window.core_last]
            names = network.labels[head]
            told, true = set(spans_of(path, names)), set(spans_of(gold, names))
            count.update(hit=len(told & true), told=len(told), true=len(true))
    return f"F1 {200 * count['hit'] / max(1, count['told'] + count['true']):.1f}"


def plain(network: Network, documents: list[Document], head: str) -> str:
    """Accuracy of a label a word, and F1 of the words that have one (label 0 is none)."""
    count: Counter[str] = Counter()
    for document in documents:
        for item in network.read(document.words, make_windows(document.words, document.sentences)):
            told = item.core(head).argmax(1)
            gold = np.array(document.tags[head][item.window.core_first : item.window.core_last])
            known = gold >= 0
            count.update(n=int(known.sum()), right=int((told == gold)[known].sum()), told=int((told > 0).sum()),
                         true=int((gold > 0).sum()), hit=int(((told > 0) & (gold > 0)).sum()))  # fmt: skip
    found = 200 * count["hit"] / max(1, count["told"] + count["true"])
    return f"accuracy {100 * count['right'] / max(1, count['n']):.1f}  found F1 {found:.1f}"


def arcs(network: Network, documents: list[Document]) -> str:
    """Unlabelled attachment within sentences."""
    right = total = 0
    for document in documents:
        bounds = {}
        for start, end in document.sentences:
            span = document.words.between(start, end)
            bounds.update(dict.fromkeys(span, span))
        for item in network.read(document.words, make_windows(document.words, document.sentences)):
            window = item.window
            for index in range(window.core_first, window.core_last):
                span = bounds[index]
                first, last = max(span.start, window.first), min(span.stop, window.last)
                row = item.arcs["syntax"][index - window.first]
                inside = row[first - window.first + 1 : last - window.first + 1]
                best = int(inside.argmax())
                told = -1 if row[0] > inside[best] else best + first
                right += told == document.arcs["syntax"][index]
                total += 1
    return f"attachment {100 * right / total:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--context", type=int, nargs="*", default=[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--attribution-only", action="store_true")
    options = parser.parse_args()
    description = json.loads((options.weights / "network.json").read_text("utf-8"))
    network = Network((options.weights / "network.onnx").read_bytes(), description, threads=options.threads)
    from benchmarks.score import attribution as scorer

    path = options.gold / "attribution/polnear-dev.jsonl"
    for context in options.context:
        began = time.monotonic()
        records = attribution_records(network, path, context, options.limit)
        table = scorer(list(rows(path))[: options.limit], records)
        line = "  ".join(f"{name} {values['f1']}" for name, values in table.items())
        print(f"attribution, context {context}: {line}  ({time.monotonic() - began:.0f} s)", flush=True)
    if options.attribution_only:
        return
    gold = options.gold
    print(
        "entity",
        tagging(network, list(entities(gold / "entities/re3d-dev.jsonl", "entity", labels.ENTITY)), "entity"),
    )
    print(
        "name",
        tagging(network, list(entities(gold / "entities/wikigold-dev.jsonl", "name", labels.NAME)), "name"),
    )
    print("event", plain(network, list(events(gold / "time/tbaq-dev.jsonl")), "event"))
    for name in ("en_ewt-ud-dev", "gum-dev"):
        trees = list(syntax(gold / f"syntax/{name}.conllu"))
        print(
            name,
            "tag",
            plain(network, trees, "tag"),
            "relation",
            plain(network, trees, "relation"),
            arcs(network, trees),
        )


if __name__ == "__main__":
    main()
