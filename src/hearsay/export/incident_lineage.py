"""Reports of an incident and where they come from: the picture, and the list that says the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hearsay.export.graph import Arrow, Lane, Leaf, lineage_graph
from hearsay.export.incident_summary import Numbering, day, paper, words_for
from hearsay.export.page import text_html
from hearsay.export.phrases import moment, one_line, plural, worded
from hearsay.record.incident import Carried
from hearsay.record.lineage import Edge

_NAMED = 4
"""Origins of a story that the picture names; it counts the others."""


def lineage(told: Numbering, address: Callable[[str], str] | None = None) -> str:
    """The section, escaped. ``address`` gives where a report's own page is; without it there are none to go to."""
    items = []
    for family in _stories(told):
        first, *others = family
        inner = "".join(f'<li id="{_id(one)}">{_report(told, one, address)}</li>' for one in others)
        items.append(
            f'<li id="{_id(first)}">{_report(told, first, address)}{_origins(told, family)}'
            f"{f'<ul>{inner}</ul>' if inner else ''}</li>"
        )
    drawn = _picture(told, address) if len(told.reports) > 1 else ""
    picture = f'<div class="scroll">{drawn}</div>\n' if drawn else ""
    return (
        '<section id="lineage" aria-label="Reports"><h2>Reports and where they come from</h2>\n'
        '<p class="note">A lane is one story; reports in it tell it in its words and are together one publisher. An arrow '
        "leads to the report that took the text. Whose word a story rests on stands below its name; who is named in "
        f"several is one origin.</p>{picture}"
        f'<ul class="reports">{"".join(items)}</ul></section>'
    )


def _stories(told: Numbering) -> list[list[Carried]]:
    """The families, in each what others copy before its copies of the same day."""
    copies = {edge.report for edge in told.incident.edges}
    return [
        sorted(family, key=lambda one: ((one.published or "9999")[:10], one.id in copies))
        for family in told.families()
    ]


def _picture(told: Numbering, address: Callable[[str], str] | None) -> str:
    lanes = [
        Lane(paper(family[0]), _words(told, family), tuple(_leaves(told, family, address)))
        for family in _stories(told)
    ]
    arrows = [_arrow(told, edge) for edge in told.incident.edges]
    return lineage_graph("Which report takes its text from which", lanes, arrows)


def _leaves(told: Numbering, family: list[Carried], address: Callable[[str], str] | None) -> Iterator[Leaf]:
    for report in family:
        title = one_line(report.title or report.ref)
        when = day(report.published, True)
        label = f"{paper(report)}, {when}: {title}"
        href = address(report.id) if address else f"#{_id(report)}"
        yield Leaf(
            report.id,
            one_line(report.carrier or report.publisher or report.ref),
            report.published,
            label,
            href,
        )
    mine = {report.id for report in family}
    for edge in told.incident.edges:
        if edge.report in mine and edge.other not in told.reports:
            name = one_line(edge.publisher or "a report not at hand")
            yield Leaf(_absent(edge), name, None, f"{name}: its report is not at hand", taken=False)


def _arrow(told: Numbering, edge: Edge) -> Arrow:
    name = paper(told.reports[edge.report])
    return Arrow(
        kind=edge.kind,
        copy=edge.report,
        original=edge.other if edge.other in told.reports and edge.other else _absent(edge),
        word=words_for("edge_word", edge.kind),
        label=f"{name}: {told.edge(edge)}",
    )


def _absent(edge: Edge) -> str:
    return f"{edge.report} {edge.publisher}"


def _named(told: Numbering, family: list[Carried]) -> list[str]:
    """Whose word the family's claims rest on, those of most claims first."""
    mine = {report.id for report in family}
    counted: dict[str, int] = {}
    for quote in told.quotes:
        if quote.report in mine:
            counted[quote.origin] = counted.get(quote.origin, 0) + 1
    return [told.origin(key) for key in sorted(counted, key=lambda key: -counted[key])]


def _words(told: Numbering, family: list[Carried]) -> str:
    names = _named(told, family)
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"on the word of {shown}" if names else ""


def _origins(told: Numbering, family: list[Carried]) -> str:
    names = _named(told, family)
    words = f"{plural(len(names), 'origin')}: {', '.join(names)}"
    return f'<p class="note">{text_html(words)}</p>' if names else ""


def _report(told: Numbering, report: Carried, address: Callable[[str], str] | None) -> str:
    title = text_html(one_line(report.title or report.ref))
    if address:
        title = f'<a href="{text_html(address(report.id))}">{title}</a>'
    parts = [f"<b>{text_html(paper(report))}</b>: {title}"]
    parts.append(text_html(moment(report.published) if report.published else "no publication date"))
    if report.status != "usable":
        parts.append(f'<span class="taken">{text_html(worded("status", report.status))}</span>')
    parts += [f'<span class="taken">{text_html(words)}</span>' for words in told.edges_of(report)]
    return " · ".join(parts)


def _id(report: Carried) -> str:
    return f"report-{report.id}"
