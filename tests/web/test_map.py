"""Incidents on a map and a list beside it in the browser: the slider, the keyboard, the address, and without script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from tests.web.axe import against
from tests.web.served import STORY, served, write_ledger

pytest.importorskip("splink")
STORIES = {
    "korcula.txt": STORY,
    "gao.txt": """Army shells market in Gao

GAO, Mali, March 9, 2024 (Sahel Gazette) - Soldiers shelled the market of Gao on Friday, killing nine civilians,
the mayor said. The army denied that its guns had fired.
""",
    "quetta.txt": """Bomb kills four in Quetta

QUETTA, Pakistan, June 2, 2024 (Bolan Mail) - A bomb exploded at a bus stop in Quetta on Saturday, killing four
passengers, the police said.
""",
    "ferry.txt": """Fire on a ferry kills three

A fire on a passenger ferry killed three sailors on 7 July 2024, the company said.
""",
}


@pytest.fixture(scope="session")
def linked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger with happenings in three countries."""
    path = tmp_path_factory.mktemp("map") / "three.db"
    write_ledger(path, STORIES)
    with open_ledger(str(path), "write") as ledger:
        link(ledger)
    return path


@pytest.fixture
def at(linked_once: Path, tmp_path: Path) -> Iterator[str]:
    """Where a copy of it is served."""
    with served(Path(shutil.copy(linked_once, tmp_path / "ledger.db"))) as address:
        yield address


def titles(page: Page) -> list[str]:
    return page.locator(".incidents > li h2").all_inner_texts()


def settled(page: Page) -> None:
    """Until the world is drawn; then every request and refusal has been seen."""
    expect(page.locator("#map path.land").first).to_be_attached()
    expect(page.locator("#map .name").first).to_be_attached()


def test_everything_comes_from_this_server_under_its_policy(page: Page, at: str) -> None:
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    for path in ("/incidents", page_of(page, at, "Gao")):
        answer = page.goto(f"{at}{path}")
        assert answer is not None
        assert "unsafe" not in answer.headers["content-security-policy"]
        expect(page.locator("path.land").first).to_be_attached()
        expect(page.locator(".leaflet-container .name").first).to_be_attached()
        assert page.locator("main [style]").count() > 0  # set by script, as the policy allows
    assert asked
    assert {url.split("/")[2] for url in asked} == {at.split("/")[2]}
    assert refused == []


def page_of(page: Page, at: str, place: str) -> str:
    """The address of the incident at a place."""
    page.goto(f"{at}/incidents")
    address = page.locator(".incidents a", has_text=place).first.get_attribute("href")
    assert address is not None
    return address


def test_the_slider_filters_list_map_and_address_by_keyboard(page: Page, at: str) -> None:
    page.goto(f"{at}/incidents")
    settled(page)
    before = titles(page)
    marks = page.locator("#map .pin-mark").count()
    assert any("Gao" in title for title in before)
    assert any("Quetta" in title for title in before)
    handle = page.get_by_role("slider", name="From")
    read = handle.get_attribute("aria-valuetext") or ""
    assert re.fullmatch(r"\d+ March 2024", read)
    handle.focus()
    page.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuetext") != read
    for _ in range(5):
        page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile(r"\?from=2024-0[45]-\d\d$"))
    expect(page.locator(".incidents > li", has_text="Gao")).to_have_count(0)
    assert any("Quetta" in title for title in titles(page))
    placed = page.locator(".incidents > li").count() - page.locator(".incidents .no-place").count()
    expect(page.locator("#map .pin-mark")).to_have_count(placed)
    assert placed < marks
    expect(page.locator("#said")).to_contain_text("incident")
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    assert not any("Gao" in title for title in titles(page))
    assert page.get_by_role("slider", name="From").get_attribute("aria-valuetext") != read
    assert page.locator("#from").input_value() == shared[-10:]


def test_handles_do_not_pass_each_other(page: Page, at: str) -> None:
    page.goto(f"{at}/incidents")
    first, last = page.get_by_role("slider", name="From"), page.get_by_role("slider", name="Until")
    last.focus()
    page.keyboard.press("Home")
    first.focus()
    page.keyboard.press("End")
    assert int(first.input_value()) == int(last.input_value())


def test_list_and_map_light_each_other(page: Page, at: str) -> None:
    page.goto(f"{at}/incidents")
    settled(page)
    page.locator(".incidents a", has_text="Gao").focus()
    lit = page.locator("#map .pin-mark.lit")
    expect(lit).to_have_count(1)
    assert "Gao" in (lit.get_attribute("aria-label") or "")
    other = page.locator("#map .pin-mark", has=page.locator(".disc"), has_text="4")
    other.focus()
    assert "Quetta" in (other.get_attribute("aria-label") or "")
    expect(page.locator(".incidents > li.lit")).to_contain_text("Quetta")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quetta")


def test_what_is_nowhere_is_counted_and_can_be_listed(page: Page, at: str) -> None:
    page.goto(f"{at}/incidents")
    on_no_map = page.locator(".incidents > li", has=page.locator(".no-place")).count()
    assert on_no_map
    page.get_by_role("link", name=f"{on_no_map} without a place").click()
    expect(page.locator(".incidents > li")).to_have_count(on_no_map)
    assert page.url.endswith("?without=place")


def test_it_reads_without_script(browser: Browser, at: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at}/incidents")
    expect(page.locator("svg.pins")).to_be_visible()
    pin = page.locator("svg.pins a", has_text="Gao").first
    assert "9 killed" in (pin.get_attribute("aria-label") or "")
    page.locator("#from").fill("2024-05-01")
    page.get_by_role("button", name="Show").click()
    assert "from=2024-05-01" in page.url
    assert not any("Gao" in title for title in titles(page))
    page.locator("svg.pins a", has_text="Quetta").first.click()
    expect(page.locator("svg.locator text.place")).to_have_text("Quetta")
    context.close()


def test_the_maps_shut_nobody_out(browser: Browser, at: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong = []
    for path in ("/incidents", page_of(page, at, "Quetta")):
        page.goto(f"{at}{path}")
        expect(page.locator("path.land").first).to_be_attached()
        wrong += against(page, path)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{at}/incidents")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
    assert not wrong


def test_nonsense_in_the_address_asks_for_nothing(page: Page, at: str) -> None:
    page.goto(f"{at}/incidents")
    everything = len(titles(page))
    page.goto(f"{at}/incidents?from=yesterday&to=%00&country=%3Cb&without=sense")
    assert page.locator("h1").inner_text() == "Incidents"
    assert len(titles(page)) in (0, everything)
