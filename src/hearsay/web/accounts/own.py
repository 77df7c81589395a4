"""Whose word it is: taking back one's own takes less than taking back another's."""

from __future__ import annotations

from hearsay.flow import roles
from hearsay.ledger.listings import journal_back
from hearsay.web.desk import Desk

OTHERS = "undo what another decided"


def check_undo(desk: Desk, seq: int) -> None:
    """Refuse to take back an entry that whoever asks may not. Raises ``E-TEAM-ROLE``."""
    if desk.member is None or desk.may(OTHERS):
        return
    with desk.ledger.reading() as connection:
        found = journal_back(connection, 1, seq + 1)
    if found and found[0].seq == seq and found[0].signed.actor != desk.actor:
        roles.demand(desk.actor, desk.member.role, OTHERS)
