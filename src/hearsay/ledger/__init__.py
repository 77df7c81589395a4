"""The ledger: an append-only journal of reports, readings and decisions, and the present state that follows from it."""

from hearsay.ledger.chain import Head
from hearsay.ledger.ledger import Ledger, open_ledger

__all__ = ["Head", "Ledger", "open_ledger"]
