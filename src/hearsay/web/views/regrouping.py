"""What merging or splitting would change in the numbers, by each policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearsay.export.incident_summary import ends
from hearsay.export.phrases import worded
from hearsay.flow import previewing
from hearsay.flow.previewing import Preview
from hearsay.record.estimate import Policy
from hearsay.record.incident import Incident
from hearsay.web.desk import Desk

_POLICIES: Mapping[Policy, str] = {"ucdp": "UCDP", "acled": "ACLED", "range": "range"}


@dataclass(frozen=True)
class Row:
    """A number of everybody by one policy, in each of the incidents there are and would be."""

    outcome: str
    policy: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def merging(desk: Desk, one: str, other: str) -> tuple[Row, ...]:
    """The numbers of two incidents, and of the one that they would make. Raises ``E-LEDGER-UNKNOWN``."""
    return _rows(previewing.merged(desk.ledger, (one, other)))


def splitting(desk: Desk, incident: str, leaving: tuple[str, ...]) -> tuple[Row, ...]:
    """The numbers of an incident, of what would stay, and of what would leave. Raises ``E-LEDGER-UNKNOWN``."""
    return _rows(previewing.split(desk.ledger, incident, leaving))


def _rows(preview: Preview) -> tuple[Row, ...]:
    shown = (*preview.before, *preview.after)
    outcomes = dict.fromkeys(
        told.outcome for one in shown for told in one.by_policy("ucdp").estimates if told.used
    )
    return tuple(
        Row(
            worded("outcome", outcome),
            words,
            tuple(_number(one, policy, outcome) for one in preview.before),
            tuple(_number(one, policy, outcome) for one in preview.after),
        )
        for outcome in outcomes
        for policy, words in _POLICIES.items()
    )


def _number(incident: Incident, policy: Policy, outcome: str) -> str:
    """Best, with low and high where they differ: ``34 (23 to 40)``, ``50 or more``; ``none`` where nobody says any."""
    told = incident.by_policy(policy).of(outcome)
    if told is None or not told.used:
        return "none"
    low, best, high = ends(told)
    if low == best == high:
        return best
    return f"{best} ({low} to {high})" if told.high is not None else f"{best} ({low}; {high})"
