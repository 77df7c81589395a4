"""What a coder does with one claim on a screen: each verb records who, when, and what was before their eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from hearsay.flow import codings
from hearsay.flow.placing import placed
from hearsay.flow.review import check_correction
from hearsay.flow.signing import Clock, person, wall_clock
from hearsay.ledger import Ledger, desk
from hearsay.ledger.state.settled import MISSED, Word, settled
from hearsay.ledger.writer import Moment, append_after
from hearsay.record import HearsayError, Record, problem
from hearsay.record.basis import entry_of
from hearsay.record.journal import Decision, DecisionMade, Entry, EntryUndone, Judged, Matter, Part
from hearsay.record.kept import Kept

SPAN_ROLES = ("trigger", "source", "cue", "content", "figure", "time", "place", "actor")
"""What a stretch of the text can be evidence of; of the trigger there is one, of the others there may be several."""
Places = Sequence[tuple[int, int]]


class ChangedSinceError(HearsayError):
    """Somebody else's decision, or another reading, came between a person's look and their word."""


@dataclass(frozen=True)
class Seen:
    """What of a claim stood on the screen: its fields by name, its flags, and the state it was in (:func:`state_of`)."""

    fields: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    state: str | None = None


@dataclass(frozen=True)
class Correction:
    """``value`` holds columns of the table of claims, ``spans`` places in the text by role."""

    value: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Places] = field(default_factory=dict)


@dataclass(frozen=True)
class Signing:
    """Who signs, when, and why; ``coding`` is the double coding within which it is, by the entry that opened it."""

    actor: str | None
    reason: str | None = None
    clock: Clock = wall_clock
    coding: int | None = None


def state_of(kept: Kept, claim: str) -> str:
    """A short name of what a claim is at present: its reading, and the decisions about it that stand."""
    return ".".join(str(seq) for seq in (kept.reading, *(one.seq for one in about(kept, claim))))


def about(kept: Kept, claim: str) -> tuple[Decision, ...]:
    """The decisions about one claim that are not undone, in their order; that which added it among them."""
    added = added_by(kept, claim)
    return tuple(
        one
        for one in kept.decisions
        if one.target == "claim"
        and (one.seq == added or any(p.report == kept.report and p.id == claim for p in one.parts))
    )


def added_by(kept: Kept, claim: str) -> int | None:
    """The journal entry of the decision that added a claim; null where the machine read it."""
    if not missed_claims(kept):
        return None
    found: Mapping[str, Any] = next((one for one in kept.data["claims"] if one["id"] == claim), {})
    return entry_of(next(iter(found.get("because", {}).get("added", ())), None))


def missed_claims(kept: Kept) -> tuple[Decision, ...]:
    """The decisions that add to a report a claim which the machine missed."""
    return tuple(one for one in kept.decisions if MISSED in one.value and one.parts[0].id is None)


def missed_value(decision: Decision) -> dict[str, Any] | None:
    """What a decision says of the claim that it adds, columns and the words selected; null where it adds none."""
    if MISSED not in decision.value:
        return None
    return dict(cast(Mapping[str, Any], decision.value[MISSED]))


def check_unchanged(kept: Kept, claim: str, seen: Seen) -> None:
    """Raises :class:`ChangedSinceError` where somebody decided, or a reading was made, since ``seen.state``."""
    if seen.state is None or seen.state == state_of(kept, claim):
        return
    last = next(iter(about(kept, claim)[-1:]), None)
    verb = f"{last.verb}{'d' if last.verb.endswith('e') else 'ed'}" if last else ""
    who = f"{last.signed.actor} {verb}" if last else "Somebody's undoing or another reading changed"
    raise _changed(who)


def _changed(who: str) -> ChangedSinceError:
    refusal = _refused(f"{who} this claim since you opened it", "Look at it again before you decide")
    return ChangedSinceError(refusal.code, refusal.message, refusal.remedy)


def judge(
    ledger: Ledger, report: str, claim: str, verb: Literal["accept", "reject"], seen: Seen, signing: Signing
) -> Entry:
    """Accept or reject a claim, naming the fields and the flags that were on screen; flags that were not stay up.

    Raises ``E-LEDGER-UNKNOWN``, ``-ACTOR``, :class:`ChangedSinceError` where somebody decided since ``seen.state``, and
    within a double coding ``E-CODING-…`` as :func:`hearsay.flow.codings.at_hand` does.
    """

    def look(moment: Moment) -> DecisionMade:
        kept = _at_hand(ledger, moment, report, claim, seen, signing)
        flags = set(_claim(kept, claim)["review"])
        value = {"fields": sorted(set(seen.fields)), "review": sorted(flags & set(seen.flags))}
        return _decision(kept, claim, verb, value, signing)

    return _sign(ledger, look, signing)


def correct(
    ledger: Ledger, report: str, claim: str, correction: Correction, seen: Seen, signing: Signing
) -> Entry:
    """Set fields and places of a claim as they should be; what was read stays beside them.

    Raises as :func:`judge`, and ``E-LEDGER-DECISION`` for nothing to correct or a value that does not fit.
    """

    def look(moment: Moment) -> DecisionMade:
        kept = _at_hand(ledger, moment, report, claim, seen, signing)
        value = checked(kept, correction)
        check_holds(kept, claim, value)
        if not value:
            raise _refused("Nothing is changed", "Change a field or select other words, then save")
        flags = set(_claim(kept, claim)["review"]) & set(seen.flags)
        if flags:
            value["review"] = sorted(flags)
        return _decision(kept, claim, "correct", value, signing)

    return _sign(ledger, look, signing)


def undo_last(ledger: Ledger, report: str, claim: str, last: int, seen: Seen, signing: Signing) -> Entry:
    """Take back the last word about a claim, which is entry ``last``. Raises as :func:`judge`."""

    def look(moment: Moment) -> EntryUndone:
        kept = _report(ledger, moment, report, signing)
        check_unchanged(kept, claim, seen)
        if [one.seq for one in about(kept, claim)][-1:] != [last]:
            raise _changed("Somebody's word, or its undoing, changed")
        return EntryUndone(entry=last)

    return _sign(ledger, look, signing)


def add_missed(ledger: Ledger, report: str, told: Correction, signing: Signing) -> Entry:
    """Add a claim that the machine missed; its trigger at least must be marked in the text.

    It is a correction of the report's reading and holds as long as it is not undone. Raises ``E-LEDGER-UNKNOWN``,
    ``-ACTOR``, ``-DECISION``.
    """
    if not told.spans.get("trigger"):
        raise _refused("It is not said which words tell what happened", "Select them in the text")

    def look(moment: Moment) -> DecisionMade:
        kept = _report(ledger, moment, report, signing)
        value = checked(kept, told)
        check_holds(kept, None, {MISSED: value})
        judged = [one for role in SPAN_ROLES for one in _places(kept, value["spans"].get(role, ()))]
        return DecisionMade(
            verb="correct",
            target="claim",
            parts=(Part(report=report),),
            value={MISSED: value},
            judged=tuple(dict.fromkeys(judged)),
            coding=signing.coding,
        )

    return _sign(ledger, look, signing)


def _decision(kept: Kept, claim: str, verb: Any, value: Mapping[str, Any], signing: Signing) -> DecisionMade:
    return DecisionMade(
        verb=verb,
        target="claim",
        parts=(Part(report=kept.report, id=claim),),
        value=dict(value),
        judged=_judged(kept, claim),
        coding=signing.coding,
    )


def _sign(ledger: Ledger, look: Callable[[Moment], Matter], signing: Signing) -> Entry:
    """Append what follows from a look, nothing written between; each checks what it must while others wait."""
    signed = person(signing.actor, clock=signing.clock, reason=signing.reason)
    return append_after(ledger, lambda moment: [look(moment)], signed)[0]


def _report(ledger: Ledger, moment: Moment, report: str, signing: Signing) -> Kept:
    if signing.coding is not None:
        return codings.at_hand(ledger, signing.coding, signing.actor, report).kept
    kept = desk.kept(moment.connection, report)
    if kept is None:
        raise problem("E-LEDGER-UNKNOWN", what="report", given=report, verb="reports")
    return kept


def _at_hand(ledger: Ledger, moment: Moment, report: str, claim: str, seen: Seen, signing: Signing) -> Kept:
    kept = _report(ledger, moment, report, signing)
    _claim(kept, claim)
    check_unchanged(kept, claim, seen)
    return kept


def _claim(kept: Kept, claim: str) -> Mapping[str, Any]:
    found = next((one for one in kept.data["claims"] if one["id"] == claim), None)
    if found is None:
        raise problem("E-LEDGER-UNKNOWN", what="claim", given=f"{kept.report}/{claim}", verb="claims")
    return dict(found)


def checked(kept: Kept, correction: Correction) -> dict[str, Any]:
    """The value of a decision. Raises ``E-LEDGER-DECISION``."""
    for name, one in correction.value.items():
        check_correction(name, one)
    value = placed(correction.value)
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None and low > high:
        raise _refused(f"low {low} is above high {high}", "Exchange the two")
    first, last = value.get("earliest"), value.get("latest")
    if first and last and first > last:
        raise _refused(f"{first} is after {last}", "Exchange the two")
    spans = {role: _worded(kept, role, places) for role, places in correction.spans.items()}
    return {**value, **({"spans": spans} if spans else {})}


def check_holds(kept: Kept, claim: str | None, value: Mapping[str, Any]) -> None:
    """Raises ``E-LEDGER-DECISION`` where the record would not hold together with the correction in."""
    left = settled(kept.data, [Word(kept.touched + 1, "correct", "somebody", claim, value)])
    try:
        Record.parse(left)
    except HearsayError as error:
        raise _refused(error.message, "Correct it otherwise") from error


def _worded(kept: Kept, role: str, places: Places) -> list[dict[str, Any]]:
    if role not in SPAN_ROLES:
        raise _refused(f"{role!r} is nothing that words can be", f"It is one of {', '.join(SPAN_ROLES)}")
    if role == "trigger" and len(places) != 1:
        raise _refused("What happened is told in one place", "Select one stretch of words")
    text = kept.data["report"]["text"] or ""
    for start, end in places:
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise _refused(f"{start}–{end} are no words of the text", "Select words of the report")
    return [{"start": start, "end": end, "words": text[start:end]} for start, end in sorted(set(places))]


def _judged(kept: Kept, claim_id: str) -> tuple[Judged, ...]:
    claim = _claim(kept, claim_id)
    by_id = {part["id"]: part for layer in ("events", "figures") for part in kept.data[layer]}
    places = [claim, by_id[claim["event"]], *(by_id[figure] for figure in claim["figures"])]
    return tuple(dict.fromkeys(_places(kept, places)))


def _places(kept: Kept, places: Iterable[Mapping[str, Any]]) -> Iterable[Judged]:
    text = kept.data["report"]["text"] or ""
    for one in places:
        start, end = one["start"], one["end"]
        yield Judged(report=kept.report, start=start, end=end, words=text[start:end])


def _refused(why: str, how: str) -> HearsayError:
    return problem("E-LEDGER-DECISION", why=why, how=how)
