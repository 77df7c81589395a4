"""Holidays by name, by the calendars that fix them."""

from __future__ import annotations

import pytest

from tests.read.times.builders import only, read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Christmas Day", "2023-12-25"),
        ("Christmas Eve 2021", "2021-12-24"),
        ("New Year's Eve", "2023-12-31"),
        ("Good Friday 2023", "2023-04-07"),
        ("Easter Monday 2024", "2024-04-01"),
        ("Orthodox Easter 2024", "2024-05-05"),
        ("Orthodox Easter 2017", "2017-04-16"),
        ("Orthodox Christmas", "2024-01-07"),
        ("Whit Monday 2023", "2023-05-29"),
        ("Thanksgiving 2022", "2022-11-24"),
        ("Labor Day", "2023-09-04"),
        ("International Labour Day", "2023-05-01"),
        ("Memorial Day 2022", "2022-05-30"),
        ("Election Day 2024", "2024-11-05"),
        ("Election Day 2022", "2022-11-08"),
        ("Presidents' Day", "2024-02-19"),
        ("the Fourth of July", "2023-07-04"),
        ("May Day", "2023-05-01"),
        ("Bastille Day 2016", "2016-07-14"),
        ("Remembrance Day", "2023-11-11"),
        ("Human Rights Day", "2023-12-10"),
        ("Rosh Hashanah 2023", "2023-09-16"),
        ("Yom Kippur 1973", "1973-10-06"),
        ("Yom Kippur 2024", "2024-10-12"),
        ("Passover 2024", "2024-04-23"),
        ("Passover 2000", "2000-04-20"),
        ("Shavuot 2023", "2023-05-26"),
    ],
)
def test_a_holiday_is_the_day_of_its_calendar(name: str, value: str) -> None:
    time = only(f"They marched on {name}.")
    assert (time.value, time.earliest, time.latest) == (value, value, value)


@pytest.mark.parametrize("name", ["Ramadan", "Eid al-Fitr", "Diwali", "Nowruz", "Lunar New Year"])
def test_a_holiday_that_no_rule_fixes_has_no_day(name: str) -> None:
    time = only(f"They marched during {name}.")
    assert (time.words, time.value, time.because["value"][-1]) == (name, None, "moves")


@pytest.mark.parametrize("text", ["It came to him as an epiphany.", "Crowds voted on the election day."])
def test_a_word_that_is_a_holiday_only_with_a_capital(text: str) -> None:
    assert read(text) == ()
