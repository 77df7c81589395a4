"""Double coding in real browsers: Ana and Ben, each at a server of their own, see nothing of each other until both have
finished; then it is compared and settled, and the ledger holds exactly that."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from hearsay.flow import codings
from hearsay.flow.comparison import compare
from hearsay.flow.keep import open_ledger
from hearsay.ledger.verify import verify
from tests.web.served import served
from tests.web.team import Visitor, make_team
from tests.web.test_day import claim_of, claims, decisions, drag, report_of


@dataclass
class Desk:
    """One coder at a browser of their own."""

    address: str
    page: Page

    def go(self, path: str) -> Page:
        """To a page of this coder's server."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def everything(self) -> str:
        """All that this server tells of the ledger, on pages and to programs."""
        report = self.report
        paths = [
            "/queue?state=all",
            "/reports",
            f"/reports/{report}",
            "/log",
            "/sources",
            "/codings",
            self.coding,
        ]
        paths += ["/api/queue?state=all", f"/api/reports/{report}", "/api/journal", "/api/progress"]
        paths += ["/search?text=fishermen", f"{self.coding}/reports/{report}", f"{self.coding}/compare"]
        return "\n".join(self.page.request.get(f"{self.address}{path}").text() for path in paths)

    report: str = ""
    coding: str = ""


@pytest.fixture
def two(browser: Browser, ledger: Path) -> Iterator[tuple[Desk, Desk]]:
    """Ana and Ben, and a double coding of the one report."""
    with open_ledger(str(ledger), "write") as opened:
        report = report_of(ledger)
        number = codings.open_coding(opened, "pilot", [report], ["Ana", "Ben"], actor="Ana").seq
    wrong: list[str] = []
    with ExitStack() as stack:
        desks = []
        for name in ("Ana", "Ben"):
            address = stack.enter_context(served(ledger, actor=name))
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on(
                "console",
                lambda told: wrong.append(told.text) if "Content Security Policy" in told.text else None,
            )
            desks.append(Desk(address, page, report, f"/codings/{number}"))
        yield desks[0], desks[1]
    assert not wrong


def at_report(desk: Desk) -> Page:
    return desk.go(f"{desk.coding}/reports/{desk.report}")


def card(page: Page, claim: Any) -> Any:
    return page.locator(f".cards > .claim[data-key='{claim.report}/{claim.claim}']")


def says(desk: Desk, claim: Any, key: str, verb: str) -> None:
    """One key on one card."""
    page = at_report(desk)
    card(page, claim).focus()
    page.keyboard.press(key)
    expect(card(page, claim)).to_contain_text(verb)


def corrects(desk: Desk, claim: Any, **fields: str) -> None:
    """Fields of a claim, by keyboard."""
    page = at_report(desk)
    card(page, claim).focus()
    page.keyboard.press("e")
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.keyboard.press("Control+Enter")
    expect(card(page, claim)).to_contain_text("corrected by")
    expect(page.locator("form.coding")).to_have_count(0)


def finishes(desk: Desk) -> None:
    page = desk.go(f"{desk.coding}/finish")
    page.get_by_role("button", name=re.compile("^Finish")).click()
    page.wait_for_url(re.compile(r"/codings/\d+$"))


