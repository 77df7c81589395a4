"""Estimates and contradictions of one incident: numbers by a named policy, with the claims behind each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from hearsay.record.codes import AgeGroup, Outcome
from hearsay.record.frozen import Frozen
from hearsay.record.scalars import ClaimId, Date, FigureId, Number, ReportId, Text

Policy = Literal["ucdp", "acled", "range"]
"""How numbers are made of claims; the rules stand in the docstrings of ``link.estimates.policies``."""

Rule = Literal[
    "newest", "undated", "added", "high_only", "named_victim", "part",
    "planned", "hypothetical", "denied", "withdrawn", "embargoed", "rejected", "corrected", "replaced",
    "repeats", "reprint", "older", "in_total", "part_of", "other_period", "not_people", "no_outcome",
    "no_number", "headline", "covered", "not_in_policy",
]  # fmt: skip
"""Why a claim stands behind an estimate, or does not. What each means stands in ``estimate.toml``."""

End = Literal["low", "best", "high"]
ContradictionKind = Literal["figures", "dates", "places", "denial", "perpetrators"]

_DIMENSIONS = ("status", "side", "people", "group", "sex", "age_group")


class PopulationKey(Frozen):
    """Whom a figure counts, comparable across reports. A field that is null says nothing: all of them.

    ``side`` is the key of the actor whose people they are, ``people`` their nation or creed as the text has it
    ("Israeli"), ``group`` what they are beside that, in the singular ("engineer"), where it is narrower than
    the other fields say.
    """

    status: Literal["civilian", "combatant"] | None = None
    side: Text | None = None
    people: Text | None = None
    group: Text | None = None
    sex: Literal["female", "male"] | None = None
    age_group: AgeGroup | None = None

    @classmethod
    def of(cls, *, status: str | None = None, sex: str | None = None, **others: str | None) -> Self:
        """The key for the codes of a figure's population; ``mixed`` says no more than null."""
        return cls._checked({
            "status": None if status == "mixed" else status,
            "sex": None if sex == "mixed" else sex,
            **others,
        })  # fmt: skip

    def within(self, other: PopulationKey) -> bool:
        """Whether everybody counted here is counted there: the same population or a part of it."""
        return all(
            theirs is None or theirs == mine for mine, theirs in zip(self._row(), other._row(), strict=True)
        )

    def apart(self, other: PopulationKey) -> bool:
        """Whether nobody can be in both: one field says two different things.

        Two groups need not be apart (some engineers are soldiers), unless they are groups that fight each other.
        """
        mine, theirs = (tuple(getattr(key, name) for name in _DIMENSIONS) for key in (self, other))
        for name, here, there in zip(_DIMENSIONS, mine, theirs, strict=True):
            if here is None or there is None or here == there:
                continue
            if name != "group" or {here, there} <= _apart_groups():
                return True
        return False

    @property
    def words(self) -> str:
        """In plain words: ``civilians``, ``women``, ``Israeli soldiers``; ``everybody`` for the whole."""
        return self.words_with({})

    def words_with(self, names: Mapping[str, str]) -> str:
        """As :attr:`words`, the side called as ``names`` has it by its key, else by the key after its last colon."""
        table = population_words()
        noun = table["group"].get(self.group, f"{self.group}s") if self.group else None
        sex_age = "_".join(code for code in (self.sex, self.age_group) if code)
        kind = table["sex_age"].get(sex_age, "")
        status = table["status"].get(self.status, "") if self.status else ""
        parts = [self.people or "", *((kind, noun) if noun else ())]
        if not noun:
            if kind and status:
                parts += [status, "(" + kind + ")"]
            else:
                parts.append(kind or status or ("people" if self.people or self.side else "everybody"))
        phrase = " ".join(part for part in parts if part)
        if self.side is None:
            return phrase
        return f"{phrase} of {names.get(self.side) or self.side.rpartition(':')[2] or self.side}"

    def _row(self) -> tuple[str | None, ...]:
        return tuple(getattr(self, name) for name in _DIMENSIONS)

    def order(self) -> tuple[tuple[bool, str], ...]:
        """A key to sort by: the whole first, then by field."""
        return tuple((value is not None, value or "") for value in self._row())


EVERYBODY = PopulationKey()
"""The whole of which every population is a part."""


class Behind(Frozen):
    """One claim's part in an estimate: what it says of the number and the rule that used it or left it out.

    ``figure`` is null where a named victim stands for one. ``low`` and ``high`` are what the claim says under
    the policy, null where open; ``on`` the day it was said, null if not known; ``assumed`` a rule of the policy
    that turned words into the number (``acled:dozens=12``); ``sets`` the ends of the estimate that rest on it.
    """

    report: ReportId
    claim: ClaimId
    figure: FigureId | None = None
    origin: Text
    family: Text
    on: Date | None = None
    low: Number | None = None
    high: Number | None = None
    rule: Rule
    assumed: Text | None = None
    sets: tuple[End, ...] = ()


class Estimate(Frozen):
    """For one outcome and population: low, best, high by a policy, and the claims behind each.

    ``low`` and ``best`` are null where no claim sets them; ``high`` is null where it is open, and ``reached`` is
    then the greatest number said, above which it lies. ``parts`` are the populations added up to make a number
    that no claim gives as a whole. ``corroboration`` is the number of independent origins, [at least, at most].
    """

    outcome: Outcome
    population: PopulationKey
    policy: Policy
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    reached: Number | None = None
    parts: tuple[PopulationKey, ...] = ()
    used: tuple[Behind, ...] = ()
    left_out: tuple[Behind, ...] = ()
    corroboration: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ends = [value for value in (self.low, self.best, self.high) if value is not None]
        if ends != sorted(ends):
            raise ValueError(f"not low <= best <= high: {ends}")
        for end in ("low", "best", "high"):
            if getattr(self, end) is not None and not any(end in behind.sets for behind in self.used):
                raise ValueError(f"{end} rests on no claim")
        return self


class Estimates(Frozen):
    """All estimates of one incident by one policy; ``left_out`` are claims that count for none of them."""

    policy: Policy
    estimates: tuple[Estimate, ...] = ()
    left_out: tuple[Behind, ...] = ()

    def of(self, outcome: str, population: PopulationKey = EVERYBODY) -> Estimate | None:
        """The estimate for an outcome and population, by default everybody; None if there is none."""
        return next((e for e in self.estimates if e.outcome == outcome and e.population == population), None)


class Standpoint(Frozen):
    """One side of a contradiction: what it says in plain words, and the claims that say so as (report, claim)."""

    words: Text
    claims: tuple[tuple[ReportId, ClaimId], ...] = Field(min_length=1)
    origins: tuple[Text, ...] = Field(min_length=1)


class Contradiction(Frozen):
    """Claims of one incident that cannot all hold: the kind, the sides with their claims, and plain words."""

    kind: ContradictionKind
    words: Text
    sides: Annotated[tuple[Standpoint, ...], Field(min_length=2)]


@cache
def rule_words() -> dict[str, str]:
    """Each :data:`Rule` in plain words, from ``estimate.toml``."""
    return dict(_table()["rule"])


@cache
def population_words() -> dict[str, dict[str, str]]:
    """Plain words for the fields of a :class:`PopulationKey`, from ``estimate.toml``."""
    return dict(_table()["population"])


@cache
def _apart_groups() -> frozenset[str]:
    return frozenset(_table()["apart"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hearsay.record").joinpath("estimate.toml").read_text(encoding="utf-8"))
