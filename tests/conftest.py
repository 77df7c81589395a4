"""Settings for every test."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine, and no clock: a slow machine must not fail a test.
settings.register_profile("hearsay", deadline=None, derandomize=True)
settings.load_profile("hearsay")
