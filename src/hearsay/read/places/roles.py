"""What part a place plays in its sentence, read off the tree: those who govern or play, the place, or whose a thing is.

"Israel struck" is a government, "struck Beirut" a town, "a Moscow court" and "the army of Chad" say whose. Verbs, nouns
and prepositions that decide stand in ``tables/uses.toml``; where none of them speaks, there is no answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.read.lemmas import lemma
from hearsay.read.reading import Syntax

LITERAL, METONYMIC, MODIFIER = "literal", "metonymic", "modifier"

_BEFORE_NOUNS = frozenset({"compound", "amod", "flat", "nmod", "goeswith"})
_LOOSE = frozenset({"nmod", "appos", "dep", "flat", "obl"})
_UNTIED = frozenset({"root", "dep", "parataxis", "vocative", "dislocated", "list", "discourse"})
_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?){0,2}(?:, \d{1,2} [A-Z]\w+| ?\([^()\n]{2,30}\))? ?[-–—―]+ "
)
"""What follows the place of a dateline: "ROME - …", "KYIV, Ukraine (AP) — …"."""

_LONGEST = 8
"""Words of a chain of "and" followed to its first member."""


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("hearsay.read").joinpath("tables", "uses.toml").read_text("utf-8"))


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(_lists()[section][name].split())


@cache
def _leads(preposition: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words after which the preposition leads to those who govern, and those after which it does not."""
    row = _lists()["prepositions"].get(preposition, {})
    return frozenset(row.get("leads", "").split()), frozenset(row.get("not", "").split())


