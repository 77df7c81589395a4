"""Times, places and figures: expressions in the text with their normalised values."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self, TypeVar

from pydantic import Field, model_validator

from hearsay.record.codes import (
    AgeGroup,
    Bound,
    Outcome,
    PlaceRelation,
    PlaceUse,
    PopulationSex,
    PopulationStatus,
    Scope,
    TimeMod,
    TimeType,
)
from hearsay.record.codes import Certainty as ClaimCertainty
from hearsay.record.frozen import Frozen, Grounds
from hearsay.record.ids import Letter
from hearsay.record.scalars import (
    Country,
    Date,
    EntityId,
    FigureId,
    Latitude,
    Longitude,
    Number,
    PlaceId,
    Text,
    TimeId,
)
from hearsay.record.span import Because, Placed, Span

Level = Annotated[int, Field(ge=1, le=7)]
"""How exactly a place is known, UCDP's where_prec: 1 exact … 4 first-order unit … 6 country, 7 open sea."""


class _TimeId(Frozen):  # a base of its own, so that the id comes first in the record
    id: TimeId


class _PlaceId(Frozen):
    id: PlaceId


class _FigureId(Frozen):
    id: FigureId


class Time(Placed, _TimeId):
    """A date or time expression.

    ``value`` is TIMEX3; ``earliest`` and ``latest`` are the first and last day it can mean, both included,
    null where open or unknown; ``edtf`` is the same in Extended Date/Time Format; ``anchor`` is what resolved
    it: the id of another time, or ``published``, ``dateline`` …, null if it needed nothing or could not be
    resolved.
    """

    letter: ClassVar[Letter] = "t"

    type: TimeType
    value: Text | None = None
    mod: TimeMod | None = None
    earliest: Date | None = None
    latest: Date | None = None
    edtf: Text | None = None
    anchor: Text | None = None
    because: Because = Field(default_factory=Grounds)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered("earliest", self.earliest, "latest", self.latest)
        return self

    __hash__ = Placed.__hash__


class Candidate(Frozen):
    """A place in the gazetteer that a toponym may mean; ``score`` orders the candidates, higher first."""

    name: Text
    gazetteer_id: Text | None = None
    country: Country | None = None
    admin1: Text | None = None
    admin2: Text | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    level: Level | None = None
    population: Annotated[int, Field(ge=0)] | None = None
    score: Annotated[float, Field(allow_inf_nan=False)] | None = None
    because: Because = Field(default_factory=Grounds)

    @model_validator(mode="after")
    def _located(self) -> Self:
        _both_or_neither(self.lat, self.lon)
        return self


class Place(Placed, _PlaceId):
    """A toponym. Coordinates are WGS84 degrees, ``radius_km`` the uncertainty around them.

    An unresolvable place has no coordinates. ``candidates`` are what the name may mean, best first.
    """

    letter: ClassVar[Letter] = "p"

    name: Text
    use: PlaceUse = "literal"
    country: Country | None = None
    admin1: Text | None = None
    admin2: Text | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    relation: PlaceRelation | None = None
    gazetteer_id: Text | None = None
    level: Level | None = None
    candidates: tuple[Candidate, ...] = ()
    because: Because = Field(default_factory=Grounds)

    @model_validator(mode="after")
    def _located(self) -> Self:
        _both_or_neither(self.lat, self.lon)
        return self

    __hash__ = Placed.__hash__


class Population(Frozen):
    """Whom a figure counts, as far as the text says."""

    status: PopulationStatus | None = None
    side: EntityId | None = None
    sex: PopulationSex | None = None
    age_group: AgeGroup | None = None
    because: Because = Field(default_factory=Grounds)


class Figure(Placed, _FigureId):
    """A number of something.

    ``value_low`` and ``value_high`` are the number said (a range: its ends; a vague word: null, and the word
    in ``vague``); ``low`` and ``high`` what it implies, null where open: "at least 20" is 20 and null.
    """

    letter: ClassVar[Letter] = "f"

    value_low: Number | None = None
    value_high: Number | None = None
    vague: Text | None = None
    bound: Bound = "exact"
    low: Number | None = None
    high: Number | None = None
    unit: Text | None = None
    counted: Span | None = None
    outcome: Outcome | None = None
    who: EntityId | None = None
    population: Population = Field(default_factory=Population)
    part_of: FigureId | None = None
    period: TimeId | None = None
    scope: Scope | None = None
    certainty: ClaimCertainty = "asserted"
    because: Because = Field(default_factory=Grounds)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered("value_low", self.value_low, "value_high", self.value_high)
        _ordered("low", self.low, "high", self.high)
        return self

    __hash__ = Placed.__hash__


_Ends = TypeVar("_Ends", str | None, float | None)


def _ordered(low_name: str, low: _Ends, high_name: str, high: _Ends) -> None:
    if low is not None and high is not None and low > high:
        raise ValueError(f"{low_name} {low} is after {high_name} {high}")


def _both_or_neither(lat: float | None, lon: float | None) -> None:
    if (lat is None) != (lon is None):
        raise ValueError("lat and lon go together")
