"""Events: the happenings a report speaks of, each with its kind, its people, when, where, how many and how sure.

The network marks words that name happenings (TimeML's classes); a lexicon says of what kind they are and adds words
of harm that the network missed. Verbs that only carry a happening ("carried out an attack") give way to it, words of
speaking that are an attribution's cue are no events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from hearsay.read.events.arguments import Arguments, verbs
from hearsay.read.events.clauses import Tree
from hearsay.read.events.coming import with_coming
from hearsay.read.events.counted import with_counted
from hearsay.read.events.doers import Doer, find_doers
from hearsay.read.events.factuality import Factuality, find_factuality
from hearsay.read.events.moorings import Harbour, Mooring
from hearsay.read.events.participants import Cast, find_participants
from hearsay.read.events.types import Sense, Surroundings, find_mode, find_sense, senses_of
from hearsay.read.events.victims import with_victims
from hearsay.read.network.analysis import Tagged
from hearsay.read.reading import Reading
from hearsay.record import Event
from hearsay.record.codes import EventType, Mode, Outcome

READ_FURNITURE = frozenset(("headline", "caption", "correction"))
"""Kinds of furniture that speak of the story; what stands in any other names no event."""

PRESUPPOSED = "presupposed"
"""What an event's time is because of where a participle says what has been done to a noun."""

_UNTYPED = frozenset({"OCCURRENCE", "I_ACTION"})
"""TimeML classes whose words stay events even where the lexicon knows no type."""

_FITTED = "HAPPENING"
"""What a word is that only the fitted head takes for a happening."""

SURE_NOUN = 0.9
"""Chance from which a noun of no known type is an event on that head's word alone. MEANTIME, on which it is fitted,
takes every noun that can be dated for one ("problem", "order"); a record of claims wants those that came about."""

_HELPERS = frozenset({"aux", "aux:pass", "cop", "mark", "case", "det", "fixed", "continued", "punct", "cc"})
_BY_OUTCOME: dict[Outcome | None, tuple[EventType, Mode | None]] = {
    "killed": ("CASUALTY", None),
    "wounded": ("CASUALTY", None),
    "casualties": ("CASUALTY", None),
    "missing": ("CASUALTY", None),
    "captured": ("COERCE", "arrest"),
    "kidnapped": ("ASSAULT", "abduct"),
    "deployed": ("DEPLOY", None),
    "released": ("RETREAT", "release"),
    "surrendered": ("RETREAT", None),
    "honoured": ("HONOUR", None),
}


@cache
def _carrying() -> frozenset[str]:
    return verbs()["light"] | verbs()["occurring"] | verbs()["aspectual"]


@cache
def _giving_way() -> frozenset[str]:
    return (verbs()["aspectual"] | verbs()["hedging"]) - {"go"}


def read_events(reading: Reading) -> tuple[Event, ...]:
    """The events of a report in the order of their triggers; none without the network's analysis."""
    if reading.analysis is None or not len(reading.analysis.words):
        return ()
    events = with_counted(_Reader(reading).events(), reading.figures)
    return with_victims(events, reading.entities, reading.sentences, reading.report.text or "")


@dataclass(frozen=True)
class _Trigger:
    """A word taken for a happening; ``kind`` is TimeML's class, "" where the network saw none."""

    word: int
    kind: str
    sense: Sense | None


