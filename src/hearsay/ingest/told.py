"""What furniture tells of its report: publisher, authors, title, dates, status, dateline; with the words
it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hearsay.ingest.dates import find_date, latest_before
from hearsay.ingest.furniture import Piece
from hearsay.ingest.furniture.names import credited, split_names
from hearsay.ingest.tables import words
from hearsay.record import Dateline, Span

_STATUS = ("withdrawn", "embargoed", "corrected")
"""The gravest first."""
_FIRST_PRINTED = frozenset(
    {
        "this-appeared-first",
        "this-published-first-on-date",
        "originally-published",
        "originally-published-date",
    }
)


@dataclass
class Told:
    """Null where the furniture says nothing; ``because`` holds the spans by field of the report."""

    publisher: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    status: str | None = None
    because: dict[str, tuple[str | Span, ...]] = field(default_factory=dict)


def told(text: str, pieces: Iterable[Piece]) -> Told:
    """What the pieces of furniture found in ``text`` say. The first to say something wins, but for the
    publisher: a footer goes before the agency of a dateline or byline, that before a copyright line (which
    may be the carrier's)."""
    said = Told()
    pieces = tuple(pieces)
    for piece in pieces:
        _title(said, text, piece)
        _authors(said, text, piece)
        _dates(said, text, piece)
    if said.published is None:
        _filed(said, text, pieces)
    for kinds, catch in (
        (("footer",), "outlet"),
        (("dateline", "byline"), "agency"),
        (("credit",), "outlet"),
    ):
        for piece in pieces:
            if (
                said.publisher is None
                and piece.kind in kinds
                and piece.rule != "source"
                and catch in piece.caught
            ):
                _publisher(said, text, piece, catch)
    for status in _STATUS:
        for piece in pieces:
            if said.status is None and piece.status == status:
                said.status = status
                said.because["status"] = (Span.at(text, piece.start, piece.end),)
    return said


def read_dateline(text: str, pieces: Iterable[Piece], published: str | None) -> Dateline | None:
    """The first dateline's place and date. Its year, if not written, is that of the newest such day before
    ``published``; without ``published`` the date stays unknown."""
    for piece in pieces:
        if piece.kind != "dateline":
            continue
        because: dict[str, tuple[str | Span, ...]] = {}
        place = date = None
        if "places" in piece.caught:
            span = Span.at(text, *piece.caught["places"])
            place, because["place"] = re.sub(r"\s+", " ", span.words), (span,)
        if "date" in piece.caught:
            span = Span.at(text, *piece.caught["date"])
            found = find_date(span.words)
            date = found.iso if found else None
            if found and date is None and published:
                date = latest_before(found.month, found.day, published)
            if date:
                year = () if found and found.year else ("published",)
                because["date"] = (span, *year)
        return Dateline(place=place, date=date, because=because) if place or date else None
    return None


def _title(said: Told, text: str, piece: Piece) -> None:
    if said.title is None and (piece.kind == "headline" or "title" in piece.caught):
        span = Span.at(text, *piece.caught.get("title", (piece.start, piece.end)))
        said.title = re.sub(r"\s+", " ", span.words).rstrip(" ;")
        said.because["title"] = (span,)


def _authors(said: Told, text: str, piece: Piece) -> None:
    if piece.kind != "byline" or "names" not in piece.caught:
        return
    span = Span.at(text, *piece.caught["names"])
    names = split_names(span.words) or credited(re.sub(r"^[Bb][Yy]:?\s+", "", span.words))
    new = tuple(_cased(name) for name in names if _cased(name) not in said.authors)
    if new:
        said.authors += new
        said.because["authors"] = (*said.because.get("authors", ()), span)


def _cased(name: str) -> str:
    """JANE DOE is Jane Doe."""
    return name.title() if name.isupper() else name


def _dates(said: Told, text: str, piece: Piece) -> None:
    stated = piece.kind == "timestamp" or piece.rule in _FIRST_PRINTED
    for catch, name in (("date", "published"), ("day", "published"), ("modified", "modified")):
        if not stated or catch not in piece.caught or getattr(said, name) is not None:
            continue
        span = Span.at(text, *piece.caught[catch])
        found = find_date(span.words)
        if found and found.iso:
            setattr(said, name, found.iso)
            said.because[name] = (span,)


def _filed(said: Told, text: str, pieces: Iterable[Piece]) -> None:
    """Where nothing says when it was published, a dateline's whole date does: the story was filed that day."""
    for piece in pieces:
        if piece.kind == "dateline" and "date" in piece.caught:
            span = Span.at(text, *piece.caught["date"])
            found = find_date(span.words)
            if found and found.iso and said.published is None:
                said.published = found.iso
                said.because["published"] = (span, "date of the dateline")


def _publisher(said: Told, text: str, piece: Piece, catch: str) -> None:
    span = Span.at(text, *piece.caught[catch])
    name = re.sub(r"\s+", " ", span.words).strip(" .")
    if catch == "agency":
        known = [words().agencies[part] for part in re.split(r"\s*[/,]\s*", name) if part in words().agencies]
        if not known:
            return
        name = known[0]
    said.publisher = name
    said.because["publisher"] = (span,)
