"""One incident as it is shown and exported: its happenings, claims by origin, numbers, contradictions, lineage."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from hearsay.record.codes import (
    Bound,
    Certainty,
    EntityKind,
    EntityType,
    EventType,
    Mode,
    Outcome,
    PlaceRelation,
    PublishedBasis,
    Role,
    Standing,
)
from hearsay.record.estimate import Contradiction, Estimates, Policy, PopulationKey
from hearsay.record.frozen import Frozen
from hearsay.record.journal import Standing as Worth
from hearsay.record.lineage import Edge, Origin
from hearsay.record.scalars import (
    ClaimId,
    Country,
    Date,
    EventId,
    FigureId,
    Latitude,
    Longitude,
    Moment,
    Number,
    Offset,
    ReportId,
    Text,
)
from hearsay.record.values import Level


class Interval(Frozen):
    """First and last day, null where not known."""

    earliest: Date | None = None
    latest: Date | None = None


class Site(Frozen):
    """Where claims put the incident, as the place's gazetteer entry or its words say; ``claims`` as (report, claim)."""

    name: Text
    country: Country | None = None
    admin1: Text | None = None
    admin2: Text | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: float | None = None
    relation: PlaceRelation | None = None
    level: Level | None = None
    claims: tuple[tuple[ReportId, ClaimId], ...] = ()


class Actor(Frozen):
    """Somebody who takes part, by their key across reports; ``name`` is the fullest of their names, else (``named``
    false) the words that describe them."""

    key: Text
    name: Text
    type: EntityType
    kind: EntityKind | None = None
    country: Country | None = None
    named: bool = False
    part: tuple[tuple[Role, Standing, EventType | None], ...] = ()
    """What they are said to have done: role, standing and type of event, each once."""
    claims: tuple[tuple[ReportId, ClaimId], ...] = ()


class Member(Frozen):
    """An event of a happening: the report's ref and id, the event, its trigger's place in that report."""

    ref: Text
    report: ReportId
    event: EventId
    start: Offset
    end: Offset


class Happening(Frozen):
    """The events, in any reports, that are the same one."""

    id: Text
    members: tuple[Member, ...] = Field(min_length=1)


class Carried(Frozen):
    """A report the incident rests on; reports of one ``family`` tell one story in one text."""

    id: ReportId
    ref: Text
    title: Text | None = None
    publisher: Text | None = None
    carrier: Text | None = None
    url: Text | None = None
    published: Moment | None = None
    published_basis: PublishedBasis | None = None
    status: Worth = "usable"
    family: Text


class Numbered(Frozen):
    """A figure of a claim with its words and its place in the report's text."""

    figure: FigureId
    start: Offset
    end: Offset
    words: Text
    counted: Text | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    outcome: Outcome | None = None
    population: PopulationKey = Field(default_factory=PopulationKey)


class Marked(Frozen):
    """A stretch of a report's text and what it says: who, what happened, how many, when, where."""

    start: Offset
    end: Offset
    role: Literal["source", "trigger", "figure", "time", "place", "actor"]


class Quote(Frozen):
    """One claim with the words that make it.

    ``words`` is the report's text at ``[start, end)``: the sentence of the event, and those of its figures where
    they are others. ``set_by`` are the decisions behind it, each with the fields that it set (``decision 12 by Ana: high,
    low``); all else is as the machine read it. ``on`` is the day it was said, else published. ``through`` are those who
    pass it on from the origin to the publisher, the innermost first.
    """

    report: ReportId
    claim: ClaimId
    happening: Text | None = None
    origin: Text
    through: tuple[Text, ...] = ()
    type: EventType | None = None
    mode: Mode | None = None
    certainty: Certainty
    trigger: Text
    start: Offset
    end: Offset
    words: Text
    marks: tuple[Marked, ...] = ()
    numbers: tuple[Numbered, ...] = ()
    said: Date | None = None
    on: Date | None = None
    when: Interval = Field(default_factory=Interval)
    where: tuple[Text, ...] = ()
    repeats: ClaimId | None = None
    decision: Literal["accepted", "rejected"] | None = None
    set_by: tuple[Text, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """(report, claim): what estimates and contradictions name it by."""
        return self.report, self.claim


class Incident(Frozen):
    """An act and its consequences at one place in one interval, as all its reports tell it.

    ``when`` and the first of ``sites`` are what most origins say; what excludes it stands in ``contradictions``.
    Everything that a part names (reports, origins, claims) is here: building one checks it.
    """

    id: Text
    title: Text
    types: tuple[EventType, ...] = ()
    modes: tuple[Mode, ...] = ()
    when: Interval = Field(default_factory=Interval)
    sites: tuple[Site, ...] = ()
    actors: tuple[Actor, ...] = ()
    happenings: tuple[Happening, ...] = ()
    reports: tuple[Carried, ...] = Field(min_length=1)
    origins: tuple[Origin, ...] = ()
    quotes: tuple[Quote, ...] = ()
    estimates: tuple[Estimates, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    edges: tuple[Edge, ...] = ()

    def report(self, id_: str) -> Carried:
        """The report with this id. Raises ``KeyError``."""
        return self._by_id[id_]

    def origin(self, key: str) -> Origin:
        """The origin with this key. Raises ``KeyError``."""
        return self._by_key[key]

    @cached_property
    def _by_id(self) -> dict[str, Carried]:
        return {report.id: report for report in self.reports}

    @cached_property
    def _by_key(self) -> dict[str, Origin]:
        return {origin.key: origin for origin in self.origins}

    def origin_name(self, key: str) -> str:
        """What the origin with this key is called. Raises ``KeyError``."""
        return self.origin(key).name or key

    def by_policy(self, policy: Policy = "ucdp") -> Estimates:
        """The estimates of a policy, none if it was not asked for."""
        return next((e for e in self.estimates if e.policy == policy), Estimates(policy=policy))

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        reports, origins = {r.id for r in self.reports}, {o.key for o in self.origins}
        quoted = {quote.key for quote in self.quotes}
        for quote in self.quotes:
            if quote.report not in reports or quote.origin not in origins:
                raise ValueError(f"claim {quote.claim} is of an unknown report or origin")
        behind = [
            (row.report, row.claim)
            for found in self.estimates
            for rows in (*((*e.used, *e.left_out) for e in found.estimates), found.left_out)
            for row in rows
        ]
        behind += [claim for one in self.contradictions for side in one.sides for claim in side.claims]
        if unknown := [claim for claim in behind if claim not in quoted]:
            raise ValueError(f"{unknown[0]} stands behind a number or contradiction and is not quoted")
        return self
