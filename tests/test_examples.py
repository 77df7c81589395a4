"""The example reports that ship with the package: invented, marked so, and of every kind the tour needs."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest

FOLDER = Path(str(resources.files("hearsay") / "examples"))
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
ROWS = [json.loads(line) for line in (FOLDER / "wire-desk.jsonl").read_text(encoding="utf8").splitlines()]
TEXTS = {path.name: path.read_text(encoding="utf8") for path in FILES if path.suffix != ".jsonl"} | {
    row["id"]: row["text"] for row in ROWS
}


def test_ten_reports_or_more() -> None:
    assert len(TEXTS) >= 10


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_each_says_that_it_is_invented(name: str) -> None:
    text = re.sub(r"<[^>]+>", "", TEXTS[name])
    last = [line for line in text.splitlines() if line.strip()][-1]
    assert "fictional" in last
    assert "This report is invented." in last
    assert re.search("©|Copyright", last), "a copyright line is furniture, so the mark claims nothing"


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_each_has_the_length_of_a_wire_report(name: str) -> None:
    assert 90 <= len(re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", TEXTS[name]).split()) <= 600


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("malakal-2-reprint", "appeared first on The Nile Courier."),
        ("denial", "denied on Wednesday that its soldiers had crossed"),
        ("correction", "An earlier version of this report said that 71 workers had died."),
        ("plan", "has agreed to send up to 350 military engineers"),
        ("estimate", "believe that between 300 and 450 foreign mercenaries"),
        ("document", "an internal memorandum shows"),
    ],
)
def test_the_tour_is_complete(start: str, words: str) -> None:
    names = [name for name in TEXTS if name.startswith(start)]
    assert len(names) == 1
    assert words in TEXTS[names[0]]


def test_five_outlets_tell_one_incident_and_their_figures_move() -> None:
    told = {
        name: text
        for name, text in TEXTS.items()
        if name.startswith("malakal") and not {"reprint", "update", "6"} & set(name.split("-"))
    }
    assert len(told) == 5
    tolls = (
        "Six soldiers were killed",
        "At least 23 people",
        "killed 30 government soldiers",
        "at least 31",
        "34",
    )
    for text, toll in zip((told[name] for name in sorted(told)), tolls, strict=True):
        assert toll in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("malakal-2-nile-courier.txt", "seventeen of the dead were civilians and six were soldiers"),
        ("malakal-1-equatoria-wire.txt", "who asked not to be named"),
        ("malakal-1-update-equatoria-wire.txt", "The dead included Captain Wani Lado"),
        ("malakal-6-river-bulletin", "This report has been withdrawn."),
        ("kisoro-reporter", "Peace Atuhaire, a radio reporter, was shot dead"),
    ],
)
def test_what_linking_has_to_show_is_there(name: str, words: str) -> None:
    assert words in TEXTS[name]


def test_one_report_has_no_date_anywhere() -> None:
    text = TEXTS["no-date-quetta.txt"]
    assert not re.search(r"\b(19|20)\d\d\b", text)
    assert "on Friday" in text


def test_rows_carry_what_a_caller_would_give() -> None:
    assert len(ROWS) >= 3
    assert all({"id", "title", "published", "publisher", "text"} <= set(row) for row in ROWS)
    assert {"corrected", "withdrawn"} <= {row.get("status") for row in ROWS}
