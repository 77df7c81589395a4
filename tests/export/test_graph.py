"""Which report takes its text from which, as a picture: days to the right, a lane a story, an arrow an edge."""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.graph import Arrow, Lane, Leaf, lineage_graph
from hearsay.export.incident_lineage import lineage
from hearsay.export.incident_summary import Numbering
from hearsay.record.lineage import Edge, Mark
from tests.export.invented_incident import malakal, quiet

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("reprint_of", "excerpt_of", "update_of", "quotes")


def leaf(key: str, on: str | None) -> Leaf:
    return Leaf(key, f"Paper {key}", on, f"Paper {key} of {on}", f"#{key}")


def spots(svg: str) -> dict[str, tuple[float, float]]:
    """Where each report stands, by its address."""
    found = {}
    for link in ElementTree.fromstring(svg).iter(f"{SVG}a"):
        circle = next(link.iter(f"{SVG}circle"))
        found[link.attrib["href"]] = float(circle.attrib["cx"]), float(circle.attrib["cy"])
    return found


def test_later_is_further_right_and_a_story_has_a_lane() -> None:
    lanes = [
        Lane("One", "on the word of a teacher", (leaf("a", "2025-03-15"), leaf("b", "2025-03-17"))),
        Lane("Two", "", (leaf("c", "2025-03-16T19:40:00+03:00"),)),
    ]
    at = spots(lineage_graph("Reports", lanes, []))
    assert at["#a"][0] < at["#c"][0] < at["#b"][0]
    assert at["#c"][1] > max(at["#a"][1], at["#b"][1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_edge_has_its_line_and_its_word(kind: str) -> None:
    lanes = [Lane("One", "", (leaf("a", "2025-03-15"), leaf("b", "2025-03-17")))]
    svg = lineage_graph("Reports", lanes, [Arrow(kind, "b", "a", f"word of {kind}", "b takes from a")])
    assert f">word of {kind}</text>" in svg
    others = {lineage_graph("R", lanes, [Arrow(one, "b", "a", "", "")]) for one in KINDS}
    assert len(others) == len(KINDS)


def test_the_picture_of_an_incident_shows_its_reprint() -> None:
    html = lineage(Numbering(malakal()))
    label = re.search(r'class="arrow" role="img" aria-label="([^"]*)"', html)
    assert label is not None
    assert label[1].startswith("Lakes Herald")
    assert "reprint of The Nile Courier" in label[1]
    assert html.count("<circle") == len(malakal().reports)
    original = html.index("<b>The Nile Courier</b>: ")
    assert html.index("<b>Lakes Herald (from The Nile Courier)</b>") > original


def test_a_report_that_is_not_at_hand_is_hollow() -> None:
    incident = malakal()
    report = incident.reports[0].id
    mark = Mark(kind="credit", publisher="Ozark Wire", start=0, end=10, words="Ozark Wire")
    edge = Edge(kind="reprint_of", report=report, publisher="Ozark Wire", direction="mark", marks=(mark,))
    html = lineage(Numbering(incident.replace(edges=(edge,))))
    assert 'class="mark unsure"' in html
    assert "Ozark Wire: its report is not at hand" in html


def test_one_report_needs_no_picture() -> None:
    assert "<svg" not in lineage(Numbering(quiet()))


def test_every_report_can_be_reached_from_the_picture_and_the_list() -> None:
    html = lineage(Numbering(malakal()), lambda report: f"/reports/{report}")
    for report in malakal().reports:
        assert html.count(f'href="/reports/{report.id}"') == 2
    alone = lineage(Numbering(malakal()))
    assert set(re.findall(r'href="#([^"]*)"', alone)) <= set(re.findall(r'id="([^"]*)"', alone))


def test_hostile_titles_are_words() -> None:
    nasty = "\"><script>alert(1)</script> & '\u202e"
    incident = malakal()
    reports = tuple(one.replace(title=nasty, publisher=nasty, carrier=nasty) for one in incident.reports)
    html = lineage(Numbering(incident.replace(reports=reports)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])


days = st.one_of(st.none(), st.dates().map(lambda one: one.isoformat()))


@given(st.lists(st.lists(days, min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_picture_is_well_formed_and_nothing_lies_on_another(stories: list[list[str | None]]) -> None:
    lanes = [
        Lane(f"Story {n}", "", tuple(leaf(f"{n}-{m}", on) for m, on in enumerate(story)))
        for n, story in enumerate(stories)
    ]
    arrows = [Arrow("quotes", "0-0", f"{n}-0", "quotes", "") for n in range(1, len(stories))]
    svg = lineage_graph("Reports", lanes, arrows)
    at = spots(svg)
    assert len(set(at.values())) == sum(map(len, stories))
    _, _, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    assert all(0 <= x <= width and 0 <= y <= height for x, y in at.values())


def test_the_examples_show_their_reprint_and_their_update(tmp_path: Path) -> None:
    pytest.importorskip("splink")
    from hearsay.flow.add import add_paths
    from hearsay.flow.incidents import incidents
    from hearsay.flow.keep import open_ledger
    from hearsay.flow.linking import link

    with as_file(files("hearsay").joinpath("examples")) as folder:
        paths = sorted(str(path) for path in folder.glob("malakal-[12]*"))
        with open_ledger(str(tmp_path / "examples.db"), "create") as ledger:
            assert [taken.result for taken in add_paths(ledger, paths)] == ["added"] * 4
            link(ledger)
            html = lineage(Numbering(next(incidents(ledger))))
    told = re.findall(r'class="arrow" role="img" aria-label="([^"]*)"', html)
    assert sorted(re.findall(r": (reprint|update) of", " ".join(told))) == ["reprint", "update"]
    assert any(one.startswith("The Nile Courier: reprint of Nile Courier") for one in told)
