"""A record while it is being changed: its parts by layer and id, replaced and never altered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hearsay.record.basis import entry_of, said_instead
from hearsay.record.ids import make_id
from hearsay.record.journal import canonical

Part = dict[str, Any]
LAYERS = ("entities", "times", "places", "figures", "attributions", "events", "claims")


class Draft:
    """``record`` as plain values, its layers open to change; what is not touched stays the very same object."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.text: str = record["report"]["text"] or ""
        self.layers: dict[str, dict[str, Part]] = {
            layer: {part["id"]: part for part in record[layer]} for layer in LAYERS
        }

    def get(self, layer: str, id_: str | None) -> Part | None:
        """A part by its id; null if there is none."""
        return self.layers[layer].get(id_ or "")

    def put(self, layer: str, part: Part) -> Part:
        """Add a part, or put it in the place of the one with its id."""
        self.layers[layer][part["id"]] = part
        return part

    def finished(self) -> Part:
        """The record as it is now."""
        return {**self.record, **{layer: list(parts.values()) for layer, parts in self.layers.items()}}

    def span(self, place: Mapping[str, Any]) -> Part | None:
        """The words at a place that a decision names; null where the text does not have them."""
        start, end = place["start"], place["end"]
        words = self.text[start:end]
        if not 0 <= start < end <= len(self.text) or words != place.get("words", words):
            return None
        return {"start": start, "end": end, "words": words}

    def spans(self, places: Iterable[Mapping[str, Any]]) -> list[Part]:
        """Those of the places that the text has, in its order, each once."""
        found = {(one["start"], one["end"]): one for place in places if (one := self.span(place))}
        return [found[place] for place in sorted(found)]

    def near(self, layer: str, span: Part, first: Sequence[str] = ()) -> Part | None:
        """The part of a layer that stands at ``span``, else the one that overlaps it most; of equals one of ``first``."""
        best = None
        for part in self.layers[layer].values():
            shared = min(part["end"], span["end"]) - max(part["start"], span["start"])
            if shared > 0:
                same = (part["start"], part["end"]) == (span["start"], span["end"])
                rank = (same, shared, part["id"] in first, -part["start"])
                if best is None or rank > best[0]:
                    best = (rank, part)
        return best[1] if best else None

    def named_at(self, span: Part) -> Part | None:
        """The entity of the longest mention within ``span``, else of one that holds it."""
        best = None
        for entity in self.layers["entities"].values():
            for mention in entity["mentions"]:
                inside = span["start"] <= mention["start"] and mention["end"] <= span["end"]
                around = mention["start"] <= span["start"] and span["end"] <= mention["end"]
                rank = (inside, mention["end"] - mention["start"], -mention["start"])
                if (inside or around) and (best is None or rank > best[0]):
                    best = (rank, entity)
        return best[1] if best else None


def changed(part: Part, changes: Mapping[str, Any], by: str) -> Part:
    """``part`` with the changes, each saying whose it is and what the machine had read."""
    new = {name: value for name, value in changes.items() if part[name] != value}
    if not new:
        return part
    grounds = {name: [by, *_was(part, name)] for name in new}
    return grounded({**part, **new}, grounds)


def grounded(part: Part, grounds: Mapping[str, list[Any]]) -> Part:
    """``part`` with more said of what its values rest on; ``because`` comes last, in alphabetical order."""
    because = {**part.get("because", {}), **grounds}
    rest = {name: value for name, value in part.items() if name != "because"}
    return {**rest, "because": {name: because[name] for name in sorted(because)}} if because else rest


def unsaid(part: Part, name: str) -> Part:
    """``part`` without the words of its own that a person had given for a value."""
    because = dict(part.get("because", {}))
    if said_instead(because.get(name, ())) is None:
        return part
    because[name] = [one for one in because[name] if said_instead([one]) is None]
    if len(because[name]) < 2:  # but for those words nothing was changed
        del because[name]
    return grounded({field: value for field, value in part.items() if field != "because"}, because)


def moved(part: Part, span: Part, by: str) -> Part:
    """``part`` at another place. Its id stays, and with it what names it: it rests on the place that was read."""
    if (part["start"], part["end"]) == (span["start"], span["end"]):
        return part
    anchor = [one for one in part.get("because", {}).get("id", ()) if isinstance(one, dict)]
    old = anchor or [{name: part[name] for name in ("start", "end", "words")}]
    return grounded({**part, **span}, {"id": [*old, by]})


def made(letter: Any, span: Part, fields: Mapping[str, Any], by: str, says: Iterable[str]) -> Part:
    """A new part at ``span``, of which the values that ``says`` names are the person's."""
    id_ = make_id(letter, [(span["start"], span["end"], span["words"])])
    place = {"start": span["start"], "end": span["end"], "words": span["words"]}
    return grounded({"id": id_, **place, **fields}, {name: [by] for name in says})


def _was(part: Part, name: str) -> list[Any]:
    """What the machine had read there, whatever people said since."""
    grounds = part.get("because", {}).get(name, ())
    if grounds and entry_of(grounds[0]) is not None:
        return list(grounds[1:])
    value = part[name]
    if isinstance(value, dict) and "words" in value:
        return [{key: value[key] for key in ("start", "end", "words")}]
    return [f"was {canonical(value)}"]
