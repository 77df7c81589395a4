"""Charts as SVG drawn here and nowhere else: the same for files and for the web, readable without script or colour.

Colours are classes (``s0`` … ``s7``, ``band``, ``axis``) for the page's style sheet; a chart carries none itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

from hearsay.export.axis import Days

WIDTH = 760
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 215, 18, 34
_LABEL_GAP = 15
_SERIES = 8
_MARK = 4.5
_OPEN = 14
"""How long the arrow of an open end is, in pixels."""

Value = int | float


@dataclass(frozen=True)
class Point:
    """A figure: the day, null where not known, and what it says; an end that is null is open.

    ``firm`` is false for an uncertain one, drawn hollow. ``label`` is read out, ``href`` leads to the quotation.
    """

    on: str | None
    low: Value | None
    high: Value | None
    label: str
    firm: bool = True
    href: str | None = None


@dataclass(frozen=True)
class Series:
    """The figures of one origin."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Band:
    """An estimate to draw behind: ``high`` null where it is open."""

    low: Value | None
    best: Value | None
    high: Value | None
    name: str


def figures_chart(title: str, series: Sequence[Series], band: Band | None = None) -> str:
    """Figures by origin over time as an ``<svg>``; empty if there is no number to draw.

    One line a series, a step from figure to figure; a range is a bar, an open end an arrow, an uncertain figure
    hollow. Days run to the right, numbers up from nought; figures of no known day stand left of the first day.
    """
    series = [one for one in series if any(_values(point) for point in one.points)]
    if not series:
        return ""
    return _Chart(title, series, band).svg()


def spread_chart(title: str, counts: Sequence[int]) -> str:
    """Bars side by side over the whole width, without axes, as the ground of a slider; ``counts`` from left to right."""
    most = max(counts, default=0) or 1
    bars = "".join(
        f'<rect x="{nth * 10 + 1}" y="{40 - height:.1f}" width="8" height="{height:.1f}"/>'
        for nth, many in enumerate(counts)
        if (height := 38 * (many / most) ** 0.5)
    )
    return (
        f'<svg class="spread" viewBox="0 0 {10 * max(1, len(counts))} 40" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(title, quote=True)}" xmlns="http://www.w3.org/2000/svg">{bars}</svg>'
    )


def _values(point: Point) -> list[Value]:
    return [value for value in (point.low, point.high) if value is not None]


