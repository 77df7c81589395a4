"""One self-contained HTML page an incident: numbers, charts, contradictions, and every quotation behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from hearsay.export.charts import Band, Point, Series, figures_chart
from hearsay.export.incident_against import contradictions
from hearsay.export.incident_lineage import lineage
from hearsay.export.incident_summary import (
    POLICIES,
    Count,
    Numbering,
    Row,
    day,
    days,
    ends,
    kinds,
    paper,
    where,
    words_for,
)
from hearsay.export.maps import Pin, locator, radius_of
from hearsay.export.page import document, text_html
from hearsay.export.phrases import begun, one_line, plural, worded
from hearsay.export.quotation import marked, reference
from hearsay.record.estimate import EVERYBODY, Estimate, rule_words
from hearsay.record.incident import Carried, Incident, Quote


def incident_page(incident: Incident) -> str:
    """The page for ``incident``: no script, nothing from elsewhere, every number linked to its quotations."""
    page = _Page(incident)
    parts = (
        '<a class="skip" href="#numbers">To the numbers</a>',
        page.top(),
        '<main class="incident">',
        incident_sections(incident),
        "</main>",
        page.foot(),
    )
    body = "\n".join(parts)
    return document(one_line(incident.title), body, script="", styles=("incident.css",))


def incident_sections(incident: Incident, address: Callable[[str], str] | None = None) -> str:
    """What a page says of ``incident`` below its heading, escaped; for any page with both style sheets.

    ``address`` gives where a report's own page is, by its id; without it reports and claims lead nowhere.
    """
    page = _Page(incident, address)
    parts = (
        f'<div class="first-look">{page.numbers()}{page.place()}</div>',
        contradictions(page.told),
        page.charts(),
        lineage(page.told, address),
        page.timeline(),
        page.ignored(),
    )
    return "\n".join(part for part in parts if part)


class _Page:
    def __init__(self, incident: Incident, address: Callable[[str], str] | None = None) -> None:
        self.incident, self.address = incident, address
        self.told = Numbering(incident)
        self.counts = self.told.counts()
        wholes = {count.outcome for count in self.counts if count.population == EVERYBODY}
        self.only_parts = {count.outcome for count in self.counts} - wholes

    def top(self) -> str:
        incident = self.incident
        families = self.told.families()
        imprint = [days(incident.when), where(incident.sites[0]) if incident.sites else "place not known"]
        if incident.types:
            imprint.append(kinds(incident))
        told = len(families) < len(incident.reports)
        counted = [
            plural(len(incident.reports), "report")
            + (f" of {plural(len(families), 'story', 'stories')}" if told else ""),
            plural(len(incident.origins), "origin"),
            plural(len(incident.quotes), "claim"),
        ]
        if incident.contradictions:
            counted.append(plural(len(incident.contradictions), "contradiction"))
        return (
            f'<header class="top">\n<h1 dir="auto">{text_html(one_line(incident.title))}</h1>\n'
            f'<p class="imprint">{text_html(" · ".join(imprint))}</p>\n'
            f'<p class="counts">{text_html(" · ".join(counted))}</p>\n</header>'
        )

    # --- the numbers ---

    def numbers(self) -> str:
        shown = [count for count in self.counts if any(estimate.used for estimate in count.estimates)]
        if not shown:
            return (
                '<section id="numbers" aria-label="Numbers"><h2>How many</h2>'
                '<p class="none">No claim of this incident gives a number that counts.</p></section>'
            )
        policies = [e.policy for e in shown[0].estimates]
        head = "".join(
            f'<th class="first" scope="colgroup" colspan="{1 if policy == "acled" else 3}" '
            f'title="{text_html(words_for("policy_means", policy))}">{text_html(words_for("policy", policy))}</th>'
            for policy in policies
        )
        ends_head = "".join(
            '<th class="n first">number</th>'
            if policy == "acled"
            else '<th class="n first">low</th><th class="n">best</th><th class="n">high</th>'
            for policy in policies
        )
        rows = "\n".join(self.number_row(count) for count in shown)
        means = "; ".join(
            f"{words_for('policy', p)}: {words_for('policy_means', p)}" for p in POLICIES if p in policies
        )
        return (
            '<section id="numbers" aria-label="Numbers"><h2>How many</h2>\n<div class="scroll"><table class="numbers">'
            f"<thead><tr><td></td>{head}</tr><tr><td></td>{ends_head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
            f'<p class="note">{text_html(means)}. A dash: no claim sets it. The figures behind each number stand below it.'
            "</p></section>"
        )

    def number_row(self, count: Count) -> str:
        cells = ""
        for estimate in count.estimates:
            low, best, high = map(text_html, ends(estimate))
            if estimate.policy == "acled":
                cells += f'<td class="n best first">{best}</td>'
            else:
                cells += (
                    f'<td class="n first">{low}</td><td class="n best">{best}</td><td class="n">{high}</td>'
                )
        whole = count.population == EVERYBODY
        name = begun(count.name) if whole or count.outcome in self.only_parts else count.people
        kind = "whole" if whole or count.outcome in self.only_parts else "part"
        return f'<tr class="{kind}"><th scope="row"><a href="#{_anchor(count)}">{text_html(name)}</a></th>{cells}</tr>'

    # --- where it was ---

    def place(self) -> str:
        """A map of the place that most origins give, and the names of the others."""
        sites = self.incident.sites
        first = next((site for site in sites if site.lat is not None and site.lon is not None), None)
        if first is None or first.lat is None or first.lon is None:
            names = "; ".join(where(site) for site in sites) or "No claim says where."
            return f'<section id="where" aria-label="Where"><h2>Where</h2><p class="none">{text_html(names)}</p></section>'
        km = radius_of(first.radius_km, first.level)
        drawn = locator(first.name, Pin(where(first), first.lat, first.lon, km))
        near = f"{where(first)}, known to within {km:,.0f} km" if km >= 1 else where(first)
        others = [where(site) for site in sites if site is not first]
        also = f" Also said: {'; '.join(others)}." if others else ""
        name = text_html(one_line(first.name))
        spot = f'data-lat="{first.lat}" data-lon="{first.lon}" data-km="{km:g}" data-name="{name}"'
        return (
            f'<section id="where" aria-label="Where"><h2>Where</h2>\n<div class="ground" {spot}>{drawn}</div>'
            f'<p class="note">{text_html(near)}.{text_html(also)}</p></section>'
        )

    # --- the figures by origin over time ---

    def charts(self) -> str:
        shown = "\n".join(self.figures(count) for count in self.counts)
        return (
            f'<section id="origins" aria-label="Figures by origin"><h2>Who says how many, and when</h2>\n{shown}</section>'
            if shown
            else ""
        )

    def figures(self, count: Count) -> str:
        drawn = self.chart(count)
        picture = f'<div class="scroll">{drawn}</div>\n' if drawn else ""
        body = "\n".join(self.figure_row(row) for row in count.rows)
        corroborated = next((e.corroboration for e in count.estimates if e.corroboration), None)
        notes = []
        if corroborated:
            low, high = corroborated
            notes.append(
                f"independent origins: {low}" if low == high else f"independent origins: {low} to {high}"
            )
        if count.parts:
            notes.append(f"added up: {count.parts}")
        note = f'<p class="note">{text_html(begun("; ".join(notes)))}.</p>' if notes else ""
        return (
            f'<h3 id="{_anchor(count)}">{text_html(begun(count.name))}</h3>\n{picture}{note}<div class="scroll">'
            '<table class="figures"><thead><tr><th>day</th><th>origin</th><th class="count">how many</th>'
            f"<th>sets</th><th>how it counts</th><th>printed by</th></tr></thead><tbody>{body}</tbody></table></div>"
        )

    def chart(self, count: Count) -> str:
        shown = [row for row in count.shown if not row.part]
        if len({(row.low, row.high) for row in shown}) < 2:
            return ""  # one number needs no picture
        series = [
            Series(name, tuple(_point(row) for row in rows))
            for name, rows in ((name, list(rows)) for name, rows in _by_origin(shown))
        ]
        estimate = count.estimates[0]
        return figures_chart(f"{begun(count.name)}: figures by origin over time", series, _band(estimate))

    def figure_row(self, row: Row) -> str:
        return (
            f'<tr class="{"in" if row.counts else "out"}"><td class="date">{text_html(day(row.on, True))}</td>'
            f'<td>{text_html(row.origin)}</td><td class="n">{text_html(row.amount)} {reference(row.quote)}</td>'
            f"<td>{text_html(', '.join(row.sets))}</td><td>{text_html(row.rule)}</td><td>{text_html(row.paper)}</td></tr>"
        )

    # --- the timeline with every quotation ---

    def timeline(self) -> str:
        parts = []
        for on, quotes in groupby(self.told.quotes, key=lambda quote: quote.on):
            cards = "\n".join(self.quote(quote) for quote in quotes)
            parts.append(f"<li><h3>{text_html(begun(day(on, True)))}</h3>\n{cards}</li>")
        return (
            '<section id="days" aria-label="Timeline"><h2>Who said what, day by day</h2>\n'
            f'<ol class="days">{"".join(parts)}</ol></section>'
        )

    def quote(self, quote: Quote) -> str:
        number = self.told.of[quote.key]
        report = self.told.reports[quote.report]
        through = f" (told by {', '.join(map(one_line, quote.through))})" if quote.through else ""
        kind = words_for("type", quote.type) if quote.type else ""
        idle = quote.decision == "rejected" or quote.certainty in ("planned", "hypothetical")
        head = [
            f'<a class="ref" href="#q-{number}">{number}</a>',
            f"<b>{text_html(begun(self.told.origin(quote.origin)))}</b>{text_html(through)}",
            f'<span class="sure">{text_html(worded("certainty", quote.certainty))}</span>',
            f"<span>{text_html(kind)}</span>" if kind else "",
            f'<span class="where">{self.printed(report, quote)}</span>',
        ]
        counts = "; ".join(dict.fromkeys(self.uses(quote)))
        style = f"quote {quote.certainty}{' idle' if idle else ''}"
        return (
            f'<div class="{style}" id="q-{number}"><p class="by">{" ".join(filter(None, head))}</p>'
            f'<blockquote dir="auto">{marked(quote)}</blockquote>'
            + (f'<p class="counts">{text_html(begun(counts))}</p>' if counts else "")
            + "</div>"
        )

    def printed(self, report: Carried, quote: Quote) -> str:
        """Who printed it, and when if that is another day than it was said; leads to the claim if it has a page."""
        on = report.published
        words = text_html(paper(report) + (f", {day(on, True)}" if on and on[:10] != quote.on else ""))
        if self.address is None:
            return words
        return f'<a href="{text_html(self.address(report.id))}?claim={text_html(quote.claim)}">{words}</a>'

    def uses(self, quote: Quote) -> Iterator[str]:
        """What the quotation's figures count for, by the first policy."""
        for count in self.counts:
            for row in count.rows:
                if row.quote == self.told.of[quote.key] and not row.part:
                    sets = f", sets {' and '.join(row.sets)}" if row.sets else ""
                    yield f"{count.name}: {row.amount} ({row.rule}{sets})"

    # --- what is left out ---

    def ignored(self) -> str:
        """Claims with a figure that count for no estimate at all."""
        rows = [row for estimates in self.incident.estimates[:1] for row in estimates.left_out]
        if not rows:
            return ""
        items = "".join(
            f"<li>{reference(self.told.of[row.report, row.claim])} {text_html(self.told.origin(row.origin))}: "
            f"{text_html(rule_words()[row.rule])}</li>"
            for row in rows
        )
        return f'<section id="left-out" aria-label="Left out"><h2>Figures that count nobody</h2><ul>{items}</ul></section>'

    def foot(self) -> str:
        return (
            f"<footer>Incident {text_html(self.incident.id)}, put together by Hearsay. "
            "A claim is what somebody says, not a fact; a number here is what a rule makes of claims.</footer>"
        )


def _anchor(count: Count) -> str:
    words = "".join(c if c.isalnum() else "-" for c in count.population.words.lower())
    return f"n-{count.outcome}-{words}"


def _by_origin(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.origin, []).append(row)
    return list(found.items())


def _point(row: Row) -> Point:
    label = f"{row.origin}, {day(row.on, True)}: {row.amount} ({row.rule})"
    return Point(row.on, row.low, row.high, label, row.firm, f"#q-{row.quote}")


def _band(estimate: Estimate) -> Band:
    best = (
        "best"
        if estimate.best is None
        else f"best {estimate.best:,} ({words_for('policy', estimate.policy)})"
    )
    return Band(estimate.low, estimate.best, estimate.high, best)
