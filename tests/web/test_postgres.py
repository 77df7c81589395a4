"""The pages over PostgreSQL: queue, report, decisions, search, lists and log do there what they do over a file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.web import create_app
from tests.ledger.conftest import postgres, server  # noqa: F401
from tests.web.served import STORY, write_ledger

HERE = "http://127.0.0.1:8137"
OTHER = """Shells fall on Ménaka

MÉNAKA, March 7, 2024 (Delta Post) - The army said on Wednesday that three people were killed in Ménaka.
"""


@pytest.fixture(scope="module")
def read_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("postgres") / "read.db"
    write_ledger(path, {"korcula.txt": STORY, "menaka.txt": OTHER})
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, read_here: Path, tmp_path: Path) -> str:
    """Two reports in a ledger of either kind."""
    if request.param == "sqlite":
        return str(shutil.copy(read_here, tmp_path / "ledger.db"))
    url: str = request.getfixturevalue("postgres")
    with open_ledger(url, "create") as ledger:
        results = [taken.result for taken in add_paths(ledger, [str(read_here.parent / "read-reports")])]
    assert results == ["added", "added"]
    return url


@pytest.fixture
def client(place: str) -> Iterator[TestClient]:
    with TestClient(create_app(place, actor="Ana"), base_url=HERE) as client:
        yield client


def waiting(client: TestClient, query: str = "") -> int:
    told = re.search(r"<strong[^>]*>(\d+) claims?</strong>", client.get(f"/queue{query}").text)
    assert told
    return int(told.group(1))


def test_every_page_answers(client: TestClient) -> None:
    report = client.get("/api/queue").json()["claims"][0]["report"]
    for path in (
        "/queue?order=doubt", "/queue?order=new&state=all", "/queue?outcome=killed", "/reports", f"/reports/{report}",
        "/incidents", "/sources", "/sources?text=army", "/search?text=menaka", "/log", "/log?kind=reading+made", "/add",
    ):  # fmt: skip
        assert client.get(path).status_code == 200, path


def test_the_queue_counts_and_filters(client: TestClient) -> None:
    everything = waiting(client)
    assert everything == len(client.get("/api/queue").json()["claims"])
    killed = [one for one in client.get("/api/queue").json()["claims"] if one["outcome"] == "killed"]
    assert waiting(client, "?outcome=killed") == len(killed) > 0
    word = str(killed[0]["trigger_words"]).split()[0]
    assert 0 < waiting(client, f"?text={word}") < everything
    assert waiting(client, f"?text={word}+-{word}") == 0
    assert waiting(client, "?state=decided") == 0
    page = client.get("/queue").text
    assert page.index("killed") < page.index("overloaded"), "people hurt come first"


def test_a_decision_counts_and_can_be_undone(client: TestClient) -> None:
    before = waiting(client)
    claim = client.get("/api/queue?outcome=killed").json()["claims"][0]
    path = f"/claims/{claim['report']}/{claim['claim']}"
    answer = client.post(
        f"{path}/accept",
        data={"view": "item", "fields": ["certainty"], "flags": claim["review"]},
        headers={"hx-request": "true"},
    )
    assert answer.status_code == 200
    assert "accepted" in answer.text
    assert "<b>1</b> decided today" in answer.text
    assert waiting(client) == before - 1
    assert waiting(client, "?state=decided") == 1
    assert "</span> by <bdi>Ana</bdi>" in client.get(f"/reports/{claim['report']}").text
    log = client.get("/log?kind=decision+made").text
    seq = re.search(r'name="seq" value="(\d+)"', log)
    assert seq
    assert client.post("/undo", data={"seq": seq.group(1), "back": "/log"}).status_code == 200
    assert waiting(client) == before
    assert "undid entry" in client.get("/log").text


def test_a_correction_shows_and_is_searched(client: TestClient) -> None:
    claim = client.get("/api/queue?outcome=killed").json()["claims"][0]
    path = f"/api/claims/{claim['report']}/{claim['claim']}"
    done = client.post(f"{path}/correct", json={"value": {"place_name": "Sévaré"}})
    assert done.status_code == 200, done.text
    assert client.get(path).json()["place_name"] == "Sévaré"
    assert "Claims <small>1</small>" in client.get("/search?text=sevare").text


def test_search_finds_claims_and_reports(client: TestClient) -> None:
    page = client.get("/search", params={"text": "menaka killed"}).text
    assert "<mark>Ménaka</mark>" in page
    assert "Claims <small>" in page
    assert "Reports <small>1</small>" in page
    assert "Nothing has" in client.get("/search", params={"text": '"killed menaka"'}).text


def test_the_same_pages_of_the_same_reports(read_here: Path, tmp_path: Path, postgres: str) -> None:  # noqa: F811
    plain = str(shutil.copy(read_here, tmp_path / "ledger.db"))
    with open_ledger(postgres, "create") as ledger:
        list(add_paths(ledger, [str(read_here.parent / "read-reports")]))
    shown = []
    for place in (plain, postgres):
        with TestClient(create_app(place, actor="Ana"), base_url=HERE) as client:
            pages = [
                client.get(path).text
                for path in ("/queue", "/queue?order=doubt", "/sources", "/search?text=said")
            ]
        shown.append([re.search(r"(?s)<main.*</main>", page).group() for page in pages])  # type: ignore[union-attr]
    assert shown[0] == shown[1]