class _Chart:
    def __init__(self, title: str, series: Sequence[Series], band: Band | None) -> None:
        self.title, self.series, self.band = title, series, band
        self.height = max(250, _TOP + _BOTTOM + _LABEL_GAP * (len(series) + 2))
        dates = tuple(p.on for one in series for p in one.points)
        undated = None in dates and any(dates)
        left = _LEFT + (56 if undated else 14)
        self.days = Days(dates, left, WIDTH - _RIGHT - 14, _LEFT + 20)
        numbers = [value for one in series for point in one.points for value in _values(point)]
        if band:
            numbers += [value for value in (band.low, band.best, band.high) if value is not None]
        self.step, self.top = _nice(max(numbers))

    # --- where things are ---

    def y(self, value: Value) -> float:
        return self.height - _BOTTOM - (self.height - _TOP - _BOTTOM) * value / self.top

    # --- what is drawn ---

    def svg(self) -> str:
        parts = [
            f'<svg class="chart" viewBox="0 0 {WIDTH} {self.height}" role="group" '
            f'aria-label="{escape(self.title, quote=True)}" xmlns="http://www.w3.org/2000/svg">',
            f"<title>{escape(self.title)}</title>",
            *self.behind(),
            *self.axes(),
        ]
        for index, one in enumerate(self.series):
            parts.append(f'<g class="s{index % _SERIES}">')
            parts += self.line(one, index)
            parts.append("</g>")
        return "\n".join([*parts, *self.names(), "</svg>"])

    def behind(self) -> list[str]:
        band = self.band
        if band is None or band.low is None:
            return []
        right = WIDTH - _RIGHT
        top = self.y(band.high) if band.high is not None else float(_TOP)
        parts = [
            f'<rect class="band{"" if band.high is not None else " open"}" x="{_LEFT}" y="{top:.1f}" '
            f'width="{right - _LEFT}" height="{max(1.0, self.y(band.low) - top):.1f}"/>'
        ]
        if band.best is not None:
            y = self.y(band.best)
            parts.append(f'<line class="best" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        return parts

    def axes(self) -> list[str]:
        parts = []
        right = WIDTH - _RIGHT
        for nth in range(round(self.top / self.step) + 1):
            value = nth * self.step
            y = self.y(value)
            shown = f"{value:,.0f}" if value == int(value) else f"{value:,}"
            parts.append(f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(
                f'<text class="axis" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{shown}</text>'
            )
        for on, words in self.days.ticks():
            x = self.days.x(on)
            foot = self.height - _BOTTOM
            parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 5}"/>')
            parts.append(
                f'<text class="axis" x="{x:.1f}" y="{foot + 20}" text-anchor="middle">{words}</text>'
            )
        return parts

    def line(self, one: Series, index: int) -> list[str]:
        nudge = (index - (len(self.series) - 1) / 2) * 3.0
        placed = [(self.days.x(p.on) + nudge, p) for p in one.points if _values(p)]
        path, last = "", None
        for x, point in placed:
            if point.on is None or not point.firm:
                continue
            y = self.y(_mark_value(point))
            path += f"M{x:.1f} {y:.1f}" if last is None else f"H{x:.1f}V{y:.1f}"
            last = y
        parts = [f'<path class="step" d="{path}"/>'] if "H" in path else []
        return parts + [self.mark(x, point) for x, point in placed]

    def mark(self, x: float, point: Point) -> str:
        y = self.y(_mark_value(point))
        drawn = ""
        if point.low is not None and point.high is not None and point.low != point.high:
            low, high = self.y(point.low), self.y(point.high)
            drawn += f'<path class="range" d="M{x - 4:.1f} {low:.1f}h8m-4 0V{high:.1f}m-4 0h8"/>'
        elif point.high is None:
            drawn += f'<path class="range" d="M{x:.1f} {y:.1f}v-{_OPEN}m-4 5l4-5l4 5"/>'
        elif point.low is None:
            drawn += f'<path class="range" d="M{x:.1f} {y:.1f}v{_OPEN}m-4-5l4 5l4-5"/>'
        drawn += f'<circle class="{"mark" if point.firm else "mark unsure"}" cx="{x:.1f}" cy="{y:.1f}" r="{_MARK}"/>'
        drawn = f"<g><title>{escape(point.label)}</title>{drawn}</g>"
        return f'<a href="{escape(point.href, quote=True)}">{drawn}</a>' if point.href else drawn

    def names(self) -> list[str]:
        """The series' names at the height of their last figures, moved apart where they would touch."""
        wanted = []
        for index, one in enumerate(self.series):
            last = [p for p in one.points if _values(p)][-1]
            wanted.append((self.y(_mark_value(last)), index, _short(one.name), self.days.x(last.on)))
        if self.band and self.band.best is not None:
            wanted.append((self.y(self.band.best), -1, self.band.name, float(WIDTH - _RIGHT)))
        heights = _apart([y for y, *_ in sorted(wanted)], self.height - _BOTTOM)
        parts = []
        for (y, index, name, x), height in zip(sorted(wanted), heights, strict=True):
            style = "bestname" if index < 0 else f"s{index % _SERIES}"
            start = WIDTH - _RIGHT + 22
            parts.append(
                f'<g class="{style}"><path class="lead" d="M{min(x + 8, WIDTH - _RIGHT - 4):.1f} {y:.1f}H{WIDTH - _RIGHT}'
                f'L{start - 4} {height:.1f}"/><text class="name" x="{start}" y="{height + 4:.1f}">{escape(name)}</text></g>'
            )
        return parts


def _mark_value(point: Point) -> Value:
    """Where the mark stands: at the lower end, or at the upper where that is all there is."""
    return point.low if point.low is not None else (point.high or 0)


def _short(name: str, most: int = 25) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _apart(heights: Sequence[float], bottom: float) -> list[float]:
    """The heights, in order, moved down where they come too close and up again from the bottom."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + _LABEL_GAP) if placed else max(height, _TOP - 4.0))
    for index in range(len(placed) - 1, -1, -1):
        limit = bottom if index == len(placed) - 1 else placed[index + 1] - _LABEL_GAP
        placed[index] = min(placed[index], limit)
    return placed


def _nice(most: Value) -> tuple[Value, Value]:
    """A round step and the top of an axis that reaches over ``most`` in four to six steps."""
    if most <= 0:
        return 1, 1
    rough = most / 4
    base = 10.0 ** floor(log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough)
    step = max(1, int(step)) if step >= 1 else 1
    return step, step * (int(most // step) + 1)
