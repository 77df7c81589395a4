"""Figures that a correction in the report calls wrong."""

from __future__ import annotations

import re

from hearsay.record import Figure, Record

_WRONG_AFTER = re.compile(
    r"(?:\bnot|\brather than|\binstead of|\bmis(?:stated|reported|identified)\b[^.;]*?\bas"
    r"|\b(?:earlier|previous|original|first) version\b[^.;]*?"
    r"|\b(?:incorrectly|wrongly|mistakenly|erroneously)\b[^.;]*?)\s*$",
    re.IGNORECASE,
)
_RIGHT_AFTER = re.compile(
    r"\b(?:it (?:is|was)|were|correct (?:figure|number|toll) (?:is|was)|should (?:be|have been))\s*$", re.I
)


def superseded_figures(record: Record) -> frozenset[str]:
    """Ids of the figures whose value a correction note names as the wrong one, in the note and in the story.

    The note's own words decide: "not 21", "instead of 21", "incorrectly said 21", "an earlier version said 21".
    A value that the same note
    also gives as right is left alone.
    """
    text = record.report.text or ""
    wrong: list[Figure] = []
    right: list[Figure] = []
    for note in record.report.furniture:
        if note.kind == "correction":
            for figure in record.figures:
                if note.start <= figure.start and figure.end <= note.end:
                    before = text[note.start : figure.start]
                    is_wrong = _WRONG_AFTER.search(before) and not _RIGHT_AFTER.search(before)
                    (wrong if is_wrong else right).append(figure)
    kept = {_value(figure) for figure in right}
    values = {_value(figure) for figure in wrong} - kept
    outcomes = {figure.outcome for figure in (*wrong, *right)} - {None}
    return frozenset(
        figure.id
        for figure in record.figures
        if figure in wrong
        or (
            _value(figure) in values
            and (figure.outcome in outcomes or not outcomes or figure.outcome is None)
        )
    )


def _value(figure: Figure) -> tuple[object, object]:
    return figure.low, figure.high
