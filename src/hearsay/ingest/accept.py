"""The one way in: every input becomes a report ready to be read, or a refusal that says why."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from hearsay.ingest.dates import given_date
from hearsay.ingest.decode import Binary, decode
from hearsay.ingest.furniture import Piece, recognise
from hearsay.ingest.language import identify
from hearsay.ingest.material import Material
from hearsay.ingest.outcome import Accepted, Given, Notice, Outcome, Refused
from hearsay.ingest.page import declared_encoding, looks_like_html, named_encoding, read_page
from hearsay.ingest.rows import read_row
from hearsay.ingest.sources import Raw, find_raw
from hearsay.ingest.told import Told, read_dateline, told
from hearsay.record import Furniture, HearsayError, Report, problem

LONGEST_TEXT = 2_000_000
"""Characters of one report; some four hundred times a long one."""
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
if TYPE_CHECKING:
    from hearsay.ingest.fetch import Rules

_SURROGATE = re.compile("[\ud800-\udfff]")
_JSON = re.compile(r"\ufeff?\s*(?:\{\s*\"|\[\s*\{)")


def ingest(
    paths: Iterable[str | os.PathLike[str]], *, given: Given | None = None, stdin: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Every report under ``paths``, lazily and in their order, one in memory at a time.

    A path is a file, a folder (read recursively, sorted by relative path) or ``-`` for ``stdin`` (by
    default the process's own). Nothing raises for what an input holds: each outcome is an
    :class:`Accepted` report, a :class:`Refused` one, or a :class:`Notice` about a folder.
    """
    given = given or Given()
    for raw in find_raw(paths, given.form, stdin or sys.stdin.buffer):
        yield raw if isinstance(raw, Notice) else _taken(raw, given)


def is_url(given: str) -> bool:
    """Whether what was given is a URL to be fetched and no path."""
    return re.match(r"https?://", given, re.IGNORECASE) is not None


def ingest_url(url: str, *, given: Given | None = None, rules: Rules | None = None) -> Accepted | Refused:
    """The page at a URL as a report, or why there is none; the only way in that asks the network.

    Its bytes are kept as they came (their compression taken off), with where they were found, when, and as what.
    """
    from hearsay.ingest.fetch import fetch, without_password  # what reads files needs no network

    given = given or Given()
    try:
        page = fetch(url, rules)
    except HearsayError as refusal:
        if not refusal.code.startswith("E-FETCH-"):
            raise
        shown = _SURROGATE.sub("\ufffd", without_password(url))
        return Refused(Report.of(ref=shown, sha256_raw=None), (refusal.rejection(),))
    raw = Raw(page.url, page.raw, hashlib.sha256(page.raw).hexdigest(), form=page.form)
    told = replace(given, url=page.url, retrieved=page.retrieved, charset=page.charset)
    note = problem(
        "E-INGEST-NOTE-FETCHED", ref=page.url, url=page.asked, when=page.retrieved, type=page.media_type
    )
    return _taken(raw, told, note)


def _taken(raw: Raw, given: Given, *notes: HearsayError) -> Accepted | Refused:
    material = Material(raw.ref, raw.sha256, rejections=[note.rejection() for note in notes])
    try:
        if raw.refusal:
            raise raw.refusal
        if raw.row:
            read_row(raw, material)
        else:
            _read_file(raw, material, given.charset)
        material.mend_surrogates()
        if material.html is not None:
            _read_html(material, given)
        return _report(material, given, raw.raw)
    except HearsayError as refusal:
        if not refusal.code.startswith("E-INGEST-"):
            raise
        rejections = (refusal.rejection(), *material.rejections)
        material.mend_surrogates()
        return Refused(
            Report.of(ref=material.ref, sha256_raw=raw.sha256, **_identity(material, given)), rejections
        )


def _identity(material: Material, given: Given) -> dict[str, Any]:
    """What a refused report still has: the metadata it came with."""
    fields = {
        name: material.fields.get(name) or getattr(given, name) for name in ("publisher", "carrier", "url")
    }
    return {**fields, "title": material.fields.get("title"), "retrieved": given.retrieved}


def _read_file(raw: Raw, material: Material, charset: str | None) -> None:
    assert raw.raw is not None
    decoded = decode(raw.raw, named_encoding(charset) or declared_encoding(raw.raw))
    if isinstance(decoded, Binary):
        raise problem("E-INGEST-BINARY", ref=raw.ref, what=decoded.what, how=decoded.remedy)
    if decoded is None:
        raise problem("E-INGEST-ENCODING", ref=raw.ref)
    if decoded.guessed:
        material.note("E-INGEST-NOTE-ENCODING", ref=raw.ref, encoding=decoded.encoding)
    if decoded.broken:
        material.note("E-INGEST-NOTE-BYTES", ref=raw.ref, count=decoded.broken, encoding=decoded.encoding)
    if raw.form == "html" or (raw.form is None and looks_like_html(decoded.text)):
        material.html = decoded.text
    elif raw.form is None and _JSON.match(decoded.text):
        raise problem("E-INGEST-JSON", ref=raw.ref)
    else:
        material.text = decoded.text


