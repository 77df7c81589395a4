"""Who gives a number says it, though no word of saying stands there."""

from __future__ import annotations

import pytest

from hearsay.flow import read_rows
from hearsay.record import Record


def read(text: str) -> Record:
    (record,) = read_rows([{"id": "a", "text": text, "published": "2025-03-17"}])
    return record


@pytest.mark.parametrize(
    ("text", "source", "cue", "low", "high"),
    [
        ("The health ministry put the death toll at 34 on Monday.", "The health ministry", "put", 34, 34),
        ("The U.N. puts the number of displaced at up to 15,000.", "The U.N.", "puts", None, 15_000),
        ("Local officials put the toll higher, at 51.", "Local officials", "put", 51, 51),
        ("The mayor placed the death toll at about 40.", "The mayor", "placed", 40, 40),
        ("The army set the number of wounded at more than 60.", "The army", "set", 61, None),
        ("The death toll was put at 34 by the health ministry.", "the health ministry", "put", 34, 34),
        ("Rebels put their losses at 12 dead.", "Rebels", "put", 12, 12),
        ("By the army's count, 25 people were killed.", "the army's", "count", 25, 25),
        ("A toll compiled by the observatory stands at 66 dead.", "the observatory", "compiled", 66, 66),
        ("The charity counted 31 dead.", "The charity", "counted", 31, 31),
        ("The monitors recorded at least 60 killings in February.", "The monitors", "recorded", 60, None),
        ("Doctors have registered 200 wounded.", "Doctors", "have registered", 200, 200),
        ("A U.N. tally found 4,000 displaced.", "A U.N. tally", "found", 4_000, 4_000),
        ("Hospital records show 30 dead.", "Hospital records", "show", 30, 30),
        ("The governor's office gave a figure of 70 dead.", "The governor's office", "gave", 70, 70),
        ("The ministry revised its toll down to 25.", "The ministry", "revised", 25, 25),
        ("The ministry raised the number of dead to 41.", "The ministry", "raised", 41, 41),
        ("The Red Crescent's count rose to 90 on Monday.", "The Red Crescent's", "count", 90, 90),
        ("The ministry's own tally had reached at least 120 wounded.", "The ministry's", "tally", 120, None),
    ],
)
def test_a_count_that_somebody_gives_is_that_ones_claim(
    text: str, source: str, cue: str, low: int | None, high: int | None
) -> None:
    record = read(text)
    (said,) = [one for one in record.attributions if cue in [span.words for span in one.cue]]
    assert [span.words for span in said.source] == [source]
    figures = {one.id: (one.low, one.high) for one in record.figures}
    given = [
        figures[id_] for claim in record.claims if said.id in claim.attributions for id_ in claim.figures
    ]
    assert (low, high) in given


@pytest.mark.parametrize(
    "text",
    [
        "The army put the village at the mercy of its guns.",
        "The blast put 15 people in hospital.",
        "Officials set the price of bread at 40 dinars.",
        "The crew put in at two ports.",
        "Police found 12 wounded men in the house.",
        "The year recorded 60 killings.",
        "The club registered its 12 new members.",
        "He raised the number of guards to 20.",
        "Rebels set 30 houses on fire.",
        "The town's population reached 300.",
    ],
)
def test_what_is_put_elsewhere_is_no_claim_of_a_number(text: str) -> None:
    assert read(text).attributions == ()


def test_a_count_inside_what_somebody_says_is_told_by_that_one() -> None:
    record = read("The governor said that the police put the death toll at 19.")
    outer, inner = (
        next(one for one in record.attributions if cue in [span.words for span in one.cue])
        for cue in ("said", "put")
    )
    assert inner.parent == outer.id
    assert [span.words for span in inner.source] == ["the police"]


def test_what_one_says_to_have_counted_oneself_is_said_once() -> None:
    record = read(
        "A spokeswoman for the mission, which keeps a record, said it had verified 14 deaths so far."
    )
    assert [span.words for one in record.attributions for span in one.cue] == ["said"]
