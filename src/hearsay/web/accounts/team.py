"""What the server holds in memory for a team, and how a browser shows who it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from hearsay.flow.sessions import ABSOLUTE
from hearsay.flow.signing import Clock, wall_clock
from hearsay.web.accounts.limits import Limits
from hearsay.web.accounts.presence import Presence

_NAME, _GUEST = "hearsay", "hearsay-guest"
_GUEST_SECONDS = 3600


@dataclass
class Team:
    """One per server."""

    clock: Clock = wall_clock
    limits: Limits = field(init=False)
    presence: Presence = field(init=False)

    def __post_init__(self) -> None:
        self.limits = Limits(self.clock)
        self.presence = Presence(self.clock)


def secure(request: Request) -> bool:
    """Whether the browser asked by HTTPS, as far as this server knows: from itself, or from a proxy that it trusts."""
    return request.url.scheme == "https"


def held(request: Request, guest: bool = False) -> str | None:
    """The token in a browser's cookie; ``guest``: of one who has yet to log in."""
    return request.cookies.get(_cookie(request, guest)) or None


def hand(response: Response, request: Request, token: str, guest: bool = False) -> None:
    """Give a browser a token that no script can read and no other site's form sends."""
    response.set_cookie(
        _cookie(request, guest),
        token,
        max_age=_GUEST_SECONDS if guest else int(ABSOLUTE.total_seconds()),
        path="/",
        secure=secure(request),
        httponly=True,
        samesite="strict" if guest else "lax",  # a link to a queue in a letter is to open that queue
    )


def take(response: Response, request: Request, guest: bool = False) -> None:
    """Take a token away."""
    response.delete_cookie(
        _cookie(request, guest), path="/", secure=secure(request), httponly=True, samesite="lax"
    )


def _cookie(request: Request, guest: bool) -> str:
    # browsers take a name that begins so from HTTPS alone, and for this very host
    return ("__Host-" if secure(request) else "") + (_GUEST if guest else _NAME)
