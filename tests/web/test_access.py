"""Everybody can use the pages: axe-core finds nothing against WCAG 2.2 AA, nothing is wider than a small screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from hearsay.flow.keep import open_ledger
from hearsay.web import create_app
from tests.web.served import served

AA = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PAGES = (
    "/queue",
    "/queue?state=decided",
    "/reports",
    "/log",
    "/sources",
    "/search?text=Korcula",
    "/search",
    "/incidents",
    "/add",
    "/nowhere",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_shuts_anybody_out(browser: Browser, ledger: Path, scheme: str) -> None:
    with open_ledger(str(ledger)) as opened:
        claim = next(one for one in opened.rows("claims") if not one.repeats)
    report = f"/reports/{claim.report}"
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    wrong = []
    with served(ledger) as address:
        page.goto(f"{address}/queue")
        page.keyboard.press("a")
        page.locator(".is-accept").first.wait_for()
        for path in (*PAGES, report, f"{report}?edit={claim.claim}", f"{report}?missed=1"):
            page.goto(f"{address}{path}")
            if path == "/queue":
                page.keyboard.press("?")
            for one in Axe().run(page, options=AA).response["violations"]:
                wrong += [(path, one["id"], node["html"][:120]) for node in one["nodes"][:3]]
    context.close()
    assert not wrong


def test_nothing_is_wider_than_a_small_screen(browser: Browser, ledger: Path) -> None:
    with open_ledger(str(ledger)) as opened:
        claim = next(one for one in opened.rows("claims") if not one.repeats)
    report = f"/reports/{claim.report}"
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    with served(ledger) as address:
        for path in (*PAGES, report, f"{report}?edit={claim.claim}"):
            page.goto(f"{address}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


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
