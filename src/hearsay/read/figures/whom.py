"""Whom a number counts: the population that its words name, the entity they are, and the side they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearsay.read.figures.counted import Counted
from hearsay.read.figures.grammar import Grammar
from hearsay.read.figures.people import Told, is_plural, told
from hearsay.read.scan import Scan
from hearsay.record import Entity, Population
from hearsay.record.codes import AgeGroup

_SIDES = frozenset(("organisation", "group", "nationality"))
_PEOPLE = frozenset(("person", "organisation", "group"))
_CHILD, _OLD = 18, 65
"""First age of adults, first of the elderly."""


class Known:
    """The entities of a report by where they are mentioned."""

    def __init__(self, words: Scan, entities: Sequence[Entity]) -> None:
        self._words = words
        self._by_id = {entity.id: entity for entity in entities}
        self._mentions = [
            (mention.start, mention.end, entity) for entity in entities for mention in entity.mentions
        ]

    def represented(self, entity: Entity | None) -> Entity | None:
        """The body that an entity speaks or fights for, if that is known."""
        return None if entity is None or entity.represents is None else self._by_id.get(entity.represents)

    def around(self, index: int) -> Iterator[tuple[int, int, Entity]]:
        """Mentions that hold a word, as first character, one past the last and entity, shortest first."""
        start, end = self._words.starts[index], self._words.ends[index]
        found = [item for item in self._mentions if item[0] <= start and end <= item[1]]
        yield from sorted(found, key=lambda item: (item[1] - item[0], item[0]))


def who_of(words: Scan, counted: Counted, known: Known) -> Entity | None:
    """The entity that the people counted are: a mention with the noun as its last word, or with "of …" behind it."""
    end = words.ends[counted.last]
    for start, stop, entity in known.around(counted.last):
        inside = words.text[start:stop].lower()
        behind = words.text[end:stop].split()[:1]
        if (
            entity.type in _PEOPLE
            and (stop == end or behind == ["of"] or behind == ["OF"])
            and " and " not in inside
        ):
            return entity
    return None


def side_of(
    words: Scan, grammar: Grammar, counted: Counted, who: Entity | None, known: Known
) -> Entity | None:
    """Whose fighters they are: "12 *FMLN* guerrillas", "members of *the army*", or whom their entity represents."""
    places = [*range(counted.first, counted.last)]
    for child in grammar.children(counted.last, "nmod", "nmod:poss"):
        if child > counted.last and [words.lowers[case] for case in grammar.case(child)] == ["of"]:
            places.append(child)
    for index in places:
        for start, _, entity in known.around(index):
            apart = start >= words.starts[counted.first] and entity is not who
            if apart and entity.type in _SIDES:
                return entity
    return known.represented(who)


def population_of(words: Scan, grammar: Grammar, counted: Counted, side: Entity | None) -> Population:
    """Status, sex and age group that the counted words tell, of all nouns that one number counts.

    The side is told of those who may fight only: whose countrymen civilians are is no side.
    """
    nouns = [told(counted.words(words)), *_joined(words, grammar, counted)]
    statuses, sexes = [noun.status for noun in nouns], [noun.sex for noun in nouns]
    status = "mixed" if _differ(statuses) else None if None in statuses else nouns[0].status
    ages = {noun.age_group for noun in nouns}
    return Population(
        status=status,
        side=side.id if side is not None and status == "combatant" else None,
        sex="mixed" if _differ(sexes) else None if None in sexes else nouns[0].sex,
        age_group=_age(words, counted) or (nouns[0].age_group if len(ages) == 1 else None),
    )


def _differ(told_of: Sequence[str | None]) -> bool:
    """Whether two of the nouns say different things; one that says nothing agrees with all."""
    return len({value for value in told_of if value is not None}) > 1


def _joined(words: Scan, grammar: Grammar, counted: Counted) -> Iterator[Told]:
    """ "200 soldiers *and civilians*": further nouns for people that have no number or article of their own."""
    for child in grammar.children(counted.last, "conj"):
        own = grammar.child(child, "nummod", "det")
        if child > counted.last and own is None and is_plural(words.lowers[child]):
            yield told((words.lowers[child],))


def _age(words: Scan, counted: Counted) -> AgeGroup | None:
    """The age group of "a 12-year-old boy"."""
    for index in range(counted.first, counted.last):
        text = words.words[index]
        if text.isdigit() and words.lowers[index + 1 : index + 5] == ("-", "year", "-", "old"):
            return "child" if int(text) < _CHILD else "elderly" if int(text) >= _OLD else "adult"
    return None
