"""What people of a team write: refused by a code, or shown as it is, wherever it is shown, and turning nothing beside it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hearsay.export.phrases import one_line
from hearsay.flow import accounts, coding, codings, sessions
from hearsay.flow.keep import open_ledger
from hearsay.record import HearsayError
from hearsay.web import create_app
from tests.web.team import Visitor, enter, make_team, password, team_served
from tests.web.test_hostile import stands
from tests.web.twice import Said, coded_twice
from tests.web.watching import watched

pytest.importorskip("argon2")
LEFTWARDS = "بن علي ٣"
SCRIPT = "Eve <script>window.hit=1</script>"
NAMES = {
    "script": SCRIPT,
    "attribute": "x' onfocus=window.hit=1 \"><img src=//evil.example>",
    "template": "{{ 9004301*8675309 }}${9004301*8675309}",
    "from right to left": LEFTWARDS,
    "as long as may be": "W" * accounts.LONGEST_NAME,
    "formula": "=cmd|' /C calc'!A0",
    "marks": "\u00e0\u0301\u0302\u0303\u0304 Ng",
}
"""Names that an account, and labels that a token may have."""
REFUSED = {
    "turning": "Ben\u202eneB",
    "isolates": "Ben\u2069\u2068",
    "nothing wide": "Be\u200bn",
    "a byte-order mark": "\ufeffBen Two",
    "blank letters": "\u3164\u3164",
    "blank sign": "\u2800",
    "no letter": "–––",
    "piled": "Z" + "\u0335\u0321" * 20,
    "null": "Ben\0",
    "a terminal's": "\x1b[31mBen",
    "half a letter": "B\ud800n",
    "a byte": "B\udcffn",
    "private": "Ben\ue000",
    "tags": "Ben\U000e0041",
    "too long": "W" * (accounts.LONGEST_NAME + 1),
    "5,000 characters": "Wide " * 1_000,
    "empty": " \n ",
}
"""Names and labels that are none."""
WORDS = {
    **NAMES,
    "turning": "killed\u202e denied \u2067not\u202c",
    "isolates": "\u2069\u2069\u2069 and \u2066\u2066",
    "nothing wide": "a\u200b\u200d\ufeff\u00adb",
    "lines": "first\n\nsecond\r\u2028third\x85",
    "a terminal's": "\x1b[31mred\x1b[0m\x07",
    "a byte": "half \udcff",
    "half a letter": "half \ud800",
    "null": "no\0thing",
    "end of everything": "\"'></a></p></textarea></title></script></style><svg/onload=window.hit=1>",
    "one word": "Donaudampfschifffahrt" * 9,
}
"""Titles, notes and reasons: any words."""
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066\u2067]")
"""What turns the writing, but for the marks with which the pages set names apart (U+2068, U+2069)."""
BESIDE = """([name, after]) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = (words, from) => {
      const at = node.data.indexOf(words, from);
      if (at < 0) return null;
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + words.length);
      return [...range.getClientRects()];
    };
    last = place(name, 0) || last;
    const next = last && place(after, Math.max(0, node.data.indexOf(name)));
    if (next) { found.push([Math.max(...last.map(one => one.right)), next[0].left, last[0].top, next[0].top]); last = null; }
  }
  return found;
}"""
"""Where a name ends and where what follows it begins, in pixels, for each time that it is so."""


@pytest.fixture(scope="module")
def crowd(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a team whose names, labels, titles, notes and reasons are hostile, each as hostile as it may be."""
    pytest.importorskip("splink")
    path = Path(shutil.copy(read_once, tmp_path_factory.mktemp("crowd") / "crowd.db"))
    make_team(path)
    with open_ledger(str(path), "write") as ledger:
        for name in NAMES.values():
            accounts.add(ledger, name, "reviewer", password("Eve"), actor="Ana")
            sessions.make_token(ledger, SCRIPT, name, actor=SCRIPT)
        accounts.disable(ledger, NAMES["formula"], actor=SCRIPT)
        accounts.set_role(ledger, LEFTWARDS, "coder", actor=LEFTWARDS)
        report, claims = claims_of(ledger)
        for words in WORDS.values():
            codings.open_coding(
                ledger,
                words[: codings.LONGEST_NAME],
                [report],
                ["Ben", LEFTWARDS],
                actor=LEFTWARDS,
                note=words,
            )
            signing = coding.Signing(LEFTWARDS, words)
            coding.judge(ledger, report, claims[0], "accept", coding.Seen(), signing)
            coding.judge(ledger, report, claims[1], "reject", coding.Seen(), coding.Signing(SCRIPT, words))
        said = Said(WORDS["end of everything"], WORDS["turning"], WORDS["turning"])
        coded_twice(
            ledger,
            WORDS["turning"],
            (SCRIPT, LEFTWARDS),
            note=WORDS["isolates"],
            said=lambda _: said,
            finished=True,
        )
    return path


def claims_of(ledger: Any) -> tuple[str, list[str]]:
    rows = [row for row in ledger.rows("claims") if not row.repeats]
    return str(rows[0].report), [str(row.claim) for row in rows if row.report == rows[0].report]


