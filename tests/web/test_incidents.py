"""Incidents in the browser: linked, merged with a look at what changes, split, undone; and the ledger holds that."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Page, expect

from hearsay.export.phrases import worded
from hearsay.flow.incidents import incident, listed
from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from hearsay.flow.regroup import merge
from hearsay.flow.summaries import gather_waiting
from hearsay.record.codes import Outcome
from tests.web.axe import against
from tests.web.served import STORY, served, write_ledger

pytest.importorskip("splink")
OTHER = """Army shells market in Gao

GAO, Mali, March 9, 2024 (Sahel Gazette) - Soldiers shelled the market of Gao on Friday, killing nine civilians,
the mayor said. The army denied that its guns had fired.
"""


@pytest.fixture(scope="session")
def two_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two reports of two happenings."""
    path = tmp_path_factory.mktemp("incidents") / "two.db"
    write_ledger(path, {"korcula.txt": STORY, "gao.txt": OTHER})
    return path


@pytest.fixture
def two(two_stories: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(two_stories, tmp_path / "ledger.db"))


@pytest.fixture
def at(two: Path) -> Iterator[str]:
    """Where the copy is served."""
    with served(two) as address:
        yield address


def incidents(ledger: Path) -> list[Any]:
    with open_ledger(str(ledger)) as opened:
        return listed(opened)


def test_linked_merged_split_and_undone(page: Page, at: str, two: Path) -> None:
    page.goto(f"{at}/incidents")
    page.get_by_role("button", name="Link the reports").click()
    expect(page.locator("ol.incidents > li").first).to_be_visible()
    before = incidents(two)
    assert len(before) >= 2
    page.goto(f"{at}/incidents/{before[0].id}")
    expect(page.locator("#numbers")).to_be_visible()
    page.get_by_label("It is the same as").select_option(before[1].id)
    page.get_by_role("button", name="See what merging changes").click()
    expect(page.get_by_role("heading", name="Merge these two?")).to_be_visible()
    assert len(incidents(two)) == len(before), "looking changes nothing"
    page.get_by_label("because").fill("one attack")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#regroup")).to_be_visible()
    merged = incidents(two)
    assert len(merged) == len(before) - 1
    assert set(merged[0].happenings) == set(before[0].happenings) | set(before[1].happenings)

    for happening in before[1].happenings:
        page.locator(f"input[name=part][value='{happening}']").check()
    page.get_by_role("button", name="See what splitting changes").click()
    expect(page.get_by_role("region", name="These leave").get_by_role("listitem")).to_have_count(
        len(before[1].happenings)
    )
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#regroup")).to_be_visible()
    assert {frozenset(one.happenings) for one in incidents(two)} == {
        frozenset(one.happenings) for one in before
    }
    with open_ledger(str(two)) as opened:
        made = [(one.verb, one.target, one.signed.actor, one.signed.reason) for one in opened.decisions()]
    assert made == [("merge", "incident", "Ana", "one attack"), ("split", "incident", "Ana", None)]


def test_a_merge_is_undone_where_it_is_seen(page: Page, at: str, two: Path) -> None:
    page.goto(f"{at}/incidents")
    page.get_by_role("button", name="Link the reports").click()
    expect(page.locator("ol.incidents > li").first).to_be_visible()
    before = incidents(two)
    page.goto(f"{at}/incidents/{before[0].id}")
    undo = page.get_by_role("button", name="Undo the")
    expect(undo).to_have_count(0)
    page.goto(f"{at}/incidents/{before[0].id}/merge?other={before[1].id}")
    page.get_by_label("because").fill("one attack")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#regroup form.undo")).to_contain_text("Ana merged this on")
    expect(page.locator("#regroup form.undo")).to_contain_text("“one attack”")
    assert len(incidents(two)) == len(before) - 1
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator("#numbers")).to_be_visible()
    expect(undo).to_have_count(0)
    assert incidents(two) == before
    with open_ledger(str(two)) as opened:
        assert [(one.verb, one.state) for one in opened.decisions()] == [("merge", "undone")]


def test_what_the_split_page_says_is_what_comes(page: Page, at: str, two: Path) -> None:
    """One happening of several is taken out: the numbers it announces are those the two incidents have then."""
    page.goto(f"{at}/incidents")
    page.get_by_role("button", name="Link the reports").click()
    expect(page.locator("ol.incidents > li").first).to_be_visible()
    with open_ledger(str(two), "write") as opened:
        merge(opened, [one.id for one in listed(opened)[:2]], actor="Ana")
        link(opened)
        before = listed(opened)
    whole = before[0]
    for leaving in whole.happenings:
        page.goto(f"{at}/incidents/{whole.id}/split?part={leaving}")
        table = page.get_by_role("region", name="How the numbers would change")
        announced = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
        assert announced
        assert table.locator("thead th").all_inner_texts()[2:] == [
            "now",
            "then: what stays",
            "then: what leaves",
        ]
        page.get_by_role("button", name="Split").click()
        expect(page.locator("#numbers")).to_be_visible()
        with open_ledger(str(two)) as opened:
            after = {frozenset(one.happenings): one.id for one in listed(opened)}
            stays = frozenset(whole.happenings) - {leaving}
            assert set(after) == {stays, frozenset({leaving})} | {
                frozenset(one.happenings) for one in before[1:]
            }
            found = {side: incident(opened, after[side]) for side in (stays, frozenset({leaving}))}
        outcomes = {worded("outcome", code): code for code in get_args(Outcome)}
        for outcome, policy, _, *shown in announced:
            for words, one in zip(shown, found.values(), strict=True):
                told = one.by_policy(policy.lower()).of(outcomes[outcome])  # type: ignore[arg-type]
                best = told.best if told is not None and told.used else None
                assert words.partition(" ")[0] in ((str(best),) if best is not None else ("–", "none"))
        page.get_by_role("button", name="Undo the split").click()
        expect(page.locator("#numbers")).to_be_visible()
        assert incidents(two) == before


def test_the_pages_shut_nobody_out(page: Page, at: str, two: Path) -> None:
    page.goto(f"{at}/incidents")
    page.get_by_role("button", name="Link the reports").click()
    one, other = [incident.id for incident in incidents(two)[:2]]
    part = incidents(two)[0].happenings[0]
    wrong = []
    for path in ("", f"/{one}", f"/{one}/merge?other={other}", f"/{one}/split?part={part}"):
        page.goto(f"{at}/incidents{path}")
        wrong += against(page, path)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("", f"/{one}"):
        page.goto(f"{at}/incidents{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert not wrong


def test_what_is_still_being_gathered_is_listed_without_numbers_and_filled_in(
    page: Page, at: str, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(str(two), "write") as ledger:
        link(ledger)
    monkeypatch.setattr("hearsay.web.views.incidents.GATHERED", 0)
    page.goto(f"{at}/incidents")
    lines = page.locator("ol.incidents > li")
    many = len(incidents(two))
    expect(lines).to_have_count(many)
    expect(lines.get_by_text("Its numbers are being gathered")).to_have_count(many)
    expect(page.get_by_text(f"{many} incidents of this page changed")).to_be_visible()
    with open_ledger(str(two), "write") as ledger:
        assert gather_waiting(ledger) == 0
    expect(lines.get_by_text("9 killed")).to_be_visible()
    expect(page.locator("#waiting")).to_have_count(0)
    expect(lines.get_by_text("Its numbers are being gathered")).to_have_count(0)
