"""Which addresses are the public internet: the only ones from which a page is fetched."""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from hearsay.ingest.tables import table

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def refused(given: str) -> str | None:
    """Why nothing is fetched from an address; null for one of the public internet.

    ``given`` is an address as the system's resolver writes it. Every form in which an IPv6 address carries one of IPv4 is
    judged by that as well. Source: the networks of ``addresses.toml``.
    """
    bare, _, zone = given.partition("%")
    try:
        address = ip_address(bare)
    except ValueError:
        return "no address"
    return "link-local" if zone else _why(address)


def _why(address: Address) -> str | None:
    if isinstance(address, IPv6Address):
        for network in _networks("stands_for_ipv4"):
            if address in network:
                return _why(IPv4Address(int(address) & 0xFFFFFFFF))
    for network, why in _networks("refused").items():
        if address in network:
            return why
    if isinstance(address, IPv6Address) and not any(address in network for network in _networks("public")):
        return "reserved"
    return None


@cache
def _networks(part: str) -> dict[Network, str]:
    return {ip_network(network): why for network, why in table("addresses.toml")[part].items()}
