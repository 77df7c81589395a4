"""GUM documents (CoNLL-U with `Entity=` in MISC) as gold rows: a text, and who is who in it.

The text is put together from the tokens: a space after each that does not say `SpaceAfter=No`, an empty line between
paragraphs. A row holds `id`, `text` and `entities`, each with `type` (GUM's: person, organization, place …) and
`mentions`: `start`, `end`, `kind` (name, nominal, pronoun) and `core`, spans of the head word and of all words of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .score.rows import Row

_BRACKET = re.compile(
    r"\((?P<opens>\d+)(?:\[[^\]]*\])?-(?P<fields>[^()]*)(?P<closed>\))?|(?P<ends>\d+)(?:\[[^\]]*\])?\)"
)
_KINDS = {
    "PROPN": "name",
    "PRON": "pronoun",
    "DET": "pronoun",
}  # by the head's universal tag; all others describe


@dataclass(frozen=True)
class Token:
    """One syntactic word: its place in the document's text, its universal tag, the brackets of mentions at it."""

    start: int
    end: int
    upos: str
    brackets: str


@dataclass(frozen=True)
class Begun:
    """A mention that has begun: its entity, GUM's type, the places of its core words (from 1), its first token."""

    group: str
    type: str
    core: tuple[int, ...]
    first: int


def load_documents(path: Path) -> list[Row]:
    """The documents of a CoNLL-U file, in order; each begins with `# newdoc`."""
    lines = path.read_text(encoding="utf8").splitlines()
    begins = [at for at, line in enumerate(lines) if line.startswith("# newdoc")]
    return [
        _document(lines[first].rpartition("=")[2].strip(), lines[first + 1 : last])
        for first, last in zip(begins, [*begins[1:], len(lines)], strict=True)
    ]


def _document(name: str, lines: Iterable[str]) -> Row:
    text, sentence, entities = "", list[list[str]](), dict[str, Row]()
    for line in (*lines, ""):
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        elif line[:1].isdigit():
            sentence.append(line.split("\t"))
        elif not line:
            text, tokens = _with_sentence(text, sentence)
            for group, type_, mention in _mentions(tokens):
                entities.setdefault(group, {"type": type_, "mentions": []})["mentions"].append(mention)
            sentence = []
    for entity in entities.values():
        entity["mentions"].sort(key=lambda mention: (mention["start"], -mention["end"]))
    return {"id": name, "text": text.rstrip(), "entities": list(entities.values())}


def _with_sentence(text: str, lines: Iterable[Sequence[str]]) -> tuple[str, list[Token]]:
    """The text with a sentence's words on it, and its tokens; "do" and "n't" share the word "don't"."""
    tokens: list[Token] = []
    at, shared, last = (
        0,
        0,
        0,
    )  # where the next part of a shared word begins, where that word ends, its last part
    for number, form, _, upos, _, _, _, _, _, misc in lines:
        marks = misc.split("|")
        if "." in number:
            continue
        if number.isdigit() and int(number) <= last:
            end = shared if int(number) == last else min(at + len(form), shared)
        else:
            at, end = len(text), len(text) + len(form)
            text += form + ("" if "SpaceAfter=No" in marks else " ")
        if "-" in number:
            shared, last = end, int(number.partition("-")[2])
            continue
        brackets = "".join(mark.removeprefix("Entity=") for mark in marks if mark.startswith("Entity="))
        tokens.append(Token(at, end, upos, brackets))
        at = end
    return text, tokens


def _mentions(tokens: Sequence[Token]) -> Iterator[tuple[str, str, Row]]:
    """Entity, type and span of each mention of a sentence, as its brackets close."""
    open_: list[Begun] = []
    for position, token in enumerate(tokens):
        for match in _BRACKET.finditer(token.brackets):
            if match["opens"]:
                type_, _, _, _, core, *_ = match["fields"].split("-")
                places = tuple(int(place) for place in core.split(",") if place.isdigit())
                open_.append(Begun(match["opens"], type_, places, position))
            group = match["ends"] or (match["opens"] if match["closed"] else None)
            begun = next((item for item in reversed(open_) if item.group == group), None)
            if begun:
                open_.remove(begun)
                yield begun.group, begun.type, _mention(tokens[begun.first : position + 1], begun.core)


def _mention(tokens: Sequence[Token], core: Iterable[int]) -> Row:
    heads = [tokens[place - 1] for place in core if place <= len(tokens)] or list(tokens)
    return {
        "start": tokens[0].start,
        "end": tokens[-1].end,
        "kind": _KINDS.get(heads[0].upos, "nominal"),
        "core": [[head.start, head.end] for head in heads],
    }
