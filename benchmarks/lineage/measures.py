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
JOINING = REPRINTS | {"update_of"}


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


def measure_lineage(folder: Path, *, step: int = 1) -> tuple[int, Scores]:
    """How many pairs, and the measures over the made ones and over the half of the labelled ones that is reported.

    ``step``: only every so many-th pair.
    """
    pairs = make_pairs(folder, "dev", SEED)[::step]
    rows = [row for row in marks(LABELS) if row["half"] == "report"][::step]
    return len(pairs) + len(rows), {**score_pairs(pairs), **score_labelled(folder, rows)}


def score_pairs(pairs: Sequence[Pair]) -> Scores:
    """Made pairs: reprints (excerpts among them), updates, and independent tellings not taken for reprints."""
    found = found_kinds([row for pair in pairs for row in (pair.first, pair.second)])
    edges = [found.get((pair.first["id"], pair.second["id"]), ("none", "")) for pair in pairs]
    rows = [(pair.label, kind) for pair, (kind, _) in zip(pairs, edges, strict=True)]
    takers = [
        taker == pair.second["id"]
        for pair, (kind, taker) in zip(pairs, edges, strict=True)
        if kind in JOINING and pair.label in ("reprint", "update")
    ]
    apart = [kind not in REPRINTS for label, kind in rows if label == "independent"]
    reprints = _told((label == "reprint", kind in REPRINTS) for label, kind in rows)
    return {
        "reprints": reprints,
        "reprints precision": reprints["precision"],
        "reprints recall": reprints["recall"],
        "updates": _told((label == "update", kind == "update_of") for label, kind in rows),
        "direction": percent(sum(takers), len(takers)),
        "independent tellings kept apart": percent(sum(apart), len(apart)),
        "pairs by label and edge": _table(rows),
    }


def score_labelled(folder: Path, rows: Sequence[Row]) -> Scores:
    """Real pairs labelled by eye: reprints and excerpts as such, and one text (updates too) told from all else."""
    texts = {row_id(place, row): row["text"] for place, row in enumerate(load_rows(folder / TOPICS))}
    ids = sorted({row[side] for row in rows for side in ("first", "second")})
    found = found_kinds([{"id": id_, "text": texts[id_]} for id_ in ids])
    told = [(row["label"], found.get((row["first"], row["second"]), ("none", ""))[0]) for row in rows]
    apart = [kind not in JOINING for label, kind in told if label in ("independent", "unrelated", "quotes")]
    return {
        "labelled reprints": _told(
            (label in ("reprint", "excerpt"), kind in REPRINTS) for label, kind in told
        ),
        "labelled as one text": _told(
            (label in ("reprint", "excerpt", "update"), kind in JOINING) for label, kind in told
        ),
        "labelled independent, kept apart": percent(sum(apart), len(apart)),
        "labelled pairs by label and edge": _table(told),
    }


def _told(rows: Iterable[tuple[bool, bool]]) -> Scores:
    """Counts from (is, called) pairs."""
    rows = list(rows)
    return prf(
        sum(gold and called for gold, called in rows),
        sum(called for _, called in rows),
        sum(gold for gold, _ in rows),
    )


def _table(rows: Iterable[tuple[str, str]]) -> list[list[object]]:
    return [[label, kind, number] for (label, kind), number in sorted(Counter(rows).items())]
