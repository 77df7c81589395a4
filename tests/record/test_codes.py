"""The code lists as data and as types are the same lists, and PLOVER's are PLOVER's."""

from __future__ import annotations

from typing import get_args, get_origin

import pytest

from hearsay.record import codes as module
from hearsay.record.codes import codes, modes_of
from hearsay.record.values import Level

LITERALS = {name: get_args(value) for name, value in vars(module).items() if get_origin(value) is not None}


@pytest.mark.parametrize("name", sorted(LITERALS))
def test_types_and_data_agree(name: str) -> None:
    assert tuple(codes()[name]) == LITERALS[name]


def test_no_list_is_data_only() -> None:
    assert set(codes()) - set(LITERALS) == {"PlaceLevel"}
    assert [int(level) for level in codes()["PlaceLevel"]] == list(range(1, 8))
    assert "le=7" in repr(Level)


def test_every_code_says_what_it_means() -> None:
    for name, rows in codes().items():
        for code, row in rows.items():
            meaning = row["meaning"] if name == "EventType" else row
            assert len(meaning) > 3, (name, code)


def test_plover_has_sixteen_types_and_the_rest_have_no_quadrant() -> None:
    plover = [code for code, row in codes()["EventType"].items() if "quad" in row]
    assert len(plover) == 16
    assert set(codes()["EventType"]) - set(plover) == {"CASUALTY", "DEPLOY", "HONOUR", "STATEMENT"}
    assert all(not modes_of(code) for code in ("CASUALTY", "DEPLOY", "HONOUR", "STATEMENT", "AID"))


def test_every_mode_belongs_to_some_type_and_the_other_way_round() -> None:
    assert set().union(*map(modes_of, codes()["EventType"])) == set(codes()["Mode"])
