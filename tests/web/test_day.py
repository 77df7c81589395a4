"""A coder's day in a real browser: what is pressed there is what the ledger holds, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from hearsay.flow.keep import log, open_ledger
from hearsay.record.journal import Decision
from tests.web.served import STORY, served


def decisions(ledger: Path) -> tuple[Decision, ...]:
    with open_ledger(str(ledger)) as opened:
        return opened.decisions()


def claims(ledger: Path) -> list[Any]:
    with open_ledger(str(ledger)) as opened:
        return list(opened.rows("claims"))


def claim_of(ledger: Path, trigger: str) -> Any:
    return next(one for one in claims(ledger) if one.trigger_words == trigger)


def report_of(ledger: Path) -> str:
    return str(claims(ledger)[0].report)


def card(page: Page, claim: Any) -> Any:
    return page.locator(f".claim[data-key='{claim.report}/{claim.claim}']")


def test_one_key_accepts_and_the_next_claim_waits(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/queue")
    first = page.locator(".cards > .claim").first
    expect(first).to_be_focused()
    key = str(first.get_attribute("data-key"))
    flags = page.locator(".cards > .claim").first.locator(".flag").count()
    page.keyboard.press("a")
    expect(page.locator(f"[data-key='{key}']")).to_contain_text("accepted by Ana")
    expect(page.locator(".cards > .claim").nth(1)).to_be_focused()
    expect(page.locator("#progress")).to_contain_text("1 decided today")
    (made,) = decisions(ledger)
    assert (made.verb, made.signed.actor, made.signed.actor_kind) == ("accept", "Ana", "person")
    assert f"{made.parts[0].report}/{made.parts[0].id}" == key
    assert {"certainty", "origin_kind"} <= set(made.value["fields"])  # type: ignore[arg-type]
    assert len(made.value["review"]) == flags  # type: ignore[arg-type]
    assert made.judged, "what was before the person's eyes"


def test_reject_undo_and_reload(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/queue")
    key = str(page.locator(".cards > .claim").first.get_attribute("data-key"))
    page.keyboard.press("x")
    expect(page.locator(f"[data-key='{key}']")).to_contain_text("rejected by Ana")
    expect(page.locator(".cards > .claim:focus")).not_to_have_attribute("data-key", key)  # it has gone on
    page.locator(f"[data-key='{key}']").press("u")
    expect(page.locator(f"[data-key='{key}']")).not_to_contain_text("rejected")
    page.reload()
    expect(page.locator(f"[data-key='{key}']")).not_to_contain_text("rejected")
    (made,) = decisions(ledger)
    assert (made.verb, made.state) == ("reject", "undone")
    with open_ledger(str(ledger)) as opened:
        assert [one.kind for one in log(opened)][-2:] == ["decision made", "entry undone"]


def test_fields_are_corrected_by_keyboard_and_what_was_read_stays(
    page: Page, address: str, ledger: Path
) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?claim={claim.claim}")
    expect(card(page, claim)).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#form h2")).to_be_focused()
    page.get_by_label("at least").fill("3")
    page.get_by_label("at most").fill("3")
    page.get_by_label("certainty").select_option("probable")
    page.keyboard.press("Control+Enter")
    expect(card(page, claim)).to_contain_text("corrected by Ana")
    expect(card(page, claim).locator(".changes")).to_contain_text("asserted probable")
    expect(card(page, claim)).to_be_focused()
    (made,) = decisions(ledger)
    assert made.verb == "correct"
    value = {name: one for name, one in made.value.items() if name != "review"}
    assert value == {"low": 3, "high": 3, "certainty": "probable"}
    row = claim_of(ledger, "drowned")
    assert (row.low, row.high, row.certainty) == (3, 3, "probable")
    assert json.loads(row.corrected) == {"low": 2, "high": 2, "certainty": "asserted"}


def test_words_are_selected_with_the_keyboard(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?claim={claim.claim}")
    page.keyboard.press("e")
    page.locator(".pick[data-role=trigger]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")  # from "drowned" to "had"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("output[data-for=trigger]")).to_have_text("had drowned")
    page.keyboard.press("Control+Enter")
    expect(card(page, claim)).to_contain_text("“had drowned”")
    start = STORY.index("had drowned")
    (made,) = decisions(ledger)
    span = {"start": start, "end": start + len("had drowned"), "words": "had drowned"}
    assert made.value["spans"] == {"trigger": [span]}


def test_words_are_selected_with_the_mouse_over_marks_and_accents(
    page: Page, address: str, ledger: Path
) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?edit={claim.claim}")
    page.locator(".pick[data-role=source]").click()
    words = "Tuesday that two fishermen"
    drag(page, words)
    expect(page.locator("output[data-for=source]")).to_have_text(words)
    page.locator("button.save").click()
    expect(card(page, claim)).to_contain_text(f"“{words}”")
    (made,) = decisions(ledger)
    spans: Any = made.value["spans"]
    (span,) = spans["source"]
    assert STORY[span["start"] : span["end"]] == span["words"] == words


PLACE_OF_WORDS = """(words) => {
    const text = document.getElementById("text");
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const places = [];
    let whole = "";
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest("sup")) continue;
        for (let i = 0; i < walker.currentNode.data.length; i++) places.push([walker.currentNode, i]);
        whole += walker.currentNode.data;
    }
    const start = whole.indexOf(words), end = start + words.length - 1;
    const range = document.createRange();
    range.setStart(...places[start]); range.setEnd(places[start][0], places[start][1] + 1);
    range.startContainer.parentElement.scrollIntoView({block: "center"});
    const first = range.getBoundingClientRect();
    range.setStart(...places[end]); range.setEnd(places[end][0], places[end][1] + 1);
    const last = range.getBoundingClientRect();
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""
"""Where words of the text begin and end on the screen, brought into its middle: x, y, x, y."""


