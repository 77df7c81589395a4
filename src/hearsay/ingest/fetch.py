"""One page from the internet, because a person asked for it: within limits, and never from a private network.

A name is resolved once, every address that it has is judged, and the connection is made to an address that was judged: a
name that answers otherwise a moment later changes nothing. Nothing but the request for the page is sent: no cookies, no
referrer, no password; proxies of the environment are not used. Nothing else of the page is fetched.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Protocol
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from hearsay.ingest import addresses
from hearsay.ingest.outcome import Form
from hearsay.record import HearsayError, problem

SECONDS = 15.0
LARGEST = 5_000_000
"""Bytes of the page, whether or not they came compressed."""
REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
TYPES: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
"""Types that are taken, and how each is read."""
_CHUNK = 1 << 16
_MOVED = (301, 302, 303, 307, 308)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_INFLATE = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Resolve(Protocol):
    """Addresses of a name, each as the system writes it. Raises ``OSError`` for a name that has none."""

    def __call__(self, host: str, port: int) -> list[str]: ...


def resolved(host: str, port: int) -> list[str]:
    """What the system's own resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True)
class Rules:
    """What is allowed; the defaults are those of the program, others are for tests.

    ``refused`` says why an address is not asked, ``ports`` null any port, ``trust`` which certificates are good.
    """

    resolve: Resolve = resolved
    refused: Callable[[str], str | None] = addresses.refused
    ports: frozenset[int] | None = frozenset(PORTS.values())
    seconds: float = SECONDS
    largest: int = LARGEST
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Fetched:
    """A page as it came, its compression taken off. ``url`` is where it was found in the end, ``asked`` where it was
    looked for; ``charset`` is the encoding that the answer's header names, ``retrieved`` a moment in UTC."""

    asked: str
    url: str
    raw: bytes = field(repr=False)
    type: str = "text/html"
    charset: str | None = None
    retrieved: str = ""

    @property
    def form(self) -> Form:
        """How it is read."""
        return TYPES[self.type]

    @property
    def media_type(self) -> str:
        """The type and encoding as the header would write them."""
        return f"{self.type}; charset={self.charset}" if self.charset else self.type


def without_password(url: str) -> str:
    """A URL as it may be shown and kept."""
    return re.sub(r"^([a-z]+://)[^/?#]*@", r"\1", url.strip(), flags=re.IGNORECASE)


def fetch(url: str, rules: Rules | None = None) -> Fetched:
    """The page at a URL.

    Raises ``E-FETCH-URL``, ``-CREDENTIALS``, ``-PORT``, ``-NAME``, ``-ADDRESS``, ``-UNREACHABLE``, ``-SLOW``, ``-LARGE``,
    ``-REDIRECT``, ``-STATUS``, ``-TYPE``, ``-ENCODING``.
    """
    rules = rules or Rules()
    deadline = _Deadline(url.strip(), rules.seconds)
    place = url.strip()
    for _ in range(REDIRECTS + 1):
        parts = _checked(place, rules)
        answer = _Answer(parts, rules, deadline)
        try:
            moved = answer.moved()
            if moved is None:
                raw = answer.body()
                when = rules.now().strftime("%Y-%m-%dT%H:%M:%SZ")
                return Fetched(url.strip(), urlunsplit(parts), raw, answer.type, answer.charset, when)
        finally:
            answer.close()
        place = urljoin(urlunsplit(parts), moved)
        if parts.scheme == "https" and urlsplit(place).scheme == "http":
            raise problem("E-FETCH-REDIRECT", url=url.strip(), why=f"leads from https to {place}")
    raise problem("E-FETCH-REDIRECT", url=url.strip(), why=f"leads on more than {REDIRECTS} times")


def _checked(url: str, rules: Rules) -> SplitResult:
    """The parts of a URL that may be asked for, its name in ASCII, without a fragment."""
    url = url.replace(" ", "%20")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        named = host if host and ":" in host else (host or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise problem("E-FETCH-URL", url=url, why=str(error)) from error
    if parts.scheme not in PORTS or not named or _UNFIT.search(url):
        raise problem("E-FETCH-URL", url=url, why="it is no http or https address of a page")
    if parts.username is not None or parts.password is not None:
        raise problem("E-FETCH-CREDENTIALS", host=named)
    if rules.ports is not None and port is not None and port not in rules.ports:
        raise problem("E-FETCH-PORT", url=url, port=port)
    shown = f"[{named}]" if ":" in named else named
    place = f"{shown}:{port}" if port not in (None, PORTS[parts.scheme]) else shown
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return SplitResult(parts.scheme, place, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), "")


