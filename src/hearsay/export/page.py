"""One self-contained HTML page a report: the text with its evidence marked, the claims beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from hearsay.export.phrases import (
    begun,
    headline,
    is_note,
    one_line,
    plural,
    published_phrase,
    refusals,
    worded,
    wordings,
)
from hearsay.export.segments import Mark, Segment, segments_by_line
from hearsay.export.summary import Summary, evidence, summaries
from hearsay.record import Record, Report

_CONTROLS = (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000))
_UNPRINTABLE = dict.fromkeys(_CONTROLS, "\ufffd")


def page(record: Record) -> str:
    """The page for ``record``: no script, style, image or font from elsewhere, readable without any."""
    report = record.report
    claims = summaries(record)
    body = "\n".join(
        (
            '<a class="skip" href="#claims">To the claims</a>',
            _top(record, claims),
            "<main>",
            _text(record, claims),
            _claims(record, claims),
            "</main>",
            _foot(report),
        )
    )
    return document(headline(report) or one_line(report.ref), body, report.language or "en")


def document(
    title: str, body: str, language: str = "en", script: str = "page.js", styles: tuple[str, ...] = ()
) -> str:
    """A whole page around ``body``, with style and script inside and a policy that lets nothing else in.

    ``styles`` are style sheets of the templates beside the one that all pages share.
    """
    style = "".join(_asset(name) for name in ("page.css", *styles))
    code = _asset(script) if script else ""
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    from hearsay import __version__

    return Template(_asset("page.html")).substitute(
        language=text_html(language),
        policy=policy,
        version=text_html(__version__),
        title=text_html(title),
        style=style,
        body=body,
        script=code,
    )


def text_html(text: str) -> str:
    """``text`` escaped for element content and quoted attributes; what HTML cannot hold becomes U+FFFD."""
    return escape(text.translate(_UNPRINTABLE), quote=True)


@cache
def _asset(name: str) -> str:
    return files("hearsay.export").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")


def _top(record: Record, claims: tuple[Summary, ...]) -> str:
    report = record.report
    imprint = [report.publisher or "publisher unknown"]
    if report.carrier and report.carrier != report.publisher:
        imprint.append(f"carried by {report.carrier}")
    imprint += [*report.authors, published_phrase(report)]
    if report.status != "usable":
        imprint.append(worded("status", report.status))
    review = sum(1 for claim in claims if claim.review)
    if report.text is None:
        counts = "<strong>not read</strong>"
    else:
        counts = f"<strong>{plural(len(claims), 'claim')}</strong>" + (
            f" · {review} to review" if review else ""
        )
    legend = "".join(
        f'<li><span class="w {role}">{text_html(meaning)}</span></li>'
        for role, meaning in wordings()["role"].items()
    )
    return (
        f'<header class="top">\n<h1 dir="auto">{text_html(headline(report) or one_line(report.ref))}</h1>\n'
        f'<p class="imprint">{text_html(" · ".join(map(one_line, imprint)))}</p>\n'
        f'<p class="counts">{counts}</p>\n'
        + (f'<ul class="legend" aria-label="How evidence is marked">{legend}</ul>\n' if claims else "")
        + "</header>"
    )


def _foot(report: Report) -> str:
    parts = [f"Read by Hearsay from {text_html(one_line(report.ref))}", f"report {report.id}"]
    if report.sha256_text:
        parts.append(f"SHA-256 of the text {report.sha256_text}")
    return f"<footer>{' · '.join(parts)}. A claim is what somebody says, not a fact.</footer>"


# --- the text ---


def _text(record: Record, claims: tuple[Summary, ...]) -> str:
    report = record.report
    if not report.text or not report.text.strip():
        return '<section class="text" aria-label="Report"><p class="none">There is no text.</p></section>'
    marks = [*evidence(record, claims), *(Mark(f.start, f.end, "furniture") for f in report.furniture)]
    numbered = _numbers(claims)
    paragraphs = []
    for line in segments_by_line(report.text, marks):
        html = "".join(_stretch(report.text, one, numbered) for one in line)
        paragraphs.append(f'<p dir="auto">{html}</p>')
    return '<section class="text" aria-label="Report">\n' + "\n".join(paragraphs) + "\n</section>"


def _numbers(claims: Iterable[Summary]) -> dict[int, list[tuple[int, bool]]]:
    """Where a trigger ends: its claims' numbers, and whether it is the claim itself or a repeat of it."""
    numbered: dict[int, list[tuple[int, bool]]] = {}
    for claim in claims:
        numbered.setdefault(claim.event.end, []).append((claim.number, True))
        for _, end in claim.again_at:
            numbered.setdefault(end, []).append((claim.number, False))
    return numbered


