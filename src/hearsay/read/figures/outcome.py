"""What became of the people a number counts, by the words that govern it in its clause.

In order: what stands right behind an elided noun ("20 dead"), a verb right before ("killed 20"), a
participle behind ("20 people were killed"), a verb further before ("the death toll rose to 20"), the counted
noun itself ("five hostages"), and for a part of a whole ("20 killed, including three children") the outcome
of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearsay.read.figures.counted import Counted
from hearsay.read.figures.hedges import certainty_of, scope_of
from hearsay.read.figures.people import told
from hearsay.read.figures.quantities import Quantity
from hearsay.read.figures.tables import OUTCOMES, load
from hearsay.read.scan import Scan

_CLAUSE: dict[str, list[str]] = load("clause.toml")
_SET = {name: frozenset(words) for name, words in _CLAUSE.items()}
_BREAKDOWNS = tuple(tuple(phrase.split()) for phrase in _CLAUSE["breakdown_behind"])


def _table(kind: str) -> dict[str, str]:
    return {word: name for name, entry in OUTCOMES.items() for word in reversed(entry.get(kind, ()))}


_AFTER, _BEFORE, _NOUN, _AGENT = _table("after"), _table("before"), _table("noun"), _table("agent")
VERBS = frozenset(_AFTER) | frozenset(_BEFORE) | frozenset(_AGENT)
"""Words of outcomes: where one follows a number, the noun phrase is over."""
_STRONG = frozenset(
    ("deaths", "death", "fatalities", "fatality", "casualties", "casualty", "injuries", "injury", "arrests")
)
_STRONG_NOUNS = _STRONG | frozenset(
    ("killings", "murders", "kidnappings", "abductions", "disappearances", "detentions")
)
_LOSS = frozenset(
    ("loss", "lost", "claimed", "claiming", "claim", "cost", "costing", "took", "taking", "losing", "lose")
)
_REACH = 14


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of them, the word that says it, and how sure, how new and part of what the number is."""

    name: str | None = None
    word: int | None = None
    rule: str = ""
    certainty: str = "asserted"
    hedge: int | None = None
    scope: str | None = None
    whole: int | None = None
    """Position of the quantity that this one is a part of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one quantity stands: its words, the words behind it, and which words belong to other
    quantities.
    """

    words: Scan
    item: Quantity
    counted: Counted | None
    owner: Sequence[int]
    """For each word the position of the quantity it belongs to, -1 for none."""
    me: int

    @property
    def tail(self) -> int:
        """Index of the first word behind the quantity and what it counts."""
        return self.counted.last + 1 if self.counted is not None else self.item.after


def find_outcomes(
    words: Scan, quantities: Sequence[Quantity], counted: Sequence[Counted | None], blocked: Sequence[bool]
) -> list[Outcome]:
    """The outcome of each quantity, in the same order; an empty one where it counts no people."""
    owner = [-1] * len(words)
    for position, (item, noun) in enumerate(zip(quantities, counted, strict=True)):
        for index in range(item.first, noun.last + 1 if noun is not None else item.after):
            owner[index] = position
    found: list[Outcome] = []
    for position, (item, noun) in enumerate(zip(quantities, counted, strict=True)):
        place = Place(words, item, noun, owner, position)
        outcome = _outcome(place, blocked) if _may_be_people(place) else Outcome()
        outcome = _as_total(place, outcome, found)
        found.append(_as_part(place, outcome, found))
    return found


def _may_be_people(place: Place) -> bool:
    if place.item.unit is not None:
        return False
    if place.item.low is not None and place.item.low.denominator != 1:
        return False
    behind = place.words.lowers[place.item.after : place.item.after + 1]
    if behind == ("-",) and place.words.glued(place.item.after):
        return False
    return place.counted is None or place.counted.people


def _outcome(place: Place, blocked: Sequence[bool]) -> Outcome:
    for rule in (_adjacent, _strong_noun, _right_before, _behind, _before, _noun):
        hit = rule(place)
        if hit is not None:
            name, word = hit
            if not name:
                return Outcome()
            if place.counted is None and name not in _ELIDED and rule is not _adjacent:
                return Outcome()
            name = _lumped(place, name, word)
            certainty, hedge = certainty_of(place.words, place.item, word)
            scope = scope_of(place.words, place.item, place.tail, word)
            return Outcome(name, word, rule.__name__.strip("_").replace("_", " "), certainty, hedge, scope)
    return Outcome()


