"""Attributions inside the content of another: precision, recall and F1 within the stretches annotated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.score.attribution import Covered, Spans, Tokens, agreement, gold_spans, linked, told_spans
from benchmarks.score.counts import prf
from benchmarks.score.rows import Pair, Row, Scores, paired


def nested_score(rows: Sequence[Row], records: Sequence[Row], half: str = "report") -> Scores:
    """The nested attributions of one half (`fit`, `report`): {"nested": counts with precision, recall, F1}.

    `rows`: of `nested.jsonl` with their texts (`texts.placed`). A told attribution takes part when it has a
    parent and its cue lies in a stretch. It is right when its cue touches the gold cue, the contents agree by
    half or more of their words together, and the sources touch or both name nobody; each counts once.
    """
    c: Counter[str] = Counter()
    for row, record in paired([row for row in rows if row["half"] == half], records):
        text = Tokens(row["text"])
        wanted = [text.touched_by_role(gold_spans(a)) for a in row["nested"]]
        told = [text.touched_by_role(a) for a in told_nested(row, record)]
        c.update(hits=len(linked(wanted, told, same_nested)), told=len(told), gold=len(wanted))
    return {"nested": prf(c["hits"], c["told"], c["gold"])}


def told_nested(row: Row, record: Row) -> list[Spans]:
    """The attributions of a record that have a parent and whose cue lies in one of the row's stretches."""
    told = [told_spans(a) for a in record.get("attributions", []) if a.get("parent") is not None]
    return [a for a in told if any(_within(a["cue"], stretch) for stretch in row["stretches"])]


def _within(spans: Sequence[Pair], stretch: Sequence[int]) -> bool:
    return bool(spans) and all(stretch[0] <= start and end <= stretch[1] for start, end in spans)


def same_nested(gold: Covered, told: Covered) -> bool:
    """Whether two nested attributions are the same one; sources need only touch (a pronoun, the whole phrase)."""
    if not gold["cue"] & told["cue"] or agreement(gold["content"], told["content"]) < 0.5:
        return False
    return bool(gold["source"] & told["source"]) or not (gold["source"] or told["source"])
