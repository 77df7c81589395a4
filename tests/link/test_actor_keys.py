"""Who is who among the reports of one incident, by names alone."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.link.actors.keys import shared_key
from hearsay.record import Entity, Mention


def key(words: str, type: str = "organisation", **fields: Any) -> str | None:
    mention = Mention.at(words, 0, len(words), kind="name" if words[0].isupper() else "nominal")
    return shared_key(Entity.of(name=words, type=type, mentions=[mention], **fields))


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("RSF", "Rapid Support Forces", {"kind": "militia", "country": "SD"}),
        ("RSF militia", "Rapid Support Forces", {"kind": "militia", "country": "SD"}),
        ("Daesh", "Islamic State", {"kind": "rebel"}),
        ("Moscow", "Kremlin", {"kind": "government", "country": "RU"}),
        ("Russia", "Russian government", {"kind": "government", "country": "RU"}),
        ("The Nile Front", "Nile Front", {"kind": "rebel"}),
    ],
)
def test_one_key(one: str, other: str, fields: dict[str, Any]) -> None:
    assert key(one, **fields) == key(other, **fields) is not None


def test_two_keys() -> None:
    assert key("Moscow", kind="government", country="RU") != key("Kyiv", kind="government", country="UA")
    assert key("Nile Front") != key("Lake Front")
    assert key("Washington", "person") != key("Washington", kind="government", country="US")
    assert key("Sudan", "location", country="SD") != key("Sudanese Army", kind="military", country="SD")


def test_who_is_only_described_has_none() -> None:
    assert key("gunmen", "group") is None
