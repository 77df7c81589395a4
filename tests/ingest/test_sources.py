"""Files, folders, standard input, rows: what is read, in which order, under which name."""

from __future__ import annotations

import hashlib
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

from hearsay.ingest import Accepted, Given, Notice, Refused, ingest
from tests.ingest.inputs import STORY, from_file, outcome, outcomes, report, row


def refs(*paths: Path | str, stdin: bytes = b"") -> list[str]:
    found = ingest(paths, stdin=io.BytesIO(stdin))
    return [one.report.ref for one in found if not isinstance(one, Notice)]


def test_a_folder_is_read_in_the_order_of_its_relative_paths(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "a.txt", "b.txt", "noending", "c/d/e.text", "B.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    expected = ["B.html", "a.txt", "b/a.md", "b/z.txt", "b.txt", "c/d/e.text", "noending"]
    assert refs(tmp_path) == expected
    assert refs(str(tmp_path) + "/") == expected


def test_hidden_files_and_linked_folders_are_not_searched(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(STORY)
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "again").symlink_to(tmp_path)
    first, notice = ingest([tmp_path])
    assert isinstance(first, Accepted)
    assert isinstance(notice, Notice)
    assert "1 hidden, 1 linked folder" in notice.problem.message


def test_a_file_named_by_itself_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (found,) = from_file(tmp_path, "a.eml", STORY.encode())
    assert isinstance(found, Accepted)
    assert found.report.ref == "a.eml"


def test_rows_are_named_by_their_id_or_their_line(tmp_path: Path) -> None:
    rows = (
        row(text=STORY, id="a1") + b"\n" + row(text=STORY) + row(text=STORY, id=17) + row(text=STORY, id="")
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r.jsonl").write_bytes(b"\xef\xbb\xbf" + rows.rstrip(b"\n"))
    assert refs(tmp_path) == ["a1", "in/r.jsonl:3", "17", "in/r.jsonl:5"]
    assert refs(tmp_path / "in" / "r.jsonl") == ["a1", "r.jsonl:3", "17", "r.jsonl:5"]
    assert refs("-", stdin=rows) == ["a1", "-:3", "17", "-:5"]


def test_several_paths_in_their_order(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    assert refs(tmp_path / "b.txt", "-", tmp_path / "a.txt", stdin=STORY.encode()) == ["b.txt", "-", "a.txt"]


def test_standard_input_is_recognised_by_its_content() -> None:
    assert report(STORY).text == STORY
    assert report(b"\n\n" + row(text=STORY, id="a1")).ref == "a1"
    page = f"<!doctype html><html><body><article><p>{STORY}</p></article></body></html>"
    assert report(page).text == STORY
    braces = f"{{sic}} {STORY}"
    assert report(braces).text == braces


def test_the_form_may_be_given() -> None:
    page = f"<p>{STORY}</p><p>{STORY}</p>"
    assert report(page, form="text").text == page
    assert "<p>" not in (report(page, form="html").text or "")
    found = outcome(STORY, form="jsonl")
    assert isinstance(found, Refused)
    line = row(text=STORY).decode()
    assert report(line, form="text").text == line


def test_raw_bytes_and_text_are_hashed(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + f"{STORY}\r\n".encode()
    (found,) = from_file(tmp_path, "a.txt", raw)
    assert isinstance(found, Accepted)
    assert found.report.text == f"{STORY}\r\n"
    assert found.report.sha256_raw == hashlib.sha256(raw).hexdigest()
    assert found.report.sha256_text == hashlib.sha256(f"{STORY}\r\n".encode()).hexdigest()
    line = row(text=STORY)
    assert report(line).sha256_raw == hashlib.sha256(line.rstrip(b"\n")).hexdigest()


def test_a_byte_order_mark_within_a_row_belongs_to_its_text() -> None:
    assert report(row(text="\ufeff" + STORY)).text == "\ufeff" + STORY


class _Endless(io.RawIOBase):
    """Rows without end; counts those that were taken."""

    def __init__(self) -> None:
        self.taken = 0
        self._rows: Iterator[bytes] = itertools.repeat(row(text=STORY))

    def readline(self, size: int | None = -1, /) -> bytes:
        self.taken += 1
        return next(self._rows)

    def readable(self) -> bool:
        return True


def test_rows_are_read_one_at_a_time() -> None:
    stream = _Endless()
    found = ingest(["-"], stdin=stream)  # type: ignore[arg-type]
    assert len(list(itertools.islice(found, 3))) == 3
    assert stream.taken == 3


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    found = ingest([tmp_path / "later.txt"])
    (tmp_path / "later.txt").write_text(STORY)
    assert isinstance(next(found), Accepted)


def test_the_callers_word_stands_where_the_row_says_nothing() -> None:
    given = {"published": "2024-03-05", "publisher": "Harbour Wire", "carrier": "Island Review"}
    first, second = outcomes(
        row(text=STORY) + row(text=STORY, published="2024-03-04T10:00:00Z", publisher="Wire", carrier="Bee"),
        **given,
    )
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert first.report.published == "2024-03-05"
    assert (first.report.publisher, first.report.carrier) == ("Harbour Wire", "Island Review")
    assert second.report.published == "2024-03-04T10:00:00+00:00"
    assert (second.report.publisher, second.report.carrier) == ("Wire", "Bee")
    assert {first.report.published_basis, second.report.published_basis} == {"given"}


def test_a_row_says_everything_a_row_may_say() -> None:
    read = report(
        row(
            id="a1", text=STORY, title="Ferry hits quay", published="2024-03-05", modified="2024-03-06",
            publisher="Harbour Wire", carrier="Island Review", url="https://review.example/1", language="en-GB",
            status="corrected",
        )
    )  # fmt: skip
    assert (read.ref, read.title, read.published, read.modified) == (
        "a1",
        "Ferry hits quay",
        "2024-03-05",
        "2024-03-06",
    )
    assert (read.publisher, read.carrier, read.url) == (
        "Harbour Wire",
        "Island Review",
        "https://review.example/1",
    )
    assert (read.language, read.status) == ("en", "corrected")


def test_equal_bytes_of_another_carrier_are_another_report() -> None:
    one, other = (report(STORY, carrier=carrier) for carrier in ("Harbour Wire", "Island Review"))
    assert one.id != other.id
    assert one.sha256_raw == other.sha256_raw


def test_given_dates_are_brought_into_one_form() -> None:
    assert Given(published="5 March 2024").published == "2024-03-05"
    assert Given(published="2024-03-05 10:15").published == "2024-03-05T10:15:00"