class _Reader:
    """One report's events in the making."""

    def __init__(self, reading: Reading) -> None:
        assert reading.analysis is not None
        self._reading = reading
        self._text = reading.report.text or ""
        self._tree = Tree(reading.analysis, self._text)
        tree = self._tree
        times = [time for time in reading.times if time.type != "DURATION" or time.value]
        dated = {word for time in times for word in tree.words_in(time.start, time.end)}
        self._arguments = Arguments(tree, dated)
        self._cast = Cast(tree, reading.entities)
        self._dated = dated
        self._cues = {
            word
            for attribution in reading.attributions
            for cue in attribution.cue
            for word in tree.words_in(cue.start, cue.end)
        }
        self._denying = {
            word
            for attribution in reading.attributions
            if attribution.stance == "deny"
            for cue in attribution.cue
            for word in tree.words_in(cue.start, cue.end)
        }
        self._senses: dict[int, Sense | None] = {}

    def events(self) -> tuple[Event, ...]:
        """All events, in text order."""
        triggers, stands_for = self._lightened(self._triggers())
        moorings = self._moored(triggers, stands_for).events
        doers = {trigger.word: self._doers(trigger, moorings[trigger.word]) for trigger in triggers}
        marks = self._marks(triggers, doers)
        built = [
            self._event(trigger, moorings[trigger.word], doers[trigger.word], marks[trigger.word])
            for trigger in triggers
        ]
        return tuple(sorted(built, key=lambda event: (event.start, event.end)))

    def sense(self, word: int) -> Sense | None:
        """The lexicon's sense of a word where it stands."""
        if word not in self._senses:
            slots = self._arguments.slots(word)
            around = Surroundings(self._tree, word, slots, self._cast.kinds)
            found = find_sense(around)
            if found is None and self._tree.tags[word] == "VBN":
                found = find_sense(around, "adjectives")
            if found is not None and found.type is not None:
                found = replace(found, mode=find_mode(found, around))
            self._senses[word] = found
        return self._senses[word]

    def _triggers(self) -> list[_Trigger]:
        analysis, tree = self._reading.analysis, self._tree
        assert analysis is not None
        seen: dict[int, str] = {}
        for tagged in (*analysis.triggers, *filter(self._surely, analysis.happenings)):
            seen.setdefault(self._anchor(tagged.first), tagged.kind)
        found = []
        for word in range(len(tree)):
            if word in seen:
                if self._stands(word) and self._counts(word, seen[word]):
                    found.append(_Trigger(word, seen[word], self.sense(word)))
            elif self._sure(word):
                found.append(_Trigger(word, "", self.sense(word)))
        return [trigger for trigger in found if self._allowed(trigger.word)]

    def _surely(self, tagged: Tagged) -> bool:
        """Whether a word stands on the fitted head's word: a verb, a noun of a known type, or one it is sure of."""
        if not self._tree.is_noun(tagged.first) or tagged.score >= SURE_NOUN:
            return True
        sense = self.sense(self._anchor(tagged.first))
        return sense is not None and sense.type is not None

    def _anchor(self, word: int) -> int:
        """One trigger for what hyphens join, and for "n't" and its kin."""
        return self._tree.joined(word)[1]

    def _allowed(self, word: int) -> bool:
        start = self._tree.starts[word]
        return not any(
            piece.start <= start < piece.end
            for piece in self._reading.report.furniture
            if piece.kind not in READ_FURNITURE
        )

    def _stands(self, word: int) -> bool:
        """Whether the network's word can be a happening at all: not a helper verb, a date or a part of a name."""
        tree = self._tree
        if word in self._dated or tree.relations[word] in _HELPERS or not tree.lowers[word][0].isalnum():
            return False
        if not tree.tags[word].startswith(("VB", "NN", "JJ")) or tree.lemma(word) == "be":
            return False
        return not self._cast.inside_name(word) or tree.is_verb(word)

    def _counts(self, word: int, kind: str) -> bool:
        """Whether a word that the network marked becomes an event, given what the lexicon makes of it."""
        tree, sense = self._tree, self.sense(word)
        typed = sense is not None and sense.type is not None
        if sense is not None and not typed:
            return False
        if word in self._cues or self._speaks(word):
            return sense is not None and typed and sense.type != "STATEMENT"
        if tree.tags[word].startswith("JJ"):
            return typed
        return typed or kind in _UNTYPED or kind == _FITTED

    def _speaks(self, word: int) -> bool:
        """Whether a verb of speaking stands with what is said, or says and no more."""
        tree, sense = self._tree, self.sense(word)
        if sense is None or sense.type != "STATEMENT" or not tree.is_verb(word):
            return False
        if tree.lemma(word) in verbs()["saying"]:
            return True
        return tree.child(word, "ccomp", "parataxis") is not None or tree.relations[word] == "parataxis"

    def _sure(self, word: int) -> bool:
        """Whether the lexicon alone makes an event of the word."""
        tree = self._tree
        tag = tree.tags[word]
        if not tag.startswith(("VB", "NN", "JJ")) or self._anchor(word) != word or not self._stands(word):
            return False
        if tree.is_noun(word) and (tree.relations[word] in ("compound", "amod") or tag.startswith("NNP")):
            return False
        if tag.startswith("JJ") and tree.relations[word] == "compound":
            return False
        # Most words are in no lexicon; what stands around them need not be looked at.
        if not senses_of(tree, word) and not (tag == "VBN" and senses_of(tree, word, "adjectives")):
            return False
        sense = self.sense(word)
        return sense is not None and sense.sure and sense.type is not None

    def _lightened(self, triggers: list[_Trigger]) -> tuple[list[_Trigger], dict[int, int]]:
        """Leave out the verbs that only carry another event, and say which event each carries."""
        tree, by_word = self._tree, {trigger.word: trigger for trigger in triggers}
        stands_for: dict[int, int] = {}
        for trigger in triggers:
            if tree.is_noun(trigger.word):
                carrier = self._arguments.slots(trigger.word).carrier
                if carrier is not None and tree.lemma(carrier) in _carrying():
                    stands_for.setdefault(carrier, trigger.word)
                self._counted_up(trigger, stands_for)
            head = tree.heads[trigger.word]
            aspect = (
                head >= 0 and tree.relations[trigger.word] == "xcomp" and tree.lemma(head) in _giving_way()
            )
            if aspect and not tree.tags[trigger.word].startswith("JJ"):
                stands_for.setdefault(head, trigger.word)
        for word in list(stands_for):
            sense = by_word[word].sense if word in by_word else None
            if (
                sense is not None
                and sense.type is not None
                and not self._weak(sense, by_word[stands_for[word]])
            ):
                del stands_for[word]
        return [trigger for trigger in triggers if trigger.word not in stands_for], stands_for

    def _weak(self, light: Sense, carried: _Trigger) -> bool:
        """Whether a light verb's own sense says nothing beyond the noun's."""
        return light.type == "STATEMENT" or (carried.sense is not None and carried.sense.type is not None)

    def _counted_up(self, trigger: _Trigger, stands_for: dict[int, int]) -> None:
        """ "The death toll rose to 12": the rise is no happening of its own."""
        tree = self._tree
        head = tree.heads[trigger.word]
        casualty = trigger.sense is not None and trigger.sense.type == "CASUALTY"
        if (
            casualty
            and head >= 0
            and tree.relations[trigger.word] in ("nsubj", "obj")
            and tree.lemma(head) in verbs()["counting"]
        ):
            stands_for.setdefault(head, trigger.word)

    def _moored(self, triggers: Iterable[_Trigger], stands_for: Mapping[int, int]) -> Harbour:
        moorings = [
            Mooring(
                trigger.word,
                trigger.sense.type if trigger.sense else None,
                trigger.sense.outcome if trigger.sense else None,
            )
            for trigger in triggers
        ]
        harbour = Harbour(self._tree, self._arguments, moorings, stands_for, self._reading.sentences)
        harbour.moor_times(self._reading.times)
        harbour.moor_places(self._reading.places)
        harbour.moor_figures(self._reading.figures)
        harbour.share()
        return harbour

    def _type(self, trigger: _Trigger, mooring: Mooring) -> tuple[EventType | None, Mode | None, str | None]:
        """Type and mode, from the lexicon or from what became of those counted, and what tells them."""
        sense = trigger.sense
        if sense is not None and sense.type is not None:
            return sense.type, sense.mode, f"lexicon:{sense.entry}"
        told = next((figure for figure in mooring.figures if figure.outcome in _BY_OUTCOME), None)
        return (*_BY_OUTCOME[told.outcome], told.id) if told is not None else (None, None, None)

    def _presupposed(self, word: int, marks: Factuality) -> bool:
        """ "To rebuild schools destroyed by the storm": done already, whatever is planned around it."""
        tree, head = self._tree, self._tree.heads[word]
        return (
            tree.tags[word] == "VBN"
            and tree.relations[word] in ("acl", "acl:relcl")
            and 0 <= head < word
            and tree.is_noun(head)
            and tree.child(word, "aux", "mark") is None
            and marks.time == "NON_FUTURE"
        )

    def _doers(self, trigger: _Trigger, mooring: Mooring) -> list[Doer]:
        if not self._tree.is_noun(trigger.word) and self._type(trigger, mooring)[0] is None:
            return []
        return find_doers(self._tree, self._arguments, trigger.word)

    def _marks(
        self, triggers: Iterable[_Trigger], doers: Mapping[int, Sequence[Doer]]
    ) -> dict[int, Factuality]:
        """What is said of each happening as a fact. What governs a deed whose doer stands apart speaks of who did it,
        not of whether it was done."""
        assert self._reading.analysis is not None
        found = {
            word: find_factuality(self._tree, self._arguments, word, self._denying, alone=bool(doers[word]))
            for word in (trigger.word for trigger in triggers)
        }
        return with_coming(self._reading.analysis, found)

    def _event(self, trigger: _Trigger, mooring: Mooring, doers: Sequence[Doer], marks: Factuality) -> Event:
        tree, word = self._tree, trigger.word
        type_, mode, told = self._type(trigger, mooring)
        factuality = self._dated_ahead(word, mooring, marks)
        because = {
            **({"type": (told,)} if told is not None else {}),
            **({"certainty": factuality.because} if factuality.because else {}),
            **({"time": (PRESUPPOSED,)} if self._presupposed(word, factuality) else {}),
        }
        first, last = tree.joined(word)
        return Event.at(
            self._text,
            tree.starts[first],
            tree.ends[last],
            type=type_,
            mode=mode,
            certainty=factuality.certainty,
            polarity=factuality.polarity,
            time=factuality.time,
            participants=find_participants(tree, self._arguments, self._cast, word, trigger.sense, doers),
            when=mooring.time.id if mooring.time else None,
            where=tuple(place.id for place in mooring.places),
            figures=tuple(figure.id for figure in mooring.figures),
            because=because,
        )

    def _dated_ahead(self, word: int, mooring: Mooring, found: Factuality) -> Factuality:
        """A day after the report's own is still to come."""
        time, published = mooring.time, self._reading.report.published
        past = self._tree.tags[word] in ("VBD", "VBN") or found.time == "FUTURE"
        if not past and time and time.earliest and published and time.earliest > published[:10]:
            return found.future(time.id)
        return found
