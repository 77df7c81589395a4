"""The view for a person at a terminal: claims grouped under who says them, with the words quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from hearsay.export.phrases import (
    begun,
    headline,
    one_line,
    plural,
    published_phrase,
    refusals,
    worded,
)
from hearsay.export.segments import segments
from hearsay.export.summary import Layers, Summary, evidence, outer_voice, passage, summaries
from hearsay.export.terminal import Piece, columns, paint, screen_width, wrap
from hearsay.record import Record, Rejection, Report

_SHOWN = {"trigger", "figure", "time", "place"}
"""Roles coloured inside a quotation; who says it stands above it."""
_LONGEST_QUOTE = 320
_OPENING, _CLOSING = "“", "”"
_QUOTES = '“”„«»"‘’'


def text_view(record: Record, width: int | None = None, colour: bool = False) -> str:
    """The record as lines of at most ``width`` columns (None: the terminal's), ending in a newline."""
    return "\n".join(_Page(record, width or screen_width(), colour).lines()) + "\n"


class _Page:
    def __init__(self, record: Record, width: int, colour: bool) -> None:
        self.record = record
        self.width = width
        self.colour = colour
        self.layers = Layers(record)
        self.claims = summaries(record)
        self.marks = evidence(record, self.claims)
        self.sure = max((columns(claim.certainty) for claim in self.claims), default=0)
        self.kind = max((columns(_kind(claim)) for claim in self.claims), default=0)

    def lines(self) -> Iterator[str]:
        report = self.record.report
        yield from self.wrapped([(headline(report) or one_line(report.ref), "bold")])
        if report.text is not None:
            yield from self.wrapped([(" · ".join(_imprint(report)), "")])
        yield from self.wrapped([(" · ".join(_counts(self.record, self.claims)), "dim")])
        yield paint("─" * self.width, "dim", self.colour)
        who = None
        for key, group in groupby(_grouped(self.claims, self.layers), key=lambda one: one[0]):
            members = [claim for _, claim in group]
            if _left_out(members):
                continue
            if key[0] != who:
                yield from self.speaker(members)
                who = key[0]
            yield from self.quotation(members)
            for claim in members:
                if not claim.slight:
                    yield from self.claim(claim)
            yield from self.slight([claim for claim in members if claim.slight])
        for rejection in self.record.rejections:
            yield from self.rejection(rejection)

    def speaker(self, members: list[Summary]) -> Iterator[str]:
        first = members[0]
        unnamed = next((f" ({claim.unnamed})" for claim in members if claim.unnamed), "")
        who = begun(outer_voice(first, self.layers)) + unnamed
        pieces = [(f"{who} ·", "who"), (f" {first.said}", "time")] if first.said else [(who, "who")]
        yield from self.wrapped(pieces)

    def quotation(self, members: list[Summary]) -> Iterator[str]:
        start, end = passage(members[0], self.layers)
        for claim in members[1:]:
            low, high = passage(claim, self.layers)
            start, end = min(start, low), max(end, high)
        yield from self.wrapped(self.quoted(start, end, members), "  ", "   ")

    def quoted(self, start: int, end: int, members: list[Summary]) -> list[Piece]:
        text = self.layers.text
        numbers = {claim.number for claim in members}
        start, end, before, after = _window(text, start, end, [(c.event.start, c.event.end) for c in members])
        bare = text[start:end].strip()[:1] in _QUOTES
        pieces: list[Piece] = [("" if bare else _OPENING, "dim"), ("… " if before else "", "dim")]
        marks = [m for m in self.marks if m.role in _SHOWN and numbers.intersection(m.claims)]
        for segment in segments(start, end, marks):
            roles = segment.roles
            words = text[segment.start : segment.end]
            padded = (
                (" " if words[:1].isspace() else "") + one_line(words) + (" " if words[-1:].isspace() else "")
            )
            pieces.append((padded, roles[-1] if roles else ""))
        return [*_trimmed(pieces), (" …" if after else "", "dim"), ("" if bare else _CLOSING, "dim")]

    def claim(self, claim: Summary) -> Iterator[str]:
        lead = f"{claim.number:>3}  "
        sure = claim.certainty.ljust(self.sure + 2)
        kind = _kind(claim).ljust(self.kind + 2) if self.kind else ""
        pad = " " * columns(lead + sure + kind)
        first = (
            lead
            + paint(sure, claim.claim.certainty, self.colour)
            + paint(kind, "dim" if claim.kind else "warn", self.colour)
        )
        line, *others = tuple(wrap(_row(claim), self.width, pad, pad + "  ", self.colour)) or (pad,)
        yield (first + line[len(pad) :]).rstrip()
        yield from others
        for repeat in claim.repeats:
            where = f" ({repeat.where})" if repeat.where else ""
            yield from self.wrapped(
                [(f"= {_OPENING}{repeat.words}{_CLOSING}{where}", "dim")], pad, pad + "  "
            )

    def slight(self, claims: list[Summary]) -> Iterator[str]:
        """Happenings of no known kind that say nothing more, in one line."""
        if claims:
            words = [f"{claim.trigger} ({claim.certainty})" if claim.claim.certainty != "asserted" else claim.trigger
                     for claim in claims]  # fmt: skip
            yield from self.wrapped([(f"of no known kind: {', '.join(words)}", "dim")], "     ", "       ")

    def rejection(self, rejection: Rejection) -> Iterator[str]:
        where = f" at {rejection.start}–{rejection.end}" if rejection.start is not None else ""
        pieces = [
            (f"refused{where} ", "refused"),
            (f"[{rejection.code}] ", "bold"),
            (one_line(rejection.message), ""),
        ]
        yield from self.wrapped(pieces, "", "  ")

    def wrapped(self, pieces: Iterable[Piece], first: str = "", rest: str = "") -> Iterator[str]:
        return wrap(pieces, self.width, first, rest, self.colour)


def _imprint(report: Report) -> Iterator[str]:
    publisher = one_line(report.publisher or "") or "publisher unknown"
    yield publisher
    if report.carrier and report.carrier != report.publisher:
        yield f"carried by {one_line(report.carrier)}"
    if report.authors:
        yield ", ".join(one_line(author) for author in report.authors)
    yield published_phrase(report)
    if report.status != "usable":
        yield worded("status", report.status)
    if headline(report):
        yield one_line(report.ref)


def _counts(record: Record, claims: tuple[Summary, ...]) -> Iterator[str]:
    if record.report.text is None:
        yield "not read"
        return
    by_certainty = Counter(claim.certainty for claim in claims)
    kinds = ", ".join(f"{count} {word}" for word, count in by_certainty.items())
    if not claims and not refusals(record):
        yield "read; no claims found"
        return
    yield f"{plural(len(claims), 'claim')}" + (f" ({kinds})" if len(by_certainty) > 1 else "")
    review = sum(1 for claim in claims if claim.review and not claim.slight)
    if review:
        yield f"{review} to review"
    if any(claim.odds for claim in claims):
        yield "n in 10: how likely a claim is read rightly"
    layers = Layers(record)
    groups = groupby(_grouped(claims, layers), key=lambda one: one[0])
    hidden = sum(len(members) for _, group in groups if _left_out(members := [claim for _, claim in group]))
    if hidden:
        yield f"{hidden} of no known kind, in nobody else's words, not shown here"
    if refusals(record):
        yield plural(len(refusals(record)), "refusal")


def _row(claim: Summary) -> list[Piece]:
    """Inner sources, who did what, and the details with dots between."""
    row: list[Piece] = [(f"{claim.within}: ", "dim")] if claim.within else []
    for deed in claim.deed:
        row.append((" … " if deed.gap else " ", ""))
        row.append((deed.words, "trigger" if deed.trigger else ""))
        row.append((f" ({deed.note})" if deed.note else "", "warn"))
    for style, words in _details(claim):
        row[-1] = (row[-1][0] + " ·", row[-1][1]) if row[-1][0] else (" ·", "")
        row += [(" ", ""), (words, style)]
    return row


def _details(claim: Summary) -> Iterator[Piece]:
    for figure in claim.figures:
        yield "figure", figure
    if claim.when:
        yield "time", claim.when
    for place in claim.places:
        yield "place", place
    for note in claim.notes:
        yield "warn", note
    if claim.origin and not claim.unnamed:
        yield "dim", f"origin: {claim.origin}"
    if claim.odds:
        yield "dim", claim.odds
    # The column of kinds says that the kind is not known.
    review = [note for note in claim.review if note != worded("review", "no_type")]
    if review:
        yield "warn", f"review: {', '.join(review)}"


def _left_out(members: list[Summary]) -> bool:
    """Whether a sentence in the report's own voice holds nothing but happenings of no known kind."""
    return all(claim.slight and not claim.chain for claim in members)


def _kind(claim: Summary) -> str:
    return claim.kind or ("?" if claim.unknown_kind else "")


def _grouped(claims: Iterable[Summary], layers: Layers) -> list[tuple[tuple[str, int], Summary]]:
    """Claims with who speaks and the sentence, those of one speaker's statement and sentence side by side."""
    keyed = []
    for claim in claims:
        voice = claim.chain[-1].id if claim.chain else outer_voice(claim, layers)
        keyed.append(((voice, layers.sentence_at(claim.event.start)[0]), claim))
    order: dict[tuple[str, int], int] = {}
    for key, _ in keyed:
        order.setdefault(key, len(order))
    return sorted(keyed, key=lambda one: order[one[0]])  # stable: within a group the order of the text


def _window(text: str, start: int, end: int, triggers: list[tuple[int, int]]) -> tuple[int, int, bool, bool]:
    """At most some three lines around the triggers, and whether words were left out before and after."""
    if end - start <= _LONGEST_QUOTE:
        return start, end, False, False
    first, last = min(low for low, _ in triggers), max(high for _, high in triggers)
    low = max(start, min(first, last - _LONGEST_QUOTE // 2) - _LONGEST_QUOTE // 3)
    low = low if low == start else text.find(" ", low, max(first, low)) + 1 or first
    high = min(end, max(low + _LONGEST_QUOTE, triggers[0][1]))
    high = high if high == end else max(text.rfind(" ", low, high), triggers[0][1])
    return low, high, low > start, high < end


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without white space at the end, before the closing quotation mark."""
    while pieces and not pieces[-1][0].strip() and len(pieces) > 2:
        pieces.pop()
    if pieces:
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return pieces
