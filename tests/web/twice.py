"""Double codings over what a ledger holds: one at work, and one that both coders have finished and differ in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hearsay.flow import codings
from hearsay.flow.coding import Correction, Seen, Signing, add_missed, correct, judge
from hearsay.flow.keep import Ledger
from hearsay.ledger.codings import Own


@dataclass(frozen=True)
class Said:
    """What the two write about a report."""

    counted: str = "civilians"
    source: str = "the mayor’s office"
    reason: str = "page 4 of the rules: what is said last counts"


def plainly(_: int) -> Said:
    """The same of every report."""
    return Said()


def coded_twice(
    ledger: Ledger,
    name: str,
    coders: tuple[str, str],
    *,
    note: str | None = None,
    reports: Sequence[str] | None = None,
    said: Callable[[int], Said] = plainly,
    finished: bool = False,
) -> int:
    """The number of a double coding of some reports (null: all), in which both have judged something of each of them.

    Of a report's claims the first is corrected by both, each otherwise; the second is accepted by the one and rejected by
    the other; of the third both say the same; the fourth has no word from the one, the others from neither. The one adds a
    claim.
    """
    chosen = reports or [str(row.report) for row in ledger.rows("reports", "report")]
    number = codings.open_coding(ledger, name, chosen, coders, actor=coders[0], note=note).seq
    for nth, report in enumerate(chosen):
        _judged(ledger, number, coders, report, said(nth))
    if finished:
        for coder in coders:
            codings.finish(ledger, number, actor=coder)
    return number


def _judged(ledger: Ledger, number: int, coders: tuple[str, str], report: str, said: Said) -> None:
    one, other = (Signing(coder, said.reason, coding=number) for coder in coders)
    own = codings.at_hand(ledger, number, coders[0], report)
    claims = [claim for claim, row in own.rows.items() if not row["repeats"]]
    for claim in claims[:1]:
        correct(ledger, report, claim, Correction({"counted": said.counted, "low": 7}), Seen(), one)
        correct(ledger, report, claim, Correction({"origin_name": said.source, "low": 8}), Seen(), other)
        add_missed(ledger, report, Correction({"counted": said.counted}, {"trigger": [_place(own)]}), one)
    for claim in claims[1:2]:
        judge(ledger, report, claim, "accept", Seen(), one)
        judge(ledger, report, claim, "reject", Seen(), other)
    for claim in claims[2:3]:
        for signing in (one, other):
            judge(ledger, report, claim, "accept", Seen(), signing)
    for claim in claims[3:4]:
        judge(ledger, report, claim, "accept", Seen(), other)


def _place(own: Own) -> tuple[int, int]:
    """The text's first word."""
    text = own.kept.data["report"]["text"]
    start = len(text) - len(text.lstrip())
    return start, start + len(text[start:].split(maxsplit=1)[0])
