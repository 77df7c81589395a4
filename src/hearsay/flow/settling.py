"""Settling what two coders said of the same claims: decisions of whoever settles, each naming both coders' entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.flow import coding as deciding
from hearsay.flow.coding import Correction, Signing
from hearsay.flow.comparing import Pair
from hearsay.flow.comparison import Compared, alike, claim_of, key_of
from hearsay.flow.signing import person
from hearsay.ledger import Ledger, desk
from hearsay.ledger import codings as asking
from hearsay.ledger.state.decisions import CORRECTABLE
from hearsay.ledger.state.present import left
from hearsay.ledger.state.settled import MISSED, Word
from hearsay.ledger.writer import Moment, append_after
from hearsay.record import HearsayError, problem
from hearsay.record.journal import Decision, DecisionMade, Entry, Part, Verb

OF = "of"
"""Name of the value in which a decision names the entries, one a coder, that it settles."""


@dataclass(frozen=True)
class Settled:
    """The decision that settled a claim, and who made it."""

    seq: int
    actor: str


def settled(ledger: Ledger, compared: Compared) -> dict[str, Settled]:
    """What is settled, by the keys of the lines; a settling decision that was undone settles nothing."""
    with ledger.reading() as connection:
        found = asking.settling(connection, tuple(compared.reports))
    by_line = {}
    for line in compared.lines:
        told = next((found[seq] for seq in entries_of(line) if seq in found), None)
        if told is not None:
            by_line[key_of(line)] = Settled(*told)
    return by_line


def entries_of(pair: Pair) -> tuple[int, ...]:
    """The entries of a pair: the last word of each coder who said one."""
    return tuple(one.seq for one in (pair.one, pair.other) if one is not None)


def take(
    ledger: Ledger, compared: Compared, keys: Sequence[str], side: int, signing: Signing
) -> tuple[Entry, ...]:
    """Decide about claims what the coder of a side (0, 1) said of them, all or none of it.

    What stands besides and would make of the claim something else is corrected to what that coder saw. Where that coder
    added no claim and the other did, the other's is rejected. Raises ``E-CODING-REFUSED`` for what is settled already.
    """
    by_report: dict[str, list[Pair]] = {}
    for key in keys:
        line = compared.line(key)
        by_report.setdefault(line.either.report, []).append(line)

    def look(_: Moment) -> list[DecisionMade]:
        _check(ledger, compared, keys)
        return [
            matter
            for report, lines in by_report.items()
            for matter in _of_report(ledger, compared, report, lines, side)
        ]

    signed = person(signing.actor, clock=signing.clock, reason=signing.reason)
    return append_after(ledger, look, signed)


def take_agreed(ledger: Ledger, compared: Compared, signing: Signing) -> tuple[Entry, ...]:
    """Decide what both said of all claims on which they agree and that nobody has settled."""
    done = settled(ledger, compared)
    keys = [key_of(one) for one in compared.lines if alike(one, compared) and key_of(one) not in done]
    return take(ledger, compared, keys, 0, signing)


def correct(ledger: Ledger, compared: Compared, key: str, told: Correction, signing: Signing) -> Entry:
    """Settle a claim otherwise than either said: ``told`` are the fields and words in which what stands is to be another;
    none: what stands is right.

    Raises ``E-CODING-REFUSED`` for what is settled already, and as :func:`hearsay.flow.coding.correct` does.
    """
    line = compared.line(key)
    found = line.either
    with ledger.reading() as connection:
        kept = desk.kept(connection, found.report)
    assert kept is not None  # reports are never removed
    value: dict[str, Any] = deciding.checked(kept, told)
    verb: Verb = "correct" if value or found.claim is None else "accept"
    claim = found.claim
    if claim is None:
        if not told.spans.get("trigger"):
            raise _refused("It is not said which words tell what happened", "Select them in the text")
        value = {MISSED: value}
    if verb == "correct":
        deciding.check_holds(kept, claim, value)
    words = compared.words(0, line) or compared.words(1, line)
    matter = DecisionMade(
        verb=verb,
        target="claim",
        parts=(Part(report=found.report, id=claim),),
        value={**value, OF: list(entries_of(line))},
        judged=words[-1].judged,
    )

    def look(_: Moment) -> list[DecisionMade]:
        _check(ledger, compared, [key])
        return [matter]

    signed = person(signing.actor, clock=signing.clock, reason=signing.reason)
    return append_after(ledger, look, signed)[0]


def _check(ledger: Ledger, compared: Compared, keys: Iterable[str]) -> None:
    coding = compared.coding
    if coding.settled is not None:
        how = f"Undo entry {coding.settled}, which closed it"
        raise _refused(f"The double coding {coding.coding} is closed", how)
    done = settled(ledger, compared)
    for key in keys:
        compared.line(key)
        if key in done:
            one = done[key]
            raise _refused(
                f"{one.actor} settled this in entry {one.seq}",
                f"Undo entry {one.seq} first to settle it otherwise",
            )


def _of_report(
    ledger: Ledger, compared: Compared, report: str, lines: Sequence[Pair], side: int
) -> Iterator[DecisionMade]:
    coder = compared.coding.coders[side]
    wanted = compared.own(coder, report)
    words: list[Word] = []
    with ledger.reading() as connection:
        kept = desk.kept(connection, report)
    assert kept is not None  # reports are never removed
    claims: dict[str, Pair] = {}
    for line in lines:
        mine = (line.one, line.other)[side]
        if mine is None:
            yield from _dismissed(compared, line, 1 - side)
            continue
        claims[claim_of(mine, wanted)] = line
        for said in compared.words(side, line):
            yield _again(said, entries_of(line))
            words.append(Word(kept.touched + said.seq, said.verb, coder, said.parts[0].id, said.value))
    found = left(kept.data, kept.state, report, kept.reading, words).rows.of["claims"]
    for row in found:
        pair = claims.get(row["claim"])
        like = wanted.rows.get(row["claim"])
        if pair is None or like is None or like["decision"] == "reject":
            continue
        value = {name: like[name] for name in CORRECTABLE if row[name] != like[name]}
        if value:
            judged = compared.words(side, pair)[-1].judged
            part = Part(report=report, id=row["claim"])
            value[OF] = list(entries_of(pair))
            yield DecisionMade(verb="correct", target="claim", parts=(part,), value=value, judged=judged)


def _again(said: Decision, of: Sequence[int]) -> DecisionMade:
    """A coder's decision as one that counts."""
    return DecisionMade(
        verb=said.verb,
        target="claim",
        parts=said.parts,
        value={**_plain(said.value), OF: list(of)},
        judged=said.judged,
    )


def _dismissed(compared: Compared, line: Pair, side: int) -> Iterator[DecisionMade]:
    """One of the two has nothing to say: a claim that the other added is none; of one that they left nothing is decided."""
    found = line.either
    if found.claim is not None:
        raise _refused(
            f"{compared.coding.coders[1 - side]} said nothing of this claim",
            "Take the other's word, or correct it",
        )
    own = compared.own(compared.coding.coders[side], found.report)
    part = Part(report=found.report, id=claim_of(found, own))
    judged = compared.words(side, line)[-1].judged
    yield DecisionMade(
        verb="reject", target="claim", parts=(part,), value={OF: list(entries_of(line))}, judged=judged
    )


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name != OF}


def _refused(why: str, how: str) -> HearsayError:
    return problem("E-CODING-REFUSED", why=why, how=how)
