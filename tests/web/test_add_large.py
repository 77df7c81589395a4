"""Texts too long to wait for: refused at once, by a code and with what helps; the page stands, and says what takes long."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from hearsay.web import create_app
from hearsay.web.routes.add import LONGEST
from tests.web.team import HERE

LINE = ("The mayor said that nine people had been killed in Gao on Friday. " * 80_000)[:5_000_000]
STORY = "GAO, March 9, 2024 - The mayor said that nine people had been killed in Gao on Friday.\n"
LONG = (STORY * 3_000)[: LONGEST + 1]
AT_ONCE = 5.0
"""Seconds of a processor for an answer that reads nothing."""
CASES: dict[str, tuple[dict[str, Any], int, str, str]] = {
    "uploaded": ({"files": {"files": ("line.txt", LINE.encode())}}, 200, "E-INGEST-TOO-LONG", "Split it"),
    "uploaded as a row": (
        {"files": {"files": ("line.jsonl", json.dumps({"text": LINE}).encode())}}, 200, "E-INGEST-TOO-LONG", "Split it",
    ),
    "uploaded as a page": (
        {"files": {"files": ("line.html", b"<p>" + LINE.encode())}}, 200, "E-INGEST-NO-ARTICLE", "article",
    ),
    "pasted": ({"files": {"text": (None, LINE)}}, 413, "E-INGEST-TOO-LONG", "Save the text as a file"),
    "pasted into a plain form": ({"data": {"text": LINE}}, 413, "E-INGEST-TOO-LONG", "hearsay add"),
    "one character too many": (
        {"files": {"files": ("long.txt", LONG.encode())}}, 200, "E-INGEST-TOO-LONG-HERE", "hearsay add",
    ),
    "one character too many, pasted": ({"files": {"text": (None, LONG)}}, 200, "E-INGEST-TOO-LONG-HERE", "hearsay add"),
}  # fmt: skip


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(ledger), actor="Ana"), base_url=HERE) as client:
        yield client


def settled(client: TestClient, answer: Any) -> str:
    """What a page says of what was given, at the end where it is read beside the server."""
    while 'data-state="reads"' in answer.text or 'data-state="waits"' in answer.text:
        time.sleep(0.05)
        answer = client.get(answer.url.path)
    return str(answer.text)


@pytest.mark.parametrize("case", CASES)
def test_what_nobody_can_wait_for_is_refused_at_once(client: TestClient, case: str) -> None:
    given, status, code, remedy = CASES[case]
    before = time.process_time()
    answer = client.post("/add", **given)
    took = time.process_time() - before
    told = re.sub(r"<[^>]+>", " ", settled(client, answer))
    assert answer.status_code == status
    assert re.search(rf"{code}(?![-\w])", told), told[-600:]
    assert remedy in told
    assert took < AT_ONCE
    assert len(client.get("/api/reports").json()) == 1, "nothing was kept"


def test_a_long_neighbour_costs_the_others_nothing(client: TestClient) -> None:
    rows = "\n".join(
        json.dumps({"id": name, "text": text}) for name, text in (("long", LONG), ("short", STORY))
    )
    told = settled(client, client.post("/add", files={"files": ("two.jsonl", rows.encode())}))
    assert "E-INGEST-TOO-LONG-HERE" in told
    assert ": added, " in told
    assert f"{LONGEST + 1:,} characters" in told


def test_what_was_pasted_in_vain_is_not_lost(client: TestClient) -> None:
    told = client.post("/add", files={"text": (None, LONG), "publisher": (None, "Sahel Gazette")}).text
    assert told.count(STORY.strip()) > 2_000
    assert 'value="Sahel Gazette"' in told
    assert STORY.strip() not in client.post("/add", files={"text": (None, STORY)}).text, (
        "taken, and off the form"
    )


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/api/undo", {"content": b"[" * 5_000_000, "headers": {"Content-Type": "application/json"}}),
        ("/api/undo", {"json": {"seq": 1, "reason": "x" * 5_000_000}}),
        ("/api/undo", {"json": {"seq": int("9" * 4_000)}}),
    ],
    ids=["open brackets", "a reason", "a number"],
)
def test_the_api_refuses_as_much_at_once(client: TestClient, path: str, given: dict[str, Any]) -> None:
    before = time.process_time()
    answer = client.post(path, **given)
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["code"].startswith(("HTTP-", "E-"))
    assert len(answer.content) < 1_000
    assert time.process_time() - before < AT_ONCE


def test_the_page_stands_and_says_what_takes_a_while(page: Page, address: str, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text(LINE, encoding="utf-8")
    page.goto(f"{address}/add")
    assert "Many or long ones are read beside the pages" in page.locator(".head").inner_text()
    page.get_by_label("Or choose files").set_input_files(path)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator("main .taken")).to_contain_text("line.txt: refused")
    expect(page.locator("main")).to_contain_text("Split it into its reports")
    page.evaluate("words => { document.getElementById('text').value = words; }", LINE)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator("main")).to_contain_text("E-INGEST-TOO-LONG")
    expect(page.locator("main")).to_contain_text("Save the text as a file")
    page.goto(f"{address}/add")
    page.evaluate("addEventListener('submit', event => event.preventDefault())")
    page.get_by_label("Paste a text").fill(STORY)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator("#busy")).to_contain_text("Reading. A few seconds.")
