"""The record: what reading one report gives, with every span and every reference checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import chain
from typing import Any, Literal, NamedTuple, Self

from pydantic import model_validator

from hearsay import __version__
from hearsay.record.attribution import Attribution
from hearsay.record.claim import Claim
from hearsay.record.entity import Entity
from hearsay.record.errors import problem
from hearsay.record.event import Event
from hearsay.record.frozen import Frozen
from hearsay.record.ids import ID
from hearsay.record.report import Rejection, Report
from hearsay.record.span import Placed, check_range, check_words
from hearsay.record.values import Figure, Place, Time

Layer = Literal["entities", "times", "places", "figures", "attributions", "events", "claims"]
LAYERS: tuple[Layer, ...] = ("entities", "times", "places", "figures", "attributions", "events", "claims")
_RINGS = (
    ("entities", "represents"),
    ("figures", "part_of"),
    ("attributions", "parent"),
    ("claims", "repeats"),
)
"""Layers whose objects name another of their own kind, which must not lead back."""
NAMING = frozenset({
    "represents", "side", "who", "part_of", "period", "source_entity", "said", "parent", "entity",
    "when", "where", "figures", "event", "attributions", "origin", "repeats", "anchor", "because",
})  # fmt: skip
"""Fields that may name other objects of the record; in ``anchor`` and ``because`` other words stand too."""


class Record(Frozen):
    """One report with all that was read from it.

    Building one checks that every span's words stand in the report's text, that ids are unique, and that
    every id named exists here. Raises ``E-RECORD-SPAN-…``, ``E-RECORD-ID-…`` or ``E-RECORD-NO-TEXT``.
    """

    format: Literal["hearsay/record/1"] = "hearsay/record/1"
    version: str = __version__
    report: Report
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @classmethod
    def parse(cls, source: Mapping[str, Any] | str | bytes) -> Self:
        """A record from its JSON or from the same as a dictionary, with everything checked again.

        Raises ``E-RECORD-SHAPE`` if it is not a record, and what building one raises.
        """
        if isinstance(source, str | bytes):
            try:
                source = json.loads(source)
            except (ValueError, RecursionError) as error:
                raise problem("E-RECORD-SHAPE", type="Record", detail=f"not JSON ({error})") from error
        if not isinstance(source, Mapping):
            raise problem("E-RECORD-SHAPE", type="Record", detail="not a JSON object")
        report = source.get("report")
        if not isinstance(report, Mapping):
            raise problem("E-RECORD-SHAPE", type="Record", detail="report: not a JSON object")
        text = report.get("text")
        return cls._checked(source, {"text": "" if text is None else text})

    def to_json(self, indent: int | None = None) -> str:
        """Canonical JSON: fields in the format's order, nothing escaped that need not be, on one line unless
        ``indent`` is given; equal records have equal bytes."""
        separators = (",", ":") if indent is None else None
        return json.dumps(
            self.to_dict(), ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
        )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        text = self.report.text
        if text is None:
            for layer in LAYERS:
                if getattr(self, layer):
                    raise problem("E-RECORD-NO-TEXT", ref=self.report.ref, layer=layer)
            return self
        survey = _survey(self)
        for placed in survey.placed:
            check_words(placed, text)
        for claim in self.claims:
            check_range("Claim", claim.start, claim.end, len(text))
        _check_ids(self, survey.named)
        return self

    def __hash__(self) -> int:
        return hash((self.report, self.version))


class _Survey(NamedTuple):
    """What one walk through a record finds."""

    placed: list[Placed]
    """Every object with a place in the text, however deep."""
    named: list[tuple[str, str, str]]
    """(owner's id, its field, id named there), grounds in ``because`` included."""


def _survey(record: Record) -> _Survey:
    survey = _Survey([], [])
    for part in (record.report, *record.rejections):
        _visit(part, survey, "", "")
    for layer in LAYERS:
        for part in getattr(record, layer):
            _visit(part, survey, part.id, "")
    return survey


def _visit(part: Frozen, survey: _Survey, owner: str, path: str) -> None:
    if isinstance(part, Placed):
        survey.placed.append(part)
    for name, value in vars(part).items():
        if name == "because":
            items = tuple(chain.from_iterable(value.values()))
        else:
            items = value if isinstance(value, tuple) else (value,)
        for item in items:
            if isinstance(item, Frozen):
                _visit(item, survey, owner, f"{path}{name}.")
            elif name in NAMING and isinstance(item, str) and ID.fullmatch(item):
                survey.named.append((owner, f"{path}{name}", item))


def _check_ids(record: Record, named: list[tuple[str, str, str]]) -> None:
    known: set[str] = {record.report.id}
    for layer in LAYERS:
        for part in getattr(record, layer):
            if part.id in known:
                raise problem("E-RECORD-ID-TWICE", layer=layer, id=part.id)
            known.add(part.id)
    for owner, field, id_ in named:
        if id_ not in known:
            raise problem("E-RECORD-ID-UNKNOWN", owner=owner, id=id_, field=field)
    for layer_name, field in _RINGS:
        above = {part.id: getattr(part, field) for part in getattr(record, layer_name)}
        for start in above:
            seen, here = {start}, above[start]
            while here is not None:
                if here in seen:
                    raise problem("E-RECORD-ID-RING", field=field, id=start)
                seen.add(here)
                here = above[here]
