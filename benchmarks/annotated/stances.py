"""Stances against cues annotated in public texts: is each found, and does the reader see what it does with its content.

A gold row is one document: ``set``, ``id``, ``half`` (``fit`` or ``report``) and ``stances``, each with ``cue``
[start, end) and ``stance``. Only marked cues are judged, because documents are not marked throughout: what a record
says elsewhere counts for nothing. A gold cue takes the stance of the attribution whose cue shares most characters with
it, the one that begins first where two share as many; where none shares any it is missed, and no stance is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.score.counts import percent, prf
from benchmarks.score.rows import Row, Scores, paired

MISSED = "missed"

Verdict = tuple[str, str]  # gold stance, told stance or MISSED


def stance_score(rows: Sequence[Row], records: Iterable[Row]) -> Scores:
    """Macro F1 and accuracy of stances over all gold cues and over those found, in per cent, and the F1 of each stance.

    The macro is over the stances that the gold has. Everything comes from the rows given: give one half to report on
    it. Raises ScoringError where a row's ``text`` is not its record's.
    """
    verdicts = [verdict for row, record in paired(rows, records) for verdict in judged(row, record)]
    found = [verdict for verdict in verdicts if verdict[1] != MISSED]
    each = by_stance(verdicts)
    return {
        "stance macro f1": _macro(each),
        "stance macro f1, of cues found": _macro(by_stance(found)),
        "stance accuracy": percent(sum(a == b for a, b in verdicts), len(verdicts)),
        "stance accuracy, of cues found": percent(sum(a == b for a, b in found), len(found)),
        "cues found": percent(len(found), len(verdicts)),
        **{f"stance {name}": counts for name, counts in each.items()},
    }


def judged(row: Row, record: Row) -> Iterator[Verdict]:
    """The stance of each gold cue of a document with the stance told for it."""
    told = record.get("attributions", [])
    for wanted in row["stances"]:
        start, end = wanted["cue"]
        shared = [sum(_shared(start, end, span) for span in item["cue"]) for item in told]
        best = max(range(len(told)), key=lambda k: (shared[k], -told[k]["cue"][0]["start"]), default=None)
        yield wanted["stance"], MISSED if best is None or not shared[best] else told[best]["stance"]


def by_stance(verdicts: Sequence[Verdict]) -> dict[str, Scores]:
    """Precision, recall and F1 of each stance that the gold has, in alphabetical order."""
    wanted, told = Counter(a for a, _ in verdicts), Counter(b for _, b in verdicts)
    hits = Counter(a for a, b in verdicts if a == b)
    return {name: prf(hits[name], told[name], wanted[name]) for name in sorted(wanted)}


def _macro(each: dict[str, Scores]) -> float:
    return round(sum(float(counts["f1"]) for counts in each.values()) / max(1, len(each)), 1)


def _shared(start: int, end: int, span: Row) -> int:
    return max(0, min(end, int(span["end"])) - max(start, int(span["start"])))
