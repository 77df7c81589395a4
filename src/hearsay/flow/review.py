"""What people say of reports, claims, links and actors: each word signed, none of it final."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from hearsay.flow import codings
from hearsay.flow.keep import report_id
from hearsay.flow.placing import placed
from hearsay.flow.signing import Clock, machine, person, plain, wall_clock
from hearsay.ledger import Ledger
from hearsay.ledger.state.decisions import CORRECTABLE
from hearsay.ledger.writer import Moment, append, append_after
from hearsay.record import codes, problem
from hearsay.record.journal import (
    DecisionMade,
    Entry,
    EntryUndone,
    Judged,
    Link,
    LinksMade,
    Part,
    ReportMarked,
    Standing,
    Target,
    Verb,
)
from hearsay.record.kept import Kept

GRADES: Mapping[str, str] = {
    "admiralty": "[A-F][1-6]",
    "airwars": "confirmed|fair|weak|contested|discounted",
}
"""Grades that a person may give, each with what it looks like: STANAG 2511's pair, Airwars' grading."""

_CODES: Mapping[str, Any] = {
    "event_type": codes.EventType,
    "mode": codes.Mode,
    "certainty": codes.Certainty,
    "origin_kind": codes.OriginKind,
    "outcome": codes.Outcome,
    "bound": codes.Bound,
    "population_status": codes.PopulationStatus,
}
LONGEST_WORDS = 2_000
"""Characters of a value that is words."""
_NUMBERS = {"low": (0, None), "high": (0, None), "lat": (-90, 90), "lon": (-180, 180), "place_level": (1, 7)}
_PATTERNS = {
    "country": ("[A-Z]{2}", "two capitals, ISO 3166-1 alpha-2"),
    "earliest": (r"\d{4}-\d\d-\d\d", "a date YYYY-MM-DD"),
    "latest": (r"\d{4}-\d\d-\d\d", "a date YYYY-MM-DD"),
}
_NEVER_NULL = ("certainty", "origin_kind")
_KIND_OF_ID = {"c": "claim", "e": "actor", "v": "happening"}
_ONE_SIDE = re.compile(r"(?P<side>[^:/]{1,20}):(?P<rest>.+)")
_INSIDE = re.compile(r"(?P<report>.+)/(?P<id>[cev]-[0-9a-f]{10})")


def mark(
    ledger: Ledger,
    report: str,
    status: Standing,
    *,
    actor: str | None,
    reason: str | None = None,
    by: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Say what a report (id or ref) is worth; ``by`` is the report that replaces it.

    Raises ``E-LEDGER-UNKNOWN``, ``-AMBIGUOUS``, ``-ACTOR``, and ``-DECISION`` where status and ``by`` do not fit.
    """
    signed = person(actor, clock=clock, reason=reason)
    if by is not None and status != "replaced":
        raise _refused("Only a replaced report has one that replaces it", "Use --status replaced with --by.")
    marked = report_id(ledger, report)
    newer = report_id(ledger, by) if by is not None else None
    if newer == marked:
        raise _refused("A report does not replace itself", "Name the newer report with --by.")
    return append(ledger, [ReportMarked(report=marked, status=status, by=newer)], signed)[0]


