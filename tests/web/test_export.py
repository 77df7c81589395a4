"""Handing on: what the page says before anything is downloaded, and that the download is what the command writes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from hearsay.flow.review import decide, undo
from hearsay.web import create_app
from tests.cli.test_cli import Runner, run
from tests.web.served import served

__all__ = ["run"]
HERE = "http://127.0.0.1:8137"


@pytest.fixture(scope="module")
def linked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger of some of the example reports."""
    path = tmp_path_factory.mktemp("export") / "linked.db"
    with as_file(files("hearsay") / "examples") as folder, open_ledger(str(path), "create") as ledger:
        paths = sorted(
            str(one) for one in Path(folder).iterdir() if one.name.startswith(("malakal", "estimate"))
        )
        assert {taken.result for taken in add_paths(ledger, paths)} == {"added"}
        link(ledger)
    return path


@pytest.fixture
def linked(linked_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(linked_once, tmp_path / "linked.db"))


@pytest.fixture
def client(linked: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(linked), actor="Ana"), base_url=HERE) as client:
        yield client


def names_and_bytes(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("form", ["csv", "jsonl", "ged", "acled"])
def test_the_download_is_what_the_command_writes(
    client: TestClient, linked: Path, tmp_path: Path, run: Runner, form: str
) -> None:
    answer = client.get(f"/api/export/{form}?place=Malakal")
    assert answer.headers["content-type"] == "application/zip"
    assert f"hearsay-{form}.zip" in answer.headers["content-disposition"]
    assert client.get(f"/api/export/{form}?place=Malakal").content == answer.content
    out = tmp_path / "out.zip"
    assert run("export", form, str(out), "--place", "Malakal", "--ledger", str(linked)).code == 0
    assert out.read_bytes() == answer.content
    held = names_and_bytes(answer.content)
    assert json.loads(held["export.json"])["filters"] == {"place": "Malakal"}


def test_the_page_tells_rows_and_losses_before_the_download(linked: Path, page: Page) -> None:
    with served(linked) as address:
        page.goto(f"{address}/queue")
        page.keyboard.press("g")
        page.keyboard.press("x")
        expect(page.get_by_role("heading", name="Export", exact=True)).to_be_visible()
        page.get_by_role("radio", name="UCDP GED").check()
        page.get_by_label("Outcome").select_option("killed")
        page.get_by_role("button", name="Show what it would hold").press("Enter")
        page.wait_for_url("**/export?*form=ged*outcome=killed*")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download ZIP").click()
        held = names_and_bytes(Path(waiting.value.path()).read_bytes())
        rows = list(csv.DictReader(io.StringIO(held["ged.csv"].decode())))
        notes = list(csv.DictReader(io.StringIO(held["ged-notes.csv"].decode())))
        assert rows
        told = page.locator(".export-preview").inner_text()
        assert f"ged.csv: {len(rows)} row" in told
        assert f"ged-notes.csv: {len(notes)} rows" in told
        counts = [int(one) for one in page.locator(".export-preview td.count").all_inner_texts()]
        assert sum(counts) == len(notes), "every line of the side file is told, none twice"
        assert rows[0]["date_start"] in told


def test_a_page_without_scripts_shows_and_downloads(linked: Path, client: TestClient) -> None:
    shown = client.get("/export?form=acled&country=ss&policy=range&judged=nonsense").text
    assert 'value="SS" selected' in shown
    assert "ACLED has a place for ACLED’s numbers only; the policy is not used." in shown
    assert "Not exported: no row for these incidents" in shown or "Assumed:" in shown
    assert "/api/export/acled?country=SS&amp;policy=range" in shown


def test_more_incidents_than_are_made_at_once_are_not_called_all(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = json.loads(names_and_bytes(client.get("/api/export/csv").content)["export.json"])["incidents"]
    assert many > 1
    monkeypatch.setattr("hearsay.web.views.export.COUNTED", 1)
    shown = client.get("/export?form=csv").text
    assert "the first 1 incidents" in shown
    assert f"Count all {many}" in shown
    assert "the first 1 incidents" not in client.get("/export?form=csv&whole=1").text


def test_the_first_incidents_and_all_of_them_are_told_alike(client: TestClient) -> None:
    for form in ("csv", "jsonl", "ged", "acled"):
        shown = client.get(f"/export?form={form}&outcome=killed").text
        assert "the first" not in shown
        assert client.get(f"/export?form={form}&outcome=killed&whole=1").text == shown


def test_incidents_of_many_claims_are_not_all_counted(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearsay.web.views.export.CLAIMS", 1)
    assert "the first 1 incidents" in client.get("/export").text


def test_a_preview_holds_what_was_decided_since(client: TestClient, linked: Path) -> None:
    def claims() -> list[dict[str, str]]:
        held = names_and_bytes(client.get("/api/export/csv").content)["claims.csv"].decode()
        return list(csv.DictReader(io.StringIO(held)))

    first = claims()[0]
    assert ">rejected<" not in client.get("/export?form=csv").text
    with open_ledger(str(linked), "write") as ledger:
        entry = decide(ledger, "reject", [f"{first['report']}/{first['claim']}"], actor="Ana")
    assert claims()[0]["decision"] == "rejected"
    assert ">rejected<" in client.get("/export?form=csv").text
    with open_ledger(str(linked), "write") as ledger:
        undo(ledger, entry.seq, actor="Ana")
    assert claims()[0] == first
    assert ">rejected<" not in client.get("/export?form=csv").text


def test_what_cannot_be_exported_says_what_to_do(client: TestClient, ledger: Path) -> None:
    assert "No incident fits" in client.get("/export?country=FR").text
    refused = client.get("/export?since=yesterday").text
    assert "E-LEDGER-DATE" in refused
    assert client.get("/api/export/csv?since=yesterday").json()["code"] == "E-LEDGER-DATE"
    assert client.get("/api/export/xls").status_code == 422
    with TestClient(create_app(str(ledger), actor="Ana"), base_url=HERE) as unlinked:
        assert "There is nothing to export yet" in unlinked.get("/export").text
        answer = unlinked.get("/api/export/csv")
        assert (answer.status_code, answer.json()["code"]) == (422, "E-LINK-NONE")
