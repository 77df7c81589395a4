"""What cues do with their content."""

from __future__ import annotations

import pytest

from hearsay.read.attributions.stance import stance_of
from hearsay.read.lemmas import lemma

CASES = [
    ("said", "assert"), ("told reporters", "assert"), ("according to", "assert"), ("confirmed", "assert"),
    ("has denied", "deny"), ("dismissed", "deny"), ("rejected", "deny"), ("does not believe", "deny"), ("ruled out", "deny"),
    ("are feared", "fear"), ("fears", "fear"), ("worried", "fear"),
    ("is believed", "believe"), ("estimates", "believe"), ("thought", "believe"), ("suspects", "believe"),
    ("declined to say", "decline"), ("refused to confirm", "decline"), ("would not say", "decline"),
    ("did not respond", "decline"),
    ("could not immediately confirm", "decline"), ("had no comment on", "decline"), ("didn't say", "decline"),
    ("vowed", "intend"), ("plans", "intend"), ("has pledged", "intend"), ("threatened", "intend"),
    ("ordered", "order"), ("urged", "order"), ("called for", "order"), ("demanded", "order"),
    ("had agreed", "agree"), ("accepted", "agree"),
    ("shows", "show"), ("photographs showed", "show"), ("revealed", "show"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "expected"), CASES)
def test_stance_of_a_cue(cue: str, expected: str) -> None:
    words = cue.replace("didn't", "didn ' t").split()
    assert stance_of(words) == expected


def test_telling_to_do_is_an_order_and_telling_that_is_not() -> None:
    assert stance_of(["told", "them"], "to leave the harbour") == "order"
    assert stance_of(["told", "them"], "that the harbour was closed") == "assert"


@pytest.mark.parametrize(
    ("form", "base"),
    [("said", "say"), ("denies", "deny"), ("agreed", "agree"), ("armed", "arm"), ("firing", "fire"), ("dropped", "drop"),
     ("added", "add"), ("killing", "kill"), ("alleging", "allege"), ("need", "need"), ("women", "woman"), ("Shot", "shoot")],
)  # fmt: skip
def test_base_forms(form: str, base: str) -> None:
    assert lemma(form) == base
