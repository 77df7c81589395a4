"""Incidents as the ledger keeps them from when they were last gathered, and gathered anew where anything of them changed.

What is kept decides nothing: each is taken only where the digest of all that it was made from is that of now, and whoever
may write keeps what was missing. A ledger that is only read gives the same, and more slowly.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.flow.assembling import POLICIES, assembled
from hearsay.flow.shipped import digest, within
from hearsay.ledger import Ledger
from hearsay.ledger import summaries as kept
from hearsay.ledger.linked import links_of
from hearsay.record import HearsayError
from hearsay.record.estimate import Policy
from hearsay.record.incident import Incident
from hearsay.record.journal import Link
from hearsay.record.summary import Summary

_TOGETHER = 50
"""Incidents that are looked up, and kept, at once."""
_PATIENCE = 2.0
"""Seconds that the list waits for another writer, before it goes by what was kept before."""
_BUSY = frozenset({"E-LEDGER-LOCKED", "E-LEDGER-READ-ONLY"})
_CODE = (".py", ".toml")
_OWN = ("assembling.py", "binding.py", "links.py")


@cache
def code() -> str:
    """A digest of the code and tables that incidents are gathered by."""
    flow = files("hearsay.flow")
    parts = [
        *within(files("hearsay.link"), _CODE),
        *within(files("hearsay.record"), _CODE),
        *(flow.joinpath(name) for name in _OWN),
    ]
    return digest(parts)


def whole(
    ledger: Ledger, wanted: Sequence[Link], policies: Sequence[Policy] = POLICIES
) -> Iterator[Incident]:
    """The incidents of some links, in their order. Raises ``E-LINK-NOT-INSTALLED``, where one has to be gathered."""
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        with ledger.reading() as connection:
            now = kept.bases(connection, (one.id for one in some), code())
            known = kept.views(connection, now)
        fresh = {one.id: one for one in _gathered(ledger, [one for one in some if one.id not in known])}
        for one in some:
            if one.id in fresh:
                yield _by(fresh[one.id], policies)
            else:
                yield _read(known[one.id], policies)


def in_brief(ledger: Ledger, ids: Sequence[str]) -> dict[str, Summary]:
    """Summaries of the incidents that there are of these. Raises ``E-LINK-NOT-INSTALLED``, where one has to be gathered."""
    with ledger.reading() as connection:
        now = kept.bases(connection, ids, code())
        found = kept.summaries(connection, now)
        missing = list(links_of(connection, [id_ for id_ in now if id_ not in found]).values())
    for incident in _gathered(ledger, missing):
        found[incident.id] = Summary.of(incident)
    return found


def at_hand(ledger: Ledger, ids: Sequence[str], reports: int | None = None) -> dict[str, Summary]:
    """Summaries of those of some incidents of which one is kept as of now, and of those that can be gathered anew from so
    many reports in all, in their order; null: from any. The others wait. Raises ``E-LINK-NOT-INSTALLED``."""
    if not bring(ledger):
        return in_brief(ledger, ids)
    with ledger.reading() as connection:
        found = kept.summaries(connection, kept.kept_as(connection, ids))
        many = kept.reports_of(connection, [id_ for id_ in ids if id_ not in found])
        light, left = [], math.inf if reports is None else reports
        for id_ in (id_ for id_ in ids if id_ in many):
            if many[id_] <= left:
                left -= many[id_]
                light.append(id_)
        links = links_of(connection, light)
    gathered = _gathered(ledger, [links[id_] for id_ in light if id_ in links], _PATIENCE)
    return found | {one.id: Summary.of(one) for one in gathered}


def made_from(ledger: Ledger, ids: Sequence[str]) -> dict[str, str]:
    """For each of some incidents, those that there are in their order, the digest of all that it is made from now."""
    bring(ledger)
    with ledger.reading() as connection:
        found = kept.kept_as(connection, ids) if kept.brought(connection, code()) else {}
        found |= kept.bases(connection, (one for one in ids if one not in found), code())
    return {one: found[one] for one in ids if one in found}


def bring(ledger: Ledger) -> bool:
    """Have a row of every incident for lists, told roughly where it was not gathered since it changed. False where that
    cannot be written now, and lists go by what was kept before."""
    with ledger.reading() as connection:
        if kept.brought(connection, code()):
            return True
    return _written(ledger, lambda connection: kept.bring(connection, code()), _PATIENCE)


def gather_waiting(ledger: Ledger, seconds: float | None = None) -> int:
    """Gather incidents whose rows are told roughly and keep them, for some seconds or until there are none; gives how many
    are left, -1 where nothing can be written. Raises ``E-LINK-NOT-INSTALLED``."""
    until = None if seconds is None else time.monotonic() + seconds
    before = None
    while bring(ledger):
        with ledger.reading() as connection:
            ids = kept.all_waiting(connection)
        if len(ids) in (0, before):
            return len(
                ids
            )  # as many as before: somebody else writes, or they change faster than they are gathered
        before = len(ids)
        for start in range(0, len(ids), _TOGETHER):
            if until is not None and time.monotonic() >= until:
                break
            with ledger.reading() as connection:
                links = links_of(connection, ids[start : start + _TOGETHER])
            _gathered(ledger, list(links.values()), _PATIENCE)
        else:
            continue
        with ledger.reading() as connection:
            return kept.count_waiting(connection)
    return -1


def _gathered(ledger: Ledger, wanted: Sequence[Link], patience: float = 0.0) -> list[Incident]:
    """Incidents gathered anew, and kept where nothing of them changed in between and no other writer is in the way."""
    if not wanted:
        return []
    ids = [one.id for one in wanted]
    head = ledger.head().seq
    with ledger.reading() as connection:
        now = kept.bases(connection, ids, code())
        stands = links_of(connection, ids)
    found = list(assembled(ledger, wanted))
    made = [
        _made(one, incident, now[one.id])
        for one, incident in zip(wanted, found, strict=True)
        if stands.get(one.id) == one
    ]
    if made:
        _written(ledger, lambda connection: kept.keep(connection, made, head, code()), patience)
    return found


def _made(link: Link, incident: Incident, made_from: str) -> kept.Made:
    view = json.dumps(incident.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    reports = len({part.report for part in link.members})
    return kept.Made(made_from, reports, len(link.members), Summary.of(incident), view)


def _written(ledger: Ledger, write: Callable[[Any], None], patience: float) -> bool:
    """Whether it was written: not where the ledger is only read, or somebody else writes for longer than that."""
    if ledger.database.access == "read":
        return False
    try:
        with ledger.database.writing(patience) as connection:
            write(connection)
    except HearsayError as error:
        if error.code not in _BUSY:
            raise
        return False
    return True


def _read(view: str, policies: Sequence[Policy]) -> Incident:
    if tuple(policies) == POLICIES:
        return Incident.model_validate_json(view)
    told = json.loads(view)
    by: Mapping[str, object] = {one["policy"]: one for one in told["estimates"]}
    return Incident.model_validate({**told, "estimates": [by[policy] for policy in policies]})


def _by(incident: Incident, policies: Sequence[Policy]) -> Incident:
    if tuple(policies) == POLICIES:
        return incident
    return incident.replace(estimates=tuple(incident.by_policy(policy) for policy in policies))
