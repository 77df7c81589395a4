"""How quickly the pages answer: four users at once over a large ledger, the server in a process of its own.

    python -m benchmarks.web_load [--claims 100000] [--ledger PATH|URL] [--seconds 60] [--pace 0] [--no-link] [--no-paint]

Budgets with 100,000 claims: an answer of each page in 100 ms at the median and 300 ms at the 95th percentile, and its first
paint in Chromium in 1 s. The pages are those that the application itself has, each with the queries of :data:`QUERIES`, and
the two decisions that a day is made of; of double coding there is one that both coders have finished and one at work. Three
things are measured of each:

- alone: milliseconds of the server's processor for one answer, nobody else asking;
- with four users: what a client waits, which has the waiting for the other three in it, and every count another one whenever
  somebody decides something. Each asks one thing after the other. Without a pause (``--pace 0``, as it is if nothing is
  said) three requests always wait in front of the fourth, which is the most that four can do to a server and more than four
  people do; with ``--pace SECONDS`` each waits so long between an answer and the next question, as people who read do;
- the first paint in a browser that has nothing of the site yet.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from hearsay.flow.codings import codings
from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from hearsay.web import create_app

from .coded import CODERS, code_twice, coded
from .ledger_speed import fill
from .ledgers import made_claims

USERS = 4
MEDIAN, P95, PAINT = 100.0, 300.0, 1000.0
"""Budgets in milliseconds."""
QUERIES: dict[str, tuple[str, ...]] = {
    "/queue": (
        "", "order=doubt", "order=new", "outcome=killed", "certainty=denied", "flag=anonymous_source", "text=wounded",
        "text=people+-killed", "publisher=Delta+Post", "country=ML", "state=all", "state=decided", "page=40",
    ),
    "/reports": ("", "page=50", "text=shelled+gao", "publisher=delta"),
    "/sources": ("", "text=army", "page=2"),
    "/search": ("text=people", "text=%22were+killed+in%22+gao", "text=offic*+-killed", "text=gao&page=3"),
    "/log": ("", "kind=decision+made", "before=5000"),
    "/incidents": ("", "page=3"),
}  # fmt: skip
"""What is asked of a page beside itself; a page that is not named here is asked for without a query."""
NOT_PAGES = ("/api", "/static", "/favicon.ico", "/add/batches")
WRITES = {
    "accept": "/api/claims/{report_id}/{claim_id}/accept",
    "reject": "/api/claims/{report_id}/{claim_id}/reject",
}
_ALONE = 12


@dataclass(frozen=True)
class Asked:
    """One thing to ask for: its name in the table, its address with places to fill, and whether it is a part of a page."""

    name: str
    address: str
    part: bool = False
    writes: bool = False


def main() -> None:
    """Make the ledger if need be, serve it, ask, print a line a page; ends with 1 if a budget is not kept."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--ledger", help="where it is or is to be made; default: a file that goes at the end")
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument(
        "--no-link", action="store_true", help="do not link; pages of incidents are then empty"
    )
    asked.add_argument("--no-paint", action="store_true", help="no browser")
    asked.add_argument(
        "--pace",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="how long each user waits between an answer and the next question; default: not at all",
    )
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.ledger or str(Path(folder, "load.db"))
        prepare(place, given.claims, not given.no_link)
        values = Values.of(place)
        with serving(place) as (address, process):
            pages = list(pages_of(place, address, values))
            costs = alone(address, process, pages, values)
            took = together(address, pages, values, given.seconds, given.pace)
            paints = {} if given.no_paint else paint(address, pages, values)
    raise SystemExit(report(pages, costs, took, paints))


def prepare(place: str, claims: int, linked: bool) -> None:
    """A ledger of that many made-up claims, linked, unless it has claims already."""
    with open_ledger(place, "create") as ledger:
        if next(ledger.rows("claims", "number"), None) is None:
            fill(ledger, made_claims(claims))
        if linked and next(ledger.links("incident"), None) is None:
            link(ledger)
        if not codings(ledger):
            code_twice(ledger)


