"""What a search finds: claims and reports, the words marked where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hearsay.export.phrases import one_line
from hearsay.ledger import listings as lists
from hearsay.ledger.marking import Bit, marked
from hearsay.ledger.search import Query, parsed
from hearsay.web.desk import Desk
from hearsay.web.views.listings import ClaimLine, ReportLine, claim_line, report_line

PAGE = 20
_SHOWN = 320
"""Characters of a claim or a text that are shown of one hit."""


@dataclass(frozen=True)
class ClaimHit:
    """A claim that was found."""

    line: ClaimLine
    who: tuple[Bit, ...]
    before: tuple[Bit, ...]
    said: tuple[Bit, ...]
    after: tuple[Bit, ...]


@dataclass(frozen=True)
class ReportHit:
    """A report that was found, with the stretch of its text that has most of the words."""

    line: ReportLine
    title: tuple[Bit, ...]
    text: tuple[Bit, ...]


@dataclass(frozen=True)
class SearchPage:
    """Everything on the page; ``asks`` is false where the words say nothing that can be searched."""

    text: str
    asks: bool
    page: int
    many_claims: int = 0
    claims: tuple[ClaimHit, ...] = ()
    many_reports: int = 0
    reports: tuple[ReportHit, ...] = ()

    @property
    def more(self) -> bool:
        """Whether there is another page."""
        return self.page * PAGE < max(self.many_claims, self.many_reports)


def search_page(desk: Desk, text: str, page: int) -> SearchPage:
    """A page of what has the words, the best first."""
    query = parsed(text)
    if not query.terms:
        return SearchPage(text, False, page)
    first = (page - 1) * PAGE
    with desk.ledger.reading() as connection:
        many_claims, claims = lists.claims_found(connection, text, PAGE, first)
        many_reports, reports = lists.reports_found(connection, text, PAGE, first)
    return SearchPage(
        text,
        True,
        page,
        many_claims,
        tuple(_claim(row, query) for row in claims),
        many_reports,
        tuple(_report(row, query) for row in reports),
    )


def _claim(row: Mapping[str, Any], query: Query) -> ClaimHit:
    line = claim_line(row)
    said = marked(line.said, query, _SHOWN)
    return ClaimHit(
        line, marked(line.who, query), marked(line.before, query), said, marked(line.after, query)
    )


def _report(row: Mapping[str, Any], query: Query) -> ReportHit:
    line = report_line(row)
    words = marked(row["beginning"] or "", query, _SHOWN)
    return ReportHit(line, marked(line.title, query), tuple(Bit(_flat(one.words), one.hit) for one in words))


def _flat(words: str) -> str:
    """Words on one line, the spaces at their ends kept: other words follow."""
    flat = one_line(words)
    before = " " if words[:1].isspace() and flat else ""
    return f"{before}{flat}{' ' if words[-1:].isspace() else ''}"
