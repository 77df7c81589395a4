"""Contradictions of one incident: claims that cannot all hold, typed, with the claims on every side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import asin, cos, inf, radians, sin, sqrt
from typing import TypeVar

from hearsay.link.estimates import Standing, Told, standing
from hearsay.link.estimates.entry import Said, in_order, refused, replaced_in
from hearsay.link.estimates.populations import population_of
from hearsay.record import Entity, Figure, Place
from hearsay.record.estimate import EVERYBODY, Contradiction, ContradictionKind, PopulationKey, Standpoint

_ABOUT = 0.1
"""How far "about 200" reaches to either side: no two reports contradict each other by a rounding."""
_MOVING = frozenset({"displaced", "deployed", "missing"})
"""What goes up and down: numbers of different days do not exclude each other."""
_LATER = 7
"""Days after a deed in which those whom it killed or hurt may be found."""
_EXACT_LEVEL = 2
"""Place levels up to this (a point, or near one) can be compared by distance."""
_RADIUS_KM = {1: 5.0, 2: 25.0}
_NEAR_KM = 25.0
_EARTH_KM = 6371.0
_DOERS = {"perpetrator": frozenset({None, "ASSAULT", "COERCE", "CASUALTY"}), "agent": frozenset({"ASSAULT"})}
_DENYING = "denied"
_HAPPENED = frozenset({"asserted", "probable", "possible"})

_Row = TypeVar("_Row")


def contradictions(
    claims: Sequence[Told],
    interval: tuple[str | None, str | None] = (None, None),
    stands: Standing | None = None,
) -> tuple[Contradiction, ...]:
    """What of ``claims``, those of one incident, cannot all hold; in a fixed order whatever theirs is.

    Claims that a person rejected, repeats, and claims of reports that were withdrawn, embargoed or replaced
    contradict nothing. An older figure of the same origin is no contradiction but an update. ``stands`` is what
    :func:`standing` says of the claims, where that has been asked already.
    """
    once = in_order({told.key: told for told in claims}.values())
    said = [row for row in (stands or standing(once, interval))[0] if row.firm]
    replaced = replaced_in(once)
    counting = [told for told in once if refused(told, replaced) in (None, _DENYING)]
    true = [told for told in counting if told.claim.certainty in _HAPPENED]
    found = [*_figures(said), *_parts(said), *_denied_figures(counting, said)]
    for happening in sorted({told.happening for told in counting if told.happening}):
        here = [told for told in true if told.happening == happening]
        found += [*_dates(here), *_places(here), *_perpetrators(here)]
        found += _denials([told for told in counting if told.happening == happening])
    return tuple(sorted(_each_once(found), key=lambda one: (one.kind, one.words, repr(one.sides))))


# --- figures ---


def _figures(said: Sequence[Said]) -> Iterable[Contradiction]:
    """Numbers of the same people by different origins that leave no number both allow."""
    groups: dict[tuple[str, object], list[Said]] = {}
    for row in said:
        groups.setdefault((row.outcome, row.population), []).append(row)
    for rows in groups.values():
        sides = _sides(rows, _amount_then, _exclude, _of_said, _bounds, own_word=False)
        yield from _contradiction("figures", _about(rows[0].outcome, rows[0].population, rows[0].told), sides)


def _parts(said: Sequence[Said]) -> Iterable[Contradiction]:
    """Parts that are more than somebody else's whole: one contradiction a whole, with all numbers in it."""
    wholes: dict[tuple[str, PopulationKey], list[Said]] = {}
    for row in said:
        wholes.setdefault((row.outcome, row.population), []).append(row)
    for (outcome, population), rows in wholes.items():
        parts = [
            row
            for row in said
            if row.outcome == outcome and row.population != population and row.population.within(population)
        ]
        sides = _sides([*rows, *parts], _amount_of, _exceeds, _of_said, _bounds, own_word=False)
        yield from _contradiction("figures", f"{outcome}, part and whole: ", sides)


def _amount_of(said: Said) -> str:
    return (
        f"{_amount(said)} {'in all' if said.population == EVERYBODY else _people(said.population, said.told)}"
    )


def _exceeds(one: Said, other: Said) -> bool:
    """Whether either is a part of the other and more than it, on another's word."""
    if one.population == other.population:
        return False
    part, whole = (one, other) if one.population.within(other.population) else (other, one)
    return part.population.within(whole.population) and _bounds(part)[0] > _bounds(whole)[1]


def _exclude(one: Said, other: Said) -> bool:
    (low, high), (from_, to) = _bounds(one), _bounds(other)
    same_time = one.outcome not in _MOVING or not one.on or not other.on or one.on == other.on
    return same_time and (high < from_ or to < low)


def _bounds(said: Said) -> tuple[float, float]:
    """The least and the greatest number the figure allows."""
    return _allowed(said.low, said.high, said.figure)


