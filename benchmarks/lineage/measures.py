"""Precision and recall of reprints, and what else is told apart, over made pairs and pairs labelled by eye."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.annotated.texts import marks
from benchmarks.score.counts import percent, prf
from benchmarks.score.rows import Row, Scores, load_rows, row_id

from .pairs import Pair, make_pairs

SEED = 5
"""Of the pairs that are reported; rules were fitted to pairs of train texts under other seeds."""
LABELS = "lineage"
TOPICS = "happenings/ecbplus-train.jsonl"
REPRINTS = frozenset({"reprint_of", "excerpt_of"})


def found_kinds(rows: Sequence[Row]) -> dict[tuple[str, str], tuple[str, str]]:
    """Every edge among the rows as one run over all of them finds it: both refs in order -> kind and the taker's ref."""
    from hearsay.ingest import Accepted, Given, ingest
    from hearsay.link.lineage import edges, signature

    lines = "\n".join(json.dumps(row) for row in rows).encode()
    outcomes = ingest(["-"], given=Given(form="jsonl"), stdin=io.BytesIO(lines))
    reports = [outcome.report for outcome in outcomes if isinstance(outcome, Accepted)]
    ref = {report.id: report.ref for report in reports}
    return {
        (min(ends), max(ends)): (edge.kind, ends[0])
        for edge in edges(map(signature, reports))
        if edge.other and (ends := (ref[edge.report], ref[edge.other]))
    }


def measure_lineage(folder: Path, *, part: str = "dev", seed: int = SEED) -> tuple[int, Scores]:
    """How many pairs, and the measures over the made ones and over the half of the labelled ones that is reported."""
    pairs = make_pairs(folder, part, seed)
    rows = load_labelled(folder, "report")
    return len(pairs) + len(rows), {**score_pairs(pairs), **score_labelled(folder, rows)}


def score_pairs(pairs: Sequence[Pair]) -> Scores:
    """Made pairs: reprints (excerpts among them), updates, and independent tellings taken for reprints."""
    found = found_kinds([row for pair in pairs for row in (pair.first, pair.second)])
    kinds = [found.get((pair.first["id"], pair.second["id"])) for pair in pairs]
    rows = [(pair.label, kind[0] if kind else "none") for pair, kind in zip(pairs, kinds, strict=True)]
    taken = [
        kind[1] == pair.second["id"]
        for pair, kind in zip(pairs, kinds, strict=True)
        if kind and kind[0] != "quotes"
    ]
    independent = [kind for label, kind in rows if label == "independent"]
    return {
        "reprints": _reprints((label == "reprint", kind) for label, kind in rows),
        "updates": prf(
            sum(label == "update" and kind == "update_of" for label, kind in rows),
            sum(kind == "update_of" for _, kind in rows),
            sum(label == "update" for label, _ in rows),
        ),
        "direction": percent(sum(taken), len(taken)),
        "independent called reprints": percent(sum(k in REPRINTS for k in independent), len(independent)),
        "made pairs": [[label, kind, number] for (label, kind), number in sorted(Counter(rows).items())],
    }


def load_labelled(folder: Path, half: str) -> list[Row]:
    """Pairs labelled by eye: ``first`` and ``second`` ids, ``label``, ``half``."""
    return [row for row in marks(LABELS) if row["half"] == half] if (folder / TOPICS).is_file() else []


def score_labelled(folder: Path, rows: Sequence[Row]) -> Scores:
    """Real pairs: reprints by the labels ``reprint`` and ``excerpt``."""
    if not rows:
        return {}
    texts = {row_id(place, row): row["text"] for place, row in enumerate(load_rows(folder / TOPICS))}
    ids = sorted({row[side] for row in rows for side in ("first", "second")})
    found = found_kinds([{"id": id_, "text": texts[id_]} for id_ in ids])
    told = [
        (
            row["label"],
            found.get((min(row["first"], row["second"]), max(row["first"], row["second"])), ("none",))[0],
        )
        for row in rows
    ]
    return {
        "labelled reprints": _reprints((label in ("reprint", "excerpt"), kind) for label, kind in told),
        "labelled pairs": [[label, kind, number] for (label, kind), number in sorted(Counter(told).items())],
    }


def _reprints(rows: Iterable[tuple[bool, str]]) -> Scores:
    rows = list(rows)
    called = [gold for gold, kind in rows if kind in REPRINTS]
    return prf(sum(called), len(called), sum(gold for gold, _ in rows))
