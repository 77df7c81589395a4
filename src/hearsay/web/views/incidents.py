"""Incidents: the list, one with its numbers and quotations, and what merging or splitting would change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from hearsay.export.incident_page import incident_sections
from hearsay.export.incident_summary import Numbering, days, ends, kinds, where
from hearsay.export.maps import Pin
from hearsay.export.phrases import one_line, plural, worded
from hearsay.flow import incidents as found
from hearsay.flow.keep import Ledger
from hearsay.ledger.linked import last_touched
from hearsay.ledger.whereabouts import Whereabouts
from hearsay.record.estimate import Estimate
from hearsay.record.incident import Incident
from hearsay.web.desk import Desk
from hearsay.web.views import incident_map

T = TypeVar("T")
PAGE = 20
_EXACT = 100
"""Up to so many incidents each is looked at itself; of more, filters and dots go by the rows of their claims."""
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


class Shown(NamedTuple):
    """An incident of the list, its pin on the map, where and when it was."""

    line: Line
    pin: Pin | None
    true: Whereabouts


class _Held(Generic[T]):
    """What was made of incidents, by id, the last entry that touched them and the last linking; the latest few."""

    def __init__(self, most: int) -> None:
        self._most, self._turn = most, threading.Lock()
        self._of: WeakKeyDictionary[Ledger, OrderedDict[tuple[str, int, int], T]] = WeakKeyDictionary()

    def get(self, ledger: Ledger, key: tuple[str, int, int]) -> T | None:
        """What is held, if anything."""
        with self._turn:
            return self._of.get(ledger, OrderedDict()).get(key)

    def put(self, ledger: Ledger, key: tuple[str, int, int], made: T) -> None:
        """Hold it, and let go of what was put longest ago."""
        with self._turn:
            of = self._of.setdefault(ledger, OrderedDict())
            of[key] = made
            of.move_to_end(key)
            while len(of) > self._most:
                of.popitem(last=False)


_LINES: _Held[Shown] = _Held(2000)
_PAGES: _Held[IncidentPage] = _Held(64)


def list_page(desk: Desk, page: int, asked: incident_map.Asked = incident_map.ALL) -> ListPage:
    """A page of the incidents that ``asked`` lets through, those of most reports first, with the map of all of them."""

    def make() -> ListPage:
        known = incident_map.everything(desk.ledger)
        if known is None:
            return ListPage(False)
        if len(known.found) <= _EXACT:
            known = replace(known, found=[one.true for one in _lines(desk, known.found, known.since)])
        fitting = [one for one in known.found if asked.fits(one)] if asked.filters else known.found
        begin, end = (page - 1) * PAGE, page * PAGE
        shown = _lines(desk, fitting[begin:end], known.since)
        pins = [one.pin for one in shown if one.pin is not None]
        drawn, legend = incident_map.drawn(pins, chain(fitting[:begin], fitting[end:]))
        return ListPage(
            linked=True,
            notice=found.notice(desk.ledger),
            lines=tuple(one.line for one in shown),
            many=len(fitting),
            page=page,
            asked=asked,
            span=known.span,
            countries=known.countries,
            lacking=incident_map.lacking(asked, known.found),
            map=drawn,
            legend=legend,
            everything=len(known.found),
        )

    return desk.counted(("incidents", page, asked), make)


def _lines(desk: Desk, wanted: Sequence[Whereabouts], since: int) -> list[Shown]:
    """Incidents for the list; those of which nothing was touched since they were last shown are as they were."""
    ids = [one.id for one in wanted]
    with desk.ledger.reading() as connection:
        touched = last_touched(connection, ids)
    keys = {id_: (id_, touched[id_], since) for id_ in ids}
    fresh = {id_: held for id_ in ids if (held := _LINES.get(desk.ledger, keys[id_])) is not None}
    missing = {one.id: one for one in wanted if one.id not in fresh}
    for incident in found.incidents(desk.ledger, list(missing), ("ucdp",)) if missing else ():
        true = incident_map.true(missing[incident.id], incident)
        fresh[incident.id] = Shown(_line(incident), incident_map.pin_of(incident), true)
    for id_ in ids:
        _LINES.put(desk.ledger, keys[id_], fresh[id_])
    return [fresh[id_] for id_ in ids]


def incident_page(desk: Desk, given: str) -> IncidentPage:
    """One incident. Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-…``."""
    known = incident_map.everything(desk.ledger)
    with desk.ledger.reading() as connection:
        touched = last_touched(connection, [given]).get(given)
    key = (given, touched or 0, known.since if known else 0)
    shown = _PAGES.get(desk.ledger, key) if touched else None
    if shown is None:
        incident = found.incident(desk.ledger, given)
        sections = incident_sections(incident, lambda report: f"/reports/{report}")
        shown = IncidentPage(_line(incident), sections, parts_of(incident), ())
        if touched:
            _PAGES.put(desk.ledger, key, shown)
    others = [one for one in list_page(desk, 1).lines if one.id != shown.line.id]
    return replace(shown, others=tuple((one.id, f"{one.title} ({one.what})") for one in others))


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
