"""A folder of pages with an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hearsay.export.incident_list import told_by
from hearsay.export.incident_page import incident_page
from hearsay.export.page import document, page, text_html
from hearsay.export.phrases import headline, one_line, plural, refusals
from hearsay.record import Record, problem
from hearsay.record.incident import Incident

INDEX = "index.html"
_UNSAFE = re.compile(r"[^\w.]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Entry:
    """What the index says of one page."""

    file: str
    title: str
    ref: str
    publisher: str
    published: str
    claims: int
    review: int
    refused: str
    read: bool


def write_pages(records: Iterable[Record], folder: Path, incidents: Iterable[Incident] = ()) -> Path:
    """A page a record and a page an incident in ``folder``, made if need be, and ``index.html``, whose path is returned.

    Holds one record at a time. Raises ``E-EXPORT-UNWRITABLE``.
    """
    entries: list[Entry] = []
    told: list[tuple[str, Incident]] = []
    taken = {INDEX}
    _make(folder)
    for one in incidents:
        told.append((incident_file(one), one))
        taken.add(told[-1][0])
        _save(folder / told[-1][0], incident_page(one))
    for record in records:
        name = file_name(record, taken)
        taken.add(name.casefold())
        _save(folder / name, page(record))
        entries.append(_entry(record, name))
    _save(folder / INDEX, index_page(entries, told))
    return folder / INDEX


def incident_file(incident: Incident) -> str:
    """The name of an incident's page: ``incident-i-0123456789.html``."""
    return f"incident-{incident.id}.html"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=folder, reason=error.strerror) from error


def _save(path: Path, html: str) -> None:
    try:
        path.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=error.strerror) from error


def file_name(record: Record, taken: Iterable[str] = ()) -> str:
    """A name for every file system from the report's ref: ``one/two.txt`` becomes ``one-two.html``."""
    known = set(taken)
    ascii_ref = unicodedata.normalize("NFKD", record.report.ref).encode("ascii", "ignore").decode("ascii")
    stem = _UNSAFE.sub("-", re.sub(r"\.(txt|html?|jsonl)(?=$|:)", "", ascii_ref)).strip("-._")[:_LONGEST_NAME]
    stem = stem or record.report.id
    return next(name for name in _numbered(stem) if name.casefold() not in known)


def _numbered(stem: str) -> Iterator[str]:
    yield f"{stem}.html"
    number = 2
    while True:
        yield f"{stem}-{number}.html"
        number += 1


def _entry(record: Record, name: str) -> Entry:
    report = record.report
    counted = [claim for claim in record.claims if not claim.repeats]
    return Entry(
        file=name,
        title=headline(report) or one_line(report.ref),
        ref=one_line(report.ref),
        publisher=one_line(report.publisher or ""),
        published=(report.published or "")[:10],
        claims=len(counted),
        review=sum(1 for claim in counted if claim.review),
        refused=", ".join(dict.fromkeys(one.code for one in refusals(record))),
        read=report.text is not None,
    )


def index_page(entries: Iterable[Entry], incidents: Sequence[tuple[str, Incident]] = ()) -> str:
    """The page that lists the others; ``incidents`` with the names of their files."""
    listed = list(entries)
    rows = "\n".join(_row(entry) for entry in listed)
    claims = sum(entry.claims for entry in listed)
    body = f"""<header class="top">
<h1>{plural(len(listed), "report")}, {plural(claims, "claim")}</h1>
<p class="imprint">Read by Hearsay. A claim is what somebody says, not a fact.</p>
</header>
<main class="wide">{_incidents(incidents)}
<table>
<thead><tr><th scope="col">Report</th><th scope="col">Publisher</th><th scope="col">Published</th>\
<th scope="col" class="count">Claims</th><th scope="col" class="count">To review</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>"""
    return document("Hearsay: reports", body, script="")


def _incidents(incidents: Sequence[tuple[str, Incident]]) -> str:
    if not incidents:
        return ""
    rows = "\n".join(
        f'<tr><td><a href="{text_html(name)}" dir="auto">{text_html(one_line(one.title))}</a>'
        f'<small dir="auto">{text_html(told_by(one))}</small></td>'
        f'<td class="count">{len(one.reports)}</td><td class="count">{len(one.quotes)}</td></tr>'
        for name, one in incidents
    )
    return f"""
<h2>Incidents</h2>
<table>
<thead><tr><th scope="col">Incident</th><th scope="col" class="count">Reports</th>\
<th scope="col" class="count">Claims</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<h2>Reports</h2>"""


def _row(entry: Entry) -> str:
    refused = f'<small class="bad">{text_html(entry.refused)}</small>' if entry.refused else ""
    counts = (str(entry.claims), str(entry.review or "")) if entry.read else ("not read", "")
    cells = "".join(f'<td class="count">{count}</td>' for count in counts)
    return (
        f'<tr><td><a href="{text_html(entry.file)}" dir="auto">{text_html(entry.title)}</a>'
        f"<small>{text_html(entry.ref)}</small>{refused}</td>"
        f"<td>{text_html(entry.publisher) or '—'}</td>"
        f'<td class="date">{text_html(entry.published) or "—"}</td>{cells}</tr>'
    )
