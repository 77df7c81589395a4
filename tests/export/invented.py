"""Invented reports, built by hand with every layer, for the tests of what leaves Hearsay."""

from __future__ import annotations

from typing import Any

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
    Record,
    Rejection,
    Report,
    Span,
    Time,
)

TEXT = (
    "Twelve feared dead on Korčula\n"
    "KORČULA, March 6 — The defence ministry said on Tuesday that the governor had agreed to send up to 400 "
    "rescue workers to Korčula. Residents denied that anyone had arrived.\n"
    "At least a dozen people are feared dead, a doctor at the clinic said. She added that hundreds had fled "
    "since the storm began last Friday.\n"
    "The post Twelve feared dead on Korčula appeared first on Adriatic Courier.\n"
)


class Words:
    """Finds the words of a text: ``words("said", 2)`` is the second place that says so."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place(self, words: str, nth: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def __call__(self, words: str, nth: int = 1) -> Span:
        return Span.at(self.text, *self.place(words, nth))

    def at(self, type_: Any, words: str, nth: int = 1, /, **fields: Any) -> Any:
        return type_.at(self.text, *self.place(words, nth), **fields)


def korcula(published: str | None = "2024-03-06", **report_fields: Any) -> Record:
    """The worked example of the design with a headline, a pronoun, a footer and a repeated claim."""
    w = Words(TEXT)
    known = published is not None

    def entity(name: str, type_: str, *mentions: tuple[str, int, str], **fields: Any) -> Entity:
        return Entity.of(
            name=name,
            type=type_,
            mentions=[w.at(Mention, words, nth, kind=kind) for words, nth, kind in mentions],
            **fields,
        )

    ministry = entity(
        "the defence ministry", "organisation", ("The defence ministry", 1, "nominal"), kind="government"
    )
    governor = entity("the governor", "person", ("the governor", 1, "nominal"))
    residents = entity("Residents", "group", ("Residents", 1, "nominal"), kind="civilian")
    doctor = entity(
        "a doctor at the clinic", "person", ("a doctor at the clinic", 1, "nominal"), ("She", 1, "pronoun")
    )
    tuesday = w.at(
        Time,
        "Tuesday",
        type="DATE",
        value="2024-03-05" if known else "XXXX-WXX-2",
        earliest="2024-03-05" if known else None,
        latest="2024-03-05" if known else None,
    )
    friday = w.at(
        Time,
        "last Friday",
        type="DATE",
        value="2024-03-01" if known else "XXXX-WXX-5",
        earliest="2024-03-01" if known else None,
        latest="2024-03-01" if known else None,
    )
    island = w.at(Place, "Korčula", 2, name="Korčula", country="HR", lat=42.96, lon=17.14, relation="at")
    upto = w.at(
        Figure,
        "up to 400",
        value_low=400,
        value_high=400,
        bound="at_most",
        high=400,
        counted=w("rescue workers"),
        outcome="deployed",
        certainty="planned",
    )
    dozen = w.at(
        Figure,
        "At least a dozen",
        value_low=12,
        value_high=12,
        bound="at_least",
        low=12,
        counted=w("people"),
        outcome="killed",
        certainty="possible",
    )
    twelve = w.at(
        Figure,
        "Twelve",
        value_low=12,
        value_high=12,
        bound="exact",
        low=12,
        high=12,
        outcome="killed",
        certainty="possible",
    )
    hundreds = w.at(
        Figure,
        "hundreds",
        vague="hundreds",
        bound="vague",
        low=200,
        outcome="displaced",
        certainty="asserted",
    )
    says = Attribution.of(
        source=[w("The defence ministry")],
        cue=[w("said")],
        voice="indirect",
        stance="assert",
        content=[w("that the governor had agreed to send up to 400 rescue workers to Korčula")],
        source_entity=ministry.id,
        said=tuesday.id,
    )
    agrees = Attribution.of(
        source=[w("the governor")],
        cue=[w("had agreed")],
        voice="indirect",
        stance="agree",
        content=[w("to send up to 400 rescue workers to Korčula")],
        source_entity=governor.id,
        parent=says.id,
    )
    denies = Attribution.of(
        source=[w("Residents")],
        cue=[w("denied")],
        content=[w("that anyone had arrived")],
        voice="indirect",
        stance="deny",
        source_entity=residents.id,
    )
    tells = Attribution.of(
        source=[w("a doctor at the clinic")],
        cue=[w("said", 2)],
        voice="indirect",
        stance="assert",
        content=[w("At least a dozen people are feared dead")],
        source_entity=doctor.id,
    )
    feared = Attribution.of(
        cue=[w("are feared")],
        content=[w("At least a dozen people"), w("dead", 2)],
        voice="indirect",
        stance="fear",
        parent=tells.id,
    )
    adds = Attribution.of(
        source=[w("She")],
        cue=[w("added")],
        voice="indirect",
        stance="assert",
        content=[w("that hundreds had fled since the storm began last Friday")],
        source_entity=doctor.id,
    )
    agent = w.at(Participant, "the governor", role="agent", entity=governor.id)
    agreed = w.at(Event, "agreed", type="AGREE", participants=(agent,))
    send = w.at(
        Event,
        "send",
        type="AID",
        time="FUTURE",
        participants=(agent,),
        where=(island.id,),
        figures=(upto.id,),
    )
    arrived = w.at(
        Event, "arrived", polarity="NEG", participants=(w.at(Participant, "anyone", role="agent"),)
    )
    dead = w.at(Event, "dead", 2, type="CASUALTY", figures=(dozen.id,))
    headline_dead = w.at(Event, "dead", type="CASUALTY", figures=(twelve.id,))
    fled = w.at(Event, "fled", type="CASUALTY", figures=(hundreds.id,), when=friday.id)
    claims = [
        Claim.of(
            event=agreed, attributions=[says], origin=ministry.id, origin_kind="named", certainty="asserted"
        ),
        Claim.of(
            event=send,
            attributions=[agrees, says],
            origin=ministry.id,
            origin_kind="named",
            certainty="planned",
            confidence=0.72,
        ),
        Claim.of(
            event=arrived,
            attributions=[denies],
            origin=residents.id,
            origin_kind="collective",
            certainty="denied",
        ),
        first := Claim.of(
            event=dead,
            attributions=[feared, tells],
            origin=doctor.id,
            origin_kind="role",
            certainty="possible",
        ),
        Claim.of(
            event=fled,
            attributions=[adds],
            origin=doctor.id,
            origin_kind="role",
            certainty="asserted",
            review=("vague_figure",) if known else ("vague_figure", "unresolved_date"),
        ),
    ]
    claims.append(
        Claim.of(
            event=headline_dead,
            attributions=[feared, tells],
            origin=doctor.id,
            origin_kind="role",
            certainty="possible",
            repeats=first.id,
        )
    )
    fields: dict[str, Any] = {
        "title": "Twelve feared dead on Korčula",
        "publisher": "Adriatic Courier",
        "language": "en",
        "published": published,
        "published_basis": "given" if known else None,
        "furniture": (
            w.at(Furniture, "Twelve feared dead on Korčula", kind="headline"),
            w.at(Furniture, "KORČULA, March 6 —", kind="dateline"),
            w.at(
                Furniture,
                "The post Twelve feared dead on Korčula appeared first on Adriatic Courier.",
                kind="footer",
            ),
        ),
        "sentences": tuple(
            w.place(sentence)
            for sentence in (
                "The defence ministry said on Tuesday that the governor had agreed to send up to 400 rescue "
                "workers to Korčula.",
                "Residents denied that anyone had arrived.",
                "At least a dozen people are feared dead, a doctor at the clinic said.",
                "She added that hundreds had fled since the storm began last Friday.",
            )
        ),
        **report_fields,
    }
    return Record(
        report=Report.of(ref="korcula.txt", raw=TEXT.encode(), text=TEXT, **fields),
        entities=(ministry, governor, residents, doctor),
        times=(tuesday, friday),
        places=(island,),
        figures=(twelve, upto, dozen, hundreds),
        attributions=(says, agrees, denies, tells, feared, adds),
        events=(headline_dead, agreed, send, arrived, dead, fled),
        claims=tuple(claims),
    )


def refused(ref: str = "letters/missing.txt") -> Record:
    """An input that could not become a report."""
    return Record(
        report=Report.of(ref=ref),
        rejections=(
            Rejection(
                code="E-INGEST-MISSING",
                message="There is no file. Check the path.",
            ),
        ),
    )


def plain(text: str, ref: str = "plain.txt", **fields: Any) -> Record:
    """A report in which nothing was found."""
    return Record(report=Report.of(ref=ref, raw=text.encode("utf-8", "replace"), text=text, **fields))
