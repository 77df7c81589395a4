"""What somebody who has read no manual looks for: where the words are, what is not saved yet, where to go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from tests.web.served import STORY, served, write_ledger

GAO = """Army shells market in Gao

GAO, Mali, March 9, 2024 (Sahel Gazette) - Soldiers shelled the market of Gao on Friday, killing nine civilians,
the mayor said. The army denied that its guns had fired.
"""
CLINIC = """Clinic in Gao counts eleven dead

GAO, Mali, March 10, 2024 (Delta Post) - The shelling of the market of Gao on Friday killed eleven civilians, a
doctor said on Saturday.
"""


def report_of(ledger: Path) -> str:
    with open_ledger(str(ledger)) as opened:
        return str(next(iter(opened.rows("claims"))).report)


@pytest.fixture
def correcting(page: Page, address: str, ledger: Path) -> Page:
    """The form of the claim that two fishermen drowned."""
    page.goto(f"{address}/reports/{report_of(ledger)}")
    page.locator(".cards > .claim", has_text="drowned").first.locator("a.edit").click()
    expect(page.locator("#form-title")).to_be_focused()
    return page


# --- the form ---


def test_the_words_of_the_claim_stay_lit_and_in_view_while_it_is_corrected(correcting: Page) -> None:
    page = correcting
    drowned = page.locator("#text .trigger", has_text="drowned")
    expect(page.locator("#text .trigger.lit")).to_contain_text(["drowned"])
    expect(drowned).to_be_in_viewport()
    page.mouse.move(5, 5)
    page.keyboard.press("c")
    expect(page.locator("#text .trigger.lit")).to_contain_text(["drowned"])
    assert page.locator("#text .trigger:not(.lit)").count() > 0
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("form.coding")).to_have_count(0)


def test_what_another_claim_has_within_the_same_words_is_not_marked_as_this_ones(
    page: Page, address: str, ledger: Path
) -> None:
    page.goto(f"{address}/reports/{report_of(ledger)}")
    drowned, overturned = (
        page.locator("#text .trigger", has_text=word) for word in ("drowned", "overturned")
    )
    page.locator(".cards > .claim", has_text="drowned").first.focus()
    expect(overturned).to_contain_class("lit aside")  # said in one breath, and no part of it
    expect(drowned).to_contain_class("lit")
    expect(drowned).not_to_contain_class("aside")
    page.locator(".cards > .claim", has_text="overturned").first.focus()
    expect(overturned).not_to_contain_class("aside")


@pytest.mark.parametrize("height", [500, 800])
def test_save_and_what_is_not_saved_stand_in_view(correcting: Page, height: int) -> None:
    page = correcting
    page.set_viewport_size({"width": 1280, "height": height})
    expect(page.locator("button.save")).to_be_in_viewport(ratio=1)
    page.keyboard.press("c")
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    told = page.locator(".unsaved")
    expect(told).to_contain_text("not saved")
    expect(told).to_be_in_viewport(ratio=1)


def test_a_number_that_the_words_will_give_is_struck_out_until_somebody_writes_one(correcting: Page) -> None:
    page = correcting
    page.keyboard.press("5")
    expect(page.locator(".spans small")).to_contain_text("Enter to take them")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    low = page.locator(".f-low")
    expect(low).to_have_class("field f-low stale")
    expect(low).to_contain_text("when you save")
    page.get_by_label("at least").fill("3")
    expect(low).to_have_class("field f-low")
    expect(low).not_to_contain_text("when you save", use_inner_text=True)


def test_down_and_up_go_to_the_line_below_and_above(correcting: Page) -> None:
    page = correcting
    page.keyboard.press("1")
    chosen = "() => getSelection().toString()"
    top = "() => getSelection().getRangeAt(0).getBoundingClientRect().top"
    word, at = page.evaluate(chosen), page.evaluate(top)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(top) < at
    page.keyboard.press("ArrowDown")
    assert page.evaluate(top) == at
    page.keyboard.press("Shift+ArrowDown")
    wide = page.evaluate(chosen)
    assert len(wide.split()) > 1
    for _ in range(60):
        page.keyboard.press("ArrowDown")  # at the last line it stays
    assert page.evaluate(chosen).strip()
    assert word == "drowned"


def test_what_is_saved_stays_shut_when_the_page_is_loaded_again(
    page: Page, address: str, ledger: Path
) -> None:
    page.goto(f"{address}/queue")
    expect(page.locator(".items .claim").first).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("p")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".claim.is-correct")).to_be_focused()
    page.reload()
    expect(page.locator(".claim.is-correct")).to_be_focused()
    expect(page.locator("form.coding")).to_have_count(0)


# --- where one is, and how much is left ---


def test_how_many_wait_goes_along(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/reports/{report_of(ledger)}")
    told = page.locator(".claims-head p")
    before = int(told.inner_text().split()[0])
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(told).to_have_text(f"{before - 1} to look at")
    page.locator(".claim.is-accept button.undo").click()
    expect(told).to_have_text(f"{before} to look at")
    page.goto(f"{address}/queue")
    expect(page.locator(".counts strong")).to_have_text(f"{before} claims")
    page.keyboard.press("x")
    expect(page.locator(".counts strong")).to_have_text(f"{before - 1} claims")


def test_what_is_added_has_the_focus_and_its_neighbour_once_it_is_gone(
    page: Page, address: str, ledger: Path
) -> None:
    page.goto(f"{address}/reports/{report_of(ledger)}")
    page.keyboard.press("n")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".claim.missed")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(".claim.missed")).to_have_count(0)
    expect(page.locator(".cards > .claim:focus")).to_have_count(1)


@pytest.mark.parametrize("width", [1000, 1280, 1600])
def test_nothing_sticks_beneath_the_bar(page: Page, address: str, ledger: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}/reports/{report_of(ledger)}")
    page.evaluate("document.querySelector('#progress b:last-of-type').textContent = '1111'")
    page.evaluate("window.scrollTo(0, 300)")
    bar = page.locator("header.bar").bounding_box()
    claims = page.locator("#claims").bounding_box()
    assert bar
    assert claims
    assert claims["y"] >= bar["y"] + bar["height"]
    if width >= 1280:
        assert bar["height"] < 56, "one row"


def test_the_keys_open_at_their_beginning(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}/queue")
    page.keyboard.press("?")
    expect(page.locator("#help-title")).to_be_in_viewport()
    expect(page.locator("#help-title")).to_be_focused()


def test_a_stroke_searches_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/queue")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/search?text=harbour")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "harbour"


def test_the_first_page_says_what_to_do_until_somebody_has(page: Page, address: str) -> None:
    page.goto(f"{address}/queue")
    expect(page.locator(".head")).to_contain_text("Accept it, correct it, or reject it")
    expect(page.locator(".head .legend")).to_contain_text("who says it")
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_contain_text("1 decided today")
    page.reload()
    expect(page.locator(".head")).not_to_contain_text("Accept it")


# --- reports ---


def test_after_adding_one_goes_on_with_enter(page: Page, address: str) -> None:
    page.goto(f"{address}/add")
    page.get_by_label("Paste a text").fill(GAO)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.get_by_role("link", name="Army shells market in Gao")).to_be_visible()
    on = page.get_by_role("link", name="Look at the claims")
    expect(on).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Army shells market in Gao")


def test_what_is_refused_is_not_under_what_was_read(page: Page, address: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    page.goto(f"{address}/add")
    page.get_by_label("Or choose files").set_input_files(empty)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.get_by_role("heading", name="Not read")).to_be_visible()
    expect(page.locator(".taken .refused")).to_contain_text("E-INGEST-EMPTY")
    expect(page.get_by_role("link", name="Look at the claims")).to_have_count(0)


def test_a_text_that_is_refused_is_not_to_be_pasted_again(page: Page, address: str) -> None:
    page.goto(f"{address}/add")
    page.get_by_label("Paste a text").fill("¿¿¿ ...")
    page.get_by_label("Publisher").fill("Delta Post")
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator(".taken .refused")).to_be_visible()
    expect(page.get_by_label("Paste a text")).to_have_value("¿¿¿ ...")
    expect(page.get_by_label("Publisher")).to_have_value("Delta Post")


# --- incidents ---


@pytest.fixture(scope="module")
def linked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("splink")
    path = tmp_path_factory.mktemp("newcomer") / "linked.db"
    write_ledger(path, {"korcula.txt": STORY, "gao.txt": GAO, "clinic.txt": CLINIC})
    with open_ledger(str(path), "write") as opened:
        link(opened)
    return path


@pytest.fixture
def linked(linked_once: Path, tmp_path: Path) -> Iterator[str]:
    with served(Path(shutil.copy(linked_once, tmp_path / "linked.db"))) as address:
        yield address


def first(page: Page, address: str) -> str:
    page.goto(f"{address}/incidents")
    href = page.locator("ol.incidents h2 a").first.get_attribute("href")
    assert href
    return f"{address}{href}"


def test_every_part_of_an_incident_is_one_step_from_its_top(page: Page, linked: str) -> None:
    page.goto(first(page, linked))
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert links.count() >= 4
    for one in links.all():
        target = (one.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1, target
    links.last.click()
    expect(page.locator("#regroup h2")).to_be_in_viewport()


def test_splitting_nothing_says_what_is_lacking(page: Page, linked: str) -> None:
    page.goto(first(page, linked))
    parts = page.locator(".parts input")
    assert parts.count() > 1
    page.locator("#regroup details").evaluate("(one) => { one.open = true; }")
    split = page.get_by_role("button", name="See what splitting changes")
    split.click()
    assert page.evaluate("document.querySelector('.parts input').validationMessage").startswith("Tick what")
    assert "/split" not in page.url
    for one in parts.all():
        one.check()
    split.click()
    assert page.evaluate("document.querySelector('.parts input').validationMessage").startswith("Leave")
    parts.first.uncheck()
    split.click()
    expect(page.get_by_role("heading", name="Take these out?")).to_be_visible()


def test_a_merge_says_so_at_the_top_and_names_its_reports_in_the_log(page: Page, linked: str) -> None:
    page.goto(first(page, linked))
    expect(page.locator(".head .notice")).to_have_count(0)
    page.get_by_role("button", name="See what merging changes").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".head .notice")).to_contain_text("Ana merged this on")
    page.get_by_role("link", name="Undo it below").click()
    expect(page.get_by_role("button", name="Undo the merge")).to_be_in_viewport()
    page.goto(f"{linked}/log?actor=Ana")
    entry = page.locator(".log > li").first
    expect(entry).to_contain_text("merged incidents into one")
    expect(entry).to_contain_text("Army shells market in Gao")
    expect(entry).to_contain_text("Two dead as boat overturns off Korčula")
    expect(entry).not_to_contain_text("judged:")


def test_a_source_names_the_incident_of_its_numbers(page: Page, linked: str) -> None:
    page.goto(f"{linked}/sources")
    page.get_by_role("link", name="the mayor").click()
    cell = page.locator("table a[href^='/incidents/']").first
    expect(cell).to_contain_text("Gao")


def test_what_an_export_would_hold_comes_into_view(page: Page, linked: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{linked}/export")
    page.get_by_role("button", name="Show what it would hold").click()
    expect(page.get_by_role("link", name="Download ZIP")).to_be_in_viewport()
    page.get_by_label("Happening since").fill("31 Feb")
    page.get_by_role("button", name="Show what it would hold").click()
    expect(page.locator("main .refusals")).to_contain_text("is not a date")
    expect(page.locator("main .refusals")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/incidents", "/reports", "/sources", "/search?text=gao"])
def test_lists_go_by_keyboard_too(page: Page, linked: str, path: str) -> None:
    page.goto(f"{linked}{path}")
    page.keyboard.press("j")
    first_line = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first_line
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first_line
    page.keyboard.press("o")
    expect(page).to_have_url(first_line)
