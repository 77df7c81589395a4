"""Past or future, by the words around a time and by the verb above it."""

from __future__ import annotations

import pytest

from tests.read.times.builders import read_with_syntax, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote will be held Friday.", "2024-03-08"),
        ("The ministers are to meet on Monday.", "2024-03-11"),
        ("The group had been due to march on Monday.", "2024-03-04"),
        ("The ruling, announced Monday, will be appealed.", "2024-03-04"),
        ("The brothers could not be found Monday.", "2024-03-04"),
        ("The group might come as soon as Thursday.", "2024-03-07"),
        ("The loan, effective May 1, was signed.", "2024-05-01"),
        ("The lenders agreed to wait until June.", "2024-06"),
    ],
)
def test_the_words_around_a_time_tell_past_from_future(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The summit opens Friday.", "2024-03-08"),
        ("The summit is on Monday.", "2024-03-11"),
        ("The trial starts in September.", "2024-09"),
        ("The bridge opened Friday.", "2024-03-01"),
        ("The mayor said Friday that the bridge would open.", "2024-03-01"),
    ],
)
def test_the_verb_above_a_time_tells_where_the_words_do_not(text: str, value: str) -> None:
    assert [time.value for time in read_with_syntax(text)] == [value]
