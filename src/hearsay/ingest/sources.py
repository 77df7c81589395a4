"""Paths to raw inputs, lazily: files, folders, standard input, and the lines of JSONL files."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hearsay.ingest.outcome import Form, Notice
from hearsay.record import HearsayError, problem

LONGEST_RAW = 16_000_000
"""Bytes of one file or one JSONL line that are held in memory; of more only the hash is taken."""
SUFFIXES: dict[str, Form | None] = {
    "": None, ".txt": None, ".text": None, ".md": None,
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""The files of a folder that are reports, and what they hold; null: recognised by content."""
_CHUNK = 1 << 20
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:\"|\})")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True)
class Raw:
    """One input's bytes. ``raw`` is null when it is too long or could not be read; then ``refusal`` says why.
    ``row``: it is a line of JSONL."""

    ref: str
    raw: bytes | None
    sha256: str | None
    form: Form | None = None
    row: bool = False
    refusal: HearsayError | None = None


def find_raw(
    paths: Iterable[str | os.PathLike[str]], form: Form | None, stdin: BinaryIO
) -> Iterator[Raw | Notice]:
    """Every input under ``paths``, in their order; folders by relative path; one held in memory at a time.

    ``-`` is ``stdin``. A file's ref is its name, in a folder its path relative to it with ``/``, a row's that
    and ``:LINE``.
    """
    for path in paths:
        if os.fspath(path) == "-":
            yield from _stream(stdin, "-", form)
            continue
        place = Path(path)
        try:
            is_folder = stat.S_ISDIR(place.stat().st_mode)
        except (OSError, ValueError) as error:  # ValueError: a null character
            yield _unread(_printable(os.fspath(path)), error)
            continue
        yield from _folder(place, form) if is_folder else _file(place, _printable(place.name), form)


def _folder(root: Path, form: Form | None) -> Iterator[Raw | Notice]:
    aside: Counter[str] = Counter()
    name = _printable(root.name or os.fspath(root))
    any_report = False
    for found in walk(root, "", aside):
        any_report = True
        yield from [found] if isinstance(found, Raw) else _file(root / found, _printable(found), form)
    listed = ", ".join(f"{count} {label}" for label, count in sorted(aside.items()))
    if not any_report:
        refusal = problem(
            "E-INGEST-NO-REPORTS", path=name, aside=f" (left aside: {listed})" if listed else ""
        )
        yield Raw(name, None, None, refusal=refusal)
    elif aside:
        yield Notice(problem("E-INGEST-NOTE-SKIPPED", path=name, count=sum(aside.values()), aside=listed))


def walk(root: Path, under: str, aside: Counter[str]) -> Iterator[str | Raw]:
    """Relative paths of the reports, in the order of their parts; what is left aside is counted by its
    kind."""
    try:
        entries = sorted(os.scandir(root / under), key=lambda entry: entry.name)
    except OSError as error:
        yield _unread(_printable(under or root.name), error)
        return
    for entry in entries:
        path = f"{under}/{entry.name}" if under else entry.name
        suffix = os.path.splitext(entry.name)[1].lower()
        if entry.name.startswith("."):
            aside["hidden"] += 1
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(root, path, aside)
        elif entry.is_dir():
            aside["linked folder"] += 1  # it may lead back into this one
        elif suffix not in SUFFIXES:
            aside[_printable(suffix)] += 1
        elif entry.is_file() or entry.is_symlink():
            yield path
        else:
            aside["no regular file"] += 1


def _file(path: Path, ref: str, form: Form | None) -> Iterator[Raw]:
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below, after the consumer has taken every row
    except OSError as error:
        yield _unread(ref, error)
        return
    with stream:
        if form is None:
            form = SUFFIXES.get(path.suffix.lower())
        yield from _lines(stream, ref) if form == "jsonl" else _whole(stream, ref, form)


def _stream(stream: BinaryIO, ref: str, form: Form | None) -> Iterator[Raw]:
    """Standard input: rows if its first line that is not blank begins an object, else one report."""
    if form == "jsonl":
        yield from _lines(stream, ref)
        return
    head: list[bytes] = []
    while form is None and (line := stream.readline(LONGEST_RAW + 1)):
        head.append(line)
        if line.strip():
            break
    if head and _OBJECT.match(head[-1]):
        yield from _lines(stream, ref, head)
    else:
        yield from _whole(stream, ref, form, b"".join(head))


def _whole(stream: BinaryIO, ref: str, form: Form | None, head: bytes = b"") -> Iterator[Raw]:
    digest, kept, size = hashlib.sha256(head), [head], len(head)
    try:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size <= LONGEST_RAW:
                kept.append(chunk)
            else:
                kept.clear()
    except OSError as error:
        yield _unread(ref, error)
        return
    if size > LONGEST_RAW:
        yield _too_long(ref, digest.hexdigest())
    else:
        yield Raw(ref, b"".join(kept), digest.hexdigest(), form)


def _lines(stream: BinaryIO, ref: str, head: Iterable[bytes] = ()) -> Iterator[Raw]:
    """The rows of a JSONL stream; blank lines are counted and passed over."""
    number = 0
    try:
        for line in itertools.chain(head, iter(lambda: stream.readline(LONGEST_RAW + 1), b"")):
            number += 1
            place = f"{ref}:{number}"
            if number == 1 and line.startswith(_WIDE_MARKS):
                yield Raw(ref, None, None, row=True, refusal=problem("E-INGEST-ROWS-ENCODING", ref=ref))
                return
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if len(line) > LONGEST_RAW:
                yield _too_long(place, _drain(stream, line), row=True)
            elif line.strip():
                body = line.rstrip(b"\r\n")
                yield Raw(place, body, hashlib.sha256(body).hexdigest(), row=True)
    except OSError as error:
        yield _unread(ref, error)
    if number == 0:
        yield Raw(ref, None, hashlib.sha256(b"").hexdigest(), refusal=problem("E-INGEST-EMPTY", ref=ref))


def _drain(stream: BinaryIO, line: bytes) -> str:
    """The hash of a line whose beginning was read, its end passed over."""
    digest = hashlib.sha256(line.rstrip(b"\r\n"))
    while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
        digest.update(line.rstrip(b"\r\n"))
    return digest.hexdigest()


def _too_long(ref: str, sha256: str, *, row: bool = False) -> Raw:
    limit = f"{LONGEST_RAW:,} bytes"
    return Raw(ref, None, sha256, row=row, refusal=problem("E-INGEST-TOO-LONG", ref=ref, limit=limit))


def _unread(ref: str, error: OSError | ValueError) -> Raw:
    code = "E-INGEST-MISSING" if isinstance(error, FileNotFoundError) else "E-INGEST-UNREADABLE"
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Raw(ref, None, None, refusal=problem(code, path=ref, reason=reason))


def _printable(path: str) -> str:
    """A path that can be written: bytes that are no UTF-8 become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace(os.sep, "/") or "."
