"""Reports with an analysis made by hand: the text, and strings that say what the network would have marked in it."""

from __future__ import annotations

import re

from hearsay.read.network.analysis import Analysis, Tagged
from hearsay.read.network.drafts import Draft
from hearsay.read.network.pieces import find_words
from hearsay.read.reading import Reading
from hearsay.read.sentences import split_sentences
from hearsay.record import Report

_PRONOUNS = frozenset(["he", "him", "she", "her", "they", "them", "it", "we", "us", "i", "me"])
_POSSESSIVE = frozenset(["his", "their", "its", "our", "my"])
_PLURALS = re.compile(r"(?:ials|ysts|ents|iers|ers|icers|women|men|people|ists|ors|forces|troops|ians)\Z")


class Sketch:
    """A report in the making. ``"Kim@2"`` is the second "Kim" of the text; tags are guessed, and can be set."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = find_words(text)
        forms = [text[s:e] for s, e in zip(self.words.starts, self.words.ends, strict=True)]
        self.sentences = tuple(split_sentences(text))
        opens = {span.start for a, b in self.sentences if (span := self.words.between(a, b))}
        self.tags = [self._tag(form, index in opens) for index, form in enumerate(forms)]
        self.heads = [-1] * len(forms)
        self.relations = ["dep"] * len(forms)
        self._names: list[Tagged] = []
        self._mentions: list[Tagged] = []
        self._drafts: list[Draft] = []

    @staticmethod
    def _tag(form: str, opens: bool) -> str:
        small = form.lower()
        if small in _POSSESSIVE:
            return "PRP$"
        if small in _PRONOUNS:
            return "PRP"
        if not form[0].isalnum():
            return form
        if form[0].isdigit():
            return "CD"
        if form[0].isupper() and not (opens and small in ("the", "a", "an", "in", "on")):
            return "NNP"
        return "NNS" if _PLURALS.search(small) else "NN"

    def _range(self, words: str) -> tuple[int, int]:
        words, _, number = words.partition("@")
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        start = found[int(number or 1) - 1]
        span = self.words.between(start, start + len(words))
        return span.start, span.stop

    def name(self, kind: str, *words: str) -> Sketch:
        """Names as the WikiGold head marks them: PER ORG LOC MISC."""
        self._names += [Tagged(kind, *self._range(w), 0.9) for w in words]
        return self

    def mention(self, kind: str, *words: str) -> Sketch:
        """Mentions as the re3d head marks them: Person Organisation Location and so on."""
        self._mentions += [Tagged(kind, *self._range(w), 0.9) for w in words]
        return self

    def says(self, source: str | None, cue: str, content: str) -> Sketch:
        """An attribution."""
        given = self._range(source) if source else None
        self._drafts.append(Draft(given, self._range(cue), (self._range(content),), 0.9))
        return self

    def relate(self, word: str, relation: str, head: str) -> Sketch:
        """An arc: the word hangs on the head by the relation."""
        index = self._range(word)[0]
        self.relations[index], self.heads[index] = relation, self._range(head)[0]
        return self

    def reading(self, *, network: bool = True) -> Reading:
        """What the entity layer gets."""
        analysis = Analysis(
            self.words, tuple(self.tags), tuple(self.heads), tuple(self.relations),
            tuple(sorted(self._names, key=lambda t: t.first)), tuple(sorted(self._mentions, key=lambda t: t.first)),
            (), tuple(self._drafts),
        )  # fmt: skip
        report = Report.of(ref="sketch", raw=self.text.encode(), text=self.text)
        return Reading(report, self.sentences, analysis if network else None)
