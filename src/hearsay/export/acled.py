"""ACLED: one row an incident with its 31 columns, and notes for the side file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from hearsay.export.incident_sides import Country, Sides, countries, is_armed, sides
from hearsay.export.incident_summary import kinds
from hearsay.export.phrases import interval, one_line
from hearsay.export.tables import Cell, Note, Row, Table, joined
from hearsay.record.estimate import EVERYBODY
from hearsay.record.incident import Actor, Incident, Site

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_TARGET = "acled"
_TARGETED = "Civilian targeting"
"""What exports hold since 2023. The codebook's text says "Civilians targeted", which no export has been seen with."""
_WEEK, _MONTH = 7, 31
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
Say = Callable[[str | None, Literal["assumed", "not_held", "not_exported"], object, str], None]
"""Notes something for the side file: column, kind, value, words."""


_ALWAYS: tuple[tuple[str, Literal["assumed", "not_held"], str], ...] = (
    ("event_id_cnty", "assumed", "the incident's id: ACLED gives its own when it codes the event"),
    ("source_scale", "not_held", "nothing says how far a publisher reaches"),
    ("admin3", "not_held", "places are known to the second order of administration"),
    ("actor1", "assumed", "names as the reports have them, not those of ACLED's list of actors"),
)


def acled_table(incidents: Sequence[Incident], uploaded: int | None = None) -> Table:
    """The incidents that ACLED has a type, a day and a place for, with every assumption and everything left behind.

    ``uploaded`` is the Unix time for ``timestamp``, empty by default: the same incidents give the same bytes.
    """
    rows: list[Row] = []
    notes = [Note(_TARGET, None, column, kind, None, words) for column, kind, words in _ALWAYS]
    for one in incidents:
        row, found = _row(one, uploaded)
        notes += found
        if row is not None:
            rows.append(row)
    return Table(_TARGET, COLUMNS, tuple(rows), tuple(notes))


