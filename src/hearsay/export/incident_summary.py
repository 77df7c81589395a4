"""What a person needs to see of one incident, in plain words; the terminal and the page both show this."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.export.phrases import interval, number, one_line, worded
from hearsay.record.estimate import EVERYBODY, Behind, Estimate, Policy, PopulationKey, rule_words
from hearsay.record.incident import Carried, Incident, Interval, Quote, Site
from hearsay.record.lineage import Edge
from hearsay.record.summary import Reached

POLICIES: tuple[Policy, ...] = ("ucdp", "acled", "range")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Row:
    """One figure of one claim: the number of its quotation, who says it, on which day, how many, how it counts."""

    quote: int
    origin: str
    on: str | None
    low: int | float | None
    high: int | float | None
    amount: str
    counts: bool
    firm: bool
    part: bool
    rule: str
    sets: tuple[str, ...]
    paper: str


@dataclass(frozen=True)
class Count:
    """One outcome of one population: what every policy makes of it and the figures behind, by day."""

    outcome: str
    population: PopulationKey
    estimates: tuple[Estimate, ...]
    rows: tuple[Row, ...]
    parts: str
    people: str
    """Whom it counts, in plain words."""

    @property
    def name(self) -> str:
        """``killed, civilians``; ``killed`` of everybody."""
        outcome = worded("outcome", self.outcome)
        return outcome if self.population == EVERYBODY else f"{outcome}, {self.people}"

    @property
    def shown(self) -> tuple[Row, ...]:
        """The figures to draw: those that count and those that a newer one of their origin replaced."""
        return tuple(row for row in self.rows if row.counts or row.rule == rule_words()["older"])


class Numbering:
    """The quotations of an incident numbered from 1 in order of the day they were said."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        self.quotes: tuple[Quote, ...] = tuple(
            sorted(incident.quotes, key=lambda q: (q.on or "9999", q.report, q.start, q.claim))
        )
        self.of: Mapping[tuple[str, str], int] = {q.key: n for n, q in enumerate(self.quotes, start=1)}
        self.reports = {report.id: report for report in incident.reports}
        self.origins = {origin.key: origin for origin in incident.origins}
        self.by_key = {quote.key: quote for quote in incident.quotes}

    def counts(self) -> tuple[Count, ...]:
        """Every outcome and population that some claim counts, the dead first, the whole before its parts."""
        found: dict[tuple[str, PopulationKey], list[Estimate]] = {}
        for estimates in self.incident.estimates:
            for estimate in estimates.estimates:
                found.setdefault((estimate.outcome, estimate.population), []).append(estimate)
        made = [self._count(*what, estimates) for what, estimates in found.items()]
        order = list(wordings_of("outcome_order"))
        return tuple(
            sorted(
                (count for count in made if count.rows),
                key=lambda c: (order.index(c.outcome) if c.outcome in order else 99, c.population.order()),
            )
        )

    def _count(self, outcome: str, population: PopulationKey, estimates: list[Estimate]) -> Count:
        first = estimates[0]
        rows = [self._row(row, True) for row in first.used] + [
            self._row(row, False) for row in first.left_out
        ]
        rows.sort(key=lambda row: (row.on or "9999", row.quote, not row.counts))
        parts = " + ".join(self.people(part) for part in first.parts)
        return Count(outcome, population, tuple(estimates), tuple(rows), parts, self.people(population))

    def people(self, population: PopulationKey) -> str:
        """Whom it counts, its side called by name."""
        return one_line(population.words_with({actor.key: actor.name for actor in self.incident.actors}))

    def _row(self, behind: Behind, counts: bool) -> Row:
        quote = self.by_key[behind.report, behind.claim]
        return Row(
            quote=self.of[quote.key],
            origin=self.origin(behind.origin),
            on=behind.on,
            low=behind.low,
            high=behind.high,
            amount=interval(behind.low, behind.high) or "some",
            counts=counts,
            firm=behind.rule != "high_only",
            part=behind.rule == "part",
            rule=rule_words()[behind.rule] + (f" ({behind.assumed})" if behind.assumed else ""),
            sets=behind.sets,
            paper=paper(self.reports[behind.report]),
        )

    def origin(self, key: str) -> str:
        """The name of an origin."""
        return one_line(self.origins[key].name or key) if key in self.origins else one_line(key)

    def voices(self, claims: Iterable[tuple[str, str]]) -> list[tuple[str, list[int]]]:
        """The origins of some claims, each with the numbers of its quotations."""
        found: dict[str, list[int]] = {}
        for claim in claims:
            found.setdefault(self.origin(self.by_key[claim].origin), []).append(self.of[claim])
        return [(name, sorted(numbers)) for name, numbers in found.items()]

    def families(self) -> list[list[Carried]]:
        """The reports, those of one family together, the first published first."""
        found: dict[str, list[Carried]] = {}
        for report in sorted(self.incident.reports, key=lambda r: (r.published or "9999", r.id)):
            found.setdefault(report.family, []).append(report)
        return list(found.values())

    def edges_of(self, report: Carried) -> list[str]:
        """What the report takes from others, in words."""
        return [self.edge(edge) for edge in self.incident.edges if edge.report == report.id]

    def edge(self, edge: Edge) -> str:
        """What an edge says, with what speaks for it."""
        other = self.reports.get(edge.other or "")
        name = paper(other) if other else one_line(edge.publisher or "a report not at hand")
        words = f"{words_for('edge', edge.kind)} {name}"
        reasons = [f"says “{one_line(mark.words)}”" for mark in edge.marks]
        if edge.overlap:
            reasons.append(f"{edge.overlap.share:.0%} of its words are there")
        return words + (f" ({'; '.join(reasons)})" if reasons else "")


