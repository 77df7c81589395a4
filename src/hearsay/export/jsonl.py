"""Records as JSON: one a line, or one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearsay.record import Record


def jsonl(records: Iterable[Record]) -> Iterator[str]:
    """One line a record, in the order given; holds one record at a time."""
    for record in records:
        yield record.to_json() + "\n"


def json_document(records: Iterable[Record]) -> Iterator[str]:
    """One object for one record, an array for several; holds two records at a time."""
    waiting = iter(records)
    held = next(waiting, None)
    if held is None:
        yield "[]\n"
        return
    following = next(waiting, None)
    if following is None:
        yield held.to_json(indent=2) + "\n"
        return
    yield "[\n" + held.to_json(indent=2)
    while following is not None:
        yield ",\n" + following.to_json(indent=2)
        following = next(waiting, None)
    yield "\n]\n"
