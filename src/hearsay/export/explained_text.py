"""Why two claims are one happening or not, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearsay.export.phrases import one_line
from hearsay.export.terminal import columns, paint, screen_width, wrap
from hearsay.record.happening import ActorLink, Bond, Link


def explained_lines(
    sides: Sequence[tuple[str, str, str]],
    link: Link,
    said: Sequence[Bond],
    verdict: str,
    actors: Sequence[tuple[tuple[str, str], ActorLink]] = (),
    width: int | None = None,
    colour: bool = False,
) -> Iterator[str]:
    """``sides``: of each claim its report’s ref, the word that names the event, its words; ``verdict``: what a run made of
    the two. Then a line a comparison, its weight in bits, and the sum; and who of the two events was compared with whom."""
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
    for called, actor in actors:
        yield from _wrapped([(_compared(called, actor), "")], "", width, colour)
    for bond in said:
        word = "one" if bond.together else "not one"
        yield from _wrapped([(f"A person said that they are {word} {bond.of}.", "warn")], "", width, colour)
    yield from _wrapped([(verdict, "")], "", width, colour)


def _compared(names: tuple[str, str], actor: ActorLink) -> str:
    """“RSF” and “Rapid Support Forces”: one actor, +7.1 bits (name: one well-known body +4.3, …)."""
    told = [
        f"{one.name}: {one.level} {one.weight:+.1f}" for one in actor.comparisons if abs(one.weight) >= 0.05
    ]
    verdict = "one actor" if actor.is_one else "two actors"
    if actor.said is not None:
        verdict += " as a person said"
    return f"“{one_line(names[0])}” and “{one_line(names[1])}”: {verdict}, {actor.weight:+.1f} bits ({'; '.join(told)})."


def _wrapped(pieces: list[tuple[str, str]], lead: str, width: int, colour: bool) -> Iterator[str]:
    for line in wrap(pieces, width, lead, lead + "  ", colour):
        yield line + "\n"
