"""A team at work in real browsers: coming in by keyboard, what each role sees, and two at one claim."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hearsay.flow.keep import open_ledger
from tests.web.axe import against
from tests.web.team import enter, password, team_served


@pytest.fixture
def desk(team_ledger: Path) -> Iterator[str]:
    """Where the team works."""
    with team_served(team_ledger) as address:
        yield address


@contextmanager
def person(browser: Browser, address: str, name: str, path: str = "/queue") -> Iterator[Page]:
    """Somebody at a browser of their own, logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console", lambda told: wrong.append(told.text) if "Content Security Policy" in told.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    enter(page, address, name, path)
    yield page
    context.close()
    assert not wrong


def key_of(team_ledger: Path) -> str:
    with open_ledger(str(team_ledger)) as ledger:
        claim = next(one for one in ledger.rows("claims") if not one.repeats and one.low is not None)
    return f"{claim.report}/{claim.claim}"


def decisions(team_ledger: Path) -> list[tuple[str, str, object]]:
    with open_ledger(str(team_ledger)) as ledger:
        return [(one.signed.actor, one.verb, one.value.get("low")) for one in ledger.decisions()]


def test_in_and_out_by_keyboard(page: Page, desk: str) -> None:
    page.goto(f"{desk}/reports")
    assert page.title() == "Log in · Hearsay"
    expect(page.get_by_label("Name")).to_be_focused()
    assert not page.get_by_role("link", name="Queue").count(), "nothing of the ledger is shown"
    page.keyboard.type("Ben")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password at all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="do not belong together")).to_contain_text(
        "E-TEAM-REFUSED"
    )
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("Ben")
    page.keyboard.type(password("Ben"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk}/reports")
    assert "You sign as Ben" in page.locator("footer").inner_text()
    page.get_by_role("button", name="Log out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk}/login")
    page.go_back()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_claim_is_judged_by_keyboard_and_signed(browser: Browser, desk: str, team_ledger: Path) -> None:
    with person(browser, desk, "Ben") as ben:
        ben.keyboard.press("a")
        ben.locator(".is-accept").first.wait_for()
        ben.goto(f"{desk}/log")
        ben.get_by_role("button", name="Undo").first.click()
        ben.locator(".log .undone").first.wait_for()
    assert [one[:2] for one in decisions(team_ledger)] == [("Ben", "accept")]


@pytest.mark.parametrize(
    ("name", "sees", "not_sees"),
    [
        ("Rita", [], ["Accept", "Correct", "Add one", "Say so", "Link the reports", "Add", "Accounts"]),
        ("Ben", ["Accept", "Correct", "Add one", "Add"], ["Say so", "Link the reports", "Accounts"]),
        ("Rob", ["Accept", "Correct", "Add one", "Add", "Say so", "Link the reports"], ["Accounts"]),
        ("Ana", ["Accept", "Correct", "Add one", "Add", "Say so", "Link the reports", "Accounts"], []),
    ],
)
def test_everybody_sees_what_they_may_do(
    browser: Browser, desk: str, team_ledger: Path, name: str, sees: list[str], not_sees: list[str]
) -> None:
    with person(browser, desk, name, f"/reports/{key_of(team_ledger).split('/')[0]}") as page:
        page.locator("details.original summary").click()
        seen = {
            words.split("\n")[0].strip()
            for words in page.locator("a:visible, button:visible").all_inner_texts()
        }
        page.goto(f"{desk}/incidents")
        seen |= {words.strip() for words in page.locator("a:visible, button:visible").all_inner_texts()}
        first = {words.rsplit(" ", 1)[0] if len(words.rsplit(" ", 1)[-1]) == 1 else words for words in seen}
        assert set(sees) <= first
        assert not set(not_sees) & first
        page.goto(f"{desk}/queue")
        page.locator(".cards > .claim").first.focus()
        page.keyboard.press("a")
        if name == "Rita":
            page.wait_for_timeout(300)
            assert page.locator(".is-accept").count() == 0
        else:
            page.locator(".is-accept").first.wait_for()
    assert [one[:2] for one in decisions(team_ledger)] == ([] if name == "Rita" else [(name, "accept")])


def test_two_at_one_claim_see_each_other(browser: Browser, desk: str, team_ledger: Path) -> None:
    key = key_of(team_ledger)
    report, claim = key.split("/")
    with person(browser, desk, "Ben") as ben, person(browser, desk, "Cleo", "/reports") as cleo:
        ben.goto(f"{desk}/reports/{report}?edit={claim}")
        ben.locator("form.coding").wait_for()
        ben.wait_for_timeout(500)
        cleo.goto(f"{desk}/reports/{report}?claim={claim}")
        note = cleo.locator(f"[data-key='{key}'] .present")
        expect(note).to_contain_text("Ben has this claim open to correct since", timeout=15_000)
        expect(cleo.locator(".head .present")).to_contain_text("Also in this report: Ben")
        cleo.keyboard.press("e")
        expect(cleo.locator("form.coding .present")).to_contain_text(
            "Ben has this claim open", timeout=15_000
        )
        ben.keyboard.press("Escape")
        ben.goto(f"{desk}/reports")
        cleo.keyboard.press("Escape")
        expect(note).to_have_count(0, timeout=20_000)


def test_two_correct_one_claim_and_neither_loses_a_word(
    browser: Browser, desk: str, team_ledger: Path
) -> None:
    key = key_of(team_ledger)
    report, claim = key.split("/")
    with person(browser, desk, "Ben") as ben, person(browser, desk, "Cleo") as cleo:
        for one in (ben, cleo):
            one.goto(f"{desk}/reports/{report}?edit={claim}")
            one.locator("form.coding").wait_for()
        ben.get_by_label("at least").fill("3")
        ben.get_by_label("where").fill("Vela Luka")
        ben.locator("button.save").click()
        ben.get_by_text("corrected by Ben").first.wait_for()
        cleo.get_by_label("at least").fill("4")
        cleo.get_by_label("who is counted").fill("fishermen and a boy")
        cleo.get_by_label("why, if").fill("the second paragraph")
        cleo.locator("button.save").click()
        told = cleo.locator("form.coding .refusals")
        expect(told).to_contain_text("Ben corrected this claim since you opened it")
        rows = {
            row[0]: row[1:]
            for row in (line.split("\t") for line in told.locator("table").inner_text().split("\n"))
        }
        assert rows["at least"][1:] == ["3", "4"], "theirs and mine"
        assert rows["where"][1:] == ["Vela Luka", "as it was"]
        assert rows["who is counted"][1:] == ["as it was", "fishermen and a boy"]
        expect(cleo.get_by_label("at least")).to_have_value("4")
        expect(cleo.get_by_label("where")).to_have_value("Vela Luka")
        expect(cleo.get_by_label("why, if")).to_have_value("the second paragraph")
        assert [one[0] for one in decisions(team_ledger)] == ["Ben"], "nothing was written yet"
        assert against(cleo, "somebody else was first") == []
        cleo.get_by_role("button", name="Put mine on top").click()
        cleo.get_by_text("corrected by Cleo").first.wait_for()
    with open_ledger(str(team_ledger)) as ledger:
        row = next(one for one in ledger.rows("claims") if (one.report, one.claim) == (report, claim))
    assert (row.low, row.counted, row.place_name) == (4, "fishermen and a boy", "Vela Luka")
    assert decisions(team_ledger) == [("Ben", "correct", 3), ("Cleo", "correct", 4)]


def test_who_accepts_what_another_rejected_sees_it_first(
    browser: Browser, desk: str, team_ledger: Path
) -> None:
    with person(browser, desk, "Ben") as ben, person(browser, desk, "Cleo") as cleo:
        key = str(ben.locator(".cards > .claim").first.get_attribute("data-key"))
        ben.keyboard.press("x")
        ben.locator(f"[data-key='{key}'].is-reject").wait_for()
        cleo.locator(f"[data-key='{key}']").focus()
        cleo.keyboard.press("a")
        expect(cleo.locator("#refusal")).to_contain_text("Ben rejected this claim since you opened it")
        card = cleo.locator(f"[data-key='{key}']")
        expect(card).to_contain_text("rejected by Ben")
        expect(card).to_be_focused()
        assert [one[:2] for one in decisions(team_ledger)] == [("Ben", "reject")]
        cleo.keyboard.press("a")
        cleo.locator(f"[data-key='{key}'].is-accept").wait_for()
    assert [one[:2] for one in decisions(team_ledger)] == [("Ben", "reject"), ("Cleo", "accept")]


def test_a_session_that_ended_costs_no_typed_word(browser: Browser, desk: str, team_ledger: Path) -> None:
    report, claim = key_of(team_ledger).split("/")
    with person(browser, desk, "Ben", f"/reports/{report}?edit={claim}") as ben:
        ben.locator("form.coding").wait_for()
        ben.get_by_label("at least").fill("7")
        ben.context.clear_cookies()
        ben.locator("button.save").click()
        told = ben.locator("#refusal")
        expect(told).to_contain_text("E-TEAM-LOGIN")
        expect(ben.get_by_label("at least")).to_have_value("7")
        with ben.context.expect_page() as opened:
            told.get_by_role("link", name="Log in beside").click()
        enter(opened.value, desk, "Ben", "/login")
        opened.value.close()
        ben.bring_to_front()
        with ben.expect_response("**/api/session"):
            ben.evaluate("dispatchEvent(new Event('focus'))")
        ben.wait_for_timeout(200)
        ben.locator("button.save").click()
        ben.get_by_text("corrected by Ben").first.wait_for()
    assert decisions(team_ledger) == [("Ben", "correct", 7)]


def test_without_scripts_the_team_works_too(browser: Browser, desk: str, team_ledger: Path) -> None:
    report, claim = key_of(team_ledger).split("/")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/reports/{report}?edit={claim}")
    page.get_by_label("Name").fill("Ben")
    page.get_by_label("Password").fill(password("Ben"))
    page.get_by_role("button", name="Log in").click()
    with open_ledger(str(team_ledger), "write") as ledger:
        from hearsay.flow.coding import Correction, Seen, Signing, correct

        correct(ledger, report, claim, Correction({"low": 3}), Seen(), Signing("Cleo"))
    page.get_by_label("at least").fill("5")
    page.locator("button.save").click()
    assert "Cleo corrected this claim since you opened it" in page.locator("form.coding").inner_text()
    page.get_by_role("button", name="Put mine on top").click()
    assert decisions(team_ledger) == [("Cleo", "correct", 3), ("Ben", "correct", 5)]
    page.get_by_role("button", name="Log out").click()
    assert page.url == f"{desk}/login"
    context.close()
