"""The words of one report as the entity layer asks about them: phrases, their head words, what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from hearsay.read.attributions.quotes import quoted_ranges
from hearsay.read.entities.nouns import words_of
from hearsay.read.network.pieces import Words, find_words
from hearsay.read.reading import Reading

_NO_HEAD = frozenset({"IN", "CC", "TO", "PDT", ",", ":", ".", "''", "``", "-LRB-", "-RRB-", "POS", "RB"})


_ABBREVIATED = frozenset({"jr", "sr", "inc", "corp", "co", "ltd", "capt"})
_MARKS = "\"“”„«»‘’'.,;:()[]–—-"


def _bare(token: str) -> str:
    return token.replace("’", "'").removesuffix("'s").strip(_MARKS)


class Phrases:
    """Words, tags and tree of a report; without an analysis the tags are guessed from capitals and the tree is flat."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text or ""
        self.analysis = reading.analysis
        self.words: Words = reading.analysis.words if reading.analysis else find_words(self.text)
        count = len(self.words)
        self.sentences = reading.sentences or (((0, len(self.text)),) if self.text else ())
        self.sentence = tuple(self._sentence_at(start) for start in self.words.starts)
        self.forms = tuple(self.text[s:e] for s, e in zip(self.words.starts, self.words.ends, strict=True))
        self.lowers = tuple(form.lower() for form in self.forms)
        if reading.analysis:
            self.tags, self.heads = reading.analysis.tags, reading.analysis.heads
            self.relations = reading.analysis.relations
        else:
            self.tags = tuple(self._guessed_tag(index) for index in range(count))
            self.heads, self.relations = (-1,) * count, ("dep",) * count

    def __len__(self) -> int:
        return len(self.words)

    def _sentence_at(self, start: int) -> int:
        """The sentence around a code point; -1 where there is none, in what is not read."""
        number = bisect_right(self.sentences, (start, len(self.text) + 1)) - 1
        return number if number >= 0 and start < self.sentences[number][1] else -1

    def _guessed_tag(self, index: int) -> str:
        form = self.forms[index]
        if form[0].isdigit():
            return "CD"
        if not form[0].isalpha():
            return ","
        opens = index == 0 or self.sentence[index] != self.sentence[index - 1]
        return "NNP" if form[0].isupper() and not opens else "NN"

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the words [first, last)."""
        return self.words.starts[first], self.words.ends[last - 1]

    def string(self, first: int, last: int) -> str:
        """The text of the words [first, last), as it stands."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def tokens(self, first: int, last: int) -> list[str]:
        """What stands between spaces, without marks at the ends and without a closing 's: ``Jong-un``, ``U.S``."""
        bare = (_bare(token) for token in self.string(first, last).split())
        return [token for token in bare if token]

    def from_token(self, first: int, last: int, count: int) -> str:
        """The text of the words [first, last) without the first ``count`` tokens and without marks at the ends."""
        tokens = [token for token in self.string(first, last).split() if _bare(token)]
        return " ".join(tokens[count:]).strip(_MARKS)

    def joined(self, index: int) -> bool:
        """Whether nothing stands between this word and the one before it."""
        return index > 0 and self.words.starts[index] == self.words.ends[index - 1]

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each word whether it stands between quotation marks."""
        out = [False] * len(self)
        for start, end in quoted_ranges(self.text):
            for index in self.words.between(start, end):
                out[index] = True
        return tuple(out)

    def head_of(self, first: int, last: int) -> int:
        """The head word of a noun phrase: the word whose head lies outside it, else the last before a preposition."""
        fallback = self._last_noun(first, last)
        if self.analysis is None:
            return fallback
        outside = [
            index
            for index in range(first, last)
            if not first <= self.heads[index] < last
            and self.relations[index] not in ("continued", "punct", "case", "cc", "mark", "det")
            and self.tags[index] not in _NO_HEAD
        ]
        if len(outside) == 1 and self.tags[outside[0]][:2] in ("NN", "PR", "CD", "JJ", "DT", "WP", "WD"):
            return outside[0]
        return fallback

    def _last_noun(self, first: int, last: int) -> int:
        after = words_of("small", "after_head")
        begin = first
        while begin < last - 1 and (self.lowers[begin] in after or not self.forms[begin][0].isalnum()):
            begin += 1
        end = begin
        while end < last and (end == begin or self.lowers[end] not in after or self._hyphen(end)):
            end += 1
        index = end - 1
        while index > begin and (not self.forms[index][0].isalnum() or self._is_possessive(index)):
            index -= 1
        while index > begin and self.relations[index] == "continued" and self.joined(index):
            index -= 1
        return index

    def _hyphen(self, index: int) -> bool:
        return self.joined(index) and index + 1 < len(self) and self.joined(index + 1)

    def _is_possessive(self, index: int) -> bool:
        return self.lowers[index] == "s" and index > 0 and self.forms[index - 1] in ("'", "’")

    def possessive_after(self, last: int) -> int:
        """How many words a possessive ending at ``last`` takes: 2 for ``'s``, 1 for a lone apostrophe, else 0."""
        if last < len(self) and self.forms[last] in ("'", "’") and self.joined(last):
            if last + 1 < len(self) and self.lowers[last + 1] == "s" and self.joined(last + 1):
                return 2
            return 1 if self.lowers[last - 1].endswith("s") else 0
        return 0

    def coordinated(self, index: int) -> bool:
        """Whether something is joined to this word by "and" or "or"."""
        return any(
            self.relations[other] == "conj" and self.heads[other] == index
            for other in range(index + 1, min(index + 12, len(self)))
        )

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without marks at the ends and without a closing possessive."""
        while first < last and (self.lowers[first] == "least" or not self.forms[first][0].isalnum()):
            first += 1
        while first < last:
            closing = self.forms[last - 1]
            if last - first > 2 and closing.lower() == "s" and self.forms[last - 2] in ("'", "’"):
                last -= 2
                continue
            bracket = closing == ")" and "(" in self.forms[first:last]
            if closing[0].isalnum() or bracket or (closing == "." and self.abbreviates(last - 1)):
                break
            last -= 1
        return first, last

    def abbreviates(self, index: int) -> bool:
        """Whether this full stop belongs to an abbreviation: U.S., Jr."""
        return (
            index >= 1
            and self.joined(index)
            and (
                (len(self.forms[index - 1]) == 1 and self.forms[index - 1].isupper())
                or self.lowers[index - 1] in _ABBREVIATED
            )
        )

    def opens(self, index: int) -> bool:
        """Whether the word begins a sentence, so that its capital tells nothing."""
        return index == 0 or self.sentence[index] != self.sentence[index - 1]
