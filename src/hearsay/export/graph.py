"""Which report takes its text from which, as SVG: days to the right, one lane for each story, an arrow for each edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from hearsay.export.axis import Days

WIDTH = 760
_HEAD, _ROW, _FOOT, _GAP = 40, 26, 30, 8
_LEFT, _RIGHT, _APART = 100.0, 640.0, 34.0
_MARK = 6.0
_LETTER = 6.7
_STYLES = {"reprint_of": "whole", "excerpt_of": "part", "update_of": "newer", "quotes": "words"}


@dataclass(frozen=True)
class Leaf:
    """A report: its key, what it is called, the day it came out (null: not known), where it leads to, what is read out.

    ``taken`` is false for one that stands in nobody's list, only named by another.
    """

    key: str
    name: str
    on: str | None
    label: str
    href: str | None = None
    taken: bool = True


@dataclass(frozen=True)
class Lane:
    """The reports of one story, the first of a day first, and in ``words`` whose word they rest on."""

    name: str
    words: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Arrow:
    """The report ``copy`` takes text from ``original``: the kind of edge, in a word for the arrow, in words read out."""

    kind: str
    copy: str
    original: str
    word: str
    label: str


def lineage_graph(title: str, lanes: Sequence[Lane], arrows: Sequence[Arrow]) -> str:
    """The lanes one below the other, the arrows from the older text to the one that took from it; empty without reports.

    A full line is a reprint, a dashed one an excerpt, a double one an update, a dotted one words that are quoted; each
    is named beside it.
    """
    lanes = [lane for lane in lanes if lane.leaves]
    return _Graph(title, lanes, arrows).svg() if lanes else ""


class _Graph:
    def __init__(self, title: str, lanes: Sequence[Lane], arrows: Sequence[Arrow]) -> None:
        self.title, self.lanes = title, lanes
        dates = tuple(leaf.on for lane in lanes for leaf in lane.leaves)
        self.days = Days(dates, _LEFT, _RIGHT, _APART)
        self.at: dict[str, tuple[float, float]] = {}
        self.tops: list[tuple[float, float]] = []
        y = 6.0
        for lane in lanes:
            rows = self.place(lane, y + _HEAD)
            height = _HEAD + rows * _ROW
            self.tops.append((y, height))
            y += height + _GAP
        self.height = y + _FOOT
        self.arrows = [one for one in arrows if one.copy in self.at and one.original in self.at]

    def place(self, lane: Lane, top: float) -> int:
        """Put the reports of a lane where they do not touch, in as few rows as that takes; how many these are."""
        ends: list[float] = []
        for leaf in sorted(lane.leaves, key=lambda one: (one.on is None, (one.on or "")[:10])):
            x = self.days.x(leaf.on)
            left, right = _extent(x, leaf)
            # an arrow inside a lane needs room, so each report of a story has a row of its own where there are few
            row = (
                len(ends)
                if len(lane.leaves) <= 4
                else next((n for n, end in enumerate(ends) if end < left), len(ends))
            )
            ends[row : row + 1] = [right]
            self.at[leaf.key] = (x, top + row * _ROW + _ROW / 2)
        return len(ends)

    def svg(self) -> str:
        title = escape(self.title, quote=True)
        parts = [
            f'<svg class="chart lineage" viewBox="0 0 {WIDTH} {self.height:.0f}" role="group" aria-label="{title}" '
            'xmlns="http://www.w3.org/2000/svg">',
            f"<title>{title}</title>",
            *self.axis(),
        ]
        for nth, (lane, (top, height)) in enumerate(zip(self.lanes, self.tops, strict=True)):
            name = _short(lane.name, 40)
            parts.append(
                f'<g class="s{nth % 8}"><rect class="lane" x="1" y="{top:.0f}" width="{WIDTH - 2}" '
                f'height="{height:.0f}" rx="6"/><rect class="side" x="1" y="{top:.0f}" width="4" height="{height:.0f}"/>'
                f'<text class="name" x="14" y="{top + 17:.0f}">{escape(name)}</text></g>'
                f'<text class="axis" x="14" y="{top + 33:.0f}">{escape(_short(lane.words, 112))}</text>'
            )
        parts += [self.arrow(one) for one in self.arrows]
        for nth, lane in enumerate(self.lanes):
            parts.append(f'<g class="s{nth % 8}">')
            parts += [self.leaf(leaf) for leaf in lane.leaves]
            parts.append("</g>")
        return "\n".join([*parts, "</svg>"])

    def axis(self) -> list[str]:
        foot = self.height - _FOOT
        parts = []
        for on, words in self.days.ticks():
            x = self.days.x(on)
            parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="6" y2="{foot + 4:.0f}"/>')
            parts.append(
                f'<text class="axis" x="{x:.1f}" y="{foot + 19:.0f}" text-anchor="middle">{words}</text>'
            )
        return parts

    def leaf(self, leaf: Leaf) -> str:
        x, y = self.at[leaf.key]
        side, anchor = (-11, "end") if x > _RIGHT - 60 else (11, "start")
        style = "mark" if leaf.taken else "mark unsure"
        drawn = (
            f"<g><title>{escape(leaf.label)}</title>"
            f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="{_MARK}"/>'
            f'<text class="paper" x="{x + side:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">'
            f"{escape(_short(leaf.name))}</text></g>"
        )
        if leaf.href is None:
            return drawn
        return f'<a href="{escape(leaf.href, quote=True)}" aria-label="{escape(leaf.label, quote=True)}">{drawn}</a>'

    def arrow(self, one: Arrow) -> str:
        """From the original to the copy, to its left side in a bow, with a head and a word."""
        (x0, y0), (x1, y1) = self.at[one.original], self.at[one.copy]
        far = hypot(x1 - x0, y1 - y0) or 1.0
        bow = min(x0, x1) - min(46.0, far / 2 + 14) if abs(x1 - x0) < 60 else (x0 + x1) / 2
        # where both stand on one day the bow goes out to the left and comes back
        curve = (
            f"M{x0:.1f} {y0:.1f}C{bow:.1f} {y0:.1f} {bow:.1f} {y1:.1f} {x1 - 10:.1f} {y1:.1f}"
            if abs(x1 - x0) < 60
            else f"M{x0:.1f} {y0 + 8:.1f}C{x0:.1f} {y1:.1f} {x0:.1f} {y1:.1f} {x1 - 10:.1f} {y1:.1f}"
        )
        head = f"M{x1 - 16:.1f} {y1 - 5:.1f}l7 5l-7 5"
        word_x, word_y, anchor = (
            (bow + 8, (y0 + y1) / 2 + 4, "end") if abs(x1 - x0) < 60 else ((x0 + x1) / 2, y1 - 5, "middle")
        )
        style = _STYLES.get(one.kind, "words")
        double = f'<path class="edge between" d="{curve}"/>' if style == "newer" else ""
        return (
            f'<g class="arrow" role="img" aria-label="{escape(one.label, quote=True)}"><title>{escape(one.label)}</title>'
            f'<path class="edge {style}" d="{curve}"/>{double}<path class="edge" d="{head}"/>'
            f'<text class="kind" x="{word_x:.1f}" y="{word_y:.1f}" text-anchor="{anchor}">{escape(one.word)}</text></g>'
        )


def _extent(x: float, leaf: Leaf) -> tuple[float, float]:
    width = len(_short(leaf.name)) * _LETTER + 26
    return (x - width, x + 10) if x > _RIGHT - 60 else (x - 10, x + width)


def _short(name: str, most: int = 34) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
