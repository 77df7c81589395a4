"""Fetching a page: from a real server on this machine, which only these tests may ask."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hearsay.ingest import Accepted, Refused, ingest_url
from hearsay.ingest.fetch import Rules, fetch
from hearsay.record import HearsayError

PAGE = (
    "<html><head><title>Boat overturns off Korčula</title></head><body><article><h1>Boat overturns off Korčula</h1>"
    + "<p>The harbour master said on Tuesday that two fishermen had drowned off the island.</p>" * 5
    + "</article></body></html>"
)
NAME = "news.example.org"
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server whose pages are functions of what was asked; ``seen`` are paths and headers of requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers.items())))
                page = site.pages.get(self.path, (404, {}, b""))
                if callable(page):
                    page(self)
                    return
                status, headers, body = page
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.port = self.server.server_address[1]

    def url(self, path: str) -> str:
        return f"http://{NAME}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def here(**others: Any) -> Rules:
    """The program's rules, but that every name is this machine and this machine may be asked."""
    told = {
        "resolve": lambda host, port: ["127.0.0.1"],
        "refused": lambda address: None,
        "ports": None,
        "now": lambda: datetime(2024, 3, 6, 12, 0, 5, tzinfo=UTC),
    }
    return Rules(**{**told, **others})


def html(body: str | bytes = PAGE, **headers: str) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, raw


def code(url: str, rules: Rules | None = None) -> str:
    with pytest.raises(HearsayError) as refused:
        fetch(url, rules)
    assert refused.value.remedy
    return refused.value.code


def test_a_page_comes_as_it_is_and_nothing_else_is_asked(site: Site) -> None:
    site.pages["/a%20b?q=1"] = html(**{"Set-Cookie": "id=7"})
    page = fetch(site.url("/a b?q=1#part"), here())
    assert page.raw == PAGE.encode()
    assert (page.url, page.type, page.charset) == (site.url("/a%20b?q=1"), "text/html", "utf-8")
    assert page.retrieved == "2024-03-06T12:00:05Z"
    fetch(site.url("/a b?q=1"), here())
    for path, headers in site.seen:
        assert path == "/a%20b?q=1"
        assert headers["Host"] == f"{NAME}:{site.port}"
        assert set(headers) == {
            "Host",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Connection",
        }
    assert len(site.seen) == 2


def test_without_a_rule_for_tests_this_machine_is_not_asked(site: Site) -> None:
    site.pages["/"] = html()
    assert code(f"http://127.0.0.1:{site.port}/", Rules(ports=None)) == "E-FETCH-ADDRESS"
    assert code(f"http://localhost:{site.port}/", Rules(ports=None)) == "E-FETCH-ADDRESS"
    assert code(f"http://127.0.0.1:{site.port}/") == "E-FETCH-PORT"
    assert code("http://[::1]/") == code("http://[::ffff:127.0.0.1]/") == "E-FETCH-ADDRESS"
    assert code("http://2130706433/") in ("E-FETCH-ADDRESS", "E-FETCH-NAME")
    assert code("http://0x7f.1/") in ("E-FETCH-ADDRESS", "E-FETCH-NAME")
    assert code("https://169.254.169.254/latest/meta-data/") == "E-FETCH-ADDRESS"
    assert site.seen == []


@pytest.mark.parametrize(
    "found", [["93.184.215.14", "10.0.0.8"], ["10.0.0.8", "93.184.215.14"], ["::1"], ["fe80::1%2"]]
)
def test_one_private_address_among_several_is_enough_to_refuse(found: list[str]) -> None:
    assert code("https://news.example.org/", Rules(resolve=lambda host, port: found)) == "E-FETCH-ADDRESS"


def test_a_name_that_turns_to_this_machine_after_it_was_judged_is_not_asked_again(site: Site) -> None:
    site.pages["/"] = html()
    asked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.9"]

    rules = here(resolve=turning, refused=lambda address: None if address == "127.0.0.1" else "turned")
    assert fetch(site.url("/"), rules).raw
    assert asked == [NAME], "resolved once; the connection goes to what was judged"
    assert code(site.url("/"), rules) == "E-FETCH-ADDRESS"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ftp://news.example.org/", "E-FETCH-URL"),
        ("file:///etc/passwd", "E-FETCH-URL"),
        ("https://", "E-FETCH-URL"),
        ("http:///path", "E-FETCH-URL"),
        ("https://news.example.org\\@evil.example/", "E-FETCH-URL"),
        ("https://news.example.org/\r\nX: y", "E-FETCH-URL"),
        ("https://[::1", "E-FETCH-URL"),
        ("https://news.example.org:99999/", "E-FETCH-URL"),
        ("https://" + "a" * 80 + ".example/", "E-FETCH-URL"),
        ("https://ana:secret@news.example.org/", "E-FETCH-CREDENTIALS"),
        ("https://ana@news.example.org/", "E-FETCH-CREDENTIALS"),
        ("http://news.example.org:22/", "E-FETCH-PORT"),
        ("http://news.example.org:8080/", "E-FETCH-PORT"),
        ("https://news.example.org:6379/", "E-FETCH-PORT"),
    ],
)
def test_what_is_not_the_address_of_a_page_is_refused_before_anything_is_asked(
    url: str, expected: str
) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    assert code(url, Rules(resolve=never)) == expected


