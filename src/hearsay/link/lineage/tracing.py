"""Edges: which report takes its text from which, in what way, and what speaks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import numpy as np

from hearsay.link.lineage.candidates import pairs_of, ranks
from hearsay.link.lineage.compare import Comparison
from hearsay.link.lineage.marks import outlet_key
from hearsay.link.lineage.signature import Signature, read_signature
from hearsay.record.lineage import DirectionBasis, Edge, EdgeKind, Mark, Overlap

SAME_STORY = 0.5
"""Part of the shorter story's own words (outside quotation marks) that has to stand in the longer."""
SAME_OPENING = 0.6
"""Part of the opening that two versions of one story share."""
CONTINUED = 0.15
"""Part of the shorter story that an update with the same opening keeps at least."""
ADDED = 45
"""Words of news (:attr:`Comparison.news`) that a copy may have: a line of introduction, another ending."""
FAITHFUL = 0.87
"""Part of a copy's words, from the first shared one to the last, that are its original's; another house's style
touches fewer of them than this leaves, another version of the story more."""
REWORDED = 0.75
"""The same part of another version of one story; where less is kept, words were taken over into a story of its own."""
LEAST = 20
"""Shared words below which two texts may be alike by chance, unless one is nearly ..."""
WHOLE = 0.9
"""... wholly in the other."""
NEW_TOP = 0.3
"""Part of a longer, younger text that the older one makes up, its opening gone: below this it is only reproduced there."""
EXCERPT = 0.5
"""A copy with less than this part of its original's words is an excerpt."""
STATEMENT = 8
"""Words of a quotation that two reports have to share before one is said to quote the other."""


def edges(signatures: Iterable[bytes], *, only: Collection[str] | None = None) -> tuple[Edge, ...]:
    """Every edge among the reports of ``signatures``, in order of the ids.

    The order of the signatures and repeats of a report do not matter. ``only``: the ids of the reports whose edges
    are wanted (both ways), when the others' are known; what it gives is then a part of what all would give.
    Raises :class:`~hearsay.link.lineage.signature.StaleSignatureError`.
    """
    return edges_among(read_all(signatures), only)


def read_all(signatures: Iterable[bytes]) -> list[Signature]:
    """Each report once, in order of the ids."""
    known = {found.report: found for found in map(read_signature, sorted(signatures))}
    return [known[id_] for id_ in sorted(known)]


def edges_among(reports: Sequence[Signature], only: Collection[str] | None = None) -> tuple[Edge, ...]:
    """As :func:`edges`, of what :func:`read_all` gave."""
    places = None if only is None else [place for place, row in enumerate(reports) if row.report in only]
    eldest = np.array(ranks((row.published or "", row.report) for row in reports), np.int64)
    owner = np.repeat(np.arange(len(reports)), [len(row.keys) for row in reports])
    keys = np.concatenate([np.zeros(0, np.uint64), *(row.keys for row in reports)])
    pairs: list[tuple[int, int]] = pairs_of(keys, owner, eldest, places).tolist()
    last_needed = {place: number for number, pair in enumerate(pairs) for place in pair}
    found: list[Edge] = []
    for number, (one, other) in enumerate(pairs):
        edge = compare(reports[one], reports[other])
        if edge is not None:
            found.append(edge)
        for place in (one, other):
            if last_needed[place] == number:
                reports[place].forget()
    wanted = reports if places is None else [reports[place] for place in places]
    found += unknown_others(wanted, found)
    return tuple(
        sorted(found, key=lambda edge: (edge.report, edge.other or "", edge.publisher or "", edge.kind))
    )


def compare(one: Signature, other: Signature) -> Edge | None:
    """The edge between two reports, from the one that takes to the one that it takes from; null if there is none."""
    older, basis = _older(one, other)
    source, report = (one, other) if older == 0 else (other, one)
    pair = Comparison(source, report)
    kind = _kind(pair) if pair.longest else None
    if kind is None:
        return None
    return Edge(
        kind=kind,
        report=report.report,
        other=source.report,
        publisher=source.publisher or source.printer,
        direction=basis,
        overlap=Overlap(
            share=round(pair.shares[1], 4),
            share_of_other=round(pair.shares[0], 4),
            share_unquoted=round(pair.unquoted[1], 4),
            words=int(pair.shared[1].sum()),
            longest=pair.longest,
            opening=round(pair.opening, 4),
            figures_changed=pair.figures_changed,
        ),
        marks=_marks_of(report, source),
    )


