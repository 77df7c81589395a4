"""The catalogue of coded problems, and the code base that raises them."""

from __future__ import annotations

import pickle
import re
import string
from pathlib import Path
from typing import get_args

import pytest

import hearsay
from hearsay.record import HearsayError, problem
from hearsay.record.errors import Kind, catalogue

SOURCE = Path(hearsay.__file__).parent
CODE = re.compile(r"E-[A-Z]+(?:-[A-Z0-9]+)+")


def _used() -> dict[str, str]:
    """Each code that stands in the package outside the catalogue, with the file it stands in."""
    files = [
        path for suffix in ("*.py", "*.toml") for path in SOURCE.rglob(suffix) if path.name != "problems.toml"
    ]
    return {
        code: path.name
        for path in files
        for code in re.findall(rf'"({CODE.pattern})"', path.read_text("utf-8"))
    }


def test_every_code_that_is_used_is_in_the_catalogue() -> None:
    assert {code: where for code, where in _used().items() if code not in catalogue()} == {}


def test_every_code_in_the_catalogue_is_used() -> None:
    assert set(catalogue()) - set(_used()) == set()


@pytest.mark.parametrize("code", catalogue())
def test_an_entry_is_fit_to_print(code: str) -> None:
    entry = catalogue()[code]
    assert CODE.fullmatch(code)
    assert entry.kind in get_args(Kind)
    for words in (entry.message, entry.remedy):
        assert words == words.strip()
        assert words[0].isupper() or words[0] in "{`"
        assert words[-1] in ".)`"
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(words))


def test_codes_are_sorted_within_their_rooms() -> None:
    codes = list(catalogue())
    rooms = [code.split("-")[1] for code in codes]
    assert rooms == sorted(rooms, key=rooms.index), "a room's codes stand together"
    for room in set(rooms):
        of_room = [code for code in codes if code.split("-")[1] == room]
        assert of_room == sorted(of_room)


def test_a_problem_has_code_message_and_remedy() -> None:
    error = problem("E-RECORD-REPLACE", field="words", type="Span")
    assert error.code == "E-RECORD-REPLACE"
    assert error.kind == "program"
    assert str(error) == (
        "[E-RECORD-REPLACE] The field words of a Span cannot be replaced: it is what the Span is "
        "anchored to. Build a new Span from the text instead."
    )


def test_values_with_braces_are_printed_as_they_are() -> None:
    assert "{0}" in problem("E-RECORD-SHAPE", type="Record", detail="{0} {type}").message


def test_a_value_that_is_missing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError, match="detail"):
        problem("E-RECORD-SHAPE", type="Record")
    with pytest.raises(KeyError, match="E-NO-SUCH"):
        problem("E-NO-SUCH")


def test_a_problem_becomes_a_rejection_with_its_place() -> None:
    rejection = problem("E-RECORD-CONSTRUCT", type="Span").rejection(3, 8)
    assert (rejection.code, rejection.start, rejection.end) == ("E-RECORD-CONSTRUCT", 3, 8)
    assert rejection.message.endswith("or by parsing a record.")


def test_a_problem_survives_the_way_between_processes() -> None:
    error = problem("E-RECORD-CONSTRUCT", type="Span")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, HearsayError)
    assert (again.code, again.message, again.remedy) == (error.code, error.message, error.remedy)
