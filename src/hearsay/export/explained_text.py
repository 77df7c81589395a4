"""Why two claims are one happening or not, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearsay.export.phrases import one_line
from hearsay.export.terminal import columns, paint, screen_width, wrap
from hearsay.record.happening import Bond, Link


def explained_lines(
    sides: Sequence[tuple[str, str, str]],
    link: Link,
    said: Sequence[Bond],
    verdict: str,
    width: int | None = None,
    colour: bool = False,
) -> Iterator[str]:
    """``sides``: of each claim its report’s ref, the word that names the event, its words; ``verdict``: what a run made of
    the two. Then a line a comparison, its weight in bits, and the sum."""
    width = width or screen_width()
    for ref, trigger, words in sides:
        yield from _wrapped([(one_line(trigger), "bold"), (f" · {one_line(ref)}", "dim")], "", width, colour)
        yield from _wrapped([(f"“{one_line(words)}”", "")], "  ", width, colour)
    names = max(columns(one.name) for one in link.comparisons)
    for one in link.comparisons:
        style = "" if abs(one.weight) >= 0.05 else "dim"
        line = f"{one.weight:+8.2f}  {one.name.replace('_', ' '):<{names}}  {one_line(one.level)}"
        yield paint(line[:width], style, colour) + "\n"
    yield paint(f"{link.weight:+8.2f}  in all, in bits: ", "bold", colour)
    yield (
        "more likely one happening than two" if link.weight > 0 else "more likely two happenings than one"
    ) + "\n"
    for bond in said:
        word = "one" if bond.together else "not one"
        yield from _wrapped([(f"A person said that they are {word} {bond.of}.", "warn")], "", width, colour)
    yield from _wrapped([(verdict, "")], "", width, colour)


def _wrapped(pieces: list[tuple[str, str]], lead: str, width: int, colour: bool) -> Iterator[str]:
    for line in wrap(pieces, width, lead, lead + "  ", colour):
        yield line + "\n"
