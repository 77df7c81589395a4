"""Hostile reports: nothing in them runs, nothing is fetched, the pages stand; on a terminal they are words."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from hearsay.cli import commands
from hearsay.flow import codings
from hearsay.flow.add import add_paths
from hearsay.flow.keep import Ledger, open_ledger
from hearsay.flow.linking import link
from hearsay.flow.review import LONGEST_WORDS
from hearsay.flow.signing import LONGEST_REASON
from tests.web.hostile import CASES, rows, words_of
from tests.web.served import served
from tests.web.twice import Said, coded_twice
from tests.web.walk import HOSTILE_QUERY, PART, asked, of_ledger, of_report
from tests.web.watching import LOOSE, watched

pytest.importorskip("splink")
ACTOR = "Eve <script>window.hit=1</script>"
OTHER = "\u202eBen\u2067 '\"><img src=//evil.example/o onerror=window.hit=1>"
CODING = {
    "coding",
    "coding-finish",
    "blind",
    "blind-correct",
    "coding-finished",
    "compare",
    "settle",
    "settle-added",
}
BAD = ["<script", "<img", "<iframe", "<svg", "<meta", "<base"]
"""What no part of a page has."""
PAGES = 8
"""Links of the bar that every page has."""


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the hostile rows and a linked ledger of them."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "rows.jsonl").write_text("\n".join(rows()), encoding="utf-8")
    with open_ledger(str(folder / "hostile.db"), "create") as ledger:
        results = [taken.result for taken in add_paths(ledger, [str(folder / "rows.jsonl")])]
        link(ledger)
        assert len(list(ledger.links("incident"))) >= 2
        coded(ledger)
    assert results.count("added") >= len(CASES["case"]) >= 50
    return folder


def coded(ledger: Ledger) -> None:
    """Double codings at work and finished: the words of each case in fields and reasons, as a name and as a note."""
    reports = [str(row.report) for row in ledger.rows("reports", "report")]

    def said(nth: int) -> Said:
        words = words_of(CASES["case"][nth % len(CASES["case"])])
        value = words[:LONGEST_WORDS].replace("\0", "")  # with one it is refused
        return Said(value, value, words[:LONGEST_REASON])

    beacon, out = (
        next(words_of(one) for one in CASES["case"] if one["name"] == name)
        for name in ("image", "end-of-everything")
    )
    coded_twice(ledger, beacon, (ACTOR, OTHER), note=out, said=said, finished=True)
    coded_twice(ledger, out, (ACTOR, OTHER), note=beacon, said=said, reports=reports[:3])
    for case in CASES["case"]:
        words = words_of(case)
        name, note = words[: codings.LONGEST_NAME], words[: codings.LONGEST_NOTE]
        codings.open_coding(ledger, f"x{name[1:]}", reports[:1], (OTHER, "Ben"), actor=ACTOR, note=note)


@pytest.fixture(scope="session")
def hostile(hostile_folder: Path) -> Path:
    """The ledger."""
    return hostile_folder / "hostile.db"


@pytest.fixture(scope="module")
def address(hostile: Path) -> Iterator[str]:
    """Where it is served."""
    with served(hostile, actor=ACTOR) as address:
        yield address


WHOLE = f"""() => {{
  const all = (selector) => document.querySelectorAll(selector);
  return {{
    hit: window.hit ?? null, loose: ({LOOSE})(), titles: all("h1").length, feet: all("body > footer").length,
    seen: all("h1")[0]?.checkVisibility() ?? false, pages: all("nav[aria-label=Pages] a").length >= {PAGES},
    worked: document.body.innerText.includes("78115093504009"), fits: document.documentElement.scrollWidth <= innerWidth,
  }};
}}"""
STANDING: dict[str, Any] = {
    "hit": None, "loose": [], "titles": 1, "feet": 1, "seen": True, "pages": True, "worked": False, "fits": True,
}  # fmt: skip


def stands(page: Page, path: str) -> None:
    """The page is whole, nothing has run or was worked out, and nothing is in it that no template of ours has."""
    assert page.evaluate(WHOLE) == STANDING, path


def test_pages_over_hostile_reports_stand(page: Page, hostile: Path, address: str) -> None:
    with open_ledger(str(hostile)) as ledger:
        stops = [*of_ledger(ledger, ACTOR), *asked(HOSTILE_QUERY)]
        incidents = [one.id for one in ledger.links("incident")]
    assert {"incident", "merge", "split", "export-ged", "source", *CODING} <= {one.name for one in stops}
    paths = [one.path for one in stops if not one.part] + [f"/incidents/{one}" for one in incidents]
    for path in paths:
        answer = page.goto(f"{address}{path}")
        assert answer is not None
        assert answer.status in (200, 404, 422), path
        stands(page, path)


PUT_IN = f"""async ([paths, headers]) => {{
  const wrong = [];
  for (const path of paths) {{
    const answer = await fetch(path, {{ headers }});
    const words = await answer.text();
    if (answer.status !== 200) wrong.push([path, answer.status]);
    if (answer.headers.get("x-content-type-options") !== "nosniff") wrong.push([path, "may be taken for something else"]);
    const low = words.toLowerCase();
    for (const bad of {BAD}) if (low.includes(bad)) wrong.push([path, bad]);
    htmx.swap("#form", words, {{ swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 }});
    await new Promise((done) => setTimeout(done, 5));
    for (const one of ({LOOSE})()) wrong.push([path, one]);
    if (!document.querySelector("#form form, #form .claim")) wrong.push([path, "nothing was put in"]);
  }}
  return [wrong, window.hit ?? null];
}}"""
"""Asks for parts of a page; each is words, also for a browser that would show it by itself, and put in as the page's own
script does it, nothing in it runs."""


def test_each_hostile_report_and_its_parts_are_words_and_no_more(
    page: Page, hostile: Path, address: str
) -> None:
    with open_ledger(str(hostile)) as ledger:
        reports = [row.report for row in ledger.rows("reports", "report")]
        claims = {row.report: row.claim for row in ledger.rows("claims") if not row.repeats}
        blind = [one.path for one in of_ledger(ledger, ACTOR) if one.part and "blind" in one.name]
    assert len(reports) >= len(CASES["case"])
    assert blind
    for report in reports:
        page.goto(f"{address}/reports/{report}")
        stands(page, report)
        parts = (
            [one.path for one in of_report(report, claims[report]) if one.part] if report in claims else []
        )
        assert page.evaluate(PUT_IN, [[*parts, *blind], PART]) == [[], None], report
        blind = []


def test_a_report_shows_what_it_holds(page: Page, hostile: Path, address: str) -> None:
    for name in ("image", "htmx", "template", "formula"):
        words = next(words_of(case) for case in CASES["case"] if case["name"] == name)
        with open_ledger(str(hostile)) as ledger:
            report = next(row.report for row in ledger.rows("reports") if row.title == words)
        page.goto(f"{address}/reports/{report}")
        assert words in page.locator("#text").inner_text()
        assert page.locator("h1").inner_text() == words


def test_decisions_are_shown_as_they_are(page: Page, hostile_folder: Path, tmp_path: Path) -> None:
    out, beacon = (words_of(one) for one in CASES["case"] if one["name"] in ("end-of-everything", "image"))
    copy = tmp_path / "copy.db"
    copy.write_bytes((hostile_folder / "hostile.db").read_bytes())
    with served(copy, actor=ACTOR) as address:
        page.goto(f"{address}/queue")
        key = str(page.locator(".cards > .claim").first.get_attribute("data-key"))
        page.goto(f"{address}/reports/{key.split('/')[0]}?edit={key.split('/')[1]}")
        page.locator("#in-counted").fill(out)
        page.locator("#in-reason").fill(beacon)
        page.locator("button.save").click()
        card = page.locator(f"[data-key='{key}']")
        card.get_by_text(beacon).wait_for()
        assert out in card.inner_text()
        for path in ("/log", "/queue?state=decided", f"/log?actor={ACTOR}"):
            page.goto(f"{address}{path}")
            stands(page, path)


def test_files_that_are_sent_on_hold_nothing_that_runs(browser: Browser, hostile_folder: Path) -> None:
    run = CliRunner()
    out = hostile_folder / "pages"
    ledger = str(hostile_folder / "hostile.db")
    done = run.invoke(
        commands, ["read", str(hostile_folder / "rows.jsonl"), "--format", "html", "--output", str(out)]
    )
    assert done.exit_code in (0, 1, 3), done.output[-300:]
    with open_ledger(ledger) as opened:
        incidents = [one.id for one in opened.links("incident")]
    for one in incidents:
        page_file = out / f"{one}.html"
        done = run.invoke(
            commands, ["incident", one, "--ledger", ledger, "--format", "html", "--output", str(page_file)]
        )
        assert done.exit_code == 0, done.output
    files = sorted(out.glob("**/*.html"))
    assert len(files) >= len(CASES["case"]) + len(incidents)
    strange = "iframe, object, embed, base, meta[http-equiv=refresh], img, [onerror], [onload]"
    with watched(browser, "file://" + str(out)) as (tab, wrong):
        for path in files:
            tab.goto(path.as_uri())
            assert tab.evaluate("window.hit") is None, path.name
            assert tab.locator("h1").is_visible(), path.name
            assert tab.locator(strange).count() == 0, path.name
            assert tab.locator("script").count() <= 1, path.name
    assert not wrong


@pytest.mark.parametrize("command", ["claims", "reports", "log", "incidents", "read"])
def test_words_of_a_report_drive_nothing(hostile_folder: Path, command: str) -> None:
    given = (
        [str(hostile_folder / "rows.jsonl")]
        if command == "read"
        else ["--ledger", str(hostile_folder / "hostile.db")]
    )
    done = CliRunner().invoke(commands, [*command.split(), *given])
    assert done.exit_code in (0, 1, 3), done.output[-300:]
    assert len(done.output.splitlines()) >= 8
    assert not driving(done.output)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_no_colour_is_a_report_s(hostile_folder: Path) -> None:
    ledger = ["--ledger", str(hostile_folder / "hostile.db")]
    with open_ledger(str(hostile_folder / "hostile.db")) as opened:
        incidents = [one.id for one in opened.links("incident")][:2]
    for command in (["claims"], ["log"], *(["incident", one] for one in incidents)):
        shown = on_terminal([*command, *ledger])
        assert len(shown.splitlines()) > 20
        assert "\x1b[" in shown, "our own colours"
        assert not driving(re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n"))


def test_no_cell_of_an_export_is_a_formula(address: str) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        for form in ("csv", "jsonl", "ged", "acled"):
            answer = client.get(f"/api/export/{form}")
            assert answer.headers["content-disposition"] == f'attachment; filename="hearsay-{form}.zip"'
            archive = zipfile.ZipFile(io.BytesIO(answer.content))
            for name in archive.namelist():
                assert "/" not in name
                if name.endswith(".csv"):
                    table = csv.reader(io.StringIO(archive.read(name).decode("utf-8"), newline=""))
                    cells = [cell for row in table for cell in row]
                    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))], name
                    assert not [cell for cell in cells if cell[:1] in "+-" and cell[1:2].isalpha()], name


def driving(output: str) -> set[str]:
    """What moves a cursor, turns the direction of writing, or cannot be written at all."""
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return {
        hex(ord(one))
        for one in output
        if one != "\n" and (unicodedata.category(one) in {"Cc", "Cs"} or one in turning)
    }


def on_terminal(arguments: list[str]) -> str:
    """What a command shows on a terminal."""
    mine, theirs = os.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    env.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "hearsay.cli", *arguments], stdout=theirs, stderr=theirs, env=env
    )
    os.close(theirs)
    shown = b""
    try:
        while some := os.read(mine, 65_536):
            shown += some
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(mine)
    assert process.wait(60) == 0
    return shown.decode("utf-8")