def _allowed(low: float | None, high: float | None, figure: Figure | None) -> tuple[float, float]:
    slack = _ABOUT if figure is not None and figure.bound == "about" else 0.0
    return (low or 0) * (1 - slack), inf if high is None else high * (1 + slack)


def _amount(said: Said) -> str:
    low, high = said.low, said.high
    if low is None and high is None:
        return "some"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    about = "about " if said.figure is not None and said.figure.bound == "about" else ""
    return f"{about}{low:,}" if low == high else f"{low:,} to {high:,}"


def _amount_then(said: Said) -> str:
    return f"{_amount(said)} on {said.on}" if said.outcome in _MOVING and said.on else _amount(said)


def _about(outcome: str, population: PopulationKey, told: Told) -> str:
    return f"{outcome}: " if population == EVERYBODY else f"{outcome}, {_people(population, told)}: "


def _people(population: PopulationKey, told: Told) -> str:
    """Whom it counts, the side by the name it has in the report."""
    entities = told.layers.entities
    return population.words_with(
        {key: entities[id_].name for id_, key in told.actors.items() if id_ in entities}
    )


# --- denials ---


def _denials(claims: Sequence[Told]) -> Iterable[Contradiction]:
    """One happening that one origin denies and another asserts; of other types ("taken prisoner", "taken shelter") it is
    none, however linking came to join the two."""
    denied = [told for told in claims if told.claim.certainty == _DENYING]
    types = {told.event.type for told in denied}
    asserted = [told for told in claims if told.claim.certainty in _HAPPENED and told.event.type in types]
    if denied:
        yield from _beside(denied, asserted, f"{' '.join(denied[0].event.words.split())}: ")


def _denied_figures(claims: Sequence[Told], said: Sequence[Said]) -> Iterable[Contradiction]:
    """Figures that somebody denies: "no soldier was captured" beside twelve, "not thirty" beside thirty."""
    for told in claims:
        for figure in told.figures if told.claim.certainty == _DENYING else ():
            nobody = figure.high == 0
            denied = _allowed(figure.low, figure.high, figure)
            against = [
                row.told
                for row in said
                if row.outcome == figure.outcome
                and not row.population.apart(population_of(figure, told))
                and (
                    (row.low or 0) > 0
                    if nobody
                    else _bounds(row)[0] <= denied[1] and denied[0] <= _bounds(row)[1]
                )
            ]
            about = _about(str(figure.outcome), population_of(figure, told), told)
            yield from _beside([told], against, about)


def _beside(denied: Sequence[Told], asserted: Sequence[Told], about: str) -> Iterable[Contradiction]:
    origins = {told.origin for told in denied}
    others = [told for told in asserted if told.origin not in origins]
    if denied and others:
        yield from _contradiction("denial", about, [("denied", list(denied)), ("asserted", others)])


# --- dates, places, perpetrators of one happening ---


def _dates(claims: Sequence[Told]) -> Iterable[Contradiction]:
    """Days that leave no day in common."""
    dated = [told for told in claims if None not in told.when]
    sides = _sides(dated, _days, _other_days, _itself, lambda told: (_days(told),))
    yield from _contradiction("dates", "", sides)


def _days(told: Told) -> str:
    first, last = told.when
    return f"{first}" if first == last else f"{first} to {last}"


def _other_days(one: Told, other: Told) -> bool:
    """Whether no day is in both; the dead may be found a week after the deed, and a night is of two days."""
    (first, last), (start, end) = (map(_ordinal, told.when) for told in (one, other))
    gap = max(start - last, first - end)
    if gap <= 0:
        return False
    later, earlier = (other, one) if start > last else (one, other)
    if later.event.type == "CASUALTY" != earlier.event.type and gap <= _LATER:
        return False
    return gap > 1 or not any(_at_night(told) for told in (one, other))


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day or "0001-01-01").toordinal()


def _at_night(told: Told) -> bool:
    time = told.layers.times.get(told.event.when or "")
    return time is not None and (time.value or "").endswith("TNI")


def _places(claims: Sequence[Told]) -> Iterable[Contradiction]:
    """Places that cannot be the same: other countries, other provinces, points too far from each other."""
    placed = [told for told in claims if _located(told)]
    sides = _sides(placed, _place_words, _elsewhere, _itself, lambda told: (_place_words(told),))
    yield from _contradiction("places", "", sides)


def _place_words(told: Told) -> str:
    return " and ".join(place.name for place in _located(told))


def _located(told: Told) -> list[Place]:
    places = (told.layers.places[id_] for id_ in told.event.where)
    return [place for place in places if place.use == "literal" and (place.country or place.lat is not None)]


def _elsewhere(one: Told, other: Told) -> bool:
    return all(_far(here, there) for here in _located(one) for there in _located(other))


