"""One claim as a card: what it says in plain words, what people said of it, and what can be corrected in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, get_args

from hearsay.export.phrases import begun, inner_phrase, moment, one_line, said_phrase, worded
from hearsay.export.summary import Deed, Layers, Repeat, Summary
from hearsay.flow.coding import SPAN_ROLES, about, missed_value, state_of
from hearsay.record import codes
from hearsay.record.journal import Decision
from hearsay.record.kept import Kept
from hearsay.web.views.evidence import places_of

Row = Mapping[str, Any]
SHOWN = (
    "event_type", "certainty", "origin_name", "origin_kind", "outcome", "low", "high", "bound", "counted",
    "population_status", "place_name", "country", "earliest", "latest",
)  # fmt: skip
"""Columns of a claim that its card shows; accepting it accepts these."""
LABELS = {
    "event_type": "kind",
    "mode": "mode",
    "certainty": "certainty",
    "origin_name": "on whose word",
    "origin_kind": "named how",
    "outcome": "what became of them",
    "low": "at least",
    "high": "at most",
    "bound": "how the number is meant",
    "counted": "who is counted",
    "population_status": "civilians or combatants",
    "place_name": "where",
    "country": "country",
    "admin1": "region",
    "earliest": "from",
    "latest": "until",
    "lat": "latitude",
    "lon": "longitude",
    "place_level": "how exact",
}
HINTS = {"place_name": "choose one from the list for its place on the map"}
ROLES = {
    "trigger": "what happened",
    "source": "who says it",
    "cue": "how it is said",
    "content": "what is said",
    "figure": "how many",
    "time": "when",
    "place": "where",
    "actor": "who does it, to whom",
}
VERBS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_SHORT = 60


@dataclass(frozen=True)
class Flag:
    """A reason why a person should look; ``open`` until somebody who had it on screen accepts."""

    code: str
    words: str
    open: bool


@dataclass(frozen=True)
class Change:
    """A field that a person set, and what was read."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Word:
    """A person's word about a claim."""

    seq: int
    verb: str
    actor: str
    at: str
    reason: str | None


@dataclass(frozen=True)
class Standing:
    """What people made of a claim. ``verdict``: open, accept, reject or correct; ``last`` is what undo takes back.
    ``others``: what was said of claims on the same words and changed something of this one too."""

    verdict: str
    words: tuple[Word, ...]
    others: tuple[Word, ...]
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]
    state: str

    @property
    def last(self) -> Word | None:
        """The latest word, the one that undo takes back."""
        return self.words[-1] if self.words else None

    @property
    def waits(self) -> bool:
        """Whether a person should still look."""
        return self.verdict == "open" or (self.verdict == "accept" and any(flag.open for flag in self.flags))


@dataclass(frozen=True)
class Card:
    """One claim of a report's page."""

    number: int
    report: str
    claim: str
    certainty: str
    certainty_words: str
    certainty_means: str
    kind: str
    chain: tuple[str, ...]
    deed: tuple[Deed, ...]
    notes: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    repeats: tuple[Repeat, ...]
    fields: tuple[str, ...]
    standing: Standing
    added: int | None = None
    """Journal entry of the decision that added it; null if the machine read it."""
    within: str = ""
    """Beginning of the addresses of a double coding within which it is shown."""
    judging: bool = True

    @property
    def path(self) -> str:
        """Beginning of the addresses of what can be done with it."""
        return f"{self.within}/claims/{self.report}/{self.claim}"

    @property
    def page(self) -> str:
        """Where its report is shown."""
        return f"{self.within}/reports/{self.report}"


def standing(kept: Kept, row: Row) -> Standing:
    """What people made of the claim of a row."""
    decisions = [one for one in about(kept, row["claim"]) if one.verb in VERBS]
    seen = {flag for one in decisions if one.verb == "accept" for flag in _list(one.value.get("review"))}
    return Standing(
        verdict=row["decision"] or "open",
        words=tuple(_word(one) for one in about(kept, row["claim"])),
        others=tuple(_word(one) for one in _of_others(kept, row)),
        changes=tuple(_changes(row, decisions)),
        flags=tuple(
            Flag(code, worded("review", code), code not in seen) for code in json.loads(row["review"])
        ),
        state=state_of(kept, row["claim"]),
    )


def _of_others(kept: Kept, row: Row) -> Iterator[Decision]:
    """The decisions about other claims that changed something of this one."""
    if not row["corrected"]:
        return
    own = {one.seq for one in about(kept, row["claim"])} | {row["added"]}
    entries = {*json.loads(row["corrected_by"] or "[]")} - own
    yield from (one for one in kept.decisions if one.seq in entries)


def card(
    summary: Summary, layers: Layers, kept: Kept, row: Row, within: str = "", judging: bool = True
) -> Card:
    """The card of one claim."""
    chain = summary.chain
    who = [said_phrase(chain[-1], layers.entities)] if chain else [summary.who]
    who += [inner_phrase(link, layers.entities) for link in reversed(chain[:-1])]
    code = row["certainty"]
    return Card(
        number=summary.number,
        report=kept.report,
        claim=summary.claim.id,
        certainty=code,
        certainty_words=worded("certainty", code),
        certainty_means=worded("certainty_means", code),
        kind=" · ".join(filter(None, (row["event_type"] or "", row["mode"] or ""))).lower(),
        chain=tuple(begun(one) if not place else one for place, one in enumerate(who)),
        deed=summary.deed,
        notes=summary.notes,
        details=summary.details,
        repeats=summary.repeats,
        fields=fields_of(row),
        standing=standing(kept, row),
        added=row["added"],
        within=within,
        judging=judging,
    )


