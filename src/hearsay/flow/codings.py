"""Double coding: two people judge the same claims, neither seeing what the other says, until both have finished."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from hearsay.flow.signing import Clock, person, plain, wall_clock
from hearsay.ledger import Ledger
from hearsay.ledger import codings as asking
from hearsay.ledger.codings import CodedReport, Coding, Own
from hearsay.ledger.writer import Moment, append, append_after
from hearsay.record import HearsayError, problem
from hearsay.record.journal import CodingFinished, CodingOpened, CodingSettled, Entry, EntryUndone, Signature

__all__ = [
    "COLUMNS",
    "CodedReport",
    "Coding",
    "at_hand",
    "close",
    "coding_of",
    "codings",
    "finish",
    "open_coding",
    "progress",
    "reports_of",
    "row",
    "sampled",
    "shown",
    "take_back",
]

COLUMNS = (
    "coding", "name", "state", "reports", "claims", "one", "other", "one_judged", "other_judged", "one_finished",
    "other_finished", "opened_by", "opened", "note",
)  # fmt: skip
"""What a listing says of each double coding."""

LONGEST_NAME, LONGEST_NOTE = 200, 2000
"""Characters of the name and the note of a double coding."""


def open_coding(
    ledger: Ledger,
    name: str,
    reports: Sequence[str],
    coders: Sequence[str],
    *,
    actor: str | None,
    note: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Open a double coding of some reports (ids) for two coders, by the names with which they sign.

    What is coded is the machine's reading of this moment. Raises ``E-CODING-REFUSED`` where there is no name, no report, or
    not two people; ``E-LEDGER-UNKNOWN``, ``-ACTOR``.
    """
    signed = person(actor, clock=clock)
    two = [person(one).actor for one in coders if one.strip()]
    if len(two) != 2 or two[0].casefold() == two[1].casefold():
        raise _refused("A double coding takes two different coders", "Name both as they sign their decisions")
    name, words = (plain(name) or "").strip(), (plain(note) or "").strip() or None
    if not name:
        raise _refused("The double coding has no name", "Give it one by which both coders know it")
    if len(name) > LONGEST_NAME or len(words or "") > LONGEST_NOTE:
        why = f"A name has {LONGEST_NAME} characters at most, a note {LONGEST_NOTE:,}"
        raise _refused(why, "Write it shorter")
    chosen = tuple(dict.fromkeys(reports))
    if not chosen:
        raise _refused("No report is chosen", "Choose one at least: by a filter, or from the list")
    for report in chosen:
        if not ledger.has(report):
            raise problem("E-LEDGER-UNKNOWN", what="report", given=report, verb="reports")
    matter = CodingOpened(name=name, reports=chosen, coders=(two[0], two[1]), note=words)
    return append(ledger, [matter], signed)[0]


def finish(ledger: Ledger, coding: int, *, actor: str | None, clock: Clock = wall_clock) -> Entry:
    """Say that one has judged what one wanted to judge; claims without a word stay without one.

    Raises ``E-CODING-UNKNOWN``, ``-CODER``, ``-OVER``.
    """
    signed = person(actor, clock=clock)

    def look(_: Moment) -> list[CodingFinished]:
        _check_open(coding_of(ledger, coding), signed.actor)
        return [CodingFinished(coding=coding)]

    return append_after(ledger, look, signed)[0]


def close(ledger: Ledger, coding: int, *, actor: str | None, clock: Clock = wall_clock) -> Entry:
    """Say that a double coding has been compared and is over. Raises ``E-CODING-UNKNOWN``, ``-SEALED``, ``-REFUSED``."""
    signed = person(actor, clock=clock)
    found = shown(coding_of(ledger, coding))
    if found.state != "finished":
        raise _refused(f"The double coding {coding} is not there to be closed", "Both coders finish it first")
    return append(ledger, [CodingSettled(coding=coding)], signed)[0]


def take_back(ledger: Ledger, seq: int, signed: Signature) -> Entry | None:
    """Take back a decision within a double coding, a finish, a closing or an opening; null where entry ``seq`` is none.

    A decision is taken back by its coder, until that one has finished. A finish is, until the coding is closed: where both
    had finished, what follows is not blind, and the comparison says so. Raises ``E-CODING-CODER``, ``-OVER``, ``-REFUSED``.
    """
    with ledger.reading() as connection:
        within = asking.coding_of_sealed(connection, seq)
        coding = asking.coding_of_finish(connection, seq)
    if within is not None:
        coding, coder, state = within
        _check_open(coding, signed.actor)
        if coder != signed.actor:
            raise _refused(f"Entry {seq} is not yours", "Take back what you decided yourself")
        if state == "undone":
            raise _refused(f"Entry {seq} is undone already", "To have it back, decide it again")
    elif coding is None:
        return None
    elif coding.withdrawn is not None:
        raise _refused(f"The double coding {coding.coding} was taken back", "Open another")
    elif coding.settled is not None and seq != coding.settled:
        how = f"Undo entry {coding.settled} first, which closed it"
        raise _refused(f"The double coding {coding.coding} is closed", how)
    return append(ledger, [EntryUndone(entry=seq)], signed)[0]