def _stretch(text: str, segment: Segment, numbered: dict[int, list[tuple[int, bool]]]) -> str:
    words = text_html(text[segment.start : segment.end])
    classes = segment.classes
    if classes:
        claims, own = segment.claims, segment.own
        data = f' data-claims="{" ".join(map(str, claims))}"' if claims else ""
        data += f' data-own="{" ".join(map(str, own))}"' if own != claims else ""
        words = f'<span class="{" ".join(classes)}"{data}>{words}</span>'
    if segment.ends("trigger"):
        for number, itself in numbered.get(segment.end, ()):
            place = f' id="w-{number}"' if itself else ""
            words += f'<sup{place}><a href="#claim-{number}" aria-label="claim {number}">{number}</a></sup>'
    return words


# --- the claims ---


def _claims(record: Record, claims: tuple[Summary, ...]) -> str:
    parts = ['<section class="claims" id="claims" aria-label="Claims" tabindex="-1">', _refusals(record)]
    if claims:
        parts += ["<ol>", *(_card(claim) for claim in claims), "</ol>"]
    elif not refusals(record):
        parts.append('<p class="none">The report was read; no claims were found.</p>')
    return "\n".join(part for part in (*parts, "</section>") if part)


def _refusals(record: Record) -> str:
    notes = tuple(one for one in record.rejections if is_note(one))
    return "".join(
        f'<div class="{kind}"><h2>{name}</h2><ul>'
        + "".join(
            f"<li><code>{text_html(one.code)}</code> {text_html(one_line(one.message))}</li>" for one in found
        )
        + "</ul></div>"
        for kind, name, found in (
            ("refusals", "Refused", refusals(record)),
            ("refusals notes", "Notes", notes),
        )
        if found
    )


def _card(claim: Summary) -> str:
    code = claim.claim.certainty
    kind = " · ".join(filter(None, (claim.kind, claim.mode)))
    details = "".join(f"<dt>{name}</dt><dd>{text_html(value)}</dd>" for name, value in claim.details)
    lines = [
        f'<li class="claim {code}" id="claim-{claim.number}" data-claim="{claim.number}" tabindex="0">',
        f'<p class="top"><a class="n" href="#w-{claim.number}" aria-label="claim {claim.number} in the text">'
        f'{claim.number}</a> <span class="sure" title="{text_html(worded("certainty_means", code))}">'
        f'{text_html(claim.certainty)}</span> <span class="kind">{text_html(kind)}</span></p>',
        f'<p class="who">{text_html(begun(claim.who))}</p>',
        f'<p class="what">{_deed(claim)}</p>',
        f"<dl>{details}</dl>" if details else "",
        f'<p class="review">Review: {text_html(", ".join(claim.review))}</p>' if claim.review else "",
    ]
    for repeat in claim.repeats:
        where = f" ({repeat.where})" if repeat.where else ""
        lines.append(f'<p class="again">Again: “{text_html(repeat.words)}”{text_html(where)}</p>')
    return "\n".join(line for line in lines if line) + "</li>"


def _deed(claim: Summary) -> str:
    html = ""
    for deed in claim.deed:
        words = text_html(deed.words) + (f" ({text_html(deed.note)})" if deed.note else "")
        html += ("" if not html else " … " if deed.gap else " ") + (
            f"<b>{words}</b>" if deed.trigger else words
        )
    return html + "".join(f" · {text_html(note)}" for note in claim.notes)