def fields_of(row: Row) -> tuple[str, ...]:
    """The fields that a card shows of a claim."""
    return tuple(name for name in SHOWN if row[name] is not None)


def shown(name: str, value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return "not known"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    table = {"certainty": "certainty", "outcome": "outcome"}.get(name)
    words = worded(table, value) if table else str(value)
    return one_line(
        words.lower() if name == "event_type" else words.replace("_", " ") if name == "bound" else words
    )


# --- the form ---


@dataclass(frozen=True)
class Input:
    """One field of the form; ``choices`` are (value, words) for a list, none for a free one."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"
    hint: str = ""


@dataclass(frozen=True)
class Selected:
    """One role of the form, with the words selected for it; ``value`` is ``start-end`` with commas between."""

    role: str
    label: str
    value: str
    words: str


def inputs(row: Row | None) -> tuple[Input, ...]:
    """The fields of the form for a claim, or for one that is to be added."""
    was = json.loads((row and row["corrected"]) or "{}")

    def one(name: str, choices: Iterable[tuple[str, str]] = (), kind: str = "text") -> Input:
        value = row[name] if row else ("asserted" if name == "certainty" else None)
        hint = f"read as: {shown(name, was[name])}" if name in was else HINTS.get(name, "")
        return Input(name, LABELS[name], _written(value), tuple(choices), kind, hint)

    unknown = ("", "not known")
    kinds = [
        (code, shorten(f"{code.lower()}: {about['meaning']}", _SHORT, placeholder=" …"))
        for code, about in codes.codes()["EventType"].items()
    ]
    return (
        one("certainty", [(c, worded("certainty", c)) for c in get_args(codes.Certainty)]),
        one("event_type", [unknown, *kinds]),
        one("low", kind="number"),
        one("high", kind="number"),
        one("outcome", [unknown, *((c, worded("outcome", c)) for c in get_args(codes.Outcome))]),
        one("counted"),
        one("population_status", [unknown, *((c, worded("population", c)) for c in get_args(codes.PopulationStatus))]),
        one("origin_name", kind="search"),
        one("origin_kind", [(c, c) for c in get_args(codes.OriginKind)]) if row else
        one("origin_kind", [unknown, *((c, c) for c in get_args(codes.OriginKind))]),
        one("place_name", kind="places"),
        one("country"),
        one("earliest", kind="date"),
        one("latest", kind="date"),
    )  # fmt: skip


def selections(kept: Kept, claim: str) -> tuple[Selected, ...]:
    """The words of each role of a claim, as people left them."""
    data = kept.data
    found = next(one for one in data["claims"] if one["id"] == claim)
    places = places_of(data, found)
    text = data["report"]["text"] or ""
    return tuple(
        Selected(
            role,
            ROLES[role],
            spans_written(places.get(role, [])),
            " … ".join(one_line(text[start:end]) for start, end in places.get(role, [])),
        )
        for role in SPAN_ROLES
    )


def sharing(kept: Kept, claim: str) -> tuple[str, ...]:
    """What happened in the other claims with the same number: whoever corrects the number corrects theirs too."""
    data = kept.data
    happened = {one["id"]: one_line(one["words"]) for one in data["events"]}
    numbers = {number for one in data["claims"] if one["id"] == claim for number in one["figures"]}
    return tuple(
        happened[one["event"]]
        for one in data["claims"]
        if one["id"] != claim and not numbers.isdisjoint(one["figures"])
    )


def nothing_selected() -> tuple[Selected, ...]:
    """The roles of a claim that is to be added."""
    return tuple(Selected(role, ROLES[role], "", "") for role in SPAN_ROLES)


def spans_written(places: Iterable[tuple[int, int]]) -> str:
    """Places as a form sends them: ``12-20,31-35``."""
    return ",".join(f"{start}-{end}" for start, end in places)


def _written(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _word(decision: Decision) -> Word:
    signed = decision.signed
    verb = "added" if missed_value(decision) is not None else VERBS.get(decision.verb, f"{decision.verb}d")
    if decision.verb == "grade":
        verb += " " + ", ".join(f"{name.capitalize()} {one}" for name, one in decision.value.items())
    return Word(decision.seq, verb, signed.actor, moment(signed.at), signed.reason)


def _changes(row: Row, decisions: Iterable[Decision]) -> Iterator[Change]:
    corrected = json.loads(row["corrected"] or "{}")
    for name in LABELS:  # other columns follow from the words selected, which are shown
        if name in corrected:
            yield Change(LABELS[name], shown(name, corrected[name]), shown(name, row[name]))
    latest: dict[str, str] = {}
    for decision in decisions:
        told = missed_value(decision) or decision.value
        spans: Any = told.get("spans") or {}
        for role, chosen in spans.items():
            latest[role] = " … ".join(one_line(one["words"]) for one in chosen) or "nothing"
    for role, words in latest.items():
        yield Change(f"words for {ROLES.get(role, role)}", "", f"“{words}”")
