"""Accuracy: each gold set read by the real reader and scored, and our own set with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .annotated import measure_annotated
from .gum import load_documents
from .lineage import measure_lineage
from .linked import measure_happenings
from .metonymy import MEASURES, load_sentences, metonymy
from .own import load_own, measure_own
from .reader import places_given, read_records, readable
from .score import LAYERS, SECOND, Row, Scores, load_rows, reports_of
from .sets import ANNOTATED, FOLDS, GIVEN, LINEAGE, RESOLVED, SETS, GoldSet

QUICK_SHARE = 8  # --quick reads every eighth row of a public set


@dataclass(frozen=True)
class Result:
    """The measures of one set: name -> figure, the fullest form beside it, and what could not be read."""

    name: str
    layer: str
    rows: int
    figures: dict[str, float | None]
    scores: dict[str, Any] = field(default_factory=dict)
    refused: Sequence[str] = ()


def flat(scores: Scores) -> dict[str, float | None]:
    """One figure a measure: the F1 of counts, the macro F1 of labels, a plain number as it is; a table has none."""
    figures: dict[str, float | None] = {}
    for name, score in scores.items():
        if isinstance(score, dict):
            figures[name] = score["f1"] if "f1" in score else score["macro f1"]
        elif not isinstance(score, list):
            figures[name] = score
    return figures


def measure_set(gold_set: GoldSet, folder: Path, *, quick: bool = False, workers: int = 1) -> Result | None:
    """Read and score one public set; null where its file is not there."""
    if not gold_set.is_in(folder):
        return None
    path = folder / gold_set.file
    gold = load_documents(path) if path.suffix == ".conllu" else load_rows(path)
    for position, row in enumerate(gold):
        row.setdefault("id", str(position))
    if quick:
        gold = gold[::QUICK_SHARE]
    heads = FOLDS / gold_set.heads if gold_set.heads else None
    records, refused = readable(read_records(reports_of(gold), workers=workers, heads=heads))
    measure = measure_happenings if gold_set.layer == "happenings" else LAYERS[gold_set.layer]
    scores = measure(gold, records)
    if gold_set.second:
        scores |= SECOND[gold_set.second](gold, records)
    if gold_set.layer == "places":
        given = LAYERS["places"](gold, places_given(gold))
        scores |= {GIVEN: given[RESOLVED], "given spans": [given]}
    return Result(gold_set.name, gold_set.layer, len(gold), flat(scores), scores, refused)


def measure_annotated_set(
    gold_set: GoldSet, folder: Path, *, quick: bool = False, workers: int = 1
) -> Result | None:
    """Read and score the texts that we annotated, on the half for figures; null where one of their sets is absent."""
    if not gold_set.is_in(folder):
        return None
    refused: list[str] = []

    def read(rows: Sequence[Row]) -> list[Row]:
        records, refused[:] = readable(read_records(reports_of(rows), workers=workers))
        return records

    number, scores = measure_annotated(folder, read, step=QUICK_SHARE if quick else 1)
    return Result(gold_set.name, gold_set.layer, number, flat(scores), scores, refused)


def measure_lineage_set(
    gold_set: GoldSet, folder: Path, *, quick: bool = False, workers: int = 1
) -> Result | None:
    """Score which reports take their text from which; null where a set behind the pairs is absent. Nothing is read."""
    if not gold_set.is_in(folder):
        return None
    number, scores = measure_lineage(folder, step=QUICK_SHARE if quick else 1)
    return Result(gold_set.name, gold_set.layer, number, flat(scores), scores)


def measure_metonymy(*, workers: int = 1) -> Result:
    """Read and score the half of our sentences on metonymy that is for telling."""
    gold = load_sentences("report")
    records, refused = readable(read_records(reports_of(gold), workers=workers))
    scores = metonymy(gold, records)
    held = {name: scores[name] for name in MEASURES}
    return Result("metonymy", "places", len(gold), held, scores, refused)


def measure_own_set(*, workers: int = 1) -> Result:
    """Read and score our own forty reports, on every layer at once."""
    gold = load_own()
    records, refused = readable(read_records(reports_of(gold), workers=workers))
    figures: dict[str, float | None] = dict(measure_own(gold, records))
    return Result("own", "all layers", len(gold), figures, dict(figures), refused)


_MEASURES = {ANNOTATED.name: measure_annotated_set, LINEAGE.name: measure_lineage_set}
"""Sets that are measured otherwise than row by row."""


def measure_all(
    folder: Path, layers: Sequence[str], *, quick: bool = False, workers: int = 1
) -> Iterator[Result]:
    """Our own set, then every public set of the layers asked for (none asked: all) that is there."""
    if not layers:
        yield measure_own_set(workers=workers)
    if not layers or "places" in layers:
        yield measure_metonymy(workers=workers)
    for gold_set in SETS:
        if not layers or gold_set.layer in layers:
            measure = _MEASURES.get(gold_set.name, measure_set)
            result = measure(gold_set, folder, quick=quick, workers=workers)
            if result:
                yield result
