"""Hostile reports: nothing in them runs, nothing is fetched, the pages stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from tests.web.served import served

SCRIPT = "<script>window.hit=1</script>"
BEACON = "<img src=https://evil.example/b.gif onerror=window.hit=1>"
OUT = "\"'></textarea></title></script></style><svg onload=window.hit=1>"
BIDI = "\u202e\u2067gnp.exe\u202c\u2069\u200f"
STORY = "The mayor of Split said on Monday that {0} killed three people. Residents denied that {0} had fled to Zadar."
FIELDS = ("title", "publisher", "carrier", "url")


def rows() -> Iterator[dict[str, str]]:
    for number, bad in enumerate((SCRIPT, BEACON, OUT, BIDI, "{{ 7*7 }}${7*7}", "javascript:window.hit=1")):
        for field in FIELDS:
            yield {"id": f"{field}-{number}{bad}", field: f"{bad} {number}", "text": STORY.format("a storm")}
        yield {"id": f"text-{number}", "text": STORY.format(f"a {bad} storm"), "published": "2024-03-06"}
        yield {
            "id": f"html-{number}",
            "html": f"<title>T</title><p>{STORY.format('a ' + bad + ' storm')}</p>",
        }


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of hostile reports."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows())), encoding="utf-8")
    path = folder / "hostile.db"
    with open_ledger(str(path), "create") as ledger:
        results = [taken.result for taken in add_paths(ledger, [str(folder / "rows.jsonl")])]
    assert results.count("added") >= 30
    return path


def test_nothing_runs_and_nothing_is_fetched(page: Page, hostile: Path) -> None:
    with open_ledger(str(hostile)) as ledger:
        reports = [row.report for row in ledger.rows("reports", "report")]
    with served(hostile, actor=SCRIPT) as address:
        paths = [f"/reports/{report}" for report in reports]
        paths += ["/queue", "/reports", "/log", "/sources", "/search?text=%3Cscript%3E", "/search?text=storm"]
        paths += [f"{paths[0]}?missed=1", "/add", "/queue?text=%22%3E%3Cscript%3E"]
        for path in paths:
            answer = page.goto(f"{address}{path}")
            assert answer is not None
            assert answer.status == 200, path
            assert page.evaluate("window.hit") is None, path
            assert page.locator("#main script, #main img, #main svg, #main [onerror]").count() == 0, path
            assert "49" not in page.locator("h1").inner_text()


def test_a_decision_and_its_reason_are_shown_as_they_are(page: Page, hostile: Path) -> None:
    with served(hostile, actor=f"Eve {SCRIPT}") as address:
        page.goto(f"{address}/queue")
        key = str(page.locator(".cards > .claim").first.get_attribute("data-key"))
        page.goto(f"{address}/reports/{key.split('/')[0]}?edit={key.split('/')[1]}")
        page.locator("#in-counted").fill(OUT)
        page.locator("#in-reason").fill(BEACON)
        page.locator("button.save").click()
        card = page.locator(f"[data-key='{key}']")
        card.get_by_text(BEACON).wait_for()
        assert OUT in card.inner_text()
        for path in ("/log", "/queue?state=decided"):
            page.goto(f"{address}{path}")
            assert page.evaluate("window.hit") is None
