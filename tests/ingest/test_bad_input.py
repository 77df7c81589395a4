"""Bad input: each its coded message with a remedy, and the rest goes on."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from hearsay.ingest import LONGEST_TEXT, Accepted, Given, Notice, Refused, ingest
from hearsay.record import HearsayError
from tests.ingest.inputs import STORY, codes, from_file, outcome, outcomes, report, row


def refusal(found: object) -> str:
    """Message and remedy of the one reason of a refused report, which has no text."""
    assert isinstance(found, Refused)
    assert found.report.text is None
    assert found.report.body is None
    return found.rejections[0].message


def test_a_missing_file_costs_its_neighbours_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    first, second, third = ingest([tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "a.txt"])
    assert isinstance(first, Accepted)
    assert isinstance(third, Accepted)
    assert codes(second) == ["E-INGEST-MISSING"]
    assert "gone.txt. Check the path's spelling" in refusal(second)


def test_a_link_to_nowhere_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    first, second = ingest([tmp_path])
    assert isinstance(first, Accepted)
    assert codes(second) == ["E-INGEST-MISSING"]
    assert not isinstance(second, Notice)
    assert second.report.ref == "b.txt"


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (found,) = ingest([tmp_path / "a.txt" / "b.txt"])
    assert codes(found) == ["E-INGEST-UNREADABLE"]
    assert "Not a directory. Check that you may read it" in refusal(found)


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (found,) = ingest([tmp_path / "a.txt"])
    assert codes(found) == ["E-INGEST-UNREADABLE"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / ".hidden").write_text(STORY)
    (found,) = ingest([tmp_path])
    assert codes(found) == ["E-INGEST-NO-REPORTS"]
    assert "(left aside: 1 .pdf, 1 hidden). Reports end in .txt" in refusal(found)


def test_what_a_folder_holds_beside_reports_is_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.pdf", "d.CSV", ".e.txt"):
        (tmp_path / name).write_text(STORY)
    first, last = ingest([tmp_path])
    assert isinstance(first, Accepted)
    assert isinstance(last, Notice)
    assert last.problem.code == "E-INGEST-NOTE-SKIPPED"
    assert "4 entries of the folder" in last.problem.message
    assert "1 .csv, 2 .pdf, 1 hidden" in last.problem.message


@pytest.mark.parametrize(
    ("name", "data", "what", "remedy"),
    [
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document", "pdftotext"),
        ("a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture", "pictures are not read"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture", "pictures are not read"),
        ("a.html", b"\x1f\x8b\x08\0\0\0", "a gzip archive", "gunzip"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old office document", "plain text or HTML"),
        ("a.txt", b"{\\rtf1\\ansi The ferry}", "a rich text document", "plain text or HTML"),
        ("a.txt", bytes(range(256)) * 40, "binary data", "JSON lines"),
        ("a.txt", b"SQLite format 3\0" + bytes(100), "an SQLite database", "JSON lines"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, data: bytes, what: str, remedy: str
) -> None:
    (found,) = from_file(tmp_path, name, data)
    assert codes(found) == ["E-INGEST-BINARY"]
    assert what in refusal(found)
    assert remedy in refusal(found)
    assert isinstance(found, Refused)
    assert found.report.sha256_raw == hashlib.sha256(data).hexdigest()


def test_a_word_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.txt", "w") as document:
        document.writestr("word/document.xml", "<w:document/>")
    (found,) = ingest([tmp_path / "a.txt"])
    assert "a Word document (DOCX)" in refusal(found)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\ufeff".encode(), "\u200b\u3000\n".encode(), b"...\n---\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_an_empty_file(tmp_path: Path, name: str, data: bytes) -> None:
    (found,) = from_file(tmp_path, name, data)
    assert codes(found)[0] in ("E-INGEST-EMPTY", "E-INGEST-NO-ARTICLE")
    refusal(found)


def test_an_empty_jsonl_file(tmp_path: Path) -> None:
    (found,) = from_file(tmp_path, "a.jsonl", b"")
    assert codes(found) == ["E-INGEST-EMPTY"]


def test_fifty_megabytes_are_refused_with_their_hash(tmp_path: Path) -> None:
    line = STORY.encode() + b"\n"
    size = 50_000_000 // len(line)
    with (tmp_path / "a.txt").open("wb") as file:
        for _ in range(size):
            file.write(line)
    (found,) = ingest([tmp_path / "a.txt"])
    assert codes(found) == ["E-INGEST-TOO-LONG"]
    assert "longer than 16,000,000 bytes. Split it" in refusal(found)
    digest = hashlib.sha256()
    for _ in range(size):
        digest.update(line)
    assert isinstance(found, Refused)
    assert found.report.sha256_raw == digest.hexdigest()


def test_a_text_just_too_long_and_one_just_short_enough() -> None:
    found = outcome(row(text="The " * (LONGEST_TEXT // 4) + "x", id="long"))
    assert codes(found) == ["E-INGEST-TOO-LONG"]
    assert "2,000,000 characters" in refusal(found)
    assert found.report.ref == "long"
    assert isinstance(outcome(row(text="The people of the town said that " * 100)), Accepted)


def test_a_huge_line_between_two_rows() -> None:
    huge = b'{"text": "' + b"x" * 17_000_000 + b'"}\n'
    first, second, third = outcomes(row(text=STORY) + huge + row(text=STORY))
    assert isinstance(first, Accepted)
    assert codes(second) == ["E-INGEST-TOO-LONG"]
    assert isinstance(second, Refused)
    assert second.report.ref == "-:2"
    assert second.report.sha256_raw == hashlib.sha256(huge[:-1]).hexdigest()
    assert isinstance(third, Accepted)
    assert third.report.ref == "-:3"


def test_a_sentence_of_twenty_thousand_characters() -> None:
    text = "The minister said that " + "the ferry, which was old, and " * 700 + "sank."
    assert len(text) > 20_000
    assert report(text).text == text


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (b'{"text": "The ferry', "E-INGEST-ROW-JSON", "Unterminated string"),
        (b"not json", "E-INGEST-ROW-JSON", "Expecting value at character 1"),
        (b'{"text": "a"} {"text": "b"}', "E-INGEST-ROW-JSON", "Extra data"),
        (b"[" * 100_000, "E-INGEST-ROW-JSON", "RecursionError"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "E-INGEST-ROW-JSON", "ValueError"),
        (b'["The ferry sank."]', "E-INGEST-ROW-OBJECT", "is an array, not an object"),
        (b'"The ferry sank."', "E-INGEST-ROW-OBJECT", "is a string, not an object"),
        (b"null", "E-INGEST-ROW-OBJECT", "is null, not an object"),
        (b'{"id": "a1"}', "E-INGEST-ROW-TEXT", "it has neither text nor html"),
        (b'{"id": "a1", "text": null}', "E-INGEST-ROW-TEXT", "it has neither text nor html"),
        (b'{"id": "a1", "text": 12}', "E-INGEST-ROW-TEXT", "its text is a number"),
        (b'{"id": "a1", "text": ["The ferry sank."]}', "E-INGEST-ROW-TEXT", "its text is an array"),
        (b'{"text": "M\xe1laga"}', "E-INGEST-ROW-ENCODING", "is not UTF-8 (at byte 12)"),
        (b'{"id": "a1", "text": "The ferry sank.", "status": "retracted"}', "E-INGEST-STATUS", "'retracted'"),
        (
            b'{"id": "a1", "text": "The ferry sank.", "status": ["usable"]}',
            "E-INGEST-STATUS",
            "usable, corrected",
        ),
        (b'{"id": "a1", "text": "  "}', "E-INGEST-EMPTY", "holds no words"),
        (b'{"id": "a1", "html": "<html></html>"}', "E-INGEST-NO-ARTICLE", "holds no article"),
    ],
)
def test_a_bad_row_is_one_refused_record(line: bytes, code: str, message: str) -> None:
    first, second, third = outcomes(row(text=STORY) + line + b"\n\n" + row(text=STORY))
    assert isinstance(first, Accepted)
    assert codes(second) == [code]
    assert message in refusal(second)
    assert isinstance(second, Refused)
    assert second.report.ref == ("a1" if b"a1" in line else "-:2")
    assert second.report.sha256_raw == hashlib.sha256(line).hexdigest()
    assert isinstance(third, Accepted)
    assert third.report.ref == "-:4"


def test_rows_in_utf16_are_refused_once(tmp_path: Path) -> None:
    (found,) = from_file(tmp_path, "a.jsonl", (row(text=STORY) * 3).decode().encode("utf-16"))
    assert codes(found) == ["E-INGEST-ROWS-ENCODING"]
    assert "iconv" in refusal(found)


def test_json_that_is_no_lines(tmp_path: Path) -> None:
    (found,) = from_file(tmp_path, "a.txt", b'[\n  {"text": "The ferry sank."}\n]')
    assert codes(found) == ["E-INGEST-JSON"]
    assert ".jsonl" in refusal(found)


def test_fields_that_cannot_be_used_are_named_and_the_report_is_kept() -> None:
    found = outcome(row(text=STORY, published="2024-13-45", modified="soon", title=7, tags=[], author="x"))
    assert isinstance(found, Accepted)
    assert found.readable
    assert found.report.published is None
    assert found.report.title is None
    assert codes(found) == [
        "E-INGEST-ROW-FIELD",
        "E-INGEST-NOTE-ROW-UNKNOWN",
        "E-INGEST-DATE",
        "E-INGEST-DATE",
    ]
    messages = " ".join(rejection.message for rejection in found.rejections)
    assert "The field title of the row -:1 is a number" in messages
    assert "fields that are not read: author, tags" in messages
    assert "'2024-13-45', is not a date; it stays unknown. Write it as YYYY-MM-DD" in messages


@pytest.mark.parametrize("date", ["2024-02-30", "yesterday", "03/04/2024", "", "20240305T10", "٢٠٢٤-٠٣-٠٥"])
def test_a_date_given_wrongly_is_refused_before_anything_is_read(date: str) -> None:
    with pytest.raises(HearsayError, match=r"E-INGEST-GIVEN-DATE.*Write it as YYYY-MM-DD"):
        Given(published=date)


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    found = outcome(
        b'{"id": "a\\udfff", "title": "T\\ud800", "text": "Ferry \\ud800\\ud801 sank, he said. \\ud83d\\ude00"}'
    )
    assert isinstance(found, Accepted)
    assert found.report.text == "Ferry \ufffd\ufffd sank, he said. 😀"
    assert found.report.ref == "a\ufffd"
    assert found.report.title == "T\ufffd"
    (note,) = (r for r in found.rejections if r.code == "E-INGEST-NOTE-SURROGATE")
    assert (note.start, note.end) == (6, 7)
    assert "2 lone surrogates" in note.message


def test_null_characters_stay_and_are_named() -> None:
    text = "The ferry\0 sank on Tuesday, the harbour master\0 said to the people."
    found = outcome(text)
    assert isinstance(found, Accepted)
    assert found.report.text == text
    assert codes(found) == ["E-INGEST-NOTE-NUL"]
    assert (found.rejections[0].start, found.rejections[0].end) == (9, 10)
    assert outcome(row(text=text)).report.text == text


def test_marks_of_direction_stay_and_are_named() -> None:
    text = f"{STORY} \u202eevil\u202c and \u200fright\u200e"
    found = outcome(text)
    assert found.report.text == text
    assert codes(found) == ["E-INGEST-NOTE-DIRECTION"]
    assert found.rejections[0].start == len(STORY) + 1


def test_emoji_and_carriage_returns_need_no_remark() -> None:
    text = f"😀 {STORY}\r\n\r\n“Go!” he said. 👨‍👩‍👧\r\n"
    found = outcome(text)
    assert found.report.text == text
    assert codes(found) == []
    assert found.report.body == (0, len(text) - 2)


def test_a_page_without_an_article() -> None:
    found = outcome(
        '<!DOCTYPE html><html><body><nav><a href="/">Home</a> <a href="/w">World</a></nav></body></html>'
    )
    assert codes(found) == ["E-INGEST-NO-ARTICLE"]
    assert "Give the article's own page" in refusal(found)


def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/fer\xffry.txt"
    with open(name, "wb") as file:
        file.write(STORY.encode())
    (found,) = ingest([os.fsdecode(name)])
    assert isinstance(found, Accepted)
    assert found.report.ref == "fer\ufffdry.txt"


def test_a_name_that_nothing_can_have() -> None:
    (found,) = ingest(["a\0b"])
    assert isinstance(found, Refused)
    assert codes(found) == ["E-INGEST-UNREADABLE"]
