"""The server: for one person it listens on this machine alone, for a team where it is told to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from hearsay.record import problem
from hearsay.web.app import Mode, create_app
from hearsay.web.beside import gathering
from hearsay.web.guard import LOOPBACK

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Listening:
    """Where to listen, and to whom: ``names`` are what the server is called besides its address, ``proxies`` the addresses
    whose word on who asked, and whether by HTTPS, is taken. Port 0 takes any that is free; ``fetching``: pages are fetched
    from URLs that somebody gives."""

    port: int
    host: str = HOST
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    mode: Mode = "person"
    fetching: bool = True


def serve(ledger_url: str, where: Listening, actor: str, ready: Callable[[str], object]) -> None:
    """Serve a ledger until the process is told to stop; ``ready`` is given the address once somebody may ask there.

    Raises ``E-LEDGER-…`` where the ledger cannot be opened, ``E-TEAM-…`` where a team cannot log in or the address is none,
    ``OSError`` where the port is taken.
    """
    hosts = check(where)
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    app = create_app(ledger_url, where.mode, actor=actor, hosts=hosts)
    app.state.fetching = where.fetching
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((where.host, where.port))
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            access_log=False,
            proxy_headers=bool(where.proxies),
            forwarded_allow_ips=list(where.proxies),
        )
        shown = f"[{where.host}]" if ":" in where.host else where.host
        server = _Server(config, lambda: ready(f"http://{shown}:{listening.getsockname()[1]}/"))
        with gathering(app.state.desk.ledger, ledger_url):
            server.run(sockets=[listening])


def check(where: Listening) -> tuple[str, ...]:
    """The names under which the server answers. Raises ``E-TEAM-ADDRESS``."""
    try:
        address = ipaddress.ip_address(where.host)
        proxies = [ipaddress.ip_network(one, strict=False) for one in where.proxies]
    except ValueError as error:
        how = "Give a number such as 0.0.0.0 or 192.0.2.7, and names with --allowed-host"
        raise problem("E-TEAM-ADDRESS", why=f"{error}", how=how) from error
    if where.mode == "person" and (not address.is_loopback or where.names or proxies):
        raise problem(
            "E-TEAM-ADDRESS",
            why="Without accounts the pages are served to this machine alone",
            how="Add --team, or leave out --host, --allowed-host and --proxy",
        )
    if address.is_unspecified and not where.names:
        raise problem(
            "E-TEAM-ADDRESS",
            why=f"{where.host} is every address of this machine, and none that a browser asks for",
            how="Say by which name it is asked for: --allowed-host desk.example.org",
        )
    own = () if address.is_unspecified else (where.host,)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *where.names)))


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()