def test_two_code_blind_compare_and_settle(two: tuple[Desk, Desk], ledger: Path) -> None:
    ana, ben = two
    drowned, injured = claim_of(ledger, "drowned"), claim_of(ledger, "injured")
    untouched = claims(ledger)

    page = at_report(ana)
    expect(page.locator("#blind")).to_contain_text(
        f"Double coding pilot: blind, 0 of {judgeable(ledger)} judged"
    )
    says(ana, injured, "a", "accepted by Ana")
    expect(page.locator("#blind")).to_contain_text(f"blind, 1 of {judgeable(ledger)} judged")
    corrects(ana, drowned, at_least="418732", at_most="439911")
    page.keyboard.press("n")
    page.locator(".pick[data-role=trigger]").click()
    drag(page, "overturned off the island")
    page.get_by_label("who is counted").fill("a zeppelin")
    page.locator("button.save").click()
    expect(page.locator(".claim.missed")).to_contain_text("added by Ana")

    # nothing of it anywhere on Ben's side, nor in what counts
    seen = ben.everything()
    for secret in ("418732", "439911", "zeppelin", "accepted", "corrected by", "added by"):
        assert not re.search(rf"\b{secret}\b", seen), secret
    assert "decided within double coding" in ben.go("/log").locator("ol.log").inner_text()
    far = ben.go(ben.coding).locator(".far-table tr", has_text="Ana")
    expect(far).to_contain_text(f"2 of {judgeable(ledger)}")
    assert claims(ledger) == untouched
    assert decisions(ledger) == ()
    journal = ben.page.request.get(f"{ben.address}/api/journal?limit=3").json()
    assert {one["payload"] for one in journal} == {json.dumps({"coding": number(ana)}, separators=(",", ":"))}

    says(ben, injured, "x", "rejected by Ben")
    corrects(ben, drowned, at_least="2", at_most="439911")
    # the queue, with which the day begins, says that the work waits, and whose it is
    expect(ana.go("/queue").locator(".head .notice")).to_contain_text(
        f"pilot with somebody else, blind: 2 of {judgeable(ledger)}"
    )
    finishes(ana)
    expect(ana.go("/queue").locator(".head .notice")).to_have_count(0)
    expect(ben.go("/queue").locator(".head .notice")).to_contain_text("2 of")
    assert "Ben has not" in ana.go(f"{ana.coding}/compare").locator("main").inner_text()
    expect(at_report(ana).locator(".cards button.accept")).to_have_count(0)
    finishes(ben)
    assert claims(ledger) == untouched

    page = ana.go(f"{ana.coding}/compare")
    with open_ledger(str(ledger)) as opened:
        found = compare(opened, number(ana))
    row = page.locator(".agree tr", has_text="at least")
    assert row.locator("td").all_inner_texts()[:3] == ["1", "0 %", written(found.fields["low"].alpha)]
    assert page.locator(".agree tr", has_text="is it a claim").locator("td").all_inner_texts()[:2] == [
        "3",
        "33 %",
    ]
    expect(page.locator(".pairs > .claim")).to_have_count(3)
    side = page.locator(".pair", has_text="418732").locator(".sides-table")
    expect(side.locator("tr", has_text="at least")).to_have_text(re.compile(r"at least\s*≠\s*418732\s*2"))
    expect(page.locator(".pair", has_text="418732").locator("blockquote")).to_contain_text(
        "two fishermen had drowned"
    )
    page.get_by_role("link", name=re.compile("^at least")).first.click()
    expect(page.locator(".pairs > .claim")).to_have_count(1)

    # 2: Ben's; then neither; then Ana's added claim
    page = ana.go(f"{ana.coding}/compare")
    page.locator(".pair", has_text="rejected").press("2")
    expect(page.locator(".pair", has_text="rejected")).to_contain_text("settled by Ana")
    expect(page.locator("#settling")).to_contain_text("2 of 3 differences to settle")
    page.locator(".pair", has_text="418732").press("e")
    page.get_by_label("at least").fill("3")
    page.get_by_label("at most").fill("4")
    page.locator("button.save").click()
    page.wait_for_url(re.compile("/compare#p-"))
    page.locator(".pair", has_text="added it").press("1")
    expect(page.locator("#settling")).to_contain_text("Every difference is settled.")
    page.get_by_role("button", name="Close the coding").click()
    expect(page.locator("main")).to_contain_text("Closed in entry")

    made = decisions(ledger)
    assert [(one.verb, one.signed.actor, len(one.value["of"])) for one in made] == [  # type: ignore[arg-type]
        ("reject", "Ana", 2),
        ("correct", "Ana", 2),
        ("correct", "Ana", 1),
    ]
    now = claim_of(ledger, "drowned")
    assert (now.low, now.high) == (3, 4)
    assert claim_of(ledger, "injured").decision == "reject"
    assert [one.counted for one in claims(ledger) if one.added is not None] == ["a zeppelin"]
    assert verify(str(ledger)).wrong == ()
    log = ben.go("/log").locator("ol.log").inner_text()
    assert "settles entries" in log
    assert "at least: 418732" in log, "what was sealed is told when both have finished"


def judgeable(ledger: Path) -> int:
    return sum(1 for one in claims(ledger) if one.repeats is None)


def number(desk: Desk) -> int:
    return int(desk.coding.rsplit("/", 1)[1])


