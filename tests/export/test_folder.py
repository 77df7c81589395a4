"""A folder of pages with an index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hearsay.export.folder import file_name, write_pages
from hearsay.record import HearsayError
from tests.export.invented import korcula, plain, refused


def test_a_page_a_report_and_an_index_that_leads_to_each(tmp_path: Path) -> None:
    index = write_pages(
        iter([korcula(), refused(), plain("<b>", ref="in/<b>.txt")]), tmp_path / "new" / "pages"
    )
    assert index == tmp_path / "new" / "pages" / "index.html"
    html = index.read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#]+\.html)"', html)
    assert links == ["korcula.html", "letters-missing.html", "in-b.html"]
    for link in links:
        assert (index.parent / link).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "3 reports, 5 claims" in html
    assert "2024-03-06" in html
    assert "E-INGEST-MISSING" in html
    assert "not read" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("ref", "taken", "name"),
    [
        ("korcula.txt", [], "korcula.html"),
        ("korcula.txt", ["korcula.html"], "korcula-2.html"),
        ("Korcula.txt", ["korcula.html", "korcula-2.html"], "Korcula-3.html"),
        ("rows.jsonl:12", [], "rows-12.html"),
        ("../../etc/passwd", [], "etc-passwd.html"),
        ("index.html", ["index.html"], "index-2.html"),
        ("Korčula über.html", [], "Korcula-uber.html"),
        ("x" * 300, [], "x" * 80 + ".html"),
    ],
)
def test_file_names_are_safe_and_never_shared(ref: str, taken: list[str], name: str) -> None:
    assert file_name(plain("a", ref=ref), taken) == name


def test_a_ref_without_a_letter_of_ours_is_named_by_its_id() -> None:
    record = plain("a", ref="報道")
    assert file_name(record) == f"{record.report.id}.html"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(
        HearsayError, match=r"\[E-EXPORT-UNWRITABLE\] .*taken.* cannot be written .*--output PATH"
    ):
        write_pages([korcula()], tmp_path / "taken")
