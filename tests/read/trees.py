"""Readings made by hand: a sentence as a small table of words, tags, heads and relations, as the network would give."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.read.network.analysis import Analysis, Tagged
from hearsay.read.network.pieces import Words
from hearsay.read.reading import Reading
from hearsay.record import Attribution, Entity, Figure, Mention, Place, Report, Span, Time

Row = tuple[str, str, int, str, str]
"""Word, Penn tag, head (1 is the first word, 0 the root), relation, TimeML class or "" for no trigger."""

_CLASSES = {
    "O": "OCCURRENCE",
    "R": "REPORTING",
    "A": "I_ACTION",
    "S": "STATE",
    "P": "ASPECTUAL",
    "B": "I_STATE",
}


def rows(table: str) -> list[Row]:
    """Rows of ``word tag head relation [class letter]``, one a line."""
    out: list[Row] = []
    for line in table.strip().splitlines():
        word, tag, head, relation, *kind = line.split()
        out.append((word, tag, int(head), relation, _CLASSES[kind[0]] if kind else ""))
    return out


class Draft:
    """A reading in the making, over one sentence or several tables laid end to end."""

    def __init__(self, *tables: str, published: str | None = "2024-03-06") -> None:
        words: list[str] = []
        starts: list[int] = []
        tags: list[str] = []
        heads: list[int] = []
        relations: list[str] = []
        triggers: list[Tagged] = []
        sentences: list[tuple[int, int]] = []
        at = 0
        for table in tables:
            base, begin = len(words), at
            for word, tag, head, relation, kind in rows(table):
                if kind:
                    triggers.append(Tagged(kind, len(words), len(words) + 1, 0.9))
                words.append(word)
                starts.append(at)
                tags.append(tag)
                heads.append(base + head - 1 if head else -1)
                relations.append(relation)
                at += len(word) + 1
            sentences.append((begin, at - 1))
        self.text = " ".join(words)
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        plain = tuple(0 for _ in words)
        self._analysis = Analysis(
            Words(tuple(starts), tuple(ends), plain, tuple(range(len(words) + 1)), plain),
            tuple(tags), tuple(heads), tuple(relations), (), (), tuple(triggers), (),
        )  # fmt: skip
        self._sentences = tuple(sentences)
        self._report = Report.of(
            ref="drafted", raw=self.text.encode(), text=self.text, published=published,
            published_basis="given" if published else None,
        )  # fmt: skip
        self._entities: list[Entity] = []
        self._times: list[Time] = []
        self._places: list[Place] = []
        self._figures: list[Figure] = []
        self._attributions: list[Attribution] = []

    def _range(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def entity(self, words: str, type: str) -> Draft:
        """An entity with one mention, the first place where these words stand."""
        mention = Mention.at(self.text, *self._range(words), kind="name" if words[0].isupper() else "nominal")
        self._entities.append(Entity.of(name=words, type=type, mentions=(mention,)))
        return self

    def time(self, words: str, earliest: str | None = None, type: str = "DATE") -> Draft:
        """A time expression; ``earliest`` is also its value."""
        found = Time.at(
            self.text, *self._range(words), type=type, value=earliest, earliest=earliest, latest=earliest
        )
        self._times.append(found)
        return self

    def place(self, words: str, use: str = "literal") -> Draft:
        """A toponym."""
        self._places.append(Place.at(self.text, *self._range(words), name=words, use=use))
        return self

    def figure(self, words: str, counted: str, outcome: str | None, low: int | None = None) -> Draft:
        """A number with what it counts and what became of them."""
        self._figures.append(
            Figure.at(
                self.text,
                *self._range(words),
                counted=Span.at(self.text, *self._range(counted)),
                outcome=outcome,
                low=low,
                bound="exact",
            )
        )
        return self

    def attribution(self, source: str, cue: str, content: str, stance: str = "assert") -> Draft:
        """Source, cue and content, each one span."""
        spans = {
            name: [Span.at(self.text, *self._range(w))]
            for name, w in (("source", source), ("cue", cue), ("content", content))
        }
        self._attributions.append(Attribution.of(**spans, voice="indirect", stance=stance))
        return self

    def reading(self) -> Reading:
        """The reading as the events layer gets it."""
        by_start: Sequence[Entity] = sorted(self._entities, key=lambda entity: entity.mentions[0].start)
        return Reading(
            self._report, self._sentences, self._analysis, None, tuple(by_start), tuple(self._times),
            tuple(self._places), tuple(self._figures), tuple(self._attributions),
        )  # fmt: skip


def clause(subject: str, verb: str, object: str = "", *obliques: str) -> str:
    """A table for a plain active clause: "Rebels", "fired", "rockets", "at Torvik". The last word of each is its head.

    ``verb`` may have auxiliaries before it ("will visit") and a particle after a bar ("pulled|out"). The verb is
    the trigger.
    """
    words: list[tuple[str, str, int, str, str]] = []
    spots: dict[str, int] = {}
    particle = verb.partition("|")[2]
    *helpers, main = verb.partition("|")[0].split()
    before = subject.split()
    at = len(before) + len(helpers) + 1
    _nominal(words, before, at, "nsubj")
    for helper in helpers:
        relation, tag = (
            ("advmod", "RB")
            if helper in ("not", "never", "nearly")
            else ("aux", "MD" if helper in _MODALS else "VBZ")
        )
        words.append((helper, tag, at, relation, ""))
    spots["verb"] = at
    tag = "VB" if any(helper in _MODALS for helper in helpers) else "VBD"
    words.append((main, tag, 0, "root", "O"))
    if particle:
        words.append((particle, "RP", at, "compound:prt", ""))
    if object:
        _nominal(words, object.split(), at, "obj")
    for oblique in obliques:
        preposition, *noun = oblique.split()
        head = len(words) + len(noun) + 1
        words.append((preposition, "IN", head, "case", ""))
        _nominal(words, noun, at, "obl")
    return "\n".join(
        " ".join((word, tag, str(head), relation, kind)) for word, tag, head, relation, kind in words
    )


_MODALS = frozenset({"will", "may", "might", "could", "would", "should", "can"})


def _nominal(words: list[tuple[str, str, int, str, str]], noun: list[str], head: int, relation: str) -> None:
    at = len(words) + len(noun)
    for word in noun[:-1]:
        lowered = word.lower()
        inner = (
            ("DT", "det") if lowered in ("the", "a", "an", "no") else ("CD", "nummod") if lowered in _NUMBERS
            else ("JJ", "amod") if lowered in _ADJECTIVES else ("NN", "compound")
        )  # fmt: skip
        words.append((word, inner[0], at, inner[1], ""))
    last = noun[-1]
    name = last[0].isupper() and not last.endswith("s")
    pronoun = last.lower() in ("he", "they", "it", "him", "them")
    tag = "PRP" if pronoun else "NNP" if name else "NNS" if last.endswith("s") else "NN"
    words.append((last, tag, head, relation, ""))


_NUMBERS = frozenset({"two", "three", "nine", "12"})
_ADJECTIVES = frozenset({"prime", "foreign", "armed", "chief", "new", "nuclear", "alleged", "possible"})
