"""Clock times and parts of the day."""

from __future__ import annotations

import pytest

from tests.read.times.builders import only, read, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came at 3 p.m. on Tuesday.", "2024-03-05T15:00"),
        ("He came at 3pm on Tuesday.", "2024-03-05T15:00"),
        ("He came at 3.30pm on Tuesday.", "2024-03-05T15:30"),
        ("He came at 15:30 on Tuesday.", "2024-03-05T15:30"),
        ("He came at 12 a.m. Tuesday.", "2024-03-05T00:00"),
        ("He came at noon Tuesday.", "2024-03-05T12:00"),
        ("He came around 8 p.m. Monday.", "2024-03-04T20:00"),
        ("He came at five in the morning.", "2024-03-06T05:00"),
        ("He came at five o'clock Tuesday afternoon.", "2024-03-05T17:00"),
        ("He came at half past nine.", "2024-03-06T09:30"),
        ("He came at a quarter to ten.", "2024-03-06T09:45"),
        ("He came at 9: 25 am Tuesday.", "2024-03-05T09:25"),
        ("He came at 9: 25 in the morning.", "2024-03-06T09:25"),
        ("HE CAME AT 0300 GMT ON 28 FEBRUARY.", "2024-02-28T03:00Z"),
        ("He came at 1530 hours.", "2024-03-06T15:30"),
        ("He came at 9 a.m. local time.", "2024-03-06T09:00"),
    ],
)
def test_clock_times_and_their_day(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("He came at 15:30 GMT on Tuesday.", "2024-03-05T15:30Z", "2024-03-05T15:30:00Z"),
        ("He came at 1530 GMT on Tuesday.", "2024-03-05T15:30Z", "2024-03-05T15:30:00Z"),
        ("He came at 9 a.m. EDT Tuesday.", "2024-03-05T09:00", "2024-03-05T09:00:00-04:00"),
        ("He came at 9 a.m. CET Tuesday.", "2024-03-05T09:00", "2024-03-05T09:00:00+01:00"),
        ("He came at 9 a.m. CST Tuesday.", "2024-03-05T09:00", "2024-03-05T09:00:00"),
        ("He came at 9 a.m. Tuesday.", "2024-03-05T09:00", "2024-03-05T09:00:00"),
        ("It is stamped 2024-03-05T09:00+02:00.", "2024-03-05T09:00+02:00", "2024-03-05T09:00:00+02:00"),
        ("He came on Tuesday night.", "2024-03-05TNI", "2024-03-05"),
    ],
)
def test_a_zone_is_told_where_its_letters_mean_one(text: str, value: str, edtf: str) -> None:
    time = only(text)
    assert (time.value, time.edtf) == (value, edtf)
    assert (time.earliest, time.latest) == ("2024-03-05", "2024-03-05")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate opens from 8 to 9 p.m. Monday.", ["T20:00", "T21:00"]),
        ("The gate opened between 8:30 and 10 a.m. Monday.", ["T08:30", "T10:00"]),
        ("The gate opened from 11 to 2 p.m. Monday.", ["T11:00", "T14:00"]),
        ("The gate opened from 11 a.m. to 2 p.m. Monday.", ["T11:00", "T14:00"]),
        ("The gate opened 8-9 p.m. Monday.", ["T20:00", "T21:00"]),
    ],
)
def test_a_range_of_hours_is_two_times_of_one_day(text: str, expected: list[str]) -> None:
    assert values(text) == [f"2024-03-04{clock}" for clock in expected]


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("They were shelled early Tuesday.", "2024-03-05", "START"),
        ("They were shelled late on Tuesday.", "2024-03-05", "END"),
        ("They were shelled late Tuesday night.", "2024-03-05TNI", "END"),
        ("They were shelled at dawn on Tuesday.", "2024-03-05TMO", None),
        ("They were shelled before dawn Tuesday.", "2024-03-05TMO", None),
        ("They were shelled on the morning of March 5.", "2024-03-05TMO", None),
        ("They were shelled on the night of 4 March.", "2024-03-04TNI", None),
        ("They were shelled on the evening of Tuesday.", "2024-03-05TEV", None),
        ("They were shelled in the early hours of Tuesday.", "2024-03-05TMO", "START"),
        ("They were shelled in the small hours of 5 March.", "2024-03-05TMO", "START"),
        ("They were shelled yesterday afternoon.", "2024-03-05TAF", None),
        ("They were shelled last night.", "2024-03-05TNI", None),
        ("They were shelled this morning.", "2024-03-06TMO", None),
        ("They will be shelled tomorrow night.", "2024-03-07TNI", None),
    ],
)
def test_parts_of_a_day(text: str, value: str, mod: str | None) -> None:
    time = only(text)
    assert (time.value, time.mod) == (value, mod)


def test_a_part_of_the_day_is_of_the_day_told() -> None:
    day, afternoon, later = read(
        "On 3 May 2021 the bridge cracked. In the afternoon it fell. At 10 p.m. it burned."
    )
    assert (afternoon.value, afternoon.anchor) == ("2021-05-03TAF", day.id)
    assert (later.value, later.anchor) == ("2021-05-03T22:00", afternoon.id)


@pytest.mark.parametrize(
    "text", ["Doctors treated 5 in the morning.", "Rents rose a quarter to 10 euros.", "The score was 25:30."]
)
def test_a_count_is_no_clock_time(text: str) -> None:
    assert all(time.type != "TIME" or ":" not in (time.value or "") for time in read(text))


def test_a_morning_that_is_a_name_or_a_kind_is_no_time() -> None:
    assert values("On 3 May 2021 he wrote in the Morning Star.") == ["2021-05-03"]
