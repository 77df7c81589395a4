"""The view of one incident for a person at a terminal: the numbers, the figures by day as a plot, what contradicts what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hearsay.export.incident_summary import (
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
from hearsay.export.phrases import begun, moment, number, one_line, plural, worded
from hearsay.export.terminal import Piece, columns, paint, screen_width, wrap
from hearsay.record.incident import Carried, Incident, Quote

_AXIS_LEAST = 12
_LONGEST_NAME = 26


def incident_text(
    incident: Incident, width: int | None = None, colour: bool = False, *, claims: bool = True
) -> str:
    """The incident as lines of at most ``width`` columns (None: the terminal's), ending in a newline.

    ``claims``: with the words of every claim; without, the numbers in brackets stand for those on the page.
    """
    return "\n".join(_View(incident, width or screen_width(), colour, claims).lines()) + "\n"


class _View:
    def __init__(self, incident: Incident, width: int, colour: bool, claims: bool) -> None:
        self.claims = claims
        self.incident = incident
        self.width = width
        self.colour = colour
        self.told = Numbering(incident)
        self.counts = self.told.counts()

    def lines(self) -> Iterator[str]:
        incident = self.incident
        yield from self.wrapped([(one_line(incident.title), "bold")])
        place = where(incident.sites[0]) if incident.sites else "place not known"
        what = [kinds(incident)] if incident.types else []
        yield from self.wrapped([(" · ".join([days(incident.when), place, *what]), "")])
        yield from self.wrapped([(" · ".join(self.extent()), "dim")])
        yield paint("─" * self.width, "dim", self.colour)
        yield from self.numbers()
        for count in self.counts:
            yield from self.plot(count)
        yield from self.contradictions()
        if self.claims:
            yield from self.quotes()
        yield from self.reports()

    def extent(self) -> list[str]:
        incident = self.incident
        families = len(self.told.families())
        reports = plural(len(incident.reports), "report")
        if families < len(incident.reports):
            reports += f" of {plural(families, 'story', 'stories')}"
        return [reports, plural(len(incident.origins), "origin"), plural(len(incident.quotes), "claim")]

    # --- the numbers ---

    def numbers(self) -> Iterator[str]:
        shown = [count for count in self.counts if any(estimate.used for estimate in count.estimates)]
        if not shown:
            yield from self.wrapped([("No claim of this incident gives a number that counts.", "dim")])
            return
        policies = [estimate.policy for estimate in shown[0].estimates]
        firsts = [sum(1 if p == "acled" else 3 for p in policies[:n]) + 1 for n in range(len(policies))]
        table = [[""], [""]]
        for policy in policies:
            heads = ["number"] if policy == "acled" else ["low", "best", "high"]
            table[0] += [words_for("policy", policy), *[""] * (len(heads) - 1)]
            table[1] += heads
        for count in shown:
            table.append([_fitted(begun(count.name))])
            for estimate in count.estimates:
                table[-1] += ends(estimate)[1:2] if estimate.policy == "acled" else ends(estimate)
        widths = [max(columns(row[i]) for row in table[1:]) for i in range(len(table[0]))]
        if sum(widths) + 2 * len(widths) + len(policies) > self.width:  # a narrow terminal: a line a policy
            yield from self.numbers_below(shown)
            return
        for nth, row in enumerate(table):
            line = row[0] + " " * (widths[0] - columns(row[0]))
            for index, cell in enumerate(row[1:], start=1):
                gap = "   " if index in firsts else "  "
                line += gap + (cell.ljust(widths[index]) if nth == 0 else cell.rjust(widths[index]))
            yield paint(line.rstrip(), "dim" if nth < 2 else "", self.colour)

    def numbers_below(self, shown: Sequence[Count]) -> Iterator[str]:
        for count in shown:
            yield begun(count.name)
            for estimate in count.estimates:
                low, best, high = ends(estimate)
                numbers = best if estimate.policy == "acled" else f"low {low}, best {best}, high {high}"
                words = f"{words_for('policy', estimate.policy)}: {numbers}"
                yield from self.wrapped([(words, "")], "  ", "    ")

    # --- the figures by origin over time ---

    def plot(self, count: Count) -> Iterator[str]:
        rows = [row for row in count.shown if not row.part]
        hidden = len([row for row in count.rows if not row.part]) - len(rows)
        if not rows:
            return
        yield ""
        note = f" ({hidden} more not counted)" if hidden else ""
        yield from self.wrapped([(begun(count.name), "bold"), (note, "dim")])
        if count.parts:
            yield from self.wrapped([(f"added up: {count.parts}", "dim")], "  ", "    ")
        names = max(columns(_fitted(row.origin)) for row in rows)
        dates = max(columns(day(row.on)) for row in rows)
        amounts = max(columns(row.amount) for row in rows)
        lead = 2 + dates + 2 + names + 2 + amounts + 2
        room = self.width - lead - 6
        most = max((value for row in rows for value in (row.low, row.high) if value is not None), default=0)
        for row in rows:
            name = _fitted(row.origin)
            line = f"  {day(row.on).ljust(dates)}  {name}{' ' * (names - columns(name))}  {row.amount.rjust(amounts)}"
            if room >= _AXIS_LEAST and most > 0:
                line += f"  {_bar(row, most, room)}"
            reference = f"[{row.quote}]"
            line = line.ljust(self.width - columns(reference) - 1) if room >= _AXIS_LEAST else line
            yield paint(f"{line} {reference}"[: self.width], "" if row.counts else "dim", self.colour)
        if room >= _AXIS_LEAST and most > 0:
            top = number(most)
            scale = "0" + top.rjust(room - 1)
            yield paint(" " * lead + scale, "dim", self.colour)

    # --- contradictions, quotations, reports ---

    def contradictions(self) -> Iterator[str]:
        if not self.incident.contradictions:
            return
        yield ""
        yield paint("Contradictions", "bold", self.colour)
        for one in self.incident.contradictions:
            about = one.words.split(": ", 1)[0] if ": " in one.words else ""
            head = words_for("contradiction", one.kind) + (f": {one_line(about)}" if about else "")
            yield from self.wrapped([(head, "warn")], "  ", "    ")
            for side in one.sides:
                voices = "; ".join(
                    f"{name} {' '.join(f'[{n}]' for n in numbers)}"
                    for name, numbers in self.told.voices(side.claims)
                )
                yield from self.wrapped(
                    [(f"{begun(one_line(side.words))}: ", "bold"), (voices, "")], "    ", "      "
                )

    def quotes(self) -> Iterator[str]:
        yield ""
        yield paint("Claims", "bold", self.colour)
        for quote in self.told.quotes:
            yield from self.quote(quote)

    def quote(self, quote: Quote) -> Iterator[str]:
        report = self.told.reports[quote.report]
        lead = f"{self.told.of[quote.key]:>3}  "
        pieces: list[Piece] = [
            (begun(self.told.origin(quote.origin)), "who"),
            (f" · {worded('certainty', quote.certainty)}", quote.certainty),
            (f" · {day(quote.on)} · {paper(report)}", "dim"),
        ]
        yield from self.wrapped(pieces, lead, "     ")
        yield from self.wrapped([(f"“{one_line(quote.words)}”", "")], "     ", "      ")

    def reports(self) -> Iterator[str]:
        yield ""
        yield paint("Reports", "bold", self.colour)
        for family in self.told.families():
            for nth, report in enumerate(family):
                yield from self.report(report, "  " if nth == 0 else "    ↳ ")

    def report(self, report: Carried, lead: str) -> Iterator[str]:
        published = moment(report.published) if report.published else "no publication date"
        pieces: list[Piece] = [(paper(report), "who"), (f" · {published}", "time")]
        if report.title:
            pieces.append((f" · {one_line(report.title)}", ""))
        if report.status != "usable":
            pieces.append((f" · {worded('status', report.status)}", "warn"))
        pieces += [(f" · {words}", "warn") for words in self.told.edges_of(report)]
        yield from self.wrapped(pieces, lead, " " * (len(lead) + 2))

    def wrapped(self, pieces: Iterable[Piece], first: str = "", rest: str = "") -> Iterator[str]:
        return wrap(pieces, self.width, first, rest, self.colour)


def _fitted(name: str) -> str:
    return name if columns(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _bar(row: Row, most: int | float, room: int) -> str:
    """The figure on an axis from 0 to ``most``: ``●`` firm, ``○`` uncertain, a line to the other end, an arrow if open."""

    def at(value: int | float) -> int:
        return round((room - 1) * value / most)

    mark = "●" if row.firm else "○"
    low, high = row.low, row.high
    if low is None and high is None:
        return ""
    if low is None:
        return "←" + "─" * max(0, at(high or 0) - 1) + mark
    if high is None:
        return (
            " " * at(low) + mark + "─→" if at(low) < room - 2 else " " * min(at(low), room - 2) + mark + "→"
        )
    if at(low) == at(high):
        return " " * at(low) + mark
    return " " * at(low) + mark + "─" * (at(high) - at(low) - 1) + mark
