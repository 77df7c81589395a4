"""Events: one happening as one text speaks of it."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from hearsay.record.codes import (
    EventCertainty,
    EventTime,
    EventType,
    Mode,
    Polarity,
    Role,
    Standing,
    modes_of,
)
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import Letter
from hearsay.record.scalars import EntityId, EventId, FigureId, PlaceId, TimeId
from hearsay.record.span import Because, Placed


class _EventId(Frozen):  # a base of its own, so that the id comes first in the record
    id: EventId


class Participant(Placed):
    """Who or what takes part: the words that say so here, and the entity behind them if it is known."""

    role: Role
    entity: EntityId | None = None
    standing: Standing = "stated"
    because: Because = Field(default_factory=Grounds)


class Event(Placed, _EventId):
    """One happening as one text speaks of it; the span is its trigger word.

    ``type`` is null where the happening is of no known kind; ``mode`` is one of PLOVER's for that type.
    """

    letter: ClassVar[Letter] = "v"

    type: EventType | None = None
    mode: Mode | None = None
    certainty: EventCertainty = "UNDERSPECIFIED"
    polarity: Polarity = "UNDERSPECIFIED"
    time: EventTime = "UNDERSPECIFIED"
    participants: tuple[Participant, ...] = ()
    when: TimeId | None = None
    where: tuple[PlaceId, ...] = ()
    figures: tuple[FigureId, ...] = ()
    because: Because = Field(default_factory=Grounds)

    @model_validator(mode="after")
    def _mode_fits(self) -> Self:
        if self.mode is not None and (self.type is None or self.mode not in modes_of(self.type)):
            raise ValueError(f"{self.type} has no mode {self.mode}")
        return self

    __hash__ = Placed.__hash__
