"""Records put together by hand from the words of a text, to make claims of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hearsay.read.sentences import split_sentences
from hearsay.record import (
    Attribution,
    Entity,
    Event,
    Figure,
    Furniture,
    Mention,
    Participant,
    Place,
    Record,
    Report,
    Span,
    Time,
)


@dataclass
class Builder:
    """Layers over ``text``; everything is named by words that stand in it once, or by their first place."""

    text: str
    furniture: dict[str, str] = field(default_factory=dict)
    layers: dict[str, list[Any]] = field(default_factory=dict)

    def place_of(self, words: str) -> tuple[str, int, int]:
        start = self.text.index(words)
        return self.text, start, start + len(words)

    def add(self, layer: str, item: Any) -> Any:
        self.layers.setdefault(layer, []).append(item)
        return item

    def entity(self, words: str, type: str, kind: str = "nominal", **fields: Any) -> Entity:
        mention = Mention.at(*self.place_of(words), kind=kind)
        made: Entity = self.add("entities", Entity.of(name=words, type=type, mentions=[mention], **fields))
        return made

    def attribution(
        self, source: str | None, cue: str, content: str, stance: str = "assert", **fields: Any
    ) -> Attribution:
        made: Attribution = self.add(
            "attributions",
            Attribution.of(
                source=[Span.at(*self.place_of(source))] if source else [],
                cue=[Span.at(*self.place_of(cue))],
                content=[Span.at(*self.place_of(content))],
                voice="indirect",
                stance=stance,
                **fields,
            ),
        )
        return made

    def figure(self, words: str, **fields: Any) -> Figure:
        made: Figure = self.add("figures", Figure.at(*self.place_of(words), **fields))
        return made

    def time(self, words: str, **fields: Any) -> Time:
        made: Time = self.add("times", Time.at(*self.place_of(words), **fields))
        return made

    def where(self, words: str, **fields: Any) -> Place:
        made: Place = self.add("places", Place.at(*self.place_of(words), name=words, **fields))
        return made

    def event(self, words: str, actors: Iterable[tuple[str, str, Entity]] = (), **fields: Any) -> Event:
        participants = [
            Participant.at(*self.place_of(said), role=role, entity=entity.id) for role, said, entity in actors
        ]
        settled = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE", **fields}
        made: Event = self.add(
            "events", Event.at(*self.place_of(words), participants=participants, **settled)
        )
        return made

    def record(self) -> Record:
        report = Report.of(
            ref="built.txt",
            raw=self.text.encode(),
            text=self.text,
            body=(0, len(self.text)),
            sentences=split_sentences(self.text),
            furniture=[
                Furniture.at(*self.place_of(words), kind=kind) for words, kind in self.furniture.items()
            ],
        )
        return Record(report=report).replace(**{name: tuple(items) for name, items in self.layers.items()})
