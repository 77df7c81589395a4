"""Which report takes its text from which, and in what way."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.link.lineage import (
    StaleSignatureError,
    edges,
    keys,
    lineage,
    read_signature,
    shared_passages,
    signature,
)
from hearsay.record import Report
from hearsay.record.lineage import Edge
from tests.link.lineage_stories import LEAD, REST, STORY, TOLD_OTHERWISE, UNRELATED, report

WIRE = report(STORY, "wire", publisher="Invented Wire", published="2024-03-05")


def between(one: Report, other: Report) -> Edge | None:
    """The edge between two reports, if there is one."""
    found = [edge for edge in edges([signature(one), signature(other)]) if edge.other]
    assert len(found) < 2
    return found[0] if found else None


def style(text: str) -> str:
    """Another house's style."""
    pairs = (("kilometres", "kilometers"), ("neighbouring", "neighboring"), ("Tuesday morning", "Tuesday"))
    for ours, theirs in pairs:
        text = text.replace(ours, theirs)
    return text.replace("“", '"').replace("”", '"').replace("12", "twelve")


REPRINTS = {
    "the same text": STORY,
    "headed anew": f"Market hit\n\n{STORY}",
    "credited": f"{STORY}\n\nThis article first appeared on Invented Wire.",
    "cut from the end": "\n\n".join([LEAD, *REST[:4]]),
    "in another order": "\n\n".join([LEAD, REST[3], REST[1], REST[4], REST[2], REST[0]]),
    "in capitals, on short lines": STORY.upper().replace(", ", ",\n"),
    "in another style": style(STORY),
    "with a line of introduction": f"Our readers have asked what happened in Vesnica. Here is what is known.\n\n{STORY}",
}


@pytest.mark.parametrize("text", REPRINTS.values(), ids=REPRINTS.keys())
def test_a_copy_is_a_reprint_of_the_older(text: str) -> None:
    copy = report(text, "copy", carrier="Made-Up Mail", published="2024-03-06")
    edge = between(WIRE, copy)
    assert edge is not None
    assert (edge.kind, edge.report, edge.other) == ("reprint_of", copy.id, WIRE.id)


@pytest.mark.parametrize(
    "text", ["\n\n".join([LEAD, REST[0]]), "\n\n".join(REST[2:4])], ids=["beginning", "middle"]
)
def test_less_than_half_is_an_excerpt(text: str) -> None:
    edge = between(WIRE, report(text, "short", carrier="Made-Up Mail", published="2024-03-06"))
    assert edge is not None
    assert edge.kind == "excerpt_of"


NEWS = (
    "The defence minister is to visit the town on Thursday, and a day of mourning was declared for the whole region "
    "after the bishop and the trade unions had asked for one. Schools will stay closed until Monday, the council "
    "decided in the night, while buses are to bring families who want to leave to a sports hall in the capital."
)
UPDATES = {
    "the number of dead rose": STORY.replace("At least 12", "At least 17"),
    "news after the opening": "\n\n".join([LEAD, NEWS, *REST[:3]]),
    "the opening kept, the rest new": "\n\n".join(
        [LEAD, REST[0], NEWS, NEWS.replace("town", "city").upper()]
    ),
    "new top, old text beneath": "\n\n".join([NEWS, *REST]),
}


@pytest.mark.parametrize("text", UPDATES.values(), ids=UPDATES.keys())
def test_a_later_text_with_news_is_an_update(text: str) -> None:
    later = report(text, "later", publisher="Invented Wire", published="2024-03-06")
    edge = between(WIRE, later)
    assert edge is not None
    assert (edge.kind, edge.report, edge.other) == ("update_of", later.id, WIRE.id)


def test_a_number_written_otherwise_is_no_news() -> None:
    edge = between(WIRE, report(STORY.replace("12", "twelve"), "b", published="2024-03-06"))
    assert edge is not None
    assert edge.overlap is not None
    assert (edge.kind, edge.overlap.figures_changed) == ("reprint_of", 0)


def test_the_same_event_in_other_words_is_no_reprint_but_shares_its_quotation() -> None:
    edge = between(WIRE, report(TOLD_OTHERWISE, "own", publisher="Made-Up Mail", published="2024-03-05"))
    assert edge is not None
    assert edge.kind == "quotes"


def test_without_the_quotation_nothing_is_shared() -> None:
    text = TOLD_OTHERWISE.split("“")[0]
    assert between(WIRE, report(text, "own", publisher="Made-Up Mail")) is None


def test_another_story_is_no_relative() -> None:
    assert between(WIRE, report(UNRELATED, "other", publisher="Invented Wire")) is None


def test_a_digest_that_prints_a_whole_story_among_others_only_quotes_it() -> None:
    short = report("\n\n".join([LEAD, REST[0]]), "short", published="2024-03-05")
    own = " ".join(f"{UNRELATED} {TOLD_OTHERWISE}".split())
    digest = report(f"{own}\n\n{NEWS}\n\n{LEAD}\n\n{REST[0]}", "digest", published="2024-03-06")
    edge = between(short, digest)
    assert edge is not None
    assert edge.kind == "quotes"


@pytest.mark.parametrize(
    ("one", "other", "older", "basis"),
    [
        ({"published": "2024-03-05"}, {"published": "2024-03-06"}, "a", "published"),
        ({"published": "2024-03-05T09:00:00Z"}, {"published": "2024-03-05T10:30:00+02:00"}, "b", "published"),
        ({"published": "2024-03-05"}, {"published": "2024-03-05T10:00:00Z"}, "a", "length"),
        ({"published": "2024-03-05"}, {}, "a", "length"),
        ({}, {}, "a", "length"),
    ],
)
def test_what_tells_the_older(one: dict[str, str], other: dict[str, str], older: str, basis: str) -> None:
    long = report(STORY, "a", **one)
    short = report("\n\n".join([LEAD, *REST[:4]]), "b", **other)
    edge = between(long, short)
    assert edge is not None
    assert (edge.other, edge.direction) == ({"a": long.id, "b": short.id}[older], basis)


