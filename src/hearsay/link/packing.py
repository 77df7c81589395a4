"""What linking knows as bytes that a ledger can keep, and back: columns as plain arrays, rows of reports as JSON.

Nothing in it is trusted to be more than numbers and texts: bytes that are not what :func:`packed` writes raise
:class:`StaleError`.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings.columns import Columns, Shelf
from hearsay.link.happenings.nearest import Near
from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.state import State, Weighed
from hearsay.link.lineage.known import Known
from hearsay.link.run import Linked
from hearsay.record.happening import Constraints

FORMAT = "hearsay/linking/1"
_TYPES: Mapping[type, Mapping[str, str]] = {
    Columns: {
        "ids": "<u8", "events": "<i4", "scenes": "<i4", "terms": "<i4", "event_ids": "<u8", "places": "<i4",
        "scene_of": "<i4", "term_hashes": "<u8", "term_weights": "<f8",
    },
    Near: {"report": "<i4", "other": "<i4", "likeness": "<f8"},
    Weighed: {"left": "<i4", "right": "<i4", "weight": "<i4"},
    Known: {
        "ids": "<u8", "published": "S40", "keys_of": "<i4", "keys": "<u8", "originals": "<u8", "copies": "<i4",
        "others": "<i4", "kinds": "u1",
    },
}  # fmt: skip
_LINKED = {"happening": "<u8", "incident": "<u8", "scene_groups": "<i8"}


class StaleError(ValueError):
    """The bytes are not what this version of linking keeps: link everything anew."""


def packed(linked: Linked, known: Known) -> dict[str, bytes]:
    """Every column by its name."""
    state = linked.state
    parts = {
        "columns": state.columns,
        "near": state.near,
        "events": state.events_weighed,
        "scenes": state.scenes_weighed,
        "known": known,
    }
    found = {
        f"{name}.{column}": _bytes(getattr(part, column), kind)
        for name, part in parts.items()
        for column, kind in _TYPES[type(part)].items()
    }
    return found | {f"linked.{name}": _bytes(getattr(linked, name), kind) for name, kind in _LINKED.items()}


def unpacked(parts: Mapping[str, bytes], shelf: Shelf, constraints: Constraints) -> tuple[Linked, Known]:
    """What :func:`packed` wrote; ``shelf`` holds the rows, ``constraints`` are those that the run obeyed. Raises
    :class:`StaleError`."""
    try:

        def part(of: type, name: str) -> Any:
            return of(
                **{column: _array(parts[f"{name}.{column}"], kind) for column, kind in _TYPES[of].items()}
            )

        columns = part(Columns, "columns")
        columns = Columns(**{**vars(columns), "places": columns.places.reshape(-1, 2)})
        state = State(columns, shelf, part(Near, "near"), part(Weighed, "events"), part(Weighed, "scenes"))
        found = {name: _array(parts[f"linked.{name}"], kind) for name, kind in _LINKED.items()}
        known = part(Known, "known")
        fits = (
            int(columns.events.sum())
            == len(columns.event_ids)
            == len(found["happening"])
            == len(found["incident"])
            and int(columns.scenes.sum()) == len(found["scene_groups"])
            and int(columns.terms.sum()) == len(columns.term_hashes)
            and int(known.keys_of.sum()) == len(known.keys)
            and len(known.ids) == len(columns.ids)
        )
    except (KeyError, ValueError) as error:
        raise StaleError(str(error)) from error
    if not fits:
        raise StaleError("the columns do not fit each other")
    return Linked(constraints, state, **found), known


def _bytes(array: NDArray[Any], kind: str) -> bytes:
    return np.ascontiguousarray(array, kind).tobytes()


def _array(raw: bytes, kind: str) -> NDArray[Any]:
    return np.frombuffer(raw, kind)


def row_bytes(row: ReportRow) -> bytes:
    """A report's row; equal rows give equal bytes."""
    written = json.dumps(_plain(row), default=_plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 1)


def row_of(raw: bytes) -> ReportRow:
    """What :func:`row_bytes` wrote. Raises :class:`StaleError`."""
    try:
        row: ReportRow = _reader(ReportRow)(json.loads(zlib.decompress(raw).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, TypeError, IndexError) as error:
        raise StaleError(str(error)) from error
    return row


@cache
def _values(of: Any) -> Callable[[Any], Any]:
    return attrgetter(*(field.name for field in fields(of)))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    if is_dataclass(value):
        of: Any = type(value)
        return _values(of)(value)
    raise TypeError(f"{type(value)} is not kept")


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type of its JSON."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        (read,) = (_reader(one) for one in inner if one is not types.NoneType)
        return read if read is _same else lambda value: None if value is None else read(value)
    if origin is tuple and inner[1:] != (...,):
        each = [_reader(one) for one in inner]
        return lambda value: tuple(read(one) for read, one in zip(each, value, strict=True))
    if origin in (tuple, frozenset):
        read = _reader(inner[0])
        return (lambda value: origin(value)) if read is _same else lambda value: origin(map(read, value))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        each = [_reader(hints[field.name]) for field in fields(hint)]
        return lambda value: hint(*(read(one) for read, one in zip(each, value, strict=True)))
    return _same


def _same(value: Any) -> Any:
    return value
