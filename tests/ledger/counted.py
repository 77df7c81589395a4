"""Numbers of claims that are kept, beside those that a walk through all claims gives."""

from __future__ import annotations

from hearsay.ledger import Ledger
from hearsay.ledger import desk as asking
from hearsay.ledger import listings as lists
from hearsay.ledger.desk import Waiting
from hearsay.ledger.tallies import Tally
from tests.ledger.made import made

FILTERS = (
    Waiting(),
    Waiting(text="wounded"),
    Waiting(text="people -killed"),
    Waiting(text="…"),
    Waiting(publisher=made(0).record.report.publisher),
    Waiting(country="ML"),
    Waiting(origin_kind="anonymous", text="at least"),
)


class Counted:
    """Tallies that are kept, beside ones that know nothing yet."""

    def __init__(self) -> None:
        self._queues: dict[Waiting, Tally] = {asked: asking.tally(asked) for asked in FILTERS}
        self._origins = lists.origins_tally()

    def agree(self, ledger: Ledger) -> None:
        """That both count the same, and that it is as many claims as there are."""
        with ledger.reading() as connection:
            for asked, tally in self._queues.items():
                found = set(asking.alike(connection, tally))
                assert found == set(asking.alike(connection, asking.tally(asked)))
                waits = sum(one.many for one in found if one.waits)
                assert waits == asking.count_waiting(connection, asked)
            told = lists.origins(connection, self._origins)
            assert told == lists.origins(connection, lists.origins_tally())
