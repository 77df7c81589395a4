"""UCDP GED: one row an incident with the 49 columns of the Georeferenced Event Dataset, and notes for the side file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from math import floor
from typing import Literal

from hearsay.export.incident_sides import Sides, countries, is_dead_of, is_state, sides
from hearsay.export.tables import Cell, Note, Row, Table, joined
from hearsay.record.estimate import EVERYBODY, Estimate
from hearsay.record.incident import Actor, Carried, Incident, Site

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
_TARGET = "ged"
_UNSET = ("relid", "active_year", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id",
          "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id")  # fmt: skip
Say = Callable[[str | None, Literal["assumed", "not_held", "not_exported"], object, str], None]
"""Notes something for the side file: column, kind, value, words."""
_DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))
"""(most days in the interval, code); what is longer is 5."""


def ged_table(incidents: Sequence[Incident]) -> Table:
    """The incidents in which armed force is said to have killed somebody, with every assumption and everything left behind.

    ``best = deaths_a + deaths_b + deaths_civilians + deaths_unknown`` and ``low <= best <= high`` hold in every row.
    """
    rows: list[Row] = []
    notes = [
        Note(_TARGET, None, column, "not_held", None, "UCDP's own number, left empty: it is given when UCDP codes the event")
        for column in _UNSET
    ]  # fmt: skip
    notes.append(Note(_TARGET, None, "id", "assumed", None, "made from the incident's id, not one of UCDP's"))
    for one in incidents:
        row, found = _row(one)
        notes += found
        if row is not None:
            rows.append(row)
    return Table(_TARGET, COLUMNS, tuple(rows), tuple(notes))


def date_prec(first: str, last: str) -> int:
    """UCDP's code for the days in [first, last]: 1 one day, 2 up to six, 3 a week, 4 up to a month, 5 more."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return next((code for most, code in _DATE_PREC if days <= most), 5)


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell: half-degree cells counted eastwards from the date line, northwards from the south pole."""
    row = min(359, floor((lat + 90) * 2))
    column = min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1


def _row(one: Incident) -> tuple[Row | None, list[Note]]:
    notes: list[Note] = []

    def note(
        column: str | None, kind: Literal["assumed", "not_held", "not_exported"], value: object, words: str
    ) -> None:
        notes.append(Note(_TARGET, one.id, column, kind, None if value is None else str(value), words))

    killed = one.by_policy("ucdp").of("killed")
    first, last = one.when.earliest, one.when.latest
    if killed is None or not killed.used:
        note(
            None,
            "not_exported",
            None,
            "no claim says that anybody died: UCDP codes events with a direct death",
        )
        return None, notes
    if first is None or last is None:
        note(
            None,
            "not_exported",
            None,
            "no claim says on which day: an event of UCDP's has a first and a last one",
        )
        return None, notes
    parties = sides(one)
    if "ASSAULT" not in one.types and parties.doer is None:
        note(
            None,
            "not_exported",
            joined(one.types),
            "no claim tells of an attack, nor of who did it: UCDP codes deaths by armed force",
        )
        return None, notes
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row.update(
        id=int.from_bytes(hashlib.sha256(one.id.encode()).digest()[:4], "big") >> 1,
        year=int(first[:4]),
        code_status="Clear" if _accepted(one, killed) else "Check",
        date_start=f"{first} 00:00:00.000",
        date_end=f"{last} 00:00:00.000",
        date_prec=date_prec(first, last),
        event_clarity=1,
    )
    note("event_clarity", "assumed", 1, "an incident is one act and its consequences")
    row.update(_deaths(one, killed, parties, note))
    row.update(_violence(one, parties, row, note))
    row.update(_sources(one, killed))
    row.update(_where(one, note))
    _not_held(one, note)
    return row, notes


def _accepted(one: Incident, killed: Estimate) -> bool:
    """Whether a person has accepted every claim behind the deaths: a machine's output is never called clear."""
    accepted = {quote.key for quote in one.quotes if quote.decision == "accepted"}
    return all((behind.report, behind.claim) in accepted for behind in killed.used)


