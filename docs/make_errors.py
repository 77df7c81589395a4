"""Writes docs/errors.md from the catalogue of coded problems: ``make docs``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from string import Formatter

from hearsay.record.errors import Entry, catalogue

PAGE = Path(__file__).with_name("errors.md")
_HEAD = """# Errors

Every refusal has a code, a message and a remedy. Made by `make docs` from `src/hearsay/record/problems.toml`.

Whose move it is: **input**, the report or file has to be mended or left out; **usage**, the command or call
has to be changed; **program**, Hearsay itself is at fault, and we should like to hear of it.
"""


def page() -> str:
    """The whole page as Markdown, one section a room and one heading a code."""
    parts = [_HEAD]
    for room, entries in groupby(sorted(catalogue().values()), key=_room):
        parts.append(f"## {room}\n")
        parts.extend(_entry(entry) for entry in entries)
    return "\n".join(parts)


def _entry(entry: Entry) -> str:
    remedy = f"*Remedy:* {_shown(entry.remedy)} *({entry.kind})*"
    return f"### {entry.code}\n\n{_shown(entry.message)}\n\n{remedy}\n"


def _room(entry: Entry) -> str:
    return entry.code.split("-")[1].lower()


def _shown(template: str) -> str:
    """The template with its values as placeholders: ``{length!r}`` is shown as ⟨length⟩."""
    pieces = Formatter().parse(template)
    return "".join(words + (f"⟨{name}⟩" if name else "") for words, name, _, _ in pieces)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
