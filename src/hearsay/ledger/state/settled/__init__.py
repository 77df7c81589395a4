"""The record of a report as people left it: the machine's reading with every decision that stands applied.

Its format is that of any record. What a person set names the decision in ``because``, then what was there before; what a
person moved keeps its id, and ``because`` holds the place that the id rests on.
"""

from hearsay.ledger.state.settled.settle import MISSED, Word, settled

__all__ = ["MISSED", "Word", "settled"]
