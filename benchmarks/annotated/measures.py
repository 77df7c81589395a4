"""Every measure over our annotations, on the half that figures are reported on; each text is read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.score.rows import Row, Scores

from .claims import score_claims
from .figures import people_score
from .nested import nested_score
from .stances import stance_score
from .texts import marks, placed

Measure = Callable[[Sequence[Row], Sequence[Row]], Scores]
Reader = Callable[[Sequence[Row]], Sequence[Row]]
"""Gold rows in (`id`, `text`, what is known of the report), records out."""

# Annotation file -> its measure.
MEASURES: Mapping[str, Measure] = {
    "nested": nested_score,
    "stances": stance_score,
    "claims": score_claims,
    "figures": people_score,
}


def measure_annotated(folder: Path, read: Reader, *, step: int = 1) -> tuple[int, Scores]:
    """How many texts were read and every measure over them; `step`: only every so many-th row of a file.

    Raises MissingTextError where the folder lacks a text.
    """
    files = {name: [row for row in marks(name) if row["half"] == "report"][::step] for name in MEASURES}
    rows = {name: placed(folder, file) for name, file in files.items()}
    texts = {row["id"]: row for file in rows.values() for row in file}
    records = read(list(texts.values()))
    scores: Scores = {}
    for name, measure in MEASURES.items():
        scores |= measure(rows[name], records)
    return len(texts), scores
