"""How often somebody may fail to log in: guessing is made slow, and nobody is locked out by what others do.

Failures are counted for an account from one address, for an address, and for an account from everywhere. Who logged in from
an address before is held to the first count alone there, whatever anybody else does. Names that there are not count like
those that there are, so that the answer tells nothing.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from hearsay.flow.accounts import folded
from hearsay.flow.signing import Clock, wall_clock

WINDOW = timedelta(minutes=15)
PAIR, ADDRESS, ACCOUNT = 5, 20, 50
"""Failures within :data:`WINDOW` after which one waits: of an account at an address, of an address, of an account."""
_HELD = 10_000
_Key = tuple[str, str]


class Limits:
    """Failures of late, in memory: starting the server anew forgets them."""

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock
        self._failed: OrderedDict[_Key, deque[datetime]] = OrderedDict()
        self._known: OrderedDict[_Key, None] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str, address: str) -> timedelta:
        """How long until this name may be tried from this address; zero if at once."""
        who, where = folded(name), network(address)
        with self._lock:
            counts: list[tuple[_Key, int]] = [((who, where), PAIR)]
            if (who, where) not in self._known:
                counts += [(("", where), ADDRESS), ((who, ""), ACCOUNT)]
            return max(self._wait(key, most) for key, most in counts)

    def failed(self, name: str, address: str) -> None:
        """Somebody failed to log in."""
        who, where = folded(name), network(address)
        with self._lock:
            for key, most in (((who, where), PAIR), (("", where), ADDRESS), ((who, ""), ACCOUNT)):
                self._failed.setdefault(key, deque(maxlen=most)).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > _HELD:
                self._failed.popitem(last=False)

    def passed(self, name: str, address: str) -> None:
        """Somebody logged in: their own failures are forgotten, and others' do not concern them here."""
        key = (folded(name), network(address))
        with self._lock:
            self._failed.pop(key, None)
            self._known[key] = None
            self._known.move_to_end(key)
            while len(self._known) > _HELD:
                self._known.popitem(last=False)

    def _wait(self, key: _Key, most: int) -> timedelta:
        times = self._failed.get(key, ())
        since = self._clock() - WINDOW
        late = [one for one in times if one > since]
        return late[-most] - since if len(late) >= most else timedelta(0)


def network(address: str) -> str:
    """What stands for one place: an IPv4 address, or the first half of an IPv6 one, of which one place has very many."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
