"""Digests of what ships with the program: weights, tables, code. Results that follow from them are told apart by these."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable


def within(room: Traversable, endings: tuple[str, ...]) -> Iterator[Traversable]:
    """The files of a folder and of the folders in it whose names end so, in the order of their names."""
    for item in sorted(room.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from within(item, endings) if item.name != "__pycache__" else ()
        elif item.name.endswith(endings):
            yield item


def digest(parts: Iterable[Traversable], *words: str) -> str:
    """The SHA-256 of some words, then of files by name and content, as hexadecimal digits."""
    found = hashlib.sha256(" ".join(words).encode())
    for item in parts:
        found.update(item.name.encode() + b"\0" + item.read_bytes())
    return found.hexdigest()
