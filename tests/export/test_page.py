"""The HTML page of a report, read as a browser would."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.export.page import page, text_html
from hearsay.record import Claim, Event, Record, Report
from tests.export.invented import TEXT, korcula, plain, refused

VOID = {"meta", "link", "br"}


class Tree(HTMLParser):
    """Elements as (tag, attributes, text inside, classes around); refuses markup that does not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {[one['tag'] for one in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"tag": tag, "text": "", "around": list(self.open), **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, name: str | None = None) -> list[dict[str, Any]]:
        found = [one for one in self.elements if one["tag"] == tag]
        return [one for one in found if name is None or name in str(one.get("class", "")).split()]


def story(tree: Tree) -> list[str]:
    """The paragraphs of the report's text, without the numbers of the claims."""
    section = next(one for one in tree.all("section") if one.get("class") == "text")
    paragraphs = [one for one in tree.all("p") if section in one["around"]]
    for mark in tree.all("sup"):
        for around in mark["around"]:
            around["text"] = around["text"].replace(f"\x02{mark['text']}", "")
    return [one["text"] for one in paragraphs]


def without_numbers(html: str) -> str:
    return re.sub(r"<sup.*?</sup>", "", html)


def evidence(tree: Tree, claim: int, role: str) -> str:
    words = [
        one["text"] for one in tree.all("span", role) if str(claim) in str(one.get("data-claims", "")).split()
    ]
    return "|".join(words)


def test_the_text_stands_there_whole_and_in_order() -> None:
    tree = Tree(without_numbers(page(korcula())))
    assert story(tree) == TEXT.strip().split("\n")


@pytest.mark.parametrize(
    ("claim", "role", "words"),
    [
        (3, "source", "Residents"),
        (1, "time", "Tuesday"),
        (2, "source", "The defence ministry|the governor"),
        (2, "cue", "said|had |agreed"),
        (2, "figure", "up to 400|rescue workers"),
        (2, "place", "Korčula"),
        (2, "trigger", "agreed|send"),
        (3, "content", "that |anyone| had |arrived"),
        (4, "figure", "Twelve|At least a dozen|people"),
        (5, "time", "last Friday"),
    ],
)
def test_evidence_is_marked_by_role_and_tied_to_its_claim(claim: int, role: str, words: str) -> None:
    tree = Tree(page(korcula()))
    assert evidence(tree, claim, role) == words


def test_nested_and_overlapping_evidence_keeps_every_role() -> None:
    tree = Tree(page(korcula()))
    governor = next(one for one in tree.all("span") if one["text"] == "the governor")
    assert set(governor["class"].split()) == {"w", "content", "source", "actor"}
    send = next(one for one in tree.all("span", "trigger") if one["text"] == "send")
    assert "deep" in send["class"].split(), "content inside content"
    assert send["data-claims"] == "1 2"
    assert send["data-own"] == "2", "pointing at a trigger means its own claim"


def test_furniture_is_set_apart() -> None:
    tree = Tree(page(korcula()))
    greyed = "".join(one["text"] for one in tree.all("span", "furniture"))
    assert "KORČULA, March 6 —" in greyed
    assert "appeared first on Adriatic Courier." in greyed
    assert "Residents" not in greyed


def test_claims_and_words_link_to_each_other_without_a_script() -> None:
    tree = Tree(page(korcula()))
    ids = [one["id"] for one in tree.elements if "id" in one]
    assert len(ids) == len(set(ids))
    targets = [one["href"] for one in tree.all("a") if one["href"].startswith("#")]
    assert {target[1:] for target in targets} <= set(ids)
    assert [target for target in targets if target.startswith("#claim-")] == [
        "#claim-4", "#claim-1", "#claim-2", "#claim-3", "#claim-4", "#claim-5",
    ]  # fmt: skip
    assert [target for target in targets if target.startswith("#w-")] == [f"#w-{n}" for n in range(1, 6)]


def test_each_claim_says_who_what_how_many_when_where_and_how_sure() -> None:
    tree = Tree(page(korcula()))
    cards = [" ".join(one["text"].split()) for one in tree.all("li", "claim")]
    assert len(cards) == 5
    assert cards[1] == (
        "2 planned aid The defence ministry said › the governor had agreed the governor … send "
        "agentthe governorhow manyat most 400 rescue workers deployedwhereKorčula (HR)saidTuesday → 2024-03-05"
        "originthe defence ministryread rightly7 in 10"
    )
    assert "Again: “Twelve feared dead on Korčula” (headline)" in cards[3]
    assert "Review: number vague" in cards[4]


def test_nothing_is_fetched_from_anywhere() -> None:
    html = page(korcula())
    tree = Tree(html)
    for element in tree.elements:
        for attribute in ("src", "href", "action", "data", "srcset"):
            value = element.get(attribute)
            assert value is None or value.startswith(("#", "data:,")), element
    style = tree.all("style")[0]["text"]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(
        one["content"] for one in tree.all("meta") if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        digest = base64.b64encode(hashlib.sha256(tree.all(tag)[0]["text"].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert not [one for one in tree.elements if "style" in one or any(str(k).startswith("on") for k in one)]


NASTY = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)",
    "&lt;b&gt; & &amp;",
    "<!-- --> ]]> <![CDATA[",
    "${title} $policy $$",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_report_cannot_become_markup(text: str) -> None:
    event = Event.at(text, 0, len(text))
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted")
    report = Report.of(ref=text, text=text, title=text, publisher=text, authors=(text,), language=text)
    html = page(Record(report=report, events=(event,), claims=(claim,)))
    tree = Tree(html)
    assert len(tree.all("script")) == 1
    assert not tree.all("img")
    assert not tree.all("b") or all(one["text"] == " ".join(text.split()) for one in tree.all("b"))
    assert tree.all("title")[0]["text"] == text
    assert story(Tree(without_numbers(html))) == [text]


@pytest.mark.parametrize(
    ("text", "html"),
    [("a\x00b", "a\ufffdb"), ("a\x85b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), ("tab\tand\nline", "tab\tand\nline"),
     ("'\"<>&", "&#x27;&quot;&lt;&gt;&amp;")],
)  # fmt: skip
def test_what_html_cannot_hold_is_replaced(text: str, html: str) -> None:
    assert text_html(text) == html


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("ab <&>\n\r\t\u202e\u0301🚨"), min_size=1, max_size=40), st.data())
def test_any_text_with_any_marks_comes_out_whole(text: str, data: st.DataObject) -> None:
    events: dict[str, Event] = {}
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        event = Event.at(text, start, data.draw(st.integers(start + 1, len(text))))
        events[event.id] = event
    claims = tuple(Claim.of(event=e, origin_kind="publisher", certainty="asserted") for e in events.values())
    html = page(Record(report=Report.of(ref="x", text=text), events=tuple(events.values()), claims=claims))
    shown = story(Tree(without_numbers(html)))
    wanted = [line for line in text.split("\n") if line.strip()] or ["There is no text."]
    assert [re.sub(r"\s", "", line) for line in shown if line] == [re.sub(r"\s", "", line) for line in wanted]


def test_not_read_and_nothing_found_look_different() -> None:
    failed, empty = page(refused()), page(plain("Nothing happened."))
    assert "not read" in failed
    assert "E-INGEST-MISSING" in failed
    assert "There is no file. Check the path." in failed
    assert "no claims were found" not in failed
    assert "no claims were found" in empty
    assert "not read" not in empty


def test_it_is_made_for_print_and_for_both_schemes() -> None:
    style = Tree(page(korcula())).all("style")[0]["text"]
    assert "@media print" in style
    assert "prefers-color-scheme: dark" in style


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def schemes() -> Iterator[tuple[str, dict[str, str]]]:
    style = Tree(page(korcula())).all("style")[0]["text"]
    light, dark = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    for name, block in (("light", light), ("dark", dark)):
        yield name, dict(re.findall(r"--([\w-]+): (#\w+)", block))


@pytest.mark.parametrize(("scheme", "colours"), list(schemes()), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink", "paper"), ("soft", "paper"), ("soft", "card"), ("ink", "card"), ("ink", "lit"), ("cue-ink", "paper"),
     ("actor-ink", "paper"), ("actor-ink", "source"), ("warn", "card"), ("bad", "card"), ("open", "card"),
     ("cue-ink", "lit"), ("actor-ink", "lit"),
     *((f"{role}-ink", role) for role in ("source", "trigger", "figure", "time", "place"))],
)  # fmt: skip
def test_contrast_is_enough_to_read(scheme: str, colours: dict[str, str], ink: str, ground: str) -> None:
    bright, dim = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5, f"{ink} on {ground} in the {scheme} scheme (WCAG 2 AA)"
