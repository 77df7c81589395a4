"""Adding by URL: asked for by a person, told in plain words, and forbidden altogether where that is wanted."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hearsay.web import create_app
from tests.ingest.test_fetch import PAGE, Site, here, html, site

__all__ = ["site"]
HERE = "http://127.0.0.1:8137"


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    app = create_app(str(ledger), actor="Ana")
    app.state.fetch_rules = here()
    with TestClient(app, base_url=HERE) as client:
        yield client


def test_a_page_is_fetched_read_and_kept_with_its_bytes(client: TestClient, site: Site) -> None:
    site.pages["/storm"] = html()
    shown = client.post("/add", data={"url": site.url("/storm"), "publisher": "Adriatic Courier"}).text
    assert ": added, " in shown
    assert "E-INGEST-NOTE-FETCHED" in shown
    (report, *_) = [one for one in client.get("/api/reports").json() if one["url"] == site.url("/storm")]
    assert report["publisher"] == "Adriatic Courier"
    assert report["retrieved"] == "2024-03-06T12:00:05+00:00"
    assert client.get(f"/reports/{report['report']}/original").content == PAGE.encode()
    assert [path for path, _ in site.seen] == ["/storm"], "one request, nothing else"
    again = client.post("/add", data={"url": site.url("/storm"), "publisher": "Adriatic Courier"}).text
    assert "already there" in again


def test_what_is_refused_says_why_and_keeps_what_was_typed(client: TestClient, site: Site) -> None:
    shown = client.post("/add", data={"url": site.url("/gone")}).text
    assert "E-FETCH-STATUS" in shown
    assert f'value="{site.url("/gone")}"' in shown
    assert "is no URL" in client.post("/add", data={"url": "javascript:alert(1)"}).text
    del client.app.state.fetch_rules  # type: ignore[attr-defined]
    shown = client.post("/add", data={"url": "http://127.0.0.1/admin"}).text
    assert "E-FETCH-ADDRESS" in shown
    assert "this machine" in shown
    assert len(client.get("/api/reports").json()) == 1


def test_fetching_can_be_forbidden(client: TestClient, site: Site) -> None:
    client.app.state.fetching = False  # type: ignore[attr-defined]
    assert 'name="url"' not in client.get("/add").text
    answer = client.post("/add", data={"url": site.url("/storm")})
    assert answer.status_code == 422
    assert "--no-fetch" in answer.text
    assert site.seen == []


def test_serve_has_the_switch_and_add_refuses_this_machine(tmp_path: Path, site: Site) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "hearsay.cli", "add", f"http://127.0.0.1:{site.port}/", "--ledger", "x.db"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == 1
    assert "[E-FETCH-PORT]" in told.stderr
    told = subprocess.run(
        [sys.executable, "-m", "hearsay.cli", "add", "https://localhost/", "--ledger", "x.db"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "[E-FETCH-ADDRESS] localhost is not asked" in told.stderr
    assert site.seen == []
    command = [sys.executable, "-m", "hearsay.cli", "serve", "--ledger", "y.db", "--port", "0", "--no-fetch"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            with urllib.request.urlopen(f"{address}add") as answer:
                assert b"Pages are not fetched here" in answer.read()
        finally:
            server.terminate()
