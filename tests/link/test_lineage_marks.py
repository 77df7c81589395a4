"""Words by which a report says whose it is; edges to outlets none of whose reports are here."""

from __future__ import annotations

import pytest

from hearsay.link.lineage import edges, signature
from hearsay.link.lineage.marks import marks_of, outlet_key, outlet_name
from tests.link.lineage_stories import REST, STORY, report

BODY = "\n\n".join(REST)


@pytest.mark.parametrize(
    ("text", "kind", "publisher"),
    [
        (f"{BODY}\n\nThis article first appeared on Invented Wire.", "first_printed", "Invented Wire"),
        (
            f"{BODY}\n\nThe post Market hit appeared first on invented.example.",
            "first_printed",
            "invented.example",
        ),
        (
            f"{BODY}\n\nOriginally published by The Made-Up Mail on 3 March 2024.",
            "first_printed",
            "Made-Up Mail",
        ),
        (f"{BODY}\n\nRepublished with permission from Invented Wire.", "first_printed", "Invented Wire"),
        (f"VESNICA, March 5 (Reuters) - {STORY}", "dateline", "Reuters"),
        (f"VESNICA (AP) — {STORY}", "dateline", "Associated Press"),
        (f"{BODY}\n\n(AFP)", "credit", "Agence France-Presse"),
        (
            f"{BODY}\n\nThe attack was first reported by the Imaginary Times.",
            "first_reported",
            "Imaginary Times",
        ),
        (f"{BODY}\n\nThe Feigned Post was the first to report the attack.", "first_reported", "Feigned Post"),
    ],
)
def test_marks(text: str, kind: str, publisher: str) -> None:
    made = report(text)
    (mark,) = marks_of(made)
    assert (mark.kind, mark.publisher) == (kind, publisher)
    assert (made.text or "")[mark.start : mark.end] == mark.words


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{BODY}\n\nThe illness first appeared on the island in May.",
        f"{BODY}\n\nThe minister first reported to the court on Monday.",
    ],
)
def test_no_marks(text: str) -> None:
    assert marks_of(report(text)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("AP", "The Associated Press"), ("The Made-Up Mail", "Made-Up Mail"), ("Invented.com", "invented")],
)
def test_one_outlet_by_two_names(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


def test_two_outlets_stay_two() -> None:
    assert outlet_key("Interfax") != outlet_key("Interfax-Ukraine")
    assert outlet_name("Invented Wire") == "Invented Wire"


def test_a_credit_to_an_outlet_that_is_not_here() -> None:
    copy = report(f"VESNICA (AP) — {STORY}", publisher="Made-Up Mail")
    (edge,) = edges([signature(copy)])
    assert (edge.kind, edge.other, edge.publisher, edge.direction) == (
        "reprint_of",
        None,
        "Associated Press",
        "mark",
    )


def test_an_outlets_own_credit_is_no_edge() -> None:
    assert edges([signature(report(f"VESNICA (AP) — {STORY}"))]) == ()


def test_first_reported_by_is_no_reprint() -> None:
    (edge,) = edges([signature(report(f"{BODY}\n\nThe news was first reported by Feigned Post."))])
    assert (edge.kind, edge.publisher, edge.overlap) == ("quotes", "Feigned Post", None)
