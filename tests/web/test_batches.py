"""Many reports at once: read beside the server, told of one by one, stopped by who gave them; nobody waits at a page."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from hearsay.flow import Given
from hearsay.flow.keep import open_ledger
from hearsay.web import create_app
from hearsay.web.batches import Batches
from hearsay.web.routes.add import AT_ONCE, AT_ONCE_SIZE
from tests.web.axe import against
from tests.web.team import HERE

PATIENCE = 120.0
"""Seconds after which a test gives up waiting for a batch."""
TOWNS = (
    "Gao", "Kidal", "Ansongo", "Menaka", "Timbuktu", "Bourem", "Douentza", "Mopti", "Segou", "Kayes", "Sikasso", "Djenne",
    "Niono", "Hombori",
)  # fmt: skip


def story(town: str) -> str:
    return f"{town.upper()}, March 9, 2024 - The mayor of {town} said that nine people had been killed there on Friday.\n"


def rows(towns: Sequence[str]) -> bytes:
    return "\n".join(json.dumps({"id": town, "text": story(town)}) for town in towns).encode()


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(ledger), actor="Ana"), base_url=HERE) as client:
        yield client


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def state(client: TestClient, path: str) -> str:
    found = re.search(r'data-state="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def ended(client: TestClient, path: str) -> str:
    """The words of a batch's page once it is over."""
    until(lambda: state(client, path) not in ("waits", "reads"))
    return words(client.get(path).text)