@dataclass(frozen=True)
class Values:
    """What may stand in the addresses of a ledger's pages."""

    claims: tuple[tuple[str, str], ...]
    incidents: tuple[str, ...]
    origin: tuple[str, str]
    blind: tuple[tuple[int, str, str], ...]
    pairs: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, place: str) -> Values:
        """Those of a ledger; the origin is one with many claims."""
        with open_ledger(place) as ledger:
            rows = list(ledger.rows("claims", "number", "report", "claim", "origin_kind", "origin_name"))
            incidents = tuple(one.id for one in ledger.links("incident"))
            blind, pairs = coded(ledger)
        origins = statistics.mode((row.origin_kind, row.origin_name or "") for row in rows)
        return cls(tuple((row.report, row.claim) for row in rows), incidents, origins, blind, pairs)

    def filled(self, address: str, chance: Random) -> str:
        """An address with something of the ledger in its places."""
        report, claim = chance.choice(self.claims)
        number, key = chance.choice(self.pairs or ((0, "none"),))
        if address.startswith("/codings/{number}") and "/compare" not in address and "{key}" not in address:
            number, report, claim = chance.choice(self.blind or ((0, report, claim),))
        return address.format(
            number=number,
            key=key,
            report_id=report,
            claim_id=claim,
            incident=chance.choice(self.incidents) if self.incidents else "none",
            kind=quote(self.origin[0]),
            name=quote(self.origin[1]),
        )