class Roles:
    """Reads the part of a range of one text from its syntax."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self.text, self.syntax = text, syntax
        self.lowers = [text[s:e].lower() for s, e in zip(syntax.starts, syntax.ends, strict=True)]
        self.index = {start: i for i, start in enumerate(syntax.starts)}

    def of(self, start: int, end: int) -> str | None:
        """Literal, metonymic or modifier for text[start:end]; None where the tree does not tell."""
        words = self._range(start, end)
        if words is None:
            return None
        first, last = words
        if self._opens_sentence(first) and _DATELINE.match(self.text, end):
            return LITERAL
        return (
            self._clefted(first, last)
            or self._apart(first, last)
            or self._role(self._head(first, last), first, last)
        )

    def _opens_sentence(self, at: int) -> bool:
        return at == 0 or self.syntax.sentence[at - 1] != self.syntax.sentence[at]

    def plays(self, start: int, end: int) -> bool:
        """Whether it does, or undergoes, what teams do in a match: "Brazil beat Chile"."""
        words = self._range(start, end)
        at = self._head(*words) if words else -1
        for _ in range(_LONGEST):
            if at < 0 or self._tag(at).startswith("V"):
                break
            at = self.syntax.heads[at]
        return at >= 0 and lemma(self.lowers[at]) in _words("subject", "playing")

    def _range(self, start: int, end: int) -> tuple[int, int] | None:
        first = self.index.get(start)
        if first is None:
            return None
        last = first
        while last + 1 < len(self.lowers) and self.syntax.starts[last + 1] < end:
            last += 1
        return first, last

    def _head(self, first: int, last: int) -> int:
        return next((i for i in range(first, last + 1) if not first <= self.syntax.heads[i] <= last), last)

    def _role(self, at: int, first: int, last: int, depth: int = 0) -> str | None:
        relation, head = self.syntax.relations[at], self.syntax.heads[at]
        if head < 0 or depth > _LONGEST:
            return None
        if relation == "nmod:poss" or self._possessive(last):
            return self._owned(head)
        if self._inverted(first, last):
            return METONYMIC
        if relation in _LOOSE and self._is(first - 1, "and", "or") and self._tag(head) in ("NNP", "NNPS"):
            return self._role(head, self._starts(head), self._ends(head), depth + 1)
        preposition = self._preposition(at, first)
        if relation in _BEFORE_NOUNS and not preposition and self._before_noun(last, head):
            return self._named_with(head, last)
        if relation in ("nsubj", "nsubj:pass", "nsubj:outer", "csubj"):
            if self._tag(head) == "NNP":
                return METONYMIC if self._opens_clause(first, last) else None
            return self._subject(head, passive=relation == "nsubj:pass")
        if relation == "iobj":
            return METONYMIC
        if relation == "obj":
            return self._object(head)
        if relation == "conj":
            if self._opens_clause(first, last):
                return METONYMIC
            return self._role(head, self._starts(head), self._ends(head), depth + 1)
        if relation == "appos":
            return LITERAL
        if (
            relation in ("obl", "nmod", "obl:agent", "obl:arg", "ccomp", "xcomp", "advcl", "advmod")
            and preposition
        ):
            return self._led_by(preposition, head, first)
        return None

    def _inverted(self, first: int, last: int) -> bool:
        """ "as did Ireland", "so has France": the subject behind its verb."""
        closed = (
            last + 1 >= len(self.lowers)
            or not self.lowers[last + 1][0].isalnum()
            or self._is(last + 1, "and")
        )
        verb = self._is(first - 1, "did", "does", "do", "has", "have", "had", "will", "would")
        return closed and verb and self._is(first - 2, "as", "so", "nor", "neither", "than")

    def _possessive(self, last: int) -> bool:
        return self._is(last + 1, "'", "’") and self._glued(last + 1)

    def _glued(self, at: int) -> bool:
        return 0 < at < len(self.lowers) and self.syntax.starts[at] == self.syntax.ends[at - 1]

    def _is(self, at: int, *words: str) -> bool:
        return 0 <= at < len(self.lowers) and self.lowers[at] in words

    def _tag(self, at: int) -> str:
        return self.syntax.tags[at] if 0 <= at < len(self.lowers) else ""

    def _children(self, at: int, *relations: str) -> Iterator[int]:
        around = range(max(0, at - 25), min(len(self.lowers), at + 26))
        return (i for i in around if self.syntax.heads[i] == at and self.syntax.relations[i] in relations)

    def _ends(self, at: int) -> int:
        """The last word of the name that the word belongs to."""
        while self._tag(at + 1) in ("NNP", "NNPS") and self.syntax.heads[at + 1] in (
            at,
            self.syntax.heads[at],
        ):
            at += 1
        return at

    def _owned(self, head: int) -> str:
        """Whose: "Myanmar's north", "Beijing's decision", "Russia's defence ministry"."""
        noun = self._forms(head)
        if noun & _words("possessive", "land"):
            return LITERAL
        return METONYMIC if noun & _words("possessive", "deeds") else MODIFIER

    def _forms(self, at: int) -> set[str]:
        """A word as it stands and in its base form: "backing" the noun is listed, and "loans" by "loan"."""
        return {self.lowers[at], lemma(self.lowers[at])}

    def _before_noun(self, last: int, head: int) -> bool:
        """Whether it stands before the noun that it describes, with nothing but words of the same phrase between."""
        between = range(last + 1, head)
        noun = self._tag(head).startswith("NN") or self._is(last + 1, "-")
        return (
            head > last
            and noun
            and all(self.lowers[i][0].isalnum() or self.lowers[i] in "-&" for i in between)
        )

    def _named_with(self, head: int, last: int) -> str | None:
        """ "a Moscow court" is described; "Kursk region" is one name, but "the Lagos state government" is not."""
        land = lemma(self.lowers[head]) in _words("possessive", "land") and self.lowers[head] != "airport"
        if land and head == last + 1:
            further = self.syntax.heads[head]
            beyond = (
                self.syntax.relations[head] in _BEFORE_NOUNS
                and further > head
                and self._before_noun(head, further)
            )
            return MODIFIER if beyond else LITERAL
        return MODIFIER

    def _subject(self, verb: int, *, passive: bool) -> str:
        said = lemma(self.lowers[verb])
        passive = passive or any(self._children(verb, "aux:pass"))
        if any(self._children(verb, "cop")):
            is_told = bool(self._forms(verb) & (_words("subject", "adjectives") | _words("subject", "nouns")))
        elif passive and self.lowers[verb] not in ("set", "prepared"):
            is_told = said in _words("subject", "passive")
        elif said == "be":
            is_told = any(self._children(verb, "xcomp", "ccomp"))
        else:
            is_told = self._tag(verb).startswith("V") or self._tag(verb) in ("MD", "NN", "NNS")
            is_told = is_told and said not in _words("subject", "grounds")
        return METONYMIC if is_told else LITERAL

    def _object(self, verb: int) -> str:
        said = lemma(self.lowers[verb])
        if said in ("take", "bring", "drag", "haul", "refer"):
            before = (lemma(self.lowers[i]) for i in self._children(verb, "obl", "nmod"))
            return METONYMIC if not _words("object", "taken").isdisjoint(before) else LITERAL
        rivals = said in _words("object", "rivals") and any(
            self._tag(i) in ("NNP", "NNPS") for i in self._children(verb, "nsubj")
        )
        return METONYMIC if rivals or said in _words("object", "verbs") else LITERAL

    def _preposition(self, at: int, first: int) -> str:
        """The preposition before a place, over its article."""
        found = next((self.lowers[i] for i in self._children(at, "case", "mark") if i < at), "")
        before = first - 1
        while self._is(before, "the", "both", "neighbouring", "neighboring"):
            before -= 1
        if self._is(before, "to") and self._is(before - 1, "according"):
            return "according"
        return found or (self.lowers[before] if self._tag(before) in ("IN", "TO") else "")

    def _led_by(self, preposition: str, head: int, first: int) -> str:
        """What stands after a preposition, by the word that the preposition hangs on and the noun before it."""
        preposition = {"towards": "toward", "upon": "on"}.get(preposition, preposition)
        leads, never = _leads(preposition)
        governors = set(self._governors(head, first))
        if preposition == "of" and not governors.isdisjoint(_words("bodies", "nouns")):
            return MODIFIER
        if not governors.isdisjoint(never):
            return LITERAL
        if preposition == "by":
            passive = self._tag(head) == "VBN" or not self._tag(head).startswith("V")
            return METONYMIC if passive else LITERAL
        return METONYMIC if "*" in leads or not governors.isdisjoint(leads) else LITERAL

    def _governors(self, head: int, first: int) -> Iterator[str]:
        """Forms of the word a preposition hangs on, of the noun right before it, and of a verb's subject."""
        yield from self._forms(head)
        if self._tag(head).startswith("V"):
            for near in self._children(head, "nsubj", "nsubj:pass", "obj"):
                if near < first and (near > head or self.lowers[first - 1] in ("between", "the")):
                    yield from self._forms(near)
        at = first - 1
        while at > 0 and self._tag(at) in ("IN", "TO", "DT"):
            at -= 1
        if self._tag(at)[:2] in ("NN", "JJ", "VB"):
            yield from self._forms(at)

    def _opens_clause(self, first: int, last: int) -> bool:
        """ "In Baku, Azerbaijan and Turkey signed": a list that the tree ties to what stands before the comma."""
        start, end = first, last
        while self._is(start - 1, "and") and self._tag(start - 2) == "NNP":
            start = self._starts(start - 2)
        while self._is(end + 1, "and") and self._tag(end + 2) == "NNP":
            end = self._ends(end + 2)
        opening = self.syntax.sentence.index(self.syntax.sentence[first])
        if start == end or not self._is(start - 1, ",") or self._tag(opening) != "IN":
            return False
        after = end + 1
        while self._helps(after):
            after += 1
        bare = self._tag(after).startswith("V") and not any(self._children(after, "nsubj", "nsubj:pass"))
        return bare and lemma(self.lowers[after]) not in _words("subject", "grounds")

    def _starts(self, at: int) -> int:
        while self._tag(at - 1) in ("NNP", "NNPS") and self.syntax.heads[at - 1] == at:
            at -= 1
        return at

    def _clefted(self, first: int, last: int) -> str | None:
        """ "wait for Brussels to act": the subject of an infinitive, whatever it hangs on."""
        if self._is(first - 1, "for") and self._is(last + 1, "to") and self._tag(last + 2) == "VB":
            return self._subject(last + 2, passive=False)
        return None

    def _apart(self, first: int, last: int) -> str | None:
        """ "Poland, which borders Ukraine, has called": a subject that the tree has let go of."""
        if self.syntax.relations[self._head(first, last)] not in _UNTIED or not self._is(last + 1, ","):
            return None
        sentence = self.syntax.sentence[first]
        rest = [i for i in range(last + 2, len(self.lowers)) if self.syntax.sentence[i] == sentence]
        closing = next((i for i in rest if self.lowers[i] == ","), None)
        if closing is None:
            return None
        verb = next((i for i in rest if i > closing and not self._helps(i)), closing)
        if not self._tag(verb).startswith("V"):
            return None
        return self._subject(verb, passive=any(self._children(verb, "aux:pass")))

    def _helps(self, at: int) -> bool:
        """Whether a word only helps the verb behind it: "has", "will", "not"."""
        return self._tag(at) in ("MD", "RB") or (
            self._is(at, "has", "have", "had", "is", "was", "were") and self._tag(at + 1)[:2] in ("VB", "RB")
        )
