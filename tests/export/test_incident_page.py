"""The page of one incident: self-contained, readable without script, every number linked to its quotations."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from hearsay.export.incident_page import incident_page
from hearsay.record.incident import Incident, Quote
from tests.export.invented_incident import malakal, quiet


class Reader(HTMLParser):
    """Collects what a test asks of a page, and whether its tags close in order."""

    VOID = frozenset(("meta", "link", "br", "circle", "rect", "line", "path"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [name for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words += data


def read(incident: Incident) -> Reader:
    reader = Reader()
    reader.feed(incident_page(incident))
    assert reader.open == []
    return reader


@pytest.mark.parametrize("incident", [malakal(), quiet()])
def test_every_link_leads_to_a_place_on_the_page(incident: Incident) -> None:
    page = read(incident)
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith("#") or link == "data:," for link in page.links)


def test_every_claim_is_quoted_and_every_number_leads_to_its_quotations() -> None:
    page = read(malakal())
    assert {f"q-{n}" for n in range(1, 15)} <= set(page.ids)
    for words in ("Six soldiers were killed", "22 civilians were killed", "Up to 400 rescuers will be sent"):
        assert words in page.words
    html = incident_page(malakal())
    rows = re.findall(r'<tr class="in">.*?</tr>', html)
    assert rows
    assert all(re.search(r'href="#q-\d+"', row) for row in rows)


def test_the_policy_lets_in_the_pages_own_style_and_nothing_else() -> None:
    html = incident_page(malakal())
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html
    assert "<script></script>" in html  # readable without any
    assert "style" not in read(malakal()).attributes  # a style attribute would be refused
    assert not [name for name in read(malakal()).attributes if name.startswith("on")]


def test_charts_lineage_and_contradictions_are_there() -> None:
    page = read(malakal())
    assert "Killed: figures by origin over time" in incident_page(malakal())
    for words in (
        "best 34 (UCDP)",
        "reprint of The Nile Courier",
        "A denial beside an assertion",
        "the same words printed again",
        "planned, not said to have happened",
        "Added up: civilians + soldiers",
    ):
        assert words in page.words


def test_a_number_that_nobody_disputes_needs_no_picture() -> None:
    assert (
        incident_page(malakal()).count("figures by origin over time</title>") == 2
    )  # killed; killed, soldiers


def test_an_incident_without_numbers_says_so() -> None:
    page = read(quiet())
    assert "No claim of this incident gives a number that counts." in page.words
    assert "day not known · place not known" in page.words


def test_words_of_reports_stay_words() -> None:
    nasty = "<script>alert(1)</script> & \u0000 \u202e\"'"
    incident = malakal(title=nasty)
    quote = incident.quotes[0]
    fields: dict[str, object] = {"words": nasty, "start": 0, "end": len(nasty), "marks": ()}
    spoilt = Quote.model_validate({**quote.to_dict(), **fields})
    incident = incident.replace(quotes=(spoilt, *incident.quotes[1:]))
    html = incident_page(incident)
    assert "<script>alert" not in html
    assert "\u0000" not in html
    assert "alert(1)" in read(incident).words