def codings(ledger: Ledger) -> tuple[Coding, ...]:
    """Every double coding, the newest first."""
    with ledger.reading() as connection:
        return asking.codings(connection)


def coding_of(ledger: Ledger, number: int) -> Coding:
    """The double coding of a number, which is that of the entry that opened it. Raises ``E-CODING-UNKNOWN``."""
    with ledger.reading() as connection:
        found = asking.codings(connection, number)
    if not found:
        raise problem("E-CODING-UNKNOWN", given=number)
    return found[0]


def shown(coding: Coding) -> Coding:
    """``coding``, where everybody may see what both coders say. Raises ``E-CODING-SEALED``."""
    waiting = [name for name, seq in zip(coding.coders, coding.finished, strict=True) if seq is None]
    if coding.withdrawn is not None:
        raise problem("E-CODING-SEALED", coding=coding.coding, waiting="it was taken back")
    if waiting:
        have = "has" if len(waiting) == 1 else "have"
        raise problem("E-CODING-SEALED", coding=coding.coding, waiting=f"{' and '.join(waiting)} {have} not")
    return coding


def progress(ledger: Ledger, coding: Coding) -> tuple[int, int]:
    """How many of its claims each of the two has judged."""
    with ledger.reading() as connection:
        one, other = (asking.judged_by(connection, coding.coding, name) for name in coding.coders)
    return one, other


def row(coding: Coding, judged: tuple[int, int]) -> dict[str, Any]:
    """A double coding as a row; ``judged`` is what :func:`progress` gives."""
    return dict(
        zip(
            COLUMNS,
            (
                coding.coding,
                coding.name,
                coding.state,
                coding.reports,
                coding.claims,
                *coding.coders,
                *judged,
                *coding.finished,
                coding.opened_by,
                coding.opened,
                coding.note,
            ),
            strict=True,
        )
    )


def reports_of(ledger: Ledger, coding: int, coder: str | None = None) -> tuple[CodedReport, ...]:
    """The reports of a double coding, with what ``coder`` did in each."""
    with ledger.reading() as connection:
        return asking.reports_of(connection, coding, coder)


def at_hand(ledger: Ledger, coding: int, coder: str | None, report: str, *, judging: bool = True) -> Own:
    """A report as it stands before a coder: as the machine had read it when the coding was opened, with what they decided.

    Raises ``E-CODING-UNKNOWN``, ``-CODER``, ``E-LEDGER-UNKNOWN``; ``judging``: also ``E-CODING-OVER`` where that coder can
    judge nothing any more.
    """
    name = person(coder).actor
    found = coding_of(ledger, coding)
    if judging:
        _check_open(found, name)
    else:
        _check_coder(found, name)
    with ledger.reading() as connection:
        own = asking.own(connection, coding, name, report)
    if own is None:
        raise problem("E-LEDGER-UNKNOWN", what="report of this coding", given=report, verb="codings")
    return own


def sampled(reports: Sequence[str], many: int | None, seed: str) -> tuple[str, ...]:
    """``many`` of some reports, drawn by chance, the same for the same ``seed``, in the order given; null: all."""
    if many is None or many >= len(reports):
        return tuple(reports)
    drawn = sorted(reports, key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).digest())[:many]
    return tuple(one for one in reports if one in set(drawn))


def _check_coder(coding: Coding, actor: str) -> None:
    if actor not in coding.coders:
        one, other = coding.coders
        raise problem("E-CODING-CODER", name=actor, coding=coding.coding, one=one, other=other)


def _check_open(coding: Coding, actor: str) -> None:
    _check_coder(coding, actor)
    why = {"settled": "It is closed", "withdrawn": "It was taken back"}.get(coding.state)
    if coding.finish_of(actor) is not None:
        why = f"{actor} has finished"
    if why is not None:
        raise problem("E-CODING-OVER", why=why, coding=coding.coding)


def _refused(why: str, how: str) -> HearsayError:
    return problem("E-CODING-REFUSED", why=why, how=how)