@pytest.fixture(scope="module")
def desk(crowd: Path) -> Iterator[str]:
    with team_served(crowd) as address:
        yield address


@pytest.fixture(scope="module")
def eve(browser: Browser, desk: str) -> Iterator[Page]:
    """A watched tab of the account whose name is a script."""
    with watched(browser) as (tab, wrong):
        tab.goto(f"{desk}/login")
        tab.get_by_label("Name").fill(SCRIPT)
        tab.get_by_label("Password").fill(password("Eve"))
        tab.keyboard.press("Enter")
        tab.get_by_role("button", name="Log out").wait_for()
        yield tab
    assert not wrong


@pytest.mark.parametrize("case", REFUSED)
def test_a_name_that_cannot_be_seen_whole_is_refused_by_a_code(team_ledger: Path, case: str) -> None:
    words = REFUSED[case]
    with open_ledger(str(team_ledger), "write") as ledger:
        for act in (
            lambda: accounts.add(ledger, words, "coder", password("Eve"), actor="Ana"),
            lambda: sessions.make_token(ledger, "Ben", words, actor="Ben"),
        ):
            with pytest.raises(HearsayError) as told:
                act()
            assert told.value.code == "E-TEAM-NAME"
            assert told.value.remedy
        assert len(accounts.accounts(ledger)) == 5
    ana = Visitor(create_app(str(team_ledger), "team"))
    assert ana.log_in("Ana").status_code == 303
    if words != words.encode("utf-8", "replace").decode():
        return  # no browser sends it
    given = {"csrf": ana.token("/accounts"), "name": words, "role": "coder", "password": password("Eve")}
    answer = ana.post("/accounts/add", data=given)
    assert answer.status_code == 422
    assert "E-TEAM-NAME" in answer.text or len(words) > 2_000


@pytest.mark.parametrize(
    ("path", "given", "code"),
    [
        ("/codings", {"name": "x" * 201, "one": "Ben", "other": "Cleo"}, "E-CODING-REFUSED"),
        ("/codings", {"name": "x", "note": "x" * 2_001, "one": "Ben", "other": "Cleo"}, "E-CODING-REFUSED"),
        ("/codings", {"name": "\u2003\n", "one": "Ben", "other": "Cleo"}, "E-CODING-REFUSED"),
        ("/codings", {"name": "x", "one": "Ben", "other": "Cleo" * 1_250}, "E-CODING-REFUSED"),
        ("/claims/{claim}/accept", {"reason": "x" * 10_001}, "E-LEDGER-DECISION"),
        ("/claims/{claim}/correct", {"counted": "x" * 2_001}, "E-LEDGER-DECISION"),
        ("/claims/{claim}/correct", {"counted": "no\0thing"}, "E-LEDGER-DECISION"),
        ("/api/claims/{claim}/accept", {"reason": "x" * 10_001}, "HTTP-422"),
        ("/api/claims/{claim}/accept", {"reason": "half \ud800"}, "HTTP-422"),
        ("/api/claims/{claim}/correct", {"value": {"counted": "half \udcff"}}, "E-LEDGER-DECISION"),
        ("/api/claims/{claim}/correct", {"value": {"counted": "no\0thing"}}, "E-LEDGER-DECISION"),
        ("/api/presence", {"page": "\ud800", "key": ""}, "HTTP-422"),
    ],
)
def test_words_past_what_is_allowed_are_refused_by_a_code(
    team_ledger: Path, path: str, given: Any, code: str
) -> None:
    rob = Visitor(create_app(str(team_ledger), "team"))
    assert rob.log_in("Rob").status_code == 303
    with open_ledger(str(team_ledger)) as ledger:
        report, claims = claims_of(ledger)
        before = ledger.head().seq
    path = path.format(claim=f"{report}/{claims[0]}")
    if path.startswith("/api"):
        headers = {"X-CSRF-Token": rob.token(), "Content-Type": "application/json"}
        answer = rob.post(path, content=json.dumps(given), headers=headers)
        assert answer.json()["code"] == code
    else:
        answer = rob.post(path, data={"csrf": rob.token(), "report": report, **given})
        assert f"<code>{code}</code>" in answer.text
    assert answer.status_code in (409, 422)
    with open_ledger(str(team_ledger)) as ledger:
        assert ledger.head().seq == before, "nothing was written"


def pages_of(crowd: Path) -> Iterator[str]:
    with open_ledger(str(crowd)) as ledger:
        report, claims = claims_of(ledger)
        yield from (
            "/queue",
            "/queue?state=decided",
            "/codings",
            "/log",
            "/account",
            "/search?text=two",
            "/export",
            "/add",
        )
        yield from (f"/reports/{report}", f"/reports/{report}?edit={claims[0]}", "/log?kind=coding+opened")
        for one in codings.codings(ledger):
            yield f"/codings/{one.coding}"
            if one.shown is not None:
                yield f"/codings/{one.coding}/compare"
        entry = next(one for one in codings.codings(ledger) if one.shown is not None).coding
        yield f"/codings/new?name=x&one={LEFTWARDS}&other=Ben"
        yield f"/codings/{entry}/compare?field=claim"


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_stands_and_nothing_is_turned(eve: Page, desk: str, crowd: Path, width: int) -> None:
    eve.set_viewport_size({"width": width, "height": 900})
    for path in pages_of(crowd):
        answer = eve.goto(f"{desk}{path}")
        assert answer is not None and answer.status == 200, path  # noqa: PT018
        stands(eve, path)
        assert not TURNING.search(eve.evaluate(SHOWN)), path


