"""The incidents that filters let through: where and when they were, for the map, the slider and the list beside them."""

from __future__ import annotations

import datetime
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from hearsay.export.charts import spread_chart
from hearsay.export.incident_sides import countries
from hearsay.export.incident_summary import days, where
from hearsay.export.maps import Pin, legend, pins_map, radius_of
from hearsay.export.phrases import one_line, plural
from hearsay.flow.keep import Ledger
from hearsay.ledger import whereabouts as asking
from hearsay.ledger.whereabouts import Whereabouts
from hearsay.record.incident import Incident, Interval
from hearsay.web.assets import address

_DOTS = 300
"""Dots on a map at most; those of most reports."""
_BARS = 72
_ANEW = 500
"""Incidents that moved at once, from which on all are asked for anew."""
Without = Literal["", "place", "day"]


@dataclass(frozen=True)
class Asked:
    """What the address asks for: days, both included, a country, or only what has no place or no day."""

    first: str = ""
    last: str = ""
    country: str = ""
    without: Without = ""

    @property
    def filters(self) -> bool:
        """Whether anything is asked for."""
        return self != Asked()

    def fits(self, one: Whereabouts) -> bool:
        """Whether an incident is asked for. One of no known day is in no stretch of days."""
        if self.country and one.country != self.country:
            return False
        if self.without:
            return one.lat is None if self.without == "place" else one.first is None
        if not (self.first or self.last):
            return True
        if one.first is None or one.last is None:
            return False
        return one.first <= (self.last or "9999") and (self.first or "0000") <= one.last

    def address(self, page: int = 1) -> str:
        """Where this is asked."""
        told = {"from": self.first, "to": self.last, "country": self.country, "without": self.without}
        told |= {"page": str(page) if page > 1 else ""}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"/incidents?{query}" if query else "/incidents"


ALL = Asked()


@dataclass(frozen=True)
class Facet:
    """A filter to choose: code, words, how many incidents."""

    code: str
    words: str
    many: int


@dataclass(frozen=True)
class Span:
    """The days that the slider goes over, and how many incidents lie where, as a drawing."""

    first: str
    last: str
    drawn: str


def asked_of(given: Mapping[str, str]) -> Asked:
    """What an address asks for; days that are none, and words nobody offered, ask for nothing."""
    without = given.get("without", "")
    return Asked(
        first=_day(given.get("from", "")),
        last=_day(given.get("to", "")),
        country=given.get("country", "")[:2].upper(),
        without=without if without in ("place", "day") else "",  # type: ignore[arg-type]
    )


def _day(given: str) -> str:
    try:
        return datetime.date.fromisoformat(given[:10]).isoformat()
    except ValueError:
        return ""