_ELIDED = frozenset(
    (
        "killed",
        "wounded",
        "casualties",
        "captured",
        "kidnapped",
        "missing",
        "displaced",
        "released",
        "honoured",
        "other",
    )
)


def _adjacent(place: Place) -> tuple[str, int] | None:
    """ "20 dead", "30 wounded", "the nine killed in action", "five in wheelchairs"."""
    if place.counted is not None:
        return None
    words, index = place.words, place.item.after
    while index < len(words) and words.lowers[index] in (
        "others",
        "more",
        "were",
        "are",
        "reported",
        "in",
        "people",
    ):
        index += 1
    name = _AFTER.get(words.lowers[index]) if index < len(words) else None
    if name is None or _has_object(place, index):
        return None
    if index == place.item.after and words.lowers[index] == "camps":  # "three camps" counts camps, not people
        return None
    return (_fatal(words, index) or name), index


def _strong_noun(place: Place) -> tuple[str, int] | None:
    """ "20 deaths", "15 casualties", "the loss of nine lives"."""
    if place.counted is None:
        return None
    head = place.words.lowers[place.counted.last]
    if head in _STRONG_NOUNS:
        return _NOUN[head], place.counted.last
    if head in ("lives", "life"):
        near = place.words.lowers[max(0, place.item.first - 5) : place.tail + 3]
        return ("killed", place.counted.last) if not _LOSS.isdisjoint(near) else ("", 0)
    return None


def _right_before(place: Place) -> tuple[str, int] | None:
    """A verb whose object the number is, with nothing but bounds between: "killed at least 20 people"."""
    index = place.item.first - 1
    while index >= 0 and place.words.lowers[index] in ("the", "of", "some", "all", "up", "another", "off"):
        index -= 1
    return _before_at(place, index)


def _before_at(place: Place, index: int) -> tuple[str, int] | None:
    if index < 0 or place.owner[index] >= 0:
        return None
    lower = place.words.lowers[index]
    name = _BEFORE.get(lower)
    if name is None or (
        index and place.words.lowers[index - 1] in ("were", "was", "been", "being") and lower.endswith("ed")
    ):
        return None
    if lower in ("sent", "sending", "send", "sends"):
        if "to" in place.words.lowers[index + 1 : place.item.first]:
            return None  # "an email sent to 40,000 students"
        name = _sent(place)
    if lower in ("forced", "forcing") and not {"homes", "flee", "leave", "out", "evacuate"} & set(
        place.words.lowers[place.tail : place.tail + 6]
    ):
        return None
    return (_fatal_object(place) or name), index


def _sent(place: Place) -> str:
    behind = place.words.lowers[place.tail : place.tail + 6]
    if place.counted is not None and place.words.lowers[place.counted.last] in (
        "refugees",
        "migrants",
        "residents",
    ):
        return "displaced"
    return "wounded" if "hospital" in behind or "hospitals" in behind else "deployed"


def _fatal(words: Scan, index: int) -> str | None:
    """ "Shot dead", "beaten to death", "shot and killed": killed, whatever the verb."""
    behind = words.lowers[index + 1 : index + 4]
    if behind[:1] == ("dead",) or behind[:2] in (("to", "death"), ("and", "killed")):
        return "killed"
    return "killed" if words.lowers[index - 1] == "fatally" else None


def _fatal_object(place: Place) -> str | None:
    behind = place.words.lowers[place.tail : place.tail + 2]
    if behind[:1] == ("dead",) or behind == ("to", "death"):
        return "killed"
    if behind[:1] == ("hostage",):
        return "kidnapped"
    return "captured" if behind[:1] == ("prisoner",) else None


