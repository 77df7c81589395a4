"""One line of JSONL to the material of one report."""

from __future__ import annotations

import json
from typing import Any, get_args

from hearsay.ingest.material import Material
from hearsay.ingest.sources import Raw
from hearsay.record import problem
from hearsay.record.codes import Status

_TEXTS = ("title", "publisher", "carrier", "url", "language")
_DATES = ("published", "modified")
FIELDS = frozenset({"id", "text", "html", "status", *_TEXTS, *_DATES})
"""What a row may hold."""


def read_row(raw: Raw, material: Material) -> None:
    """Fill ``material`` with the report in one line. Raises ``E-INGEST-ROW-…`` if there is none; what was
    understood until then stays in the material, and so do lesser faults.

    Dates stay as written: what they mean, and whether they are dates, is asked where all dates are.
    """
    row = _object(raw)
    material.ref = _ref(row, raw)
    known = [name for name in (*_TEXTS, *_DATES) if row.get(name) is not None]
    for name in known:
        value = row[name]
        if not isinstance(value, str):
            material.note("E-INGEST-ROW-FIELD", ref=raw.ref, field=name, kind=_kind(value))
        elif value.strip():
            material.fields[name] = value.strip()
    _status(row, raw, material)
    unknown = sorted(set(row) - FIELDS)
    if unknown:
        material.note("E-INGEST-NOTE-ROW-UNKNOWN", ref=raw.ref, fields=", ".join(unknown))
    _text(row, raw, material)


def _object(raw: Raw) -> dict[str, Any]:
    assert raw.raw is not None
    try:
        row = json.loads(raw.raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise problem("E-INGEST-ROW-ENCODING", ref=raw.ref, position=error.start + 1) from error
    except json.JSONDecodeError as error:
        raise problem(
            "E-INGEST-ROW-JSON", ref=raw.ref, detail=f"{error.msg} at character {error.pos + 1}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise problem("E-INGEST-ROW-JSON", ref=raw.ref, detail=type(error).__name__) from error
    if not isinstance(row, dict):
        raise problem("E-INGEST-ROW-OBJECT", ref=raw.ref, kind=_kind(row))
    return row


def _ref(row: dict[str, Any], raw: Raw) -> str:
    own = row.get("id")
    if isinstance(own, bool) or not isinstance(own, str | int):
        return raw.ref
    return str(own).strip() or raw.ref


def _status(row: dict[str, Any], raw: Raw, material: Material) -> None:
    status = row.get("status")
    if status is None:
        return
    if status not in get_args(Status):
        # Taken for usable it could count in estimates although it was retracted; so it is not taken at all.
        raise problem("E-INGEST-STATUS", ref=raw.ref, status=status, known=", ".join(get_args(Status)))
    material.fields["status"] = status


def _text(row: dict[str, Any], raw: Raw, material: Material) -> None:
    text, html = row.get("text"), row.get("html")
    if isinstance(text, str):
        material.text = text
        if html is not None:
            material.note("E-INGEST-NOTE-ROW-BOTH", ref=raw.ref)
    elif isinstance(html, str) and text is None:
        material.html = html
    else:
        held = f"its text is {_kind(text)}" if text is not None else "it has neither text nor html"
        raise problem("E-INGEST-ROW-TEXT", ref=raw.ref, held=held)


def _kind(value: object) -> str:
    """JSON's name for what ``value`` is."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