@dataclass
class Known:
    """All incidents as of the journal entry ``seen``, with what the page says of them together.

    ``since`` is another number after each linking.
    """

    seen: int
    since: int
    found: list[Whereabouts]

    @cached_property
    def span(self) -> Span | None:
        """The slider's days; null where there are not two."""
        firsts = [one.first for one in self.found if one.first]
        lasts = [one.last for one in self.found if one.last]
        if not firsts or min(firsts) == max(lasts):
            return None
        begin = datetime.date.fromisoformat(min(firsts))
        whole = (datetime.date.fromisoformat(max(lasts)) - begin).days + 1
        bars = min(_BARS, whole)
        by_day = Counter(firsts)
        counts = [0] * bars
        for day, many in by_day.items():
            counts[(datetime.date.fromisoformat(day) - begin).days * bars // whole] += many
        return Span(min(firsts), max(lasts), spread_chart("Incidents by the day they began", counts))

    @cached_property
    def countries(self) -> tuple[Facet, ...]:
        """The countries, by name."""
        counted = Counter(one.country for one in self.found if one.country)
        known = countries()
        rows = (
            Facet(code, known[code].acled_country if code in known else code, many)
            for code, many in counted.items()
        )
        return tuple(sorted(rows, key=lambda one: one.words))


_held: WeakKeyDictionary[Ledger, Known] = WeakKeyDictionary()
_turn = threading.Lock()


def everything(ledger: Ledger) -> Known | None:
    """All incidents; of those known already only what may have moved is asked for anew. Null if nobody has linked yet."""
    with _turn, ledger.reading() as connection:
        now = asking.head(connection)
        held = _held.get(ledger)
        if held is not None and held.seen == now:
            return held
        moved = asking.moved(connection, held.seen) if held is not None else None
        if held is None or moved is None or len(moved) > _ANEW:
            found = asking.whereabouts(connection)
            if not found and not asking.linked(connection):
                return None
            _held[ledger] = Known(now, now, found)
        elif moved and (fresh := asking.whereabouts(connection, sorted(moved))):
            new = {one.id: one for one in fresh}
            found = [new.get(one.id, one) for one in held.found]
            _held[ledger] = held if found == held.found else Known(now, held.since, found)
            _held[ledger].seen = now
        else:
            held.seen = now
        return _held[ledger]


def drawn(shown: Sequence[Pin], others: Iterable[Whereabouts]) -> tuple[str, str]:
    """The map and its legend: pins for the incidents of the list, dots for those of its other pages."""
    pins = list(shown)
    dots = list(islice((dot for one in others if (dot := _dot(one)) is not None), _DOTS))
    return pins_map("Where it was", [*pins, *dots], address("world.svg")), legend(len(pins), len(dots))


def pin_of(incident: Incident) -> Pin | None:
    """Where an incident is on the map; null if no claim gives a place that is known."""
    site = next((site for site in incident.sites if site.lat is not None and site.lon is not None), None)
    if site is None or site.lat is None or site.lon is None:
        return None
    killed = incident.by_policy("ucdp").of("killed")
    best = killed.best if killed is not None else None
    km = radius_of(site.radius_km, site.level)
    told = [where(site), days(incident.when), f"{best:,} killed" if best else "no number of dead"]
    told.append(f"known to within {km:,.0f} km" if km >= 1 else "")
    words = f"{one_line(incident.title)}: {', '.join(filter(None, told))}"
    return Pin(words, site.lat, site.lon, km, best, f"/incidents/{incident.id}", incident.id)


def true(one: Whereabouts, incident: Incident) -> Whereabouts:
    """Where and when an incident was, as its own page says: places and days that stand around its claims, too."""
    sites = incident.sites
    site = next((site for site in sites if site.lat is not None), next(iter(sites), None))
    when = incident.when
    known = replace(one, first=when.earliest or when.latest, last=when.latest or when.earliest)
    if site is None:
        return replace(known, place=None, country=None, lat=None, lon=None, level=None)
    return replace(
        known, place=site.name, country=site.country, lat=site.lat, lon=site.lon, level=site.level
    )  # fmt: skip


def _dot(one: Whereabouts) -> Pin | None:
    if one.lat is None or one.lon is None:
        return None
    when = days(Interval(earliest=one.first, latest=one.last))
    words = f"{one_line(one.place or 'Incident')}, {when}, {plural(one.reports, 'report')}"
    return Pin(words, one.lat, one.lon, href=f"/incidents/{one.id}", key=one.id, faint=True)


def lacking(asked: Asked, found: Sequence[Whereabouts]) -> tuple[tuple[str, str, str], ...]:
    """What has no place or no day among incidents that the other filters let through: words, what it means, address."""
    rest = replace(asked, without="")
    ever = replace(rest, first="", last="")
    no_place = sum(one.lat is None and rest.fits(one) for one in found)
    no_day = sum(one.first is None and ever.fits(one) for one in found)
    told = []
    if no_place:
        told.append((f"{no_place:,} without a place", "on no map", replace(rest, without="place").address()))
    if no_day:
        meaning = "not among these days" if asked.first or asked.last else "on no day of the slider"
        told.append((f"{no_day:,} without a day", meaning, replace(ever, without="day").address()))
    return tuple(told)
