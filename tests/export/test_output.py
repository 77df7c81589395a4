"""Where the output goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearsay.export.output import check_output, means_folder, write_chunks
from hearsay.record import HearsayError


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{}")
    for name in (str(rows), f"{tmp_path}/./rows.jsonl"):
        with pytest.raises(HearsayError, match=r"E-EXPORT-OVER-INPUT.*would be overwritten.*another name"):
            check_output(name, ["-", "missing", str(rows)])
    assert rows.read_text() == "{}"


@pytest.mark.parametrize(
    ("target", "reason"),
    [("", "it is a folder"), ("no/such/file", "there is no folder"), ("/dev/full", None)],
)
def test_an_output_that_cannot_be_written(target: str, reason: str | None, tmp_path: Path) -> None:
    if reason:
        with pytest.raises(HearsayError, match=f"E-EXPORT-UNWRITABLE.*{reason}"):
            check_output(str(tmp_path / target), [])
    elif os.path.exists(target):
        with pytest.raises(HearsayError, match=r"E-EXPORT-UNWRITABLE.*/dev/full.*No space left"):
            write_chunks(["x"], target)


def test_standard_output_and_new_files_pass(tmp_path: Path) -> None:
    for target in (None, "-", str(tmp_path / "new.jsonl")):
        check_output(target, ["-"])


def test_a_failure_before_the_first_word_leaves_the_old_file(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("old")

    def failing() -> Iterator[str]:
        raise RuntimeError
        yield ""

    with pytest.raises(RuntimeError):
        write_chunks(failing(), str(old))
    assert old.read_text() == "old"


def test_files_are_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    write_chunks(["Korčula\n", "“one”\n"], str(tmp_path / "new.txt"))
    assert (tmp_path / "new.txt").read_bytes() == "Korčula\n“one”\n".encode()


@pytest.mark.parametrize(
    ("target", "folder"),
    [
        ("pages", True),
        ("pages/", True),
        ("one.html", False),
        ("one.HTM", False),
        ("v1.2", True),
        ("/dev/null", False),
    ],
)
def test_what_names_a_folder(target: str, folder: bool) -> None:
    assert means_folder(target) is folder


def test_a_folder_that_exists_is_one_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "old.html").mkdir()
    assert means_folder(str(tmp_path / "old.html"))
