"""Quarters, halves and fiscal years, and what a business report compares them with."""

from __future__ import annotations

import pytest

from tests.read.times.builders import only, values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("the first quarter", "2024-Q1"),
        ("the fourth quarter", "2023-Q4"),
        ("the fourth quarter of last year", "2023-Q4"),
        ("last year's fourth quarter", "2023-Q4"),
        ("the fourth quarter 2022", "2022-Q4"),
        ("2022's fourth quarter", "2022-Q4"),
        ("the 2022 fourth quarter", "2022-Q4"),
        ("fiscal 2022's fourth quarter", "2022-Q4"),
        ("this quarter", "2024-Q1"),
        ("last quarter", "2023-Q4"),
        ("next quarter", "2024-Q2"),
        ("the latest quarter", "2023-Q4"),
        ("the current quarter", "2024-Q1"),
        ("the quarter ended Sept", "2023-Q3"),
        ("last year's second half", "2023-H2"),
        ("fiscal 2022", "2022"),
    ],
)
def test_quarters_and_years(written: str, value: str) -> None:
    assert values(f"Sales fell in {written}.")[0] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Third-quarter profit rose to $3 million from $2 million a year earlier.", ["2023-Q3", "2022-Q3"]),
        ("Profit rose in the third quarter. Sales fell from the year-ago period.", ["2023-Q3", "2022-Q3"]),
        ("Profit fell in the third quarter from the second quarter. A year ago it rose.", ["2023-Q3", "2023-Q2", "2022-Q3"]),
        ("Profit rose in the third quarter. In the latest period, sales fell.", ["2023-Q3", "2023-Q3"]),
        ("Profit rose in the third quarter. It fell in the nine months from a year earlier.", ["2023-Q3", "P9M", "2022"]),
        ("Profit rose in the third quarter. In the nine months, it fell from the year-earlier $3 million.",
         ["2023-Q3", "P9M", "2022"]),
        ("Profit fell from a year earlier.", ["2023"]),
        ("Profit rose in the third quarter, in line with the same period last year.", ["2023-Q3", "2022-Q3"]),
    ],
)  # fmt: skip
def test_a_year_earlier_is_the_same_quarter_a_year_before(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_half_is_half_a_year_in_business_and_not_in_sport() -> None:
    assert only("First-half profit rose.").value == "2024-H1"
    assert values("He scored in the first half.") == []
