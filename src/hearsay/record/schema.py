"""The JSON Schema of a record, for everybody who does not read Python."""

from __future__ import annotations

from typing import Any

from hearsay.record.record import Record


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of ``hearsay/record/1``.

    In a written record every field is there, null if absent, but ``because``: only where it says something.
    """
    schema = Record.model_json_schema(mode="validation")
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["required"] = [name for name in part["properties"] if name != "because"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Hearsay record, format hearsay/record/1",
    }