def written(alpha: float | None) -> str:
    return "–" if alpha is None else f"{alpha:.2f}".replace("-", "−")


def test_ones_own_word_is_taken_back_with_the_same_key(two: tuple[Desk, Desk], ledger: Path) -> None:
    ana, _ = two
    claim = claim_of(ledger, "drowned")
    says(ana, claim, "x", "rejected by Ana")
    card(ana.page, claim).focus()
    ana.page.keyboard.press("u")
    expect(card(ana.page, claim)).not_to_contain_text("rejected")
    expect(ana.page.locator("#blind")).to_contain_text(f"blind, 0 of {judgeable(ledger)} judged")


def test_finishing_asks_and_is_taken_back_while_the_other_works(two: tuple[Desk, Desk], ledger: Path) -> None:
    ana, _ = two
    says(ana, claim_of(ledger, "drowned"), "a", "accepted by Ana")
    ana.page.get_by_role("link", name="Finish …").click()
    left = judgeable(ledger) - 1
    expect(ana.page.locator("main")).to_contain_text(f"{left} claims of {left + 1} have no word from you")
    ana.page.get_by_role("button", name="Finish all the same").click()
    expect(ana.page.locator("main")).to_contain_text("You have finished.")
    ana.page.get_by_role("button", name="Not yet finished: Ana").click()
    expect(ana.page.get_by_role("link", name="Go on")).to_be_visible()


def test_it_is_opened_from_a_list(page: Page, address: str, ledger: Path) -> None:
    page.goto(f"{address}/codings")
    expect(page.locator(".empty h2")).to_have_text("Nobody has coded twice yet")
    page.get_by_role("link", name="Open a double coding").click()
    page.get_by_label("Name", exact=True).fill("pilot")
    expect(page.get_by_label("One coder")).to_have_value("Ana")
    page.get_by_label("The other coder").fill("ana")
    page.get_by_role("button", name="Show these reports").click()
    page.get_by_role("button", name="Open it for").click()
    expect(page.locator("main")).to_contain_text("A double coding takes two different coders")
    page.go_back()
    page.get_by_label("The other coder").fill("Ben")
    page.get_by_role("button", name="Show these reports").click()
    page.get_by_role("button", name="Open it for Ana and Ben").click()
    page.wait_for_url(re.compile(r"/codings/\d+$"))
    page.goto(f"{address}/reports/{report_of(ledger)}")
    page.get_by_role("link", name="judge it there").click()
    expect(page.locator("#blind")).to_contain_text("Double coding pilot")
    page.goto(f"{address}/log")
    expect(page.locator("ol.log li").first).to_contain_text(
        "opened the double coding “pilot” for Ana and Ben"
    )


def test_without_script_it_is_coded_finished_and_settled(
    two: tuple[Desk, Desk], browser: Browser, ledger: Path
) -> None:
    claim = claim_of(ledger, "drowned")
    for desk, button in zip(two, ("accept", "reject"), strict=True):
        context = browser.new_context(java_script_enabled=False)
        plain = context.new_page()
        plain.goto(f"{desk.address}{desk.coding}/reports/{desk.report}")
        card(plain, claim).locator(f"button.{button}").click()
        assert "by " in card(plain, claim).inner_text()
        plain.goto(f"{desk.address}{desk.coding}/finish")
        plain.get_by_role("button", name=re.compile("^Finish")).click()
        plain.goto(f"{desk.address}{desk.coding}/compare")
        if button == "reject":
            plain.locator("button.take-2").click()
            assert "settled by Ben" in plain.locator(".pair").inner_text()
        context.close()
    assert [one.verb for one in decisions(ledger)] == ["reject"]


