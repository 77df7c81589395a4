"""Named victims: one who is named and dead counts as one, unless a figure covers them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from hearsay.link.estimates.entry import UNSURE, Left, Said, in_order, refused, replaced_in
from hearsay.link.estimates.told import Told
from hearsay.record import Entity
from hearsay.record.codes import Outcome
from hearsay.record.estimate import PopulationKey

_ADULT = 18
_HARM = frozenset({"CASUALTY", "ASSAULT", "COERCE"})
_STATUS = {
    "military": "combatant", "rebel": "combatant", "militia": "combatant", "civilian": "civilian",
    "medical": "civilian", "religious": "civilian", "news_media": "civilian", "ngo": "civilian",
}  # fmt: skip


def named_victims(claims: Sequence[Told], figures: Sequence[Said]) -> tuple[list[Said], list[Left]]:
    """For each outcome one number: how many different people are named whom none of ``figures`` covers.

    A figure covers a victim when it is of the same outcome and its population may hold them. Someone whom a
    claim denies or only plans to be harmed is no victim. Two names of one actor are one. Who is named by uncertain
    claims alone counts for the high end only, which makes a second number.
    """
    found: dict[tuple[Outcome, str], list[Said]] = {}
    left: list[Left] = []
    replaced = replaced_in(claims)
    for told in in_order(claims):
        outcome = outcome_of(told)
        if outcome is None or any(figure.outcome == outcome for figure in told.figures):
            continue
        for person in _named(told):
            who = told.actors.get(person.id) or f"{told.family} {person.name.casefold()}"
            said = _one(told, outcome, person)
            rule = refused(told, replaced)
            if rule:
                left.append(said.left(rule))
            elif any(
                figure.outcome == outcome and not said.population.apart(figure.population)
                for figure in figures
            ):
                left.append(said.left("covered"))
            else:
                found.setdefault((outcome, who), []).append(said)
    return [*_added_up(found, firm=True), *_added_up(found, firm=False)], left


def outcome_of(told: Told) -> Outcome | None:
    """What the trigger says became of the victims: ``killed`` for "murdered"; null if it does not say."""
    if told.event.type not in _HARM:
        return None
    word = told.event.words.lower().split()[-1]
    return next((outcome for outcome, words in _triggers().items() if word in words), None)


def _named(told: Told) -> list[Entity]:
    """The persons with a name among the victims, each once."""
    people: dict[str, Entity] = {}
    for participant in told.event.participants:
        entity = told.layers.entities.get(participant.entity or "")
        harmed = participant.role == "victim" and participant.standing != "denied"
        if harmed and entity and entity.type == "person" and any(m.kind == "name" for m in entity.mentions):
            people[entity.id] = entity
    return list(people.values())


def _one(told: Told, outcome: Outcome, person: Entity) -> Said:
    age = None if person.age is None else "child" if person.age < _ADULT else "adult"
    population = PopulationKey.of(status=_STATUS.get(person.kind or ""), sex=person.sex, age_group=age)
    firm = told.certainty() not in UNSURE
    return Said(outcome, population, 1, 1, firm, told.said or told.published, told, None, "named_victim")


def _added_up(found: dict[tuple[Outcome, str], list[Said]], firm: bool) -> list[Said]:
    """One number an outcome over the people whom (``firm``) a sure claim names or (not) any claim."""
    added: list[Said] = []
    for outcome in dict.fromkeys(outcome for outcome, _ in found):
        people = [rows for (of, _), rows in found.items() if of == outcome]
        vouched = [rows for rows in people if any(row.firm for row in rows)]
        counted = vouched if firm else people
        if not counted or (not firm and len(vouched) == len(people)):
            continue
        backers = tuple(row for rows in counted for row in rows)
        added.append(
            replace(
                backers[0],
                population=_common([row.population for row in backers]),
                low=len(counted),
                high=len(counted),
                firm=firm,
                backers=backers,
            )
        )
    return added


def _common(populations: Sequence[PopulationKey]) -> PopulationKey:
    """What all of them say alike: two women, one of them a nurse, are women."""
    first = populations[0]
    fields = {name: getattr(first, name) for name in type(first).model_fields}
    shared = {name: value if all(getattr(p, name) == value for p in populations) else None
              for name, value in fields.items()}  # fmt: skip
    return PopulationKey.of(**shared)


@cache
def _triggers() -> dict[Outcome, frozenset[str]]:
    text = files("hearsay.link.estimates").joinpath("triggers.toml").read_text(encoding="utf-8")
    table: dict[Outcome, list[str]] = tomllib.loads(text)  # type: ignore[assignment]
    return {outcome: frozenset(words) for outcome, words in table.items()}