def test_a_mark_goes_before_the_dates() -> None:
    footer = f"{STORY}\n\nThis story was originally published by Invented Wire."
    copy = report(footer, "copy", carrier="Made-Up Mail", published="2024-03-04")
    edge = between(copy, WIRE)
    assert edge is not None
    assert (edge.report, edge.other, edge.direction) == (copy.id, WIRE.id, "mark")
    (mark,) = edge.marks
    assert mark.words == (copy.text or "")[mark.start : mark.end]
    assert mark.publisher == "Invented Wire"


def test_a_footer_tells_the_copy_where_nothing_else_does() -> None:
    """No carrier, no dates, and the copy the longer of the two."""
    footer = f"{UNRELATED.split('.')[0]}.\n\n{STORY}\n\nThis story was originally published by Invented Wire."
    copy = report(footer, "copy")
    edge = between(report(STORY, "wire", publisher="Invented Wire"), copy)
    assert edge is not None
    assert (edge.report, edge.direction) == (copy.id, "mark")


def test_the_evidence_says_how_much_is_shared() -> None:
    half = report("\n\n".join([LEAD, *REST[:2], UNRELATED]), "b", published="2024-03-06")
    edge = between(WIRE, half)
    assert edge is not None
    assert edge.overlap is not None
    assert 0.4 < edge.overlap.share < 0.7
    assert edge.overlap.opening == 1
    assert edge.overlap.longest == edge.overlap.words == len("\n\n".join([LEAD, *REST[:2]]).split())


@pytest.mark.parametrize(("other", "kind"), [("Nothing new today!", "reprint_of"), ("Nothing today.", None)])
def test_of_texts_too_short_to_compare_equal_ones_are_reprints(other: str, kind: str | None) -> None:
    edge = between(report("Nothing new today.", "a"), report(other, "b", carrier="Made-Up Mail"))
    assert (edge and edge.kind) == kind


def test_shared_passages_stand_in_both_texts() -> None:
    copy = report(f"Market hit\n\n{REST[2]}\n\n{UNRELATED}\n\n{style(LEAD)}", "copy")
    one, other = WIRE.text or "", copy.text or ""
    passages = shared_passages(copy, WIRE)
    words = [
        (other[passage.start : passage.end].split(), one[passage.other_start : passage.other_end].split())
        for passage in passages
    ]
    assert [len(mine) for mine, _ in words] == [passage.words for passage in passages]
    assert words[0][0] == words[0][1]
    assert " ".join(words[0][0]).startswith(REST[2])
    assert [mine[0] for mine, _ in words[1:]] == ["At"]


def test_reports_that_share_a_key_are_all_that_new_ones_need() -> None:
    index = {read_signature(raw).report: set(keys(raw)) for raw in ALL}
    new = min(index)
    near = [raw for raw in ALL if index[read_signature(raw).report] & index[new]]
    assert len(near) < len(ALL)
    assert edges(near, only={new}) == edges(ALL, only={new})


def family_of_reports() -> list[Report]:
    texts = [STORY, *REPRINTS.values(), *UPDATES.values(), TOLD_OTHERWISE, UNRELATED]
    days = ["2024-03-05", "2024-03-06", None]
    return [
        report(text, str(n), carrier=f"Outlet {n}", **({"published": day} if (day := days[n % 3]) else {}))
        for n, text in enumerate(texts)
    ]


ALL = [signature(one) for one in family_of_reports()]


@settings(max_examples=8, deadline=None)
@given(st.permutations(ALL))
def test_any_order_gives_the_same_lineage(order: list[bytes]) -> None:
    assert lineage(order) == lineage(ALL)


def test_a_report_given_twice_is_one_report() -> None:
    assert lineage([*ALL, *ALL]) == lineage(ALL)


def test_adding_portion_by_portion_finds_the_edges_of_one_run() -> None:
    order = list(ALL)
    random.Random(3).shuffle(order)
    found: set[Edge] = set()
    for end in range(4, len(order) + 4, 4):
        new = {read_signature(raw).report for raw in order[max(0, end - 4) : end]}
        found |= set(edges(order[:end], only=new))
    assert found == set(edges(ALL))


def test_a_signature_is_a_pure_function_of_the_report() -> None:
    assert signature(report(STORY, "a")) == signature(report(STORY, "a"))
    assert read_signature(signature(WIRE)).publisher == "Invented Wire"


@pytest.mark.parametrize("raw", [b"", b"\x00" * 40, ALL[0][:-1], ALL[0].replace(b"lineage/1", b"lineage/0")])
def test_what_is_no_signature_of_this_version_is_refused(raw: bytes) -> None:
    with pytest.raises(StaleSignatureError):
        edges([raw])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_is_too_strange(one: str, other: str) -> None:
    pair = [
        Report.of(ref=ref, raw=f"{ref}{text}".encode("utf-8", "surrogatepass"), text=text)
        for ref, text in (("a", one), ("b", other))
        if not any("\ud800" <= c <= "\udfff" for c in text)
    ]
    assert len(lineage(map(signature, pair)).families) == len(lineage(map(signature, pair[::-1])).families)


def test_a_crowd_of_copies_is_one_family() -> None:
    copies = [report(STORY, f"copy {n}", carrier=f"Outlet {n}") for n in range(60)]
    (family,) = lineage(map(signature, copies)).families
    assert len(family.reports) == 60
