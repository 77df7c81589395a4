"""Two people corrected one claim: what the second typed beside what the first set, to be put on top or left.

A form brings along what stood in it when it was opened, so that it is known of each field who changed it: what only the
first changed stays as the first set it, what the second typed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from hearsay.export.phrases import one_line
from hearsay.web.views.claim import Input, Selected

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_NOTHING = "nothing"


@dataclass(frozen=True)
class Differing:
    """A field that both changed, or one of them: ``theirs`` stands now, ``mine`` is what the second typed; null where
    that one left it as it was."""

    label: str
    opened: str
    theirs: str | None
    mine: str | None


_F = TypeVar("_F", Input, Selected)


def merged(form: Mapping[str, Any], given: Mapping[str, str], text: str) -> dict[str, Any]:
    """``form`` as it is to be shown: with what ``given`` changed since it was opened, and how that differs."""
    rows: list[Differing] = []
    inputs = [_kept(one, one.name, given, rows, partial(_words, one)) for one in form["inputs"]]
    selections = [
        _worded(_kept(one, f"span-{one.role}", given, rows, partial(_quoted, text)), text)
        for one in form["selections"]
    ]
    return {
        **form,
        "heading": "Somebody else corrected this claim",
        "save": "Put mine on top",
        "inputs": inputs,
        "selections": selections,
        "differing": rows,
        "reason": given.get("reason", ""),
        "stood": {
            **{one.name: one.value for one in form["inputs"]},
            **{one.role: one.value for one in form["selections"]},
        },
    }


def _kept(
    one: _F, name: str, given: Mapping[str, str], rows: list[Differing], words: Callable[[str], str]
) -> _F:
    """The field with what was typed into it, else as it stands."""
    typed = given.get(name, one.value).strip()
    opened = given.get(f"was-{name}", one.value)
    theirs, mine = one.value != opened, typed != opened
    if theirs or mine:
        rows.append(
            Differing(
                one.label if isinstance(one, Input) else f"words for {one.label}",
                words(opened),
                words(one.value) if theirs else None,
                words(typed) if mine else None,
            )
        )
    return replace(one, value=typed) if mine else one


def _words(one: Input, value: str) -> str:
    return one_line(dict(one.choices).get(value, value)) or _NOTHING


def _quoted(text: str, value: str) -> str:
    return " … ".join(f"“{one}”" for one in _pieces(value, text)) or _NOTHING


def _worded(one: Selected, text: str) -> Selected:
    return replace(one, words=" … ".join(_pieces(one.value, text)))


def _pieces(value: str, text: str) -> Iterator[str]:
    for start, end in _PLACE.findall(value):
        yield one_line(text[int(start) : int(end)])