def _deaths(one: Incident, killed: Estimate, parties: Sides, note: Say) -> dict[str, Cell]:
    best = killed.best or 0
    high = killed.high if killed.high is not None else max(killed.reached or 0, best)
    if killed.high is None:
        note("high", "assumed", high, "the number is open upwards; this is the greatest that anybody says")
    a, b = _in_order(parties)
    counts = {"deaths_civilians": 0, "deaths_a": 0, "deaths_b": 0}
    for estimate in one.by_policy("ucdp").estimates:
        if estimate.outcome != "killed" or estimate.best is None:
            continue
        key = estimate.population
        if key.sex or key.age_group:
            continue
        if key.status == "civilian" and key.group is None and key.people is None and key.side is None:
            counts["deaths_civilians"] = int(estimate.best)
        elif is_dead_of(key, a):
            counts["deaths_a"] = max(counts["deaths_a"], int(estimate.best))
        elif is_dead_of(key, b):
            counts["deaths_b"] = max(counts["deaths_b"], int(estimate.best))
    unknown = int(best) - sum(counts.values())
    if unknown < 0:
        note("best", "assumed", sum(counts.values()), f"the parts come to more than the {best} of the whole")
        best, unknown = sum(counts.values()), 0
        high = max(high, best)
    low = min(killed.low or 0, best)
    if killed.best is None:
        note("best", "assumed", 0, "deaths are only feared, or only bounded above: claimed, not accepted")
    return {**counts, "deaths_unknown": unknown, "best": int(best), "high": int(high), "low": int(low)}


def _in_order(parties: Sides) -> tuple[Actor | None, Actor | None]:
    """Side a and side b: the state is side a."""
    doer, opponent = parties.doer, parties.opponent
    return (opponent, doer) if is_state(opponent) and not is_state(doer) else (doer, opponent)


def _violence(one: Incident, parties: Sides, row: Row, note: Say) -> dict[str, Cell]:
    a, b = _in_order(parties)
    civilians_only = b is None and (row["deaths_civilians"] or 0) == row["best"]
    kind = (
        1 if b is not None and (is_state(a) or is_state(b)) else 2 if a is not None and b is not None else 3
    )
    if a is None:
        note("side_a", "not_held", None, "no claim names who did it: sides and type of violence are empty")
        return {}
    if b is None and not civilians_only:
        note(
            "type_of_violence", "assumed", 3, "no claim names an armed opponent: taken for one-sided violence"
        )
    if parties.suspected:
        note("side_a", "assumed", a.name, "no claim states who did it; this one is suspected")
    if parties.inferred:
        note("side_a", "assumed", a.name, "no claim names the other side; soldiers are among the dead")
    for other in parties.others:
        note("side_a", "not_held", other.name, "another claim says that this one did it")
    name_a, name_b = _side(one, a, kind == 1), "Civilians" if b is None else _side(one, b, kind == 1)
    cells: dict[str, Cell] = {
        "type_of_violence": kind, "side_a": name_a, "side_b": name_b, "dyad_name": f"{name_a} - {name_b}",
        "gwnoa": _gw(one, a), "gwnob": _gw(one, b) if b is not None else None,
    }  # fmt: skip
    if kind == 3 and row["deaths_b"]:  # deaths_b is 0 in every one-sided event
        cells.update(deaths_b=0, deaths_unknown=int(row["deaths_unknown"] or 0) + int(row["deaths_b"]))
    return cells


def _side(one: Incident, actor: Actor, state_based: bool) -> str:
    """``Government of X`` for a state's forces, else the actor's name."""
    country = countries().get(_country_of(one, actor) or "")
    return (
        f"Government of {country.gw_name}" if is_state(actor) and country and country.gw_name else actor.name
    )


