"""Which addresses a page may be fetched from."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.ingest.addresses import refused

CARRIED = [ip_network(one) for one in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "this machine"),
        ("127.255.255.254", "this machine"),
        ("0.0.0.0", "this network"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local, cloud metadata"),
        ("100.64.0.1", "shared by carriers"),
        ("100.100.100.200", "shared by carriers"),
        ("168.63.129.16", "a cloud's own service"),
        ("192.0.0.192", "reserved for protocols"),
        ("198.18.0.1", "benchmarking"),
        ("203.0.113.9", "documentation"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.250", "multicast"),
        ("240.0.0.1", "reserved, broadcast"),
        ("255.255.255.255", "reserved, broadcast"),
        ("::", "unspecified"),
        ("::1", "this machine"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fc00::1", "private, cloud metadata"),
        ("fd00:ec2::254", "private, cloud metadata"),
        ("ff02::1", "multicast"),
        ("fec0::1", "site-local"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("::ffff:127.0.0.1", "this machine"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:a9fe:a9fe", "link-local, cloud metadata"),
        ("::ffff:0:127.0.0.1", "this machine"),
        ("::127.0.0.1", "IPv4-compatible, no longer used"),
        ("64:ff9b::7f00:1", "this machine"),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b:1::8.8.8.8", "local translation"),
        ("2002:7f00:1::", "6to4"),
        ("2002:808:808::1", "6to4"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "reserved for protocols, Teredo"),
        ("4000::1", "reserved"),
        ("200::1", "reserved"),
        ("nonsense", "no address"),
        ("", "no address"),
        ("127.1", "no address"),
        ("0x7f000001", "no address"),
    ],
)
def test_what_is_not_the_public_internet_is_refused(address: str, why: str) -> None:
    assert refused(address) == why


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "93.184.215.14",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "223.255.255.254",
        "2606:4700::1111",
        "2a00:1450:4001:81b::200e",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_what_is_public_is_asked(address: str) -> None:
    assert refused(address) is None


@given(st.ip_addresses(v=4))
def test_no_way_of_writing_an_address_in_ipv6_gets_past(address: IPv4Address) -> None:
    """Whatever the standard library holds to be private is refused, and so is each IPv6 address that stands for it."""
    if not address.is_global or address.is_multicast:
        low = int(address)
        assert refused(str(address)) is not None
        for prefix in ("::ffff:0:0", "64:ff9b::", "::ffff:0:0:0", "::"):
            assert refused(str(IPv6Address(int(IPv6Address(prefix)) | low))) is not None
        assert refused(str(IPv6Address((0x2002 << 112) | (low << 80)))) is not None


@given(st.ip_addresses(v=6))
def test_no_private_address_of_ipv6_is_asked(address: IPv6Address) -> None:
    stands_for_another = any(address in network for network in CARRIED)
    private = address.is_private or address.is_multicast or address.is_link_local or address.is_reserved
    if private and not stands_for_another:
        assert refused(str(address)) is not None
