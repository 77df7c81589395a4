"""Whether a claim waits for a person, and where in the queue: worked out when something changes, for the queue is asked for
far more often."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

HARM = ("killed", "casualties", "wounded", "kidnapped", "missing", "displaced", "captured")
"""What becomes of people that is judged first."""


def place(row: Mapping[str, Any], decision: str | None, seen: Collection[str]) -> dict[str, Any]:
    """The columns ``waits``, ``weight`` and ``sure`` of a claim's row.

    ``decision`` is a person's latest standing word, ``seen`` the flags that somebody had on screen when accepting.
    """
    return {"waits": _waits(row, decision, seen), "weight": _weight(row), "sure": row["confidence"] or 0.0}


def _waits(row: Mapping[str, Any], decision: str | None, seen: Collection[str]) -> int | None:
    if row["repeats"] is not None:
        return None  # judged with the fuller claim that it repeats
    if decision is None:
        return 1
    return int(decision == "accept" and any(flag not in seen for flag in json.loads(row["review"])))


def _weight(row: Mapping[str, Any]) -> int:
    """People hurt first, then other numbers; of each those whose kind is known."""
    number = row["low"] is not None or row["high"] is not None
    first = 0 if row["outcome"] in HARM else 2 if number else 4
    return first + (row["event_type"] is None)
