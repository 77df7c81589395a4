"""How pages show a quotation and refer to it."""

from __future__ import annotations

from hearsay.export.page import text_html
from hearsay.export.segments import Mark, segments
from hearsay.record.incident import Quote


def reference(number: int) -> str:
    """A link to the quotation with this number on the same page."""
    return f'<a class="ref" href="#q-{number}" aria-label="quotation {number}">[{number}]</a>'


def marked(quote: Quote) -> str:
    """The words of a quotation with what they are evidence of marked."""
    marks = [Mark(mark.start, mark.end, mark.role, (1,)) for mark in quote.marks]
    html = ""
    for piece in segments(quote.start, quote.end, marks):
        words = text_html(quote.words[piece.start - quote.start : piece.end - quote.start])
        html += f'<span class="w {" ".join(piece.roles)}">{words}</span>' if piece.roles else words
    return html
