"""A small pattern language over word classes, for the layers that are grammars (times, figures).

Every word of a scan becomes one character: its class set. A pattern is then an ordinary regular expression
over that string, which is as long as the text has words, so that a whole table of patterns costs less than
one pass over the letters. A table row reads as the words do::

    pattern = "<early>? <weekday:weekday> <part:part>?"
    pattern = "in [ <month:maybe_month> ]"

``<class>`` is a word of that class, ``<name:class>`` the same and kept under ``name``, a bare word is itself,
``( | ) ? * +`` are as in regular expressions, and ``[ … ]`` marks what the match covers when it is not
everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from hearsay.read.scan import Scan

_ITEM = re.compile(r"<(?:(\w+):)?([\w|]+)>|\((?:(\w+):)?|[)|?*+\[\]]|[^\s()|?*+<>\[\]]+")
_OPERATORS = frozenset(")|?*+")
CONTINUED = "continued"
"""The kind of a word that goes on with the shape before it."""
_CONTINUED = "\ue000"


class PatternError(ValueError):
    """A pattern of a table that cannot be compiled: it names a class that the vocabulary does not have."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table: its name, its pattern and the sense that reads a match."""

    name: str
    pattern: str
    means: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where one rule matched: word indices ``first`` to ``last`` (inclusive) and, by name, the parts."""

    rule: Rule
    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]

    def at(self, part: str) -> int | None:
        """Index of the first word of ``part``, None where the match has no such part."""
        span = self.parts.get(part)
        return None if span is None else span[0]


class Grammar:
    """Rules compiled once against a vocabulary.

    ``vocabulary`` maps a class to its words; a word with a capital is met only so ("May"), any other in any
    case. ``kinds`` maps a shape that is no word list (a number from 1 to 12) to the classes it has. A shape
    of several words ("two hundred and five") is its kind, then ``CONTINUED`` for each further word.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, Iterable[str]],
        kinds: Mapping[str, Iterable[str]],
        rules: Iterable[Rule],
        weak: Iterable[str] = (),
    ) -> None:
        self.rules = tuple(rules)
        sets: dict[str, set[str]] = {}
        for name, entries in vocabulary.items():
            for word in entries:
                sets.setdefault(word, set()).add(name)
        for rule in self.rules:
            for literal in _literals(rule.pattern):
                sets.setdefault(literal, set()).add("=" + literal)
        for word in [word for word in sets if word != word.lower()]:
            sets[word] |= sets.get(word.lower(), set())
        codes: dict[frozenset[str], str] = {frozenset(): "x"}
        self._words = {word: _code(codes, names) for word, names in sets.items()}
        self._kinds = {kind: _code(codes, names) for kind, names in kinds.items()} | {CONTINUED: _CONTINUED}
        faint = set(weak) | {f"={word}" for word in weak}
        strong = "".join(code for names, code in codes.items() if not names <= faint)
        self._stretch = re.compile(f"[^x{strong}]*[{strong}][^x]*")
        compiled = [(rule, re.compile(_translate(rule.pattern, codes))) for rule in self.rules]
        self._compiled = [(rule, pattern, tuple(pattern.groupindex)) for rule, pattern in compiled]

    def classes(self, words: Scan, shapes: Sequence[str | None]) -> str:
        """The class string of a scan: one character a word, "x" where no rule mentions the word."""
        kinds, known = self._kinds, self._words
        out = []
        for word, lower, kind in zip(words.words, words.lowers, shapes, strict=True):
            if kind is not None:
                out.append(kinds[kind])
            else:
                code = known.get(word)
                out.append(known.get(lower, "x") if code is None else code)
        return "".join(out)

    def candidates(self, words: Scan, shapes: Sequence[str | None]) -> list[Match]:
        """Every match of every rule in the order in which to try them: leftmost, longest, the earlier rule.

        They overlap; a reader takes the first that makes sense and passes over what overlaps it. ``shapes``
        has one entry a word: the kind that a shape gives it, or None where the word itself decides.
        """
        string, index_of = self._stretches(self.classes(words, shapes))
        found: list[tuple[int, int, int, Match]] = []
        for order, (rule, compiled, names) in enumerate(self._compiled):
            for hit in compiled.finditer(string):
                first, end = hit.span("span_") if "span_" in names else hit.span()
                if end <= first:
                    continue
                parts = {
                    name.partition("__")[0]: (index_of[hit.start(name)], index_of[hit.end(name) - 1])
                    for name in names
                    if name != "span_" and hit.start(name) >= 0
                }
                match = Match(rule, index_of[first], index_of[end - 1], parts)
                found.append((match.first, -match.last, order, match))
        found.sort(key=lambda item: item[:3])
        return [item[3] for item in found]

    def _stretches(self, string: str) -> tuple[str, list[int]]:
        """The stretches of a class string that can hold a match, an "x" between them, and the index of each word."""
        parts: list[str] = []
        index_of: list[int] = []
        for stretch in self._stretch.finditer(string):
            parts.append(stretch.group())
            index_of.extend(range(stretch.start(), stretch.end() + 1))
        return "x".join(parts), index_of


def _code(codes: dict[frozenset[str], str], names: Iterable[str]) -> str:
    return codes.setdefault(frozenset(names), chr(0xE001 + len(codes)))


def _literals(pattern: str) -> list[str]:
    return [m.group() for m in _ITEM.finditer(pattern) if _is_literal(m)]


def _is_literal(item: re.Match[str]) -> bool:
    text = item.group()
    return item.group(2) is None and text[0] not in "([]" and text not in _OPERATORS


def _translate(pattern: str, codes: Mapping[frozenset[str], str]) -> str:
    out: list[str] = []
    group_of = count(1)  # a name may stand in several branches of a pattern; in an expression it may not
    for item in _ITEM.finditer(pattern):
        text, name, classes, group = item.group(), item.group(1), item.group(2), item.group(3)
        if classes is not None:
            body = _members(classes.split("|"), codes, pattern)
            out.append(f"(?P<{name}__{next(group_of)}>{body})" if name else body)
        elif text[0] == "(":
            out.append(f"(?P<{group}__{next(group_of)}>" if group else "(?:")
        elif text == "[":
            out.append("(?P<span_>")
        elif text == "]":
            out.append(")")
        elif text in _OPERATORS:
            out.append(text)
        else:
            out.append(_members(["=" + text], codes, pattern))
    return "".join(out)


def _members(names: list[str], codes: Mapping[frozenset[str], str], pattern: str) -> str:
    chars = "".join(sorted(char for names_of, char in codes.items() if not names_of.isdisjoint(names)))
    if not chars:
        raise PatternError(f"pattern {pattern!r} names {names!r}, which the vocabulary does not have")
    return f"(?:[{chars}]{_CONTINUED}*)"
