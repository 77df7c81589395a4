"""The incidents that filters let through: where and when they were, for the map, the slider and the list beside them."""

from __future__ import annotations

import datetime
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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

_DOTS = 400
"""Dots on a map at most; those of most reports."""
_BARS = 72
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


_held: WeakKeyDictionary[Ledger, tuple[tuple[object, ...], list[Whereabouts]]] = WeakKeyDictionary()
_turn = threading.Lock()


def everything(ledger: Ledger) -> list[Whereabouts] | None:
    """All incidents, asked for anew only when they may have moved; null if nobody has linked the ledger yet."""
    with _turn, ledger.reading() as connection:
        now = asking.version(connection)
        if ledger not in _held or _held[ledger][0] != now:
            found = asking.whereabouts(connection)
            if not found and not asking.linked(connection):
                return None
            _held[ledger] = (now, found)
        return _held[ledger][1]


def span(found: Sequence[Whereabouts]) -> Span | None:
    """The slider's days; null where there are not two."""
    firsts = sorted(one.first for one in found if one.first)
    lasts = [one.last for one in found if one.last]
    if not firsts or firsts[0] == max(lasts):
        return None
    begin = datetime.date.fromisoformat(firsts[0])
    whole = (datetime.date.fromisoformat(max(lasts)) - begin).days + 1
    bars = min(_BARS, whole)
    counts = Counter((datetime.date.fromisoformat(day) - begin).days * bars // whole for day in firsts)
    drawn = spread_chart("Incidents by the day they began", [counts[n] for n in range(bars)])
    return Span(firsts[0], max(lasts), drawn)


def facets(found: Sequence[Whereabouts]) -> tuple[Facet, ...]:
    """The countries, by name."""
    counted = Counter(one.country for one in found if one.country)
    known = countries()
    rows = (
        Facet(code, known[code].acled_country if code in known else code, many)
        for code, many in counted.items()
    )
    return tuple(sorted(rows, key=lambda one: one.words))


def drawn(shown: Sequence[Incident], others: Sequence[Whereabouts]) -> tuple[str, str]:
    """The map and its legend: pins for the incidents of the list, dots for those of its other pages."""
    pins = [pin for pin in map(pin_of, shown) if pin is not None]
    dots = [dot for one in others if (dot := _dot(one)) is not None][:_DOTS]
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


def _dot(one: Whereabouts) -> Pin | None:
    if one.lat is None or one.lon is None:
        return None
    when = days(Interval(earliest=one.first, latest=one.last))
    words = f"{one_line(one.place or 'Incident')}, {when}, {plural(one.reports, 'report')}"
    return Pin(words, one.lat, one.lon, href=f"/incidents/{one.id}", key=one.id, faint=True)


def lacking(asked: Asked, found: Sequence[Whereabouts]) -> tuple[tuple[str, str, str], ...]:
    """What has no place or no day among incidents that the other filters let through: words, what it means, address."""
    rest = replace(asked, without="")
    here = [one for one in found if rest.fits(one)]
    no_place = sum(one.lat is None for one in here)
    without_days = [one for one in found if replace(rest, first="", last="").fits(one)]
    no_day = sum(one.first is None for one in without_days)
    told = []
    if no_place:
        told.append((f"{no_place:,} without a place", "on no map", replace(rest, without="place").address()))
    if no_day:
        meaning = "not among these days" if asked.first or asked.last else "on no day of the slider"
        to = replace(rest, first="", last="", without="day").address()
        told.append((f"{no_day:,} without a day", meaning, to))
    return tuple(told)
