"""Bytes to text: which encoding, or what the bytes are if they are no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from hearsay.ingest.tables import table

_MARKS = (  # the four-byte marks go first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("utf-32-le", (1, 2, 3), (0,)),
    ("utf-32-be", (0, 1, 2), (3,)),
    ("utf-16-le", (1, 3), (0, 2)),
    ("utf-16-be", (0, 2), (1, 3)),
)
"""Which of four bytes are zero in English text, and which never."""
_WESTERN = ("cp1252", "mac_roman", "cp850", "cp437")
"""Encodings of English text, the likeliest first; they differ in few bytes, whose neighbours decide."""
_SAMPLE = 65536
_MOSTLY_ASCII = 0.3
"""Above this share of bytes beyond ASCII, a text is hardly English in a Western encoding."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True)
class Decoded:
    """The text without byte-order mark; ``guessed``: nothing in the bytes says that the encoding is this one;
    ``broken``: how many faulty sequences became U+FFFD."""

    text: str
    encoding: str
    guessed: bool = False
    broken: int = 0


@dataclass(frozen=True)
class Binary:
    """Bytes that are no text: what they are and what to do."""

    what: str
    remedy: str


def decode(raw: bytes, declared: str | None = None) -> Decoded | Binary | None:
    """The text in ``raw``; ``declared`` is the encoding a page names. Null if no encoding fits.

    In order: a byte-order mark, UTF-8, the declared encoding, UTF-16 or UTF-32 by the place of its zeros,
    UTF-8 with single faults, then charset-normalizer and the Western encodings by how well the text reads.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _faulty(raw[len(mark) :], encoding)
    if binary := _signature(raw):
        return binary
    wide = _wide(raw)
    if wide is None and (text := _strict(raw, "utf-8")) is not None:
        return _junk(raw) or Decoded(text, "utf-8")
    if declared and (text := _strict(raw, declared)) is not None:
        return Decoded(text, declared)
    if wide:
        return _faulty(raw, wide, guessed=True)
    if binary := _junk(raw):
        return binary
    return _nearly_utf8(raw) or _guess(raw)


def _signature(raw: bytes) -> Binary | None:
    head = raw[:4096]
    digits = head[:32].hex()
    for row in table("signatures.toml")["signature"]:
        if digits.startswith(row["begins"]) and row.get("holds", "").encode() in head:
            return Binary(row["what"], row["remedy"])
    return None


def _junk(raw: bytes) -> Binary | None:
    """Control bytes beyond a few stray ones: a binary file without a known signature."""
    sample = raw[:_SAMPLE]
    found = len(_CONTROL.findall(sample))
    if found > 8 and found > len(sample) / 50:
        return Binary(
            "binary data", "Give a file that holds a report's text, as plain text, HTML or JSON lines."
        )
    return None


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _faulty(raw: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    text = _strict(raw, encoding)
    if text is not None:
        return Decoded(text, encoding, guessed)
    text = raw.decode(encoding, "replace")
    return Decoded(text, encoding, guessed, max(1, text.count("\ufffd")))


def _wide(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second byte of English text is zero, or three of four are."""
    sample = raw[: _SAMPLE // 4 * 4]
    if len(sample) < 4:
        return None
    lanes = [sample[i::4].count(0) / max(1, len(sample[i::4])) for i in range(4)]
    for encoding, zeros, full in _WIDE:
        if min(lanes[i] for i in zeros) > 0.6 and max(lanes[i] for i in full) < 0.1:
            return encoding
    return None


def _nearly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with few faults (a byte lost, an end cut off): more whole sequences than broken ones."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return Decoded(text, "utf-8", guessed=True, broken=broken) if whole > 2 * broken else None


def _guess(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # a tenth of a second that only odd encodings cost

    beyond = sum(1 for byte in raw[:_SAMPLE] if byte > 127) / max(1, len(raw[:_SAMPLE]))
    best: Any = from_bytes(raw[:_SAMPLE]).best()
    named = best.encoding if best is not None else None
    candidates = (
        [*_WESTERN, *([named] if named else [])] if beyond < _MOSTLY_ASCII else [named] if named else []
    )
    texts = [(encoding, text) for encoding in candidates if (text := _strict(raw, encoding)) is not None]
    if not texts:
        return None
    encoding, text = max(texts, key=lambda pair: _reads_well(pair[1]))  # the first of equals: Windows-1252
    return Decoded(text, encoding, guessed=True)


def _reads_well(text: str) -> float:
    """How many characters beyond ASCII stand where such ones stand in print, less those that do not."""
    score = 0.0
    for match in re.finditer(r"[^\x00-\x7f]", text[:_SAMPLE]):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        score += _fits(before, match.group(), after)
    return score


def _fits(before: str, character: str, after: str) -> float:
    if character.isalpha():
        if character.islower():
            return 1.0 if before.isalpha() or after.isalpha() else -0.5
        return -1.0 if before.islower() else 0.5 if after.isalpha() else -1.0
    if character in "’‘":
        return 1.0 if before.isalpha() or after.isalpha() else 0.5
    if character in "“«":
        return 1.0 if not before.isalnum() and not after.isspace() else -1.0
    if character in "”»":
        return 1.0 if not before.isspace() and not after.isalnum() else -1.0
    if character in "–—…•\xa0€£°©®":
        return 0.5
    return -1.0
