"""What contradicts what in an incident: the sides beside each other, each with who says so and their words."""

from __future__ import annotations

from hearsay.export.incident_summary import Numbering, paper, words_for
from hearsay.export.page import text_html
from hearsay.export.phrases import begun, one_line
from hearsay.export.quotation import marked, reference
from hearsay.record.estimate import Contradiction, Standpoint

_QUOTED = 2
"""Quotations of a side that are shown in full; the others are referred to."""


def contradictions(told: Numbering) -> str:
    """The section with every contradiction, escaped; empty if there is none."""
    found = told.incident.contradictions
    if not found:
        return ""
    return (
        '<section id="against" aria-label="Contradictions"><h2>What contradicts what</h2>\n'
        + "\n".join(_contradiction(told, one) for one in found)
        + "</section>"
    )


def _contradiction(told: Numbering, one: Contradiction) -> str:
    about = one.words.split(": ", 1)[0] if ": " in one.words else ""
    head = words_for("contradiction", one.kind) + (f": {one_line(about)}" if about else "")
    sides = "\n".join(_side(told, side) for side in one.sides)
    return f'<div class="against"><h3>{text_html(head)}</h3>\n<div class="beside">{sides}</div></div>'


def _side(told: Numbering, side: Standpoint) -> str:
    voices = "; ".join(
        f"{text_html(name)} {' '.join(reference(number) for number in numbers)}"
        for name, numbers in told.voices(side.claims)
    )
    quotes = sorted((told.by_key[claim] for claim in side.claims), key=lambda quote: told.of[quote.key])
    once = list({quote.words: quote for quote in reversed(quotes)}.values())[::-1]
    shown = "\n".join(
        f'<blockquote dir="auto">{marked(quote)} <cite>{text_html(paper(told.reports[quote.report]))} '
        f"{reference(told.of[quote.key])}</cite></blockquote>"
        for quote in once[:_QUOTED]
    )
    head = text_html(begun(one_line(side.words)))
    return f'<div class="side"><h4>{head}</h4><p class="voices">{voices}</p>{shown}</div>'