def test_a_password_is_neither_shown_nor_kept() -> None:
    refused = ingest_url("https://ana:hunter2@news.example.org/a")
    assert isinstance(refused, Refused)
    assert "hunter2" not in refused.report.model_dump_json() + str(refused.rejections)


def moved(where: str, status: int = 302) -> Answer:
    return status, {"Location": where}, b""


def test_redirects_are_followed_and_each_is_judged(site: Site) -> None:
    site.pages["/start"] = moved("/next", 301)
    site.pages["/next"] = moved("end?x=1", 308)
    site.pages["/end?x=1"] = html()
    page = fetch(site.url("/start"), here())
    assert (page.asked, page.url) == (site.url("/start"), site.url("/end?x=1"))
    site.pages["/loop"] = moved("/loop")
    assert code(site.url("/loop"), here()) == "E-FETCH-REDIRECT"
    assert sum(path == "/loop" for path, _ in site.seen) == 6
    rules = here(
        refused=lambda address: "private" if address.startswith("10.") else None,
        resolve=lambda host, port: ["10.0.0.1" if host == "inside.example.org" else "127.0.0.1"],
    )
    for where, expected in (
        ("http://inside.example.org/", "E-FETCH-ADDRESS"),
        ("file:///etc/passwd", "E-FETCH-URL"),
        ("http://ana:b@news.example.org/", "E-FETCH-CREDENTIALS"),
        ("//10.0.0.1/", "E-FETCH-ADDRESS"),
    ):
        site.pages["/away"] = moved(where)
        if where == "//10.0.0.1/":
            rules = here(
                refused=lambda address: "private" if address.startswith("10.") else None,
                resolve=lambda host, port: [host] if host[0].isdigit() else ["127.0.0.1"],
            )
        assert code(site.url("/away"), rules) == expected
    site.pages["/port"] = moved("http://news.example.org:22/")
    assert code(site.url("/port"), here(ports=frozenset({80, 443, site.port}))) == "E-FETCH-PORT"


def test_what_takes_too_long_is_cut_off(site: Site) -> None:
    def drip_head(handler: BaseHTTPRequestHandler) -> None:
        for letter in b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n" * 50:
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
            time.sleep(0.05)

    def drip_body(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"<p>more</p>")
            handler.wfile.flush()
            time.sleep(0.05)

    def sleep(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(3)

    for page in (drip_head, drip_body, sleep):
        site.pages["/slow"] = page
        begin = time.monotonic()
        assert code(site.url("/slow"), here(seconds=0.4)) == "E-FETCH-SLOW"
        assert time.monotonic() - begin < 1.5

    def slow_name(host: str, port: int) -> list[str]:
        time.sleep(2)
        return ["127.0.0.1"]

    assert code(site.url("/"), here(seconds=0.3, resolve=slow_name)) == "E-FETCH-SLOW"


def test_what_is_too_large_is_not_read_to_its_end(site: Site) -> None:
    site.pages["/announced"] = (200, {"Content-Type": "text/html", "Content-Length": "9000000"}, b"x")
    site.pages["/large"] = html(b"x" * 300_000)
    site.pages["/bomb"] = html(gzip.compress(b"x" * 50_000_000), **{"Content-Encoding": "gzip"})
    rules = here(largest=200_000)
    for path in ("/announced", "/large", "/bomb"):
        assert code(site.url(path), rules) == "E-FETCH-LARGE"

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(b"done"))
        try:
            while True:
                handler.wfile.write(b"\0" * 65536)
        except OSError:
            pass

    site.pages["/endless"] = endless
    assert code(site.url("/endless"), rules) == "E-FETCH-LARGE"


