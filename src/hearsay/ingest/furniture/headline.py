"""Headlines: the title the metadata gives, or a first line that reads like one."""

from __future__ import annotations

import re

from hearsay.ingest.furniture.units import Unit

_LONGEST = 160
"""Characters; of the headlines of 840 training articles none is longer."""
_MOST_WORDS = 26
_OPEN = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "with"}
)
"""A line that ends in one of these was broken off."""
_STORY = re.compile(r"[.!?…][\"”’')\]]*$")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})


def title_end(text: str, start: int, end: int, title: str) -> int | None:
    """Where ``title`` ends if the words from ``start`` on are it, in any case and typography; else null.

    A full stop put after it belongs to it; a longer word or sentence that only begins like the title does
    not.
    """
    wanted, position = _folded(title), start
    if not wanted:
        return None
    for character in wanted:
        while position < end and text[position].isspace() and character != " ":
            position += 1
        if position >= end:
            return None
        if character == " ":
            if not text[position].isspace():
                return None
            while position < end and text[position].isspace():
                position += 1
        elif text[position].translate(_FOLD).lower() != character:
            return None
        else:
            position += 1
    closed = re.compile(r"\s?[.;]?(?=\s|$)").match(text, position, end)
    if closed is None:
        return None
    rest = text[closed.end() : end].lstrip()
    stopped = closed.end() > position or not rest
    return closed.end() if stopped or not rest[:1].islower() else None


def same_title(words: str, title: str) -> bool:
    """Whether the two say the same but for case, typography, white space and closing marks."""
    return _folded(words).strip(" .;:") == _folded(title).strip(" .;:")


def is_headline(units: list[Unit], number: int, text: str) -> bool:
    """Whether the first unit of the story is a headline: short, not a sentence's end, and a story follows."""
    unit = units[number]
    words = text[unit.start : unit.end]
    following = [text[u.start : u.end] for u in units[number + 1 : number + 8]]
    if not following or not any(_is_story(line) for line in following):
        return False
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS or len(words.split()) < 2:
        return False
    if not (words[0].isupper() or words[0].isdigit() or words[0] in "\"“‘'¿¡€$£#"):
        return False
    if words.split()[-1] in _OPEN:
        return False
    if words[-1] in ",:;-–—" and not words.endswith(";"):
        return False
    if re.search(r"[.!…][\"”’')\]]*$", words):
        return _is_capitalised(words)
    return unit.gap or not following[0][:1].islower()


def is_deck(units: list[Unit], number: int, text: str) -> bool:
    """Whether the unit after a headline is a second one: short, no full stop, and a story follows."""
    unit = units[number]
    words = text[unit.start : unit.end]
    following = [text[u.start : u.end] for u in units[number + 1 : number + 6]]
    if len(words) > 250 or len(words.split()) < 3 or not any(_is_story(line) for line in following):
        return False
    return not re.search(r"[.!?:,…—–-][\"”’')\]]*$", words) and words[0].isupper()


def _is_story(line: str) -> bool:
    return len(line.split()) >= 6 and bool(_STORY.search(line))


def _is_capitalised(words: str) -> bool:
    """Nearly Every Long Word Begins With a Capital, as in many papers' headlines; not a sentence of names."""
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    return (
        len(long) >= 4
        and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
        and len(words.split()) >= 5
    )


def _folded(words: str) -> str:
    return " ".join(words.translate(_FOLD).lower().split())
