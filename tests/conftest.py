"""Settings for every test."""

from __future__ import annotations

import signal

from hypothesis import settings

# The same examples on every machine, and no clock: a slow machine must not fail a test.
settings.register_profile("hearsay", deadline=None, derandomize=True)
settings.load_profile("hearsay")

# A shell that starts something in the background has it ignore Ctrl-C, and every process that the tests start would too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