def _behind(place: Place) -> tuple[str, int] | None:
    """A participle or adjective behind: "20 people, including a boy, were killed"; not where it has an
    object.
    """
    words, lowers = place.words, place.words.lowers
    index, end = place.tail, min(len(words), place.tail + _REACH)
    joined = False
    while index < end:
        lower = lowers[index]
        if words.kinds[index] == "gap" or (lower in _SET["stops"] and not _abbreviates(words, index)):
            return None
        name = _AFTER.get(lower) or _AGENT.get(lower)
        if name is not None and _is_meant(lowers, index):
            return _participle(place, index, lower, name, joined)
        if lower in ("and", "or"):
            follows = place.owner[index + 1] if index + 1 < len(words) else -1
            if follows < 0 and lowers[index + 1 : index + 2] not in (
                ("a",),
                ("an",),
                ("their",),
                ("his",),
                ("her",),
                ("the",),
            ):
                return None
            joined = True
        elif place.owner[index] < 0 and not _may_pass(words, index):
            return None
        index += 1
    return None


def _is_meant(lowers: Sequence[str], index: int) -> bool:
    """Words that say an outcome only beside another: "behind bars", "taken to hospital"."""
    if lowers[index] == "behind":
        return lowers[index + 1 : index + 2] == ("bars",)
    if lowers[index] == "camps":
        return "in" in lowers[max(0, index - 3) : index]
    return lowers[index] != "hospital" or "to" in lowers[index - 2 : index]


def _participle(place: Place, index: int, lower: str, name: str, joined: bool) -> tuple[str, int] | None:
    before = index - 1
    while before > place.tail and place.words.lowers[before] in _ADVERBS:
        before -= 1
    helped = place.words.lowers[before] in _SET["auxiliaries"]
    if lower in _AGENT and not helped:
        combatant = place.counted is not None and told(place.counted.words(place.words)).status == "combatant"
        return ("deployed", index) if combatant else ("", index)
    if joined and not helped:
        return None
    if not helped and _has_object(place, index):
        return "", index
    if lower == "held" and not helped:
        return None
    return (_fatal(place.words, index) or name), index


_ADVERBS = frozenset(
    ("reportedly", "seriously", "badly", "severely", "critically", "slightly", "also", "later", "fatally")
)


def _has_object(place: Place, index: int) -> bool:
    """True for "gunmen killed two guards": the word has an object of its own behind it."""
    lower = place.words.lowers[index]
    if lower in (
        "died",
        "dead",
        "die",
        "dies",
        "missing",
        "fled",
        "disappeared",
        "surrendered",
        "casualties",
    ):
        return False
    after = index + 1
    if after >= len(place.words):
        return False
    return place.owner[after] not in (-1, place.me) or place.words.lowers[after] in _SET["objects"]


def _may_pass(words: Scan, index: int) -> bool:
    lower = words.lowers[index]
    if lower in ("said", "reported", "told") and words.lowers[index - 1] not in _SET["auxiliaries"]:
        return False
    if (
        lower in _SET["passed"]
        or lower in _SET["auxiliaries"]
        or (words.words[index][:1].isupper() and not words.capitals)
    ):
        return True
    if words.kinds[index] != "word":
        return words.kinds[index] != "mark" or lower in ",()-'"
    return not lower.endswith("ed") or lower in ("armed", "unarmed", "masked", "hooded", "united")


def _abbreviates(words: Scan, index: int) -> bool:
    return (
        words.words[index] == "."
        and index > 0
        and len(words.words[index - 1]) <= 2
        and words.words[index - 1].istitle()
    )


def _before(place: Place) -> tuple[str, int] | None:
    """A verb or noun further before, over bounds and joined numbers: "the death toll rose to 20"."""
    index = place.item.first - 1
    floor = max(-1, index - _REACH)
    while index > floor:
        lower = place.words.lowers[index]
        if lower == "toll" and place.words.lowers[index - 1] != "death":
            return "killed", index
        if lower in ("dead", "wounded", "injured", "missing") and place.words.lowers[index - 1] in (
            "the",
            "of",
        ):
            return _AFTER[lower], index
        hit = _before_at(place, index)
        if hit is not None:
            return hit if not _object_taken(place, index) else None
        owned = place.owner[index]
        if owned >= 0 and owned != place.me:
            index -= 1
            continue
        if lower not in _SET["lefts"] and lower not in _SET["including"] and lower != ",":
            return None
        if (
            lower == ","
            and place.words.lowers[index + 1 : index + 2] != ("including",)
            and place.owner[index + 1] < 0
        ):
            return None
        index -= 1
    return None


