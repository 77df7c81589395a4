"""Happenings of records that were read, and what of their score is lost before any linking."""

from __future__ import annotations

from collections.abc import Sequence

from .score import LAYERS, Row, Scores
from .score.rows import overlap, pair_of


def measure_happenings(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """The scores of linking the records, and of linking the same events without a fault.

    ``CoNLL, links perfect`` keeps the events that were read, those beside every gold mention too, and joins them as gold
    does; ``loss to reading`` is the share, in per cent, of what the whole loses that this loses already.
    """
    from hearsay.link.run import link_records

    linked = link_records(records)
    scores = LAYERS["happenings"](gold, [happening.to_dict() for happening in linked.happenings])
    perfect = LAYERS["happenings"](gold, _perfect(gold, records))["CoNLL"]
    lost = 100 - scores["CoNLL"]
    return scores | {
        "CoNLL, links perfect": perfect,
        "loss to reading": round(100 * (100 - perfect) / lost, 1) if lost else 0.0,
    }


def _perfect(gold: Sequence[Row], records: Sequence[Row]) -> list[Row]:
    events = {record["report"]["ref"]: record["events"] for record in records}
    joined: dict[object, list[Row]] = {}
    for row in gold:
        mentions = [mention for mention in row["mentions"] if "ACTION" in mention["type"]]
        for event in events.get(row["id"], ()):
            member = {"ref": row["id"], "start": event["start"], "end": event["end"]}
            hit: Row = next((m for m in mentions if overlap((event["start"], event["end"]), pair_of(m))), {})
            instance = hit.get("instance")
            joined.setdefault((row["topic"], instance) if instance else (row["id"], event["id"]), []).append(
                member
            )
    return [{"id": number, "members": members} for number, members in enumerate(joined.values())]
