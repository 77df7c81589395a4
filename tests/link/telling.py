"""Reports of one or two sentences with one claim, as short as a test wants them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearsay.link.estimates import Layers, Told
from hearsay.record import (
    Attribution,
    Claim,
    Entity,
    Event,
    Figure,
    Furniture,
    Mention,
    Participant,
    Place,
    Population,
    Record,
    Report,
    Span,
    Time,
)

WORDS: Mapping[str, tuple[int | None, int | None]] = {
    "one": (1, 1), "two": (2, 2), "three": (3, 3), "four": (4, 4), "five": (5, 5), "six": (6, 6), "seven": (7, 7),
    "eight": (8, 8), "nine": (9, 9), "ten": (10, 10), "eleven": (11, 11), "twelve": (12, 12), "no": (0, 0),
    "dozens": (24, None), "hundreds": (200, None), "several": (3, None), "many": (None, None), "a few": (3, None),
    "scores": (40, None), "tens": (20, None), "a": (1, 1),
}  # fmt: skip


def figure(text: str, words: str, counted: str | None = None, **fields: Any) -> Figure:
    """The figure ``words`` of ``text``: "nine", "at least 20", "up to 70", "20 to 30", "dozens"."""
    start = text.lower().index(words.lower())
    span = Span.at(text, text.index(counted), text.index(counted) + len(counted)) if counted else None
    outcome = fields.pop("outcome", "killed")
    return Figure.at(
        text, start, start + len(words), counted=span, outcome=outcome, **{**_meant(words.lower()), **fields}
    )


def _meant(words: str) -> dict[str, Any]:
    if words.startswith("at least "):
        return {"bound": "at_least", "low": _number(words[9:])}
    if words.startswith("up to "):
        return {"bound": "at_most", "high": _number(words[6:])}
    if words.startswith("about "):
        return {"bound": "about", "low": _number(words[6:]), "high": _number(words[6:])}
    if " to " in words:
        low, high = (_number(word) for word in words.split(" to "))
        return {"bound": "between", "low": low, "high": high}
    if words in WORDS and (WORDS[words][1] is None or WORDS[words][0] is None):
        return {"bound": "vague", "vague": words, "low": WORDS[words][0], "high": WORDS[words][1]}
    return {"low": _number(words), "high": _number(words)}


def _number(words: str) -> int:
    return int(words.replace(",", "")) if words[0].isdigit() else int(WORDS[words][0] or 0)


def tell(
    text: str,
    *numbers: str | tuple[str, str] | tuple[str, str, dict[str, Any]],
    by: str | None = None,
    trigger: str = "killed",
    type: str | None = "CASUALTY",
    certainty: str = "asserted",
    published: str | None = "2024-03-06",
    said: str | None = None,
    status: str = "usable",
    origin: str | None = None,
    family: str | None = None,
    ref: str | None = None,
    actors: Mapping[str, tuple[str, str]] | None = None,
    standing: str = "stated",
    when: tuple[str, str] | None = None,
    where: Mapping[str, Any] | None = None,
    headline: str | None = None,
    review: tuple[str, ...] = (),
    replaces: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    happening: str | None = "h-1",
    parts: Mapping[int, int] | None = None,
    **told: Any,
) -> Told:
    """One claim: ``by`` says ``text``. ``numbers`` are figures: words, (words, counted) or with further fields.

    ``actors`` are participants, words -> (role, key across reports); ``when`` and ``where`` are put in behind
    the text; ``parts`` says which figure is a part of which, by place in ``numbers``.
    """
    story = text if by is None else f"{text[:-1]}, {by} said."
    story += f" It was on {when[0]}." if when else ""
    story += f" It was at {where['name']}." if where else ""
    story = f"{headline}\n{story}" if headline else story

    def at(words: str) -> tuple[str, int, int]:
        start = story.index(words, len(headline) if headline and headline not in words else 0)
        return story, start, start + len(words)

    rows = [(n, None, {}) if isinstance(n, str) else (*n, {})[:3] for n in numbers]
    figures = [_figure(story, row) for row in rows]
    for part, whole in (parts or {}).items():
        figures[part] = figures[part].replace(part_of=figures[whole].id)
    entities = {
        words: Entity.of(
            name=words,
            type=kind,
            mentions=[Mention.at(*at(words), kind="name" if words[0].isupper() else "nominal")],
        )
        for words, kind in {
            **{
                name: "organisation" if role != "victim" else "person"
                for name, (role, _) in (actors or {}).items()
            }
        }.items()
    }
    event = Event.at(
        *at(trigger), type=type, certainty="CERTAIN", polarity="NEG" if certainty == "denied" else "POS",
        participants=[
            Participant.at(*at(words), role=role, entity=entities[words].id, standing=standing)
            for words, (role, _) in (actors or {}).items()
        ],
        figures=[item.id for item in figures],
        when=None, where=(),
    )  # fmt: skip
    times, places, attributions = [], [], []
    if when:
        times.append(Time.at(*at(when[0]), type="DATE", earliest=when[0], latest=when[1]))
        event = event.replace(when=times[-1].id)
    if where:
        places.append(Place.at(*at(where["name"]), **where))
        event = event.replace(where=(places[-1].id,))
    if by is not None:
        cue = Span.at(story, story.index(f"{by} said") + len(by) + 1, story.index(f"{by} said") + len(by) + 5)
        stance = "deny" if certainty == "denied" else "assert"
        attributions.append(
            Attribution.of(source=[Span.at(*at(by))], cue=[cue], voice="indirect", stance=stance)
        )
        if said:
            times.append(Time.at(*at("said"), type="DATE", earliest=said, latest=said))
            attributions[-1] = attributions[-1].replace(said=times[-1].id)
    report = Report.of(
        ref=ref or f"{by or 'voice'} {published} {text[:20]} {family}", raw=story.encode(), text=story, status=status,
        published=published, published_basis="given" if published else None, carrier=ref or family or publisher or by,
        replaces=replaces, publisher=publisher, title=title, body=(0, len(story)),
        sentences=[(len(headline) + 1 if headline else 0, len(story))],
        furniture=[Furniture.at(story, 0, len(headline), kind="headline")] if headline else [],
    )  # fmt: skip
    claim = Claim.of(
        event=event, attributions=attributions, certainty=certainty, review=review,
        origin_kind="publisher" if by is None else "named",
    )  # fmt: skip
    record = Record(
        report=report, entities=tuple(entities.values()), times=tuple(times), places=tuple(places),
        figures=tuple(figures), attributions=tuple(attributions), events=(event,), claims=(claim,),
    )  # fmt: skip
    return Told(
        Layers(record),
        record.claims[0],
        origin=origin or by or f"publisher {family or ref or report.id}",
        family=family or report.id,
        happening=happening,
        actors={entities[words].id: key for words, (_, key) in (actors or {}).items()},
        **told,
    )


def _figure(story: str, row: tuple[Any, ...]) -> Figure:
    words, counted, fields = row
    fields = dict(fields)
    population = {name: fields.pop(name) for name in ("status", "sex", "age_group") if name in fields}
    return figure(story, words, counted, population=Population(**population), **fields)
