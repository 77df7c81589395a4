"""Claims against claims annotated in public texts: found, right in each part, and how well confidence keeps its word.

A gold row is one document: ``set``, ``id``, ``half`` (``fit`` or ``report``), ``stretches`` in which every claim is
marked, and ``claims``, each with ``trigger``, ``chain`` (innermost first: ``source`` or null, ``cue``, ``stance``; empty:
the reporter's own voice), ``figures`` (``start``, ``end``, ``low``, ``high``) and ``certainty``. All spans are [start, end).

A claim of a record is judged where its event's trigger begins in a stretch. It is **right** when

- its trigger overlaps that of a gold claim, each gold claim being given once, to an equal trigger before another;
- its innermost source is the gold's: that of the innermost attribution that has one, on both sides; both have none,
  or the spans overlap. A source that the reader took over from a joined cue ("He said … and denied …") has no words
  of its own: any mention of its entity may overlap;
- the ranges (low, high) of its figures are the gold's, as sets: a claim without figures is right when the gold claim
  has none;
- its certainty is the gold's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.score.counts import percent, prf
from benchmarks.score.rows import Pair, Row, Scores, overlap, pair_of, paired

from .reliability import reliability

PARTS = ("source", "figures", "certainty")


@dataclass(frozen=True)
class Judged:
    """One claim of a record: whether its trigger is a gold claim's, which parts are right, and its confidence."""

    claim: str
    document: str
    found: bool
    parts: tuple[bool, bool, bool]
    confidence: float | None

    @property
    def right(self) -> bool:
        """Whether the claim is right in all."""
        return self.found and all(self.parts)


def score_claims(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Found (precision, recall, F1), per cent of each part and of all among those found, and reliability.

    ``gold`` rows hold their ``text``. Every part of the score comes from the rows given: give one half to report on it.
    """
    judged = list(judge_all(gold, records))
    wanted = sum(len(row["claims"]) for row in gold)
    found = [one for one in judged if one.found]
    c = Counter(name for one in found for name, right in zip(PARTS, one.parts, strict=True) if right)
    right = sum(one.right for one in judged)
    scores: Scores = {"claims found": prf(len(found), len(judged), wanted)}
    scores |= {f"{name} right, of those found": percent(c[name], len(found)) for name in PARTS}
    scores["all right, of those found"] = percent(right, len(found))
    scores["claims right"] = prf(right, len(judged), wanted)
    told = [(one.confidence, one.right) for one in judged if one.confidence is not None]
    return scores | (reliability(told) if told else {})


def judge_all(gold: Sequence[Row], records: Iterable[Row]) -> Iterator[Judged]:
    """Every claim of the records that begins in a stretch, document by document."""
    for row, record in paired(gold, records):
        yield from judge(row, record)


def judge(row: Row, record: Row) -> Iterator[Judged]:
    """The claims of one record that begin in a stretch of its gold row, in the record's order."""
    events = {event["id"]: event for event in record.get("events", [])}
    told = [
        claim
        for claim in record.get("claims", [])
        if any(start <= events[claim["event"]]["start"] < end for start, end in row["stretches"])
    ]
    given = _matched(row["claims"], [pair_of(events[claim["event"]]) for claim in told])
    for number, claim in enumerate(told):
        wanted = row["claims"][given[number]] if number in given else None
        parts = (False, False, False) if wanted is None else _parts(wanted, claim, record)
        yield Judged(claim["id"], str(row["id"]), wanted is not None, parts, claim.get("confidence"))


def _matched(gold: Sequence[Row], told: Sequence[Pair]) -> dict[int, int]:
    """Told trigger -> gold claim: those that are equal first, then the first free that overlaps."""
    given: dict[int, int] = {}
    for exact in (True, False):
        for number, span in enumerate(told):
            if number in given:
                continue
            for other, claim in enumerate(gold):
                trigger = tuple(claim["trigger"])
                if other not in given.values() and (span == trigger if exact else overlap(span, trigger)):
                    given[number] = other
                    break
    return given


def _parts(wanted: Row, claim: Row, record: Row) -> tuple[bool, bool, bool]:
    """Whether source, figures and certainty are right."""
    return (
        _same_source(wanted["chain"], claim["attributions"], record),
        _ranges(wanted["figures"]) == _ranges(_told_figures(claim, record)),
        wanted["certainty"] == claim["certainty"],
    )


def _same_source(chain: Sequence[Row], told: Sequence[str], record: Row) -> bool:
    source = next((link["source"] for link in chain if link["source"]), None)
    spans = _innermost_source(told, record)
    if source is None or not spans:
        return source is None and not spans
    return any(overlap(source, span) for span in spans)


def _innermost_source(told: Sequence[str], record: Row) -> list[Pair]:
    """Where the innermost attribution that has a source says it; without words of its own, its entity's mentions."""
    by_id = {item["id"]: item for item in record["attributions"]}
    for item in (by_id[id_] for id_ in told):
        if item["source"]:
            return [pair_of(span) for span in item["source"]]
        entity = next((one for one in record["entities"] if one["id"] == item["source_entity"]), None)
        if entity is not None:
            return [pair_of(mention) for mention in entity["mentions"]]
    return []


def _told_figures(claim: Row, record: Row) -> list[Row]:
    return [figure for figure in record["figures"] if figure["id"] in claim["figures"]]


def _ranges(figures: Iterable[Row]) -> set[tuple[float | None, float | None]]:
    return {(figure["low"], figure["high"]) for figure in figures}
