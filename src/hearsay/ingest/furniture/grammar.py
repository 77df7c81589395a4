"""The grammar of furniture: wordings from ``furniture.toml``, compiled once, each catch checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hearsay.ingest.dates import find_date, is_only_time
from hearsay.ingest.furniture.names import credited, is_name, is_outlet, is_place, split_names
from hearsay.ingest.tables import table, words

Where = Literal["line", "head", "deck", "tail", "both"]
LONGEST = 900
"""Characters; a longer unit is story, whatever it begins with."""


@dataclass(frozen=True)
class Rule:
    """One wording of one kind of furniture; the fields are those of ``furniture.toml``."""

    name: str
    kind: str
    where: Where
    pattern: str
    case: bool = False
    status: str | None = None
    stranger: bool = False
    heading: bool = False
    needs: tuple[str, ...] = ()
    longest: int = LONGEST

    def may_match(self, lowered: str) -> bool:
        """Whether asking is worth while: the words, in small letters, are short enough and hold what is needed."""
        if len(lowered) > self.longest:
            return False
        return not self.needs or any(
            lowered.startswith(need[1:]) if need[0] == "^" else need in lowered for need in self.needs
        )

    def match(self, words_: str) -> dict[str, tuple[int, int]] | None:
        """What each catch of the wording holds, as [start, end) in ``words_``; null if it is another wording."""
        found = _compiled(self.name).fullmatch(words_)
        if found is None:
            return None
        caught: dict[str, tuple[int, int]] = {}
        for group, value in found.groupdict().items():
            if value is None:
                continue
            catch = group.rstrip("0123456789")
            if not _CHECKS[catch](value):
                return None
            caught.setdefault(catch, found.span(group))
        return caught


@cache
def rules() -> tuple[Rule, ...]:
    """Every wording, in the order of the file: the first that fits names the furniture."""
    return tuple(
        Rule(**{**row, "needs": tuple(row.get("needs", ()))}) for row in table("furniture.toml")["rule"]
    )


def _is_date(words_: str) -> bool:
    return is_only_time(words_)


def _is_day(words_: str) -> bool:
    return find_date(words_) is not None and is_only_time(words_)


_CHECKS: dict[str, Callable[[str], bool]] = {
    "names": lambda value: bool(split_names(value)),
    "name": is_name,
    "persons": lambda value: bool(credited(value)),
    "outlet": is_outlet,
    "places": is_place,
    "agency": lambda _: True,
    "title": lambda _: True,
    "date": _is_date,
    "day": _is_day,
    "modified": _is_date,
}
_CATCHES = {
    "NAMES": r"(?P<names{n}>[^\d:;|]{{3,140}}?)",
    "NAME": r"(?P<name{n}>[^\d:;,|]{{3,60}}?)",
    "PERSONS": r"(?P<persons{n}>[^\d:;|]{{3,400}}?)",
    "OUTLET": r"(?P<outlet{n}>\S.{{0,80}}?)",
    "PLACES": r"(?P<places{n}>[^\d:;!?|]{{2,80}}?)",
    "TITLE": r"(?P<title{n}>\S.{{2,400}}?)",
    "DATE": r"(?P<date{n}>\S.{{3,90}}?)",
    "DAY": r"(?P<day{n}>\S.{{3,90}}?)",
    "MODIFIED": r"(?P<modified{n}>\S.{{3,90}}?)",
}
_ONE_ADDRESS = r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|@\w{2,}|\+?\(?\d[\d() .-]{5,}\d)"
_ADDRESS = (
    rf"{_ONE_ADDRESS}(?:[\s,;/()]*(?:(?:or|and|at|on|by|via|e-?mail|phone|twitter|x|facebook|call|tel|text)\b[.:]?"
    rf"[\s,;/()]*)*{_ONE_ADDRESS})*[.)]{{0,2}}"
)


@cache
def _compiled(name: str) -> re.Pattern[str]:
    rule = next(rule for rule in rules() if rule.name == name)
    counter = 0

    def catch(found: re.Match[str]) -> str:
        nonlocal counter
        counter += 1
        return _piece(found.group(1), counter)

    pattern = re.sub(r"\{([A-Z]+)\}", catch, _loosened(rule.pattern))
    return re.compile(pattern, re.DOTALL if rule.case else re.DOTALL | re.IGNORECASE)


def _loosened(pattern: str) -> str:
    """White space, apostrophes and dashes in every form people type them."""
    pattern = re.sub(r" (?=[?*+]|\{\d)", r"\\s", pattern)
    outside = re.split(r"(\[(?:\\.|[^\]\\])*\]|\\.)", pattern)
    for index in range(0, len(outside), 2):
        outside[index] = outside[index].replace(" ", r"\s+").replace("'", "['’‘]").replace("-", "[-–—−‐‑]")
    return "".join(outside)


def _piece(name: str, counter: int) -> str:
    if name in _CATCHES:
        return _CATCHES[name].format(n=counter)
    agencies = "|".join(re.escape(agency) for agency in sorted(words().agencies, key=len, reverse=True))
    roles = "|".join(re.escape(role).replace(r"\ ", r"\s+") for role in words().roles)
    return {
        "AGENCY": rf"(?P<agency{counter}>(?-i:{agencies}))(?!\w)",
        "AGENCYWORDS": rf"(?:(?-i:{agencies})\s+)",
        "ROLE": rf"(?:[\w'’&.-]+\s+){{0,4}}?(?:{roles})\b",
        "ADDRESS": _ADDRESS,
        "ANY": rf".{{0,{LONGEST}}}",
        "SOME": r"[^.!?]{1,100}",
    }[name]
