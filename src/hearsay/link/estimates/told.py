"""What estimates are made of: one claim of an incident with all that decides whether and how it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from hearsay.link.happenings.lasting import days_of
from hearsay.record import Attribution, Claim, Entity, Event, Figure, Participant, Place, Record, Time
from hearsay.record.codes import Certainty
from hearsay.record.journal import Standing

_SURENESS: tuple[Certainty, ...] = ("asserted", "probable", "possible", "planned", "hypothetical", "denied")


class Layers:
    """The objects of one record by id; make one for all the claims of a record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.entities: Mapping[str, Entity] = {item.id: item for item in record.entities}
        self.times: Mapping[str, Time] = {item.id: item for item in record.times}
        self.places: Mapping[str, Place] = {item.id: item for item in record.places}
        self.figures: Mapping[str, Figure] = {item.id: item for item in record.figures}
        self.attributions: Mapping[str, Attribution] = {item.id: item for item in record.attributions}
        self.events: Mapping[str, Event] = {item.id: item for item in record.events}


@dataclass(frozen=True, eq=False)
class Told:
    """One claim of an incident in its setting.

    ``origin`` is the key of whose word it is: equal for the same origin in other reports (a body and its
    spokesman, one publisher for a family of reprints), different for every anonymous or collective source of
    every family. ``family`` is the key of the lineage family of its report. ``happening`` is the key of the
    happening of its event. ``actors`` gives the key of an actor across reports by the id of the entity here;
    an entity it lacks is nobody's equal. ``decision`` is a person's, ``reliable`` that a person graded the
    source so that it stands out, ``replaced`` that a newer version of the report is known. ``status`` is what the
    report is worth at present, where that is known better than the record has it; ``counted`` the words for whom a
    figure (by id) counts, where a person has put others than the text's.
    """

    layers: Layers
    claim: Claim
    origin: str
    family: str
    happening: str | None = None
    actors: Mapping[str, str] = field(default_factory=dict)
    decision: Literal["accepted", "rejected"] | None = None
    reliable: bool = False
    replaced: bool = False
    status: Standing | None = None
    counted: Mapping[str, str] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.layers.record

    @cached_property
    def key(self) -> tuple[str, str]:
        """(report, claim): what names the claim among those of all reports."""
        return self.record.report.id, self.claim.id

    @cached_property
    def event(self) -> Event:
        return self.layers.events[self.claim.event]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self.layers.figures[id_] for id_ in self.claim.figures)

    @cached_property
    def said(self) -> str | None:
        """The day the origin said it, as far as the text tells: the last day it can have been; else null."""
        for id_ in self.claim.attributions:
            time = self.layers.times.get(self.layers.attributions[id_].said or "")
            if time is not None and (time.latest or time.earliest):
                return time.latest or time.earliest
        return None

    @cached_property
    def published(self) -> str | None:
        """The day the report was published."""
        published = self.record.report.published
        return published[:10] if published else None

    @cached_property
    def when(self) -> tuple[str | None, str | None]:
        """First and last day the event can have been on, or went on through where it is ``lasting``."""
        return self._days[:2]

    @property
    def lasting(self) -> bool:
        """Whether the event went on through all the days of ``when``: "since January"."""
        return self._days[2]

    @cached_property
    def _days(self) -> tuple[str | None, str | None, bool]:
        time = self.layers.times.get(self.event.when or "")
        if time is None:
            return None, None, False
        text, published = self.record.report.text or "", self.record.report.published
        return days_of(text, time.start, time.earliest, time.latest, published)

    def certainty(self, figure: Figure | None = None) -> Certainty:
        """The weaker of the claim's and the figure's own."""
        codes = [self.claim.certainty, *([figure.certainty] if figure else [])]
        return max(codes, key=_SURENESS.index)

    def actor(self, participant: Participant) -> str | None:
        """The key of a participant across reports, null for a nobody."""
        return self.actors.get(participant.entity or "")

    def in_headline(self) -> bool:
        """Whether the event stands in a headline."""
        return any(
            piece.kind == "headline" and piece.start <= self.event.start < piece.end
            for piece in self.record.report.furniture
        )
