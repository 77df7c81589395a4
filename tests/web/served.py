"""A server over a ledger of the example reports and of hostile ones, and a browser to look at it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.web import create_app

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
STORY = """Two dead as boat overturns off Korčula

KORČULA, March 6, 2024 (Adriatic Courier) - The harbour master said on Tuesday that two fishermen had drowned
after their boat overturned off the island. A doctor at the clinic said that five people were injured.

Residents denied that the boat was overloaded.
"""


def write_ledger(path: Path, reports: Mapping[str, str]) -> None:
    """Read texts, by the names of their files, into a new ledger."""
    folder = path.parent / f"{path.stem}-reports"
    folder.mkdir()
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_ledger(str(path), "create") as ledger:
        results = [taken.result for taken in add_paths(ledger, [str(folder)])]
    assert results == ["added"] * len(reports)


@contextmanager
def serving(app: FastAPI, **settings: Any) -> Iterator[str]:
    """A server in a thread; gives the address without the last stroke."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", **settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@contextmanager
def served(ledger: Path, actor: str = "Ana") -> Iterator[str]:
    """A server for one person."""
    with serving(create_app(str(ledger), actor=actor)) as address:
        yield address
