"""The page of one report: its text with the evidence, its claims, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hearsay.export.phrases import headline, is_note, moment, one_line, worded
from hearsay.export.summary import Layers, summaries
from hearsay.ledger import desk as asking
from hearsay.record import Record, Rejection
from hearsay.record.kept import Kept
from hearsay.web.desk import Desk
from hearsay.web.views.claim import Card, card
from hearsay.web.views.evidence import Piece, marks_of, paragraphs, places_of


@dataclass(frozen=True)
class Fact:
    """Something known of a report, and how it is known."""

    label: str
    value: str
    basis: str = ""
    link: str = ""


@dataclass(frozen=True)
class ReportPage:
    """Everything on the page."""

    report: str
    title: str
    language: str
    facts: tuple[Fact, ...]
    status: str
    counts: bool
    paragraphs: tuple[tuple[Piece, ...], ...]
    cards: tuple[Card, ...]
    rejections: tuple[Rejection, ...]
    notes: tuple[Rejection, ...]
    sha256_raw: str | None
    sha256_text: str | None
    within: str = ""
    """Beginning of the addresses of a double coding within which it is shown."""
    judging: bool = True

    @property
    def waiting(self) -> int:
        """Claims that a person should still look at."""
        return sum(1 for one in self.cards if one.standing.waits)


def report_page(desk: Desk, report: str) -> ReportPage | None:
    """The page of a report; null if there is none."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report)
        if kept is None:
            return None
        rows = asking.claim_rows(connection, report)
        row = asking.report_row(connection, report) or {}
        beside = [kept.replaces, kept.replaced_by, kept.reprint_of]
        titles = asking.titles(connection, [one for one in beside if one])
    return page_of(desk, kept, rows, tuple(_facts(desk.record(kept), kept, row, titles)))


def page_of(
    desk: Desk,
    kept: Kept,
    rows: Mapping[str, Mapping[str, Any]],
    facts: tuple[Fact, ...],
    within: str = "",
    judging: bool = True,
) -> ReportPage:
    """The page of a report as some people left it, whoever they are."""
    record = desk.record(kept)
    cards = cards_of(record, kept, rows, within=within, judging=judging)
    return ReportPage(
        report=kept.report,
        title=headline(record.report) or one_line(record.report.ref),
        language=record.report.language or "en",
        facts=facts,
        status=kept.status,
        counts=kept.counts,
        paragraphs=_text(record, kept),
        cards=cards,
        rejections=tuple(one for one in record.rejections if not is_note(one)),
        notes=tuple(one for one in record.rejections if is_note(one)),
        sha256_raw=kept.sha256_raw,
        sha256_text=kept.sha256_text,
        within=within,
        judging=judging,
    )


def facts_of(desk: Desk, kept: Kept) -> tuple[Fact, ...]:
    """Who published a report and when; nothing that says what anybody made of it."""
    return tuple(fact for fact in _facts(desk.record(kept), kept, {}, {}) if fact.label in _PRINTED)


_PRINTED = ("publisher", "published", "carried by", "by", "modified", "dateline", "address")


def cards_of(
    record: Record,
    kept: Kept,
    rows: Mapping[str, Mapping[str, Any]],
    only: str | None = None,
    within: str = "",
    judging: bool = True,
) -> tuple[Card, ...]:
    """The cards of a report's claims in the order of the text, or the card of one."""
    layers = Layers(record)
    return tuple(
        card(one, layers, kept, rows[one.claim.id], within, judging)
        for one in summaries(record)
        if one.claim.id in rows and only in (None, one.claim.id)
    )


def _text(record: Record, kept: Kept) -> tuple[tuple[Piece, ...], ...]:
    data = kept.data
    text = record.report.text or ""
    claims = {one["id"]: one for one in data["claims"]}
    told = []
    numbers: dict[int, list[tuple[int, bool]]] = {}
    for summary in summaries(record):
        number = summary.number
        places = places_of(data, claims[summary.claim.id])
        told.append((number, places))
        told += [(number, places_of(data, claims[one.id])) for one in summary.repeating]
        for _, end in places["trigger"]:
            numbers.setdefault(end, []).append((number, True))
        for _, end in summary.again_at:
            numbers.setdefault(end, []).append((number, False))
    return tuple(paragraphs(text, marks_of(data, told), numbers))


def _facts(record: Record, kept: Kept, row: Mapping[str, Any], titles: Mapping[str, str]) -> list[Fact]:
    report = record.report
    because = {name: _basis(grounds) for name, grounds in report.because.items()}
    published = worded("basis", report.published_basis) if report.published_basis else "nobody says when"
    facts = [
        Fact("publisher", one_line(kept.publisher or "not known"), because.get("publisher", "")),
        Fact("published", moment(kept.published) if kept.published else "not known", published),
    ]
    if kept.carrier and kept.carrier != kept.publisher:
        facts.append(Fact("carried by", one_line(kept.carrier), because.get("carrier", "")))
    if report.authors:
        facts.append(Fact("by", one_line(", ".join(report.authors)), because.get("authors", "")))
    if kept.modified:
        facts.append(Fact("modified", moment(kept.modified), because.get("modified", "")))
    if report.dateline and (report.dateline.place or report.dateline.date):
        place = " ".join(filter(None, (report.dateline.place, report.dateline.date)))
        facts.append(Fact("dateline", one_line(place), "from the text"))
    if kept.url:
        facts.append(Fact("address", one_line(kept.url)))
    facts.append(Fact("added as", one_line(kept.ref), f"entry {kept.seq}"))
    status = worded("status", kept.status)
    facts.append(Fact("status", status, f"marked in entry {row['marked']}" if row.get("marked") else ""))
    beside = {
        "newer version of": kept.replaces,
        "replaced by": kept.replaced_by,
        "reprint of": kept.reprint_of,
    }
    for label, other in beside.items():
        if other:
            facts.append(Fact(label, one_line(titles.get(other, other)), link=f"/reports/{other}"))
    return facts


def _basis(grounds: tuple[Any, ...]) -> str:
    """What a field was taken from: the words, if it was words of the text."""
    words = [one_line(one.words) for one in grounds if hasattr(one, "words")]
    return f"from “{words[0]}”" if words else one_line(str(grounds[0])) if grounds else ""
