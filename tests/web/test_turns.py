"""Requests are answered one after the other; one that takes long, fails or is given up holds up nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from hearsay.web.turns import Turns

Page = Callable[[str], Awaitable[None]]


def run(day: Coroutine[Any, Any, list[str]]) -> list[str]:
    """In a thread of its own: that of the tests has a loop already where a browser was driven before."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, day).result()


class Asked:
    """What begins and ends, in its order, of requests by their paths."""

    def __init__(self, page: Page, patience: float = 60.0) -> None:
        self.told: list[str] = []
        self.page = page
        self.turns = Turns(self.answer, patience)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.told.append(f"begins {scope['path']}")
        await self.page(scope["path"])
        self.told.append(f"ends {scope['path']}")

    def ask(self, path: str) -> asyncio.Task[None]:
        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(_: Message) -> None:
            return

        async def one() -> None:
            await self.turns({"type": "http", "path": path}, receive, send)

        return asyncio.ensure_future(one())


def test_pages_are_made_in_the_order_in_which_they_were_asked_for() -> None:
    async def day() -> list[str]:
        async def page(path: str) -> None:
            for _ in range(5):
                await asyncio.sleep(0)  # others would begin here

        asked = Asked(page)
        await asyncio.gather(*(asked.ask(f"/{number}") for number in range(4)))
        return asked.told

    assert run(day()) == [f"{what} /{number}" for number in range(4) for what in ("begins", "ends")]


def test_one_that_takes_long_lets_the_next_begin_beside_it() -> None:
    async def day() -> list[str]:
        done = asyncio.Event()

        async def page(path: str) -> None:
            if path == "/long":
                await done.wait()

        asked = Asked(page, patience=0.01)
        long = asked.ask("/long")
        await asyncio.gather(asked.ask("/one"), asked.ask("/two"))
        done.set()
        await long
        # and its turn, over long ago, is not given away a second time
        await asyncio.gather(asked.ask("/three"), asked.ask("/four"))
        return asked.told

    told = run(day())
    assert told[0] == "begins /long"
    assert told[1:6] == ["begins /one", "ends /one", "begins /two", "ends /two", "ends /long"]
    assert told[6:] == ["begins /three", "ends /three", "begins /four", "ends /four"]


def test_files_that_take_no_computing_wait_for_nobody() -> None:
    async def day() -> list[str]:
        done = asyncio.Event()

        async def page(path: str) -> None:
            if path == "/queue":
                await done.wait()

        asked = Asked(page)
        queue = asked.ask("/queue")
        await asked.ask("/static/style.css")
        done.set()
        await queue
        return asked.told

    assert run(day())[-1] == "ends /queue"


def test_the_turn_of_one_that_fails_or_is_given_up_goes_on() -> None:
    async def day() -> list[str]:
        async def page(path: str) -> None:
            if path == "/fails":
                raise ValueError(path)
            if path == "/given-up":
                await asyncio.sleep(3600)

        asked = Asked(page)
        fails, given_up, waiting = asked.ask("/fails"), asked.ask("/given-up"), asked.ask("/never-begun")
        for _ in range(5):
            await asyncio.sleep(0)
        waiting.cancel()
        given_up.cancel()
        await asked.ask("/last")
        assert isinstance(fails.exception(), ValueError)
        return asked.told

    assert run(day()) == ["begins /fails", "begins /given-up", "begins /last", "ends /last"]
