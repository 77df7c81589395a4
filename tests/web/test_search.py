"""The page that searches: hits with the words marked, whatever stands in reports or is asked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from hearsay.web import create_app
from hearsay.web.views.listings import claim_line
from tests.web.served import served, write_ledger

HERE = "http://127.0.0.1:8137"
HOSTILE = """Shells <img src=x onerror=alert(1)> on Ménaka

MÉNAKA, March 6, 2024 (Delta Post) - The army said on Tuesday that <script>alert(2)</script> three people
were killed in Ménaka. Residents denied that anybody was hurt in Ménaka & its market.
"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "searched.db"
    write_ledger(path, {"menaka.txt": HOSTILE})
    return path


@pytest.fixture(scope="module")
def client(searched: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(searched), actor="Ana"), base_url=HERE) as client:
        yield client


def test_words_are_marked_where_they_stand(page: Page, searched: Path) -> None:
    with served(searched) as address:
        page.goto(f"{address}/search")
        expect(page.get_by_text("-without")).to_be_visible()
        page.get_by_label("Words").fill("menaka killed")
        page.keyboard.press("Enter")
        found = page.get_by_role("region", name=re.compile("^Claims"))
        expect(found.locator("mark", has_text="Ménaka").first).to_be_visible()
        expect(found.locator("mark", has_text="killed").first).to_be_visible()
        reports = page.get_by_role("region", name=re.compile("^Reports"))
        expect(reports.locator("mark").first).to_have_text("Ménaka")
        reports.get_by_role("link").first.click()
        expect(page).to_have_url(re.compile("/reports/r-"))


@pytest.mark.parametrize(
    ("words", "claims", "reports"),
    [("killed", 1, 1), ("killed hurt", 0, 1), ("hurt -killed", 1, 0), ("kill*", 1, 1), ("zebra", 0, 0)],
)
def test_how_many_are_found(client: TestClient, words: str, claims: int, reports: int) -> None:
    page = client.get("/search", params={"text": words}).text
    for name, many in (("Claims", claims), ("Reports", reports)):
        told = re.search(rf"{name} <small>(\d+)</small>", page)
        assert (int(told.group(1)) if told else 0) == many
    assert ("Nothing has" in page) == (claims + reports == 0)


@pytest.mark.parametrize(
    "words", ["script", "alert", "img onerror", "<script>alert(2)</script>", '"x onerror"']
)
def test_what_a_report_says_stays_text(client: TestClient, words: str) -> None:
    page = client.get("/search", params={"text": words}).text
    assert "<mark>" in page
    assert not re.search(
        r"<(img|script)(?! src=\"/static/)", page.replace("<script src=", "<script src=", 1)
    ), page


def test_the_api_finds_the_same(client: TestClient) -> None:
    told = client.get("/api/search", params={"text": "menaka -nothing", "limit": 1}).json()
    assert told["reports"]["count"] == 1
    assert told["reports"]["found"][0]["ref"] == "menaka.txt"
    assert "text" not in told["reports"]["found"][0]
    assert told["claims"]["count"] >= len(told["claims"]["found"]) == 1
    assert client.get("/api/search", params={"text": "-menaka"}).json()["claims"] == {"count": 0, "found": []}


def test_words_that_say_nothing_are_told(client: TestClient) -> None:
    assert "can be searched" in client.get("/search", params={"text": "-killed"}).text
    assert "Words of claims and reports" in client.get("/search").text


def test_the_queue_and_the_reports_take_the_same_words(client: TestClient) -> None:
    assert "to look at" in client.get("/queue", params={"text": "hurt -killed"}).text
    assert (
        "menaka.txt" in client.get("/reports", params={"text": '"army said" menaka'}).text
        or "Shells" in client.get("/reports", params={"text": '"army said" menaka'}).text
    )
    assert "No report has that" in client.get("/reports", params={"text": '"said army"'}).text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.one_of(
        st.text(max_size=40), st.text(st.sampled_from(list("\"*-() '&|!<>:^é火\\%")), max_size=20)
    )
)
def test_no_words_break_a_page(client: TestClient, words: str) -> None:
    words = words.encode("utf-8", "replace").decode()
    for path in ("/search", "/queue", "/reports"):
        assert client.get(path, params={"text": words}).status_code == 200


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (
            "killed",
            "The army said on Tuesday that <script>alert(2)</script> three people were killed in Ménaka.",
        ),
        ("hurt", "Residents denied that anybody was hurt in Ménaka & its market."),
    ],
)
def test_a_hit_stands_in_its_sentence(client: TestClient, word: str, sentence: str) -> None:
    shown = client.get("/search", params={"text": word}).text
    (line,) = re.findall(r'<p class="quote-line".*?</p>', shown)
    assert html.unescape(re.sub(r"<[^>]+>", "", line)).strip("“”").endswith(sentence)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It rained. He said that ", " on Monday. It stopped.", "He said that | on Monday."),
        ("Headline\n\nPolice ", "\n\nNext", "Police |"),
        ("", "", "|"),
        ("x" * 240, " y" * 120, f"… {'x' * 240}|{' y' * 120} …"),
        ('“Stay in.” The mayor said ', '.” He left.', "The mayor said |.”"),
        ("one\nline ", "\nmore", "one line | more"),
    ],
)  # fmt: skip
def test_the_rest_of_a_sentence(before: str, after: str, shown: str) -> None:
    nothing = (
        "title", "publisher", "carrier", "published", "decision", "sources", "origin_name", "low", "high", "figure_words",
        "earliest", "latest", "time_words", "place_name",
    )  # fmt: skip
    row: dict[str, Any] = {"report": "r-1", "claim": "c-1", "said": "x", "certainty": "asserted", "ref": "a"}
    row |= dict.fromkeys(nothing)
    line = claim_line({**row, "before": before, "after": after})
    assert f"{line.before}|{line.after}" == shown