def begun(client: TestClient, name: str, raw: bytes) -> str:
    answer = client.post("/add", files={"files": (name, raw)}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_each_of_many_is_told_of(client: TestClient, ledger: Path) -> None:
    raw = rows(TOWNS) + b"\nno row at all\n" + rows(TOWNS[:1])
    told = ended(client, begun(client, "sahel.jsonl", raw))
    assert "All are read" in told
    assert f"16 of 16 : {len(TOWNS)} added with" in told
    assert ", 1 already there, 1 refused." in told
    assert re.search("sahel.jsonl:15 ?: refused E-INGEST-ROW-JSON", told)
    assert "Look at the claims" in told
    with open_ledger(str(ledger)) as opened:
        reasons = [one.signed.reason for one in opened.entries()]
    assert reasons.count("added in the browser by Ana") >= len(TOWNS)
    assert len(client.get("/api/reports?limit=50").json()) == 1 + len(TOWNS)


def test_few_are_read_at_once(client: TestClient) -> None:
    answer = client.post(
        "/add", files={"files": ("few.jsonl", rows(TOWNS[: AT_ONCE - 1]))}, follow_redirects=False
    )
    assert answer.status_code == 200
    assert answer.text.count(": added, ") == AT_ONCE - 1


def test_a_long_one_is_read_beside(client: TestClient) -> None:
    text = "".join(story(town) for town in TOWNS) * (
        1 + AT_ONCE_SIZE // sum(len(story(town)) for town in TOWNS)
    )
    told = ended(client, begun(client, "long.txt", text.encode()))
    assert "1 of 1 : 1 added with" in told


def test_a_batch_waits_for_those_before_and_all_can_be_stopped(client: TestClient, ledger: Path) -> None:
    many = [f"{town} {number}" for number in range(20) for town in TOWNS]
    first = begun(client, "many.jsonl", rows(many))
    second = begun(client, "others.jsonl", rows([f"East {town}" for town in TOWNS]))
    assert "Waiting for those given before" in client.get(second).text
    assert f"{len(many)} given by Ana" in words(client.get("/add").text)
    until(lambda: " added with" in client.get(first).text and "0 added" not in client.get(first).text)
    assert client.post(f"{first}/stop").status_code == 200
    told = ended(client, first)
    assert "Stopped" in told
    assert "What was added stays." in told
    match = re.search(r"(\d+) of 280 : (\d+) added", told)
    assert match
    assert 0 < int(match[2]) < len(many)
    assert f"{len(TOWNS)} added" in ended(client, second)
    # what was given again goes on where it stopped
    with open_ledger(str(ledger)) as opened:
        there = sum(1 for _ in opened.rows("reports", "report")) - 1 - len(TOWNS)
    assert there >= int(match[2]), "what was kept when it was stopped may not have been told"
    told = ended(client, begun(client, "again.jsonl", rows(many[: there + AT_ONCE])))
    assert f"{AT_ONCE} added" in told
    assert f"{there} already there" in told


def test_a_batch_that_waits_can_be_stopped(client: TestClient) -> None:
    begun(client, "many.jsonl", rows([f"{town} {number}" for number in range(20) for town in TOWNS]))
    second = begun(client, "others.jsonl", rows(TOWNS))
    client.post(f"{second}/stop")
    assert "0 of 14 : 0 added" in ended(client, second)


def test_the_server_ends_and_so_does_what_it_reads(ledger: Path) -> None:
    app = create_app(str(ledger), actor="Ana")
    with TestClient(app, base_url=HERE) as client:
        path = begun(
            client, "many.jsonl", rows([f"{town} {number}" for number in range(40) for town in TOWNS])
        )
        until(lambda: "0 added" not in client.get(path).text)
        (batch,) = app.state.batches.going()
        program = batch.program
    assert program.poll() is not None
    assert not batch.folder.exists()
    with TestClient(create_app(str(ledger), actor="Ana"), base_url=HERE) as client:
        answer = client.get(path)
        assert answer.status_code == 404
        assert "E-WEB-BATCH-UNKNOWN" in answer.text
        assert "what is there already is passed over" in answer.text


def test_what_cannot_be_added_says_why(tmp_path: Path) -> None:
    no_ledger = tmp_path / "notes.db"
    no_ledger.write_text("no ledger", encoding="utf-8")
    batches = Batches(str(no_ledger))
    batch = batches.begin([("gao.txt", story("Gao").encode())], Given(), "Ana", "a test")
    until(lambda: batch.over and not batch.folder.exists())
    assert batch.state == "failed"
    assert batch.failed is not None
    assert batch.failed.code.startswith("E-LEDGER-")
    batches.close()


def test_a_file_keeps_its_name(client: TestClient) -> None:
    told = words(client.post("/add", files={"files": ("scan.pdf", b"%PDF-1.7\n\x00\x01\x02\xff\xfe")}).text)
    assert "scan.pdf: refused E-INGEST-BINARY" in told
    told = client.post("/add", files={"files": ("wire.story", story("Gao").encode())}).text
    assert "wire.story" in told
    assert ": added, " in told


def gives(page: Page, address: str, path: Path, towns: Sequence[str]) -> None:
    path.write_bytes(rows(towns))
    page.goto(f"{address}/add")
    page.get_by_label("Or choose files").set_input_files(path)
    page.get_by_role("button", name="Read and keep").click()
    page.wait_for_url(re.compile(r"/add/batches/\d+$"))


def test_it_goes_on_before_ones_eyes_and_is_stopped_by_keyboard(
    page: Page, address: str, tmp_path: Path
) -> None:
    gives(
        page, address, tmp_path / "many.jsonl", [f"{town} {number}" for number in range(60) for town in TOWNS]
    )
    page.locator("#stop").focus()
    expect(page.locator("#batch li").first).to_contain_text("added", timeout=PATIENCE * 1000)
    assert not against(page, "a batch that is read")
    expect(page.locator("#stop")).to_be_focused()
    # the other pages answer meanwhile
    other = page.context.new_page()
    other.goto(f"{address}/queue")
    expect(other.locator(".cards > .claim").first).to_be_visible()
    other.close()
    page.keyboard.press("Enter")
    expect(page.locator("#batch")).to_contain_text("Stopped", timeout=PATIENCE * 1000)


def test_it_comes_to_its_end_before_ones_eyes(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/queue")
    before = int(page.locator("#progress progress").get_attribute("max") or 0)
    gives(page, address, tmp_path / "sahel.jsonl", TOWNS)
    expect(page.get_by_role("status").filter(has_text="All are read")).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.locator("#batch")).to_contain_text("14 of 14: 14 added")
    expect(page.locator("#progress progress")).to_have_attribute("max", str(before + 14))
    assert not against(page, "a batch that is over")
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Look at the claims").click()
    page.wait_for_url(re.compile("/queue"))