def _country_of(one: Incident, actor: Actor) -> str | None:
    return actor.country or (one.sites[0].country if one.sites and is_state(actor) else None)


def _gw(one: Incident, actor: Actor) -> Cell:
    country = countries().get(_country_of(one, actor) or "")
    return int(country.gw) if is_state(actor) and country and country.gw else None


def _sources(one: Incident, killed: Estimate) -> dict[str, Cell]:
    """The reports behind the incident, a family of reprints once, and whose word the deaths rest on."""
    seen: dict[str, Carried] = {}
    for report in sorted(one.reports, key=lambda report: (report.published or "9999", report.id)):
        if report.status in ("usable", "corrected"):
            seen.setdefault(report.family, report)
    reports = list(seen.values())
    offices = [_flat(r.publisher or r.carrier or r.ref) for r in reports]
    days = [(r.published or "")[:10] for r in reports]
    heads = [_flat(r.title or "") for r in reports]
    articles = (f'"{office},{day},{head}"' for office, day, head in zip(offices, days, heads, strict=True))
    origins = dict.fromkeys(one.origin_name(behind.origin) for behind in killed.used)
    return {
        "number_of_sources": len(reports) or -1, "source_article": ";".join(articles), "source_office": ";".join(offices),
        "source_date": ";".join(days), "source_headline": ";".join(heads),
        "source_original": ";".join(map(_flat, origins)) or None,
    }  # fmt: skip


def _flat(words: str) -> str:
    return " ".join(words.split()).replace(";", ",").replace('"', "'")


def _where(one: Incident, note: Say) -> dict[str, Cell]:
    site = one.sites[0] if one.sites else None
    if site is None:
        note("where_prec", "not_held", None, "no claim says where")
        return {}
    country = countries().get(site.country or "")
    if country is not None and country.ucdp_within:
        home, country = country, countries()[country.ucdp_within]
        note(
            "country",
            "assumed",
            country.gw_name,
            f"UCDP files places in {home.acled_country} under this state",
        )
    if country is None or not country.gw:
        note("country", "not_held", site.country, "no state of Gleditsch and Ward's list")
    prec = _prec(site)
    cells: dict[str, Cell] = {
        "where_prec": prec, "where_coordinates": site.name,
        "where_description": "; ".join(dict.fromkeys(other.name for other in one.sites[1:])) or None,
        "adm_1": site.admin1 if prec != 6 else None, "adm_2": site.admin2 if prec not in (4, 6) else None,
        "country": country.gw_name or None if country else None,
        "country_id": int(country.gw) if country and country.gw else None,
        "region": country.ucdp_region or None if country else None,
    }  # fmt: skip
    if site.lat is not None and site.lon is not None:
        cells.update(
            latitude=round(site.lat, 6), longitude=round(site.lon, 6), priogrid_gid=priogrid(site.lat, site.lon),
            geom_wkt=f"POINT ({site.lon:.6f} {site.lat:.6f})",
        )  # fmt: skip
    for other in one.sites[1:]:
        if other.country and site.country and other.country != site.country:
            note("country", "not_held", other.name, "another claim puts it in another country")
    return cells


def _prec(site: Site) -> int | None:
    if site.relation == "between":
        return 5
    if site.level == 1 and site.relation in ("near", "direction"):
        return 2
    return site.level


def _not_held(one: Incident, note: Say) -> None:
    """What UCDP has no column for."""
    for estimate in one.by_policy("ucdp").estimates:
        if estimate.outcome != "killed" and estimate.population == EVERYBODY and estimate.used:
            said = f"low {estimate.low}, best {estimate.best}, high {estimate.high}"
            note(None, "not_held", said, f"no column for {estimate.outcome}")
    for one_against in one.contradictions:
        note(None, "not_held", one_against.words, f"no column for contradictions ({one_against.kind})")
