"""Dates as they are written: in words, in figures, by ISO 8601, as ranges; and dates that are none."""

from __future__ import annotations

import pytest

from hearsay.read.times import REASONS, read_times
from hearsay.record import Time
from tests.read.times.builders import only, read, reported, values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("January 6, 2023", "2023-01-06"),
        ("Jan. 6, 2023", "2023-01-06"),
        ("Jan 6th", "2024-01-06"),
        ("January sixth", "2024-01-06"),
        ("6 January 2023", "2023-01-06"),
        ("6th January 2023", "2023-01-06"),
        ("the sixth of January", "2024-01-06"),
        ("the 6th of January 2023", "2023-01-06"),
        ("Friday, 6 January 2023", "2023-01-06"),
        ("16/01/2023", "2023-01-16"),
        ("01/16/2023", "2023-01-16"),
        ("16.01.2023", "2023-01-16"),
        ("6.1.2023", "2023-01-06"),
        ("16-01-2023", "2023-01-16"),
        ("16-Jan-2023", "2023-01-16"),
        ("2023/01/16", "2023-01-16"),
        ("2023-01-16", "2023-01-16"),
        ("20230116", "2023-01-16"),
        ("2023-W03", "2023-W03"),
        ("2023-01", "2023-01"),
        ("2023-01-16T14:30", "2023-01-16T14:30"),
        ("2023-01-16 14:30:05", "2023-01-16T14:30:05"),
        ("2023-01-16T14:30:05Z", "2023-01-16T14:30:05Z"),
        ("2023-01-16T14:30+0200", "2023-01-16T14:30+02:00"),
        ("January 2023", "2023-01"),
        ("January of last year", "2023-01"),
        ("late January 2023", "2023-01"),
        ("the end of January 2023", "2023-01"),
        ("the summer of 2022", "2022-SU"),
        ("Q3 2022", "2022-Q3"),
        ("H2 2022", "2022-H2"),
        ("the second half of 2022", "2022-H2"),
        ("the year 1998", "1998"),
        ("mid-2019", "2019"),
        ("the '90s", "199"),
        ("the early 1990s", "199"),
        ("the nineties", "199"),
        ("the mid-19th century", "18"),
    ],
)
def test_every_written_form_of_a_date(written: str, value: str) -> None:
    time = only(f"The ledger names {written}.")
    assert (time.words, time.value) == (written, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair ran from 3 to 5 May 2023.", ["2023-05-03", "2023-05-05"]),
        ("The fair ran from the 3rd to the 5th of May 2023.", ["2023-05-03", "2023-05-05"]),
        ("The fair ran May 3-5, 2023.", ["2023-05-03", "2023-05-05"]),
        ("The fair ran between 3 and 5 May 2023.", ["2023-05-03", "2023-05-05"]),
        ("The fair ran from May 3 to May 5, 2023.", ["2023-05-03", "2023-05-05"]),
        ("The fair ran from 30 December 2022 to 8 January 2023.", ["2022-12-30", "2023-01-08"]),
        ("The fair ran from 30 December to 8 January 2023.", ["2022-12-30", "2023-01-08"]),
        ("The fair ran from 30 December to 8 January.", ["2023-12-30", "2024-01-08"]),
        ("The fair ran Monday through Wednesday.", ["2024-03-04", "2024-03-06"]),
        ("Rain fell between January and March 2023.", ["2023-01", "2023-03"]),
        ("Rain fell from November to January 2023.", ["2022-11", "2023-01"]),
        ("Rain fell in January and late March of last year.", ["2023-01", "2023-03"]),
        ("She ruled from 1998 to 2003.", ["1998", "2003"]),
        ("She ruled in 1998-2003.", ["1998", "2003"]),
        ("The 1998-99 winter was hard.", ["1998", "1999"]),
    ],
)
def test_a_range_gives_both_its_ends(text: str, expected: list[str]) -> None:
    assert [value for value in values(text) if value][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("It is dated 31 February.", "31 February", "no_such_day"),
        ("It is dated Feb. 29, 2023.", "Feb. 29, 2023", "no_such_day"),
        ("It is dated 2023-02-30.", "2023-02-30", "no_such_day"),
        ("It is dated 2023-13-01.", "2023-13-01", "no_such_day"),
        ("It is dated 32/13/2023.", "32/13/2023", "no_such_day"),
        ("It happened on 32 May.", "32 May", "no_such_day"),
        ("It happened on May 45, 2020.", "May 45, 2020", "no_such_day"),
        ("It will end in the year 20250.", "the year 20250", "no_such_year"),
        ("It began at 25:10 on the dot.", "25:10", "no_such_hour"),
        ("It is dated 2023-02-03T27:00.", "2023-02-03T27:00", "no_such_hour"),
        ("It is dated 3/4/2023.", "3/4/2023", "day_or_month"),
        ("It is dated 03-04-2023.", "03-04-2023", "day_or_month"),
        ("It fell during Ramadan.", "Ramadan", "moves"),
        ("It fell six hours ago.", "six hours ago", "no_clock"),
    ],
)
def test_what_names_no_day_has_no_value_and_says_why(text: str, words: str, why: str) -> None:
    assert refused(only(text)) == (words, why)


@pytest.mark.parametrize("text", ["It fell yesterday.", "It fell last week.", "It fell three days ago."])
def test_without_a_publication_day_the_reason_is_that(text: str) -> None:
    assert refused(only(text, published=None))[1] == "no_publication_day"


def test_nothing_is_told_from_a_publication_day_later_than_the_day_of_retrieval() -> None:
    later = reported("It fell yesterday, on 3 May 2021.", "2025-03-06", retrieved="2024-03-06T08:00:00Z")
    yesterday, dated = read_times(later)
    assert refused(yesterday) == ("yesterday", "publication_day_ahead")
    assert dated.value == "2021-05-03"
    night = reported("It fell yesterday.", "2024-03-07", retrieved="2024-03-06T23:00:00Z")
    assert [time.value for time in read_times(night)] == ["2024-03-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coins of 300 BC were found.", []),
        ("In May 45 people drowned.", ["2023-05"]),
        ("He wrote in 2010 - 15 people read it.", ["2010"]),
        ("The score was 25:30.", []),
        ("Section 2023-4567 applies.", []),
        ("It is 1990 BC.", []),
        ("The March for Bread drew thousands.", []),
    ],
)
def test_figures_that_are_no_dates(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def refused(time: Time) -> tuple[str, str]:
    """Its words and the code of its reason, which is in the table of codes."""
    assert (time.value, time.earliest, time.latest, time.edtf, time.anchor) == (None, None, None, None, None)
    why = str(time.because["value"][-1])
    assert why in REASONS
    return time.words, why


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("It will be done around Nov. 1.", "2024-11-01", "2024-11-01~"),
        ("It was done around 1990.", "1990", "1990~"),
        ("It was done roughly in 1990.", "1990", "1990"),
    ],
)
def test_around_a_date_makes_it_approximate(text: str, value: str, edtf: str) -> None:
    time = only(text)
    assert (time.value, time.edtf, time.mod) == (value, edtf, "APPROX" if "~" in edtf else None)


def test_a_value_needs_no_reason() -> None:
    (time,) = read("It fell on 3 May 2021.")
    assert not set(time.because["value"]) & set(REASONS)
