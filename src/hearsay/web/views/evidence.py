"""Where in the text each part of a claim stands, and the text cut into pieces that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.export.segments import Mark, Segment, segments, segments_by_line
from hearsay.record.journal import Decision

Data = Mapping[str, Any]
Placed = dict[str, list[tuple[int, int]]]
_LAYERS = (("figures", "figure"), ("times", "time"), ("places", "place"))


@dataclass(frozen=True)
class Piece:
    """Some of the text from ``start`` (code points) with what it is evidence of; ``own`` are the claims that somebody
    means who points here, ``numbers`` those whose trigger ends here, each with whether this is the claim itself. Of the
    claims ``aside`` it is content and no more: what else it is evidence of, it is for others."""

    start: int
    words: str
    classes: str = ""
    claims: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()
    numbers: tuple[tuple[int, bool], ...] = ()


def places_of(data: Data, claim: Data) -> Placed:
    """The places in the text of each part of a claim, by role, as the machine read them."""
    by_id = {
        part["id"]: part
        for layer in ("times", "places", "figures", "attributions", "events")
        for part in data[layer]
    }
    event = by_id[claim["event"]]
    figures = [by_id[one] for one in claim["figures"]]
    chain = [by_id[one] for one in claim["attributions"]]
    times = [by_id[one] for one in (event["when"], *(link["said"] for link in chain)) if one]
    found: dict[str, Iterable[Data]] = {
        "trigger": [event],
        **{role: [span for link in chain for span in link[role]] for role in ("source", "cue", "content")},
        "actor": event["participants"],
        "figure": [span for one in figures for span in (one, one["counted"]) if span],
        "time": times,
        "place": [by_id[one] for one in event["where"]],
    }
    return {
        role: list(dict.fromkeys((one["start"], one["end"]) for one in spans))
        for role, spans in found.items()
    }


def corrected_places(places: Placed, decisions: Iterable[Decision]) -> Placed:
    """``places`` with those that people selected instead, the latest word of each role."""
    told = dict(places)
    for decision in decisions:
        spans: Any = decision.value.get("spans") or {}
        for role, chosen in spans.items():
            told[role] = [(one["start"], one["end"]) for one in chosen]
    return told


def marks_of(data: Data, told: Iterable[tuple[int, Placed]]) -> list[Mark]:
    """Every mark in the text: those of numbered claims, those of layers that no claim uses, and furniture."""
    claims: dict[tuple[int, int, str], set[int]] = {}
    for attribution in data["attributions"]:
        for role in ("content", "source", "cue"):
            for span in attribution[role]:
                claims.setdefault((span["start"], span["end"], role), set())
    for layer, role in _LAYERS:
        for one in data[layer]:
            claims.setdefault((one["start"], one["end"], role), set())
    for number, places in told:
        for role, spans in places.items():
            for start, end in spans:
                claims.setdefault((start, end, role), set()).add(number)
    marks = [Mark(start, end, role, tuple(sorted(who))) for (start, end, role), who in claims.items()]
    return marks + [Mark(one["start"], one["end"], "furniture") for one in data["report"]["furniture"]]


def paragraphs(
    text: str, marks: Sequence[Mark], numbers: Mapping[int, Sequence[tuple[int, bool]]]
) -> Iterator[tuple[Piece, ...]]:
    """The lines of the text that say something, in pieces. ``numbers``: where a trigger ends, whose it is."""
    for line in segments_by_line(text, marks):
        yield tuple(_piece(text, one, numbers) for one in line)


def stretch(text: str, start: int, end: int, places: Placed) -> tuple[Piece, ...]:
    """``[start, end)`` of the text with the evidence of one claim."""
    marks = [Mark(low, high, role, (1,)) for role, spans in places.items() for low, high in spans]
    return tuple(_piece(text, one, {}) for one in segments(start, end, marks))


def _piece(text: str, segment: Segment, numbers: Mapping[int, Sequence[tuple[int, bool]]]) -> Piece:
    closer = {number for mark in segment.marks if mark.role != "content" for number in mark.claims}
    return Piece(
        start=segment.start,
        words=text[segment.start : segment.end],
        classes=" ".join(segment.classes),
        claims=segment.claims,
        own=segment.own,
        aside=tuple(number for number in segment.claims if number not in closer) if closer else (),
        numbers=tuple(numbers.get(segment.end, ())) if segment.ends("trigger") else (),
    )
