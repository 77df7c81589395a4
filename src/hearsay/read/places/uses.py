"""The use of a toponym: the place itself, those who act in its name, or whose a thing is.

"Moscow agreed" is a government; "Russian soldiers" a modifier. The tree decides where there is one (:mod:`roles`); where
there is none, or it does not tell, the words around do.
"""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.read.places.gazetteer import Entry
from hearsay.read.places.roles import LITERAL, METONYMIC, MODIFIER, Roles
from hearsay.read.places.toponyms import Toponym, Word, lexicon
from hearsay.read.reading import Syntax

POWERS = frozenset({"country", "capital"})


class Uses:
    """Tells the use of each toponym of one text."""

    def __init__(
        self, text: str, words: Sequence[Word], found: Sequence[Toponym], syntax: Syntax | None = None
    ) -> None:
        self.text, self.words, self.found = text, words, found
        self.roles = Roles(text, syntax) if syntax else None
        self.lists = lexicon()
        self.at = {t.first: i for i, t in enumerate(found)}

    def use(self, toponym: Toponym, entry: Entry) -> str:
        """Literal, metonymic or modifier."""
        if toponym.form == "people":
            return "modifier"
        told = self.roles.of(toponym.start, toponym.end) if self.roles else None
        if toponym.key in self.lists["offices"] and told != MODIFIER:
            return LITERAL if self._local(toponym) else METONYMIC
        power = any(e.kind in POWERS and e.country == entry.country for e, _ in toponym.options)
        if told == METONYMIC and not power:
            return METONYMIC if entry.kind == "admin1" and self._acts(toponym) else LITERAL
        return told or self._by_words(toponym, power=power)

    def _by_words(self, toponym: Toponym, *, power: bool) -> str:
        if power and (self._acts(toponym) or self._addressed(toponym) or self._holds_office(toponym)):
            return METONYMIC
        return MODIFIER if self._modifies(toponym) else LITERAL

    def _lower(self, at: int) -> str:
        return self.words[at].text.lower() if 0 <= at < len(self.words) else ""

    def _local(self, t: Toponym) -> bool:
        """Whether a preposition of place stands before it, over its article and a coordinated neighbour."""
        at = t.first - 1
        if self._lower(at) in ("the", "a"):
            at -= 1
        return self._lower(at) in self.lists["placing"] and self._lower(at) not in (
            "between",
            "with",
            "against",
            "by",
        )

    def _acts(self, t: Toponym) -> bool:
        """Whether it is the subject of a verb that governments, not grounds, do: "Moscow and Pyongyang revived"."""
        if (
            self._local(t)
            or self._lower(t.first - 1) in self.lists["not subjects"]
            or self.words[t.last].possessive
        ):
            return False
        first, last = self._coordinated(t)
        if first is not t and (
            self._local(first) or self._lower(first.first - 1) in self.lists["not subjects"]
        ):
            return False
        at = last.last + 1
        if self._lower(at) == "," and self._lower(at + 1) in ("which", "who"):
            at += 2
        skipped = 0
        while self._lower(at) in self.lists["adverbs"] or self._lower(at).endswith("ly"):
            at, skipped = at + 1, skipped + 1
            if skipped > 4:
                return False
        said = self._lower(at)
        passive = any(
            self._lower(i) in ("is", "was", "are", "were", "be", "been", "being")
            for i in range(at - skipped, at)
        )
        return said in self.lists["acting"] and (
            not passive or said.endswith("ing") or said in ("accused", "expected", "urged")
        )

    def _coordinated(self, t: Toponym) -> tuple[Toponym, Toponym]:
        """The ends of "X, Y and Z" around a toponym."""
        index = self.at[t.first]
        first = last = index
        while first > 0 and self.text[self.found[first - 1].end : self.found[first].start] in (
            " and ",
            ", ",
            " or ",
            ", and ",
        ):
            first -= 1
        while last + 1 < len(self.found) and self.text[self.found[last].end : self.found[last + 1].start] in (
            " and ",
            " or ",
            ", and ",
            ", ",
        ):
            last += 1
        if (
            self.found[first].held_by is not None
            or " and " not in self.text[self.found[first].start : self.found[last].end]
        ):
            return t, t
        return self.found[first], self.found[last]

    def _addressed(self, t: Toponym) -> bool:
        """Whether something is said or done to it as to a power: "urged Israel to", "talks with Moscow"."""
        first, last = self._coordinated(t)
        at = first.first - 1
        if self._lower(at) == "the":
            at -= 1
        word = self._lower(at)
        if (
            word in self.lists["addressing"]
            and self._lower(last.last + 1) not in ("'s", "’s")
            and not self.words[last.last].possessive
        ):
            return (
                not self.words[last.last + 1].text.isalpha()
                or self._lower(last.last + 1) in self.lists["after a power"]
                if last.last + 1 < len(self.words)
                else True
            )
        if word in ("with", "between", "against", "on", "by", "to"):
            if any(self._lower(i) in self.lists["dealing"] for i in range(max(0, at - 2), at)):
                return not self.words[last.last].possessive
            return (
                word == "by"
                and self._lower(at - 1).endswith("ed")
                and self._lower(at - 1) in self.lists["acting"]
            )
        return False

    def _holds_office(self, t: Toponym) -> bool:
        """ "Moscow's demand", "Israel's government"."""
        return self.words[t.last].possessive and self._lower(t.last + 1) in self.lists["holdings"]

    def _modifies(self, t: Toponym) -> bool:
        """A noun before a noun: "Gaza officials", "the Kabul airport"."""
        if self.words[t.last].possessive or t.kinds or t.last + 1 >= len(self.words):
            return False
        following = self.words[t.last + 1]
        gap = self.text[t.end : following.start]
        if following.text == "-" and gap == "":
            return (
                t.last + 2 < len(self.words)
                and self.words[t.last + 2].text.lower() in self.lists["hyphenated"]
            )
        return gap == " " and following.text in self.lists["heads"]
