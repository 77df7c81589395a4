"""The page of a report that `hearsay read` writes, opened as a file in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hearsay.export.page import page as written
from tests.export.invented import korcula
from tests.web.watching import watched

DENIAL = "Residents|denied|that|anyone|had|arrived"
LIT = """() => [
  [...document.querySelectorAll(".text .lit")].map((one) => one.textContent.trim()).join("|"),
  [...document.querySelectorAll(".claim.lit")].map((one) => one.dataset.claim).join("|"),
]"""
NOWHERE = (2, 2)  # a corner of the window, over nothing


def pins(tab: Page) -> None:
    """A click on a claim, and away from it."""
    tab.click("#claim-3")
    tab.mouse.move(*NOWHERE)


POINTING: dict[str, tuple[Callable[[Page], None], str | None, str]] = {
    "the mouse on a claim": (lambda tab: tab.hover("#claim-3"), DENIAL, "3"),
    "off it": (lambda tab: tab.mouse.move(*NOWHERE), "", ""),
    "the focus on a claim": (lambda tab: tab.focus("#claim-3"), DENIAL, "3"),
    "out of it": (lambda tab: tab.evaluate("document.activeElement.blur()"), "", ""),
    "the mouse on a place": (lambda tab: tab.hover(".text .place"), None, "2"),
    "on a cue": (lambda tab: tab.hover(".text .cue"), None, "1|2"),
    "a click pins": (pins, DENIAL, "3"),
    "Escape lets go": (lambda tab: tab.keyboard.press("Escape"), "", ""),
}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page, under its own policy, in a browser that may ask for nothing but the file."""
    file = tmp_path / "page.html"
    file.write_text(written(korcula()), encoding="utf-8")
    with watched(browser, ours="file://") as (tab, wrong):
        tab.goto(file.as_uri())
        yield tab
        assert not wrong


def test_pointing_lights_words_and_claims(opened: Page) -> None:
    for name, (act, words, claims) in POINTING.items():
        act(opened)
        lit_words, lit_claims = opened.evaluate(LIT)
        assert lit_claims == claims, name
        assert words is None or lit_words == words, name
