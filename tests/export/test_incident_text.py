"""The terminal view of one incident: everything a coder asks of it, on any width."""

from __future__ import annotations

import pytest

from hearsay.export.incident_text import incident_text
from hearsay.export.terminal import columns
from tests.export.invented_incident import malakal, quiet


def test_it_says_what_when_where_and_how_many() -> None:
    view = incident_text(malakal(), 90)
    lines = view.splitlines()
    assert lines[0] == "Attack in Malakal, 15 March 2025"
    assert "15 Mar 2025 · Malakal, Upper Nile (SS)" in lines[1]
    killed = next(line for line in lines if line.startswith("Killed  "))
    assert killed.split() == ["Killed", "24", "34", "52", "34", "12", "–", "52"]


def test_the_plot_orders_figures_by_day_and_size() -> None:
    lines = incident_text(malakal(), 90).splitlines()
    start = lines.index("Killed, soldiers")
    army, front, army_later = lines[start + 1 : start + 4]
    assert ["15 Mar" in army, "16 Mar" in front, "18 Mar" in army_later] == [True, True, True]
    assert army.index("●") < army_later.index("●") < front.index("●")


def test_open_and_uncertain_figures_look_different_from_firm_ones() -> None:
    lines = incident_text(malakal(), 90).splitlines()
    assert any("a teacher" in line and "●─→" in line for line in lines)
    assert any("residents" in line and "○" in line and "●" not in line for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        "A denial beside an assertion: shelled",
        "Denied: Nile Front [",
        "Figures that cannot both hold: killed, soldiers",
        "Two named perpetrators",
        "Upper Guard (suspected): a diplomat [",
        "reprint of The Nile Courier (98% of its words are there)",
        "“Six soldiers were killed, the army said.",
        "planned",
    ],
)
def test_contradictions_lineage_and_quotations_are_there(words: str) -> None:
    assert words in incident_text(malakal(), 90)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for view in (incident_text(malakal(), width), incident_text(quiet(), width)):
        assert max(columns(line) for line in view.splitlines()) <= width


def test_an_incident_without_numbers_says_so() -> None:
    view = incident_text(quiet(), 80)
    assert "No claim of this incident gives a number that counts." in view
    assert "day not known · place not known" in view


def test_colour_changes_no_words() -> None:
    import re

    assert re.sub(r"\x1b\[[\d;]*m", "", incident_text(malakal(), 80, colour=True)) == incident_text(
        malakal(), 80
    )
