"""One request after the other: pages that are made at the same time make each other late, and none early.

Python computes in one thread at a time. Of four pages made at once each takes four times as long, and longer where it asks
the database for many rows, for at each it waits for the others again. Answered in the order in which they came, the first
is there at once and the last no later. A request that takes long lets the next begin beside it.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Receive, Scope, Send

PATIENCE = 0.1
"""Seconds for which the next request waits at most for each before it."""
_AT_ONCE = ("/static/",)
"""Where what is asked for takes no computing."""


class Turns:
    """Lets requests begin one after the other, each once the one before is answered or took ``patience`` seconds."""

    def __init__(self, app: ASGIApp, patience: float = PATIENCE) -> None:
        self.app = app
        self.patience = patience
        self._turns: MutableMapping[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"].startswith(_AT_ONCE):
            await self.app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        turn = self._turns.setdefault(loop, asyncio.Semaphore(1))
        await turn.acquire()
        over = False

        def let_go() -> None:
            nonlocal over
            if not over:
                over = True
                turn.release()

        timer = loop.call_later(self.patience, let_go)
        try:
            await self.app(scope, receive, send)
        finally:
            timer.cancel()
            let_go()