def decide(
    ledger: Ledger,
    verb: Verb,
    targets: Sequence[str],
    *,
    actor: str | None,
    reason: str | None = None,
    value: Mapping[str, Any] | None = None,
    of: Target | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Decide about claims, actors, events (``REPORT/ID``, the report by id or ref) or links (their ids).

    ``merge`` says of several that they are one, ``split`` that they are not; there ``SIDE:TARGET`` puts targets on sides,
    else each stands alone. ``value`` is what ``correct`` sets (columns of :data:`CORRECTABLE`) or ``grade`` gives
    (:data:`GRADES`). ``of`` says what is judged where that is not what the targets are: of events, whether they are one
    incident. Raises ``E-LEDGER-UNKNOWN``, ``-AMBIGUOUS``, ``-ACTOR``, ``-DECISION``.
    """
    signed = person(actor, clock=clock, reason=reason)
    value = dict(value or {})
    _check_value(verb, value)
    if verb in ("merge", "split") and len(targets) < 2:
        raise _refused(f"To {verb} takes at least two", f"Name what to {verb}, each by its id.")
    links = (
        {link.id: link for link in ledger.links()} if any(not _INSIDE.search(one) for one in targets) else {}
    )
    parts = tuple(_part(ledger, links, one, verb, place) for place, one in enumerate(targets))
    if len({(part.report, part.id) for part in parts}) < len(parts):
        raise _refused("The same is named twice", "Name each once.")
    target = of or _target(parts, links)
    if verb == "correct" and target != "claim":
        an = "an" if target[0] in "ai" else "a"
        raise _refused(
            f"There is nothing to correct in {an} {target}", "Correct the claims that it is made of."
        )
    members = [
        {"link": part.id, **member.to_dict()}
        for part in parts
        if part.report is None
        for member in links[str(part.id)].members
    ]
    if members:  # links are made anew by every run; what they joined when they were judged is kept
        value["members"] = members
    judged = tuple(_judged(ledger, parts, links))
    if verb == "correct":
        value = placed(value)
    decision = DecisionMade(verb=verb, target=target, parts=parts, value=value, judged=judged)
    return append(ledger, [decision], signed)[0]


def undo(
    ledger: Ledger, seq: int, *, actor: str | None, reason: str | None = None, clock: Clock = wall_clock
) -> Entry:
    """Take back a decision or a mark, by the number of its entry; both stay in the journal.

    What was said of a double coding, or within one, is taken back by the same verb (:func:`hearsay.flow.codings.take_back`).
    Raises ``E-LEDGER-ACTOR``, and ``-DECISION`` where the entry is none of these, or is undone already.
    """
    signed = person(actor, clock=clock, reason=reason)
    within = codings.take_back(ledger, seq, signed)
    if within is not None:
        return within

    def look(_: Moment) -> list[EntryUndone]:
        tables = ("decisions", "marks")
        state = {row.seq: row.state for name in tables for row in ledger.rows(name, "seq", "state")}
        if seq not in state:
            raise _refused(
                f"Entry {seq} is neither a decision nor a mark",
                "`hearsay log --kind 'decision made'` and `--kind 'report marked'` list those.",
            )
        if state[seq] == "undone":
            raise _refused(f"Entry {seq} is undone already", "To have it back, decide it again.")
        return [EntryUndone(entry=seq)]

    return append_after(ledger, look, signed)[0]


def keep_links(
    ledger: Ledger,
    made: Sequence[Link],
    removed: Sequence[str],
    *,
    seen: int,
    model: str | None,
    reason: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Store what a linking run made and took away, having seen the journal up to entry ``seen``."""
    matter = LinksMade(seen=seen, made=tuple(made), removed=tuple(removed))
    return append(ledger, [matter], machine(clock=clock, reason=reason, model=model))[0]


def parse_value(written: str) -> Any:
    """A value as a person writes it: JSON where it is (20, 4.5, null), else the words themselves."""
    try:
        return json.loads(written)
    except ValueError:
        return written


def _part(ledger: Ledger, links: Mapping[str, Link], given: str, verb: Verb, place: int) -> Part:
    side = None
    if verb == "split":
        sided = _ONE_SIDE.fullmatch(given) if given not in links else None
        side, given = (sided["side"], sided["rest"]) if sided else (str(place + 1), given)
    inside = _INSIDE.fullmatch(given)
    if inside is None:
        if given not in links:
            raise problem(
                "E-LEDGER-UNKNOWN", what="link or REPORT/ID", given=given, verb="claims --format csv"
            )
        return Part(id=given, side=side)
    return Part(report=report_id(ledger, inside["report"]), id=inside["id"], side=side)


def _target(parts: Sequence[Part], links: Mapping[str, Link]) -> Target:
    kinds = {
        links[str(part.id)].kind if part.report is None else _KIND_OF_ID[str(part.id)[0]] for part in parts
    }
    if len(kinds) > 1:
        raise _refused(
            f"One decision is about one kind of thing, and these are {' and '.join(sorted(kinds))}",
            "Decide about each kind by itself.",
        )
    (kind,) = kinds
    return kind if kind in get_args(Target) else "link"  # type: ignore[return-value]


def _judged(ledger: Ledger, parts: Sequence[Part], links: Mapping[str, Link]) -> list[Judged]:
    """The words of everything that is judged, from the present readings. Raises ``E-LEDGER-UNKNOWN``."""
    inside = [part for part in parts if part.report is not None]
    for part in parts:
        if part.report is None:
            inside += [member for member in links[str(part.id)].members if member.report is not None]
    reports = tuple(dict.fromkeys(str(part.report) for part in inside))
    kept = {one.report: one for one in ledger.snapshot(reports=reports)} if reports else {}
    found: list[Judged] = []
    for part in inside:
        spans = _spans(kept[str(part.report)], part.id)
        if not spans and part in parts:
            raise problem(
                "E-LEDGER-UNKNOWN",
                what="claim, actor or event",
                given=f"{part.report}/{part.id}",
                verb="claims",
            )
        found += [one for one in spans if one not in found]
    return found


def _spans(kept: Kept, id_: str | None) -> list[Judged]:
    """Where the text says a claim (its stretch, its event, its figures), an entity (its first name) or an event."""
    record, text = kept.data, kept.data["report"]["text"] or ""
    by_id = {
        part["id"]: part for layer in ("claims", "events", "entities", "figures") for part in record[layer]
    }
    part = by_id.get(id_ or "")
    if part is None:
        return []
    if "mentions" in part:
        places = part["mentions"][:1]
    elif "event" in part:
        places = [part, by_id[part["event"]], *(by_id[figure] for figure in part["figures"])]
    else:
        places = [part]
    return [
        Judged(report=kept.report, start=one["start"], end=one["end"], words=text[one["start"] : one["end"]])
        for one in places
    ]


def _check_value(verb: Verb, value: Mapping[str, Any]) -> None:
    if verb == "correct":
        if not value:
            raise _refused("Nothing is said to be corrected", "Say what: --set low=20 --set outcome=killed.")
        for name, one in value.items():
            check_correction(name, one)
        low, high = value.get("low"), value.get("high")
        if low is not None and high is not None and low > high:
            raise _refused(f"low {low} is above high {high}", "Exchange the two.")
    elif verb == "grade":
        if not value:
            raise _refused("No grade is given", "Give one: --set admiralty=B2 or --set airwars=fair.")
        for name, one in value.items():
            if name not in GRADES or not re.fullmatch(GRADES[name], str(one)):
                known = "; ".join(f"{grade}: {pattern}" for grade, pattern in GRADES.items())
                raise _refused(f"{name}={one} is no grade", f"Grades are {known}.")
    elif value:
        raise _refused(f"To {verb} sets no values", "Leave --set out, or use correct or grade.")


def check_correction(name: str, value: Any) -> None:
    """Raises ``E-LEDGER-DECISION`` for a column that cannot be corrected and for a value that it cannot hold."""
    if name not in CORRECTABLE:
        raise _refused(f"{name} cannot be corrected", f"What can: {', '.join(CORRECTABLE)}.")
    if value is None and name not in _NEVER_NULL:
        return
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or value < low or (high is not None and value > high):
            limits = f"from {low}" + (f" to {high}" if high is not None else "")
            raise _refused(
                f"{name} cannot be {value!r}", f"Write a number {limits}, or null for an open end."
            )
    elif name in _CODES:
        known = get_args(_CODES[name])
        if value not in known:
            raise _refused(f"{name} cannot be {value!r}", f"It is one of {', '.join(known)}.")
    elif name in _PATTERNS:
        pattern, looks = _PATTERNS[name]
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise _refused(f"{name} cannot be {value!r}", f"Write {looks}, or null.")
    elif not isinstance(value, str) or not value.strip() or value != plain(value):
        raise _refused(f"{name} cannot be {value!r}", "Write words, or null.")
    elif len(value) > LONGEST_WORDS:
        why = f"{name} has {LONGEST_WORDS:,} characters at most, and this {len(value):,}"
        raise _refused(why, "Write it shorter.")


def _refused(why: str, how: str) -> Exception:
    return problem("E-LEDGER-DECISION", why=why, how=how.removesuffix("."))
