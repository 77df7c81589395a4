"""An incident in brief: what a line of a list and a pin on a map say of it."""

from __future__ import annotations

from typing import Self

from hearsay.record.codes import EventType, Outcome
from hearsay.record.frozen import Frozen
from hearsay.record.incident import Incident, Interval, Site
from hearsay.record.scalars import Number, ReportId, Text


class Reached(Frozen):
    """What the numbers of an outcome come to by ``ucdp``, over everybody: as in ``Estimate``."""

    outcome: Outcome
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    reached: Number | None = None

    @property
    def used(self) -> bool:
        """Whether a claim stands behind it; without one there is none."""
        return True


class Titled(Frozen):
    """A report and what it is called: its title, else the callers' name for it."""

    id: ReportId
    title: Text


class Summary(Frozen):
    """An incident without its claims.

    ``site`` is where most origins put it, ``pin`` the first place that is on a map; neither names claims. ``stories`` are
    different texts, ``origins`` those on whose word it rests; ``numbers`` are of everybody, by ``ucdp``, in the order in
    which they were reckoned.
    """

    id: Text
    title: Text
    types: tuple[EventType, ...] = ()
    when: Interval
    site: Site | None = None
    pin: Site | None = None
    reports: tuple[Titled, ...]
    stories: int
    origins: int
    claims: int
    contradictions: int
    numbers: tuple[Reached, ...] = ()

    @classmethod
    def of(cls, incident: Incident) -> Self:
        """The summary of an incident whose numbers by ``ucdp`` were reckoned."""
        sites = [site.replace(claims=()) for site in incident.sites]
        by_outcome = {
            one.outcome: incident.by_policy("ucdp").of(one.outcome)
            for one in incident.by_policy("ucdp").estimates
        }
        return cls(
            id=incident.id,
            title=incident.title,
            types=incident.types,
            when=incident.when,
            site=next(iter(sites), None),
            pin=next((site for site in sites if site.lat is not None and site.lon is not None), None),
            reports=tuple(Titled(id=one.id, title=one.title or one.ref) for one in incident.reports),
            stories=len({one.family for one in incident.reports}),
            origins=len(incident.origins),
            claims=len(incident.quotes),
            contradictions=len(incident.contradictions),
            numbers=tuple(
                Reached(outcome=one.outcome, low=one.low, best=one.best, high=one.high, reached=one.reached)
                for one in by_outcome.values()
                if one is not None and one.used
            ),
        )

    def number(self, outcome: str) -> Reached | None:
        """What an outcome comes to; null if no claim says."""
        return next((one for one in self.numbers if one.outcome == outcome), None)

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day, each the other's where only that is known."""
        return self.when.earliest or self.when.latest, self.when.latest or self.when.earliest
