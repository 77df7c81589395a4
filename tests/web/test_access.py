"""Everybody can use the pages: axe-core finds nothing against WCAG 2.2 AA, nothing is wider than a small screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from hearsay.flow.review import decide
from hearsay.web import create_app
from tests.web.axe import against
from tests.web.served import STORY, served, write_ledger
from tests.web.team import enter, make_team, team_served
from tests.web.twice import coded_twice
from tests.web.walk import Stop, of_ledger, of_team, routes_of

pytest.importorskip("splink")

TWO_SIDES = {
    "gao.txt": """Army shells market in Gao

GAO, Mali, March 9, 2024 (Sahel Gazette) - Soldiers shelled the market of Gao on Friday, killing nine civilians,
the mayor said. The army denied that its guns had fired. A doctor said that 12 people had been killed in Gao.
""",
    "gao-later.txt": """Toll of Gao shelling rises

GAO, Mali, March 10, 2024 (River Post) - The shelling of the market of Gao on Friday killed 14 civilians, a hospital
said on Saturday. Four thousand people had fled, the United Nations said.
""",
}
WIDTHS = (360, 1280)
NARROW = 320
"""Pixels to which WCAG 1.4.10 has a page shrink."""


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger with decisions, several incidents, a contradiction, and double codings at work and finished."""
    path = tmp_path_factory.mktemp("access") / "full.db"
    write_ledger(path, {"korcula.txt": STORY, **TWO_SIDES})
    with open_ledger(str(path), "write") as ledger:
        first = next(one for one in ledger.rows("claims") if not one.repeats)
        decide(ledger, "accept", [f"{first.report}/{first.claim}"], actor="Ana")
        link(ledger)
        for name, finished in (("March pilot", True), ("April pilot", False)):
            coded_twice(ledger, name, ("Ana", "Ben"), note="Rules of page 4", finished=finished)
    return path


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger."""
    path = tmp_path_factory.mktemp("access") / "bare.db"
    create_app(str(path), actor="Ana")
    return path


@pytest.fixture(params=["full", "bare"])
def walked(request: pytest.FixtureRequest) -> tuple[Path, list[Stop]]:
    """A ledger, and all that it has to show."""
    path: Path = request.getfixturevalue(request.param)
    with open_ledger(str(path)) as ledger:
        stops = [one for one in of_ledger(ledger) if not one.part]
    return path, stops


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_shuts_anybody_out(browser: Browser, walked: tuple[Path, list[Stop]], width: int) -> None:
    path, stops = walked
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wrong = []
    with served(path) as address:
        for one in stops:
            page.goto(f"{address}{one.path}")
            if one.route.startswith("/incidents"):  # their maps are drawn by a script that asks for the world
                page.wait_for_load_state("networkidle")
            wrong += against(page, one.name)
            fits(page, one.name)
        page.goto(f"{address}/queue")
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        wrong += against(page, "help")
    context.close()
    assert not wrong


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_team_shuts_anybody_out(
    browser: Browser, full: Path, tmp_path: Path, width: int
) -> None:
    pytest.importorskip("argon2")
    copy = Path(shutil.copy(full, tmp_path / "team.db"))
    make_team(copy)
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wrong = []
    with team_served(copy) as address:
        page.goto(f"{address}/login")
        wrong += against(page, "login")
        fits(page, "login")
        enter(page, address, "Ana")
        for one in ("queue", "account", "accounts"):
            page.goto(f"{address}/{one}")
            wrong += against(page, one)
            fits(page, one)
    context.close()
    assert not wrong


def fits(page: Page, name: str) -> None:
    """Nothing of a page is wider than its window, nor than the narrowest."""
    seen = page.viewport_size
    assert seen is not None
    for width in (seen["width"], NARROW):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    page.set_viewport_size(seen)


def test_every_page_that_there_is_is_walked(full: Path) -> None:
    with open_ledger(str(full)) as ledger:
        walked = {one.route for one in (*of_ledger(ledger), *of_team())}
    routes = routes_of(create_app(str(full), actor="Ana"))
    shown = {one.path for one in routes if "GET" in (one.methods or ())}
    assert len(shown) > 20
    unseen = {path for path in shown if not path.startswith(("/api/", "/static/"))} - walked
    files = {"/favicon.ico", "/reports/{report_id}/original", "/codings/{number}/compare.csv"}
    assert unseen == {"/", "/add/batches/{batch}", *files}, (
        "a batch lasts no longer than its server: test_batches.py"
    )


def test_an_empty_ledger_teaches(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    create_app(str(path), actor="Ana")
    page = browser.new_page()
    with served(path) as address:
        for name in ("queue", "reports", "sources", "incidents"):
            page.goto(f"{address}/{name}")
            assert page.locator(".empty h2").is_visible(), name
        page.goto(f"{address}/add")
        page.get_by_label("Paste a text").fill("Two men were killed in Split on Friday, police said.")
        page.get_by_label("Published").fill("2024-03-06")
        page.get_by_role("button", name="Read and keep").click()
        page.get_by_role("link", name="pasted-").click()
        assert "police said" in page.locator("#text").inner_text()
        assert "2024-03-01" in page.locator("#claims").inner_text()
    page.close()
