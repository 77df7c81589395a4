"""Nouns for people: which words name them, and what a noun says of the population counted."""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.read.figures.tables import PEOPLE
from hearsay.record.codes import AgeGroup, PopulationSex, PopulationStatus


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


_IRREGULAR: dict[str, str] = PEOPLE["irregular"]
_SINGULAR_OF: dict[str, str] = dict(_IRREGULAR)
for _list in ("any", "civilian", "combatant"):
    for _noun in PEOPLE[_list]:
        _SINGULAR_OF.setdefault(_plural(_noun.lower()), _noun.lower())
_SINGULARS = frozenset(_SINGULAR_OF.values())
_TELLS = {
    key: frozenset(PEOPLE[key]) for key in ("civilian", "combatant", "female", "male", "child", "elderly")
}
_WORDS = {
    key: frozenset(PEOPLE[key + "_words"])
    for key in ("civilian", "combatant", "female", "male", "child", "adult", "elderly")
}
_MASS = frozenset(PEOPLE["only_counted"])
"""Singulars that stand for no one person: "a murder", "a life"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the counted words say of the people counted; None where they say nothing."""

    status: PopulationStatus | None = None
    sex: PopulationSex | None = None
    age_group: AgeGroup | None = None


def is_plural(word: str) -> bool:
    """True for a plural noun of people ("soldiers", "people", "dead"), in small letters."""
    return word in _SINGULAR_OF


def is_singular(word: str) -> bool:
    """True for the singular of one ("soldier"); not for what is only counted as many."""
    return word in _SINGULARS and word not in _MASS


def told(counted: tuple[str, ...]) -> Told:
    """The population that the counted words name, head last, in small letters."""
    if not counted:
        return Told()
    noun = _SINGULAR_OF.get(counted[-1], counted[-1])
    rest = counted[:-1]

    def says(key: str) -> bool:
        return noun in _TELLS.get(key, ()) or any(word in _WORDS.get(key, ()) for word in rest)

    status: PopulationStatus | None = (
        "combatant" if noun in _TELLS["combatant"] or says("combatant") else None
    )
    if says("civilian") and noun not in _TELLS["combatant"]:
        status = "civilian"
    sex: PopulationSex | None = "female" if says("female") else "male" if says("male") else None
    if sex is not None and "and" in rest and {sex, told(rest[: rest.index("and")]).sex} == {"female", "male"}:
        sex = "mixed"  # "a man and woman"
    age: AgeGroup | None = "child" if says("child") else "elderly" if says("elderly") else None
    return Told(status, sex, "adult" if age is None and says("adult") else age)
