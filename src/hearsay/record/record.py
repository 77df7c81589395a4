"""The record: what reading one report gives, with every span and every reference checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import model_validator

from hearsay import __version__
from hearsay.record.attribution import Attribution
from hearsay.record.claim import Claim, claim_id
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


class Record(Frozen):
    """One report with all that was read from it.

    Building one checks that every span's words stand in the report's text, that ids are unique, and that
    every id named exists here. Raises ``E-RECORD-SPAN-…``, ``E-RECORD-ID-…``, ``E-RECORD-CLAIM-ID`` or
    ``E-RECORD-NO-TEXT``.
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
            except ValueError as error:
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
        for placed in _placed(self._fields()):
            check_words(placed, text)
        for claim in self.claims:
            check_range("Claim", claim.start, claim.end, len(text))
        _check_ids(self)
        _check_claims(self)
        return self

    def __hash__(self) -> int:
        return hash((self.report, self.version))


def _placed(value: Any) -> Iterator[Placed]:
    """Every object with a place in the text, however deep."""
    if isinstance(value, Placed):
        yield value
    if isinstance(value, Frozen):
        value = value._fields()
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _placed(item)


def _references(value: Frozen, owner: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Each (field, id) that an object names besides its own id, ``because`` included."""
    for name, item in value._fields().items():
        field = f"{path}{name}"
        grounds = [ground for many in item.values() for ground in many] if name == "because" else []
        for one in item if isinstance(item, tuple) else (*grounds, item):
            if isinstance(one, Frozen):
                yield from _references(one, owner, f"{field}.")
            elif isinstance(one, str) and one != owner and ID.fullmatch(one) and name != "words":
                yield field, one


def _check_ids(record: Record) -> None:
    known: set[str] = {record.report.id}
    for layer in LAYERS:
        for part in getattr(record, layer):
            if part.id in known:
                raise problem("E-RECORD-ID-TWICE", layer=layer, id=part.id)
            known.add(part.id)
    for layer in LAYERS:
        for part in getattr(record, layer):
            for field, named in _references(part, part.id):
                if named not in known:
                    raise problem("E-RECORD-ID-UNKNOWN", owner=part.id, id=named, field=field)
    for layer_name, field in _RINGS:
        above = {part.id: getattr(part, field) for part in getattr(record, layer_name)}
        for start in above:
            seen, here = {start}, above[start]
            while here is not None:
                if here in seen:
                    raise problem("E-RECORD-ID-RING", field=field, id=start)
                seen.add(here)
                here = above[here]


def _check_claims(record: Record) -> None:
    events = {event.id: event for event in record.events}
    attributions = {attribution.id: attribution for attribution in record.attributions}
    for claim in record.claims:
        expected = claim_id(events[claim.event], [attributions[id_] for id_ in claim.attributions])
        if claim.id != expected:
            raise problem("E-RECORD-CLAIM-ID", id=claim.id, expected=expected)
