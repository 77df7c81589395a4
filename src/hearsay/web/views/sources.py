"""Sources: whose word claims rest on, and how their numbers stand beside those of others in the same incidents.

For each incident, outcome and population the newest number of the origin is held against the newest of each other origin.
It is lower where all of it lies below all of theirs, higher where above, else within. The ratio is that of the number to
the median of the others'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from hearsay.export.incident_sides import countries
from hearsay.export.phrases import interval, one_line, worded
from hearsay.flow.summaries import made_from
from hearsay.ledger.origins import OTHERS, Named, Number, countries_of, numbers_in, numbers_of
from hearsay.web.desk import Desk
from hearsay.web.views import incidents, listings

SHOWN = 50
FEW = 600
"""Numbers on a page of the list up to which all are compared with others' at once."""


@dataclass(frozen=True)
class Beside:
    """One number of an origin beside those of others. ``side``: lower, within or higher."""

    incident: str
    address: str
    on: str
    outcome: str
    said: str
    others: str
    origins: int
    side: str
    ratio: float | None


@dataclass(frozen=True)
class Standing:
    """How often an origin is lower, within and higher, and the median of its ratios."""

    lower: int = 0
    within: int = 0
    higher: int = 0
    ratio: float | None = None

    @property
    def many(self) -> int:
        return self.lower + self.within + self.higher

    @property
    def told(self) -> str:
        """As a cell of a table: ``2 · 5 · 1``."""
        return f"{self.lower} · {self.within} · {self.higher}" if self.many else ""


@dataclass(frozen=True)
class Origin:
    """What is told of one origin besides its claims."""

    country: str
    standing: Standing
    beside: tuple[Beside, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the incidents of its numbers are called, by id, of those that the lists know."""


def origin_page(desk: Desk, name: str | None, kind: str) -> Origin:
    """One origin: its country and its numbers beside others'. Nobody named is compared with nobody."""
    if name is None:
        return Origin("", Standing(), ())
    found = desk.counted(("beside", kind, name), lambda: _compared(desk, [(kind, name)]))
    country, beside = found[(kind, name)]
    shown = beside[:SHOWN]
    titles = incidents.names(desk, tuple(dict.fromkeys(one.incident for one in shown)))
    return Origin(country, _standing(beside), shown, titles)


def standings(
    desk: Desk, lines: Sequence[listings.OriginLine], asked: tuple[str | None, int]
) -> dict[Named, tuple[str, Standing]]:
    """Country and standing of the origins of a page of the list, by kind and name.

    In a ledger of many numbers only the country: there the standing is told on each origin's own page.
    """
    named = [(line.kind, line.named) for line in lines if line.named is not None]
    if sum(line.numbers for line in lines) > FEW:

        def ask() -> dict[Named, str]:
            with desk.ledger.reading() as connection:
                return countries_of(connection, named)

        where = desk.counted(("countries", asked), ask)
        return {one: (_country(code), Standing()) for one, code in where.items()}
    found = desk.counted(("standings", asked), lambda: _compared(desk, named))
    return {one: (country, _standing(beside)) for one, (country, beside) in found.items()}


def _compared(desk: Desk, origins: Sequence[Named]) -> dict[Named, tuple[str, tuple[Beside, ...]]]:
    with desk.ledger.reading() as connection:
        own = numbers_of(connection, origins)
        where = countries_of(connection, origins)
    by_what = _newest(_everybody(desk, tuple(dict.fromkeys(one.incident for one in own))))
    told: dict[Named, list[Beside]] = defaultdict(list)
    seen: set[tuple[Named, tuple[str, str, str | None]]] = set()
    for one in own:
        key, what = (one.kind, one.name or ""), (one.incident, one.outcome, one.population)
        if (key, what) in seen:
            continue
        seen.add((key, what))
        others = [number for origin, number in by_what[what].items() if origin != key]
        if others:
            told[key].append(_beside(by_what[what].get(key, one), others))
    return {one: (_country(where.get(one)), tuple(told[one])) for one in origins}


def _everybody(desk: Desk, ids: Sequence[str]) -> list[Number]:
    """Numbers of anybody in some incidents, :data:`OTHERS` or a few more; those of each are held until it changes."""

    def ask(incident: str) -> tuple[Number, ...]:
        with desk.ledger.reading() as connection:
            return numbers_in(connection, incident)

    found: list[Number] = []
    for incident, now in made_from(desk.ledger, ids).items():
        found += desk.shown(("numbers", incident, now), partial(ask, incident))
        if len(found) >= OTHERS:
            break
    return found


def _newest(
    numbers: Iterable[Number],
) -> Mapping[tuple[str, str, str | None], dict[tuple[str, str], Number]]:
    """The newest number of each origin, by incident, outcome and population; who has no name is one a report."""
    found: dict[tuple[str, str, str | None], dict[tuple[str, str], Number]] = defaultdict(dict)
    for one in sorted(numbers, key=lambda one: (one.on or "", one.number)):
        found[one.incident, one.outcome, one.population][one.kind, one.name or f"\0{one.report}"] = one
    return found


def _beside(one: Number, others: Sequence[Number]) -> Beside:
    low, high = _ends(one)
    ends = [_ends(other) for other in others]
    least, most = min(low for low, _ in ends), max(high for _, high in ends)
    middle = median(low for low, _ in ends)
    side = "lower" if high < least else "higher" if low > most else "within"
    return Beside(
        incident=one.incident,
        address=f"/reports/{one.report}?claim={one.claim}",
        on=(one.on or "")[:10],
        outcome=worded("outcome", one.outcome) + (f", {one.population}" if one.population else ""),
        said=_span(one.low, one.high),
        others=_span(least, most),
        origins=len(others),
        side=side,
        ratio=low / middle if middle else None,
    )


def _ends(one: Number) -> tuple[float, float]:
    """What is said, an open end taken for the other."""
    low, high = (one.low, one.high)
    known = [end for end in (low, high) if end is not None]
    return (low if low is not None else known[0]), (high if high is not None else known[0])


def _span(low: float | None, high: float | None) -> str:
    return one_line(interval(_whole(low), _whole(high)) or "")


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _standing(beside: Sequence[Beside]) -> Standing:
    ratios = [one.ratio for one in beside if one.ratio is not None]
    counts = {side: sum(one.side == side for one in beside) for side in ("lower", "within", "higher")}
    return Standing(**counts, ratio=median(ratios) if ratios else None)


def _country(code: str | None) -> str:
    known = countries().get(code or "")
    return (known.acled_country or known.gw_name or code or "") if known else code or ""
