"""A family of reprints is one publisher."""

from __future__ import annotations

from hearsay.link.lineage import lineage, signature
from hearsay.record import Report
from hearsay.record.lineage import Family
from tests.link.lineage_stories import LEAD, REST, STORY, TOLD_OTHERWISE, UNRELATED, report


def families(*reports: Report) -> tuple[Family, ...]:
    return lineage(map(signature, reports)).families


def test_reprints_excerpts_and_updates_are_one_family_of_its_original() -> None:
    wire = report(STORY, "wire", publisher="Invented Wire", published="2024-03-05")
    copy = report(STORY, "copy", carrier="Made-Up Mail", published="2024-03-06")
    part = report("\n\n".join([LEAD, REST[0]]), "part", carrier="Feigned Post", published="2024-03-06")
    later = report(STORY.replace("12", "17"), "later", carrier="Supposed Star", published="2024-03-07")
    (family,) = families(later, part, copy, wire)
    assert family.original == wire.id
    assert family.publisher == "Invented Wire"
    assert set(family.reports) == {wire.id, copy.id, part.id, later.id}


def test_a_quotation_joins_nothing() -> None:
    wire = report(STORY, "wire", publisher="Invented Wire")
    own = report(TOLD_OTHERWISE, "own", publisher="Made-Up Mail")
    other = report(UNRELATED, "other")
    assert sorted(len(family.reports) for family in families(wire, own, other)) == [1, 1, 1]


def test_the_publisher_of_a_copy_is_whom_it_credits() -> None:
    (family,) = families(
        report(f"{STORY}\n\nOriginally published by Feigned Post.", "b", publisher="Made-Up Mail")
    )
    assert family.publisher == "Feigned Post"


def test_a_report_without_text_is_alone() -> None:
    assert len(families(Report.of(ref="a"), Report.of(ref="b"))) == 2