@contextmanager
def serving(place: str) -> Iterator[tuple[str, int]]:
    """`hearsay serve` in a process of its own; gives its address and the number of the process."""
    command = [
        sys.executable,
        "-m",
        "hearsay.cli",
        "serve",
        "--ledger",
        place,
        "--port",
        "0",
        "--actor",
        CODERS[0],
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        words = iter(server.stdout.readline, "")
        address = next(word for line in words for word in line.split() if word.startswith("http"))
        try:
            yield address.rstrip("/"), server.pid
        finally:
            server.terminate()


def pages_of(place: str, address: str, values: Values) -> Iterator[Asked]:
    """Every page that the application has; says which it cannot ask for."""
    app = create_app(place, actor=CODERS[0])
    try:
        found = list(_routes(app.routes))
    finally:
        app.state.desk.ledger.close()
    for route in found:
        if "GET" not in (getattr(route, "methods", None) or ()) or route.path.startswith(NOT_PAGES):
            continue
        needed = [one.alias for one in route.dependant.query_params if one.field_info.is_required()]
        known = {"kind": "kind={kind}&name={name}"}
        if set(needed) - known.keys():
            print(f"not asked for: {route.path}, which needs {', '.join(needed)}")
            continue
        queries = QUERIES.get(route.path) or ("&".join(known[one] for one in needed),)
        for query in queries:
            asked = Asked(
                f"{route.path}?{query}" if query else route.path, f"{route.path}{'?' if query else ''}{query}"
            )
            try:
                some = values.filled(asked.address, Random(1))
            except KeyError as unknown:
                print(f"not asked for: {route.path}, in which nothing is known for {unknown}")
                break
            status = get(address + some)
            if status == 200:
                yield asked
            elif get(address + some, part=True) == 200:
                yield Asked(f"{asked.name} (part)", asked.address, part=True)
            elif status >= 500:
                raise SystemExit(f"{some} answers {status}: the server says why")
            elif status not in (303, 307, 308):
                print(f"not asked for: {some}, which answers {status}")
    for name, place_of in WRITES.items():
        yield Asked(name, place_of, writes=True)


def _routes(routes: Iterable[Any]) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _routes(inner.routes)
        elif hasattr(route, "dependant"):
            yield route


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Go nowhere else."""
        return


_OPENER = urllib.request.build_opener(_Stay)


def get(address: str, part: bool = False) -> int:
    """Ask, read the answer, give its status."""
    request = urllib.request.Request(address, headers={"HX-Request": "true"} if part else {})
    try:
        with _OPENER.open(request) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.read()
        return error.code


def ask(address: str, asked: Asked, values: Values, chance: Random) -> float:
    """Milliseconds that a client waits for one answer. Raises ``AssertionError`` for any that is none."""
    place = address + values.filled(asked.address, chance)
    begin = time.perf_counter()
    if asked.writes:
        request = urllib.request.Request(place, json.dumps({"fields": ["certainty"]}).encode())
        request.add_header("Content-Type", "application/json")
        with _OPENER.open(request) as answer:
            answer.read()
    else:
        status = get(place, asked.part)
        assert status == 200, (place, status)
    return (time.perf_counter() - begin) * 1000


def alone(address: str, process: int, pages: list[Asked], values: Values) -> dict[str, float]:
    """Milliseconds of the server's processor for an answer of each page, where the system tells them."""
    costs = {}
    for asked in pages:
        chance = Random(7)
        ask(address, asked, values, chance)
        before = _computing(process)
        for _ in range(_ALONE):
            ask(address, asked, values, chance)
        after = _computing(process)
        if before is not None and after is not None:
            costs[asked.name] = (after - before) / _ALONE
    return costs


def _computing(process: int) -> float | None:
    """Milliseconds of processors that a process has used, by /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def together(
    address: str, pages: list[Asked], values: Values, seconds: float, pace: float = 0.0
) -> dict[str, list[float]]:
    """Milliseconds of every answer by page, from :data:`USERS`, each asking on and on, ``pace`` seconds after an answer; one
    request in twenty decides."""
    took: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds
    reads = [one for one in pages if not one.writes]
    writes = [one for one in pages if one.writes]

    def use(number: int) -> None:
        chance = Random(number)
        time.sleep(pace * number / USERS)  # not all at once
        while time.perf_counter() < until:
            asked = chance.choice(writes if chance.random() < 0.05 else reads)
            took[asked.name].append(ask(address, asked, values, chance))
            time.sleep(pace)

    users = [threading.Thread(target=use, args=(number,)) for number in range(USERS)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return took


_FIRST = """new Promise(told => {
  const seen = list => list.filter(one => one.name === "first-contentful-paint").forEach(one => told(one.startTime));
  new PerformanceObserver(list => seen(list.getEntries())).observe({type: "paint", buffered: true});
})"""


def paint(address: str, pages: list[Asked], values: Values, times: int = 3) -> dict[str, float]:
    """Milliseconds to the first paint with content of each page in Chromium, the median of some; empty without one."""
    program = next(
        (one for name in ("chromium", "chromium-browser", "google-chrome") if (one := shutil.which(name))),
        None,
    )
    if program is None:
        print("no Chromium here: first paint is not measured")
        return {}
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for asked in pages:
            if asked.part or asked.writes or asked.address.endswith(("original", ".csv")):
                continue
            chance, taken = Random(3), []
            for _ in range(times):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                tab = context.new_page()
                tab.goto(address + values.filled(asked.address, chance))
                taken.append(float(tab.evaluate(_FIRST)))
                context.close()
            found[asked.name] = statistics.median(taken)
        browser.close()
    return found


def report(
    pages: list[Asked],
    costs: Mapping[str, float],
    took: Mapping[str, list[float]],
    paints: Mapping[str, float],
) -> int:
    """A line a page; 1 if a budget is not kept."""
    missed = []
    print(f"{'page':48} {'CPU':>5} {'asked':>6} {'median':>7} {'p95':>6} {'paint':>6}   milliseconds")
    for asked in pages:
        times = sorted(took.get(asked.name, ()))
        median = statistics.median(times) if times else 0.0
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))] if times else 0.0
        first = paints.get(asked.name)
        over = median > MEDIAN or p95 > P95 or (first or 0) > PAINT
        missed += [asked.name] if over else []
        shown = f"{first:6.0f}" if first is not None else "     -"
        mark = "  over" if over else ""
        cost = costs.get(asked.name, 0.0)
        print(f"{asked.name[:48]:48} {cost:5.0f} {len(times):6} {median:7.0f} {p95:6.0f} {shown}{mark}")
    answers = sum(map(len, took.values()))
    print(f"{answers} answers; budgets {'kept' if not missed else 'not kept: ' + ', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    main()
