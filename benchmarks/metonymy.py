"""Metonymy: does the reader tell a place from those who act in its name? 150 invented sentences, `metonymy.toml`.

The sentences come in two halves: rules are written by looking at `fit`, what is told is `report`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .own.locating import GoldError, locate, span_of
from .score.counts import percent
from .score.rows import Row, Scores, overlap, pair_of, paired

SENTENCES = Path(__file__).resolve().parent / "metonymy.toml"
HALVES = ("fit", "report")
USES = ("literal", "metonymic", "modifier")
MEASURES = ("use right", "metonyms that name a body")


def load_sentences(half: str, path: Path = SENTENCES) -> list[Row]:
    """The sentences of one half as gold rows, ids "report-1" and on; `stands_for` is of the metonyms.

    Raises GoldError where marked words do not stand in the sentence, or one place is marked twice.
    """
    marked = tomllib.loads(path.read_text(encoding="utf8"))[half]
    return [_row(f"{half}-{number}", sentence) for number, sentence in enumerate(marked, 1)]


def _row(name: str, sentence: dict[str, Any]) -> Row:
    text = sentence["text"]
    marks = [(use, reference) for use in USES for reference in sentence.get(use, [])]
    if len({locate(text, reference) for _, reference in marks}) < len(marks):
        raise GoldError(f"a place is marked twice: {text!r}")
    stands_for = sentence.get("stands_for", "government")
    return {
        "id": name,
        "text": text,
        "toponyms": [
            {
                **span_of(text, reference),
                "use": use,
                "stands_for": stands_for if use == "metonymic" else None,
            }
            for use, reference in marks
        ],
    }


def metonymy(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Of all marked toponyms the share whose use is right; of all metonyms, those that name a body besides.

    A toponym that the record does not tell counts as wrong. A metonym names a body where its use is told as metonymic
    and an entity named there is an organisation. By use: precision and recall stand in `errors`' counts.
    """
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        for toponym in row["toponyms"]:
            span = pair_of(toponym)
            place = next((p for p in record.get("places", []) if overlap(pair_of(p), span)), None)
            told = place["use"] if place else None
            c.update(all=1, right=told == toponym["use"])
            c.update({f"{toponym['use']} as {told or 'no place'}": 1})
            if toponym["use"] == "metonymic":
                c.update(metonyms=1, named=told == "metonymic" and _names_a_body(record, span))
    return {
        "use right": percent(c["right"], c["all"]),
        "metonyms that name a body": percent(c["named"], c["metonyms"]),
        "uses": [f"{name}: {count}" for name, count in sorted(c.items()) if " as " in name],
        "gold": c["all"],
    }


def _names_a_body(record: Row, span: tuple[int, int]) -> bool:
    """Whether an organisation has a name over the span, and no more than its article besides."""
    return any(
        entity["type"] == "organisation" and overlap(pair_of(mention), span)
        for entity in record.get("entities", [])
        for mention in entity["mentions"]
        if mention["kind"] != "pronoun"
        and mention["end"] - mention["start"] <= span[1] - span[0] + len("the ")
    )
