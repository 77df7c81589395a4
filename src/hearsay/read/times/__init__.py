"""The times layer: date and time expressions with TIMEX3 values, resolved against the publication day.

A grammar of our own (``rules.toml`` over ``words.toml``) finds the expressions, senses read each match, and
a story carries what was told before, so that "a day later" moves from the day last told. Nothing is resolved
without an anchor: with no publication day "Friday" stays ``XXXX-WXX-5`` and has no dates.
"""

from __future__ import annotations

from hearsay.read.times.read import read_times

__all__ = ["read_times"]
