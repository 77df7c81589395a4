"""An invented incident: a shelling that seven papers tell of, with a reprint, an update, a denial and a plan."""

from __future__ import annotations

from typing import Any

from hearsay.link.estimates import Told
from hearsay.link.incident_view import incident
from hearsay.record.incident import Incident
from hearsay.record.lineage import Edge, Overlap
from tests.link.telling import tell

MALAKAL = {
    "name": "Malakal", "country": "SS", "admin1": "Upper Nile", "lat": 9.5334, "lon": 31.6605, "level": 1,
}  # fmt: skip
SATURDAY = ("2025-03-15", "2025-03-15")
SOLDIERS = {"status": "combatant"}
CIVILIANS = {"status": "civilian"}


def _wire(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, published="2025-03-15", publisher="Equatoria Wire", **fields)


def _courier(text: str, *numbers: Any, paper: str = "The Nile Courier", **fields: Any) -> Told:
    return tell(text, *numbers, published="2025-03-16", publisher="The Nile Courier", family="courier",
                ref=paper, title="Doctor puts Malakal toll at 23", **fields)  # fmt: skip


def claims() -> list[Told]:
    """The claims of the incident; the second paper's doctor is printed again by a third."""
    attack: dict[str, Any] = {
        "trigger": "shelled",
        "type": "ASSAULT",
        "when": SATURDAY,
        "where": MALAKAL,
        "happening": "h-attack",
    }
    dead: dict[str, Any] = {"happening": "h-dead", "when": SATURDAY}
    front, guard = {"Nile Front": ("perpetrator", "front")}, {"Upper Guard": ("perpetrator", "guard")}
    return [
        _wire("Nile Front shelled the market.", by="the army", actors=front, **attack),
        _wire("Six soldiers were killed.", ("six", "soldiers", SOLDIERS), by="the army", **dead),
        _wire("Dozens were killed.", "dozens", by="a teacher", **dead),
        _courier("At least 23 people were killed.", ("at least 23", "people"), by="the hospital", **dead),
        _courier("At least 23 people were killed.", ("at least 23", "people"), by="the hospital", paper="Lakes Herald",
                 **dead),
        _courier("41 people were wounded.", ("41", "people", {"outcome": "wounded"}), by="the hospital",
                 trigger="wounded", happening="h-dead"),
        tell("Nile Front shelled the market.", by="Nile Front", certainty="denied", published="2025-03-16",
             publisher="Savanna Post", actors=front, **attack),
        tell("30 soldiers were killed.", ("30", "soldiers", SOLDIERS), by="Nile Front", published="2025-03-16",
             publisher="Savanna Post", **dead),
        tell("Upper Guard shelled the market.", by="a diplomat", published="2025-03-17", standing="suspected",
             publisher="Horn Monitor", actors=guard, **attack),
        tell("12 soldiers were killed.", ("12", "soldiers", SOLDIERS), by="the army", published="2025-03-18",
             publisher="The Harbour Times", **dead),
        tell("34 people were killed.", ("34", "people"), by="the hospital", published="2025-03-18",
             publisher="The Harbour Times", **dead),
        tell("22 civilians were killed.", ("22", "civilians", CIVILIANS), by="the hospital", published="2025-03-18",
             publisher="The Harbour Times", **dead),
        tell("About 50 people were killed.", ("about 50", "people"), by="residents", certainty="possible",
             published="2025-03-19", publisher="Horn Monitor", **dead),
        tell("Up to 400 rescuers will be sent.", ("up to 400", "rescuers", {"outcome": "deployed"}), by="the ministry",
             certainty="planned", trigger="sent", type="DEPLOY", published="2025-03-19", publisher="Horn Monitor",
             happening="h-aid"),
    ]  # fmt: skip


def malakal(**fields: Any) -> Incident:
    """The whole incident with its lineage."""
    told = claims()
    original, reprint = told[3].record.report, told[4].record.report
    overlap = Overlap(
        share=0.98,
        share_of_other=0.94,
        share_unquoted=0.98,
        words=310,
        longest=210,
        opening=1.0,
        figures_changed=0,
    )
    edges = [Edge(kind="reprint_of", report=reprint.id, other=original.id, direction="mark", overlap=overlap)]
    return incident("i-malakal", told, edges=edges, **fields)


def quiet() -> Incident:
    """An incident of one report without a number, a date or a place."""
    return incident(
        "i-quiet", [tell("Rebels attacked a village.", trigger="attacked", type="ASSAULT", published=None)]
    )