def _kind(pair: Comparison) -> EdgeKind | None:
    """What the second of the pair, the younger, does with the first; null if nothing to speak of."""
    shorter = 0 if len(pair.first.words) <= len(pair.second.words) else 1
    opens_alike = pair.opening >= SAME_OPENING
    enough = pair.shared[shorter].sum() >= LEAST or pair.unquoted[shorter] >= WHOLE
    same = enough and pair.unquoted[shorter] >= SAME_STORY
    if not same and not (enough and opens_alike and pair.unquoted[shorter] >= CONTINUED):
        return "quotes" if pair.longest_quoted >= STATEMENT else None
    if same and pair.news[1] <= ADDED and pair.inner[1] >= FAITHFUL and not pair.figures_changed:
        return "excerpt_of" if pair.shares[0] < EXCERPT else "reprint_of"
    if opens_alike:
        return "update_of"
    reproduced = shorter == 0 and pair.unquoted[1] < NEW_TOP
    return "update_of" if pair.inner[shorter] >= REWORDED and not reproduced else "quotes"


def _older(one: Signature, other: Signature) -> tuple[int, DirectionBasis]:
    """Which of the two is the older, 0 or 1, and what says so."""
    rows = (one, other)
    named = [_names(rows[1 - place], _home(rows[place])) for place in (0, 1)]
    if named[0] != named[1]:
        return named.index(True), "mark"
    order = _in_time(*(row.published for row in rows))
    if order:
        return (0 if order < 0 else 1), "published"
    lengths = [len(row.words) for row in rows]
    if lengths[0] != lengths[1]:
        return lengths.index(max(lengths)), "length"
    return (0 if rows[0].report < rows[1].report else 1), "id"


def _home(row: Signature) -> str | None:
    """Who printed this copy, as outlets are compared."""
    return outlet_key(row.printer) if row.printer else None


def _names(row: Signature, outlet: str | None) -> bool:
    """Whether the report says that it is the outlet's, being another's itself."""
    if outlet is None or _home(row) == outlet:
        return False
    says = [mark.publisher for mark in row.marks] + ([row.publisher] if row.publisher else [])
    return any(outlet_key(name) == outlet for name in says)


def _in_time(one: str | None, other: str | None) -> int:
    """-1 if ``one`` is the earlier, 1 if the later, 0 if that cannot be told: a day against an hour of it cannot."""
    if one is None or other is None:
        return 0
    moments = [datetime.fromisoformat(moment) for moment in (one, other)]
    whole = [len(moment) > 10 for moment in (one, other)]
    if all(whole) and (moments[0].tzinfo is None) == (moments[1].tzinfo is None):
        return (moments[0] > moments[1]) - (moments[0] < moments[1])
    days = (one[:10], other[:10])
    return (days[0] > days[1]) - (days[0] < days[1])


def _marks_of(report: Signature, source: Signature) -> tuple[Mark, ...]:
    """The marks of ``report`` that name who printed or published ``source``."""
    outlets = {outlet_key(name) for name in (source.printer, source.publisher) if name}
    return tuple(mark for mark in report.marks if outlet_key(mark.publisher) in outlets)


def unknown_others(reports: Sequence[Signature], found: Sequence[Edge]) -> list[Edge]:
    """Edges of ``reports`` to what is not here: marks that name an outlet none of whose reports the text was found in."""
    explained = {(edge.report, mark.start) for edge in found for mark in edge.marks}
    rows: dict[tuple[str, str, EdgeKind], list[Mark]] = {}
    for report in reports:
        for mark in report.marks:
            outlet = outlet_key(mark.publisher)
            if outlet == _home(report) or (report.report, mark.start) in explained:
                continue
            kind: EdgeKind = "quotes" if mark.kind == "first_reported" else "reprint_of"
            rows.setdefault((report.report, outlet, kind), []).append(mark)
    return [
        Edge(kind=kind, report=id_, publisher=marks[0].publisher, direction="mark", marks=tuple(marks))
        for (id_, _, kind), marks in rows.items()
    ]
