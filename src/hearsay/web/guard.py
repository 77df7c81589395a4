"""What stands between the pages and the rest of the world: who may ask, and what a page may do."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: with that a browser would hide the origin of our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LARGEST = 64_000_000
"""Bytes of one request at most: several reports of the longest that are read."""
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Refuses requests for another host's name (a page that had its name resolved to this machine), from another
    origin's page, and those too large; puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        refusal = self.refusal(str(scope["method"]), Headers(scope=scope))
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            status, words = refusal
            await PlainTextResponse(words, status)(scope, receive, guarded)

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Status and words for a request that is not answered; null for one that is."""
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            return (
                421,
                "This server answers only under the address that it printed, and names given with --allowed-host.",
            )
        if method not in _SAFE:
            origin, site = headers.get("origin"), headers.get("sec-fetch-site")
            foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
            if foreign or (site is not None and site not in ("same-origin", "none")):
                return 403, "Only pages of this server may change anything here."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return 413, f"That is more than {LARGEST // 1_000_000} MB at once."
        return None


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without its port, in lower case; empty if it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