SHOWN = """() => [...document.querySelectorAll(
  ".codings, .log, .said, .pairs, .head, .bar, body > footer, .far-table, .blind, .reason"
)].map(one => one.innerText).join("\\n")"""
"""What is shown of what people write; the texts of reports keep their own marks."""


def test_what_was_written_is_what_is_read(eve: Page, desk: str, crowd: Path) -> None:
    with open_ledger(str(crowd)) as ledger:
        report, _ = claims_of(ledger)
    eve.goto(f"{desk}/codings")
    titles = [one_line(one) for one in eve.locator(".codings h2 a").all_inner_texts()]
    for words in WORDS.values():
        assert shown(words[: codings.LONGEST_NAME]) in titles
    eve.goto(f"{desk}/log")
    told = eve.locator("ol.log").inner_text()
    while (
        further := eve.locator(".pages a").get_attribute("href") if eve.locator(".pages a").count() else None
    ):
        eve.goto(f"{desk}{further}")
        told += eve.locator("ol.log").inner_text()
    eve.goto(f"{desk}/reports/{report}")
    said = one_line(eve.locator("#claims").inner_text())
    for words in WORDS.values():
        assert shown(words) in one_line(told), words
        assert shown(words) in said, words
    eve.goto(f"{desk}/account")
    assert eve.locator("h1").inner_text() == SCRIPT
    labels = one_line(eve.locator(".plain-list").inner_text())
    assert [name for name in NAMES.values() if one_line(name) not in labels] == []


def shown(words: str) -> str:
    """In one line, without what turns; what no encoding holds is replaced."""
    return one_line(re.sub("[\ud800-\udfff\0]", "\ufffd", words)).replace("\ufffd\ufffd", "\ufffd")


def test_a_name_from_right_to_left_turns_no_date_beside_it(eve: Page, desk: str, crowd: Path) -> None:
    with open_ledger(str(crowd)) as ledger:
        report, _ = claims_of(ledger)
    eve.set_viewport_size({"width": 1280, "height": 900})
    for path, after in (
        ("/codings", "20"),
        (f"/reports/{report}", "20"),
        ("/log?kind=decision+made", "accept"),
    ):
        eve.goto(f"{desk}{path}")
        places = eve.evaluate(BESIDE, [LEFTWARDS, after])
        assert places, path
        for ends, begins, above, below in places:
            assert begins >= ends - 1 or below > above, (path, ends, begins)


def test_accounts_and_their_log_show_each_name_as_it_is(browser: Browser, desk: str) -> None:
    with watched(browser) as (tab, wrong):
        enter(tab, desk, "Ana")
        tab.goto(f"{desk}/accounts")
        stands(tab, "/accounts")
        names = tab.locator(".accounts h2").all_inner_texts()
        log = tab.locator("ol.log").inner_text()
        for name in NAMES.values():
            assert name in names
            assert f"{name}: added, reviewer" in log
            assert f"{SCRIPT}\n{SCRIPT}: token made, {name}" in log
        assert not TURNING.search(log)
        for ends, begins, above, below in tab.evaluate(BESIDE, [LEFTWARDS, ": added"]):
            assert begins >= ends - 1 or below > above
        tab.set_viewport_size({"width": 320, "height": 900})
        stands(tab, "/accounts")
    assert not wrong


def test_who_else_is_there_is_told_in_words(browser: Browser, desk: str, crowd: Path) -> None:
    with open_ledger(str(crowd)) as ledger:
        report, claims = claims_of(ledger)
    there = (SCRIPT, LEFTWARDS, NAMES["attribute"], NAMES["as long as may be"])
    with watched(browser) as (tab, wrong):
        enter(tab, desk, "Ana")
        contexts = []
        for nth, name in enumerate(there):
            context = browser.new_context(base_url=desk)
            other = context.new_page()
            other.goto("/login")
            other.get_by_label("Name").fill(name)
            other.get_by_label("Password").fill(password("Eve"))
            other.keyboard.press("Enter")
            other.get_by_role("button", name="Log out").wait_for()
            other.goto(f"/reports/{report}" + (f"?edit={claims[0]}" if nth % 2 else ""))
            contexts.append(context)
        tab.goto(f"{desk}/reports/{report}")
        present = tab.locator(".head .present")
        for name in there:
            expect(present).to_contain_text(name)
        expect(tab.locator(".cards .present").first).to_contain_text("has this claim open to correct")
        tab.set_viewport_size({"width": 320, "height": 900})
        stands(tab, "presence")
        for context in contexts:
            context.close()
    assert not wrong
