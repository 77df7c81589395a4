"""The times layer: date and time expressions with TIMEX3 values, resolved against the publication day.

A grammar of our own (``rules.toml`` over ``words.toml``) finds the expressions, senses read each match, and
a story carries what was told before, so that "a day later" moves from the day last told. Nothing is resolved
without an anchor: with no publication day "Friday" stays ``XXXX-WXX-5`` and has no dates. A time without a value
has the code of its reason in ``because["value"]``; ``REASONS`` says what each means.
"""

from __future__ import annotations

from hearsay.read.times.read import read_times
from hearsay.read.times.vocabulary import REASONS

__all__ = ["REASONS", "read_times"]
