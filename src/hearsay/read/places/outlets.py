"""Where the name of the outlet stands: the Sahel of "(Sahel Courier)" and the Meridian of The Meridian are no places."""

from __future__ import annotations

import re

from hearsay.record import Report

_IN_DATELINE = re.compile(r"\(([^()]{3,60})\)\s*[-\u2013\u2014:]*\s*\Z")
_IN_CREDIT = re.compile(
    r"(?:\u00a9|\(c\)|\bcopyright\b)\s*(?:\u00a9\s*)?(?:\d{4}\s+)?([^,.;|\n]{3,60})", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^)]*\)\s*\Z")


def outlet_spans(report: Report) -> list[tuple[int, int]]:
    """Every place where the text names the outlet as its dateline, its credit or its metadata give it, by code points."""
    text = report.text or ""
    return [
        found.span()
        for name in sorted(_names(report))
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _names(report: Report) -> set[str]:
    names = {_ASIDE.sub("", name) for name in (report.publisher, report.carrier) if name and " " in name}
    for piece in report.furniture:
        found = None
        if piece.kind == "dateline":
            found = _IN_DATELINE.search(piece.words)
        elif piece.kind == "credit":
            found = _IN_CREDIT.search(piece.words)
        if found is not None:
            names.add(found.group(1).strip())
    return {name for name in names if " " in name.strip()}
