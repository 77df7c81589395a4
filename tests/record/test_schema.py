"""The JSON Schema accepts what is written and refuses what is not a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from hearsay.record import Record, Report, problem
from hearsay.record.schema import json_schema
from tests.record.invented import record

VALIDATOR = Draft202012Validator(json_schema())


def test_the_schema_is_a_schema_and_plain_json() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_written_records_are_valid() -> None:
    refusal = problem("E-RECORD-SPAN-NO-TEXT", type="Span").rejection()
    for written in (record(), Record(report=Report.of(ref="gone.txt"), rejections=(refusal,))):
        VALIDATOR.validate(json.loads(written.to_json()))


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(opinions=[]),
        lambda p: p.pop("claims"),
        lambda p: p["claims"][0].pop("origin"),
        lambda p: p["claims"][0].update(certainty="sure"),
        lambda p: p["claims"][0].update(event="the shelling"),
        lambda p: p["claims"][0].update(confidence=2),
        lambda p: p["figures"][0].update(low="20"),
        lambda p: p["places"][0].update(lat=91),
        lambda p: p["times"][0].pop("words"),
        lambda p: p["report"].update(title=""),
    ],
)
def test_what_is_no_record_is_invalid(change: Callable[[Any], object]) -> None:
    plain = json.loads(record().to_json())
    change(plain)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(plain)
