"""The key of an actor across the reports of one incident, by its names: no model, so that a list of incidents is quick."""

from __future__ import annotations

from hearsay.link.actors.naming import body, key, state
from hearsay.record import Entity


def shared_key(entity: Entity) -> str | None:
    """A well-known body in all its names, a state in those of its government, else the name; null for who has none.

    What needs weighing (a family name alone, an abbreviation that no list has) stays apart here.
    """
    names = [mention.words for mention in entity.mentions if mention.kind == "name"]
    if not names:
        return None
    if entity.type != "person":
        known = body(names, entity.country)
        if known is not None:
            return f"body:{known}"
        whole = state(names, entity.kind, entity.country, entity.type == "organisation")
        if whole is not None and entity.type in ("organisation", "location"):
            return f"state:{whole}"
    return f"name:{key(entity.name).casefold()}"
