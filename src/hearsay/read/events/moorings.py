"""When, where and how many: which event a time, a place or a figure belongs to.

Each is carried up the tree to the first event it meets, never out of its own clause; events that are one happening
told twice in a clause ("killed in an attack") then share their time and place. Figures are never shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hearsay.read.events.arguments import Arguments, verbs
from hearsay.read.events.clauses import Tree
from hearsay.record import Figure, Place, Time
from hearsay.record.codes import EventType, Outcome

_BARRIERS = frozenset({"ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "csubj", "root"})
_STEPS = 7
_SAME = frozenset({"in", "during", "by", "with", "from", "amid"})
"""Prepositions after which a noun names the same happening as the verb: "killed in an attack"."""
_SPATIAL = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "inside",
        "outside",
        "around",
        "along",
        "across",
        "into",
        "to",
        "toward",
        "towards",
        "within",
        "over",
        "between",
        "off",
        "of",
        "from",
        "through",
        "via",
    ]
)
_INSIDE = frozenset({"in", "at", "near", "inside", "outside"})
_VERBAL: frozenset[EventType | None] = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "AGREE",
        "SUPPORT",
        "SANCTION",
        "CONCEDE",
        "COOPERATE",
        "STATEMENT",
    }
)
"""Words happen in a place only where the text says "in": what stands behind "on" or "to" is whom they concern."""
_HARMFUL: frozenset[EventType | None] = frozenset({"ASSAULT", "CASUALTY", "COERCE", None})
"""What one deed can be told as; the fire that kills has no type of its own."""
_EXPLAINING = frozenset({"advcl", "ccomp", "advcl:relcl"})
_MEANWHILE = frozenset({"when", "as", "while"})
"""Conjunctions that put two clauses at one time: "died when a fire swept through"."""
_BODILY: frozenset[Outcome | None] = frozenset({"killed", "wounded", "casualties"})


@dataclass
class Mooring:
    """One event on the way to being a record: its trigger word, and what has been tied to it."""

    word: int
    type: EventType | None
    outcome: Outcome | None
    time: Time | None = None
    places: list[Place] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


class Harbour:
    """The events of one report by trigger word. ``stands_for``: light verbs to the event they carry."""

    def __init__(
        self,
        tree: Tree,
        arguments: Arguments,
        events: Iterable[Mooring],
        stands_for: Mapping[int, int],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        self._sentences = sentences
        self._tree = tree
        self._arguments = arguments
        self.events = {event.word: event for event in events}
        self._stands_for = stands_for

    def at(self, word: int) -> Mooring | None:
        """The event of a trigger, or that a light verb carries."""
        return self.events.get(self._stands_for.get(word, word))

    def climb(self, word: int) -> Iterator[tuple[Mooring, int, str]]:
        """The events above a word inside its clause, nearest first, with the dependent and relation under each."""
        tree = self._tree
        for step, (below, relation, head) in enumerate(tree.up(word)):
            if step >= _STEPS or (relation in _BARRIERS and (tree.is_verb(below) or step)):
                return
            if relation == "conj" and tree.is_verb(below):
                return
            event = self.at(head)
            if event is not None and event.word != word:
                yield event, below, relation

    def moor_times(self, times: Sequence[Time]) -> None:
        """Give each event the time that hangs nearest to it: dates and clock times before lengths."""
        tree = self._tree
        for time in sorted(times, key=lambda time: (time.type in ("DURATION", "SET"), time.start)):
            if time.type == "SET" or (
                time.type == "DURATION" and time.earliest is None and time.latest is None
            ):
                continue
            word = tree.word_at(time.start, time.end)
            if word is None:
                continue
            for event, below, _ in self.climb(word):
                if event.time is None and not _apart(tree, below):
                    event.time = time
                break

    def moor_places(self, places: Sequence[Place]) -> None:
        """Give each event the places in its clause that say where it was."""
        tree = self._tree
        for place in places:
            word = tree.word_at(place.start, place.end)
            if word is None or place.use == "metonymic":
                continue
            for event, below, relation in self.climb(word):
                if self._locates(place, word, event, below, relation) and place not in event.places:
                    event.places.append(place)
                break

    def _locates(self, place: Place, word: int, event: Mooring, below: int, relation: str) -> bool:
        tree = self._tree
        own = set(tree.prepositions(_first_of(tree, word)))
        if own and not own & (_SPATIAL | {"of"}):
            return False
        if "between" in own and place.relation != "between":
            return False
        prepositions = own | set(tree.prepositions(below))
        if event.type in _VERBAL and not prepositions & _INSIDE:
            return False
        if place.use == "modifier":
            return (
                word == below
                and relation == "compound"
                and event.type != "CONSULT"
                and not tree.tags[word].startswith("JJ")
            )
        if relation in ("nsubj", "nmod:poss", "obl:agent", "iobj"):
            inner = set(tree.prepositions(word))
            return (
                relation == "nsubj"
                and below != word
                and bool(inner & {"in", "at", "near", "inside", "outside"})
            )
        if below == word and relation == "obj":
            return event.type in ("ASSAULT", "CONSULT", "RETREAT", "COERCE", None)
        if "by" in prepositions and not prepositions - {"by"}:
            return False
        return bool(prepositions & _SPATIAL) or relation in (
            "obj",
            "nsubj:pass",
            "compound",
            "nmod",
            "obl",
            "advmod",
            "appos",
        )

    def moor_figures(self, figures: Sequence[Figure]) -> None:
        """Give each figure to the one event that says what became of those it counts."""
        for figure in figures:
            options = self._options(figure)
            same = [event for event in options if figure.outcome and event.outcome == figure.outcome]
            fitting = [event for event in options if _fits(event, figure.outcome, self._finds(event))]
            chosen = next(iter((*same, *fitting)), None) or self._nearest(figure)
            if chosen is not None:
                chosen.figures.append(figure)

    def _finds(self, event: Mooring) -> bool:
        return self._tree.lemma(event.word) in verbs()["finding"]

    def _nearest(self, figure: Figure) -> Mooring | None:
        """Where the tree ties a number of victims to nothing: the nearest event of its sentence with that outcome."""
        sentence = next((s for s in self._sentences if s[0] <= figure.start < s[1]), None)
        if sentence is None or figure.outcome is None or figure.outcome == "other":
            return None
        starts = self._tree.starts
        near = [
            event
            for event in self.events.values()
            if event.outcome == figure.outcome and sentence[0] <= starts[event.word] < sentence[1]
        ]
        return min(near, key=lambda event: abs(starts[event.word] - figure.start), default=None)

    def _options(self, figure: Figure) -> list[Mooring]:
        """Events a figure may belong to, the likeliest first."""
        tree, found = self._tree, list[Mooring]()
        for start in self.heads_of(figure):
            words = [start, *tree.children(start, "amod", "acl", "acl:relcl", "conj", "compound", "nmod")]
            for below, relation, head in tree.up(start):
                if len(words) > 12 or (relation in _BARRIERS and tree.is_verb(below)):
                    break
                if relation == "conj" and tree.is_verb(below):
                    break
                words += [head, *tree.children(head, "nsubj", "nsubj:pass", "obj", "obl", "xcomp")]
            for word in words:
                event = self.at(word)
                if event is not None and event not in found:
                    found.append(event)
        return found

    def heads_of(self, figure: Figure) -> list[int]:
        """The words that head what a figure counts, and the figure itself."""
        tree = self._tree
        spans = [(figure.counted.start, figure.counted.end)] if figure.counted else []
        words = [tree.word_at(start, end) for start, end in (*spans, (figure.start, figure.end))]
        return list(dict.fromkeys(word for word in words if word is not None))

    def share(self) -> None:
        """Let the tellings of one happening in a clause share time and place."""
        for _ in range(2):
            for event in sorted(self.events.values(), key=lambda event: event.word):
                for other in self._same_happening(event):
                    _lend(event, other)
                    _lend(other, event)
                for death in self._brought_about(event):
                    _lend(event, death)

    def _same_happening(self, event: Mooring) -> Iterator[Mooring]:
        tree, word = self._tree, event.word
        head, relation = tree.heads[word], tree.relations[word]
        other = self.at(head) if head >= 0 else None
        if other is None or other is event:
            return
        kinds = {event.type, other.type}
        physical = kinds <= _HARMFUL
        if relation in _EXPLAINING and _MEANWHILE & set(tree.prepositions(word)) and head < word:
            if kinds <= _HARMFUL | {"RETREAT", "PROTEST"} and kinds & {"ASSAULT", "CASUALTY", "COERCE"}:
                yield other
            return
        if (
            (relation == "obl" and physical and tree.is_noun(word) and _SAME & set(tree.prepositions(word)))
            or (relation == "nsubj" and other.type == "CASUALTY" and tree.is_noun(word))
            or (relation == "xcomp" and event.type == "CASUALTY" and other.type == "ASSAULT")  # "shot dead"
            or (relation == "advcl" and tree.tags[word] == "VBG" and not tree.prepositions(word) and physical)
            or (
                relation in ("acl:relcl", "acl")
                and tree.is_noun(head)
                and tree.tags[word] != "VB"
                and event.type in ("CASUALTY", "ASSAULT")
            )
        ) or (
            relation == "conj"
            and tree.is_verb(word) == tree.is_verb(head)
            and tree.child(word, "nsubj", "nsubj:pass") is None
            and {event.type, other.type} <= {"ASSAULT", "CASUALTY"}
        ):
            yield other

    def _brought_about(self, event: Mooring) -> Iterator[Mooring]:
        """The deaths and wounds of the main clause that a clause behind it explains: "died after a ferry sank on Monday"."""
        tree, word = self._tree, event.word
        if tree.relations[word] not in _EXPLAINING or not tree.is_verb(word) or event.type not in _HARMFUL:
            return
        head = tree.heads[word]
        if not 0 <= head < word or "after" not in tree.prepositions(word):
            return
        for above in (head, *tree.children(head, "xcomp", "ccomp")):  # "feared dead after …"
            other = self.at(above)
            if other is not None and other is not event and other.type == "CASUALTY":
                yield other


def _first_of(tree: Tree, word: int) -> int:
    """The first of coordinated names, which has the preposition for all."""
    while tree.relations[word] == "conj" and tree.heads[word] >= 0:
        word = tree.heads[word]
    return word


def _lend(giver: Mooring, taker: Mooring) -> None:
    if taker.time is None:
        taker.time = giver.time
    if not taker.places:
        taker.places.extend(giver.places)


def _apart(tree: Tree, below: int) -> bool:
    """A time that only bounds another's clause: "since Friday's attack" is not when the speaker acts."""
    return tree.relations[below] in ("ccomp", "nsubj:outer")


def _fits(event: Mooring, outcome: Outcome | None, finds: bool) -> bool:
    """Whether people with this outcome may be counted under an event; victims only under harm, or where found."""
    if outcome in _BODILY and event.outcome is None:
        return event.type in ("ASSAULT", "CASUALTY") or (event.type is None and finds)
    if outcome is None or outcome == "other":
        return event.outcome is None or event.outcome not in _BODILY or outcome == "other"
    if event.outcome is None or event.outcome == outcome:
        return True
    return "casualties" in (event.outcome, outcome) and {event.outcome, outcome} <= _BODILY
