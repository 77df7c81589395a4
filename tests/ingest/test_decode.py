"""Encodings: what is said, what is seen, what is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearsay.ingest import Accepted
from tests.ingest.inputs import STORY, codes, from_file, outcome, report

WESTERN = "The governor’s aide said – on Tuesday – that “nobody” in Málaga had paid €400 for the ferry."
SHORT = "He said Málaga was calm."
RUSSIAN = "Министерство обороны сообщило во вторник, что двенадцать человек погибли при обстреле города."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        (WESTERN, "utf-32"),
        (WESTERN, "utf-32-le"),
        (WESTERN, "cp1252"),
        (WESTERN, "mac_roman"),
        (WESTERN.replace("Málaga", "Malaga"), "cp1252"),
        (SHORT, "latin-1"),
        (SHORT, "utf-16-le"),
        (SHORT, "cp850"),
        (SHORT, "mac_roman"),
        ("Naïve café owners in São Paulo fled, El Niño’s victims said.", "cp1252"),
        ("The café’s owner said: “Señor, we fled.”", "cp1252"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
    ],
)
def test_a_text_in_another_encoding_is_read_to_the_letter(text: str, encoding: str) -> None:
    found = outcome(text.encode(encoding), form="text")
    assert isinstance(found, Accepted)
    assert found.report.text == text


@pytest.mark.parametrize(
    ("raw", "noted"),
    [
        (WESTERN.encode("utf-8"), False),
        (WESTERN.encode("utf-8-sig"), False),
        (WESTERN.encode("utf-16"), False),
        (WESTERN.encode("cp1252"), True),
        (WESTERN.encode("utf-16-le"), True),
    ],
)
def test_a_guess_is_called_one(raw: bytes, noted: bool) -> None:
    assert codes(outcome(raw)) == (["E-INGEST-NOTE-ENCODING"] if noted else [])


def test_a_few_broken_bytes_in_utf8_are_replaced_and_named() -> None:
    raw = WESTERN.encode("utf-8").replace(b"ferry", b"f\xe9rry")
    found = outcome(raw)
    assert found.report.text == WESTERN.replace("ferry", "f\ufffdrry")
    assert codes(found) == ["E-INGEST-NOTE-ENCODING", "E-INGEST-NOTE-BYTES"]
    assert "1 faulty byte sequences" in found.rejections[1].message


def test_a_broken_end_after_a_mark_is_named() -> None:
    found = outcome(WESTERN.encode("utf-16") + b"\x00")
    assert isinstance(found, Accepted)
    assert codes(found) == ["E-INGEST-NOTE-BYTES"]


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    page = f"<html><head><meta charset='windows-1250'></head><body><p>{STORY}</p><p>Žarko Šimić said so.</p></body></html>"
    (found,) = from_file(tmp_path, "a.html", page.encode("cp1250"))
    assert isinstance(found, Accepted)
    assert "Žarko Šimić" in (found.report.text or "")
    assert codes(found) == []


def test_a_page_that_says_latin_1_means_what_browsers_take_it_for() -> None:
    story = f"<p>{STORY}</p><p>“We heard a bang,” said Ana.</p>"
    page = f"<html><head><meta charset='iso-8859-1'></head><body>{story}</body></html>"
    assert "“We heard a bang,”" in (report(page.encode("cp1252")).text or "")


def test_an_encoding_that_does_not_exist_is_passed_over() -> None:
    page = f"<html><head><meta charset='klingon-7'></head><body><p>{STORY}</p><p>{STORY}</p></body></html>"
    assert isinstance(outcome(page.encode("cp1252")), Accepted)
