"""Every page of the server and every part of one, with what a ledger has to show there: one list for all who walk it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.routing import Route

from hearsay.flow.codings import Coding, codings, reports_of
from hearsay.flow.comparison import compare, key_of
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


def of_codings(ledger: Ledger, actor: str) -> Iterator[Stop]:
    """The pages and parts of double codings: of those at which the actor is at work, and of those that both finished."""
    for one in codings(ledger):
        at, route = f"/codings/{one.coding}", "/codings/{number}"
        if one.shown is not None:
            yield Stop("coding-finished", at, route)
            yield from _compared(ledger, one, at, f"{route}/compare")
        elif actor in one.coders and one.finish_of(actor) is None and one.withdrawn is None:
            yield Stop("coding", at, route)
            yield Stop("coding-finish", f"{at}/finish", f"{route}/finish")
            yield from _blind(ledger, one, at, actor)
        else:
            yield Stop("coding-elsewhere", at, route)


def _compared(ledger: Ledger, coding: Coding, at: str, route: str) -> Iterator[Stop]:
    yield Stop("compare", f"{at}/compare", route)
    yield Stop("compare-agreed", f"{at}/compare?field=agreed", route)
    found = compare(ledger, coding.coding)
    for field in sorted({field for pair in found.pairs for field in pair.differ})[:1]:
        yield Stop("compare-field", f"{at}/compare?field={field}", route)
    read = [one for one in found.differing() if one.either.claim is not None]
    added = [one for one in found.differing() if one.either.claim is None]
    settle = "/codings/{number}/pairs/{key}/correct"
    for name, pairs in (("settle", read), ("settle-added", added)):
        for pair in pairs[:1]:
            yield Stop(name, f"{at}/pairs/{key_of(pair)}/correct", settle)


def _blind(ledger: Ledger, coding: Coding, at: str, actor: str) -> Iterator[Stop]:
    first = next((one for one in reports_of(ledger, coding.coding, actor) if one.claims), None)
    if first is None:
        return
    report, claim = f"{at}/reports/{first.report}", first.claims[0]
    route, one = "/codings/{number}/reports/{report_id}", f"{at}/claims/{first.report}/{claim}"
    yield Stop("blind", report, route)
    yield Stop("blind-correct", f"{report}?edit={claim}", route)
    yield Stop("blind-missed", f"{report}?missed=1", route)
    yield Stop("part-blind-missed", f"{report}/missed", f"{route}/missed", part=True)
    edit = "/codings/{number}/claims/{report_id}/{claim_id}/edit"
    yield Stop("part-blind-form", f"{one}/edit", edit, part=True)


def of_ledger(ledger: Ledger, actor: str = "Ana") -> Iterator[Stop]:
    """Every stop for which the ledger has something to show to whoever works with it; of several reports, incidents and
    sources the first."""
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
    yield from of_codings(ledger, actor)
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