def test_the_comparison_leaves_as_rows(two: tuple[Desk, Desk], ledger: Path) -> None:
    ana, ben = two
    claim = claim_of(ledger, "drowned")
    for desk, low in ((ana, "7"), (ben, "8")):
        corrects(desk, claim, at_least=low)
        finishes(desk)
    with ana.go(f"{ana.coding}/compare").expect_download() as got:
        ana.page.get_by_role("link", name="Download as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(got.value.path()).read_text("utf-8"))))
    (line,) = [row for row in rows if row["field"] == "low"]
    assert (line["words"], line["one"], line["other"], line["alike"]) == ("drowned", "7", "8", "0")


# --- a team ---


@pytest.fixture
def team(read_once: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(read_once, tmp_path / "team.db"))
    make_team(path)
    return path


def visitor(app: Any, name: str) -> Visitor:
    found = Visitor(app)
    assert found.log_in(name).status_code == 303
    return found


def post(by: Visitor, path: str, **data: Any) -> Any:
    return by.post(path, data={"csrf": by.token(), **data})


def test_roles_say_who_opens_codes_and_settles(team: Path) -> None:
    from hearsay.web import create_app

    app = create_app(str(team), "team")
    report, claim = report_of(team), claim_of(team, "drowned").claim
    people = {name: visitor(app, name) for name in ("Ana", "Rob", "Ben", "Cleo", "Rita")}
    asked = {"name": "pilot", "one": "Ben", "other": "Cleo", "report": report}
    assert post(people["Ben"], "/codings", **asked).status_code == 403
    assert post(people["Rob"], "/codings", **{**asked, "other": "Rita"}).status_code == 422
    opened = post(people["Rob"], "/codings", **asked)
    where = opened.headers["location"]
    judged = f"{where}/claims/{report}/{claim}/accept"
    assert post(people["Rita"], judged).status_code == 403, "a reader does not judge"
    refused = post(people["Rob"], judged)
    assert (refused.status_code, "E-CODING-CODER" in refused.text) == (403, True)
    assert people["Rob"].get(f"{where}/reports/{report}").status_code == 403, "nor looks over their shoulders"
    for name in ("Ben", "Cleo"):
        assert post(people[name], judged, reason=f"{name} is sure").status_code == 303
    for name in people:
        assert "is sure" not in people[name].get("/log").text
    assert "Cleo is sure" not in people["Ben"].get(f"{where}/reports/{report}").text
    assert people["Ana"].get(f"{where}/compare").status_code == 409
    for name in ("Ben", "Cleo"):
        assert post(people[name], f"{where}/finish").status_code == 303
    assert people["Rita"].get(f"{where}/compare").status_code == 200
    assert post(people["Ben"], f"{where}/agreed").status_code == 403
    seq = max(one for one in codings_of(team)[0].finished if one is not None)
    assert post(people["Cleo"], f"{where}/reopen", seq=seq).status_code == 403, "she has seen what Ben says"
    assert post(people["Cleo"], "/undo", seq=seq).status_code == 403, "nor round about"
    assert post(people["Rob"], "/undo", seq=seq).status_code == 403
    assert post(people["Ana"], f"{where}/reopen", seq=seq).status_code == 303
    assert post(people["Cleo"], f"{where}/finish").status_code == 303
    assert post(people["Rob"], f"{where}/agreed").status_code == 303
    (decision,) = decisions(team)
    assert (decision.verb, decision.signed.actor) == ("accept", "Rob")
    assert post(people["Rob"], f"{where}/close").status_code == 303


def codings_of(place: Path) -> Any:
    with open_ledger(str(place)) as ledger:
        return codings.codings(ledger)


def test_what_is_sealed_is_undone_by_nobody_else(ledger: Path) -> None:
    from hearsay.web import create_app

    report, claim = report_of(ledger), claim_of(ledger, "drowned").claim
    with open_ledger(str(ledger), "write") as opened:
        codings.open_coding(opened, "pilot", [report], ["Ana", "Ben"], actor="Ana")
        where = f"/codings/{opened.head().seq}"
    there = "http://127.0.0.1"
    ana, ben = (
        TestClient(create_app(str(ledger), actor=name), base_url=there, follow_redirects=False)
        for name in ("Ana", "Ben")
    )
    ana.post(f"{where}/claims/{report}/{claim}/reject", data={})
    with open_ledger(str(ledger)) as opened:
        seq = opened.head().seq
    assert ben.post("/undo", data={"seq": seq}).status_code == 422
    assert ben.post("/api/undo", json={"seq": seq}).json()["code"] == "E-CODING-REFUSED"
    assert (
        ben.get(f"{where}/claims/{report}/c-0000000000/edit", headers={"HX-Request": "true"}).status_code
        == 404
    )
    assert ben.get("/codings/99").status_code == 404
    assert ben.get(f"{where}/reports/r-0000000000").status_code == 404
    assert ana.post("/undo", data={"seq": seq}).status_code == 303
