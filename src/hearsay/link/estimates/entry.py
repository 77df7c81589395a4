"""Which claims enter an estimate, and as what number of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from hearsay.link.estimates.populations import population_of
from hearsay.link.estimates.told import Told
from hearsay.record import Figure
from hearsay.record.codes import Outcome
from hearsay.record.estimate import EVERYBODY, Behind, PopulationKey, Rule

Value = int | float

_PART = re.compile(
    r"\s+(?:more\s+)?of\s+(?:them|those|whom|these|the\s+(?:\S+\s+)?(?:dead|killed|victims|casualties|wounded|injured|bodies"
    r"|missing|deaths|fatalities|prisoners|hostages|captives|detainees))\b",
    re.IGNORECASE,
)

UNSURE = ("probable", "possible")
_PEOPLE_UNITS = frozenset({"person", "people"})


@dataclass(frozen=True)
class Said:
    """A number of some people as one claim gives it: a figure that enters.

    ``low`` and ``high`` are null where open. ``firm`` is false for an uncertain one, which sets the high end
    only. ``backers`` are the claims it stands for: one, or several where named victims or new figures add up.
    """

    outcome: Outcome
    population: PopulationKey
    low: Value | None
    high: Value | None
    firm: bool
    on: str | None
    told: Told
    figure: Figure | None
    rule: Rule = "newest"
    assumed: str | None = None
    backers: tuple[Said, ...] = ()

    @property
    def origin(self) -> str:
        return self.told.origin

    @cached_property
    def mark(self) -> tuple[str, str, str | None, bool]:
        """What tells it from every other, whatever number a policy makes of it."""
        return (*self.told.key, self.figure.id if self.figure else None, self.firm)

    def behind(self, rule: Rule | None = None) -> Behind:
        """What the estimate keeps of it."""
        return Behind(
            report=self.told.record.report.id,
            claim=self.told.claim.id,
            figure=self.figure.id if self.figure else None,
            origin=self.told.origin,
            family=self.told.family,
            on=self.on,
            low=self.low,
            high=self.high,
            rule=rule or self.rule,
            assumed=self.assumed,
        )

    def left(self, rule: Rule) -> Left:
        """The same, left out by ``rule``."""
        return Left(self.outcome, self.population, self.behind(rule))


class Left(NamedTuple):
    """A claim that does not count: for which outcome and population, if it says so, and why."""

    outcome: Outcome | None
    population: PopulationKey
    behind: Behind


class Entered(NamedTuple):
    """What enters and what does not."""

    said: list[Said]
    left: list[Left]


def entering(claims: Sequence[Told], interval: tuple[str | None, str | None] = (None, None)) -> Entered:
    """The figures of ``claims`` that count, each with its number and population, and those that do not.

    Planned, hypothetical and denied claims enter none, nor do claims of withdrawn, embargoed or replaced
    reports, claims that a person rejected, figures that a correction calls wrong, tellings that repeat another
    of the same report, and a headline's figure beside the story's. A part of a total of the same people is no
    figure of those people; nor is "three of the dead", if nothing says which three. A number of things, and one
    for a longer time than ``interval`` (the incident's first and last day, null where not known), count nobody
    of this incident.
    """
    replaced = replaced_in(claims)
    story = _told_in_the_story(claims)
    entered = Entered([], [])
    for told in in_order(claims):
        for figure in told.figures:
            said = _said(told, figure)
            rule = refused(told, replaced) or _uncounted(told, figure, interval)
            if rule is None and told.in_headline() and (told.key[0], figure.outcome) in story:
                rule = "headline"
            if rule:
                outcome = None if rule == "no_outcome" else figure.outcome
                entered.left.append(Left(outcome, said.population, said.behind(rule)))
            else:
                entered.said.append(said)
    return entered


def replaced_in(claims: Iterable[Told]) -> frozenset[str | None]:
    """What reports among ``claims`` name as the older version that they stand in the place of."""
    return frozenset(told.record.report.replaces for told in claims) - {None}


def in_order(claims: Iterable[Told]) -> list[Told]:
    """The claims by day of publication, report and place in the text, whatever order they came in."""
    return sorted(
        claims, key=lambda told: (told.published or "9999", told.key[0], told.event.start, told.key)
    )


def refused(told: Told, replaced: frozenset[str | None]) -> Rule | None:
    """Why ``told`` counts for nothing, whatever its figures; None if it counts. ``replaced`` as above."""
    report = told.record.report
    if told.decision == "rejected":
        return "rejected"
    status = told.status or report.status
    if status == "withdrawn":
        return "withdrawn"
    if status == "embargoed":
        return "embargoed"
    if told.replaced or status == "replaced" or {report.id, report.ref, report.url} & replaced:
        return "replaced"
    if "superseded" in told.claim.review:
        return "corrected"
    if told.claim.repeats:
        return "repeats"
    certainty = told.claim.certainty
    if certainty in ("planned", "hypothetical", "denied"):
        return certainty
    return None


def _uncounted(told: Told, figure: Figure, interval: tuple[str | None, str | None]) -> Rule | None:
    if figure.outcome is None or figure.outcome == "other":
        return "no_outcome"
    if figure.unit is not None and figure.unit not in _PEOPLE_UNITS:
        return "not_people"
    certainty = told.certainty(figure)
    if certainty in ("planned", "hypothetical", "denied"):
        return certainty
    if _longer(told, figure, interval):
        return "other_period"
    if _of_them(told, figure) and population_of(figure, told) == EVERYBODY:
        return "part_of"
    total = told.layers.figures.get(figure.part_of or "")
    if total is not None and total.outcome == figure.outcome:
        whole, part = population_of(total, told), population_of(figure, told)
        if whole.within(part):  # "many of them": nothing says which part
            return "part_of"
    return None


def _of_them(told: Told, figure: Figure) -> bool:
    """Whether the words behind the figure make it a part: "three of the dead", "two of them"."""
    text = told.record.report.text or ""
    return _PART.match(text, (figure.counted or figure).end) is not None


def _longer(told: Told, figure: Figure, interval: tuple[str | None, str | None]) -> bool:
    """Whether the figure is for a time that begins before the incident: "600 since January"."""
    period = told.layers.times.get(figure.period or "")
    first = interval[0]
    if period is None or period.earliest is None or first is None:
        return False
    return date.fromisoformat(period.earliest) < date.fromisoformat(first) - timedelta(days=1)


def _told_in_the_story(claims: Sequence[Told]) -> set[tuple[str, str | None]]:
    """(report, outcome) of every figure outside headlines."""
    return {(t.key[0], figure.outcome) for t in claims if not t.in_headline() for figure in t.figures}


def _said(told: Told, figure: Figure) -> Said:
    return Said(
        outcome=figure.outcome or "other",
        population=population_of(figure, told),
        low=figure.low,
        high=figure.high,
        firm=told.certainty(figure) not in UNSURE,
        on=told.said or told.published,
        told=told,
        figure=figure,
    )


def moved(said: Said, on: str | None) -> Said:
    """The same as said on another day."""
    return replace(said, on=on)