def _object_taken(place: Place, index: int) -> bool:
    """True where another number stands right behind the verb and nothing joins this one to it."""
    owned = place.owner[index + 1] if index + 1 < len(place.words) else -1
    if owned < 0 or owned == place.me:
        return False
    between = place.words.lowers[index + 1 : place.item.first]
    return "and" not in between and "," not in between and "including" not in between


def _noun(place: Place) -> tuple[str, int] | None:
    """The counted noun itself: "five hostages", "20 bodies", "300 refugees"."""
    if place.counted is None:
        return None
    name = _NOUN.get(place.words.lowers[place.counted.last])
    return None if name is None else (name, place.counted.last)


def _lumped(place: Place, name: str, word: int) -> str:
    """ "Killed or wounded", "dead and injured" of one number: casualties."""
    if name not in ("killed", "wounded"):
        return name
    lowers = place.words.lowers
    other = "wounded" if name == "killed" else "killed"
    if lowers[word + 1 : word + 2] in (("and",), ("or",)) and word + 2 < len(lowers):
        follows = lowers[word + 2]
        if (_AFTER.get(follows) == other or _BEFORE.get(follows) == other) and place.owner[word + 2] < 0:
            shot = lowers[word] in ("shot", "stabbed")
            return name if shot or _takes_own_number(place, word + 3) else "casualties"
    if word >= 2 and lowers[word - 1] in ("and", "or") and _AFTER.get(lowers[word - 2]) == other:
        return "casualties"
    return name


def _takes_own_number(place: Place, index: int) -> bool:
    """ "Killed 20 and wounded 30": the second verb has its number."""
    return any(
        at < len(place.owner) and place.owner[at] not in (-1, place.me)
        for at in (index, index + 1, index + 2)
    )


def _as_total(place: Place, outcome: Outcome, before: Sequence[Outcome]) -> Outcome:
    """ "… were found, bringing the total to 60": the outcome of the number before it, cumulative."""
    lowers, first = place.words.lowers, place.item.first
    lead = lowers[max(0, first - 6) : first]
    if (
        outcome.name is not None
        or not before
        or not {"bringing", "brought", "brings", "raising", "raised"} & set(lead)
    ):
        return outcome
    given = before[-1]
    if given.name is None or place.counted is not None or "." in lead:
        return outcome
    return replace(given, rule="total", scope="cumulative", whole=None)


def _as_part(place: Place, outcome: Outcome, before: Sequence[Outcome]) -> Outcome:
    """The outcome tied to the whole it is a part of, and taken from there where it has none of its own."""
    whole = _whole_of(place, before)
    if whole is None:
        return outcome
    if outcome.name is None or outcome.rule not in ("adjacent", "right before"):
        given = before[whole]
        return replace(outcome, name=given.name, word=given.word, rule="of the whole", certainty=given.certainty,
                       hedge=given.hedge, whole=whole)  # fmt: skip
    return replace(outcome, whole=whole) if outcome.name == before[whole].name else outcome


def _whole_of(place: Place, before: Sequence[Outcome]) -> int | None:
    """The quantity that "including three children", "five of them women" are a part of."""
    lowers, first = place.words.lowers, place.item.first
    told_part = any(tuple(lowers[place.item.after : place.item.after + len(p)]) == p for p in _BREAKDOWNS)
    index = first - 1
    if not told_part:
        while (
            index > first - 12
            and index >= 0
            and (lowers[index] in ("and", ",", "at", "least") or place.owner[index] >= 0)
        ):
            if (
                place.owner[index] >= 0
                and before[place.owner[index]].whole is not None
                and lowers[index + 1] in ("and", ",")
            ):
                return before[place.owner[index]].whole
            index -= 1
        if index < 0 or lowers[index] not in ("including", "included", "include", "them", "whom"):
            return None
    while index >= 0 and index > first - 40 and lowers[index] not in (".", "!", "?"):
        owned = place.owner[index]
        if 0 <= owned < len(before) and before[owned].name is not None and before[owned].whole is None:
            return owned
        index -= 1
    return None
