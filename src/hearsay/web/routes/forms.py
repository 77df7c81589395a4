"""What a form of a claim sends, read into what ``flow`` takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from hearsay.flow import coding
from hearsay.flow.review import parse_value
from hearsay.record.kept import Kept
from hearsay.web.views.claim import SHOWN, inputs, selections, spans_written

_NUMBERS = ("low", "high")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def text(form: FormData, name: str) -> str:
    """The words of a field without white space at their ends; empty where there is no such field."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def one(form: FormData, name: str) -> str | None:
    """The words of a field; null where it says nothing."""
    return text(form, name) or None


def every(form: FormData, name: str) -> list[str]:
    """All values of a field that may be given several times."""
    return [value for value in form.getlist(name) if isinstance(value, str)]


def seen(form: FormData) -> coding.Seen:
    """What stood on the screen of whoever pressed the button."""
    fields = tuple(name for name in every(form, "fields") if name in SHOWN)
    return coding.Seen(fields, tuple(every(form, "flags")), one(form, "state"))


def values(form: FormData) -> dict[str, Any]:
    """The fields of a form as the ledger's columns; an empty one is not known. For a new claim they are left out."""
    found: dict[str, Any] = {}
    adding = not one(form, "state")
    for field in inputs(None):
        if field.name not in form:
            continue
        words = text(form, field.name)
        if words or not adding:
            found[field.name] = (parse_value(words) if field.name in _NUMBERS else words) if words else None
    return found


def spans(form: FormData) -> dict[str, list[tuple[int, int]]]:
    """The places that were selected, by role."""
    found: dict[str, list[tuple[int, int]]] = {}
    for role in coding.SPAN_ROLES:
        if f"span-{role}" not in form:
            continue
        places = [(int(start), int(end)) for start, end in _PLACE.findall(text(form, f"span-{role}"))]
        if places or one(form, "state"):
            found[role] = places
    return found


def changes(form: FormData, kept: Kept, row: Mapping[str, Any]) -> coding.Correction:
    """What a form says otherwise than the claim of a row stands."""
    stands = {field.name: field.value for field in inputs(row)}
    changed = {name: value for name, value in values(form).items() if text(form, name) != stands.get(name)}
    selected = {field.role: field.value for field in selections(kept, row["claim"])}
    places = {role: chosen for role, chosen in spans(form).items() if spans_written(chosen) != selected[role]}
    return coding.Correction(changed, places)
