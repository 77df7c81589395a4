"""From reports as the ledger keeps them to the claims of an incident, with lineage, decisions and corrections in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hearsay.link.actors.keys import shared_key
from hearsay.link.estimates import Layers, Told
from hearsay.link.lineage.naming import name_key
from hearsay.link.lineage.origins import corroboration, origins
from hearsay.record import Claim, Record
from hearsay.record.basis import said_instead
from hearsay.record.journal import Decision, Part
from hearsay.record.kept import Kept
from hearsay.record.lineage import Lineage, Origin

_RELIABLE = frozenset("AB")
"""Admiralty grades of a source that stands out: reliable, usually reliable."""

Verdict = Literal["accepted", "rejected"]
Key = tuple[str, str]
"""(report, claim), (report, event) or (report, entity)."""


@dataclass(frozen=True)
class Gathered:
    """The claims, and the origins that their keys stand for."""

    claims: tuple[Told, ...]
    origins: Mapping[str, Origin]

    def corroboration(self, claims: Sequence[Told]) -> tuple[int, int]:
        """How many independent origins stand behind some of the claims, [at least, at most]."""
        found = corroboration(self.origins[told.origin] for told in claims)
        return found.at_least, found.at_most


def gathered(
    kept: Iterable[Kept],
    lineage: Lineage,
    happenings: Mapping[Key, str],
    actors: Mapping[Key, str] | None = None,
) -> Gathered:
    """The claims of ``kept`` whose events are in ``happenings``: (report, event) -> key of the happening.

    ``actors`` gives the key of an entity across reports; without it those of one name are one. Of several
    decisions about a claim the last that stands counts; corrections are in the record, which is the report's as people left
    it. Of grades an Admiralty A or B counts. A report counts by its present status in the ledger, not the one it came with.
    """
    reports = {one.report: one for one in kept}
    records = {id_: one.record for id_, one in sorted(reports.items())}
    spoken = origins(records.values(), lineage)
    family = {report: one.original for one in lineage.families for report in one.reports}
    named: dict[str, Origin] = {}
    claims: list[Told] = []
    for id_, record in records.items():
        layers = Layers(record)
        keys = _actors(record, actors)
        for claim in record.claims:
            happening = happenings.get((id_, claim.event))
            if happening is None:
                continue
            judged = _about(reports[id_].decisions, id_, claim.id)
            origin = spoken[id_, claim.id]
            if name := said_instead(claim.because.get("origin_name", ())):
                origin = Origin(
                    key=f"name:{name_key(name)}", name=name, kind=claim.origin_kind, joinable=True
                )
            named[origin.key] = origin
            claims.append(
                Told(
                    layers,
                    claim,
                    origin=origin.key,
                    family=family.get(id_, id_),
                    happening=happening,
                    actors=keys,
                    decision=_verdict(claim, judged),
                    reliable=_is_reliable(judged),
                    status=reports[id_].status,
                    counted=_counted(layers, claim),
                )
            )
    return Gathered(tuple(claims), named)


def _about(decisions: Iterable[Decision], report: str, claim: str) -> list[Decision]:
    """The standing decisions about a claim, oldest first."""

    def is_it(part: Part) -> bool:
        return part.report == report and part.id == claim

    return [one for one in decisions if one.state == "standing" and any(is_it(part) for part in one.parts)]


def _verdict(claim: Claim, decisions: Sequence[Decision]) -> Verdict | None:
    if "rejected" in claim.because:
        return "rejected"
    judged = any(one.verb in ("accept", "correct") for one in decisions)
    return "accepted" if judged or "added" in claim.because else None


def _counted(layers: Layers, claim: Claim) -> dict[str, str]:
    """Whom figures count in a person's words, where the text has none for it."""
    found = ((id_, said_instead(layers.figures[id_].because.get("counted", ()))) for id_ in claim.figures)
    return {id_: words for id_, words in found if words}


def _is_reliable(decisions: Sequence[Decision]) -> bool:
    grades = [one.value["admiralty"] for one in decisions if one.verb == "grade" and "admiralty" in one.value]
    return bool(grades) and str(grades[-1])[:1] in _RELIABLE


def _actors(record: Record, actors: Mapping[Key, str] | None) -> dict[str, str]:
    if actors is not None:
        return {
            e.id: actors[record.report.id, e.id]
            for e in record.entities
            if (record.report.id, e.id) in actors
        }
    keys = ((entity.id, shared_key(entity)) for entity in record.entities)
    return {id_: key for id_, key in keys if key is not None}
