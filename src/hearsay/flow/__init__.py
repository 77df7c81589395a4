"""The order of the rooms: inputs become reports, reports are read, readings become records, records are kept.

What this room offers is loaded on first use: listing a ledger needs no reader, and reading needs no database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hearsay.flow.read import count_inputs, read_paths, read_report, read_rows
    from hearsay.ingest import Given

__all__ = ["Given", "count_inputs", "read_paths", "read_report", "read_rows"]

_WHERE = {"Given": "hearsay.ingest"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE.get(name, "hearsay.flow.read")), name)
