"""Charts: well-formed SVG in which more stands higher and later stands further right."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.charts import Band, Point, Series, figures_chart

SVG = "{http://www.w3.org/2000/svg}"


def point(on: str | None, low: int | None, high: int | None, **fields: object) -> Point:
    return Point(on, low, high, f"{low} to {high} on {on}", **fields)  # type: ignore[arg-type]


def marks(svg: str) -> list[tuple[float, float]]:
    root = ElementTree.fromstring(svg)
    return [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in root.iter(f"{SVG}circle")]


def test_more_is_higher_and_later_is_further_right() -> None:
    svg = figures_chart("killed", [Series("army", (point("2025-03-15", 6, 6), point("2025-03-18", 12, 12)))])
    (x1, y1), (x2, y2) = marks(svg)
    assert x1 < x2
    assert y1 > y2


def test_days_stand_at_even_distances() -> None:
    days = [point(f"2025-03-{day}", 6, 6) for day in (10, 11, 13)]
    (x1, _), (x2, _), (x3, _) = marks(figures_chart("killed", [Series("army", tuple(days))]))
    assert x3 - x2 == pytest.approx(2 * (x2 - x1), abs=0.3)


def test_uncertain_figures_are_hollow_and_open_ones_have_arrows() -> None:
    svg = figures_chart(
        "killed",
        [
            Series("a", (point("2025-03-15", 20, None),)),
            Series("b", (point("2025-03-15", 9, 9, firm=False),)),
        ],
    )
    assert svg.count('class="mark unsure"') == 1
    assert svg.count('class="range"') == 1


def test_the_estimate_lies_behind_and_its_best_is_named() -> None:
    svg = figures_chart("killed", [Series("a", (point("2025-03-15", 20, 20),))], Band(9, 12, None, "best 12"))
    assert 'class="band open"' in svg
    assert ">best 12<" in svg
    assert svg.index('class="band') < svg.index('class="mark')


def test_names_do_not_lie_on_each_other() -> None:
    series = [Series(f"origin {n}", (point("2025-03-15", 20 + n % 2, 20 + n % 2),)) for n in range(14)]
    heights = sorted(
        float(y) for y in re.findall(r'class="name" x="\d+" y="([\d.]+)"', figures_chart("killed", series))
    )
    assert len(heights) == 14
    assert min(b - a for a, b in pairwise(heights)) >= 14


def test_nothing_to_draw_is_nothing() -> None:
    assert figures_chart("killed", []) == ""
    assert figures_chart("killed", [Series("a", (point("2025-03-15", None, None),))]) == ""


def test_figures_of_no_known_day_stand_apart_on_the_left() -> None:
    svg = figures_chart(
        "killed", [Series("a", (point("2025-03-15", 6, 6),)), Series("b", (point(None, 9, 9),))]
    )
    (dated, _), (undated, _) = marks(svg)
    assert undated < dated
    assert ">no date<" in svg


numbers = st.one_of(st.none(), st.integers(0, 10**7))
points = st.builds(
    lambda on, a, b: point(on, min(a, b) if a is not None and b is not None else a, max(a, b) if None not in (a, b) else b),
    st.one_of(st.none(), st.dates().map(lambda d: d.isoformat())), numbers, numbers,
)  # fmt: skip


@given(st.lists(st.lists(points, min_size=1, max_size=5), max_size=6), st.text(max_size=20))
def test_every_chart_is_well_formed_and_stays_inside(rows: list[list[Point]], name: str) -> None:
    name = "".join(c for c in name if c.isprintable())
    svg = figures_chart("title <&>", [Series(name, tuple(row)) for row in rows])
    if svg:
        root = ElementTree.fromstring(svg)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert all(0 <= x <= width and 0 <= y <= height for x, y in marks(svg))