def drag(page: Page, words: str) -> None:
    """Drag the mouse over words of the report that stand on one line, once the page has come to rest."""
    box, before = page.evaluate(PLACE_OF_WORDS, words), None
    while box != before:
        page.wait_for_timeout(50)
        box, before = page.evaluate(PLACE_OF_WORDS, words), box
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=5)
    page.mouse.up()
    expect(page.locator("main.picking")).to_have_count(0)  # the page takes the words a moment later


def test_a_missed_claim_is_added_shown_and_undone(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/reports/{report_of(ledger)}")
    page.keyboard.press("n")
    expect(page.locator("#form h2")).to_have_text("Add a claim that is missing")
    page.locator(".pick[data-role=trigger]").click()
    drag(page, "overloaded")
    page.locator(".pick[data-role=source]").click()
    drag(page, "Residents")
    page.get_by_label("certainty").select_option("denied")
    page.locator("button.save").click()
    added = page.locator(".claim.missed")
    expect(added).to_contain_text("added by Ana")
    expect(added).to_contain_text("“overloaded”")
    number = added.get_attribute("data-claim")
    assert page.locator(f"#text .trigger[data-claims~='{number}']").inner_text() == "overloaded"
    (made,) = decisions(ledger)
    value: Any = made.value["missed"]
    assert (value["certainty"], value["spans"]["source"][0]["words"]) == ("denied", "Residents")
    added.locator("button.undo").click()
    expect(page.locator(".claim.missed")).to_have_count(0)
    assert decisions(ledger)[0].state == "undone"


def test_a_grade_is_a_persons_own_and_no_verdict(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?edit={claim.claim}")
    page.get_by_label("Admiralty").select_option("B2")
    page.get_by_role("button", name="Give the grade").click()
    expect(card(page, claim)).to_contain_text("graded Admiralty B2 by Ana")
    expect(card(page, claim).locator("button.accept")).to_be_visible()
    (made,) = decisions(ledger)
    assert (made.verb, dict(made.value)) == ("grade", {"admiralty": "B2"})


def test_pointing_at_either_lights_the_other(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}")
    card(page, claim).hover()
    lit = re.compile(r"\blit\b")
    expect(page.locator("#text .trigger", has_text="drowned")).to_have_class(lit)
    expect(page.locator("#text .trigger", has_text="injured")).not_to_have_class(lit)
    page.locator("#text .trigger", has_text="injured").hover()
    injured = claim_of(ledger, "injured")
    expect(card(page, injured)).to_have_class(lit)


def test_two_at_once_are_told_of_each_other(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?claim={claim.claim}")
    with served(ledger, actor="Ben") as other:
        tab = page.context.new_page()
        tab.goto(f"{other}/reports/{claim.report}?claim={claim.claim}")
        tab.keyboard.press("x")
        expect(card(tab, claim)).to_contain_text("rejected by Ben")
    page.keyboard.press("a")
    expect(page.locator("#refusal")).to_contain_text("Ben rejected this claim since you opened it")
    assert [(one.verb, one.signed.actor) for one in decisions(ledger)] == [("reject", "Ben")]


def test_without_script_the_pages_read_and_the_buttons_decide(
    browser: Any, address: str, ledger: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    claim = claim_of(ledger, "drowned")
    tab.goto(f"{address}/reports/{claim.report}")
    assert "two fishermen had drowned" in " ".join(tab.locator("#text").inner_text().split())
    card(tab, claim).locator("button.accept").click()
    assert "accepted by Ana" in card(tab, claim).inner_text()
    context.close()
    assert [one.verb for one in decisions(ledger)] == ["accept"]
