"""Incidents: the list, one with its numbers and quotations, and what merging or splitting would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.export.incident_page import incident_sections
from hearsay.export.incident_summary import Numbering, days, ends, kinds, where
from hearsay.export.phrases import one_line, plural, worded
from hearsay.flow import incidents as found
from hearsay.record.estimate import Estimate
from hearsay.record.incident import Incident
from hearsay.web.desk import Desk
from hearsay.web.views import incident_map

PAGE = 20
_SHOWN = ("killed", "wounded", "casualties", "captured", "kidnapped", "missing", "displaced")


@dataclass(frozen=True)
class Line:
    """One incident of the list, or one side of a preview."""

    id: str
    title: str
    what: str
    counts: str
    numbers: tuple[str, ...]
    contradictions: int
    placed: bool
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListPage:
    """The list. ``linked`` is false where nobody has linked the ledger yet; ``notice`` says what came since."""

    linked: bool
    notice: str | None = None
    lines: tuple[Line, ...] = ()
    many: int = 0
    page: int = 1
    asked: incident_map.Asked = incident_map.ALL
    span: incident_map.Span | None = None
    countries: tuple[incident_map.Facet, ...] = ()
    lacking: tuple[tuple[str, str, str], ...] = ()
    map: str = ""
    legend: str = ""
    everything: int = 0


@dataclass(frozen=True)
class Part:
    """A happening of an incident, in the words of one report that tells it."""

    id: str
    words: str
    reports: str


@dataclass(frozen=True)
class IncidentPage:
    """One incident; ``sections`` is HTML that was escaped where it was made."""

    line: Line
    sections: str
    parts: tuple[Part, ...]
    others: tuple[tuple[str, str], ...]


def list_page(desk: Desk, page: int, asked: incident_map.Asked = incident_map.ALL) -> ListPage:
    """A page of the incidents that ``asked`` lets through, those of most reports first, with the map of all of them."""

    def make() -> ListPage:
        everything = incident_map.everything(desk.ledger)
        if everything is None:
            return ListPage(False)
        fitting = [one for one in everything if asked.fits(one)]
        begin = (page - 1) * PAGE
        chosen = fitting[begin : begin + PAGE]
        shown = list(found.incidents(desk.ledger, [one.id for one in chosen], ("ucdp",)))
        drawn, legend = incident_map.drawn(shown, [one for one in fitting if one not in chosen])
        return ListPage(
            linked=True,
            notice=found.notice(desk.ledger),
            lines=tuple(_line(one) for one in shown),
            many=len(fitting),
            page=page,
            asked=asked,
            span=incident_map.span(everything),
            countries=incident_map.facets(everything),
            lacking=incident_map.lacking(asked, everything),
            map=drawn,
            legend=legend,
            everything=len(everything),
        )

    return desk.counted(("incidents", page, asked), make)


def incident_page(desk: Desk, given: str) -> IncidentPage:
    """One incident. Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-…``."""

    def make() -> IncidentPage:
        incident = found.incident(desk.ledger, given)
        others = [one for one in list_page(desk, 1).lines if one.id != incident.id]
        return IncidentPage(
            line=_line(incident),
            sections=incident_sections(incident, lambda report: f"/reports/{report}"),
            parts=parts_of(incident),
            others=tuple((one.id, f"{one.title} ({one.what})") for one in others),
        )

    return desk.counted(("incident", given), make)


def sides(desk: Desk, ids: Sequence[str]) -> tuple[Line, ...]:
    """Several incidents beside each other. Raises ``E-LEDGER-UNKNOWN``."""
    return tuple(_line(found.incident(desk.ledger, one)) for one in ids)


def parts_of(incident: Incident) -> tuple[Part, ...]:
    """The happenings of an incident, those that most reports tell first."""
    quotes = {quote.happening: quote for quote in reversed(incident.quotes)}
    parts = []
    for happening in sorted(incident.happenings, key=lambda one: (-len(one.members), one.id)):
        quote = quotes.get(happening.id)
        words = f"{one_line(quote.trigger)}: “{one_line(quote.words)}”" if quote else happening.id
        reports = len({member.report for member in happening.members})
        parts.append(Part(happening.id, words, plural(reports, "report")))
    return tuple(parts)


def _line(incident: Incident) -> Line:
    families = len(Numbering(incident).families())
    reports = plural(len(incident.reports), "report")
    if families < len(incident.reports):
        reports += f" of {plural(families, 'story', 'stories')}"
    place = where(incident.sites[0]) if incident.sites else "place not known"
    return Line(
        id=incident.id,
        title=one_line(incident.title),
        what=" · ".join(filter(None, (days(incident.when), place, kinds(incident)))),
        counts=f"{reports} · {plural(len(incident.origins), 'origin')} · {plural(len(incident.quotes), 'claim')}",
        numbers=tuple(_numbers(incident)),
        contradictions=len(incident.contradictions),
        placed=incident_map.pin_of(incident) is not None,
        reports=tuple((one.id, one_line(one.title or one.ref)) for one in incident.reports),
    )


def _numbers(incident: Incident) -> list[str]:
    """The numbers of everybody: ``34 killed (23 to 40)``, ``50 or more wounded``, ``up to 70 killed``."""
    told = []
    for outcome in _SHOWN:
        estimate = incident.by_policy("ucdp").of(outcome)
        if estimate is not None and estimate.used:
            told.append(_number(estimate, worded("outcome", outcome)))
    return told


def _number(estimate: Estimate, outcome: str) -> str:
    low, best, high = ends(estimate)
    if estimate.best is None:
        if estimate.high is not None:
            return f"up to {high} {outcome}"
        return f"{high} {outcome}" if estimate.reached is not None else f"some {outcome}"
    if low == best == high:
        return f"{best} {outcome}"
    if low == best and estimate.reached == estimate.best:
        return f"{best} or more {outcome}"
    return f"{best} {outcome} ({low} to {high})"
