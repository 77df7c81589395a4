"""docs/confidence.md shows the rule that ships."""

from __future__ import annotations

from docs.make_confidence import PAGE, made, page
from hearsay.claims.confidence import shipped
from hearsay.claims.signs import meanings


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs`"


def test_every_sign_is_explained_and_weighed() -> None:
    shown = PAGE.read_text("utf-8")
    for name, meaning in meanings().items():
        assert f"| `{name}` | {meaning} | {shipped().weights[name].weight:+.2f} |" in shown
    assert f"`low_confidence` below {shipped().review_below:.2f}" in shown


def test_a_rule_that_was_not_measured_says_so() -> None:
    counts = {"own": {"documents": 1, "claims": 4, "right": 3}}
    held = {"calibration error": 0.1, "brier": 0.2, "brier of the base rate": 0.2}
    data = {
        "fitted": {"date": "2026-01-01", "penalty": 3.0, "folds": 5, "on": counts, "held out": held},
        "calibration": {"slope": 1.0, "offset": 0.0},
        "review_below": 0.4,
        "signs": {},
    }
    assert "Not measured." in made(data)
    assert "| own | 1 | 4 | 0.75 |" in made(data)
