"""Happenings and incidents as frozen types: which events of many reports are the same, and which belong to one act."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hearsay.record.frozen import Frozen
from hearsay.record.scalars import EventId, Offset, ReportId, Text

Bits = Annotated[float, Field(allow_inf_nan=False)]
"""A weight: the logarithm to base 2 of how much more often the like is seen of one happening than of two."""
EventKey = tuple[ReportId, EventId]
"""An event among many reports."""


class Member(Frozen):
    """An event in a happening: ``[start, end)`` is its trigger in the text of ``report``, which the caller calls ``ref``."""

    ref: Text
    report: ReportId
    event: EventId
    start: Offset
    end: Offset

    @property
    def key(self) -> EventKey:
        """Report and event by their ids."""
        return self.report, self.event


class Happening(Frozen):
    """The events, in any reports, that are the same one; ``members`` in order of report and place in it."""

    id: Annotated[str, Field(pattern=r"^h-[0-9a-f]{10}$")]
    members: Annotated[tuple[Member, ...], Field(min_length=1)]


class Incident(Frozen):
    """An act and its consequences at one place in one interval: what a coder enters as one row.

    ``happenings`` are ids in order; ``place`` and ``first`` … ``last`` what most of its reports agree on, null where
    nothing is known.
    """

    id: Annotated[str, Field(pattern=r"^i-[0-9a-f]{10}$")]
    happenings: Annotated[tuple[Text, ...], Field(min_length=1)]


class Comparison(Frozen):
    """One of the comparisons behind a weight: the level that the two reached, and what it weighs."""

    name: Text
    level: Text
    weight: Bits


class Link(Frozen):
    """How much speaks for two events being one happening: ``weight`` is the sum of those of ``comparisons``."""

    pair: tuple[EventKey, EventKey]
    weight: Bits
    comparisons: tuple[Comparison, ...]


class ActorLink(Frozen):
    """How much speaks for two actors being one: who they are (report, entity), what the comparisons weigh, and what a person
    said of the two, null for nothing. A person's word goes before the weight."""

    pair: tuple[tuple[ReportId, Text], tuple[ReportId, Text]]
    weight: Bits
    comparisons: tuple[Comparison, ...]
    said: bool | None = None

    @property
    def is_one(self) -> bool:
        """Whether they are taken for one."""
        return self.weight > 0 if self.said is None else self.said


class Bond(Frozen):
    """A person's word about two events: one happening or not; of incidents it tells what an :class:`IncidentWord` says."""

    of: Literal["happening", "incident"] = "happening"
    together: bool
    one: EventKey
    other: EventKey


class IncidentWord(Frozen):
    """A person's word about incidents: events of one side are of one incident, those of two sides of two.

    What is told of them and is on no side goes with what it is told beside, else with the first side.
    """

    sides: Annotated[tuple[tuple[EventKey, ...], ...], Field(min_length=1)]


class SameActor(Frozen):
    """A person's word about two entities of two reports: the same actor, or not."""

    together: bool
    one: tuple[ReportId, Text]
    other: tuple[ReportId, Text]


class Constraints(Frozen):
    """What people decided, which binds every run; of ``incidents``, in the order of their being said, the later counts."""

    bonds: tuple[Bond, ...] = ()
    actors: tuple[SameActor, ...] = ()
    incidents: tuple[IncidentWord, ...] = ()
