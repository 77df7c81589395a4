"""The pages of double coding: which there are, how far each is, and one report as a coder sees it, blind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.export.phrases import moment, one_line, plural, set_apart
from hearsay.flow import codings
from hearsay.flow.codings import CodedReport, Coding
from hearsay.flow.keep import Asked, reports
from hearsay.web.desk import Desk

STATES = {
    "open": "blind until both have finished",
    "finished": "both have finished: to be compared and settled",
    "settled": "closed",
    "withdrawn": "taken back",
}
LISTED = 500
"""Reports that are offered to be chosen at most; a sample or a filter makes fewer of them."""


@dataclass(frozen=True)
class Progress:
    """How far one coder is; ``mine``: it is whoever asks."""

    name: str
    mine: bool
    judged: int
    claims: int
    finish: int | None


@dataclass(frozen=True)
class CodingLine:
    """One double coding of the list."""

    coding: Coding
    name: str
    address: str
    state: str
    told: str
    coders: tuple[Progress, ...]


@dataclass(frozen=True)
class ReportLine:
    """One report of a double coding; of what a coder did in it only that coder is told."""

    address: str
    title: str
    imprint: str
    claims: int
    judged: int | None
    added: int

    @property
    def done(self) -> bool:
        """Whether nothing is left to judge in it."""
        return self.judged == self.claims


@dataclass(frozen=True)
class CodingPage:
    """Everything on the page of one double coding; ``mine`` is how far whoever asks is, null for none of the two."""

    line: CodingLine
    note: str
    mine: Progress | None
    judging: bool
    reports: tuple[ReportLine, ...]
    further: str | None

    @property
    def other(self) -> str:
        """The coder who is not the one that asks."""
        return next((one.name for one in self.line.coders if not one.mine), "")

    @property
    def finished_both(self) -> bool:
        """Whether there is something to compare."""
        return all(one.finish is not None for one in self.line.coders)


@dataclass(frozen=True)
class Banner:
    """What stands on every page of a coder's blind work; ``here`` of ``of_here`` claims of this report are judged."""

    coding: int
    name: str
    judged: int
    claims: int
    here: int
    of_here: int
    place: int
    reports: int
    before: str | None
    after: str | None
    judging: bool
    sealed: bool
    other: str


@dataclass(frozen=True)
class Choice:
    """A report that can be chosen for a double coding."""

    report: str
    title: str
    imprint: str


@dataclass(frozen=True)
class Choosing:
    """The reports that a filter finds, ``drawn`` of them by chance, of which ``choices`` are shown."""

    found: int
    drawn: int
    choices: tuple[Choice, ...]


def coding_lines(desk: Desk) -> tuple[CodingLine, ...]:
    """The double codings, the newest first."""
    return tuple(_line(desk, one) for one in codings.codings(desk.ledger))


def waiting(desk: Desk) -> tuple[tuple[CodingLine, Progress], ...]:
    """The double codings in which whoever asks is at work, each with how far they are."""

    def ask() -> tuple[tuple[CodingLine, Progress], ...]:
        found = [
            one for one in codings.codings(desk.ledger) if one.state == "open" and desk.actor in one.coders
        ]
        lines = [_line(desk, one) for one in found]
        own = [(line, next(one for one in line.coders if one.mine)) for line in lines]
        return tuple((line, one) for line, one in own if one.finish is None)

    return desk.counted(("codings waiting", desk.actor), ask)


def coding_page(desk: Desk, number: int) -> CodingPage:
    """One double coding. Raises ``E-CODING-UNKNOWN``."""
    coding = codings.coding_of(desk.ledger, number)
    line = _line(desk, coding)
    mine = next((one for one in line.coders if one.mine), None)
    judging = mine is not None and mine.finish is None and coding.state in ("open", "finished")
    within = f"/codings/{number}"
    found = codings.reports_of(desk.ledger, number, desk.actor if mine else None)
    lines = tuple(
        ReportLine(
            address=f"{within}/reports/{one.report}" if mine else f"/reports/{one.report}",
            title=one_line(one.title),
            imprint=_imprint(one.publisher, one.published),
            claims=len(one.claims),
            judged=len(one.judged) if mine else None,
            added=one.added,
        )
        for one in found
    )
    further = next((one.address for one in lines if not one.done), lines[0].address if lines else None)
    return CodingPage(line, one_line(coding.note or ""), mine, judging, lines, further if judging else None)


def banner(desk: Desk, number: int, report: str) -> Banner:
    """What a coder is told above a report of theirs. Raises ``E-CODING-UNKNOWN``."""
    coding = codings.coding_of(desk.ledger, number)
    found = codings.reports_of(desk.ledger, number, desk.actor)
    places = [one.report for one in found]
    place = places.index(report) if report in places else 0
    here: CodedReport = found[place]
    within = f"/codings/{number}/reports"
    return Banner(
        coding=number,
        name=one_line(coding.name),
        judged=sum(len(one.judged) for one in found),
        claims=coding.claims,
        here=len(here.judged),
        of_here=len(here.claims),
        place=place + 1,
        reports=len(found),
        before=f"{within}/{places[place - 1]}" if place else None,
        after=f"{within}/{places[place + 1]}" if place + 1 < len(places) else None,
        judging=coding.finish_of(desk.actor) is None and coding.state in ("open", "finished"),
        sealed=coding.shown is None,
        other=one_line(next(name for name in coding.coders if name != desk.actor)),
    )


def choosing(desk: Desk, asked: Asked, many: int | None, seed: str) -> Choosing:
    """The reports that can be chosen. Raises ``E-LEDGER-DATE``."""
    rows: Sequence[Mapping[str, Any]] = list(reports(desk.ledger, asked))
    drawn = set(codings.sampled([row["report"] for row in rows], many, seed))
    chosen = [row for row in rows if row["report"] in drawn]
    return Choosing(
        found=len(rows),
        drawn=len(chosen),
        choices=tuple(
            Choice(
                row["report"],
                one_line(row["title"] or row["ref"]),
                _imprint(row["publisher"], row["published"]),
            )
            for row in chosen[:LISTED]
        ),
    )


def _line(desk: Desk, coding: Coding) -> CodingLine:
    judged = codings.progress(desk.ledger, coding)
    return CodingLine(
        coding=coding,
        name=one_line(coding.name),
        address=f"/codings/{coding.coding}",
        state=STATES[coding.state],
        told=f"{plural(coding.reports, 'report')}, {plural(coding.claims, 'claim')} · opened by "
        f"{set_apart(coding.opened_by)}, {moment(coding.opened)}",
        coders=tuple(
            Progress(one_line(name), name == desk.actor, many, coding.claims, finish)
            for name, many, finish in zip(coding.coders, judged, coding.finished, strict=True)
        ),
    )


def _imprint(publisher: str | None, published: str | None) -> str:
    told = (publisher, moment(published) if published else "no date")
    return " · ".join(one_line(one) for one in told if one)
