"""Errors to read by eye: ``python -m benchmarks.errors LAYER [--count 50] [--seed 1] [--words]``.

Reads the train documents that the network never saw (of every twenty one is held back), compares what was found with
the gold marks, and prints errors drawn at random, one JSON object a line: set, id, kind, offsets of the gold and of
the found span with their labels. ``--words`` adds the words and their surroundings, for reading, never for keeping.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .reader import read_records, readable
from .score.rows import Pair, Row, load_rows, overlap, pair_of, paired, reports_of
from .sets import gold_folder

HELD = 20  # as training/data.py has it: row 10, 30, 50 … of a train file is held back
SURROUNDINGS = 120  # characters shown on either side with --words


@dataclass(frozen=True)
class Mark:
    """A labelled span."""

    start: int
    end: int
    label: str

    @property
    def pair(self) -> Pair:
        return self.start, self.end


Marks = Callable[[Row], Iterator[Mark]]


def _roles(attributions: Sequence[Row]) -> Iterator[Mark]:
    for item in attributions:
        for role in ("source", "cue", "content"):
            for span in item.get(role) or ():
                start, end = span if isinstance(span, list) else pair_of(span)
                yield Mark(start, end, role)


def _gold_attributions(row: Row) -> Iterator[Mark]:
    return _roles(row["attributions"])


def _found_attributions(record: Row) -> Iterator[Mark]:
    return _roles([item for item in record.get("attributions", ()) if not item.get("parent")])


def _gold_entities(row: Row) -> Iterator[Mark]:
    kinds = {"Organisation": "organisation", "Location": "location", "Person": "person", "Weapon": "weapon",
             "MilitaryPlatform": "platform", "ORG": "organisation", "LOC": "location", "PER": "person"}  # fmt: skip
    return (Mark(e["start"], e["end"], kinds[e["type"]]) for e in row["entities"] if e["type"] in kinds)


def _found_entities(record: Row) -> Iterator[Mark]:
    kinds = {"organisation", "location", "person", "weapon", "platform"}
    for entity in record.get("entities", ()):
        if entity["type"] in kinds:
            yield from (Mark(m["start"], m["end"], entity["type"]) for m in entity["mentions"])


def _gold_events(row: Row) -> Iterator[Mark]:
    return (Mark(e["start"], e["end"], "event") for e in row["events"])


def _found_events(record: Row) -> Iterator[Mark]:
    return (Mark(*pair_of(event), "event") for event in record.get("events", ()))


def _gold_times(row: Row) -> Iterator[Mark]:
    return (Mark(t["start"], t["end"], str(t.get("value"))) for t in row["timexes"])


def _found_times(record: Row) -> Iterator[Mark]:
    return (Mark(*pair_of(time), str(time.get("value"))) for time in record.get("times", ()))


@dataclass(frozen=True)
class Layer:
    """A train file, whether only its held-back rows may be read, and how its marks and ours are told."""

    file: str
    held: bool
    gold: Marks
    found: Marks


LAYERS = {
    "attribution": Layer("attribution/polnear-train.jsonl", True, _gold_attributions, _found_attributions),
    "entities": Layer("entities/re3d-train.jsonl", True, _gold_entities, _found_entities),
    "events": Layer("time/tbaq-train.jsonl", True, _gold_events, _found_events),
    "times": Layer("time/tbaq-train.jsonl", True, _gold_times, _found_times),
}


def errors(gold: Sequence[Mark], found: Sequence[Mark]) -> Iterator[tuple[str, Mark | None, Mark | None]]:
    """(kind, gold mark, found mark) of all that differs: missed, invented, other bounds, other label."""
    left = list(found)
    unmatched = []
    for mark in gold:
        if mark in left:
            left.remove(mark)
        else:
            unmatched.append(mark)
    for mark in unmatched:
        near = next((f for f in left if overlap(f.pair, mark.pair) and f.label == mark.label), None)
        near = near or next((f for f in left if overlap(f.pair, mark.pair)), None)
        if near is None:
            yield "missed", mark, None
        else:
            left.remove(near)
            yield ("bounds" if near.label == mark.label else "label"), mark, near
    for mark in left:
        yield "invented", None, mark


def listed(layer: Layer, folder: Path) -> Iterator[Row]:
    """Every error of a layer, with its text under "text"."""
    path = folder / layer.file
    rows = load_rows(path)
    for position, row in enumerate(rows):
        row.setdefault("id", str(position))
    rows = [row for n, row in enumerate(rows) if not layer.held or n % HELD == HELD // 2]
    records, _ = readable(read_records(reports_of(rows)))
    for row, record in paired(rows, records):
        for kind, gold, found in errors(list(layer.gold(row)), list(layer.found(record))):
            told = {name: {"start": mark.start, "end": mark.end, "label": mark.label} if mark else None
                    for name, mark in (("gold", gold), ("found", found))}  # fmt: skip
            yield {"set": path.stem, "id": row["id"], "kind": kind, **told, "text": row["text"]}


def with_words(error: Row) -> Row:
    """The error with its words and what stands around them."""
    marks = [error[name] for name in ("gold", "found") if error[name]]
    text = error["text"]
    start, end = min(mark["start"] for mark in marks), max(mark["end"] for mark in marks)
    for mark in marks:
        mark["words"] = text[mark["start"] : mark["end"]]
    return {**error, "around": text[max(0, start - SURROUNDINGS) : end + SURROUNDINGS]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", choices=LAYERS)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", action="store_true", help="show the words and their surroundings too")
    options = parser.parse_args()
    found = list(listed(LAYERS[options.layer], gold_folder()))
    random.Random(options.seed).shuffle(found)
    for error in found[: options.count]:
        shown = with_words(error) if options.words else error
        print(json.dumps({key: value for key, value in shown.items() if key != "text"}, ensure_ascii=False))


if __name__ == "__main__":
    main()
