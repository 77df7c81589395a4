"""Incidents chosen by what their claims say, made one after the other for whoever hands them on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearsay import __version__
from hearsay.flow.incidents import incidents
from hearsay.ledger import Ledger
from hearsay.ledger.selection import Selection, selected
from hearsay.record import problem
from hearsay.record.estimate import Policy
from hearsay.record.incident import Incident

__all__ = ["Chosen", "Selection", "choose"]


@dataclass(frozen=True)
class Chosen:
    """The ids of incidents, those of most reports first, and the journal's last entry when they were chosen."""

    ids: tuple[str, ...]
    selection: Selection
    seq: int
    hash: str

    def made(
        self, ledger: Ledger, policies: Sequence[Policy], first: int = 0, last: int | None = None
    ) -> Iterator[Incident]:
        """The incidents themselves, from the ``first`` to before the ``last``. Raises ``E-LINK-…`` at once."""
        wanted = self.ids[first:last]
        return incidents(ledger, wanted, policies) if wanted else iter(())

    def told(self, form: str, policies: Sequence[Policy]) -> dict[str, object]:
        """What an export of them says of itself."""
        return {
            "hearsay": __version__,
            "format": form,
            "policies": list(policies),
            "filters": self.selection.told(),
            "incidents": len(self.ids),
            "ledger": {"seq": self.seq, "hash": self.hash},
        }


def choose(ledger: Ledger, selection: Selection) -> Chosen:
    """The incidents of which a claim fits. Raises ``E-LINK-NONE`` where nobody has linked, ``E-LEDGER-DATE``."""
    head = ledger.head()
    with ledger.reading() as connection:
        ids = selected(connection, selection)
    if not ids and not any(row.kind == "links made" for row in ledger.rows("journal", "seq", "kind")):
        raise problem("E-LINK-NONE", place=ledger.place.shown)
    return Chosen(ids, selection, head.seq, head.hash)
