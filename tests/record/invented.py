"""An invented report and its record, built the way a reader builds them."""

from __future__ import annotations

from hearsay.record import (
    Attribution,
    Candidate,
    Claim,
    Dateline,
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
    problem,
)

TEXT = (
    "VELA LUKA, March 6 \u2014 The \U0001f6a8 defence ministry said on Tuesday that the governor had agreed "
    "to send up to 400 rescue workers to Kor\u010dula.\r\nResidents denied that anyone had arrived."
)


def at(words: str) -> tuple[str, int, int]:
    """Text, start and end of the first place that says ``words``."""
    start = TEXT.index(words)
    return TEXT, start, start + len(words)


def span(words: str) -> Span:
    return Span.at(*at(words))


def report() -> Report:
    return Report.of(
        ref="vela-luka.txt",
        raw=TEXT.encode(),
        text=TEXT,
        carrier="The Invented Islander",
        url="https://islander.example/1",
        published="2024-03-06",
        published_basis="given",
        language="en",
        dateline=Dateline(place="VELA LUKA", date="2024-03-06"),
        body=(TEXT.index("The"), len(TEXT)),
        furniture=[Furniture.at(*at("VELA LUKA, March 6 \u2014"), kind="dateline")],
        sentences=[(TEXT.index("The"), TEXT.index("\r")), (TEXT.index("Residents"), len(TEXT))],
    )


def record() -> Record:
    """Two claims: rescue workers planned on the ministry's word, an arrival that residents deny."""
    ministry = _entity("defence ministry", "organisation", kind="government")
    governor = _entity("the governor", "person", represents=ministry.id)
    residents = _entity("Residents", "group")
    tuesday = Time.at(
        *at("Tuesday"),
        type="DATE",
        value="2024-03-05",
        earliest="2024-03-05",
        latest="2024-03-05",
        edtf="2024-03-05",
        anchor="published",
        because={"value": ("the weekday before publication", span("said"))},
    )
    island = Place.at(
        *at("Kor\u010dula"), name="Kor\u010dula", country="HR", lat=42.96, lon=17.13, radius_km=20,
        level=2, candidates=[Candidate(name="Kor\u010dula", country="HR", lat=42.96, lon=17.13, score=0.9)],
    )  # fmt: skip
    workers = Figure.at(
        *at("up to 400"), value_low=400, value_high=400.0, bound="at_most", high=400, outcome="deployed",
        counted=span("rescue workers"), population=Population(side=governor.id), certainty="planned",
    )  # fmt: skip
    says = Attribution.of(
        source=[span("The \U0001f6a8 defence ministry")], cue=[span("said")],
        content=[span("that the governor had agreed to send up to 400 rescue workers to Kor\u010dula")],
        voice="indirect", stance="assert", source_entity=ministry.id, said=tuesday.id,
    )  # fmt: skip
    agrees = Attribution.of(
        source=[span("the governor")], cue=[span("had agreed")],
        content=[span("to send up to 400 rescue workers to Kor\u010dula")],
        voice="indirect", stance="agree", source_entity=governor.id, parent=says.id,
    )  # fmt: skip
    deny = Attribution.of(
        source=[span("Residents")], cue=[span("denied")], content=[span("that anyone had arrived")],
        voice="indirect", stance="deny", source_entity=residents.id,
    )  # fmt: skip
    send = Event.at(
        *at("send"), type="AID", certainty="CERTAIN", polarity="POS", time="FUTURE",
        participants=[Participant.at(*at("the governor"), role="agent", entity=governor.id)],
        where=[island.id], figures=[workers.id],
    )  # fmt: skip
    arrived = Event.at(*at("arrived"), polarity="NEG")
    planned = Claim.of(
        event=send, attributions=(agrees, says), origin=ministry.id, origin_kind="named",
        certainty="planned", confidence=0.8,
    )  # fmt: skip
    denied = Claim.of(
        event=arrived, attributions=(deny,), origin=residents.id, origin_kind="collective",
        certainty="denied", review=["no_type"],
    )  # fmt: skip
    return Record(
        report=report(),
        entities=(ministry, governor, residents),
        times=(tuesday,),
        places=(island,),
        figures=(workers,),
        attributions=(says, agrees, deny),
        events=(send, arrived),
        claims=(planned, denied),
        rejections=(problem("E-RECORD-SPAN-NO-TEXT", type="Span").rejection(),),
    )


def _entity(words: str, type_: str, **fields: object) -> Entity:
    kind = "name" if words == "defence ministry" else "nominal"
    return Entity.of(name=words, type=type_, mentions=[Mention.at(*at(words), kind=kind)], **fields)
