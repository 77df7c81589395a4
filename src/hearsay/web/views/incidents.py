"""Incidents: the list, one with its numbers and quotations, and what merging or splitting would change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearsay.export.incident_page import incident_sections
from hearsay.export.incident_summary import days, ends, where, words_for
from hearsay.export.phrases import one_line, plural, worded
from hearsay.flow import incidents as found
from hearsay.flow.summaries import at_hand, bring, made_from
from hearsay.ledger import incident_lists as lists
from hearsay.ledger.incident_lists import Sought
from hearsay.ledger.whereabouts import Whereabouts, linked
from hearsay.record.incident import Incident, Interval
from hearsay.record.summary import Reached, Summary
from hearsay.web.desk import Desk
from hearsay.web.views import incident_map

PAGE = 20
GATHERED = 12
"""Incidents of the list that changed are gathered before it is shown from so many reports in all, some 15 ms each. The
others stand there as the rows of their claims tell them, until the program beside the server has gathered them."""
_SHOWN = ("killed", "wounded", "casualties", "captured", "kidnapped", "missing", "displaced")


@dataclass(frozen=True)
class Line:
    """One incident of the list, or one side of a preview. ``waits``: it has yet to be gathered, and has no numbers."""

    id: str
    title: str
    what: str
    counts: str
    numbers: tuple[str, ...]
    contradictions: int
    placed: bool
    reports: tuple[tuple[str, str], ...]
    waits: bool = False


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

    @property
    def waiting(self) -> tuple[str, ...]:
        """The incidents of the page that have yet to be gathered."""
        return tuple(one.id for one in self.lines if one.waits)


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


class _Held:
    """Pages that were made of incidents, by id and the digest of what they were made from; the latest few."""

    def __init__(self, most: int) -> None:
        self._most, self._turn = most, threading.Lock()
        self._of: OrderedDict[tuple[str, str], IncidentPage] = OrderedDict()

    def get(self, key: tuple[str, str]) -> IncidentPage | None:
        """What is held, if anything."""
        with self._turn:
            return self._of.get(key)

    def put(self, key: tuple[str, str], made: IncidentPage) -> None:
        """Hold it, and let go of what was put longest ago."""
        with self._turn:
            self._of[key] = made
            self._of.move_to_end(key)
            while len(self._of) > self._most:
                self._of.popitem(last=False)


_PAGES = _Held(64)


def list_page(desk: Desk, page: int, asked: incident_map.Asked = incident_map.ALL) -> ListPage:
    """A page of the incidents that ``asked`` lets through, those of most reports first, with the map of all of them."""
    ledger = desk.ledger
    begun, waiting = ledger.head().hash, desk.waiting()

    def make() -> ListPage:
        sought, everything = asked.sought, Sought()
        with ledger.reading() as connection:
            shown = lists.page(connection, sought, PAGE, (page - 1) * PAGE)
        brief = at_hand(ledger, [one.id for one in shown], GATHERED)
        with ledger.reading() as connection:
            if not lists.count(connection, everything) and not linked(connection):
                return ListPage(False)
            dots = lists.dots(connection, sought, [one.id for one in shown], incident_map.DOTS)
            many = lists.count(connection, sought)
            lacking = lists.lacking(connection, sought)
            total = lists.count(connection, everything)
            by_day, last = lists.by_day(connection)
            there = lists.by_country(connection)
        pins = [pin for one in brief.values() if (pin := incident_map.pin_of(one)) is not None]
        rough = [one for one in shown if one.id not in brief]
        places = (*rough, *dots)
        drawn, legend = desk.shown(
            ("map", tuple(pins), places), lambda: incident_map.drawn(pins, places)
        )  # most decisions move nothing
        return ListPage(
            linked=True,
            notice=found.notice(ledger),
            lines=tuple(_line(brief[one.id]) if one.id in brief else _waiting(one) for one in shown),
            many=many,
            page=page,
            asked=asked,
            span=incident_map.span(by_day, last),
            countries=incident_map.facets(there),
            lacking=incident_map.lacking(asked, *lacking),
            map=drawn,
            legend=legend,
            everything=total,
        )

    # with the entry at the beginning: what is not as it was at the end is never asked for again
    return desk.counted(("incidents", begun, page, asked, waiting), make)


def incident_page(desk: Desk, given: str) -> IncidentPage:
    """One incident. Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-…``."""
    now = made_from(desk.ledger, [given]).get(given)
    shown = _PAGES.get((given, now)) if now else None
    if shown is None:
        incident = found.incident(desk.ledger, given)
        sections = incident_sections(incident, lambda report: f"/reports/{report}")
        shown = IncidentPage(_line(Summary.of(incident)), sections, parts_of(incident), ())
        if now:
            _PAGES.put((given, now), shown)
    bring(desk.ledger)
    with desk.ledger.reading() as connection:
        near = lists.near(connection, shown.line.id, PAGE)
    return replace(shown, others=tuple((one.id, _named(one)) for one in near))


def names(desk: Desk, ids: Sequence[str]) -> dict[str, str]:
    """What incidents are called; none is gathered for it."""
    bring(desk.ledger)
    with desk.ledger.reading() as connection:
        return {one.id: _named(one) for one in lists.these(connection, ids)}


def sides(desk: Desk, ids: Sequence[str]) -> tuple[Line, ...]:
    """Several incidents beside each other. Raises ``E-LEDGER-UNKNOWN``."""
    return tuple(_line(Summary.of(found.incident(desk.ledger, one))) for one in ids)


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


def _line(incident: Summary) -> Line:
    reports = plural(len(incident.reports), "report")
    if incident.stories < len(incident.reports):
        reports += f" of {plural(incident.stories, 'story', 'stories')}"
    place = where(incident.site) if incident.site else "place not known"
    kinds = ", ".join(words_for("type", code) for code in incident.types)
    return Line(
        id=incident.id,
        title=one_line(incident.title),
        what=" · ".join(filter(None, (days(incident.when), place, kinds))),
        counts=f"{reports} · {plural(incident.origins, 'origin')} · {plural(incident.claims, 'claim')}",
        numbers=tuple(_number(one) for outcome in _SHOWN if (one := incident.number(outcome)) is not None),
        contradictions=incident.contradictions,
        placed=incident.pin is not None,
        reports=tuple((one.id, one_line(one.title)) for one in incident.reports),
    )


def _waiting(one: Whereabouts) -> Line:
    return Line(
        id=one.id,
        title=_named(one),
        what="",
        counts=plural(one.reports, "report"),
        numbers=(),
        contradictions=0,
        placed=one.lat is not None,
        reports=(),
        waits=True,
    )


def _named(one: Whereabouts) -> str:
    """What an incident is called: its title, else where and when its claims say that it was."""
    if one.title is not None:
        return one_line(one.title)
    return (
        f"{one_line(one.place or 'Place not known')}, {days(Interval(earliest=one.first, latest=one.last))}"
    )


def _number(told: Reached) -> str:
    """A number of everybody: ``34 killed (23 to 40)``, ``50 or more wounded``, ``up to 70 killed``."""
    outcome = worded("outcome", told.outcome)
    low, best, high = ends(told)
    if told.best is None:
        if told.high is not None:
            return f"up to {high} {outcome}"
        return f"{high} {outcome}" if told.reached is not None else f"some {outcome}"
    if low == best == high:
        return f"{best} {outcome}"
    if low == best and told.reached == told.best:
        return f"{best} or more {outcome}"
    return f"{best} {outcome} ({low} to {high})"