def middle_day(first: str, last: str) -> tuple[str, int] | None:
    """The day ACLED codes for an interval and its ``time_precision``; null for more than a month.

    One day is 1; a week or less is 2 and its middle day; a month or less 3 and its middle.
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (end - start).days + 1
    if days > _MONTH:
        return None
    code = 1 if days == 1 else 2 if days <= _WEEK else 3
    return (start + timedelta(days=days // 2 if days % 2 else days // 2 - 1)).isoformat(), code


def _row(one: Incident, uploaded: int | None) -> tuple[Row | None, list[Note]]:
    notes: list[Note] = []

    def note(
        column: str | None, kind: Literal["assumed", "not_held", "not_exported"], value: object, words: str
    ) -> None:
        notes.append(Note(_TARGET, one.id, column, kind, None if value is None else str(value), words))

    parties = sides(one)
    kind = _kind(one, parties)
    if kind is None:
        types = joined(one.types)
        note(None, "not_exported", types, "ACLED has no type of event for this")
        return None, notes
    first, last = one.when.earliest, one.when.latest
    day = middle_day(first, last) if first and last else None
    if day is None:
        words = (
            "no claim says on which day"
            if not first or not last
            else "longer than a month: ACLED records no such date"
        )
        note(None, "not_exported", None, words)
        return None, notes
    site = one.sites[0] if one.sites else None
    if site is None or site.level in (6, 7):
        note(
            None,
            "not_exported",
            site.name if site else None,
            "ACLED records no event known to a whole country only",
        )
        return None, notes
    if day[1] > 1:
        note("event_date", "assumed", day[0], f"the middle of {first} to {last}")
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row.update(
        event_id_cnty=one.id, event_date=day[0], year=int(day[0][:4]), time_precision=day[1], timestamp=uploaded,
        event_type=kind["event_type"], sub_event_type=kind["sub_event_type"],
        disorder_type=kind.get("disorder_type") or _table()["disorder"][kind["event_type"]],
        source=joined(dict.fromkeys(one_line(r.publisher or r.carrier or r.ref) for r in one.reports)),
    )  # fmt: skip
    country = countries().get(site.country or "")
    row.update(_place(site, country, note))
    row.update(_actors(one, parties, kind, country, note))
    row.update(_fatalities(one, note))
    row["notes"] = _notes(one, day, site)
    if kind["event_type"] in ("Protests", "Riots"):
        row["tags"] = "crowd size=no report"
    for against in one.contradictions:
        if against.kind != "figures":
            note(None, "not_held", against.words, f"no column for contradictions ({against.kind})")
    return row, notes


def _kind(one: Incident, parties: Sides) -> dict[str, Any] | None:
    """The first of ACLED's types, in its hierarchy, that the incident's types and modes fit.

    Deaths without an attack or a protest are an accident, and the arrests after it no event of ACLED's.
    """
    if "CASUALTY" in one.types and not {"ASSAULT", "PROTEST"} & set(one.types):
        return None
    armed = parties.doer is not None and is_armed(parties.doer) and parties.opponent is not None
    for row in _table()["events"]:
        fits = set(row["types"]) & set(one.types)
        in_mode = "modes" not in row or set(row["modes"]) & set(one.modes)
        if fits and in_mode and (armed or not row.get("fight")):
            return dict(row)
    return None


def _place(site: Site, country: Country | None, note: Say) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "admin1": site.admin1, "admin2": site.admin2, "location": site.name, "geo_precision": _precision(site),
        "latitude": None if site.lat is None else round(site.lat, 4),
        "longitude": None if site.lon is None else round(site.lon, 4),
    }  # fmt: skip
    if country is not None:
        cells.update(iso=int(country.iso), region=country.acled_region, country=country.acled_country)
    else:
        note("country", "not_held", site.country, "the country of the place is not known")
    if _precision(site) == 3:
        note("location", "assumed", site.name, "the region itself: ACLED codes its capital")
    return cells


def _precision(site: Site) -> int:
    """1 a town, 2 near one or a small area, 3 a region."""
    if site.level is None or site.level > 2:
        return 3
    return 2 if site.level == 2 or site.relation in ("near", "direction", "between") else 1


def _actors(
    one: Incident, parties: Sides, kind: dict[str, Any], country: Country | None, note: Say
) -> dict[str, Cell]:
    event, home = kind["event_type"], country.acled_country if country else "unknown country"
    if event == "Protests":
        first: tuple[str, str] = (f"Protesters ({home})", "Protesters")
    elif event == "Riots":
        first = (f"Rioters ({home})", "Rioters")
    elif parties.doer is not None:
        first = (parties.doer.name, _inter(parties.doer, country, note))
    else:
        first = (f"Unidentified Armed Group ({home})", _table()["inter"][""])
        note("actor1", "assumed", first[0], "no claim names who did it")
    if parties.suspected and parties.doer is not None and event not in ("Protests", "Riots"):
        note("actor1", "assumed", parties.doer.name, "no claim states who did it; this one is suspected")
    if parties.inferred and parties.opponent is not None:
        note(
            "actor2",
            "assumed",
            parties.opponent.name,
            "no claim names the other side; soldiers are among the dead",
        )
    for other in parties.others:
        note("actor1", "not_held", other.name, "another claim says that this one did it")
    second: tuple[str, str] | None = None
    if event == "Violence against civilians" or (parties.opponent is None and _civilians(one)):
        second = (f"Civilians ({home})", "Civilians")
    elif parties.opponent is not None and event not in ("Protests", "Riots"):
        second = (parties.opponent.name, _inter(parties.opponent, country, note))
    order = _table()["order"]
    both = sorted((first[1], second[1]), key=lambda name: int(order[name])) if second else []
    return {
        "actor1": first[0], "inter1": first[1], "actor2": second[0] if second else None,
        "inter2": second[1] if second else None, "interaction": "-".join(both) if both else f"{first[1]} only",
        "civilian_targeting": _TARGETED if second and second[1] == "Civilians" else None,
    }  # fmt: skip


def _inter(actor: Actor, country: Country | None, note: Say) -> str:
    """What sort of actor it is; the forces of another state are external."""
    table = _table()["inter"]
    if actor.kind not in table:
        note("inter1", "assumed", table[""], f"nothing says what sort of group {actor.name} is")
    found = str(table.get(actor.kind or "", table[""]))
    abroad = actor.country and country and actor.country != country.alpha2
    return "External/Other forces" if found == "State forces" and abroad else found


def _civilians(one: Incident) -> bool:
    return any(
        estimate.used and estimate.population.status == "civilian"
        for estimate in one.by_policy("acled").estimates
    )


def _fatalities(one: Incident, note: Say) -> dict[str, Cell]:
    estimates = one.by_policy("acled")
    killed = estimates.of("killed")
    if killed is None or killed.best is None:
        note("fatalities", "assumed", 0, "no number of dead: 0 says none, unknown and unstated alike")
        return {"fatalities": 0}
    for behind in killed.used:
        if behind.assumed and behind.sets:
            note("fatalities", "assumed", killed.best, behind.assumed)
    for estimate in estimates.estimates:
        if estimate.used and estimate.population == EVERYBODY and estimate.outcome != "killed":
            note(None, "not_held", estimate.best, f"no column for {estimate.outcome}")
    ucdp = one.by_policy("ucdp").of("killed")
    if ucdp is not None and (ucdp.high is None or ucdp.high != killed.best):
        told = interval(ucdp.low, ucdp.high) or "–"
        note(
            "fatalities",
            "not_held",
            told,
            "one number is kept: the lowest reported; the notes give the dispute",
        )
    return {"fatalities": int(killed.best)}


def _notes(one: Incident, day: tuple[str, int], site: Site) -> str:
    """Prose as ACLED writes it: when, where, what, who says so, and the dispute over the number."""
    year, month, number = day[0].split("-")
    when = f"On {int(number)} {_MONTHS[int(month) - 1]} {year}" if day[1] == 1 else f"Around {day[0]}"
    parts = [f"{when}, in {site.name}: {kinds(one)}."]
    killed = one.by_policy("acled").of("killed")
    told: dict[str, None] = {}
    for behind in killed.used + killed.left_out if killed else ():
        amount = interval(behind.low, behind.high)
        if amount and behind.rule in ("newest", "undated", "added", "high_only", "not_in_policy", "part"):
            told[f"{amount} ({one_line(one.origin_name(behind.origin))})"] = None
    if told:
        parts.append(f"Killed: {'; '.join(told)}.")
    disputes = [one_line(c.words) for c in one.contradictions if c.kind == "figures"]
    if disputes:
        parts.append(f"Disputed: {'; '.join(disputes)}.")
    return " ".join(parts)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hearsay.export").joinpath("acled.toml").read_text(encoding="utf-8"))
