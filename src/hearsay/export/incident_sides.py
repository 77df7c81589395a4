"""Who fought whom in an incident, as far as its claims say, and the country tables of the targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hearsay.record.estimate import PopulationKey
from hearsay.record.incident import Actor, Incident

STATE = frozenset({"government", "military", "police", "intelligence"})
ARMED = STATE | {"rebel", "militia", "criminal"}
_DOES_HARM = frozenset({"ASSAULT", "COERCE", "CASUALTY"})
_GROUP_STATE = {"soldier": True, "police officer": True, "rebel": False}
"""Groups of the dead that tell of which side they were: the state's or not."""


@dataclass(frozen=True)
class Country:
    """One row of ``countries.tsv``; empty where a target has no such state."""

    alpha2: str
    alpha3: str
    iso: str
    acled_country: str
    acled_region: str
    gw: str
    gw_name: str
    ucdp_region: str
    ucdp_within: str = ""


@dataclass(frozen=True)
class Sides:
    """The actor that did it, the armed actor it was done to, and why they were taken for that.

    Either is null where no claim names one. ``suspected`` says that no claim states the first, only suspects it;
    ``inferred`` that the second is the state's forces because soldiers died. ``others`` are named, too, as doers.
    """

    doer: Actor | None
    opponent: Actor | None
    others: tuple[Actor, ...] = ()
    suspected: bool = False
    inferred: bool = False


def sides(incident: Incident) -> Sides:
    """The perpetrator whom most claims state (only then one suspected) and the armed actor most often the target.

    Of a fight whose participants are only agents the first two armed ones are the sides. Persons count for their
    own; who is a victim only is no doer.
    """
    doers = [a for a in incident.actors if _does(a, ("stated", "claimed"))]
    suspected = [a for a in incident.actors if _does(a, ("suspected",)) and a not in doers]
    doer = _most(doers) or _most(suspected)
    harmed = [a for a in incident.actors if a != doer and is_armed(a) and a not in doers + suspected]
    opponent = _most(a for a in harmed if {role for role, _, _ in a.part} & {"target", "victim", "recipient"})
    others = tuple(a for a in (*doers, *suspected) if a != doer)
    if opponent is None:
        opponent = _most(a for a in others if is_armed(a) and a in doers)
    inferred = opponent is None and not is_state(doer) and _soldiers_died(incident)
    if inferred:
        opponent = _state_forces(incident)
    named = tuple(a for a in others if a.named and a != opponent)
    return Sides(doer, opponent, named, doer is not None and doer not in doers, inferred)


def is_state(actor: Actor | None) -> bool:
    """Whether the actor belongs to a state's forces or government."""
    return actor is not None and actor.kind in STATE


def is_armed(actor: Actor) -> bool:
    """Whether the actor's kind carries arms."""
    return actor.kind in ARMED


def is_dead_of(population: PopulationKey, actor: Actor | None) -> bool:
    """Whether a population of combatants is the actor's people: by key, else by what they are."""
    if actor is None or population.status == "civilian":
        return False
    if population.side is not None:
        return population.side == actor.key
    return population.group in _GROUP_STATE and _GROUP_STATE[population.group] == is_state(actor)


def _soldiers_died(incident: Incident) -> bool:
    return any(
        estimate.outcome == "killed" and estimate.population.group == "soldier" and estimate.best
        for estimate in incident.by_policy("ucdp").estimates
    )


def _state_forces(incident: Incident) -> Actor:
    """The forces of the country the incident is in, whom no claim names."""
    code = incident.sites[0].country if incident.sites else None
    country = countries().get(code or "")
    name = f"Military forces of {country.acled_country}" if country else "Military forces"
    return Actor(key=f"state {code}", name=name, type="organisation", kind="military", country=code)


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code."""
    text = files("hearsay.export").joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {row[0]: Country(*row) for row in rows}


def _does(actor: Actor, standings: tuple[str, ...]) -> bool:
    return any(
        standing in standings and (role == "perpetrator" or (role == "agent" and type_ == "ASSAULT"))
        and (type_ is None or type_ in _DOES_HARM)
        for role, standing, type_ in actor.part
    )  # fmt: skip


def _most(actors: Iterable[Actor]) -> Actor | None:
    """The armed before others, who has a name before who has none, then the one most claims speak of."""
    return min(actors, key=lambda a: (not is_armed(a), not a.named, -len(a.claims), a.key), default=None)
