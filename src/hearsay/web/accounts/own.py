"""Whose word it is: taking back one's own takes less than taking back another's."""

from __future__ import annotations

from hearsay.flow import roles
from hearsay.ledger.codings import coding_of_finish
from hearsay.ledger.listings import journal_back
from hearsay.web.desk import Desk

OTHERS = "undo what another decided"
REOPEN = "reopen a double coding"


def check_undo(desk: Desk, seq: int) -> None:
    """Refuse to take back an entry that whoever asks may not: another's, or that one has finished a double coding in which
    both can see by now what the other says. Raises ``E-TEAM-ROLE``."""
    if desk.member is None:
        return
    with desk.ledger.reading() as connection:
        found = journal_back(connection, 1, seq + 1)
        if not found or found[0].seq != seq:
            return
        coding = coding_of_finish(connection, seq)
    if coding is not None and seq in coding.finished and coding.shown is not None:
        roles.demand(desk.actor, desk.member.role, REOPEN)
    if found[0].signed.actor != desk.actor:
        roles.demand(desk.actor, desk.member.role, OTHERS)