@pytest.mark.parametrize(
    ("coding", "press"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)]
)
def test_compression_is_taken_off(site: Site, coding: str, press: Callable[[bytes], bytes]) -> None:
    site.pages["/"] = html(press(PAGE.encode()), **{"Content-Encoding": coding})
    assert fetch(site.url("/"), here()).raw == PAGE.encode()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), "E-FETCH-TYPE"),
        ((200, {"Content-Type": "application/json"}, b"{}"), "E-FETCH-TYPE"),
        ((200, {"Content-Type": "image/svg+xml"}, b"<svg/>"), "E-FETCH-TYPE"),
        ((200, {}, b"text of no type"), "E-FETCH-TYPE"),
        ((404, {}, b""), "E-FETCH-STATUS"),
        ((500, {"Content-Type": "text/html"}, b"no"), "E-FETCH-STATUS"),
        ((302, {}, b""), "E-FETCH-STATUS"),
        ((206, {"Content-Type": "text/html"}, b"part"), "E-FETCH-STATUS"),
        ((200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"x"), "E-FETCH-ENCODING"),
        (
            (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"no gzip at all"),
            "E-FETCH-ENCODING",
        ),
        (
            (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 999)[:-9]),
            "E-FETCH-ENCODING",
        ),
        ((200, {"Content-Type": "text/html", "Content-Length": "500"}, b"cut off"), "E-FETCH-UNREACHABLE"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(site: Site, answer: Answer, expected: str) -> None:
    site.pages["/"] = answer
    assert code(site.url("/"), here()) == expected


def test_what_cannot_be_reached_is_told(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    assert code(f"http://{NAME}:{closed}/", here()) == "E-FETCH-UNREACHABLE"
    assert code(f"https://{NAME}:{site.port}/", here()) == "E-FETCH-UNREACHABLE", "no TLS there"
    missing = here(resolve=lambda host, port: (_ for _ in ()).throw(socket.gaierror(-2, "unknown")))
    assert code("https://nowhere.example/", missing) == "E-FETCH-NAME"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of :data:`NAME` and its key, signed by nobody else."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "-", "-out", "-", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(made.stdout)
    return path


def test_a_certificate_must_be_that_of_the_name(site: Site, certificate: Path) -> None:
    """The name, not the address that was judged, is told to the server and must be the certificate's."""
    told: list[str | None] = []
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    serving.sni_callback = lambda _socket, name, _context: told.append(name)
    site.server.socket = serving.wrap_socket(site.server.socket, server_side=True)
    site.pages["/"] = html()
    site.pages["/plain"] = moved("http://news.example.org/")

    def trust() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(certificate))

    page = fetch(f"https://{NAME}:{site.port}/", here(trust=trust))
    assert page.raw == PAGE.encode()
    assert told == [NAME]
    assert code(f"https://other.example.org:{site.port}/", here(trust=trust)) == "E-FETCH-UNREACHABLE"
    assert code(f"https://{NAME}:{site.port}/", here()) == "E-FETCH-UNREACHABLE", "nobody vouches for it"
    assert code(f"https://{NAME}:{site.port}/plain", here(trust=trust)) == "E-FETCH-REDIRECT"
    usual = Rules().trust()
    assert usual.check_hostname
    assert usual.verify_mode == ssl.CERT_REQUIRED


def test_the_encoding_of_the_header_goes_before_that_of_the_page(site: Site) -> None:
    latin = PAGE.replace("č", "ç").replace("<head>", "<head><meta charset='cp437'>").encode("latin-1")
    site.pages["/latin"] = (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, latin)
    taken = ingest_url(site.url("/latin"), rules=here())
    assert isinstance(taken, Accepted)
    report = taken.report
    assert report.title == "Boat overturns off Korçula"
    assert (report.url, report.retrieved) == (site.url("/latin"), "2024-03-06T12:00:05+00:00")
    assert taken.raw == latin, "the bytes are kept as they came"
    (note,) = [one for one in taken.rejections if one.code == "E-INGEST-NOTE-FETCHED"]
    assert "text/html; charset=iso-8859-1" in note.message


def test_a_text_is_read_as_text(site: Site) -> None:
    story = (
        "The harbour master said on Tuesday that two fishermen had drowned. <b>Nobody</b> else was aboard.\n"
    )
    site.pages["/story.txt"] = (200, {"Content-Type": "text/plain"}, story.encode())
    taken = ingest_url(site.url("/story.txt"), rules=here())
    assert isinstance(taken, Accepted)
    assert taken.report.text == story
    refused = ingest_url(site.url("/missing"), rules=here())
    assert isinstance(refused, Refused)
    assert [one.code for one in refused.rejections] == ["E-FETCH-STATUS"]
