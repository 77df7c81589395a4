"""The server: it listens on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from hearsay.web.app import create_app

HOST = "127.0.0.1"


def serve(
    ledger_url: str, port: int, actor: str, ready: Callable[[str], object], fetching: bool = True
) -> None:
    """Serve a ledger until the process is told to stop; ``ready`` is given the address once somebody may ask there.

    ``fetching``: pages may be fetched from URLs that a person gives. Raises ``E-LEDGER-…`` where the ledger cannot be opened, ``OSError`` where the port is taken.
    """
    app = create_app(ledger_url, actor=actor)
    app.state.fetching = fetching
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        server = _Server(config, lambda: ready(f"http://{HOST}:{listening.getsockname()[1]}/"))
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()
