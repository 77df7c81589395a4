"""Every page of the server and every part of one, with what a ledger has to show there: one list for all who walk it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.routing import Route

from hearsay.flow.keep import Ledger


def routes_of(app: Any) -> list[Route]:
    """Every route of an application, those of the routers in it too."""
    found = []
    for one in app.routes:
        inside = getattr(one, "original_router", None)
        found += routes_of(inside) if inside is not None else [one] if isinstance(one, Route) else []
    return found


HOSTILE_QUERY = "\"'></title></script><script>window.hit=1</script>{{7*7}}\u202e\x00"
PART = {"HX-Request": "true"}
"""What the pages' own script sends when it asks for a part."""


@dataclass(frozen=True)
class Stop:
    """One address: ``route`` as the application declares it, ``part``: of a page, asked for by a script."""

    name: str
    path: str
    route: str
    part: bool = False


def lists() -> Iterator[Stop]:
    """Pages that are there in any ledger, an empty one too."""
    for name in ("queue", "reports", "incidents", "codings", "sources", "search", "export", "log", "add"):
        yield Stop(name, f"/{name}", f"/{name}")
    yield Stop(
        "coding-new",
        f"/codings/new?{urlencode({'name': 'Pilot', 'one': 'Ana', 'other': 'Ben'})}",
        "/codings/new",
    )
    yield Stop("refusal", "/nowhere", "")


def asked(words: str) -> Iterator[Stop]:
    """Pages that are asked for some words."""
    text = urlencode({"text": words})
    yield Stop("search-found", f"/search?{text}", "/search")
    yield Stop("queue-filtered", f"/queue?{text}&state=all", "/queue")
    yield Stop("reports-filtered", f"/reports?{text}", "/reports")
    coding = urlencode({"name": words, "one": words, "other": words, "publisher": words})
    yield Stop("coding-filtered", f"/codings/new?{coding}", "/codings/new")
    yield Stop("sources-filtered", f"/sources?{text}", "/sources")
    yield Stop("log-filtered", f"/log?{urlencode({'actor': words})}", "/log")
    yield Stop(
        "export-filtered",
        f"/export?{urlencode({'form': 'rows', 'source': words, 'place': words})}",
        "/export",
    )
    yield Stop(
        "incidents-filtered", f"/incidents?{urlencode({'country': words, 'from': words})}", "/incidents"
    )
    source = urlencode({"kind": "named", "name": words})
    yield Stop("source-unknown", f"/sources/one?{source}", "/sources/one")


def of_report(report: str, claim: str) -> Iterator[Stop]:
    """Pages and parts about one report, and one claim of it."""
    at, one = f"/reports/{report}", f"/claims/{report}/{claim}"
    route = "/reports/{report_id}"
    yield Stop("report", at, route)
    yield Stop("report-correct", f"{at}?edit={claim}", route)
    yield Stop("report-missed", f"{at}?missed=1", route)
    claim_route = "/claims/{report_id}/{claim_id}"
    yield Stop("part-card", f"{one}?view=card", claim_route, part=True)
    yield Stop("part-item", f"{one}?view=item", claim_route, part=True)
    yield Stop("part-form", f"{one}/edit", f"{claim_route}/edit", part=True)
    yield Stop("part-missed", f"{at}/missed", f"{route}/missed", part=True)


def of_ledger(ledger: Ledger) -> Iterator[Stop]:
    """Every stop for which the ledger has something to show; of several reports, incidents and sources the first."""
    yield from lists()
    yield Stop("queue-decided", "/queue?state=decided", "/queue")
    for form in ("csv", "jsonl", "ged", "acled"):
        yield Stop(f"export-{form}", f"/export?form={form}", "/export")
    yield from asked("killed")
    told = next((row for row in ledger.rows("claims") if row.origin_name and not row.repeats), None)
    if told:
        yield from of_report(told.report, told.claim)
        source = urlencode({"kind": told.origin_kind, "name": told.origin_name})
        yield Stop("source", f"/sources/one?{source}", "/sources/one")
    incidents = sorted(ledger.links("incident"), key=lambda one: (-len(one.members), one.id))
    for one in incidents[:1]:
        at, route = f"/incidents/{one.id}", "/incidents/{incident}"
        yield Stop("incident", at, route)
        happening = min(str(part.side) for part in one.members)
        yield Stop("split", f"{at}/split?part={happening}", f"{route}/split")
        for other in incidents[1:2]:
            yield Stop("merge", f"{at}/merge?other={other.id}", f"{route}/merge")


def of_team() -> Iterator[Stop]:
    """Pages that are there where there are accounts."""
    for name in ("login", "account", "accounts"):
        yield Stop(name, f"/{name}", f"/{name}")
