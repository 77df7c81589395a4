"""Invented stories, the reports they become, and records of who says what."""

from __future__ import annotations

import io
import json
from typing import Any

from hearsay.ingest import Accepted, Given, ingest
from hearsay.record import Attribution, Claim, Entity, Event, Mention, Record, Report, Span

LEAD = (
    "At least 12 people were killed when a shell hit the covered market in the river town of Vesnica on Tuesday "
    "morning, the regional governor said."
)
REST = (
    "The governor told reporters that rescuers were still digging through the rubble of the fish hall, where the roof "
    "had come down on traders who were setting out their stalls.",
    "“We will not rest until everybody has been found and until those who gave this order have answered for it,” he "
    "said in a statement read on local television.",
    "Residents of the quarter around the railway station said that two more explosions were heard in the evening, and "
    "that the electricity had failed in most of the streets along the embankment.",
    "The town lies eleven kilometres behind the front line and had been shelled twice since the beginning of the year, "
    "both times at night and without anybody being hurt.",
    "A spokeswoman for the hospital said that the operating theatres were full and that surgeons from the neighbouring "
    "district had been called in to help with the most serious cases.",
)
STORY = "\n\n".join([LEAD, *REST])
TOLD_OTHERWISE = (
    "A dozen traders died in Vesnica on Tuesday as artillery struck its market shortly after dawn.\n\n"
    "According to the head of the region, crews kept searching under the collapsed hall for survivors all day. "
    "“We will not rest until everybody has been found and until those who gave this order have answered for it,” the "
    "governor declared in the evening.\n\n"
    "People living near the station spoke of further blasts after dark; many homes by the river were without power. "
    "Doctors said every bed in surgery was taken, and colleagues from the next district were on their way.\n\n"
    "It was the third time this year that the place came under fire, and the first that cost lives."
)
UNRELATED = (
    "The national football association has put off the opening of its new academy until the autumn, citing delays in "
    "the delivery of floodlights.\n\n"
    "Its chairman told members at the yearly meeting that the pitches were ready and that the first forty boarders "
    "would move in after the summer holidays, whatever the state of the lamps."
)


def report(text: str, ref: str = "a", **row: Any) -> Report:
    """The report that ingest makes of a row."""
    line = json.dumps({"id": ref, "text": text, **row}).encode()
    (outcome,) = ingest(["-"], given=Given(form="jsonl"), stdin=io.BytesIO(line))
    assert isinstance(outcome, Accepted)
    return outcome.report


def said(
    by: str | None,
    kind: str,
    ref: str = "a",
    *,
    represents: str | None = None,
    country: str | None = None,
    type: str = "organisation",
    entity_kind: str | None = None,
    mention: str = "name",
    **row: Any,
) -> Record:
    """A record of one claim: three people died, on the word of ``by`` (null: the report's own)."""
    own = " ".join(ref * length for length in range(1, 40))  # no two of these reports share text
    text = f"{own} {by or 'Nobody'} of {represents or 'nowhere'} said that three people died {own}."
    made = report(text, ref, **row)
    entities: list[Entity] = []
    attributions: list[Attribution] = []
    if by:
        body = None
        if represents:
            body = _entity(text, represents, "organisation", country=country, kind="government")
            entities.append(body)
        speaker = _entity(
            text,
            by,
            type,
            mention,
            represents=body.id if body else None,
            kind=entity_kind,
            country=None if body else country,
        )
        entities.append(speaker)
        attributions.append(
            Attribution.of(
                source=[_span(text, by)],
                cue=[_span(text, "said")],
                content=[_span(text, "three people died")],
                voice="indirect",
                stance="assert",
                source_entity=speaker.id,
            )
        )
    event = Event.at(text, text.index("died"), text.index("died") + 4)
    claim = Claim.of(
        event=event,
        attributions=attributions,
        origin=entities[-1].id if entities else None,
        origin_kind=kind,
        certainty="asserted",
    )
    return Record(
        report=made,
        entities=tuple(entities),
        attributions=tuple(attributions),
        events=(event,),
        claims=(claim,),
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.at(text, start, start + len(words))


def _entity(text: str, words: str, type: str, mention: str = "name", **fields: Any) -> Entity:
    start = text.index(words)
    place = Mention.at(text, start, start + len(words), kind=mention)
    return Entity.of(name=words, type=type, mentions=[place], **fields)
