"""Where in the text each part of a claim stands, and the text cut into pieces that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.export.segments import Mark, Segment, segments
from hearsay.record.journal import Decision

Data = Mapping[str, Any]
Placed = dict[str, list[tuple[int, int]]]
_STRIKING = ("trigger", "figure", "time", "place", "actor")
"""Roles that belong to few claims; they decide which claims a pointed-at word stands for."""
_LAYERS = (("figures", "figure"), ("times", "time"), ("places", "place"))


@dataclass(frozen=True)
class Piece:
    """Some of the text from ``start`` (code points) with what it is evidence of; ``own`` are the claims that somebody
    means who points here, ``numbers`` those whose trigger ends here, each with whether this is the claim itself."""

    start: int
    words: str
    classes: str = ""
    claims: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
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
    lines = _lines(text)
    pieces = segments(0, len(text), marks, cuts=(cut for line in lines for cut in line))
    place = 0
    for start, end in lines:
        inside = []
        while place < len(pieces) and pieces[place].end <= end:
            if pieces[place].start >= start:
                inside.append(_piece(text, pieces[place], numbers))
            place += 1
        yield tuple(inside)


def stretch(text: str, start: int, end: int, places: Placed) -> tuple[Piece, ...]:
    """``[start, end)`` of the text with the evidence of one claim."""
    marks = [Mark(low, high, role, (1,)) for role, spans in places.items() for low, high in spans]
    return tuple(_piece(text, one, {}) for one in segments(start, end, marks))


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line.rstrip("\r"))))
        start += len(line) + 1
    return lines


def _piece(text: str, segment: Segment, numbers: Mapping[int, Sequence[tuple[int, bool]]]) -> Piece:
    ends = any(mark.role == "trigger" and mark.end == segment.end for mark in segment.marks)
    return Piece(
        start=segment.start,
        words=text[segment.start : segment.end],
        classes=" ".join(_classes(segment)),
        claims=tuple(sorted({number for mark in segment.marks for number in mark.claims})),
        own=_own(segment),
        numbers=tuple(numbers.get(segment.end, ())) if ends else (),
    )


def _classes(segment: Segment) -> list[str]:
    told = [mark for mark in segment.marks if mark.claims]
    loose = [mark for mark in segment.marks if not mark.claims and mark.role not in ("content", "furniture")]
    classes = ["furniture"] if any(mark.role == "furniture" for mark in segment.marks) else []
    if told:
        roles = list(dict.fromkeys(mark.role for mark in told))
        deep = ["deep"] if sum(1 for mark in told if mark.role == "content") > 1 else []
        return [*classes, "w", *roles, *deep]
    return [*classes, "w", "loose"] if loose else classes


def _own(segment: Segment) -> tuple[int, ...]:
    for roles in (("trigger",), _STRIKING, ("source", "cue"), ("content",)):
        found = {number for mark in segment.marks if mark.role in roles for number in mark.claims}
        if found:
            return tuple(sorted(found))
    return ()