def _read_html(material: Material, given: Given) -> None:
    assert material.html is not None
    if not material.html.strip():
        raise problem("E-INGEST-EMPTY", ref=material.ref)
    page = read_page(material.html, material.fields.get("url") or given.url)
    if page is None:
        raise problem("E-INGEST-NO-ARTICLE", ref=material.ref)
    material.text = page.text
    for name in ("title", "authors", "url", "language", "published", "modified", "site"):
        value = getattr(page, name)
        if value and name not in material.fields:
            material.fields[name] = value
            material.from_page.add(name)


def _report(material: Material, given: Given, raw: bytes | None) -> Accepted:
    text = material.text or ""
    if len(text) > LONGEST_TEXT:
        raise problem("E-INGEST-TOO-LONG", ref=material.ref, limit=f"{LONGEST_TEXT:,} characters")
    if not any(map(str.isalnum, text)):
        raise problem("E-INGEST-EMPTY", ref=material.ref)
    _remark(material, text)
    language, foreign = identify(text)
    if language is None and foreign is None:
        language = _language(material.fields.get("language") or given.language)
        foreign = None if language == "en" else language
    pieces: tuple[Piece, ...] = ()
    if foreign is None:
        pieces = recognise(
            text, title=material.fields.get("title"), authors=tuple(material.fields.get("authors", ()))
        )
    else:
        material.note("E-INGEST-LANGUAGE", ref=material.ref, language=foreign)
    fields = _metadata(material, given, told(text, pieces))
    report = Report.of(
        ref=material.ref,
        sha256_raw=material.sha256,
        text=text,
        language=language,
        retrieved=given.retrieved,
        dateline=read_dateline(text, pieces, fields["published"]),
        body=_body(text, pieces),
        furniture=tuple(
            Furniture.at(text, p.start, p.end, kind=p.kind, because={"kind": (f"wording {p.rule}",)})
            for p in pieces
        ),
        **fields,
    )
    return Accepted(report, tuple(material.rejections), raw)


def _remark(material: Material, text: str) -> None:
    """Say what of the text may deceive the eye or other programs; the text stays as it is."""
    nul = text.find("\0")
    if nul >= 0:
        material.note("E-INGEST-NOTE-NUL", start=nul, end=nul + 1, ref=material.ref, count=text.count("\0"))
    if mark := _DIRECTION.search(text):
        count = len(_DIRECTION.findall(text))
        material.note(
            "E-INGEST-NOTE-DIRECTION", start=mark.start(), end=mark.end(), ref=material.ref, count=count
        )


def _metadata(material: Material, given: Given, said: Told) -> dict[str, Any]:
    """Row before caller before text before page, but a page's date before the text's; the page that prints
    another's report is its carrier."""
    own, page = material.fields, material.from_page
    site = own.get("site")
    because = dict(said.because)
    published, basis = _published(material, given, said)
    publisher = own.get("publisher") or given.publisher or said.publisher or site
    carrier = own.get("carrier") or given.carrier
    if carrier is None and site and publisher != site:
        carrier = site
    authors = tuple(own.get("authors", ())) or said.authors
    title = own.get("title") or said.title
    fields = {
        "title": title,
        "publisher": publisher,
        "carrier": carrier,
        "authors": authors,
        "url": own.get("url") or given.url,
        "published": published,
        "published_basis": basis,
        "modified": _date(material, "modified") or said.modified,
        "status": own.get("status") or said.status or "usable",
    }
    for name in list(because):
        if fields.get(name) != getattr(said, name) or (name == "published" and basis != "text"):
            del because[name]
    for name in sorted(page & fields.keys() - because.keys()):
        because[name] = ("metadata of the page",)
    return {**fields, "because": because}


def _published(material: Material, given: Given, said: Told) -> tuple[str | None, str | None]:
    """The date of publication and its basis: the row's, the caller's, the page's, the text's, in this order. A
    row's date that is none leaves it null: one was meant that we cannot read, and another may be wrong."""
    from_page = "published" in material.from_page
    if given.published and (from_page or "published" not in material.fields):
        return given.published, "given"
    if "published" in material.fields:
        read = _date(material, "published")
        return read, ("metadata" if from_page else "given") if read else None
    return said.published, "text" if said.published else None


def _date(material: Material, name: str) -> str | None:
    written = material.fields.get(name)
    if written is None:
        return None
    read = given_date(written)
    if read is None:
        material.note("E-INGEST-DATE", ref=material.ref, field=name, value=written)
    return read


def _language(named: str | None) -> str | None:
    """What the caller says of a text too short to tell."""
    return re.split(r"[-_]", named)[0].lower() if named else None


def _body(text: str, pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """From the first to the last character of the story, furniture at either end left out."""
    start, end = 0, len(text)
    spans = {p.start: p.end for p in pieces}
    ends = {p.end: p.start for p in pieces}
    while start < end and (start in spans or text[start].isspace() or text[start] == "\ufeff"):
        start = spans.get(start, start + 1)
    while end > start and (end in ends or text[end - 1].isspace()):
        end = ends.get(end, end - 1)
    return start, end
