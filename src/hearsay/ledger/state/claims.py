"""A record's claims as rows for tables: one a claim, and one a source, actor, figure and place of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hearsay.ledger.state import waiting
from hearsay.ledger.state.matter import shown
from hearsay.record.basis import entry_of, said_instead
from hearsay.record.journal import canonical

_Part = dict[str, Any]
_UNKNOWN_LEVEL = 99


@dataclass
class Rows:
    """Rows by table, and the words to be searched."""

    of: dict[str, list[_Part]] = field(
        default_factory=lambda: {
            name: [] for name in ("claims", "claim_sources", "claim_actors", "claim_figures", "claim_places")
        }
    )
    searched: list[_Part] = field(default_factory=list)


def rows_of(record: _Part, report: str, first: int, publisher: str | None) -> Rows:
    """The rows of every claim of ``record`` (plain values), numbered from ``first``.

    ``publisher`` is who speaks where the report speaks in its own voice.
    """
    by_id = {
        part["id"]: part
        for layer in ("entities", "times", "places", "figures", "attributions", "events")
        for part in record[layer]
    }
    text = record["report"]["text"] or ""
    rows = Rows()
    for place, claim in enumerate(record["claims"]):
        _Claim(claim, by_id, text, first + place, rows).write(report, publisher)
    return rows


class _Claim:
    def __init__(self, claim: _Part, by_id: dict[str, _Part], text: str, number: int, rows: Rows) -> None:
        self.claim = claim
        self.by_id = by_id
        self.text = text
        self.number = number
        self.rows = rows
        self.event = by_id[claim["event"]]

    def write(self, report: str, publisher: str | None) -> None:
        sources = self.sources()
        actors = self.actors()
        figures = self.figures()
        places = self.places()
        claim, event = self.claim, self.event
        origin = self.by_id.get(claim["origin"] or "")
        origin_name = origin["name"] if origin else None
        if origin is None and claim["origin_kind"] == "publisher":
            origin_name = publisher
        grounds = claim.get("because", {})
        origin_name = said_instead(grounds.get("origin_name", ())) or origin_name
        said = shown(self.text[claim["start"] : claim["end"]])
        row = {
            "number": self.number,
            "report": report,
            "claim": claim["id"],
            "said": said,
            "start": claim["start"],
            "end": claim["end"],
            "event": event["id"],
            "event_type": event["type"],
            "mode": event["mode"],
            "trigger_words": shown(event["words"]),
            "event_start": event["start"],
            "event_end": event["end"],
            "certainty": claim["certainty"],
            "polarity": event["polarity"],
            "event_time": event["time"],
            "origin": claim["origin"],
            "origin_name": shown(origin_name),
            "origin_kind": claim["origin_kind"],
            "sources": " ‹ ".join(one["name"] or one["words"] or "?" for one in sources) or None,
            "actors": "; ".join(f"{one['role']}: {one['name'] or one['words']}" for one in actors) or None,
            **_first_figure(figures),
            **_best_place(places),
            **self.when(),
            "repeats": claim["repeats"],
            "confidence": claim["confidence"],
            "review": canonical(claim["review"]),
            "decision": None,
            "corrected": None,
            "corrected_by": self.corrected_by(),
            "added": entry_of(next(iter(grounds.get("added", ())), None)),
        }
        row.update(waiting.place(row, None, ()))
        self.rows.of["claims"].append(row)
        self.rows.searched.append({"rowid": self.number, **searched(row, sources, actors, places)})

    def corrected_by(self) -> str | None:
        """The decisions behind anything that the row tells, as a JSON array; null where there are none."""
        claim, event = self.claim, self.event
        named = (*claim["attributions"], *claim["figures"], *event["where"], event["when"], claim["origin"])
        parts = [claim, event, *event["participants"], *(self.by_id[id_] for id_ in named if id_)]
        grounds = [one for part in parts for each in part.get("because", {}).values() for one in each]
        entries = sorted({entry for one in grounds if (entry := entry_of(one)) is not None})
        return canonical(entries) if entries else None

    def sources(self) -> list[_Part]:
        rows = []
        for position, id_ in enumerate(self.claim["attributions"]):
            attribution = self.by_id[id_]
            entity = self.by_id.get(attribution["source_entity"] or "")
            rows.append(
                {
                    "number": self.number,
                    "position": position,
                    "attribution": id_,
                    "entity": attribution["source_entity"],
                    "name": shown(entity["name"]) if entity else None,
                    "words": _joined(attribution["source"]),
                    "cue": _joined(attribution["cue"]),
                    "stance": attribution["stance"],
                    "voice": attribution["voice"],
                    "set_by": decided(self.claim, "attributions", attribution),
                }
            )
        return self.kept("claim_sources", rows)

    def actors(self) -> list[_Part]:
        rows = []
        for position, one in enumerate(self.event["participants"]):
            entity = self.by_id.get(one["entity"] or "")
            rows.append(
                {
                    "number": self.number,
                    "position": position,
                    "role": one["role"],
                    "entity": one["entity"],
                    "name": shown(entity["name"]) if entity else None,
                    "country": entity["country"] if entity else None,
                    "words": shown(one["words"]),
                    "standing": one["standing"],
                    "set_by": decided(self.event, "participants", one),
                }
            )
        return self.kept("claim_actors", rows)

    def figures(self) -> list[_Part]:
        rows = []
        for position, id_ in enumerate(self.claim["figures"]):
            figure = self.by_id[id_]
            population = figure["population"]
            side = self.by_id.get(population["side"] or "")
            counted = said_instead(figure.get("because", {}).get("counted", ())) or (
                figure["counted"] or {}
            ).get("words")
            rows.append(
                {
                    "number": self.number,
                    "position": position,
                    "figure": id_,
                    "words": shown(figure["words"]),
                    **{name: figure[name] for name in ("low", "high", "bound", "unit", "outcome", "part_of",
                                                       "scope", "certainty")},
                    "counted": shown(counted),
                    "population_status": population["status"],
                    "side": shown(side["name"]) if side else None,
                    "sex": population["sex"],
                    "age_group": population["age_group"],
                    "set_by": decided(self.claim, "figures", figure),
                }
            )  # fmt: skip
        return self.kept("claim_figures", rows)

    def places(self) -> list[_Part]:
        rows = []
        for position, id_ in enumerate(self.event["where"]):
            place = self.by_id[id_]
            rows.append(
                {
                    "number": self.number,
                    "position": position,
                    "place": id_,
                    "words": shown(place["words"]),
                    "name": shown(place["name"]),
                    "admin1": shown(place["admin1"]),
                    **{name: place[name] for name in ("country", "lat", "lon", "radius_km", "level")},
                    "set_by": decided(self.event, "where", place),
                }
            )
        return self.kept("claim_places", rows)

    def when(self) -> _Part:
        time = self.by_id.get(self.event["when"] or "")
        if time is None:
            return {"time_words": None, "earliest": None, "latest": None}
        return {
            "time_words": shown(time["words"]),
            "earliest": time["earliest"],
            "latest": time["latest"],
        }

    def kept(self, name: str, rows: list[_Part]) -> list[_Part]:
        self.rows.of[name].extend(rows)
        return rows


def decided(holder: _Part, name: str, part: _Part) -> int | None:
    """The latest decision about a part, or about which parts ``holder`` has; null where all is as read."""
    grounds = [*part.get("because", {}).values(), holder.get("because", {}).get(name, ())]
    entries = [entry for each in grounds for one in each if (entry := entry_of(one)) is not None]
    return max(entries, default=None)


def searched(row: _Part, sources: list[_Part], actors: list[_Part], places: list[_Part]) -> _Part:
    """What of a claim can be searched, by column; all of it as printed or named."""
    return {
        "said": row["said"],
        "sources": _words(row["origin_name"], *(one[key] for one in sources for key in ("name", "words"))),
        "actors": _words(*(one[key] for one in actors for key in ("name", "words"))),
        "places": _words(
            row["place_name"], *(one[key] for one in places for key in ("name", "words", "admin1"))
        ),
    }


def _words(*parts: str | None) -> str:
    # a stroke between the parts would be taken for nothing; phrases may then reach from one into the next,
    # which finds too much rather than too little
    return " | ".join(dict.fromkeys(part for part in parts if part))


def _joined(spans: list[_Part]) -> str | None:
    return shown(" … ".join(span["words"] for span in spans)) or None


def _first_figure(figures: list[_Part]) -> _Part:
    chosen = next((one for one in figures if one["outcome"]), figures[0] if figures else None)
    names = ("outcome", "low", "high", "bound", "counted", "population_status")
    if chosen is None:
        return {**dict.fromkeys(names), "figure_words": None}
    return {**{name: chosen[name] for name in names}, "figure_words": chosen["words"]}


def _best_place(places: list[_Part]) -> _Part:
    chosen = min(
        places,
        key=lambda one: (one["lat"] is None, one["level"] or _UNKNOWN_LEVEL, one["position"]),
        default=None,
    )
    names = ("country", "admin1", "lat", "lon")
    if chosen is None:
        return {**dict.fromkeys(names), "place_name": None, "place_level": None}
    return {
        **{name: chosen[name] for name in names},
        "place_name": chosen["name"],
        "place_level": chosen["level"],
    }
