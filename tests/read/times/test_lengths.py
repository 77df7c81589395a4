"""Lengths, repetitions and distances."""

from __future__ import annotations

import pytest

from tests.read.times.builders import only, read, values


@pytest.mark.parametrize(
    ("length", "value", "mod"),
    [
        ("three days", "P3D", None),
        ("a fortnight", "P2W", None),
        ("half an hour", "PT30M", None),
        ("a half-hour", "PT30M", None),
        ("half a year", "P6M", None),
        ("an hour and a half", "PT1H30M", None),
        ("one and a half years", "P1Y6M", None),
        ("2 1/2 years", "P2Y6M", None),
        ("2 hours and 30 minutes", "PT2H30M", None),
        ("two years and three months", "P2Y3M", None),
        ("a quarter of a century", "P25Y", None),
        ("a quarter century", "P25Y", None),
        ("half a century", "P50Y", None),
        ("a half-century", "P50Y", None),
        ("the whole week", "P1W", None),
        ("several months", "PXM", None),
        ("a couple of days", "P2D", None),
        ("two or three days", "PXD", None),
        ("more than a year", "P1Y", "MORE_THAN"),
        ("less than a month", "P1M", "LESS_THAN"),
        ("up to a month", "P1M", "EQUAL_OR_LESS"),
        ("at least a month", "P1M", "EQUAL_OR_MORE"),
        ("two years or more", "P2Y", "EQUAL_OR_MORE"),
        ("roughly two weeks", "P2W", "APPROX"),
    ],
)
def test_lengths_with_what_bounds_them(length: str, value: str, mod: str | None) -> None:
    time = only(f"They waited for {length}.")
    assert (time.type, time.value, time.mod) == ("DURATION", value, mod)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A weeklong strike ended.", "P1W"),
        ("A week-long strike ended.", "P1W"),
        ("A three-week-old truce broke.", "P3W"),
        ("A 12-year civil war ended.", "P12Y"),
        ("Roads crumbled over the last decade.", "P10Y"),
        ("Roads crumbled in recent weeks.", "PXW"),
        ("Roads will be closed in the coming weeks.", "PXW"),
        ("Roads were closed all day.", "P1D"),
    ],
)
def test_lengths_before_a_noun_and_stretches(text: str, value: str) -> None:
    time = only(text)
    assert (time.type, time.value) == ("DURATION", value)


@pytest.mark.parametrize(
    "text", ["A three-year-old girl sang.", "She is 30 years old.", "The year-to-year change is small."]
)
def test_an_age_and_a_comparison_are_no_lengths(text: str) -> None:
    assert read(text) == ()


def test_what_lies_ahead_lies_within_the_length() -> None:
    time = only("They will vote in two weeks.")
    assert (time.value, time.earliest, time.latest, time.anchor) == (
        "P2W",
        "2024-03-06",
        "2024-03-20",
        "published",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left 10 days ago.", "2024-02-25"),
        ("He left six weeks ago.", "2024-W04"),
        ("He left two-and-a-half years ago.", "2021"),
        ("He left a decade ago.", "201"),
        ("He left several weeks ago.", "PAST_REF"),
        ("He left long ago.", "PAST_REF"),
        ("He left the year before.", "2023"),
        ("He left the month before.", "2024-02"),
        ("He left the day before yesterday.", "2024-03-04"),
        ("He leaves a week from Tuesday.", "2024-03-19"),
        ("He left a week ago Tuesday.", "2024-02-27"),
        ("He left on Tuesday of last week.", "2024-02-27"),
        ("He left last weekend.", "2024-W09-WE"),
        ("He leaves this weekend.", "2024-W10-WE"),
        ("He leaves next weekend.", "2024-W11-WE"),
        ("He left in the summer.", "2023-SU"),
        ("He leaves by midyear.", "2024"),
        ("The lease ends at year's end.", "2024"),
        ("The lease ends at next year's end.", "2025"),
        ("The lease ends by the end of the decade.", "202"),
    ],
)
def test_distances(text: str, value: str) -> None:
    assert only(text).value == value


def test_before_moves_from_the_day_told_unless_something_follows() -> None:
    assert values("On 3 May 2021 it fell. Two years before, it had been mended.") == ["2021-05-03", "2019"]
    assert values("It was mended two years before the war.") == ["P2Y"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He comes every other week.", "P2W"),
        ("He comes twice a week.", "P1W"),
        ("He comes on Fridays.", "XXXX-WXX-5"),
        ("He comes on Friday nights.", "XXXX-WXX-5TNI"),
        ("He comes every morning.", "XXXX-XX-XXTMO"),
        ("He comes each March.", "XXXX-03"),
        ("He comes every summer.", "XXXX-SU"),
    ],
)
def test_what_comes_again(text: str, value: str) -> None:
    time = only(text)
    assert (time.type, time.value, time.earliest) == ("SET", value, None)
