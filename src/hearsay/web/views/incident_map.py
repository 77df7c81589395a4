"""The incidents that filters let through: where and when they were, for the map, the slider and the list beside them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from hearsay.export.charts import spread_chart
from hearsay.export.incident_sides import countries
from hearsay.export.incident_summary import days, where
from hearsay.export.maps import Pin, legend, pins_map, radius_of
from hearsay.export.phrases import one_line, plural
from hearsay.ledger.incident_lists import Sought
from hearsay.ledger.whereabouts import Whereabouts
from hearsay.record.incident import Interval
from hearsay.record.summary import Summary
from hearsay.web.assets import address

DOTS = 300
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
    def sought(self) -> Sought:
        """The same as the ledger is asked."""
        return Sought(self.first, self.last, self.country, self.without)

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


def span(begun: Mapping[str, int], last: str | None) -> Span | None:
    """The slider's days, of how many incidents began on each and the last day of all; null where there are not two."""
    if not begun or last is None or min(begun) == last:
        return None
    begin = datetime.date.fromisoformat(min(begun))
    whole = (datetime.date.fromisoformat(last) - begin).days + 1
    bars = min(_BARS, whole)
    counts = [0] * bars
    for day, many in begun.items():
        counts[(datetime.date.fromisoformat(day) - begin).days * bars // whole] += many
    return Span(begin.isoformat(), last, spread_chart("Incidents by the day they began", counts))


def facets(counted: Mapping[str, int]) -> tuple[Facet, ...]:
    """The countries, by name, of how many incidents were in each."""
    known = countries()
    rows = (
        Facet(code, known[code].acled_country if code in known else code, many)
        for code, many in counted.items()
    )
    return tuple(sorted(rows, key=lambda one: one.words))


def drawn(shown: Sequence[Pin], others: Iterable[Whereabouts]) -> tuple[str, str]:
    """The map and its legend: pins for the incidents of the list, dots for those of its other pages."""
    pins = list(shown)
    dots = [dot for one in others if (dot := _dot(one)) is not None]
    return pins_map("Where it was", [*pins, *dots], address("world.svg")), legend(len(pins), len(dots))


def pin_of(incident: Summary) -> Pin | None:
    """Where an incident is on the map; null if no claim gives a place that is known."""
    site = incident.pin
    if site is None or site.lat is None or site.lon is None:
        return None
    killed = incident.number("killed")
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


def lacking(asked: Asked, no_place: int, no_day: int) -> tuple[tuple[str, str, str], ...]:
    """What has no place or no day among incidents that the other filters let through: words, what it means, address."""
    rest = replace(asked, without="")
    ever = replace(rest, first="", last="")
    told = []
    if no_place:
        told.append((f"{no_place:,} without a place", "on no map", replace(rest, without="place").address()))
    if no_day:
        meaning = "not among these days" if asked.first or asked.last else "on no day of the slider"
        told.append((f"{no_day:,} without a day", meaning, replace(ever, without="day").address()))
    return tuple(told)
