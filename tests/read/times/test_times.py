"""Times as a reader of news would resolve them. Every sentence is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.times import REASONS
from hearsay.record import Furniture
from tests.read.times.builders import WEDNESDAY, only, read


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shells fell on the port on Friday.", "Friday", "2024-03-01"),
        ("The mayor resigned Wednesday.", "Wednesday", "2024-03-06"),
        ("The envoy will meet the rebels on Friday.", "Friday", "2024-03-08"),
        ("Talks are scheduled to resume Monday.", "Monday", "2024-03-11"),
        ("He said on Monday that the bridge would be rebuilt.", "Monday", "2024-03-04"),
        ("Until Thursday, they had not left the valley.", "Thursday", "2024-02-29"),
        ("Last Tuesday the ferry sank.", "Last Tuesday", "2024-03-05"),
        ("The court sits next Tuesday.", "next Tuesday", "2024-03-12"),
        ("Friday's raid killed two guards.", "Friday", "2024-03-01"),
        ("The market was shelled early Tuesday.", "early Tuesday", "2024-03-05"),
        ("The market was shelled on Saturday night.", "Saturday night", "2024-03-02TNI"),
    ],
)
def test_a_weekday_is_resolved_against_publication_and_tense(text: str, words: str, value: str) -> None:
    time = only(text)
    assert (time.words, time.value, time.anchor) == (words, value, "published")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Floods hit the delta in July.", "July", "2023-07"),
        ("A vote is planned for June.", "June", "2024-06"),
        ("It closed in February.", "February", "2024-02"),
        ("He was shot last October.", "last October", "2023-10"),
        ("It opened in May 1998.", "May 1998", "1998-05"),
        ("The vote took place on 14 January.", "14 January", "2024-01-14"),
        ("The tribute was held on Dec. 3.", "Dec. 3", "2023-12-03"),
        ("The truce expires on March 20.", "March 20", "2024-03-20"),
        ("It began on Oct. 23, 1998.", "Oct. 23, 1998", "1998-10-23"),
        ("It began on Friday, 23 October 1998.", "Friday, 23 October 1998", "1998-10-23"),
        ("It began on the 25th of March 1999.", "the 25th of March 1999", "1999-03-25"),
        ("The log ends at 2023-11-30.", "2023-11-30", "2023-11-30"),
        ("The form is dated 3/25/2023.", "3/25/2023", "2023-03-25"),
        ("The form is dated 25.3.2023.", "25.3.2023", "2023-03-25"),
        ("IT HAPPENED ON 9 JANUARY 1990.", "9 JANUARY 1990", "1990-01-09"),
    ],
)
def test_months_and_days_in_every_written_form(text: str, words: str, value: str) -> None:
    time = only(text)
    assert (time.words, time.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        ("The quarry closed last week.", "2024-W09", "2024-02-26", "2024-03-03"),
        ("The quarry closed last month.", "2024-02", "2024-02-01", "2024-02-29"),
        ("The quarry closed last year.", "2023", "2023-01-01", "2023-12-31"),
        ("The quarry closes next month.", "2024-04", "2024-04-01", "2024-04-30"),
        ("Two clerks were shot over the weekend.", "2024-W09-WE", "2024-03-02", "2024-03-03"),
        ("The mast fell yesterday.", "2024-03-05", "2024-03-05", "2024-03-05"),
        ("The mast will fall tomorrow.", "2024-03-07", "2024-03-07", "2024-03-07"),
        ("Three days ago the mast fell.", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("Two months ago the mast fell.", "2024-01", "2024-01-01", "2024-01-31"),
        ("Five years ago the mast fell.", "2019", "2019-01-01", "2019-12-31"),
        ("The mine dates from the 1990s.", "199", "1990-01-01", "1999-12-31"),
        ("It fell apart in the late 1970s.", "197", "1977-01-01", "1979-12-31"),
        ("They met in the winter of 1994.", "1994-WI", "1994-12-21", "1995-03-20"),
        ("Exports fell in the third quarter of 2022.", "2022-Q3", "2022-07-01", "2022-09-30"),
        ("Exports fell in the first half of 2022.", "2022-H1", "2022-01-01", "2022-06-30"),
        ("It was built in the 19th century.", "18", "1800-01-01", "1899-12-31"),
        ("Nine boats sank in early February.", "2024-02", "2024-02-01", "2024-02-10"),
        ("Nine boats sank earlier this month.", "2024-03", "2024-03-01", "2024-03-06"),
        ("More boats will sail later this year.", "2024", "2024-03-06", "2024-12-31"),
        ("Nine boats sank in the past week.", "P1W", "2024-02-28", "2024-03-06"),
        ("Rain is due over the next three days.", "P3D", "2024-03-06", "2024-03-09"),
    ],
)
def test_a_value_gives_its_first_and_last_day(text: str, value: str, earliest: str, latest: str) -> None:
    time = only(text)
    assert (time.value, time.earliest, time.latest) == (value, earliest, latest)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("It sank on 3 May 2021.", "2021-05-03", "2021-05-03"),
        ("It sank in May 2021.", "2021-05", "2021-05"),
        ("It sank in 2021.", "2021", "2021"),
        ("It was laid in the 1990s.", "199", "199X"),
        ("It was laid in the summer of 2021.", "2021-SU", "2021-22"),
        ("It was laid in early May 2021.", "2021-05", "2021-05-01/2021-05-10"),
        ("It was laid last week.", "2024-W09", "2024-02-26/2024-03-03"),
    ],
)
def test_edtf_follows_the_value(text: str, value: str, edtf: str) -> None:
    time = only(text)
    assert (time.value, time.edtf) == (value, edtf)


@pytest.mark.parametrize(
    ("text", "type_", "value", "mod"),
    [
        ("The siege lasted three months.", "DURATION", "P3M", None),
        ("The siege lasted at least three months.", "DURATION", "P3M", "EQUAL_OR_MORE"),
        ("The siege lasted nearly two years.", "DURATION", "P2Y", "LESS_THAN"),
        ("A two-day truce held.", "DURATION", "P2D", None),
        ("They waited 5 1/2 hours at the gate.", "DURATION", "PT5H30M", None),
        ("He was held for weeks.", "DURATION", "PXW", None),
        ("A decades-long feud ended.", "DURATION", "PXE", None),
        ("Patrols pass every day.", "SET", "P1D", None),
        ("The bulletin appears daily.", "SET", "P1D", None),
        ("Patrols pass every Thursday.", "SET", "XXXX-WXX-4", None),
        ("Police now hold the square.", "DATE", "PRESENT_REF", None),
    ],
)
def test_lengths_and_repetitions(text: str, type_: str, value: str, mod: str | None) -> None:
    time = only(text)
    assert (time.type, time.value, time.mod) == (type_, value, mod)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The blast came at 10:35 a.m. Friday.", "2024-03-01T10:35"),
        ("The blast came at 7 p.m. on Friday.", "2024-03-01T19:00"),
        ("The port was shelled overnight.", "2024-03-06TNI"),
        ("The blast came at noon Friday.", "2024-03-01T12:00"),
        ("The blast came at 5 o'clock in the morning.", "2024-03-06T05:00"),
        ("The blast came at 2335.", "2024-03-06T23:35"),
        ("The deadline is 5 p.m. EST on March 20.", "2024-03-20T17:00"),
    ],
)
def test_clock_times(text: str, value: str) -> None:
    assert only(text).value == value


def test_narrative_times_move_from_the_day_last_told_and_name_it() -> None:
    first, second, third = read(
        "On 3 May 2021 the bridge fell. A day earlier it had cracked. Two weeks later it reopened."
    )
    assert (second.value, second.anchor) == ("2021-05-02", first.id)
    assert third.value == "2021-W20"
    assert third.anchor == first.id


def test_a_range_of_days_is_two_times() -> None:
    first, second = read("The fair runs from 3 to 5 May 2021.")
    assert [(t.words, t.value) for t in (first, second)] == [
        ("3", "2021-05-03"),
        ("5 May 2021", "2021-05-05"),
    ]
    first, second = read("The fair was held on April 24 and 25.")
    assert [(t.words, t.value) for t in (first, second)] == [("April 24", "2024-04-24"), ("25", "2024-04-25")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on Friday.", "XXXX-WXX-5"),
        ("Shells fell in July.", "XXXX-07"),
        ("Shells fell on 7 August.", "XXXX-08-07"),
        ("Shells fell yesterday.", None),
        ("Shells fell last week.", None),
        ("Shells fell three days ago.", None),
        ("Shells fell over the weekend.", "XXXX-WXX-WE"),
    ],
)
def test_without_a_publication_day_relative_times_stay_relative(text: str, value: str | None) -> None:
    time = only(text, published=None)
    assert (time.value, time.anchor, time.earliest, time.latest, time.edtf) == (value, None, None, None, None)


def test_without_a_publication_day_full_dates_still_resolve() -> None:
    time = only("Shells fell on 7 August 1998.", published=None)
    assert (time.value, time.earliest) == ("1998-08-07", "1998-08-07")


@pytest.mark.parametrize(
    "text", ["It happened on 31 February.", "It happened on 31 February 2021.", "It happened on 2021-02-31."]
)
def test_a_date_the_calendar_does_not_have_gets_no_value(text: str) -> None:
    time = only(text)
    assert (time.value, time.earliest, time.latest) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "They may leave the camp.",
        "Troops march through town.",
        "A 44-year-old baker was shot.",
        "He was 52 years old.",
        "Some 2000 people fled.",
        "It cost $1998.",
        "Flight 1990 landed.",
        "The second bomb failed.",
        "Three-quarters of the food is imported.",
        "The spring water ran dry.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == ()


def test_a_biography_is_not_read_and_a_headline_is() -> None:
    text = "Bridge Falls on Friday\n\nNobody was hurt.\n\nAda Rook has reported since 1998."
    start = text.index("Ada")
    pieces = (
        Furniture.at(text, 0, text.index("\n"), kind="headline"),
        Furniture.at(text, start, len(text), kind="biography"),
    )
    assert [time.words for time in read(text, furniture=pieces)] == ["Friday"]


PIECES = (
    "Friday|on|in|the|July|last|week|3|5|May|,|.|2021|a|year|ago|later|p.m.|10:35|to|and|31|February|1990s|’80s|next"
    "|20250|Q3|𝔘|½|–|early|late|-|hundred|10000000000000000000|\n\n|noon|weekend|century|9999|overnight|2335"
    "|half|past|W10|20230116|2023-13|13|Jan|nine months|ended|third quarter|the|early hours of|before|from|a.m.|GMT|EST"
    "|’s|end|Eid|Passover|two|years|this|morning|GMT|31.2.2021|0000-00-00|24:00|Feb. 29|0001|every|old|day|2001-02|around"
)


@given(
    st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map(" ".join),
    st.sampled_from((WEDNESDAY, "2024-02-29", "0001-01-01", "9999-12-31", None)),
)
def test_any_text_reads_alike_twice_and_every_span_says_its_words(text: str, published: str | None) -> None:
    times = read(text, published)
    assert times == read(text, published)
    for time, after in pairwise(times):
        assert time.end <= after.start
    for time in times:
        assert text[time.start : time.end] == time.words
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
        if time.value is None:
            assert time.because["value"][-1] in REASONS