def ends(estimate: Estimate | Reached) -> tuple[str, str, str]:
    """Low, best and high as one writes them: ``–`` for null, ``over 20`` for an open high."""
    if not estimate.used:
        return "–", "–", "–"
    low, best = (number(v) if v is not None else "–" for v in (estimate.low, estimate.best))
    if estimate.high is not None:
        return low, best, number(estimate.high)
    return low, best, "–" if estimate.reached is None else f"{number(estimate.reached)} or more"


def paper(report: Carried) -> str:
    """Who printed it: ``Lakes Herald``, ``Lakes Herald (from The Nile Courier)``; else the report's ref."""
    carrier, publisher = report.carrier or report.publisher, report.publisher
    if carrier is None:
        return one_line(report.ref)
    return one_line(carrier) + (
        f" (from {one_line(publisher)})" if publisher and publisher != carrier else ""
    )


def day(date: str | None, year: bool = False) -> str:
    """``15 Mar`` or ``15 Mar 2025``; ``no date`` for null."""
    if date is None:
        return "no date"
    value = datetime.date.fromisoformat(date[:10])
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def days(when: Interval) -> str:
    """``15 Mar 2025``, ``14 Mar 2025 to 16 Mar 2025``; ``day not known``."""
    if when.earliest and when.latest:
        first, last = day(when.earliest, True), day(when.latest, True)
        return first if first == last else f"{first} to {last}"
    if when.earliest or when.latest:
        return f"from {day(when.earliest, True)}" if when.earliest else f"until {day(when.latest, True)}"
    return "day not known"


def where(site: Site) -> str:
    """``Malakal, Upper Nile (SS)``."""
    name = f"near {site.name}" if site.relation == "near" else site.name
    above = f", {site.admin1}" if site.admin1 and site.admin1 != site.name else ""
    return one_line(name + above) + (f" ({site.country})" if site.country else "")


def kinds(incident: Incident) -> str:
    """What sort of incident it is: ``attack, casualties``."""
    return ", ".join(words_for("type", code) for code in incident.types)


def words_for(table: str, code: str) -> str:
    """The plain word for ``code`` in ``incident.toml``."""
    return str(_table()[table].get(code, code.replace("_", " ").lower()))


def wordings_of(table: str) -> Iterable[str]:
    """The entries of a list in ``incident.toml``, in order."""
    return tuple(_table()[table])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hearsay.export").joinpath("incident.toml").read_text(encoding="utf-8"))
