"""Explicit marks: words by which a report says whose it is, and one name for an outlet that goes by several."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from hearsay.link.lineage.words import story
from hearsay.record import Report
from hearsay.record.lineage import Mark

_OUTLET = (
    r"(?P<outlet>(?:[^.,;:()\[\]\n|]|\.(?=\w)){2,80}?)"
    r"(?=[.,;:()\[\]\n|](?!\w)|\s+(?:and (?:is|has|was)|under|on \d|on [A-Z][a-z]+ \d)|\s*$)"
)
_NAME = r"(?P<outlet>[A-Z][\w'’&.-]*\w(?: (?:of |the |de )?[A-Z][\w'’&-]*){0,5})"
_SUFFIX = re.compile(r"(?:\.(?:com|org|net|info|news|co|uk|eu))+$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|^www\.", re.IGNORECASE)


class Wording(NamedTuple):
    """One row of ``marks.toml``, its pattern compiled."""

    kind: str
    within: tuple[str, ...]
    needs: tuple[str, ...]
    pattern: re.Pattern[str]


def marks_of(report: Report) -> tuple[Mark, ...]:
    """Every mark in the text of ``report``, in order; where two wordings fit the same words the first counts."""
    text = report.text or ""
    stretches: list[tuple[str, int, int]] = [
        (piece.kind, piece.start, piece.end) for piece in report.furniture
    ]
    stretches += [("story", start, end) for start, end in story(report)]
    found = {
        mark.start: mark
        for row in sorted(stretches, key=lambda row: row[1])
        for mark in _marks_in(text, *row)
    }
    return tuple(found[start] for start in sorted(found))


def _marks_in(text: str, kind: str, start: int, end: int) -> Iterator[Mark]:
    taken: list[tuple[int, int]] = []
    words = text[start:end]
    folded = words.lower()
    for wording in _wordings():
        if kind not in wording.within or (
            wording.needs and not any(need in folded for need in wording.needs)
        ):
            continue
        for match in wording.pattern.finditer(words):
            if any(match.start() < stop and begin < match.end() for begin, stop in taken):
                continue
            taken.append(match.span())
            yield Mark.model_validate(
                {
                    "kind": wording.kind,
                    "publisher": outlet_name(match["outlet"]),
                    "start": start + match.start(),
                    "end": start + match.end(),
                    "words": match.group(),
                }
            )


def outlet_name(words: str) -> str:
    """The name an outlet is known by: "the AP" is Associated Press, "example.com" is as it stands."""
    plain = " ".join(words.split()).strip(" \"“”'’.*_")
    plain = _ARTICLE.sub("", plain) or plain
    return _table()["names"].get(plain, plain) or words


@lru_cache(maxsize=4096)
def outlet_key(words: str) -> str:
    """By what two names of one outlet are compared: letters and digits alone, no article, no domain's ending."""
    name = outlet_name(words)
    key = re.sub(r"[\W_]+", "", _SUFFIX.sub("", name).casefold())
    return key or name.casefold()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("marks.toml").read_text(encoding="utf-8"))


@cache
def _wordings() -> tuple[Wording, ...]:
    names = sorted(_table()["names"], key=len, reverse=True)
    agency = rf"(?P<outlet>(?-i:{'|'.join(map(re.escape, names))}))"
    holes = {"{OUTLET}": _OUTLET, "{NAME}": f"(?-i:{_NAME})", "{AGENCY}": agency}
    found = []
    for row in _table()["wording"]:
        pattern = row["pattern"].replace(" ?", r"\s*").replace(" ", r"\s+")
        for hole, expression in holes.items():
            pattern = pattern.replace(hole, expression)
        compiled = re.compile(pattern, re.IGNORECASE)
        found.append(Wording(row["kind"], tuple(row["within"]), tuple(row.get("needs", ())), compiled))
    return tuple(found)