def _far(here: Place, there: Place) -> bool:
    if here.country and there.country and here.country != there.country:
        return True
    exact = all(place.level is not None and place.level <= _EXACT_LEVEL for place in (here, there))
    loose = {"between", "direction"} & {here.relation, there.relation}
    if exact and not loose and None not in (here.lat, here.lon, there.lat, there.lon):
        return _kilometres(here, there) > _reach(here) + _reach(there)
    return bool(here.admin1 and there.admin1 and here.country and here.admin1 != there.admin1)


def _reach(place: Place) -> float:
    radius = place.radius_km if place.radius_km is not None else _RADIUS_KM[place.level or _EXACT_LEVEL]
    return max(radius, _NEAR_KM) if place.relation == "near" else radius


def _kilometres(here: Place, there: Place) -> float:
    """Great-circle distance by the haversine formula."""
    lat1, lon1, lat2, lon2 = (radians(v or 0.0) for v in (here.lat, here.lon, there.lat, there.lon))
    root = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, root)))


def _perpetrators(claims: Sequence[Told]) -> Iterable[Contradiction]:
    """Different named perpetrators, stated or suspected; those whom one claim names together did it together."""
    named = [told for told in claims if _doers(told)]
    sides = _sides(named, _doer_words, _others, _itself, lambda told: (_doer_words(told),))
    yield from _contradiction("perpetrators", "", sides)


def _doers(told: Told) -> Mapping[str, tuple[str, str]]:
    """Actor key -> (name, standing) of the perpetrators with a name, and of the bodies they represent."""
    found: dict[str, tuple[str, str]] = {}
    for actor in told.event.participants:
        entity = told.layers.entities.get(actor.entity or "")
        wanted = told.event.type in _DOERS.get(actor.role, frozenset())
        if entity is None or not wanted or actor.standing == "denied" or not _has_name(entity):
            continue
        found[told.actor(actor) or entity.name.casefold()] = (entity.name, actor.standing)
        above = told.layers.entities.get(entity.represents or "")
        if above is not None and _has_name(above):
            found[told.actors.get(above.id) or above.name.casefold()] = (above.name, actor.standing)
    return found


def _has_name(entity: Entity) -> bool:
    return any(mention.kind == "name" for mention in entity.mentions)


def _others(one: Told, other: Told) -> bool:
    return not set(_doers(one)) & set(_doers(other))


def _doer_words(told: Told) -> str:
    return " and ".join(f"{name} ({standing})" for name, standing in sorted(set(_doers(told).values())))


# --- sides ---


def _sides(
    rows: Sequence[_Row],
    words: Callable[[_Row], str],
    exclude: Callable[[_Row, _Row], bool],
    told: Callable[[_Row], Told],
    order: Callable[[_Row], tuple[float | str, ...]],
    own_word: bool = True,
) -> list[tuple[str, list[Told]]]:
    """Those of ``rows`` that some other one excludes, put together by what they say, in ``order``.

    ``own_word`` says whether an origin can contradict itself. Rows of the same words exclude the same others.
    """
    said: dict[str, list[_Row]] = {}
    for row in sorted(rows, key=lambda row: (order(row), told(row).key)):
        said.setdefault(words(row), []).append(row)
    against: set[str] = set()
    for one, other in combinations(said, 2):
        voices = {told(row).origin for row in (*said[one], *said[other])}
        if (own_word or len(voices) > 1) and exclude(said[one][0], said[other][0]):
            against |= {one, other}
    return [(name, [told(row) for row in found]) for name, found in said.items() if name in against]


def _itself(told: Told) -> Told:
    return told


def _of_said(said: Said) -> Told:
    return said.told


def _contradiction(
    kind: ContradictionKind, about: str, sides: Sequence[tuple[str, Sequence[Told]]]
) -> Iterable[Contradiction]:
    if len(sides) < 2:
        return
    standpoints = tuple(
        Standpoint(
            words=words,
            claims=tuple(dict.fromkeys(told.key for told in in_order(claims))),
            origins=tuple(dict.fromkeys(told.origin for told in in_order(claims))),
        )
        for words, claims in sides
    )
    yield Contradiction(
        kind=kind, words=about + " against ".join(words for words, _ in sides), sides=standpoints
    )


def _each_once(found: Iterable[Contradiction]) -> list[Contradiction]:
    """A denial that both its event and its figure show is one: the one that says of what."""
    kept: list[Contradiction] = []
    for one in found:
        claims = [set(side.claims) for side in one.sides]
        same = (
            other
            for other in kept
            if other.kind == one.kind == "denial"
            and all(set(side.claims) >= mine for side, mine in zip(other.sides, claims, strict=True))
        )
        if one not in kept and next(same, None) is None:
            kept.append(one)
    return kept