class _Deadline:
    """One limit on the time of all requests; when it has passed, the connection that is open is cut."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url
        self._seconds = seconds
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises ``E-FETCH-SLOW`` where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.error()
        return left

    def passed(self) -> bool:
        return time.monotonic() >= self._until

    def error(self) -> HearsayError:
        return problem("E-FETCH-SLOW", url=self._url, seconds=f"{self._seconds:g}")


class _Answer:
    """A request that was sent, and the head of what came back."""

    def __init__(self, parts: SplitResult, rules: Rules, deadline: _Deadline) -> None:
        self._url = urlunsplit(parts)
        self._rules = rules
        self._deadline = deadline
        self._cut: threading.Timer | None = None
        self._socket = _connected(parts, rules, deadline)
        try:
            self._guard(deadline.left())
            if parts.scheme == "https":
                self._socket = self._secured(self._socket, parts.hostname or "")
            self._response = self._asked(parts)
        except BaseException:
            self.close()
            raise
        told = Message()
        told["Content-Type"] = self._response.headers.get("Content-Type", "")
        self.type = told.get_content_type() if told["Content-Type"] else ""
        self.charset = told.get_content_charset()

    def moved(self) -> str | None:
        """Where a redirect leads; null for the page itself. Raises ``E-FETCH-STATUS``."""
        status = self._response.status
        if status in _MOVED and (where := self._response.headers.get("Location")):
            return where.strip()
        if status != 200:
            raise problem("E-FETCH-STATUS", url=self._url, status=f"{status} {self._response.reason}".strip())
        return None

    def body(self) -> bytes:
        """The page. Raises ``E-FETCH-TYPE``, ``-ENCODING``, ``-LARGE``, ``-SLOW``, ``-UNREACHABLE``."""
        if self.type not in TYPES:
            raise problem("E-FETCH-TYPE", url=self._url, type=self.type or "of no type")
        whole = bytearray()
        for part in self._failing(self._inflated()):
            whole += part
            if len(whole) > self._rules.largest:
                raise self._too_large()
        if self._response.length:  # fewer bytes than were announced
            raise problem("E-FETCH-UNREACHABLE", url=self._url, why="the connection broke off")
        return bytes(whole)

    def close(self) -> None:
        """Give the connection back."""
        if self._cut is not None:
            self._cut.cancel()
        self._socket.close()

    def _guard(self, seconds: float) -> None:
        """Cut the connection when the time is over, however slowly it drips: a socket's own limit begins anew with
        every byte."""

        def cut() -> None:
            with suppress(OSError):  # past any TLS above it, which would want to say goodbye
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

        self._cut = threading.Timer(seconds, cut)
        self._cut.daemon = True
        self._cut.start()

    def _secured(self, plain: socket.socket, host: str) -> socket.socket:
        try:
            self._socket = secure = self._rules.trust().wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            secure.do_handshake()
        except (OSError, ValueError) as error:
            raise self._broken(error) from error
        return secure

    def _asked(self, parts: SplitResult) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(parts.hostname or "", timeout=self._rules.seconds)
        connection.auto_open = 0  # never by the name: the socket that was judged, or none
        connection.sock = self._socket
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
            for name, value in _headers(parts.netloc):
                connection.putheader(name, value)
            connection.endheaders()
            return connection.getresponse()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self._broken(error) from error

    def _inflated(self) -> Iterator[bytes]:
        """The body in parts none of which is much larger than a chunk, whatever they unpack to."""
        announced = self._response.headers.get("Content-Length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self._rules.largest:
            raise self._too_large()
        coding = self._response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
        if coding != "identity" and coding not in _INFLATE:
            raise problem("E-FETCH-ENCODING", url=self._url, coding=coding)
        inflate = zlib.decompressobj(_INFLATE[coding]) if coding in _INFLATE else None
        came = 0
        while chunk := self._response.read1(_CHUNK):
            came += len(chunk)
            if came > self._rules.largest:
                raise self._too_large()
            if inflate is None:
                yield chunk
                continue
            while chunk and not inflate.eof:
                yield inflate.decompress(chunk, _CHUNK)
                chunk = inflate.unconsumed_tail
        if inflate is not None and not inflate.eof:
            raise problem("E-FETCH-ENCODING", url=self._url, coding=f"{coding}, and broken off")

    def _failing(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        try:
            for part in parts:
                self._deadline.left()
                yield part
        except zlib.error as error:
            raise problem("E-FETCH-ENCODING", url=self._url, coding=str(error)) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self._broken(error) from error
        self._deadline.left()

    def _broken(self, error: Exception) -> HearsayError:
        if self._deadline.passed() or isinstance(error, TimeoutError):
            return self._deadline.error()
        return problem("E-FETCH-UNREACHABLE", url=self._url, why=str(error) or type(error).__name__)

    def _too_large(self) -> HearsayError:
        return problem("E-FETCH-LARGE", url=self._url, limit=f"{self._rules.largest / 1e6:g} MB")


def _headers(host: str) -> Iterator[tuple[str, str]]:
    from hearsay import __version__

    yield "Host", host
    yield "User-Agent", f"Hearsay/{__version__} (one page, because a person asked for it)"
    yield "Accept", ", ".join(TYPES)
    yield "Accept-Language", "en"
    yield "Accept-Encoding", "gzip, deflate"
    yield "Connection", "close"


def _connected(parts: SplitResult, rules: Rules, deadline: _Deadline) -> socket.socket:
    """A connection to an address of the name that was judged. Raises ``E-FETCH-…``."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    found = _resolved(host, port, rules, deadline)
    for address in found:
        why = rules.refused(address)
        if why is not None:
            raise problem("E-FETCH-ADDRESS", host=host, why=why)
    last: OSError | None = None
    for address in found:
        try:
            return socket.create_connection((address, port), timeout=deadline.left())
        except OSError as error:
            last = error
    if isinstance(last, TimeoutError):
        raise deadline.error()
    raise problem("E-FETCH-UNREACHABLE", url=urlunsplit(parts), why=str(last))


def _resolved(host: str, port: int, rules: Rules, deadline: _Deadline) -> list[str]:
    """The addresses of a name; the resolver has no limit of its own, and is left behind where it takes too long."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def resolve() -> None:
        try:
            found.extend(rules.resolve(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise deadline.error()
    if failed or not found:
        raise problem("E-FETCH-NAME", host=host)
    return found
