"""Double codings of a ledger of made-up claims, so that their pages have something to show."""

from __future__ import annotations

from itertools import islice

from hearsay.flow import codings
from hearsay.flow.coding import Correction, Seen, Signing, correct, judge
from hearsay.flow.comparison import compare, key_of
from hearsay.flow.keep import Ledger

CODERS = ("Load", "Other")
"""Who judges twice; the first is who asks."""
CODED = 30
"""Reports of a double coding."""
OTHERWISE = Correction({"certainty": "possible"})
"""What the second says of every third claim."""


def code_twice(ledger: Ledger) -> None:
    """Two double codings of the same reports: one that both coders have finished, and one in which both have begun."""
    reports = list(islice((str(row.report) for row in ledger.rows("reports", "report")), CODED))
    for name, finished in (("compared", True), ("at work", False)):
        number = codings.open_coding(ledger, name, reports, CODERS, actor=CODERS[0]).seq
        for nth, coder in enumerate(CODERS):
            signing = Signing(coder, coding=number)
            for report in reports:
                claims = list(codings.at_hand(ledger, number, coder, report).rows)
                for place, claim in enumerate(claims[: None if finished else 2]):
                    if nth and not place % 3:
                        correct(ledger, report, claim, OTHERWISE, Seen(), signing)
                    else:
                        judge(ledger, report, claim, "accept", Seen(), signing)
            if finished:
                codings.finish(ledger, number, actor=coder)


def coded(ledger: Ledger) -> tuple[tuple[tuple[int, str, str], ...], tuple[tuple[int, str], ...]]:
    """What the first coder judges blind (number, report, claim), and what is compared (number, key)."""
    blind: list[tuple[int, str, str]] = []
    pairs: list[tuple[int, str]] = []
    for one in codings.codings(ledger):
        if one.shown is not None:
            pairs += [
                (one.coding, key_of(pair)) for pair in compare(ledger, one.coding).lines if pair.either.claim
            ]
        elif CODERS[0] in one.coders and one.state == "open":
            found = codings.reports_of(ledger, one.coding, CODERS[0])
            blind += [(one.coding, report.report, claim) for report in found for claim in report.claims]
    return tuple(blind), tuple(pairs)
